"""Wordings that are no longer in force: where they are, and what differs from them."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from mkdocs_rubric.changes import Change, Redline
from mkdocs_rubric.changes.timeline import Earlier, History, Wording
from mkdocs_rubric.pages.base.addresses import criterion_uri, history_uri, version_uri, wording_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Redirect
from mkdocs_rubric.pages.base.phrases import day, iso

_DECISION = re.compile(r"\b\d{4}-\d\d-\d\d-[a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True)
class ChangeView:
    """A change in a sentence, with its redline: (`same`, `gone` or `new`, text) in turn."""

    sentence: str
    scoring: bool
    redline: tuple[tuple[str, str], ...]

    @property
    def reworded(self) -> bool:
        """Whether something was there before, and is something else now."""
        return {"gone", "new"} <= {edit for edit, _ in self.redline}


@dataclass(frozen=True)
class EarlierView:
    """That something was settled on another wording, and what is different."""

    criterion: Link
    then: Link
    made: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class AsOf:
    """The choice of a day, and where it leads.

    Attributes:
        first: The first day that is known, as ISO 8601.
        last: Today.
        pages: (first day, day it was replaced or "", page) of each wording, oldest first.
        history: The page that lists them all.
    """

    first: str
    last: str
    pages: tuple[tuple[str, str, str], ...]
    history: Link


def has_history(context: Context) -> bool:
    """Whether pages of earlier wordings are made."""
    return "history" in context.kinds and bool(context.history)


def change_view(context: Context, change: Change) -> ChangeView:
    """A change as the site shows it."""
    titled = _DECISION.sub(partial(_titled, context), change.sentence)
    sentence = context.people.in_subject(" ".join(titled.split()))
    return ChangeView(
        sentence=sentence[:1].upper() + sentence[1:],
        scoring=change.changes_scoring,
        redline=redline_view(context, change.redline) if change.redline else (),
    )


def _titled(context: Context, found: re.Match[str]) -> str:
    """A decision by its title instead of its id."""
    decision = context.project.decisions.get(found[0])
    return '"{}"'.format(decision.title.replace('"', "'")) if decision else found[0]


def redline_view(context: Context, redline: Redline) -> tuple[tuple[str, str], ...]:
    """A redline's pieces, with reviewers' names replaced."""
    shown = Redline(context.people.in_text(redline.before), context.people.in_text(redline.after))
    return tuple((edit.value, text) for edit, text in shown.parts)


def earlier_view(context: Context, earlier: Earlier) -> EarlierView:
    """What is different from the wording something was settled on."""
    wordings = context.history.wordings[earlier.criterion]
    uri = addresses(context.history, earlier.criterion).get(wordings.index(earlier.wording), "")
    return EarlierView(
        criterion=context.links.criterion(earlier.criterion),
        then=Link("the wording of that time", uri if has_history(context) else ""),
        made=day(earlier.wording.first),
        changes=tuple(change_view(context, one) for one in earlier.changes),
    )


def addresses(history: History, criterion: str) -> Mapping[int, str]:
    """The page of each wording that was in force on some day, by its place in the history.

    The last one is the criterion's own page. One that stood when a version of the rubric ended has
    the first such version's address; any other, and one whose address is taken, has the address of
    its first day.
    """
    return dict(_addresses(history, criterion))


def _addresses(history: History, criterion: str) -> Iterator[tuple[int, str]]:
    wordings = history.wordings.get(criterion, ())
    versions: dict[int, str] = {}
    for version, place in _final(history, criterion).items():
        versions.setdefault(place, version)
    taken: set[str] = set()
    for place, one in enumerate(wordings):
        if place == len(wordings) - 1 and one.until is None:
            yield place, criterion_uri(criterion)
        elif one.lasted:
            uri = version_uri(criterion, versions[place]) if place in versions else ""
            if not uri or uri in taken:
                uri = wording_uri(criterion, one.first)
            taken.add(uri)
            yield place, uri


def redirects(history: History, criterion: str) -> Iterator[Redirect]:
    """Addresses of versions in which nothing was different, to the page that says it."""
    pages = addresses(history, criterion)
    made = set(pages.values())
    for version, place in _final(history, criterion).items():
        uri = version_uri(criterion, version)
        if uri not in made:
            made.add(uri)
            yield Redirect(uri, pages[place])


def _final(history: History, criterion: str) -> dict[str, int]:
    """The wording that stood when each version ended, or stands in today's."""
    lasted = [
        (one.first, place)
        for place, one in enumerate(history.wordings.get(criterion, ()))
        if one.lasted
    ]
    days = [first for first, _ in lasted]
    found: dict[str, int] = {}
    for release in history.releases:
        last = release.until - dt.timedelta(days=1) if release.until else dt.date.max
        before = bisect_right(days, last)
        if before and history.wordings[criterion][lasted[before - 1][1]].on(last):
            found[release.version] = lasted[before - 1][1]
    return found


def versions_of(history: History, wording: Wording) -> list[str]:
    """The versions of the rubric during which a wording was in force."""
    return list(
        dict.fromkeys(
            one.version
            for one in history.releases
            if (wording.until is None or one.first < wording.until)
            and (one.until is None or wording.first < one.until)
        )
    )


def as_of(context: Context, criterion: str) -> AsOf | None:
    """The choice of a day for a criterion; None where nothing earlier is known."""
    wordings = context.history.wordings.get(criterion, ())
    if not has_history(context) or not wordings:
        return None
    pages = addresses(context.history, criterion)
    return AsOf(
        first=wordings[0].first.isoformat(),
        last=context.today.isoformat(),
        pages=tuple(
            (wordings[place].first.isoformat(), iso(wordings[place].until), uri)
            for place, uri in pages.items()
        ),
        history=Link("History", history_uri(criterion)),
    )


def since(context: Context, criterion: str) -> tuple[str, Link] | None:
    """Since when a criterion says what it says, and where its history is."""
    wordings = context.history.wordings.get(criterion, ())
    if not has_history(context) or not wordings:
        return None
    last = wordings[-1]
    words = day(last.first) if last.step.commit else "not committed yet"
    if last.first > context.today:
        words = f"takes effect on {day(last.first)}"
    return words, Link(_counted(wordings), history_uri(criterion))


def _counted(wordings: Sequence[Wording]) -> str:
    count = sum(one.lasted for one in wordings)
    return "History" if count <= 1 else f"History: {count} wordings"

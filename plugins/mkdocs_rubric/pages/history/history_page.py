"""A criterion's history: decisions and wordings over time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_rubric.changes.timeline import Step, Wording
from mkdocs_rubric.model import Criterion
from mkdocs_rubric.pages.base.addresses import criterion_uri, history_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page, Redirect
from mkdocs_rubric.pages.base.people import Privacy
from mkdocs_rubric.pages.base.phrases import day, joined
from mkdocs_rubric.pages.base.standing import Standing
from mkdocs_rubric.pages.base.trend_chart import TrendChart
from mkdocs_rubric.pages.criteria.criterion_agreement import criterion_agreement
from mkdocs_rubric.pages.decisions.decision_text import parts
from mkdocs_rubric.pages.decisions.effects import EffectView, effect_view
from mkdocs_rubric.pages.history.earlier import (
    AsOf,
    ChangeView,
    addresses,
    as_of,
    change_view,
    has_history,
    redirects,
)
from mkdocs_rubric.pages.history.frozen_page import frozen_page

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class StepView:
    """Who changed something, where one can look it up."""

    subject: str
    authors: str
    pull: str
    pull_url: str
    commit: str
    commit_url: str


@dataclass(frozen=True)
class Moment:
    """A decision or a wording on the timeline.

    Attributes:
        kind: `decision` or `wording`.
        date: The day, in words.
        iso: The day.
        link: The decision; of a wording, what the step says it does.
        standing: Of a decision.
        summary: Of a decision, its first paragraph.
        version: The version of the rubric that began with it; "" when none did.
        changes: Of a wording, what is different.
        step: Of a wording, where it comes from.
        page: Of a wording, where it can be read.
        effect: Of a decision, whether it worked.
    """

    kind: str
    date: str
    iso: str
    link: Link
    standing: Standing | None
    summary: str
    version: str
    changes: tuple[ChangeView, ...]
    step: StepView | None
    page: Link | None
    effect: EffectView | None


@dataclass(frozen=True)
class HistoryPageView:
    """A criterion's history."""

    title: str
    criterion: Link
    since: str
    as_of: AsOf | None
    moments: tuple[Moment, ...]
    chart: TrendChart | None


def history_pages(context: Context) -> Iterator[Page]:
    """The history of each criterion, and each of its earlier wordings."""
    if not has_history(context):
        return
    for criterion in context.project.rubric.criteria.values():
        wordings = context.history.wordings.get(criterion.id, ())
        if wordings:
            make = partial(_pages, context, criterion)
            yield from context.unless_changed((_pages, criterion.id), (wordings, criterion), make)


def history_redirects(context: Context) -> Iterator[Redirect]:
    """Addresses of versions in which nothing was different, and of earlier ids."""
    if not has_history(context):
        return
    criteria = context.project.rubric.criteria
    for criterion in criteria.values():
        name = criterion.id
        same = list(redirects(context.history, name))
        yield from same
        pages = [*addresses(context.history, name).values(), history_uri(name)]
        known = {one: one for one in pages if one != criterion_uri(name)}
        known |= {one.uri: one.target for one in same}
        for alias in criterion.aliases:
            if alias not in criteria and alias not in context.history.wordings and known:
                for uri, target in known.items():
                    earlier = uri.replace(f"criteria/{name}/", f"criteria/{alias}/", 1)
                    yield Redirect(earlier, target)


def _pages(context: Context, criterion: Criterion) -> list[Page]:
    title, uri = context.plain(criterion.title), history_uri(criterion.id)
    agreement = criterion_agreement(context, criterion)
    view = HistoryPageView(
        title=title,
        criterion=context.links.criterion(criterion.id),
        since=day(context.history.wordings[criterion.id][0].first),
        as_of=as_of(context, criterion.id),
        moments=tuple(_moments(context, criterion, uri)),
        chart=agreement.chart if agreement else None,
    )
    page = Page(
        uri=uri,
        template="history.md.jinja",
        title=f"History of {title}",
        view=view,
        boost=0,
        description=f"What {title} said, and what was decided about it, over time.",
        under=criterion_uri(criterion.id),
    )
    pages = addresses(context.history, criterion.id)
    wordings = context.history.wordings[criterion.id]
    earlier = [
        frozen_page(context, criterion, wordings[place], address)
        for place, address in pages.items()
        if address != criterion_uri(criterion.id)
    ]
    return [page, *reversed(earlier)]


def _moments(context: Context, criterion: Criterion, uri: str) -> Iterator[Moment]:
    """Decisions and wordings, newest first; of one day, the wording after its decision."""
    found: list[tuple[dt.date, int, Moment]] = [
        (one.date, 0, _decided(context, one.id, uri))
        for one in context.project.decisions_on.get(criterion.id, ())
    ]
    pages = addresses(context.history, criterion.id)
    starts = {release.first: release.version for release in context.history.releases}
    for place, one in enumerate(context.history.wordings[criterion.id]):
        version = starts.get(one.first, "") if place else one.version
        found.append(
            (one.first, place + 1, _worded(context, criterion, one, pages.get(place, ""), version))
        )
    for _, _, moment in sorted(found, key=lambda entry: entry[:2], reverse=True):
        yield moment


def _decided(context: Context, name: str, uri: str) -> Moment:
    decision = context.project.decisions[name]
    return Moment(
        kind="decision",
        date=day(decision.date),
        iso=decision.date.isoformat(),
        link=context.links.decision(name),
        standing=context.standings.of(decision),
        summary=context.prose(parts(context, decision).summary, decision.path, uri),
        version="",
        changes=(),
        step=None,
        page=None,
        effect=effect_view(context, decision),
    )


def _worded(
    context: Context, criterion: Criterion, wording: Wording, page: str, version: str
) -> Moment:
    current = page == criterion_uri(criterion.id)
    first = not wording.changes
    title = "The first wording on record" if first else _subject(context, wording.step)
    return Moment(
        kind="wording",
        date=day(wording.first) if wording.step.commit else "Not committed yet",
        iso=wording.first.isoformat(),
        link=Link(title, ""),
        standing=None,
        summary="",
        version=context.plain(version),
        changes=tuple(change_view(context, one) for one in wording.changes),
        step=step_view(context, wording.step),
        page=Link("This is in force now" if current else "Read it as it was then", page)
        if page
        else None,
        effect=None,
    )


def _subject(context: Context, step: Step) -> str:
    return context.people.in_subject(step.subject) or "Reworded"


def step_view(context: Context, step: Step) -> StepView | None:
    """Where a change comes from. Who made it is told only where names are."""
    if not step.commit:
        return None
    names = context.people.privacy is Privacy.NAMES
    return StepView(
        subject=_subject(context, step),
        authors=joined([context.plain(one) for one in step.authors]) if names else "",
        pull=step.pull,
        pull_url=context.repository.pull_url(step.pull),
        commit=step.commit[:8],
        commit_url=context.repository.commit_url(step.commit),
    )

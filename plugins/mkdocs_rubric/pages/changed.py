"""What changed, month by month, and the same as a feed."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from mkdocs_rubric.changes import Change
from mkdocs_rubric.changes.timeline import Step
from mkdocs_rubric.model import Status
from mkdocs_rubric.pages.context import Context, Standing
from mkdocs_rubric.pages.earlier import ChangeView, change_view
from mkdocs_rubric.pages.history import StepView, step_view
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import CHANGES, FEED, Link, Page
from mkdocs_rubric.pages.words import counted, day, short_day

_NOT_XML = re.compile("[^\\t\\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_FEED = 24
"""Months."""
_REMEMBERED = 40
"""Entries by which the first page tells what is new."""
_NAMESPACE = uuid.UUID("6f5ad3a2-6a1e-4c2b-9c3a-0d7c1c6c2f11")


@dataclass(frozen=True)
class Subject:
    """A criterion, or the rubric, and what was different about it."""

    link: Link
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class NewsView:
    """A decision, or a step that changed the rubric.

    Attributes:
        key: What it is remembered by, in the browser of somebody who has seen it.
        iso: The day.
        date: The day, in words.
        decision: The decision; None for a step.
        standing: Of the decision.
        step: Where a change comes from.
        subjects: What a step changed.
        scoring: Whether it changes scoring.
    """

    key: str
    iso: str
    date: str
    decision: Link | None
    standing: Standing | None
    criteria: tuple[Link, ...]
    title: str
    step: StepView | None
    subjects: tuple[Subject, ...]
    scoring: bool


@dataclass(frozen=True)
class MonthView:
    """A month."""

    anchor: str
    title: str
    sum: str
    news: tuple[NewsView, ...]


@dataclass(frozen=True)
class ReleaseView:
    """A version of the rubric."""

    version: str
    words: str


@dataclass(frozen=True)
class ChangesView:
    """What changed."""

    months: tuple[MonthView, ...]
    releases: tuple[ReleaseView, ...]
    feed: str
    no_history: str


def changes_page(context: Context) -> Page:
    """Decisions and changes of the rubric, newest first."""
    history = context.history
    return Page(
        uri=CHANGES,
        template="changes.md.jinja",
        title="What changed",
        view=ChangesView(
            months=months(context),
            releases=tuple(
                ReleaseView(
                    context.plain(one.version),
                    f"{day(one.first)} to {day(one.until - dt.timedelta(days=1))}"
                    if one.until
                    else f"since {day(one.first)}",
                )
                for one in reversed(history.releases)
            ),
            feed=FEED,
            no_history=context.no_history,
        ),
        boost=0.3,
        description="What was decided and reworded, month by month.",
    )


def newest(context: Context) -> str:
    """The keys of the newest entries, newest first, each on a line."""
    keys = [one.key for month in months(context) for one in month.news]
    return "\n".join(keys[:_REMEMBERED])


@kept
def _decided(context: Context) -> Sequence[tuple[dt.date, NewsView]]:
    return [
        (
            one.date,
            NewsView(
                key=f"{one.id} {context.decision_status(one).status}",
                iso=one.date.isoformat(),
                date=short_day(one.date),
                decision=context.decision_link(one.id),
                standing=context.decision_status(one),
                criteria=tuple(context.criterion_link(name) for name in one.criteria),
                title="",
                step=None,
                subjects=(),
                scoring=False,
            ),
        )
        for one in context.project.decisions.values()
        if one.status is not Status.PROPOSED
    ]


def months(context: Context) -> tuple[MonthView, ...]:
    """Everything that happened, by month, newest first."""
    news = list(_decided(context))
    if "history" in context.kinds:
        news += [
            (step.day, _step(context, step, changes)) for step, changes in context.history.steps
        ]
    news.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(
        _month(first, [view for _, view in entries])
        for first, entries in groupby(news, key=lambda entry: entry[0].replace(day=1))
    )


def _month(first: dt.date, news: Sequence[NewsView]) -> MonthView:
    decisions = sum(one.decision is not None for one in news)
    changes = len(news) - decisions
    words = [counted(decisions, "decision")] if decisions else []
    words += [counted(changes, "change")] if changes else []
    return MonthView(
        anchor=f"{first:%Y-%m}",
        title=f"{first:%B %Y}",
        sum=", ".join(words),
        news=tuple(news),
    )


def _step(context: Context, step: Step, changes: Sequence[Change]) -> NewsView:
    subjects = [
        Subject(
            context.criterion_link(name) if name else Link("The rubric", ""),
            tuple(change_view(context, one) for one in ones),
        )
        for name, ones in groupby(changes, key=lambda one: one.criterion)
    ]
    return NewsView(
        key=step.commit[:12],
        iso=step.day.isoformat(),
        date=short_day(step.day) if step.commit else "Not committed yet",
        decision=None,
        standing=None,
        criteria=(),
        title=context.people.in_subject(step.subject) or "The rubric changed",
        step=step_view(context, step),
        subjects=tuple(subjects),
        scoring=any(one.changes_scoring for one in changes),
    )


def feed(context: Context) -> str:
    """An Atom feed (RFC 4287), an entry for each month."""
    title = context.plain(context.project.rubric.title)
    shown = [one for one in months(context) if one.anchor <= f"{context.today:%Y-%m}"][:_IN_FEED]
    updated = max((news.iso for month in shown for news in month.news), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_xml(title)}: what changed</title>",
        f"<id>{_id(context.site_url + CHANGES)}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{_xml(title)}</name></author>",
    ]
    if context.site_url:
        lines += [
            f'<link href="{_xml(context.absolute(CHANGES))}"/>',
            f'<link rel="self" href="{_xml(context.site_url + FEED)}"/>',
        ]
    for month in shown:
        lines += _entry(context, month)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(context: Context, month: MonthView) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_xml(f'{month.title}: {month.sum}')}</title>"
    yield f"<id>{_id(f'{context.site_url}{CHANGES}#{month.anchor}')}</id>"
    yield f"<updated>{max(one.iso for one in month.news)}T00:00:00Z</updated>"
    if context.site_url:
        yield f'<link href="{_xml(context.absolute(CHANGES, month.anchor))}"/>'
    items = "".join(f"<li>{_news(one)}</li>" for one in month.news)
    yield f'<content type="html">{_xml(f"<ul>{items}</ul>")}</content>'
    yield "</entry>"


def _news(one: NewsView) -> str:
    if one.decision and one.standing:
        where = ", ".join(escape(link.text) for link in one.criteria)
        return f"{one.date}: {escape(one.standing.label)}: {escape(one.decision.text)} ({where})"
    subjects = "; ".join(
        f"{escape(subject.link.text)}: {', '.join(escape(c.sentence) for c in subject.changes)}"
        for subject in one.subjects
    )
    return f"{one.date}: {subjects}"


def _id(address: str) -> str:
    """A stable id: the same for as long as the address is."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, address)}"


def _xml(text: str) -> str:
    """Text for XML, without the control characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text))

"""What changed, month by month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mkdocs_rubric.changes import Change
from mkdocs_rubric.changes.timeline import HistoryStep
from mkdocs_rubric.model import Status
from mkdocs_rubric.pages.base.addresses import CHANGES, FEED
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, short_day
from mkdocs_rubric.pages.base.standing import Standing
from mkdocs_rubric.pages.history.earlier import ChangeView, change_view
from mkdocs_rubric.pages.history.history_page import StepView, step_view

_REMEMBERED = 40
"""Entries by which the first page tells what is new."""


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
                    context.plain(release.version),
                    f"{day(release.first)} to {day(release.until - dt.timedelta(days=1))}"
                    if release.until
                    else f"since {day(release.first)}",
                )
                for release in reversed(history.releases)
            ),
            feed=FEED,
            no_history=_sentence(context.no_history),
        ),
        boost=0.3,
        description="What was decided and reworded, month by month.",
    )


def newest(context: Context) -> str:
    """The keys of the newest entries, newest first, each on a line."""
    keys = [news.key for month in months(context) for news in month.news]
    return "\n".join(keys[:_REMEMBERED])


@once_an_outline
def _decided(context: Context) -> Sequence[tuple[dt.date, NewsView]]:
    return [
        (
            decision.date,
            NewsView(
                key=f"{decision.id} {context.standings.of(decision).status}",
                iso=decision.date.isoformat(),
                date=short_day(decision.date),
                decision=context.links.decision(decision.id),
                standing=context.standings.of(decision),
                criteria=tuple(context.links.criterion(name) for name in decision.criteria),
                title="",
                step=None,
                subjects=(),
                scoring=False,
            ),
        )
        for decision in context.project.decisions.values()
        if decision.status is not Status.PROPOSED
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
    decisions = sum(each.decision is not None for each in news)
    changes = len(news) - decisions
    words = [counted(decisions, "decision")] if decisions else []
    words += [counted(changes, "change")] if changes else []
    return MonthView(
        anchor=f"{first:%Y-%m}",
        title=f"{first:%B %Y}",
        sum=", ".join(words),
        news=tuple(news),
    )


def _step(context: Context, step: HistoryStep, changes: Sequence[Change]) -> NewsView:
    subjects = [
        Subject(
            context.links.criterion(name) if name else Link("The rubric", ""),
            tuple(change_view(context, each) for each in ones),
        )
        for name, ones in groupby(changes, key=lambda change: change.criterion)
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
        scoring=any(change.changes_scoring for change in changes),
    )


def _sentence(message: str) -> str:
    """A message as a sentence; one that begins with the name of a file keeps that as it is."""
    first = message.partition(" ")[0]
    return (
        f"{message[:1].upper() if first.isalpha() else message[:1]}{message[1:]}." if first else ""
    )

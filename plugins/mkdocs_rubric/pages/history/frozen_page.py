"""An earlier wording of a criterion, under an address of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.changes.timeline import Wording, wording_changes
from mkdocs_rubric.model import Criterion
from mkdocs_rubric.pages.base.addresses import CRITERIA, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import day, iso, joined, short_day
from mkdocs_rubric.pages.criteria.proposals import propose_dispute
from mkdocs_rubric.pages.criteria.said import SaidView, said
from mkdocs_rubric.pages.history.earlier import AsOf, ChangeView, as_of, change_view, versions_of


@dataclass(frozen=True)
class HeldThen:
    """A decision that was in force for some of the time a wording was."""

    link: Link
    words: str
    first: str
    until: str


@dataclass(frozen=True)
class FrozenView:
    """An earlier wording."""

    said: SaidView
    group_link: Link
    as_of: AsOf | None
    current: Link
    still: str
    period: str
    versions: str
    weight: str
    differences: tuple[ChangeView, ...]
    held: tuple[HeldThen, ...]
    dispute: str
    today: str


def frozen_page(context: Context, criterion: Criterion, wording: Wording, uri: str) -> Page:
    """The page of a wording that is not in force any more, or not for long."""
    history, then = context.history, wording.criterion
    last = history.wordings[criterion.id][-1]
    versions = versions_of(history, wording)
    until = wording.until
    title = context.plain(then.title)
    counted_noun = "version" if len(versions) == 1 else "versions"
    period = f"from {day(wording.first)}" + (f" until {day(until)}" if until else "")
    view = FrozenView(
        said=said(context, then, wording.scale, uri, now=False),
        group_link=Link(context.plain(wording.group) or "none", CRITERIA),
        as_of=as_of(context, criterion.id),
        current=context.links.criterion(criterion.id),
        still=day(until) if wording.on(context.today) else "",
        period=period,
        versions=f"{counted_noun} {joined([*map(context.plain, versions)])}" if versions else "",
        weight=f"{then.weight:g}",
        differences=tuple(
            change_view(context, wording_change)
            for wording_change in wording_changes(wording, last.criterion, last.scale, last.group)
        ),
        held=tuple(_held(context, criterion, wording)),
        dispute=propose_dispute(context, criterion, wording.first.isoformat()),
        today=context.today.isoformat(),
    )
    label = f"version {context.plain(versions[-1])}" if versions else day(wording.first)
    state = "until then" if wording.on(context.today) else "not current"
    return Page(
        uri=uri,
        template="frozen.md.jinja",
        title=f"{title}, {label} ({state})",
        view=view,
        boost=0,
        description=f"What {title} said {period}.",
        under=criterion_uri(criterion.id),
    )


def _held(context: Context, criterion: Criterion, wording: Wording) -> Iterator[HeldThen]:
    for decision in context.project.decisions_on.get(criterion.id, ()):
        period = context.history.in_force(decision, context.project)
        if period is None:
            continue
        first, until = period
        if (wording.until and first >= wording.until) or (until and until <= wording.first):
            continue
        words = f"since {short_day(first)}"
        if until:
            words = f"{short_day(first)} to {short_day(until)}"
        yield HeldThen(
            link=context.links.decision(decision.id),
            words=words,
            first=first.isoformat(),
            until=iso(until),
        )

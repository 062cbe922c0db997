"""A criterion's page: the heart of the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.model import Criterion, Decision
from mkdocs_rubric.pages.base.addresses import CRITERIA, criterion_uri, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import day, iso
from mkdocs_rubric.pages.base.problems import Problem
from mkdocs_rubric.pages.base.standing import Standing
from mkdocs_rubric.pages.criteria.criterion_agreement import CriterionAgreement, criterion_agreement
from mkdocs_rubric.pages.criteria.proposals import Proposal, proposals
from mkdocs_rubric.pages.criteria.said import SaidView, said
from mkdocs_rubric.pages.decisions.decision_text import parts
from mkdocs_rubric.pages.disputes_page import criterion_disputes
from mkdocs_rubric.pages.history.earlier import AsOf, as_of, since

# Weights in search. A reviewer describes a situation, and the answer is an edge case. A theme's
# search favours whole pages (Material up to five times), so the page itself comes last.
_EDGE_CASE, _LEVEL, _PAGE, _HEADING = 4.0, 1.6, 0.6, 0.1


@dataclass(frozen=True)
class HistoryView:
    """A decision in a criterion's timeline."""

    link: Link
    date: str
    iso: str
    standing: Standing
    summary: str
    first: str
    until: str


@dataclass(frozen=True)
class CriterionView:
    """Everything on a criterion's page."""

    said: SaidView
    group_link: Link
    share: str
    history: tuple[HistoryView, ...]
    agreement: CriterionAgreement | None
    related: tuple[tuple[Link, str], ...]
    problems: tuple[Problem, ...]
    since: tuple[str, Link] | None
    as_of: AsOf | None
    proposals: tuple[Proposal, ...]
    disputes: Link | None
    today: str


def criterion_pages(context: Context) -> Iterator[Page]:
    """One page for each criterion, retired ones too."""
    for criterion in context.project.rubric.criteria.values():
        yield _page(context, criterion)
        for alias in criterion.aliases:
            if alias not in context.project.rubric.criteria:
                yield Page(
                    uri=criterion_uri(alias),
                    template="moved.md.jinja",
                    title=f"{context.people.in_address(alias)} (renamed)",
                    view=Link(context.plain(criterion.title), criterion_uri(criterion.id)),
                    source=criterion.path,
                    boost=0,
                    under=CRITERIA,
                )


def _page(context: Context, criterion: Criterion) -> Page:
    project, path, uri = context.project, criterion.path, criterion_uri(criterion.id)
    title = context.plain(criterion.title)
    group = project.rubric.group_of.get(criterion.id)
    group_link = Link(
        context.plain(group.title) if group else "none",
        CRITERIA,
        f"group-{slug(group.id)}" if group else "",
    )
    view = CriterionView(
        said=said(context, criterion, project.rubric.scale(criterion), uri),
        group_link=group_link,
        share="" if criterion.retired else f"{context.share(criterion):.0%}",
        history=tuple(
            _history(context, decision, uri) for decision in project.decisions_on[criterion.id]
        ),
        agreement=criterion_agreement(context, criterion),
        related=tuple(_related(context, criterion)),
        problems=tuple(context.problems.of(path)),
        since=since(context, criterion.id),
        as_of=as_of(context, criterion.id),
        proposals=proposals(context, criterion),
        disputes=criterion_disputes(context, criterion.id),
        today=context.today.isoformat(),
    )
    return Page(
        uri=uri,
        template="criterion.md.jinja",
        title=f"{title} (retired)" if criterion.retired else title,
        view=view,
        source=path,
        line=1,
        boost=_PAGE / 10 if criterion.retired else _PAGE,
        place_boosts=_place_boosts(view, retired=criterion.retired is not None),
        tags=criterion.tags,
        description=context.words(criterion.question),
        under=CRITERIA,
    )


def _place_boosts(view: CriterionView, *, retired: bool) -> Mapping[str, float]:
    boosts = dict.fromkeys(("levels", "edge-cases", "history", "agreement", "related"), _HEADING)
    boosts |= {level.anchor: _LEVEL for level in view.said.levels}
    boosts |= {case.anchor: _EDGE_CASE for case in view.said.edge_cases}
    return {anchor: boost / 10 if retired else boost for anchor, boost in boosts.items()}


def _history(context: Context, decision: Decision, uri: str) -> HistoryView:
    first, until = context.history.in_force(decision, context.project) or (None, None)
    return HistoryView(
        link=context.links.decision(decision.id),
        date=day(decision.date),
        iso=decision.date.isoformat(),
        standing=context.standings.of(decision),
        summary=context.prose(parts(context, decision).summary, decision.path, uri),
        first=iso(first),
        until=iso(until),
    )


def _related(context: Context, criterion: Criterion) -> Iterator[tuple[Link, str]]:
    by_name = context.project.rubric.by_name
    names = [*criterion.see_also]
    names += [
        entry.id
        for entry in by_name.values()
        if criterion.id in entry.see_also and entry.id not in names and entry.id != criterion.id
    ]
    for name in dict.fromkeys(names):
        if each := by_name.get(name):
            yield context.links.criterion(name), context.words(each.question)

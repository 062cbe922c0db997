"""A decision's page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.model import Decision, Status, score_text
from mkdocs_rubric.pages.base.addresses import DECISIONS, criterion_uri, decision_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, short_day
from mkdocs_rubric.pages.base.problems import Problem
from mkdocs_rubric.pages.base.standing import STATUS_LABELS, Standing
from mkdocs_rubric.pages.decisions.decision_text import parts
from mkdocs_rubric.pages.decisions.effects import EffectView, effect_view
from mkdocs_rubric.pages.history.earlier import EarlierView, earlier_view

# What no longer holds may be found, and must never stand above what does.
_BOOST = {Status.ACCEPTED: 0.8, Status.PROPOSED: 0.1}


@dataclass(frozen=True)
class DecisionView:
    """Everything on a decision's page."""

    title: str
    standing: Standing
    date: str
    iso: str
    criteria: tuple[Link, ...]
    decided: str
    sections: tuple[tuple[str, str], ...]
    session: Link | None
    conversations: tuple[Link, ...]
    deciders: str
    review_by: str
    replaces: tuple[tuple[Link, str], ...]
    chain: tuple[tuple[Link, str, bool], ...]
    edge_cases: tuple[tuple[Link, str], ...]
    effect: EffectView | None
    earlier: tuple[EarlierView, ...]
    tags: tuple[Link, ...]
    before: Link | None
    after: Link | None
    problems: tuple[Problem, ...]


@once_an_outline
def decision_pages(context: Context) -> Sequence[Page]:
    """One page for each decision."""
    some = list(context.project.decisions.values())
    links = [None, *(context.links.decision(authored.id) for authored in some), None]
    return [
        _page(context, link, before, after)
        for link, before, after in zip(some, links, links[2:], strict=False)
    ]


def _page(context: Context, decision: Decision, before: Link | None, after: Link | None) -> Page:
    project, uri = context.project, decision_uri(decision.id)
    status = project.status(decision)
    title = context.plain(decision.title)
    split = parts(context, decision)
    view = DecisionView(
        title=title,
        standing=context.standings.of(decision),
        date=day(decision.date),
        iso=decision.date.isoformat(),
        criteria=tuple(context.links.criterion(criterion) for criterion in decision.criteria),
        decided=context.prose(split.decided, decision.path, uri),
        sections=tuple(
            (context.plain(heading), context.prose(text, decision.path, uri))
            for heading, text in split.rest
        ),
        session=context.links.session(decision.session) if decision.session else None,
        conversations=tuple(
            context.links.conversation(conversation, decision.session)
            for conversation in decision.conversations
        ),
        deciders=_deciders(context, decision),
        review_by=day(decision.review_by) if status is Status.ACCEPTED else "",
        replaces=tuple(
            (context.links.decision(old), day(found.date) if found else "")
            for old in decision.supersedes
            for found in [project.decisions.get(old)]
        ),
        chain=tuple(_chain(context, decision)),
        edge_cases=tuple(_edge_cases(context, decision)),
        effect=effect_view(context, decision),
        earlier=tuple(
            earlier_view(context, earlier)
            for earlier in context.made_on_earlier_wording.get(decision.id, ())
        ),
        tags=context.links.tags(decision.tags),
        before=before,
        after=after,
        problems=tuple(context.problems.of(decision.path)),
    )
    prefix = "" if status is Status.ACCEPTED else f"{STATUS_LABELS[status]}: "
    return Page(
        uri=uri,
        template="decision.md.jinja",
        title=f"{prefix}{title}",
        view=view,
        source=decision.path,
        boost=_BOOST.get(status, 0.005),
        tags=decision.tags,
        description=context.words(split.summary),
        under=DECISIONS,
    )


def _deciders(context: Context, decision: Decision) -> str:
    if not decision.deciders:
        return ""
    if not context.people.shown:
        return counted(len(decision.deciders), "person", "people")
    return ", ".join(
        context.people.name(each) for each in context.people.in_order(decision.deciders)
    )


def _chain(context: Context, decision: Decision) -> Iterator[tuple[Link, str, bool]]:
    """Every decision in the same line of succession, oldest first, when there is more than this."""
    project = context.project
    members = {decision.id}
    waiting = [decision.id]
    while waiting:
        each = project.decisions[waiting.pop()]
        near = [old for old in each.supersedes if old in project.decisions]
        if newer := project.superseded_by.get(each.id):
            near.append(newer.id)
        fresh = [name for name in near if name not in members]
        members.update(fresh)
        waiting += fresh
    if len(members) > 1:
        for name in sorted(members, key=lambda member: (project.decisions[member].date, member)):
            each = project.decisions[name]
            yield context.links.decision(name), short_day(each.date), name == decision.id


def _edge_cases(context: Context, decision: Decision) -> Iterator[tuple[Link, str]]:
    for criterion, place in context.project.cited_by.get(decision.id, ()):
        case = criterion.edge_cases[place]
        title = context.headline(case.situation)
        score = score_text(case.score)
        words = f"{context.plain(criterion.title)}{f': {score}' if score else ''}"
        yield Link(title, criterion_uri(criterion.id), case.id), words

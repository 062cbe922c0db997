"""A decision's page, and the index of all decisions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.model import Decision, Status, score_text
from mkdocs_rubric.pages.context import (
    STATUS_LABELS,
    Context,
    Problem,
    Standing,
)
from mkdocs_rubric.pages.earlier import EarlierView, earlier_view
from mkdocs_rubric.pages.effects import EffectView, effect_view
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import (
    DECISIONS,
    Link,
    Page,
    criterion_uri,
    decision_uri,
    first_sentence,
    slug,
)
from mkdocs_rubric.pages.words import counted, day, short_day

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
# What no longer holds may be found, and must never stand above what does.
_BOOST = {Status.ACCEPTED: 0.8, Status.PROPOSED: 0.1}


@dataclass(frozen=True)
class Parts:
    """A decision's text: what is decided, its first paragraph, and the rest by heading."""

    decided: str
    summary: str
    rest: tuple[tuple[str, str], ...]


def _split(decision: Decision) -> Parts:
    """Split the text at its headings. What is decided stands under "Decision", or comes first."""
    fenced = [found.span() for found in _FENCE.finditer(decision.body)]
    headings = [
        found
        for found in _HEADING.finditer(decision.body)
        if not any(start <= found.start() < end for start, end in fenced)
    ]
    sections = []
    start, title = 0, ""
    for found in headings:
        sections.append((title, decision.body[start : found.start()].strip()))
        start, title = found.end(), found[2]
    sections.append((title, decision.body[start:].strip()))
    kept = [(title, text) for title, text in sections if title or text]
    place = next((n for n, one in enumerate(kept) if one[0].casefold() == "decision"), 0)
    decided = kept.pop(place)[1] if kept else ""
    return Parts(decided, decided.split("\n\n", 1)[0], tuple(kept))


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
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class DecisionRow:
    """A decision in the index."""

    link: Link
    date: str
    iso: str
    year: str
    standing: Standing
    criteria: tuple[Link, ...]
    criterion_ids: str
    tags: tuple[str, ...]
    tag_ids: str
    summary: str


@dataclass(frozen=True)
class Choice:
    """An entry of a filter."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class DecisionsView:
    """The index of decisions."""

    rows: tuple[DecisionRow, ...]
    sum: str
    statuses: tuple[Choice, ...]
    criteria: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    years: tuple[Choice, ...]


@kept
def decision_pages(context: Context) -> Sequence[Page]:
    """One page for each decision."""
    return [_page(context, one) for one in context.project.decisions.values()]


@kept
def _parts(context: Context) -> Mapping[str, Parts]:
    return {one.id: _split(one) for one in context.project.decisions.values()}


def parts(context: Context, decision: Decision) -> Parts:
    """A decision's text in its parts."""
    return _parts(context)[decision.id]


def _page(context: Context, decision: Decision) -> Page:
    project, uri = context.project, decision_uri(decision.id)
    status = project.status(decision)
    title = context.plain(decision.title)
    split = parts(context, decision)
    view = DecisionView(
        title=title,
        standing=context.decision_status(decision),
        date=day(decision.date),
        iso=decision.date.isoformat(),
        criteria=tuple(context.criterion_link(one) for one in decision.criteria),
        decided=context.prose(split.decided, decision.path, uri),
        sections=tuple(
            (context.plain(heading), context.prose(text, decision.path, uri))
            for heading, text in split.rest
        ),
        session=context.session_link(decision.session) if decision.session else None,
        conversations=tuple(
            context.conversation_link(one, decision.session) for one in decision.conversations
        ),
        deciders=_deciders(context, decision),
        review_by=day(decision.review_by) if status is Status.ACCEPTED else "",
        replaces=tuple(
            (context.decision_link(old), day(found.date) if found else "")
            for old in decision.supersedes
            for found in [project.decisions.get(old)]
        ),
        chain=tuple(_chain(context, decision)),
        edge_cases=tuple(_edge_cases(context, decision)),
        effect=effect_view(context, decision),
        earlier=tuple(
            earlier_view(context, one)
            for one in context.made_on_earlier_wording.get(decision.id, ())
        ),
        tags=context.tags(decision.tags),
        problems=tuple(context.problems(decision.path)),
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
        description=context.plain(split.summary),
        under=DECISIONS,
    )


def _deciders(context: Context, decision: Decision) -> str:
    if not decision.deciders:
        return ""
    if not context.people.shown:
        return counted(len(decision.deciders), "person", "people")
    return ", ".join(context.people.name(one) for one in context.people.in_order(decision.deciders))


def _chain(context: Context, decision: Decision) -> Iterator[tuple[Link, str, bool]]:
    """Every decision in the same line of succession, oldest first, when there is more than this."""
    project = context.project
    members = {decision.id}
    waiting = [decision.id]
    while waiting:
        one = project.decisions[waiting.pop()]
        near = [old for old in one.supersedes if old in project.decisions]
        if newer := project.superseded_by.get(one.id):
            near.append(newer.id)
        fresh = [name for name in near if name not in members]
        members.update(fresh)
        waiting += fresh
    if len(members) > 1:
        for name in sorted(members, key=lambda one: (project.decisions[one].date, one)):
            one = project.decisions[name]
            yield context.decision_link(name), short_day(one.date), name == decision.id


def _edge_cases(context: Context, decision: Decision) -> Iterator[tuple[Link, str]]:
    for criterion, place in context.project.cited_by.get(decision.id, ()):
        case = criterion.edge_cases[place]
        title = context.plain(first_sentence(case.situation)[0])
        score = score_text(case.score)
        words = f"{context.plain(criterion.title)}{f': {score}' if score else ''}"
        yield Link(title, criterion_uri(criterion.id), case.id), words


def decision_row(context: Context, decision: Decision) -> DecisionRow:
    """A decision as one line of a list."""
    return _rows(context)[decision.id]


@kept
def _rows(context: Context) -> Mapping[str, DecisionRow]:
    return {one.id: _row(context, one) for one in context.project.decisions.values()}


def _row(context: Context, decision: Decision) -> DecisionRow:
    names = [context.project.rubric.by_name.get(one) for one in decision.criteria]
    return DecisionRow(
        link=context.decision_link(decision.id),
        date=short_day(decision.date),
        iso=decision.date.isoformat(),
        year=str(decision.date.year),
        standing=context.decision_status(decision),
        criteria=tuple(context.criterion_link(one) for one in decision.criteria),
        criterion_ids=" ".join(one.id for one in names if one),
        tags=tuple(context.plain(tag) for tag in decision.tags),
        tag_ids=" ".join(slug(tag) for tag in decision.tags),
        summary=context.plain(parts(context, decision).summary),
    )


@kept
def decisions_index(context: Context) -> Page:
    """All decisions, newest first, with filters."""
    project = context.project
    rows = tuple(decision_row(context, one) for one in reversed(list(project.decisions.values())))
    statuses = Counter(row.standing.status for row in rows)
    holding = statuses["accepted"]
    words = [f"{holding} in force"]
    words += [f"{statuses[s]} {s}" for s in STATUS_LABELS if s != "accepted" and statuses[s]]
    criteria = Counter(name for row in rows for name in row.criterion_ids.split())
    tags = Counter(tag for one in project.decisions.values() for tag in one.tags)
    years = Counter(row.year for row in rows)
    view = DecisionsView(
        rows=rows,
        sum=f"{counted(len(rows), 'decision')}: {', '.join(words)}.",
        statuses=tuple(
            Choice(str(s), label, statuses[s]) for s, label in STATUS_LABELS.items() if statuses[s]
        ),
        criteria=tuple(
            Choice(name, context.criterion_link(name).text, criteria[name])
            for name in project.rubric.criteria
            if criteria[name]
        ),
        tags=tuple(
            Choice(slug(tag), context.plain(tag), count) for tag, count in sorted(tags.items())
        ),
        years=tuple(Choice(year, year, years[year]) for year in sorted(years, reverse=True)),
    )
    return Page(
        uri=DECISIONS,
        template="decisions.md.jinja",
        title="Decisions",
        view=view,
        source=context.decisions_folder,
        is_folder=True,
        boost=0.3,
        description="Every decision on how a type of situation is scored.",
    )

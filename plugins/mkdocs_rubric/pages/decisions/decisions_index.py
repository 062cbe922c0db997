"""The index of all decisions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_rubric.model import Decision
from mkdocs_rubric.pages.base.addresses import DECISIONS
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, short_day
from mkdocs_rubric.pages.base.standing import STATUS_LABELS, Standing
from mkdocs_rubric.pages.decisions.decision_text import parts


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


def decision_row(context: Context, decision: Decision) -> DecisionRow:
    """A decision as one line of a list."""
    return _rows(context)[decision.id]


@once_an_outline
def _rows(context: Context) -> Mapping[str, DecisionRow]:
    return {decision.id: _row(context, decision) for decision in context.project.decisions.values()}


def _row(context: Context, decision: Decision) -> DecisionRow:
    names = [context.project.rubric.by_name.get(criterion) for criterion in decision.criteria]
    return DecisionRow(
        link=context.links.decision(decision.id),
        date=short_day(decision.date),
        iso=decision.date.isoformat(),
        year=str(decision.date.year),
        standing=context.standings.of(decision),
        criteria=tuple(context.links.criterion(criterion) for criterion in decision.criteria),
        criterion_ids=" ".join(name.id for name in names if name),
        tags=tuple(context.plain(tag) for tag in decision.tags),
        tag_ids=" ".join(context.links.tag_ids[tag] for tag in decision.tags),
        summary=context.words(parts(context, decision).summary),
    )


@once_an_outline
def decisions_index(context: Context) -> Page:
    """All decisions, newest first, with filters."""
    project = context.project
    rows = tuple(
        decision_row(context, decision) for decision in reversed(list(project.decisions.values()))
    )
    statuses = Counter(row.standing.status for row in rows)
    holding = statuses["accepted"]
    words = [f"{holding} in force"]
    words += [f"{statuses[s]} {s}" for s in STATUS_LABELS if s != "accepted" and statuses[s]]
    criteria = Counter(name for row in rows for name in row.criterion_ids.split())
    tags = Counter(tag for decision in project.decisions.values() for tag in decision.tags)
    years = Counter(row.year for row in rows)
    view = DecisionsView(
        rows=rows,
        sum=f"{counted(len(rows), 'decision')}: {', '.join(words)}.",
        statuses=tuple(
            Choice(str(s), label, statuses[s]) for s, label in STATUS_LABELS.items() if statuses[s]
        ),
        criteria=tuple(
            Choice(name, context.links.criterion(name).text, criteria[name])
            for name in project.rubric.criteria
            if criteria[name]
        ),
        tags=tuple(
            Choice(context.links.tag_ids[tag], context.plain(tag), count)
            for tag, count in sorted(tags.items())
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

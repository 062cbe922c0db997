"""Spreads and gaps: pure functions over a session and the rubric it is read under."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_rubric.model import Cell, Criterion, Held, Mark, Project, Scale, Score, Settled, Sheet
from mkdocs_rubric.model.score import whole

Place: TypeAlias = tuple[str, str | None]
"""A conversation, and a criterion under today's id."""


_Scales: TypeAlias = Mapping[str, tuple[Criterion, Scale]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The independent scores of one criterion on one conversation.

    Attributes:
        conversation: Its id.
        criterion: Under today's id.
        scale: The scale of the session's day.
        scores: Reviewer and cell, in the order of the sheets.
        values: The scores alone, lowest first; N/A and not scored are none.
        not_applicable: How many said N/A, where the criterion allows it.
    """

    conversation: str
    criterion: Criterion
    scale: Scale
    scores: Sequence[tuple[str, Cell]]
    values: Sequence[Score]
    not_applicable: int

    @property
    def is_disputed(self) -> bool:
        """Whether some said that the criterion does not apply, and others scored it."""
        return bool(self.not_applicable and self.values)

    @property
    def width(self) -> Score | None:
        """How far reviewers lie apart, in points; None with fewer than two scores.

        Whether it applies at all is the question before any score: a dispute about that is as wide
        as the scale.
        """
        if self.is_disputed:
            return whole(self.scale.scores[-1] - self.scale.scores[0])
        return whole(self.values[-1] - self.values[0]) if len(self.values) > 1 else None

    @property
    def is_gap(self) -> bool:
        """Whether they lie further apart than the scale's tolerance, or dispute that it applies."""
        return self.is_disputed or (self.width or 0) > self.scale.agree_within


@dataclass(frozen=True, slots=True)
class Gap:
    """A spread that has to be talked about, and how the session settled it, if it did."""

    spread: Spread
    settled: Settled | None


def spreads(project: Project, held: Held) -> Iterator[Spread]:
    """Every scored (conversation, criterion) of a session, in the order of the sheets.

    Scores that are off the scale of that day are left out, N/A where the criterion always applies,
    and criteria the rubric does not have.

    Args:
        project: What the session is part of.
        held: The session.
    """
    yield from _spreads(held, _scales(project, held), None)


def _spreads(held: Held, scales: _Scales, only: Container[Place] | None) -> Iterator[Spread]:
    """The spreads at the places that are wanted; None is all of them."""
    rows: dict[Place, list[tuple[Sequence[int], int]]] = {}
    for numbers in _alike(held):
        for row, place in enumerate(_places(held.sheets[numbers[0]], scales)):
            if place[1] and (only is None or place in only):
                rows.setdefault(place, []).append((numbers, row))
    columns = [(sheet.reviewers, sheet.cells) for sheet in held.sheets]
    for (conversation, name), found in rows.items():
        criterion, scale = scales[name or ""]
        levels = scale.levels
        cells = [(sheet, row) for numbers, row in found for sheet in numbers]
        if len(found) > 1:
            cells.sort()
        scores = [(columns[sheet][0][row], columns[sheet][1][row]) for sheet, row in cells]
        given = [cell for _, cell in scores]
        values = sorted([cell for cell in given if not isinstance(cell, Mark) and cell in levels])
        absent = given.count(Mark.NOT_APPLICABLE) if criterion.not_applicable is not None else 0
        yield Spread(conversation, criterion, scale, scores, values, absent)


class _Apart(dict[frozenset[Cell], bool]):
    """Whether cells of a criterion are a gap: worked out once for each set."""

    def __init__(self, criterion: Criterion, scale: Scale) -> None:
        self._about = (criterion, scale)

    def __missing__(self, cells: frozenset[Cell]) -> bool:
        criterion, scale = self._about
        levels = scale.levels
        values = sorted([cell for cell in cells if not isinstance(cell, Mark) and cell in levels])
        absent = Mark.NOT_APPLICABLE in cells and criterion.not_applicable is not None
        self[cells] = Spread("", criterion, scale, (), values, int(absent)).is_gap
        return self[cells]


def _apart(held: Held, scales: _Scales) -> set[Place]:
    """Where there is a gap.

    A quick look at every score; `_spreads` then has to look closely only here.
    """
    cells: dict[Place, frozenset[Cell]] = {}
    for numbers in _alike(held):
        sheets = [held.sheets[number] for number in numbers]
        rows = zip(*(sheet.cells for sheet in sheets), strict=True)
        for place, here in zip(_places(sheets[0], scales), map(frozenset, rows), strict=True):
            cells[place] = cells[place] | here if place in cells else here
    apart = {name: _Apart(*about) for name, about in scales.items()}
    return {place for place, here in cells.items() if place[1] and apart[place[1]][here]}


def _alike(held: Held) -> Iterable[Sequence[int]]:
    """The sheets that list the same rows, by number: reviewers mostly get one list to fill in.

    Such lists are one and the same object, as sheets are read.
    """
    found: dict[tuple[int, int], list[int]] = {}
    for number, sheet in enumerate(held.sheets):
        found.setdefault((id(sheet.conversations), id(sheet.criteria)), []).append(number)
    return found.values()


def _places(sheet: Sheet, scales: _Scales) -> Iterator[Place]:
    """The conversation and today's criterion of each row; None where the rubric has none."""
    today = {name: scales[name][0].id if name in scales else None for name in set(sheet.criteria)}
    return zip(sheet.conversations, map(today.__getitem__, sheet.criteria), strict=True)


def _scales(project: Project, held: Held) -> _Scales:
    """Criterion and scale of the session's day, by every id its sheets use."""
    found = {}
    for name in set().union(*(sheet.criteria for sheet in held.sheets)):
        criterion = project.rubric.by_name.get(name)
        scale = project.rubric.scale(criterion, held.session.date) if criterion else None
        if criterion is not None and scale is not None:
            found[name] = found[criterion.id] = (criterion, scale)
    return found


def settled_by(project: Project, held: Held) -> Iterator[Settled]:
    """The entries of a session, after those that its decisions carry: an entry counts first."""
    for decision in project.decisions.values():
        if decision.session == held.id:
            for gap in decision.settles:
                yield Settled(
                    conversation=gap.conversation, criterion=gap.criterion, decision=decision.id
                )
    yield from held.session.settled


def gaps(project: Project, held: Held, found: Iterable[Spread] | None = None) -> list[Gap]:
    """The session's gaps, widest first, each with what settled it.

    Args:
        project: What the session is part of.
        held: The session.
        found: Its spreads, where the caller has them.
    """
    by_name = project.rubric.by_name
    settled = {}
    for entry in settled_by(project, held):
        criterion = by_name.get(entry.criterion)
        settled[entry.conversation, criterion.id if criterion else entry.criterion] = entry
    if found is None:
        scales = _scales(project, held)
        found = _spreads(held, scales, _apart(held, scales))
    all_gaps = [
        Gap(spread, settled.get((spread.conversation, spread.criterion.id)))
        for spread in found
        if spread.is_gap
    ]
    return sorted(all_gaps, key=lambda gap: -(gap.spread.width or 0))

"""Spreads and gaps: pure functions over a session and the rubric it is read under."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_rubric.model import Cell, Criterion, Held, Project, Scale, Settled, Sheet

Place: TypeAlias = tuple[str, str | None]
"""A conversation, and a criterion under today's id."""


_Scales: TypeAlias = Mapping[str, tuple[Criterion, Scale]]
_Column: TypeAlias = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Spread:
    """The independent scores of one criterion on one conversation.

    Attributes:
        conversation: Its id.
        criterion: Under today's id.
        scale: The scale of the session's day.
        scores: Reviewer and cell, in the order of the sheets.
        values: The scores alone, lowest first; N/A and not scored are none.
    """

    conversation: str
    criterion: Criterion
    scale: Scale
    scores: Sequence[tuple[str, Cell]]
    values: Sequence[int]

    @property
    def width(self) -> int | None:
        """How far the scores lie apart; None with fewer than two."""
        return self.values[-1] - self.values[0] if len(self.values) > 1 else None

    @property
    def is_gap(self) -> bool:
        """Whether they lie further apart than the scale's tolerance."""
        return self.width is not None and self.width > self.scale.agree_within


@dataclass(frozen=True, slots=True)
class Gap:
    """A spread beyond tolerance, and how the session settled it, if it did."""

    spread: Spread
    settled: Settled | None


def spreads(project: Project, held: Held) -> Iterator[Spread]:
    """Every scored (conversation, criterion) of a session, in the order of the sheets.

    Scores that are off the scale of that day are left out; criteria the rubric does not have too.

    Args:
        project: What the session is part of.
        held: The session.
    """
    yield from _spreads(held, _alike(held), _scales(project, held), None)


def _spreads(
    held: Held, lists: Sequence[Sequence[int]], scales: _Scales, only: Container[Place] | None
) -> Iterator[Spread]:
    """The spreads at the places that are wanted; None is all of them."""
    wanted: dict[int, list[tuple[int, Place]]] = {}
    for numbers in lists:
        places = enumerate(_places(held.sheets[numbers[0]], scales))
        rows = [one for one in places if one[1][1] and (only is None or one[1] in only)]
        wanted |= dict.fromkeys(numbers, rows)
    found: dict[Place, list[tuple[str, Cell]]] = {}
    for number, sheet in enumerate(held.sheets):
        reviewers, cells = sheet.reviewers, sheet.cells
        for row, place in wanted[number]:
            entry = (reviewers[row], cells[row])
            if place in found:
                found[place].append(entry)
            else:
                found[place] = [entry]
    for (conversation, name), entries in found.items():
        criterion, scale = scales[name or ""]
        levels = scale.levels
        values = sorted([cell for _, cell in entries if cell in levels])
        yield Spread(conversation, criterion, scale, entries, values)


def _apart(held: Held, lists: Sequence[Sequence[int]], scales: _Scales) -> set[Place]:
    """Where the lowest and the highest score lie further apart than the tolerance.

    A quick look at every score; `_spreads` then has to look closely only here.
    """
    low: dict[Place, int] = {}
    high: dict[Place, int] = {}
    for numbers in lists:
        sheets = [held.sheets[number] for number in numbers]
        ends = zip(_places(sheets[0], scales), *_ends(sheets), strict=True)
        for place, lowest, highest in ends:
            if lowest is None or highest is None:
                continue
            if place not in low:
                low[place], high[place] = lowest, highest
                continue
            if lowest < low[place]:  # noqa: PLR1730 - for every score there is
                low[place] = lowest
            if highest > high[place]:  # noqa: PLR1730 - as above
                high[place] = highest
    tolerance = {criterion.id: scale.agree_within for criterion, scale in scales.values()}
    return {
        place
        for place, lowest in low.items()
        if place[1] is not None and high[place] - lowest > tolerance[place[1]]
    }


def _alike(held: Held) -> Sequence[Sequence[int]]:
    """The sheets that list the same rows, by number: reviewers mostly get one list to fill in."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for number, sheet in enumerate(held.sheets):
        key = (tuple(sheet.conversations), tuple(sheet.criteria))
        found.setdefault(key, []).append(number)
    return list(found.values())


def _ends(sheets: Sequence[Sheet]) -> tuple[_Column, _Column]:
    """The lowest and the highest score of each row of sheets that list the same."""
    if len(sheets) == 1:
        column = [cell if type(cell) is int else None for cell in sheets[0].cells]
        return column, column
    rows = zip(*(sheet.cells for sheet in sheets), strict=True)
    scores = [[cell for cell in set(row) if type(cell) is int] for row in rows]
    return [min(one, default=None) for one in scores], [max(one, default=None) for one in scores]


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


def gaps(project: Project, held: Held, found: Iterable[Spread] | None = None) -> list[Gap]:
    """The session's gaps, widest first, each with what settled it.

    Args:
        project: What the session is part of.
        held: The session.
        found: Its spreads, where the caller has them.
    """
    settled = {}
    for one in held.session.settled:
        criterion = project.rubric.by_name.get(one.criterion)
        settled[one.conversation, criterion.id if criterion else one.criterion] = one
    if found is None:
        lists, scales = _alike(held), _scales(project, held)
        found = _spreads(held, lists, scales, _apart(held, lists, scales))
    all_gaps = [
        Gap(spread, settled.get((spread.conversation, spread.criterion.id)))
        for spread in found
        if spread.is_gap
    ]
    return sorted(all_gaps, key=lambda gap: -(gap.spread.width or 0))

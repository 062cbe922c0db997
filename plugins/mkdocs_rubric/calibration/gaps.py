"""Spreads and gaps: pure functions over a session and the rubric it is read under."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_rubric.model import Cell, Criterion, Held, Project, Scale, Settled, Sheet

Place: TypeAlias = tuple[str, str | None]
"""A conversation, and a criterion under today's id."""


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


def spreads(project: Project, held: Held, only: Container[Place] | None = None) -> Iterator[Spread]:
    """Every scored (conversation, criterion) of a session, in the order of the sheets.

    Scores that are off the scale of that day are left out; criteria the rubric does not have too.

    Args:
        project: What the session is part of.
        held: The session.
        only: The conversations and criteria that are wanted; None is all of them.
    """
    scales = _scales(project, held)
    found: dict[Place, list[tuple[str, Cell]]] = {}
    for sheet in held.sheets:
        rows = zip(_places(sheet, scales), sheet.reviewers, sheet.cells, strict=True)
        for place, reviewer, cell in rows:
            if place[1] is None or (only is not None and place not in only):
                continue
            if place in found:
                found[place].append((reviewer, cell))
            else:
                found[place] = [(reviewer, cell)]
    for (conversation, name), entries in found.items():
        criterion, scale = scales[name or ""]
        levels = scale.levels
        values = sorted([cell for _, cell in entries if cell in levels])
        yield Spread(conversation, criterion, scale, entries, values)


def _apart(project: Project, held: Held) -> set[Place]:
    """Where the lowest and the highest score lie further apart than the tolerance.

    A quick look at every score; `spreads` then has to look closely only here.
    """
    scales = _scales(project, held)
    low: dict[Place, int] = {}
    high: dict[Place, int] = {}
    for sheet in held.sheets:
        for place, cell in zip(_places(sheet, scales), sheet.cells, strict=True):
            if type(cell) is int:
                if place not in low:
                    low[place] = high[place] = cell
                elif cell < low[place]:
                    low[place] = cell
                elif cell > high[place]:
                    high[place] = cell
    tolerance = {criterion.id: scale.agree_within for criterion, scale in scales.values()}
    return {
        place
        for place, lowest in low.items()
        if place[1] is not None and high[place] - lowest > tolerance[place[1]]
    }


def _places(sheet: Sheet, scales: Mapping[str, tuple[Criterion, Scale]]) -> Iterator[Place]:
    """The conversation and today's criterion of each row; None where the rubric has none."""
    today = {name: scales[name][0].id if name in scales else None for name in set(sheet.criteria)}
    return zip(sheet.conversations, map(today.__getitem__, sheet.criteria), strict=True)


def _scales(project: Project, held: Held) -> dict[str, tuple[Criterion, Scale]]:
    """Criterion and scale of the session's day, by every id its sheets use."""
    found = {}
    for name in {name for sheet in held.sheets for name in set(sheet.criteria)}:
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
    all_gaps = [
        Gap(spread, settled.get((spread.conversation, spread.criterion.id)))
        for spread in (spreads(project, held, _apart(project, held)) if found is None else found)
        if spread.is_gap
    ]
    return sorted(all_gaps, key=lambda gap: -(gap.spread.width or 0))

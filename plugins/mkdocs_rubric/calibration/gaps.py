"""Spreads and gaps: pure functions over a session and the rubric it is read under."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.model import Cell, Criterion, Held, Project, Scale, Settled


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
    """
    known = _scales(project, held)
    found: dict[tuple[str, str], Sequence[tuple[str, Cell]]] = {}
    for (conversation, name), entries in held.cells.items():
        if name in known:
            key = (conversation, known[name][0].id)
            found[key] = [*found[key], *entries] if key in found else entries
    for (conversation, name), entries in found.items():
        criterion, scale = known[name]
        levels = scale.levels
        values = sorted([cell for _, cell in entries if cell in levels])
        yield Spread(conversation, criterion, scale, entries, values)


def _scales(project: Project, held: Held) -> dict[str, tuple[Criterion, Scale]]:
    """Criterion and scale of the session's day, by every id a sheet may use."""
    found = {}
    for name in {name for _, name in held.cells}:
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
        for spread in (spreads(project, held) if found is None else found)
        if spread.is_gap
    ]
    return sorted(all_gaps, key=lambda gap: -(gap.spread.width or 0))

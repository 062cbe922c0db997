"""Which figures to compute: everything pooled, or by session, criterion, window of sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import firsts, runs, size
from mkdocs_rubric.agreement.counts import Counts, Scores, Units
from mkdocs_rubric.agreement.scale import BoolArray, IntArray, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """How scores are divided into figures.

    Attributes:
        session: Session index of each conversation index, -1 to leave it out; absent: all pooled.
        windows: Sessions that make a figure together; absent: each session on its own.
        each_criterion: A figure for each criterion instead of one for all of them.
        criteria: The criterion each window is of; absent: of all. For many criteria that are each
            scored in a few sessions.
        together: After the figures for each criterion, one of all of them for each window.

    Within a figure each criterion keeps its own chance agreement, and criteria count by the
    conversations they were compared on. So criteria on different scales can stand together.
    """

    session: Integers | None = None
    windows: Sequence[Sequence[int]] | None = None
    each_criterion: bool = False
    criteria: Sequence[int] | None = None
    together: bool = False

    @property
    def ways(self) -> Sequence["Cells"]:
        """The same without `together`: ways to put together one and the same strata."""
        if not self.together:
            return [self]
        return [replace(self, each_criterion=each, together=False) for each in (True, False)]


POOLED = Cells()

_REPEATED = 64
"""Units a stratum needs to be worth merging."""
_TRIED = 1024
"""Units looked at first."""
_EXACT = 1 << 53
"""Whole numbers up to this are exact as floats."""


class Block(NamedTuple):
    """Units of one scale laid out over cells.

    Attributes:
        units: In the order of `stratum`.
        stratum: (n,) what has its own chance agreement: one criterion in one cell.
        cell_of: (S,) the cell each stratum belongs to.
    """

    units: Units
    stratum: IntArray
    cell_of: IntArray

    @property
    def cell(self) -> IntArray:
        """(n,) the cell of each unit."""
        return self.cell_of[self.stratum]

    def merged(self) -> "Block":
        """Units of a stratum with the same counts as one; only for where each is a conversation.

        Thousands of conversations by a few reviewers have hundreds of different counts.
        """
        if self.units.times is not None:
            return self
        counts = self.units.counts
        base = int(counts.max(initial=0.0)) + 1
        span = base ** len(counts)
        strata = len(self.cell_of)
        if len(self.units) < _REPEATED * strata or span * strata > _EXACT:
            return self
        place = float(base) ** np.arange(len(counts))
        key = (place @ counts).astype(np.int64)
        if len(key) > _TRIED and np.count_nonzero(firsts(np.sort(key[:_TRIED]))) > _TRIED // 2:
            return self  # hardly any are the same
        key += self.stratum * span
        key.sort()
        first = np.flatnonzero(firsts(key))
        if 2 * len(first) > len(key):
            return self
        stratum, code = np.divmod(key[first], span)
        units = Units(
            np.stack([code // base**level % base for level in range(len(counts))]).astype(float),
            first,
            np.zeros_like(first),
            self.units.scale,
            times=np.diff(first, append=len(key)).astype(np.float64),
        )
        return Block(units, stratum, self.cell_of)


class CountPlan:
    """Cells laid out over the units of one or several scales.

    A cell's number is window * criteria + criterion, or the window where criteria are pooled.
    """

    def __init__(self, cells: Cells, scores: Sequence[Scores | Counts]) -> None:
        self._cells = cells
        self._criteria = max((score.criteria for score in scores), default=1)
        sessions = 1 if cells.session is None else size(cells.session)
        self._windows = cells.windows or [(which,) for which in range(sessions)]
        named = [which for window in self._windows for which in window]
        self._sessions = max([sessions, *(1 + which for which in named)])

    @property
    def number(self) -> int:
        """C, the number of cells."""
        return len(self._windows) * (self._criteria if self._cells.each_criterion else 1)

    @property
    def by_unit(self) -> bool:
        """Whether each conversation of a cell is a single unit."""
        of_one = self._cells.criteria is not None or self._cells.each_criterion
        return of_one or self._criteria == 1

    def name(self, cell: int) -> tuple[int | None, int | None]:
        """The window's and the criterion's index; None where they are pooled."""
        if self._cells.criteria is not None:
            return cell, self._cells.criteria[cell]
        window, criterion = (
            divmod(cell, self._criteria) if self._cells.each_criterion else (cell, None)
        )
        return (None if self._cells.session is None else window), criterion

    def split(self, cell: IntArray) -> tuple[IntArray, IntArray]:
        """The windows and the criteria of cells that have one of each."""
        return cell // self._criteria, cell % self._criteria

    def block(self, units: Units) -> Block:
        """The units of every window, once for each window that has them."""
        if self._cells.session is None and self._criteria == 1:
            return Block(units, np.zeros(len(units), dtype=np.int64), np.zeros(1, dtype=np.int64))
        rows, window = self._rows(units)
        key = window * self._criteria + units.criterion[rows]
        if len(key) and np.any(np.diff(key) < 0):
            order = np.argsort(key, kind="stable")
            rows, key = rows[order], key[order]
        strata, stratum = runs(key)
        plain = self._cells.session is None and np.array_equal(rows, np.arange(len(units)))
        return Block(units if plain else units.take(rows), stratum, self._cell_of(strata))

    def again(self, block: Block) -> Block:
        """A block that a plan by window and criterion has made, laid out by this one."""
        return block._replace(cell_of=self._cell_of(block.cell_of))

    def _cell_of(self, strata: IntArray) -> IntArray:
        return strata if self._cells.each_criterion else strata // self._criteria

    def _rows(self, units: Units) -> tuple[IntArray, IntArray]:
        """The units of each window, one window after the other, and which it is."""
        if self._cells.session is None:
            return np.arange(len(units)), np.zeros(len(units), dtype=np.int64)
        session = np.full(size(units.conversation), -1)
        known = min(len(session), len(self._cells.session))
        session[:known] = self._cells.session[:known]
        of_unit = np.where(units.given > 0, session[units.conversation], -1)
        places = self._sessions
        starts = np.zeros(len(self._windows), dtype=np.int64)
        if self._cells.criteria is not None:
            starts = np.asarray(self._cells.criteria, dtype=np.int64) * places
            of_unit = np.where(of_unit < 0, -1, of_unit + units.criterion * places)
            places *= self._criteria
        in_order = np.argsort(of_unit, kind="stable")
        bounds = np.searchsorted(of_unit[in_order], np.arange(places + 1)).tolist()
        pieces = [np.zeros(0, dtype=np.int64)]
        lengths = []
        for start, window in zip(starts.tolist(), self._windows, strict=True):
            ends = [(bounds[start + each], bounds[start + each + 1]) for each in window]
            pieces += [in_order[first:last] for first, last in ends if first < last]
            lengths.append(sum(last - first for first, last in ends))
        return np.concatenate(pieces), np.repeat(np.arange(len(lengths)), lengths)

    def seen(self, scores: Sequence[Scores | Counts]) -> BoolArray:
        """(C, R) who has given a level in which cell."""
        reviewers = max((each.people for each in scores), default=0)
        seen = np.zeros((self._sessions, self._criteria, reviewers), dtype=bool)
        for score in scores:
            found = score.reviewers_in(self._cells.session, self._sessions)
            seen[:, : found.shape[1], : found.shape[2]] |= found
        if self._cells.criteria is not None:
            chosen = zip(self._windows, self._cells.criteria, strict=True)
            return np.array([seen[list(each), of].any(axis=0) for each, of in chosen])
        apart = self._cells.each_criterion
        of_cells = seen if apart else np.asarray(seen.any(axis=1))
        windows = [of_cells[list(window)].any(axis=0) for window in self._windows]
        return np.reshape(windows, (self.number, reviewers))

"""Which figures to compute: everything pooled, or by session, criterion, window of sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import blocks, runs, size
from mkdocs_rubric.agreement.counts import BLOCK, Scores, Units
from mkdocs_rubric.agreement.scale import BoolArray, IntArray, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """How scores are divided into figures.

    Attributes:
        session: Session index of each conversation index, -1 to leave it out; absent: all pooled.
        windows: Sessions that make a figure together; absent: each session on its own.
        each_criterion: A figure for each criterion instead of one for all of them.

    Within a figure each criterion keeps its own chance agreement, and criteria count by the
    conversations they were compared on. So criteria on different scales can stand together.
    """

    session: Integers | None = None
    windows: Sequence[Sequence[int]] | None = None
    each_criterion: bool = False


POOLED = Cells()

_SAMPLE = 20_000
"""Rows looked at first, from the whole of a long table, when asking who is in it."""


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


class Plan:
    """Cells laid out over the units of one or several scales.

    A cell's number is window * criteria + criterion, or the window where criteria are pooled.
    """

    def __init__(self, cells: Cells, scores: Sequence[Scores]) -> None:
        self._cells = cells
        self._criteria = max((_criteria(one) for one in scores), default=1)
        sessions = 1 if cells.session is None else size(cells.session)
        self._windows = cells.windows or [(which,) for which in range(sessions)]
        named = [which for window in self._windows for which in window]
        self._sessions = max([sessions, *(1 + which for which in named)])

    @property
    def number(self) -> int:
        """C, the number of cells."""
        return len(self._windows) * (self._criteria if self._cells.each_criterion else 1)

    def name(self, cell: int) -> tuple[int | None, int | None]:
        """The window's and the criterion's index; None where they are pooled."""
        window, criterion = (
            divmod(cell, self._criteria) if self._cells.each_criterion else (cell, None)
        )
        return (None if self._cells.session is None else window), criterion

    def block(self, units: Units) -> Block:
        """The units of every window, once for each window that has them."""
        rows, window = self._rows(units.conversation)
        key = window * self._criteria + units.criterion[rows]
        if len(key) and np.any(np.diff(key) < 0):
            order = np.argsort(key, kind="stable")
            rows, key = rows[order], key[order]
        strata, stratum = runs(key)
        cell_of = strata if self._cells.each_criterion else strata // self._criteria
        plain = self._cells.session is None and np.array_equal(rows, np.arange(len(units)))
        return Block(units if plain else units.take(rows), stratum, cell_of)

    def _rows(self, conversation: IntArray) -> tuple[IntArray, IntArray]:
        if self._cells.session is None:
            return np.arange(len(conversation)), np.zeros(len(conversation), dtype=np.int64)
        session = np.full(size(conversation), -1)
        known = min(len(session), len(self._cells.session))
        session[:known] = self._cells.session[:known]
        of_unit = session[conversation]
        by_session = np.argsort(of_unit, kind="stable")
        bounds = np.searchsorted(of_unit[by_session], np.arange(self._sessions + 1))
        nothing = np.zeros(0, dtype=np.int64)
        pieces = [
            np.concatenate([nothing, *(by_session[bounds[s] : bounds[s + 1]] for s in window)])
            for window in self._windows
        ]
        lengths = [len(piece) for piece in pieces]
        return np.concatenate([nothing, *pieces]), np.repeat(np.arange(len(pieces)), lengths)

    def seen(self, scores: Sequence[Scores]) -> BoolArray:
        """(C, R) who has given a level in which cell."""
        reviewers = max((size(one.reviewer) for one in scores), default=0)
        criteria = self._criteria if self._cells.each_criterion else 1
        session = self._cells.session
        seen = np.zeros((self._sessions, criteria * reviewers), dtype=bool)
        for one in scores:
            rows = len(one.level)
            for part in (
                slice(None, None, 1 + rows // _SAMPLE),
                *blocks(rows, max(BLOCK, seen.size)),
            ):
                if seen.all():  # as a rule after the sample: nobody new can turn up
                    break
                key = one.reviewer[part].astype(np.int64)
                if self._cells.each_criterion and one.criterion is not None:
                    key += one.criterion[part].astype(np.int64) * reviewers
                scored = one.level[part] >= 0
                if session is not None:
                    of_row = np.append(session, -1)[
                        np.minimum(one.conversation[part], len(session))
                    ]
                    scored &= of_row >= 0
                    key += np.maximum(of_row, 0) * np.int64(criteria * reviewers)
                key *= 2
                key += scored
                given = np.bincount(key, minlength=2 * seen.size)[1::2]
                seen |= given.reshape(seen.shape) > 0
        windows = [seen[list(window)].any(axis=0) for window in self._windows]
        return np.reshape(windows, (self.number, reviewers))


def _criteria(scores: Scores) -> int:
    return 1 if scores.criterion is None else max(size(scores.criterion), 1)

"""Which figures to compute: everything pooled, or by session, criterion, window of sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.counts import (
    Scores,
    Units,
    blocks,
    distinct,
    runs,
    segment_sums,
    size,
    sums_by,
)
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
    """Units of one scale in the order of their strata; see `jackknife.Layout`."""

    units: Units
    stratum: IntArray
    cell_of: IntArray


class Tally(NamedTuple):
    """What every figure rests on, (C,) each but `seen`, which is (C, R)."""

    conversations: IntArray
    scores: IntArray
    pairs: IntArray
    levels: IntArray
    seen: BoolArray


class Plan:
    """Cells laid out over the units of one or several scales.

    A cell's number is window * criteria + criterion, or the window where criteria are pooled.
    """

    def __init__(self, cells: Cells, scores: Sequence[Scores]) -> None:
        self._cells = cells
        self._criteria = max((_criteria(one) for one in scores), default=1)
        session = cells.session
        sessions = 1 if session is None else size(session)
        self._windows = cells.windows or [(which,) for which in range(sessions)]

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
        bounds = np.searchsorted(of_unit[by_session], np.arange(size(of_unit) + 1))
        pieces = [
            by_session[bounds[which] : bounds[which + 1]]
            for window in self._windows
            for which in window
            if which < len(bounds) - 1
        ]
        lengths = [
            sum(int(bounds[s + 1] - bounds[s]) for s in window if s < len(bounds) - 1)
            for window in self._windows
        ]
        rows = np.concatenate([np.zeros(0, dtype=np.int64), *pieces])
        return rows, np.repeat(np.arange(len(self._windows)), lengths)

    def seen(self, scores: Sequence[Scores]) -> BoolArray:
        """(C, R) who has given a level in which cell."""
        reviewers = max((size(one.reviewer) for one in scores), default=0)
        criteria = self._criteria if self._cells.each_criterion else 1
        session = self._cells.session
        sessions = 1 if session is None else size(session)
        seen = np.zeros((sessions, criteria * reviewers), dtype=bool)
        for one in scores:
            rows = len(one.level)
            for part in (slice(None, None, 1 + rows // _SAMPLE), *blocks(rows, seen.size)):
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

    def tally(self, blocks: Sequence[Block], tables: Sequence[Scores]) -> Tally:
        """Count what is in the cells."""
        scores, compared = np.zeros(self.number), np.zeros(self.number)
        levels = np.zeros(self.number, dtype=np.int64)
        members = []
        for units, stratum, cell_of in blocks:
            cell, given = cell_of[stratum], units.given
            pairs = given * (given - 1) / 2
            scores += sums_by(cell, given, self.number)
            compared += sums_by(cell, pairs, self.number)
            members.append((cell, units.conversation, pairs > 0))
            used = segment_sums(units.counts, stratum, len(cell_of)) > 0
            np.maximum.at(levels, cell_of, used.sum(axis=1))
        return Tally(
            _distinct(members, self.number),
            scores.astype(np.int64),
            compared.astype(np.int64),
            levels,
            self.seen(tables),
        )


def _criteria(scores: Scores) -> int:
    return 1 if scores.criterion is None else max(size(scores.criterion), 1)


def _distinct(members: Sequence[tuple[IntArray, IntArray, BoolArray]], cells: int) -> IntArray:
    """(C,) how many different conversations have a pair of scores."""
    span = 1 + max((int(c.max(initial=0)) for _, c, _ in members), default=0)
    keys = [(cell * span + conversation)[paired] for cell, conversation, paired in members]
    return np.bincount(distinct(np.concatenate(keys))[0] // span, minlength=cells)

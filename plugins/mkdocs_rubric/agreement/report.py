"""The arrays of one coefficient as estimates, with reasons where there is nothing to estimate."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.arrays import segment_sums, sums_by
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.icc import FORMS
from mkdocs_rubric.agreement.intervals import (
    FEW_FOR_CHANCE,
    FEWEST,
    NO_SPREAD,
    Transform,
    degrees_of_freedom,
    no_spread,
    symmetric,
    t_quantiles,
)
from mkdocs_rubric.agreement.jackknife import NO_ROOM, Figures, Sample, Spread, ratio
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray

_NOT_SHARES = frozenset({"cohen", "light", *FORMS})
"""Coefficients whose gain and room are no agreement and chance."""
_STEADY = frozenset({"percent_agreement", "brennan_prediger", "gwet"})
"""Coefficients whose intervals hold on few conversations; see benchmarks/coverage.py."""
_A_PAIR = 2


class Tally(NamedTuple):
    """What the figures rest on, (C,) each."""

    conversations: IntArray
    reviewers: IntArray
    scores: IntArray
    pairs: IntArray
    levels: IntArray


def tally_of(sample: Sample, seen: BoolArray) -> Tally:
    """Count what is in the cells; `seen` (C, R) says who has scored in which."""
    scores, pairs = np.zeros(sample.cells), np.zeros(sample.cells)
    levels = np.zeros(sample.cells, dtype=np.int64)
    for units, stratum, cell_of in sample.blocks:
        given = units.given
        by_stratum = segment_sums(
            np.column_stack([given, given * (given - 1) / 2, units.counts]), stratum, len(cell_of)
        )
        scores += sums_by(cell_of, by_stratum[:, 0], sample.cells)
        pairs += sums_by(cell_of, by_stratum[:, 1], sample.cells)
        np.maximum.at(levels, cell_of, np.count_nonzero(by_stratum[:, 2:], axis=1))
    return Tally(
        np.bincount(sample.cell, minlength=sample.cells),
        seen.sum(axis=1),
        scores.astype(np.int64),
        pairs.astype(np.int64),
        levels,
    )


class Report:
    """Turns the arrays of one coefficient into estimates, cell by cell.

    The arrays become lists first: a trend has thousands of cells, and reading a list is free.
    """

    def __init__(
        self,
        coefficient: Coefficient,
        found: Figures,
        spreads: Sequence[Spread],
        tally: Tally,
        confidence: float,
    ) -> None:
        self._coefficient = coefficient
        self._confidence = confidence
        self._asked = bool(spreads)
        self._solid = FEWEST + 1 if coefficient.name in _STEADY else FEW_FOR_CHANCE
        self._conversations, self._reviewers, self._scores, self._pairs, self._levels = (
            column.tolist() for column in tally
        )
        value, nothing = ratio(found), np.zeros_like(found.room)
        error = np.sqrt(np.sum([spread.variance for spread in spreads], axis=0) + nothing)
        low, high = self._ends(value, error, spreads)
        if coefficient.name not in _NOT_SHARES:  # these end where no pair agrees
            low = np.maximum(low, np.minimum(1.0 - 1.0 / np.maximum(found.room, NO_ROOM), 0.0))
        jackknifed = np.all([nothing == 0, *(spread.defined for spread in spreads)], axis=0)
        columns = (value, found.room, error, low, np.minimum(high, 1.0), jackknifed)
        self._value, self._room, self._error, self._low, self._high, self._jackknifed = (
            column.tolist() for column in columns
        )

    def _ends(
        self, value: FloatArray, error: FloatArray, spreads: Sequence[Spread]
    ) -> tuple[FloatArray, FloatArray]:
        """(C,) both ends; the value itself where there is no spread."""
        low, high = value.copy(), value.copy()
        wide = np.flatnonzero(error > NO_SPREAD)
        if len(wide):
            df = degrees_of_freedom(
                [spread.variance[wide] for spread in spreads],
                [spread.number[wide] for spread in spreads],
            )
            half = t_quantiles(df, self._confidence) * error[wide]
            percent = self._coefficient.name == "percent_agreement"
            transform = Transform.LOGIT if percent else Transform.LOG_ONE_LESS
            low[wide], high[wide] = symmetric(value[wide], half, transform)
        return low, high

    def estimate(self, cell: int, session: int | None, criterion: int | None) -> Estimate:
        """The estimate of one cell."""
        undefined = self._undefined(cell)
        no_interval = undefined or self._no_interval(cell)
        low, high, error = (None, None, None)
        if no_interval is None:
            error, low, high = self._error[cell], self._low[cell], self._high[cell]
            if error <= NO_SPREAD:
                low, high = self._wilson(cell)
        return Estimate(
            coefficient=self._coefficient.name,
            weights=self._coefficient.weights,
            value=None if undefined else self._value[cell],
            low=low,
            high=high,
            undefined=undefined,
            no_interval=no_interval,
            indicative=no_interval is None and self._conversations[cell] < self._solid,
            standard_error=error,
            conversations=self._conversations[cell],
            reviewers=self._reviewers[cell],
            scores=self._scores[cell],
            pairs=self._pairs[cell],
            session=session,
            criterion=criterion,
        )

    def _undefined(self, cell: int) -> str | None:
        name = self._coefficient.name
        if self._scores[cell] == 0:
            return why.NOBODY
        if self._pairs[cell] == 0:
            return why.ONE_REVIEWER if self._reviewers[cell] == 1 else why.NO_PAIRS
        if name == "cohen" and self._reviewers[cell] > _A_PAIR:
            return why.MORE_THAN_A_PAIR
        if self._room[cell] > NO_ROOM:
            return None
        if name in FORMS:
            return why.NOT_SEPARABLE
        return why.SAME_LEVEL if self._levels[cell] == 1 else why.NO_ROOM_ABOVE_CHANCE

    def _no_interval(self, cell: int) -> str | None:
        conversations = self._conversations[cell]
        if not self._asked:
            return why.NOT_ASKED
        if conversations < FEWEST:
            return why.ONE_CONVERSATION if conversations == 1 else why.TWO_CONVERSATIONS
        if not self._jackknifed[cell]:
            return why.ONE_LESS
        if self._error[cell] <= NO_SPREAD and self._coefficient.name in _NOT_SHARES:
            return why.NO_SPREAD
        return None

    def _wilson(self, cell: int) -> tuple[float, float]:
        value, room = self._value[cell], self._room[cell]
        observed = 1.0 - (1.0 - value) * room
        return no_spread(observed, room, self._conversations[cell], self._confidence)

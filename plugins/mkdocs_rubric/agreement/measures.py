"""The arrays of one coefficient as estimates, with reasons where there is nothing to estimate."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.arrays import segment_sums, sums_by
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.icc import FORMS
from mkdocs_rubric.agreement.intervals import (
    FEWEST,
    NO_SPREAD,
    ROUGH,
    Transform,
    no_spread,
    symmetric,
    t_quantiles,
)
from mkdocs_rubric.agreement.jackknife import (
    NO_ROOM,
    JackknifeSpread,
    LeftOutFigures,
    Sample,
    ratio,
)
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray

_NOT_SHARES = frozenset({"cohen", "light", *FORMS})
"""Coefficients whose gain and room are no agreement and chance."""
_A_PAIR = 2


class Tally(NamedTuple):
    """What the figures rest on, (C,) each; `lowest` is the lowest level that could be given."""

    conversations: IntArray
    reviewers: IntArray
    scores: IntArray
    pairs: IntArray
    levels: IntArray
    lowest: FloatArray


def tally_of(sample: Sample, seen: BoolArray) -> Tally:
    """Count what is in the cells; `seen` (C, R) says who has scored in which."""
    scores, pairs = np.zeros(sample.cells), np.zeros(sample.cells)
    levels = np.zeros(sample.cells, dtype=np.int64)
    lowest = np.full(sample.cells, np.inf)
    for units, stratum, cell_of in sample.blocks:
        given = units.given
        terms = np.concatenate([[given, given * (given - 1) / 2], units.counts])
        if units.times is not None:
            terms *= units.times
        by_stratum = segment_sums(terms, stratum, len(cell_of))
        scores += sums_by(cell_of, by_stratum[0], sample.cells)
        pairs += sums_by(cell_of, by_stratum[1], sample.cells)
        np.maximum.at(levels, cell_of, np.count_nonzero(by_stratum[2:], axis=0))
        np.minimum.at(lowest, cell_of[by_stratum[1] > 0], units.scale.values[0])
    return Tally(
        sample.number(),
        seen.sum(axis=1),
        scores.astype(np.int64),
        pairs.astype(np.int64),
        levels,
        lowest,
    )


class Report:
    """Turns the arrays of coefficients into estimates.

    A trend has thousands of cells: what most of them have in common is done by column, and only
    cells with something to explain are looked at one by one.

    Args:
        tally: What the figures rest on.
        names: The window's and the criterion's index of each cell; None where they are pooled.
        confidence: How often an interval should hold.
    """

    def __init__(
        self, tally: Tally, names: Sequence[tuple[int | None, int | None]], confidence: float
    ) -> None:
        self._tally = tally
        self._confidence = confidence
        self._columns = [*(column.tolist() for column in tally[:4]), *zip(*names, strict=True)]

    def estimates(
        self, coefficient: Coefficient, found: LeftOutFigures, spread: JackknifeSpread | None
    ) -> Iterator[Estimate]:
        """One coefficient in every cell; `spread` is what its interval rests on, if it has one."""
        cells = len(found.room)
        numbers = ratio(found)
        error = np.zeros(cells) if spread is None else np.sqrt(spread.variance)
        low, high = self._ends(coefficient, numbers, error, spread)
        end = np.minimum(numbers, -1.0)  # of correlations; the others end where no pair agrees
        if coefficient.name not in _NOT_SHARES:
            end = np.minimum(1.0 - 1.0 / np.maximum(found.room, NO_ROOM), 0.0)
        low = np.maximum(low, end)
        columns: list[list[float | None]] = [
            number.tolist() for number in (numbers, low, np.minimum(high, 1.0), error)
        ]
        undefined: list[str | None] = [None] * cells
        no_interval: list[str | None] = [None] * cells
        for cell in self._odd(coefficient, found, spread).tolist():
            undefined[cell] = self._undefined(coefficient, cell, found.room[cell])
            no_interval[cell] = undefined[cell] or self._no_interval(coefficient, cell, spread)
            gone = columns if undefined[cell] else columns[1:] if no_interval[cell] else []
            for column in gone:
                column[cell] = None
        for cell in np.flatnonzero(error <= NO_SPREAD).tolist():
            if no_interval[cell] is None:
                observed = 1.0 - (1.0 - numbers[cell]) * found.room[cell]
                columns[1][cell], columns[2][cell] = no_spread(
                    float(observed),
                    float(found.room[cell]),
                    self._columns[0][cell],
                    self._confidence,
                )
        value, low_, high_, error_ = columns
        rough = (self._tally.conversations < ROUGH).tolist()
        rows = zip(
            repeat(coefficient.name, cells), repeat(coefficient.weights, cells),
            value, low_, high_, undefined, no_interval, rough, error_, *self._columns,
            strict=True,
        )  # fmt: skip
        return map(Estimate._make, rows)

    def _ends(
        self,
        coefficient: Coefficient,
        value: FloatArray,
        error: FloatArray,
        spread: JackknifeSpread | None,
    ) -> tuple[FloatArray, FloatArray]:
        """(C,) both ends; the value itself where there is no spread."""
        low, high = value.copy(), value.copy()
        wide = np.flatnonzero(error > NO_SPREAD)
        if spread is not None and len(wide):
            df = np.maximum(spread.number[wide] - 1.0, 1.0)
            half = t_quantiles(df, self._confidence) * error[wide]
            percent = coefficient.name == "percent_agreement"
            transform = Transform.LOGIT if percent else Transform.LOG_ONE_LESS
            low[wide], high[wide] = symmetric(value[wide], half, transform)
        return low, high

    def _odd(
        self, coefficient: Coefficient, found: LeftOutFigures, spread: JackknifeSpread | None
    ) -> IntArray:
        """The cells that may have no value or no interval."""
        tally = self._tally
        odd = (tally.pairs == 0) | (found.room <= NO_ROOM) | (tally.conversations < FEWEST)
        if coefficient.needs_ratios:
            odd |= tally.lowest < 0
        if coefficient.name == "cohen":
            odd |= tally.reviewers > _A_PAIR
        if spread is None:
            return np.arange(len(odd))
        odd |= ~spread.defined
        if coefficient.name in _NOT_SHARES:
            odd |= spread.variance <= NO_SPREAD**2
        return np.flatnonzero(odd)

    def _undefined(self, coefficient: Coefficient, cell: int, room: float) -> str | None:
        tally = self._tally
        if tally.scores[cell] == 0:
            return why.NOBODY
        if tally.pairs[cell] == 0:
            return why.ONE_REVIEWER if tally.reviewers[cell] == 1 else why.NO_PAIRS
        meaningless = self._meaningless(coefficient, cell)
        if meaningless or room > NO_ROOM:
            return meaningless
        if coefficient.name in FORMS:
            return why.NOT_SEPARABLE
        return why.SAME_LEVEL if tally.levels[cell] == 1 else why.NO_ROOM_ABOVE_CHANCE

    def _meaningless(self, coefficient: Coefficient, cell: int) -> str | None:
        """Why a coefficient says nothing here, whatever the scores are."""
        if coefficient.name == "cohen" and self._tally.reviewers[cell] > _A_PAIR:
            return why.MORE_THAN_A_PAIR
        ratios = coefficient.needs_ratios and self._tally.lowest[cell] < 0
        return why.NO_RATIOS if ratios else None

    def _no_interval(
        self, coefficient: Coefficient, cell: int, spread: JackknifeSpread | None
    ) -> str | None:
        conversations = self._tally.conversations[cell]
        if spread is None:
            return why.NOT_ASKED
        if conversations < FEWEST:
            return why.ONE_CONVERSATION if conversations == 1 else why.TWO_CONVERSATIONS
        if not spread.defined[cell]:
            return why.ONE_LESS
        if spread.variance[cell] <= NO_SPREAD**2 and coefficient.name in _NOT_SHARES:
            return why.NO_SPREAD
        return None

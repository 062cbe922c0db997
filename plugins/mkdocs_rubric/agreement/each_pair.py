"""Every two reviewers, with intervals: what `agreement` says of them alone, for all pairs at once.

A pair gives a unit two scores or none that count. So what a conversation adds to the figures of all
pairs is one row of an array with a column for each pair, and is added up criterion by criterion.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import blocks, share
from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.jackknife import JackknifeSpread, LeftOutFigures, figures, spread
from mkdocs_rubric.agreement.measures import Report, Tally
from mkdocs_rubric.agreement.pairs import cohen, defined, each_unit_out
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers, NumberedScale
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS

_NUMBERS_AT_ONCE = 1 << 19


class PairEstimates(NamedTuple):
    """What two reviewers' scores say of each other.

    Attributes:
        first: Index of the one.
        second: Index of the other, which is larger.
        within_tolerance: Percent agreement within the scale's tolerance.
        kappa: Cohen's kappa.
    """

    first: int
    second: int
    within_tolerance: Estimate
    kappa: Estimate


class _Criterion(NamedTuple):
    """One criterion on one scale.

    Attributes:
        scale: The scale.
        ratings: (n, R) level index by conversation and reviewer, below 0 where there is none.
    """

    scale: NumberedScale
    ratings: Integers


def each_pair(
    scores: Scores | Sequence[Scores], weights: str = "quadratic", *, confidence: float = 0.95
) -> Iterator[PairEstimates]:
    """The pairs that have scored a criterion of the same conversation, by index.

    Args:
        scores: One table for each scale.
        weights: Of Cohen's kappa, by name.
        confidence: How often the intervals should hold.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    criteria = list(_criteria(tables))
    scored = [(criterion.ratings >= 0).any(axis=0) for criterion in criteria]
    present = np.flatnonzero(np.any(scored, axis=0)) if criteria else np.zeros(0, dtype=np.int64)
    pairs = np.array(list(combinations(present.tolist(), 2)), dtype=np.int64).reshape(-1, 2)
    conversations = len(criteria[0].ratings) if criteria else 1
    for some in blocks(len(pairs), 1 + _NUMBERS_AT_ONCE // max(conversations, 1)):
        first, second = pairs[some].T
        yield from _of_pairs(criteria, first, second, Coefficient("cohen", weights), confidence)


def _criteria(tables: Sequence[Scores]) -> Iterator[_Criterion]:
    """Each criterion anybody has scored; all on the same conversations and reviewers."""
    found: list[tuple[NumberedScale, Integers]] = []
    for table in tables:
        ratings = tabulate(table, ratings=True).levels_by_reviewer()
        by_criterion = ratings.reshape(-1, table.criteria, max(ratings.shape[1], 1))
        found += [(table.scale, by_criterion[:, which]) for which in range(table.criteria)]
    rows = max((len(ratings) for _, ratings in found), default=0)
    columns = max((ratings.shape[1] for _, ratings in found), default=0)
    used = np.zeros(rows, dtype=bool)
    for _, ratings in found:
        used[: len(ratings)] |= (ratings >= 0).any(axis=1)
    for scale, ratings in found:
        if (ratings >= 0).any():
            whole = np.full((rows, columns), -1, dtype=ratings.dtype)
            whole[: len(ratings), : ratings.shape[1]] = ratings
            yield _Criterion(scale, whole[used])


class _Sums:
    """Gain, room and units of P pairs (3, P), and how n conversations change them (3, n, P)."""

    def __init__(self, conversations: int, pairs: int) -> None:
        self._whole = np.zeros((3, pairs))
        self._change = np.zeros((3, conversations, pairs))

    def add(self, whole: Sequence[FloatArray], less_one: Sequence[FloatArray]) -> None:
        """One criterion: its gain, room and units, and these without each conversation."""
        parts = np.stack(np.broadcast_arrays(*whole))
        without = np.stack(np.broadcast_arrays(*less_one))
        parts[:2] *= parts[2]
        without[:2] *= without[2]
        self._whole += parts
        self._change += without - parts[:, None]

    def found(self, there: BoolArray) -> tuple[LeftOutFigures, JackknifeSpread]:
        """The coefficient of each pair, and its variance over the conversations it has."""
        conversation, pair = np.nonzero(there)
        whole = figures(self._whole)
        less = figures((self._whole[:, None] + self._change)[:, conversation, pair])
        return whole, spread(whole, less, pair)


def _of_pairs(
    criteria: Sequence[_Criterion],
    first: IntArray,
    second: IntArray,
    kappa: Coefficient,
    confidence: float,
) -> Iterator[PairEstimates]:
    n, number = len(criteria[0].ratings), len(first)
    agreement, chance_corrected = _Sums(n, number), _Sums(n, number)
    there = np.zeros((n, number), dtype=bool)
    given, compared, levels = (np.zeros(number, dtype=np.int64) for _ in range(3))
    who, lowest = np.zeros((2, number), dtype=bool), np.full(number, np.inf)
    for scale, ratings in criteria:
        each, other = ratings[:, first], ratings[:, second]
        both = (each >= 0) & (other >= 0)
        units = both.sum(axis=0).astype(np.float64)
        left = units - both
        agreeing = np.where(both, AGREEMENT_WEIGHTS["tolerance"](scale)[each, other], 0.0)
        in_all = agreeing.sum(axis=0)
        agreement.add(
            (share(in_all, units), units > 0, units),
            (share(in_all - agreeing, left), left > 0, left),
        )
        weights = AGREEMENT_WEIGHTS[kappa.weights](scale)
        tables = _tables(each, other, both, scale.levels)
        whole = defined(*cohen(tables, weights))
        less = each_unit_out(each, other, tables, weights)
        chance_corrected.add(
            (*whole, units),
            (*(np.where(both, a, b) for a, b in zip(less, whole, strict=True)), left),
        )
        there |= both
        compared += both.sum(axis=0)
        used = np.stack([(ratings == level).any(axis=0) for level in range(scale.levels)])
        np.maximum(levels, (used[:, first] | used[:, second]).sum(axis=0), out=levels)
        by_reviewer = (ratings >= 0).sum(axis=0)
        given += by_reviewer[first] + by_reviewer[second]
        np.minimum(lowest, scale.values[0], out=lowest, where=units > 0)
        who |= np.stack([by_reviewer[first] > 0, by_reviewer[second] > 0])
    tally = Tally(there.sum(axis=0), who.sum(axis=0), given, compared, levels, lowest)
    report = Report(tally, [(None, None)] * number, confidence)
    columns = []
    for coefficient, sums in ((WITHIN_TOLERANCE, agreement), (kappa, chance_corrected)):
        figure, over_conversations = sums.found(there)
        columns.append(report.estimates(coefficient, figure, over_conversations))
    rows = map(PairEstimates._make, zip(first.tolist(), second.tolist(), *columns, strict=True))
    return (row for row in rows if row.kappa.pairs)


def _tables(this: Integers, other: Integers, both: BoolArray, levels: int) -> FloatArray:
    """(P, q, q) on how many units each pair gave which two levels."""
    pairs = this.shape[1]
    key = (np.arange(pairs) * levels + this) * levels + other
    counts = np.bincount(key[both], minlength=pairs * levels**2)
    return counts.reshape(pairs, levels, levels).astype(np.float64)

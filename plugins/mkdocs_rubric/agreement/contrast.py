"""Two windows of conversations laid side by side, for any number of questions about them.

Each criterion is compared with itself: what was scored on one side alone says nothing about a
change, and that a criterion was scored more often later must not be taken for one. So the figure of
several criteria is the mean of theirs with weights that are the same on both sides: n m / (n + m)
with n conversations before and m after, as for differences of proportions over strata.

Sources: Mantel N. & Haenszel W. (1959) J. Natl. Cancer Inst. 22:719-748; Greenland S. & Robins J.M.
(1985) Biometrics 41:55-68 (the weights, for a difference); Wilson (1927) where there is no spread.
"""

from collections.abc import Collection, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import share, size
from mkdocs_rubric.agreement.cells import Cells, Plan
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.intervals import FEWEST, NO_SPREAD
from mkdocs_rubric.agreement.jackknife import NO_ROOM, Figures, figures, ratio, sums
from mkdocs_rubric.agreement.quantiles import wilson
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.windows import Windows

BEFORE, AFTER = 0, 1
_Z = NormalDist().inv_cdf(0.975)
"""Of Wilson's 95% interval."""


class Side(NamedTuple):
    """Figures in one window, as columns.

    Attributes:
        value: NaN where it is undefined.
        variance: Over conversations; NaN where there is none.
        conversations: The figure rests on; of a difference of figures, the fewer.
    """

    value: FloatArray
    variance: FloatArray
    conversations: IntArray


class _Figures(NamedTuple):
    """Figures of M sets of criteria in a window of n conversations.

    Attributes:
        whole: (M,) NaN where undefined.
        less_one: (n, M) without each conversation.
        there: (n, M) which conversations have a pair of scores of these criteria.
    """

    whole: FloatArray
    less_one: FloatArray
    there: BoolArray


class Contrast:
    """Two windows, and each criterion's figure in either.

    Args:
        scores: One table for each scale.
        windows: The conversations to compare; none may be in both.
        coefficient: Which figure.
    """

    def __init__(
        self, scores: Scores | Sequence[Scores], windows: Windows, coefficient: Coefficient
    ) -> None:
        tables = [scores] if isinstance(scores, Scores) else list(scores)
        plan = Plan(Cells(windows.session(), windows=[(0,), (1,)], each_criterion=True), tables)
        both = np.concatenate([windows.before, windows.after]).astype(np.int64)
        place = np.zeros(size(both), dtype=np.int64)
        place[both] = np.arange(len(both))
        self.reach = 1.0 if coefficient.name == "percent_agreement" else np.inf
        """How far apart two figures can lie."""
        self._rows = slice(len(windows.before)), slice(len(windows.before), None)
        self._criteria = plan.number // 2
        whole = np.zeros((3, 2, self._criteria))
        change = np.zeros((3, len(both), self._criteria))
        self._there = np.zeros((len(both), self._criteria), dtype=bool)
        for table in tables:
            rated = coefficient.needs_reviewers
            block = plan.block(tabulate(table, ratings=True) if rated else table.units)
            strata, without = sums(block, coefficient.kernel(table.scale))
            window, criterion = plan.split(block.cell_of)
            whole[:, window, criterion] += strata
            paired = np.flatnonzero(block.units.given > 1)
            where = (place[block.units.conversation[paired]], block.units.criterion[paired])
            change[:, where[0], where[1]] += without[:, paired]
            self._there[where] = True
        side = np.repeat([BEFORE, AFTER], [len(windows.before), len(windows.after)])
        self._whole = _known(figures(whole))
        self._less_one = _known(figures(whole[:, side] + change))
        number = np.stack([self._there[rows].sum(axis=0) for rows in self._rows])
        defined = ~np.isnan(self._whole).any(axis=0)
        self._weight = share(number[BEFORE] * number[AFTER] * defined, number.sum(axis=0))

    @property
    def criteria(self) -> frozenset[int]:
        """The indices of the criteria that two people have scored in both windows."""
        return frozenset(np.flatnonzero(self._weight).tolist())

    def each(self) -> Side:
        """(criteria,) each by itself in the window before."""
        rows = self._rows[BEFORE]
        found = _Figures(self._whole[BEFORE], self._less_one[rows], self._there[rows])
        return _side(found, self._floor(found))

    def sides(self, asked: Sequence[tuple[Collection[int], Collection[int]]]) -> tuple[Side, Side]:
        """Before and after, each (3 M,): criteria less others, then the criteria, then the others.

        Args:
            asked: M times some criteria and others they are held against.
        """
        columns = np.zeros((2, self._criteria, len(asked)))
        for number, question in enumerate(asked):
            for which, criteria in enumerate(question):
                known = [one for one in criteria if one < self._criteria]
                columns[which, known, number] = 1.0
        return self._three(BEFORE, columns), self._three(AFTER, columns)

    def _three(self, window: int, columns: FloatArray) -> Side:
        first, second = (self._figures(window, one) for one in columns)
        difference = _Figures(
            first.whole - second.whole,
            first.less_one - second.less_one,
            first.there | second.there,
        )
        floors = self._floor(first), self._floor(second)
        one, other = map(_side, (first, second), floors)
        both = _side(difference, sum(floors))
        number = np.minimum(one.conversations, other.conversations)
        net = both._replace(
            variance=np.where(number >= FEWEST, both.variance, np.nan), conversations=number
        )
        sides = (net, one, other)
        return Side(
            np.concatenate([side.value for side in sides]),
            np.concatenate([side.variance for side in sides]),
            np.concatenate([side.conversations for side in sides]),
        )

    def _figures(self, window: int, columns: FloatArray) -> _Figures:
        """The figures of sets of criteria, given as columns (criteria, M) of zeros and ones."""
        rows = self._rows[window]
        weights = columns * self._weight[:, None]
        less_one = self._less_one[rows]
        left = ~np.isnan(less_one) @ weights
        return _Figures(
            _mean(np.nan_to_num(self._whole[window]) @ weights, weights.sum(axis=0)),
            _mean(np.nan_to_num(less_one) @ weights, left),
            self._there[rows] @ (weights > 0),
        )

    def _floor(self, found: _Figures) -> FloatArray:
        """Wilson's variance of shares whose conversations do not differ at all, 0 of all others."""
        floor = np.zeros(len(found.whole))
        number = found.there.sum(axis=0)
        flat = (_variance(found) <= NO_SPREAD**2) & (number >= FEWEST) & np.isfinite(self.reach)
        for which in np.flatnonzero(flat).tolist():
            low, high = wilson(float(found.whole[which]), int(number[which]))
            floor[which] = ((high - low) / (2 * _Z)) ** 2
        return floor


def _side(found: _Figures, floor: FloatArray | int) -> Side:
    """Figures with their variances, to which the floor is added."""
    number = found.there.sum(axis=0)
    variance = np.where(number >= FEWEST, _variance(found) + floor, np.nan)
    return Side(found.whole, variance, number)


def _known(found: Figures) -> FloatArray:
    """The coefficient, NaN where it is undefined."""
    return np.where(found.room > NO_ROOM, ratio(found), np.nan)


def _mean(total: FloatArray, weight: FloatArray) -> FloatArray:
    return np.where(weight > 0, share(total, weight), np.nan)


def _variance(found: _Figures) -> FloatArray:
    """The jackknife's; a conversation that is not there leaves a figure as it is."""
    number = found.there.sum(axis=0)
    squares = ((found.less_one - found.whole) ** 2).sum(axis=0)
    variance: FloatArray = squares * (number - 1) / np.maximum(number, 1)
    return variance

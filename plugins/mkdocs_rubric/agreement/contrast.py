"""Two windows of conversations laid side by side, for any number of questions about them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import size
from mkdocs_rubric.agreement.cells import Cells, Plan
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.intervals import FEWEST
from mkdocs_rubric.agreement.jackknife import NO_ROOM, figures, ratio, sums
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.windows import Windows

BEFORE, AFTER = 0, 1


class Side(NamedTuple):
    """Figures in one window, as columns.

    Attributes:
        value: NaN where it is undefined.
        variance: Over conversations; NaN where there is none.
        conversations: The figure rests on.
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
    """Two windows, and what each criterion adds to a figure in either.

    The figure of several criteria comes from the sum of what each adds, and so it does when a
    conversation is left out: scores are counted once, and a question adds up columns.

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
        share_of_pairs = coefficient.name == "percent_agreement"
        self.reach = 1.0 if share_of_pairs else np.inf
        """How far apart two figures can lie."""
        self._rows = slice(len(windows.before)), slice(len(windows.before), None)
        self._criteria = plan.number // 2
        self._whole = np.zeros((2, 3, self._criteria))
        self._change = np.zeros((3, len(both), self._criteria))
        self._there = np.zeros((len(both), self._criteria))
        for table in tables:
            rated = coefficient.needs_reviewers
            block = plan.block(tabulate(table, ratings=True) if rated else table.units)
            strata, change = sums(block, coefficient.kernel(table.scale))
            window, criterion = plan.split(block.cell_of)
            self._whole[window, :, criterion] += strata.T
            paired = np.flatnonzero(block.units.given > 1)
            where = (place[block.units.conversation[paired]], block.units.criterion[paired])
            self._change[:, where[0], where[1]] += change[:, paired]
            self._there[where] = 1.0

    @property
    def criteria(self) -> frozenset[int]:
        """The indices of the criteria that two people have scored in either window."""
        return frozenset(np.flatnonzero(self._there.any(axis=0)).tolist())

    def each(self) -> Side:
        """(criteria,) each by itself in the window before."""
        return _side(self._figures(BEFORE, np.eye(self._criteria)))

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
        net = _Figures(
            first.whole - second.whole,
            first.less_one - second.less_one,
            first.there | second.there,
        )
        sides = [_side(one) for one in (net, first, second)]
        return Side(
            np.concatenate([one.value for one in sides]),
            np.concatenate([one.variance for one in sides]),
            np.concatenate([one.conversations for one in sides]),
        )

    def _figures(self, window: int, columns: FloatArray) -> _Figures:
        """The figures of sets of criteria, given as columns (criteria, M) of zeros and ones."""
        rows = self._rows[window]
        sum_of = self._whole[window] @ columns
        whole = figures(sum_of)
        less_one = figures(sum_of[:, None] + self._change[:, rows] @ columns)
        return _Figures(
            np.where(whole.room > NO_ROOM, ratio(whole), np.nan),
            np.where(less_one.room > NO_ROOM, ratio(less_one), np.nan),
            self._there[rows] @ columns > 0.0,
        )


def _side(found: _Figures) -> Side:
    """Jackknife variances; a conversation that is not there leaves a figure as it is."""
    number = found.there.sum(axis=0)
    squares = ((found.less_one - found.whole) ** 2).sum(axis=0)
    variance = np.where(number >= FEWEST, squares * (number - 1) / np.maximum(number, 1), np.nan)
    return Side(found.whole, variance, number)

"""How a figure changed between two windows, and whether that can be told from noise."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.cells import Block, Cells, Plan
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.intervals import FEWEST, NO_SPREAD, degrees_of_freedom
from mkdocs_rubric.agreement.jackknife import (
    NO_ROOM,
    Figures,
    Sample,
    ratio,
    replicates,
)
from mkdocs_rubric.agreement.quantiles import t_quantile
from mkdocs_rubric.agreement.scale import IntArray
from mkdocs_rubric.agreement.windows import Windows

POWER = 0.8
"""A change counts as detectable when it would have been found in four of five tries."""

UNDEFINED = "one of the figures that are compared is undefined"
TOO_FEW = "fewer than three conversations on one side"
NO_NOISE = "neither side shows any spread to judge the change by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference after less before.

    Attributes:
        before: The figure before; less the figure of the criteria it is held against.
        after: The figure after, likewise.
        value: after - before; None when one of them is undefined.
        low: Lower end of the interval.
        high: Upper end of the interval.
        detectable: The smallest change that would have been found in four of five tries.
        none: Why there is no value or no interval.
        conversations: On either side.
    """

    before: float | None
    after: float | None
    value: float | None
    low: float | None
    high: float | None
    detectable: float | None
    none: str | None
    conversations: tuple[int, int]

    @property
    def distinguishable(self) -> bool:
        """The interval leaves out no change at all."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def criteria_of(tables: Sequence[Scores]) -> set[int]:
    """The indices of all criteria anybody has scored."""
    return {
        int(which)
        for table in tables
        for which in ([0] if table.criterion is None else np.unique(table.criterion))
    }


def change(
    scores: Scores | Sequence[Scores],
    windows: Windows,
    coefficient: Coefficient,
    *,
    criteria: Collection[int] | None = None,
    against: Collection[int] = (),
    confidence: float = 0.95,
) -> Change:
    """How a figure differs between two windows.

    Args:
        scores: One table for each scale.
        windows: The conversations to compare; none may be in both.
        coefficient: Which figure.
        criteria: Of which criteria together; all where absent.
        against: Criteria whose own change is taken off.
        confidence: How often the interval should hold.
    """
    return compare(
        scores, windows, coefficient, criteria=criteria, against=against, confidence=confidence
    ).net


class Comparison(NamedTuple):
    """A change, and the two it is made of.

    Attributes:
        net: On the criteria, less that of those they are held against.
        touched: On the criteria alone.
        untouched: On those they are held against; None where there are none.
    """

    net: Change
    touched: Change
    untouched: Change | None


def compare(
    scores: Scores | Sequence[Scores],
    windows: Windows,
    coefficient: Coefficient,
    *,
    criteria: Collection[int] | None = None,
    against: Collection[int] = (),
    confidence: float = 0.95,
) -> Comparison:
    """The same as `change`, with what it is made of, for the price of one."""
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    chosen = criteria_of(tables) if criteria is None else set(criteria)
    plan = Plan(Cells(windows.session(), windows=[(0,), (1,)], each_criterion=True), tables)
    blocks = []
    for table in tables:
        units, stratum, cell_of = plan.block(tabulate(table, ratings=coefficient.needs_reviewers))
        cell_of = _cells(plan, cell_of, chosen, set(against))
        blocks.append(Block(units, stratum, cell_of))
    sample = Sample.of(blocks, _ASIDE + 1)
    found, less_one = replicates(sample, [coefficient.kernel(table.scale) for table in tables])

    def between(*places: int) -> Change:
        before, after = (
            _side(sample, found, less_one, [side + n for n in places]) for side in _SIDES
        )
        return _change(before, after, confidence)

    touched = between(0)
    if not against:
        return Comparison(touched, touched, None)
    return Comparison(between(0, 1), touched, between(1))


_SIDES = (0, 2)
"""The cell of the criteria in question in each window; what they are held against follows it."""
_ASIDE = 4
"""The cell of everything else."""


def _cells(plan: Plan, cell_of: IntArray, chosen: set[int], against: set[int]) -> IntArray:
    """Where the strata of each window and criterion belong."""
    window, criterion = plan.split(cell_of)
    held = np.isin(criterion, list(against))
    known = held | np.isin(criterion, list(chosen))
    side = np.array(_SIDES)[window] + held
    return np.where(known, side, _ASIDE)


class _Side(NamedTuple):
    """One window: the figure, its variance, and the conversations it rests on."""

    value: float | None
    variance: float | None
    conversations: int


def _side(sample: Sample, found: Figures, less_one: Figures, cells: Sequence[int]) -> _Side:
    """The figure of the first cell, less that of the second where there is one."""
    mine = np.isin(sample.cell, cells)
    conversations, which = np.unique(sample.conversation[mine], return_inverse=True)
    n = len(conversations)
    if any(found.room[cell] <= NO_ROOM for cell in cells):
        return _Side(None, None, n)
    whole = ratio(found)[list(cells)]
    without = np.tile(whole, (n, 1))
    without[which, sample.cell[mine] - cells[0]] = ratio(less_one)[mine]
    sign = np.array([1.0, -1.0])[: len(cells)]
    value = float(whole @ sign)
    if n < FEWEST or np.any(less_one.room[mine] <= NO_ROOM):
        return _Side(value, None, n)
    each = without @ sign
    return _Side(value, float((n - 1) / n * ((each - value) ** 2).sum()), n)


def _change(before: _Side, after: _Side, confidence: float) -> Change:
    conversations = (before.conversations, after.conversations)
    known = Change(
        before=before.value,
        after=after.value,
        value=None,
        low=None,
        high=None,
        detectable=None,
        none=UNDEFINED,
        conversations=conversations,
    )
    if before.value is None or after.value is None:
        return known
    value = after.value - before.value
    known = replace(known, value=value)
    if before.variance is None or after.variance is None:
        few = min(conversations) < FEWEST
        return replace(known, none=TOO_FEW if few else why.ONE_LESS)
    variances = np.array([[before.variance], [after.variance]])
    error = math.sqrt(variances.sum())
    if error <= NO_SPREAD:
        return replace(known, none=NO_NOISE)
    numbers = np.array([[n] for n in conversations])
    df = float(degrees_of_freedom(list(variances), list(numbers))[0])
    t = t_quantile(0.5 + confidence / 2, df)
    return replace(
        known,
        low=value - t * error,
        high=value + t * error,
        detectable=(t + t_quantile(POWER, df)) * error,
        none=None,
    )

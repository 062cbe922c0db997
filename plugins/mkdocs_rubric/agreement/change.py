"""How a figure changed between two windows, and whether that can be told from noise."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.contrast import Contrast, Side
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.intervals import FEWEST, NO_SPREAD, degrees_of_freedom
from mkdocs_rubric.agreement.quantiles import t_quantile
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
    contrast = Contrast(scores, windows, coefficient)
    chosen = contrast.criteria if criteria is None else criteria
    return comparisons(contrast, [(chosen, against)], confidence)[0].net


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


def comparisons(
    contrast: Contrast,
    asked: Sequence[tuple[Collection[int], Collection[int]]],
    confidence: float = 0.95,
) -> list[Comparison]:
    """Each change that is asked for: of some criteria, less that of others."""
    n = len(asked)
    found = _changes(*contrast.sides(asked), confidence)
    return [
        Comparison(net, touched, untouched) if against else Comparison(touched, touched, None)
        for net, touched, untouched, (_, against) in zip(
            found[:n], found[n : 2 * n], found[2 * n :], asked, strict=True
        )
    ]


def _changes(before: Side, after: Side, confidence: float) -> list[Change]:
    """The changes from columns, in their order."""
    value, error = after.value - before.value, np.sqrt(before.variance + after.variance)
    noisy = np.flatnonzero(~np.isnan(value) & (error > NO_SPREAD))
    df = degrees_of_freedom(
        [before.variance[noisy], after.variance[noisy]],
        [before.conversations[noisy], after.conversations[noisy]],
    )
    freedom: list[float | None] = [None] * len(value)
    for which, one in zip(noisy.tolist(), df.tolist(), strict=True):
        freedom[which] = one
    numbers = (before.value, after.value, value, error)
    conversations = zip(before.conversations.tolist(), after.conversations.tolist(), strict=True)
    columns = zip(*(one.tolist() for one in numbers), conversations, freedom, strict=True)
    return [_change(*of_one, confidence=confidence) for of_one in columns]


def _change(
    before: float,
    after: float,
    value: float,
    error: float,
    conversations: tuple[int, int],
    df: float | None,
    *,
    confidence: float,
) -> Change:
    """One change; `df` is None where there is no interval."""
    low = high = detectable = none = None
    if df is not None:
        t = t_quantile(0.5 + confidence / 2, df)
        low, high = value - t * error, value + t * error
        detectable = (t + t_quantile(POWER, df)) * error
    elif math.isnan(value):
        none = UNDEFINED
    elif math.isnan(error):
        none = TOO_FEW if min(conversations) < FEWEST else why.ONE_LESS
    else:
        none = NO_NOISE
    return Change(
        before=None if math.isnan(before) else before,
        after=None if math.isnan(after) else after,
        value=None if math.isnan(value) else value,
        low=low,
        high=high,
        detectable=detectable,
        none=none,
        conversations=conversations,
    )

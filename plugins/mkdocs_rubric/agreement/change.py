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
from mkdocs_rubric.agreement.quantiles import t_quantile, t_two_sided
from mkdocs_rubric.agreement.scale import FloatArray
from mkdocs_rubric.agreement.windows import Windows

POWER = 0.8
"""A change counts as detectable when it would have been found in four of five tries."""

FALSE_DISCOVERIES = 0.05
"""The share of changes called such that may be none."""

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
        p: Of no change, two-sided; None where there is no interval.
        q: p corrected for how many changes are looked at beside it; None where it stands alone.
    """

    before: float | None
    after: float | None
    value: float | None
    low: float | None
    high: float | None
    detectable: float | None
    none: str | None
    conversations: tuple[int, int]
    p: float | None = None
    q: float | None = None

    @property
    def distinguishable(self) -> bool:
        """The interval leaves out no change at all, and so does q where there is one."""
        apart = self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)
        return apart and (self.q is None or self.q < FALSE_DISCOVERIES)


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
    reach = np.repeat([2 * contrast.reach, contrast.reach, contrast.reach], n)
    found = _changes(*contrast.sides(asked), reach, confidence)
    return [
        Comparison(net, touched, untouched) if against else Comparison(touched, touched, None)
        for net, touched, untouched, (_, against) in zip(
            found[:n], found[n : 2 * n], found[2 * n :], asked, strict=True
        )
    ]


def _changes(before: Side, after: Side, reach: FloatArray, confidence: float) -> list[Change]:
    """The changes from columns, in their order; `reach` is how large each can be."""
    value, error = after.value - before.value, np.sqrt(before.variance + after.variance)
    noisy = np.flatnonzero(~np.isnan(value) & (error > NO_SPREAD))
    df = degrees_of_freedom(
        [before.variance[noisy], after.variance[noisy]],
        [before.conversations[noisy], after.conversations[noisy]],
    )
    t, power = (
        np.array([t_quantile(probability, one) for one in df.tolist()])
        for probability in (0.5 + confidence / 2, POWER)
    )
    low, high, detectable, p = np.full((4, len(value)), np.nan)
    low[noisy] = np.maximum(value[noisy] - t * error[noisy], -reach[noisy])
    high[noisy] = np.minimum(value[noisy] + t * error[noisy], reach[noisy])
    detectable[noisy] = (t + power) * error[noisy]
    ratios = zip((value[noisy] / error[noisy]).tolist(), df.tolist(), strict=True)
    p[noisy] = [t_two_sided(*of_one) for of_one in ratios]
    conversations = zip(before.conversations.tolist(), after.conversations.tolist(), strict=True)
    columns = map(_known, (before.value, after.value, value, low, high, detectable, p, error))
    rows = zip(*columns, conversations, strict=True)
    return [
        Change(
            before=one,
            after=other,
            value=by,
            low=lowest,
            high=highest,
            detectable=least,
            none=_none(by, lowest, spread, numbers),
            conversations=numbers,
            p=chance,
        )
        for one, other, by, lowest, highest, least, chance, spread, numbers in rows
    ]


def _known(column: FloatArray) -> list[float | None]:
    return [None if math.isnan(one) else one for one in column.tolist()]


def _none(
    value: float | None, low: float | None, error: float | None, conversations: tuple[int, int]
) -> str | None:
    """Why a change has no value or no interval."""
    if value is None:
        return UNDEFINED
    if low is not None:
        return None
    if error is not None:
        return NO_NOISE
    return TOO_FEW if min(conversations) < FEWEST else why.ONE_LESS

"""How much of an agreement two levels are, and how far apart they lie.

Agreement weights are 1 on the diagonal and at most 1 elsewhere; distances are 0 on the diagonal.
Both are (q, q), symmetric, and taken over the declared scale: a level nobody has used still counts.

Sources: Gwet K.L. (2014) Handbook of Inter-Rater Reliability, 4th ed., chapter 3 (agreement
weights); Krippendorff K. (2011) Computing Krippendorff's Alpha-Reliability, section E (distances).
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from mkdocs_rubric.agreement.arrays import dot, share
from mkdocs_rubric.agreement.scale import FloatArray, NumberedScale

_FLOAT_SLACK = 1e-9
"""0.1 + 0.2 lies within a tolerance of 0.3."""


def _gaps(scale: NumberedScale) -> FloatArray:
    points = scale.points
    gaps: FloatArray = np.abs(points[:, None] - points[None, :])
    return gaps


def identity(scale: NumberedScale) -> FloatArray:
    """Weights w = 1 for the same level, else 0."""
    return np.eye(scale.levels)


def linear(scale: NumberedScale) -> FloatArray:
    """Weights w = 1 - |x_k - x_l| / range."""
    return 1.0 - _gaps(scale) / scale.range


def quadratic(scale: NumberedScale) -> FloatArray:
    """Weights w = 1 - ((x_k - x_l) / range)²."""
    return 1.0 - (_gaps(scale) / scale.range) ** 2


def ordinal(scale: NumberedScale) -> FloatArray:
    """Weights w = 1 - C(|k - l| + 1, 2) / C(q, 2): only the order of the levels matters."""
    rank = np.arange(scale.levels)
    steps = np.abs(rank[:, None] - rank[None, :])
    apart = steps * (steps + 1) / max(scale.levels * (scale.levels - 1), 1)
    return np.asarray(1.0 - apart, dtype=np.float64)


def tolerance(scale: NumberedScale) -> FloatArray:
    """Weights w = 1 within the scale's tolerance, else 0: the practitioners' agreement."""
    return (_gaps(scale) <= scale.tolerance + _FLOAT_SLACK).astype(np.float64)


def bipolar(scale: NumberedScale) -> FloatArray:
    """Gwet's bipolar weights: a step in the middle of the scale is worth less than at its ends."""
    total = scale.points[:, None] + scale.points[None, :]
    room = (total - 2 * scale.values[0]) * (2 * scale.values[-1] - total)
    far = _gaps(scale) ** 2 / np.where(room > 0, room, 1.0)
    return 1.0 - far / (far.max() or 1.0)


AGREEMENT_WEIGHTS: Mapping[str, Callable[[NumberedScale], FloatArray]] = MappingProxyType(
    {
        "identity": identity,
        "linear": linear,
        "quadratic": quadratic,
        "ordinal": ordinal,
        "tolerance": tolerance,
        "bipolar": bipolar,
    }
)


def interval_distance(scale: NumberedScale) -> FloatArray:
    """δ² = (x_k - x_l)², as a share of the largest."""
    return (_gaps(scale) / scale.range) ** 2


def ratio_distance(scale: NumberedScale) -> FloatArray:
    """δ² = ((x_k - x_l) / (x_k + x_l))²; needs a scale without negative levels."""
    if scale.values[0] < 0:
        raise ValueError("ratio distances need a scale whose levels are zero or more")
    total = scale.points[:, None] + scale.points[None, :]
    return (_gaps(scale) / np.where(total > 0, total, 1.0)) ** 2


def ordinal_position(totals: FloatArray) -> FloatArray:
    """Where each level lies when Krippendorff's ordinal distance is a difference of positions.

    δ_kl = n_k/2 + n_{k+1} + … + n_l/2 is the one distance that depends on the scores: how many of
    them lie between two levels. `totals` is (q, …), and so is the result, as a share of the largest
    distance between levels anybody gave and with the mean score at zero.
    """
    position = np.tensordot(_below(len(totals)), totals, axes=1)
    used = totals > 0
    top, bottom = np.where(used, position, 0.0), np.where(used, position, np.inf)
    largest = top.max(axis=0) - bottom.min(axis=0)
    position /= np.where(largest > 0, largest, 1.0)
    position -= share(dot(totals, position), totals.sum(axis=0))
    return position


@cache
def _below(levels: int) -> FloatArray:
    """(q, q) how much of each level's scores lies below another level; half of its own."""
    return np.tril(np.ones((levels, levels))) - np.eye(levels) / 2


FIXED_DISTANCES: Mapping[str, Callable[[NumberedScale], FloatArray]] = MappingProxyType(
    {
        "nominal": lambda scale: 1.0 - identity(scale),
        "interval": interval_distance,
        "ratio": ratio_distance,
    }
)

"""Intervals that hold with four conversations.

The standard error is the jackknife's about the estimate itself, the quantile Student's with one
degree of freedom less than there are conversations, and the interval symmetric where the estimate
is close to normal: on the logit of percent agreement, on log(1 - c) of a chance-corrected
coefficient. With two conversations there is none; where the conversations do not differ at all it
is Wilson's, as if each conversation either agreed or not.
`benchmarks/coverage.py` shows how often these intervals hold what they promise.

Source: Gwet (2014), chapter 5; Wilson (1927).
"""

from enum import Enum

import numpy as np

from mkdocs_rubric.agreement.quantiles import t_quantile, wilson
from mkdocs_rubric.agreement.scale import FloatArray

FEWEST = 3
"""Conversations an interval needs at least."""

ROUGH = 12
"""A figure of fewer conversations is marked as rough: the spread of a few conversations is itself a
poor guess of the spread of all, whatever the transformation."""

NO_SPREAD = 1e-10
"""A standard error at or below this is zero up to round-off."""

_WIDEST = 500.0
"""Where a half-width ends on the transformed scale: e^500 is far beyond any coefficient."""


class Transform(Enum):
    """The transformation on which an interval is symmetric."""

    LOGIT = "logit"
    LOG_ONE_LESS = "log(1 - c)"


def t_quantiles(df: FloatArray, confidence: float) -> FloatArray:
    """Two-sided Student quantiles; few different degrees of freedom are looked up once each."""
    if len(df) == 1:
        return np.array([t_quantile(0.5 + confidence / 2.0, float(df[0]))])
    distinct, where = np.unique(np.round(df, 3), return_inverse=True)
    found = [t_quantile(0.5 + confidence / 2.0, float(each)) for each in distinct]
    return np.asarray(found, dtype=np.float64)[where]


def symmetric(
    value: FloatArray, half: FloatArray, transform: Transform
) -> tuple[FloatArray, FloatArray]:
    """Both ends, value ± half on the transformed scale, half carried over by its derivative.

    Args:
        value: Below 1, and for the logit above 0.
        half: t times the standard error, on the coefficient's own scale.
        transform: On which scale.
    """
    if transform is Transform.LOGIT:
        centre = np.log(value / (1.0 - value))
        wide = np.minimum(half / (value * (1.0 - value)), _WIDEST)
        return 1.0 / (1.0 + np.exp(wide - centre)), 1.0 / (1.0 + np.exp(-wide - centre))
    wide = np.minimum(half / (1.0 - value), _WIDEST)
    return 1.0 - (1.0 - value) * np.exp(wide), 1.0 - (1.0 - value) * np.exp(-wide)


def no_spread(
    observed: float, room: float, conversations: int, confidence: float
) -> tuple[float, float]:
    """Wilson's interval of the observed agreement, carried over to the coefficient."""
    low, high = wilson(min(max(observed, 0.0), 1.0), conversations, confidence)
    return 1.0 - (1.0 - low) / room, 1.0 - (1.0 - high) / room

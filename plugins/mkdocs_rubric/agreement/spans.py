"""Intervals of percent agreement that borrow the spread of conversations from the whole record.

A few conversations say little about how different conversations are: where one in seven is
contentious, four rarely include one, and an interval from these four alone is far too narrow. So
with fewer than 24 conversations the spread is the larger one of theirs and the record's. It is
carried over as a dispersion φ = s² / (p (1 - p)), and the interval is Wilson's on n / φ
conversations with Student's t for z: between 0 and 1, and wide where nobody disagreed.

Sources: McCullagh P. & Nelder J.A. (1989) Generalized Linear Models, section 4.5 (dispersion of
shares); Wilson E.B. (1927) JASA 22:209-212. `benchmarks/coverage.py` shows how often they hold.
"""

from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.intervals import (
    FEWEST,
    NO_SPREAD,
    Transform,
    no_spread,
    symmetric,
    t_quantiles,
)
from mkdocs_rubric.agreement.scale import FloatArray, IntArray

ON_RECORD = 24
"""Conversations the record needs before anything is borrowed from it, and the number from which a
figure stands on its own."""


class Spans(NamedTuple):
    """Intervals as columns; NaN where there is none."""

    low: FloatArray
    high: FloatArray


def dispersion(value: FloatArray, variance: FloatArray) -> FloatArray:
    """φ of shares with this mean and this variance between conversations."""
    return share(variance, value * (1.0 - value))


def spans(
    value: FloatArray,
    error: FloatArray,
    number: IntArray,
    record: FloatArray,
    on_record: IntArray,
    confidence: float = 0.95,
) -> Spans:
    """The likely range of each figure.

    Args:
        value: (n,) figures, 0 to 1.
        error: (n,) their standard errors from their own conversations.
        number: (n,) conversations of each.
        record: (n,) the dispersion of the record of the same criteria.
        on_record: (n,) conversations of that record.
        confidence: How often a range should hold.
    """
    low, high = np.full((2, len(value)), np.nan)
    enough = number >= FEWEST
    lent = enough & (number < ON_RECORD) & (on_record >= ON_RECORD)
    if lent.any():
        own = dispersion(value[lent], error[lent] ** 2 * number[lent])
        phi = np.maximum(own, record[lent])
        phi = np.where(phi > NO_SPREAD, phi, 1.0)  # as if each conversation agreed or did not
        t = t_quantiles(on_record[lent].astype(np.float64) - 1.0, confidence)
        low[lent], high[lent] = _wilson(value[lent], number[lent] / phi, t)
    plain = enough & ~lent & (error > NO_SPREAD)
    if plain.any():
        half = t_quantiles(number[plain].astype(np.float64) - 1.0, confidence) * error[plain]
        low[plain], high[plain] = symmetric(value[plain], half, Transform.LOGIT)
    for which in np.flatnonzero(enough & ~lent & (error <= NO_SPREAD)).tolist():
        low[which], high[which] = no_spread(
            float(value[which]), 1.0, int(number[which]), confidence
        )
    return Spans(low, high)


def _wilson(value: FloatArray, number: FloatArray, t: FloatArray) -> tuple[FloatArray, FloatArray]:
    shrink = 1.0 + t * t / number
    centre = (value + t * t / (2.0 * number)) / shrink
    half = t / shrink * np.sqrt(value * (1.0 - value) / number + (t / (2.0 * number)) ** 2)
    # At either end the interval touches it, which round-off may miss.
    low = np.where(value > 0, np.minimum(np.maximum(centre - half, 0.0), value), 0.0)
    return low, np.where(value < 1, np.maximum(np.minimum(centre + half, 1.0), value), 1.0)

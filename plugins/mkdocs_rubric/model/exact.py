"""Numbers as they are written: compared without rounding, and never shown across a mark.

In binary, 0.1 is not a tenth: a review of exactly 80% can come out as 79.99999999999999% and fail
at 80. What decides anything is therefore computed in fractions.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | float | Decimal | Fraction

_NOISE = 9
"""Decimals up to which a computed float is believed: what is closer to a mark is at the mark."""
_MOST = 30
"""Decimals after which a figure is shown on the wrong side after all; no team gets there."""


def exact(number: Number) -> Fraction:
    """A number as a fraction; a float as it is written in decimals: 0.1 is a tenth."""
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


def reaches(value: Number, mark: Number) -> bool:
    """Whether a figure is at the mark or above; a float that is off by noise is at the mark."""
    return _believed(value) >= exact(mark)


def percent_beside(value: Number, marks: Iterable[Number] = (), *, decimals: int = 0) -> str:
    """A percentage in as few decimals as keep it on its side of every mark.

    With a mark of 80, `79.6` is "79.6%" and not "80%", which would have passed; `80.2` is "80%".
    `reaches` says which side that is.

    Args:
        value: 0 to 100.
        marks: Where something changes: a pass mark, the ends of bands.
        decimals: To show at least, where figures stand below each other.
    """
    true, ends = _believed(value), [exact(mark) for mark in marks]
    for places in range(decimals, _MOST):
        shown = round(true, places)
        if all((shown >= end) == (true >= end) for end in ends):
            break
    return f"{_decimals(shown, places)}%"


def as_written(number: Number) -> str:
    """A number in full, without needless zeros; what has no end in decimals as `2/3`."""
    value = exact(number)
    for places in range(_MOST):
        if round(value, places) == value:
            return _decimals(value, places)
    return str(value)


def _believed(value: Number) -> Fraction:
    return round(exact(value), _NOISE) if isinstance(value, float) else exact(value)


def _decimals(value: Fraction, places: int) -> str:
    digits = f"{abs(round(value * 10**places)):0{places + 1}}"
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    sign = "-" if value < 0 and int(digits) else ""
    return f"{sign}{whole}{f'.{rest}' if rest else ''}"

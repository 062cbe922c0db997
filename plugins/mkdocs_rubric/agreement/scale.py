"""The declared scale: all that a coefficient may know besides the scores themselves."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
IntArray: TypeAlias = npt.NDArray[np.int64]
Integers: TypeAlias = npt.NDArray[np.integer[Any]]
"""What callers may hand in: any integer type, so that a large sheet can stay small in memory."""


@dataclass(frozen=True, slots=True)
class NumberedScale:
    """The levels a criterion can be given, whether or not anybody has used them.

    Attributes:
        values: The levels' numbers, increasing. Level index 0 is the lowest.
        tolerance: Scores this close agree; a wider spread is a gap.
        unit: How much of the values is one point: 2 where half points are counted as whole numbers.
    """

    values: tuple[float, ...]
    tolerance: float = 0.0
    unit: float = 1.0

    def __post_init__(self) -> None:
        if not self.values or not all(math.isfinite(value) for value in self.values):
            raise ValueError("a scale needs at least one level, and finite numbers")
        if any(low >= high for low, high in pairwise(self.values)):
            raise ValueError("a scale lists its levels once each, lowest first")
        if not self.tolerance >= 0:
            raise ValueError("a tolerance is zero or more")

    @property
    def levels(self) -> int:
        """How many levels are declared: q in the formulas."""
        return len(self.values)

    @property
    def points(self) -> FloatArray:
        """The values as an array of shape (q,)."""
        return np.asarray(self.values, dtype=np.float64)

    @property
    def in_points(self) -> FloatArray:
        """(q,) the levels as the team writes them."""
        return self.points / self.unit

    @property
    def range(self) -> float:
        """The distance between the lowest and the highest level; 1 where there is only one."""
        return (self.values[-1] - self.values[0]) or 1.0

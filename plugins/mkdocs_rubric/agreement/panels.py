"""Coefficients that must know who gave what: strata of about the same size as one array."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import blocks
from mkdocs_rubric.agreement.counts import NOT_SCORED, Units
from mkdocs_rubric.agreement.kernels import Parts
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers

_NUMBERS_AT_ONCE = 1 << 16
"""Of one matrix of reviewers by reviewers, or units by reviewers, of all strata of a panel."""


_WORKERS = min(4, os.cpu_count() or 1)
"""Panels looked at at a time: each takes some twenty matrices of reviewers by reviewers."""


class Panel(NamedTuple):
    """Strata that are looked at together.

    Attributes:
        strata: (s,) which they are.
        rows: (s, n) the units of each; one past the last unit where a stratum has fewer.
        ratings: (s, n, R) level index, below 0 where there is none. Whose scores a column holds
            is another reviewer in each stratum.
    """

    strata: IntArray
    rows: IntArray
    ratings: Integers


def panels(units: Units, stratum: IntArray, strata: int) -> Iterator[Panel]:
    """The strata with a score, those of few reviewers and units first.

    Args:
        units: With ratings, in the order of their stratum.
        stratum: (n,) the stratum of each.
        strata: How many there are.
    """
    ratings = units.levels_by_reviewer()
    bounds = np.searchsorted(stratum, np.arange(strata + 1))
    size = np.diff(bounds)
    scored = np.zeros((strata, ratings.shape[1]), dtype=bool)
    for each in np.flatnonzero(size).tolist():
        here = ratings[bounds[each] : bounds[each + 1]]
        scored[each] = (here >= 0).any(axis=0)
    reviewers = scored.sum(axis=1)
    padded = np.concatenate([ratings, np.full_like(ratings[:1], NOT_SCORED)])
    for which in _together(size, reviewers):
        n, width = size[which].max(), reviewers[which].max()
        place = np.arange(n)
        inside = place < size[which, None]
        rows = np.where(inside, bounds[which, None] + place, len(ratings))
        who = np.argsort(~scored[which], axis=1, kind="stable")[:, :width]
        yield Panel(which, rows, padded[rows[:, :, None], who[:, None]])


def _together(size: IntArray, reviewers: IntArray) -> Iterator[IntArray]:
    """The strata in stretches that are neither too much at once nor too different."""
    order = np.lexsort((size, reviewers))
    order = order[reviewers[order] > 0]
    numbers = (reviewers * np.maximum(reviewers, size))[order].tolist()
    first = 0
    for place, number in enumerate(numbers):
        if place > first and (place + 1 - first) * number > _NUMBERS_AT_ONCE:
            yield order[first:place]
            first = place
    if first < len(order):
        yield order[first:]


def stretches(ratings: Integers | BoolArray) -> Iterator[slice]:
    """Units of (s, n, R) at a time, as many as are good for the processor's cache."""
    strata, units, reviewers = ratings.shape
    return blocks(units, 1 + _NUMBERS_AT_ONCE // max(strata * reviewers, 1))


class PanelKernel(ABC):
    """A coefficient that is no function of few sums: it knows itself what it is without a unit."""

    __slots__ = ()

    @abstractmethod
    def of_panel(self, ratings: Integers) -> tuple[FloatArray, FloatArray]:
        """Gain, room and weight of each stratum (3, s), and without each of its units (3, s, n).

        Args:
            ratings: (s, n, R) level index, below 0 where there is none.
        """

    def leave_one_out(self, units: Units, stratum: IntArray, strata: int) -> tuple[Parts, Parts]:
        """Parts (strata,) with all units, and (n,) of each unit's stratum without that unit."""
        whole = np.zeros((3, strata))
        without = np.zeros((3, len(units) + 1))
        every = list(panels(units, stratum, strata))
        with ThreadPoolExecutor(_WORKERS) as pool:
            found = pool.map(self.of_panel, [panel.ratings for panel in every])
            for panel, of_panel in zip(every, found, strict=True):
                whole[:, panel.strata], without[:, panel.rows] = of_panel
        return Parts(*whole), Parts(*without[:, :-1])

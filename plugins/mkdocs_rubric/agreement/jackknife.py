"""Leaving out one conversation, or one reviewer, at a time; exactly, and for all cells at once.

Criteria of one session share its conversations, so a conversation leaves with all its criteria:
that is what keeps pooled figures honest (their design effect is about 6).

Sources: Efron B. & Stein C. (1981) Ann. Stat. 9:586-596 (jackknife variance); Gwet (2014), chapter
5 (its use for agreement, and the two sources of variance: conversations and reviewers).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.counts import Units, distinct, segment_sums, sums_by
from mkdocs_rubric.agreement.kernels import NONE, Kernel, Parts, share
from mkdocs_rubric.agreement.pairs import Light
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray

NO_ROOM = 1e-12
"""1 - pe at or below this is zero up to round-off."""

_FLOATS_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """Units on one scale and the figures they belong to.

    Attributes:
        units: In the order of `stratum`.
        stratum: (n,) what has its own chance agreement: one criterion in one cell.
        cell_of: (S,) the cell each stratum belongs to.
        kernel: The coefficient on this scale.
    """

    units: Units
    stratum: IntArray
    cell_of: IntArray
    kernel: Kernel | Light

    @property
    def cell(self) -> IntArray:
        """(n,) the cell of each unit."""
        return self.cell_of[self.stratum]


class Figures(NamedTuple):
    """One coefficient in C cells: gain / room, each the mean over a cell's compared units."""

    gain: FloatArray
    room: FloatArray


class Spread(NamedTuple):
    """A jackknife variance in C cells.

    Attributes:
        variance: Of the coefficient; 0 where it is not defined.
        defined: The coefficient is defined whichever one is left out.
        number: How many were left out in turn.
    """

    variance: FloatArray
    defined: BoolArray
    number: IntArray


def _chunks(layout: Layout, kernel: Kernel) -> Iterator[slice]:
    columns = kernel.terms(layout.units.take(slice(0, 1))).shape[1]
    length = max(_FLOATS_AT_ONCE // columns, 1)
    return (slice(start, start + length) for start in range(0, len(layout.units), length))


def leave_one_out(layout: Layout) -> tuple[Parts, Parts]:
    """Parts (S,) with all units, and (n,) of each unit's stratum without that unit."""
    kernel, strata = layout.kernel, len(layout.cell_of)
    if isinstance(kernel, Light):
        return kernel.leave_one_out(layout.units, layout.stratum, strata)
    if not len(layout.units):
        nothing = np.zeros(strata)
        return Parts(nothing, nothing, nothing), Parts(*np.zeros((3, 0)))
    totals: FloatArray | float = 0.0
    chunks = list(_chunks(layout, kernel))
    for rows in chunks:
        terms = kernel.terms(layout.units.take(rows))
        totals = totals + segment_sums(terms, layout.stratum[rows], strata)
    assert isinstance(totals, np.ndarray)
    without = []
    for rows in chunks:
        if len(chunks) > 1:
            terms = kernel.terms(layout.units.take(rows))
        without.append(kernel.parts(totals[layout.stratum[rows]] - terms))
    return kernel.parts(totals), Parts(
        *(np.concatenate(column) for column in zip(*without, strict=True))
    )


def _weighted(parts: Parts) -> FloatArray:
    """(3, …) gain and room times the units they rest on, and those units."""
    return np.stack([parts.gain * parts.weight, parts.room * parts.weight, parts.weight])


def _by(cell: IntArray, rows: FloatArray, cells: int) -> FloatArray:
    return np.stack([sums_by(cell, row, cells) for row in rows])


class Replicates(NamedTuple):
    """Each cell with one of its conversations left out, one entry for each such pair (G,)."""

    less_one: Figures
    cell: IntArray
    conversation: IntArray


def replicates(layouts: Sequence[Layout], cells: int) -> tuple[Figures, Replicates]:
    """The coefficient in each cell, and in each cell without each of its conversations."""
    whole = np.zeros((3, cells))
    keys, changes = [], []
    conversations = 1 + max((int(x.units.conversation.max(initial=0)) for x in layouts), default=0)
    for layout in layouts:
        every, without = leave_one_out(layout)
        strata = _weighted(every)
        whole += _by(layout.cell_of, strata, cells)
        paired = np.flatnonzero(layout.units.given > 1)
        change = _weighted(without) - strata[:, layout.stratum]
        changes.append(change[:, paired])
        keys.append((layout.cell * conversations + layout.units.conversation)[paired])
    cluster, member = distinct(np.concatenate(keys))
    cell, change = cluster // conversations, np.concatenate(changes, axis=1)
    if len(cluster) < len(member) or len(layouts) > 1:
        change = _by(member, change, len(cluster))
    less_one = _figures(whole[:, cell] + change)
    return _figures(whole), Replicates(less_one, cell, cluster % conversations)


def figures(layouts: Sequence[Layout], cells: int) -> tuple[Figures, Spread]:
    """The coefficient in each cell, and its variance over conversations."""
    found, without = replicates(layouts, cells)
    return found, _spread(without.less_one, without.cell, cells)


def over_reviewers(layouts: Sequence[Layout], cells: int, seen: BoolArray) -> Spread:
    """The variance over reviewers; `seen` (C, R) says who has scored in which cell."""
    gains, rooms, cell = [], [], []
    for reviewer in range(seen.shape[1]):
        whole = np.zeros((3, cells))
        for layout in layouts:
            less = Layout(
                layout.units.without(reviewer), layout.stratum, layout.cell_of, layout.kernel
            )
            whole += _by(layout.cell_of, _weighted(leave_one_out(less)[0]), cells)
        rest = _figures(whole)
        here = np.flatnonzero(seen[:, reviewer])
        gains.append(rest.gain[here])
        rooms.append(rest.room[here])
        cell.append(here)
    return _spread(
        Figures(np.concatenate(gains), np.concatenate(rooms)), np.concatenate(cell), cells
    )


def _figures(whole: FloatArray) -> Figures:
    gain, room, weight = whole
    compared = np.where(weight > NONE, weight, 0.0)
    return Figures(share(gain, compared), share(room, compared))


def ratio(figures: Figures) -> FloatArray:
    """The coefficient; 0 where it is undefined."""
    return share(figures.gain, np.where(figures.room > NO_ROOM, figures.room, 0.0))


def _spread(less_one: Figures, cell: IntArray, cells: int) -> Spread:
    """(n - 1) / n Σ (c_(-i) - mean)² over what was left out."""
    number = np.bincount(cell, minlength=cells)
    value = ratio(less_one)
    undefined = sums_by(cell, less_one.room <= NO_ROOM, cells) > 0
    mean = share(sums_by(cell, value, cells), number)
    squares = sums_by(cell, (value - mean[cell]) ** 2, cells)
    variance = np.where(undefined, 0.0, squares * (number - 1) / np.maximum(number, 1))
    return Spread(variance, ~undefined, number)


def linearized_error(layout: Layout) -> float:
    """Gwet's large-sample standard error of a single cell (2014, section 5.3), for comparison.

    It is the spread of the influence of each unit, here by differentiating the coefficient along
    the unit's terms. Gwet counts units without a pair as an observed agreement of zero, which adds
    the last term. It is too small on few conversations, so no interval here rests on it.
    """
    kernel, units = layout.kernel, layout.units
    assert not isinstance(kernel, Light)
    terms = kernel.terms(units)
    total, step = terms.sum(axis=0), 1e-4
    up, down = (ratio(Figures(*kernel.parts(total + sign * step * terms)[:2])) for sign in (1, -1))
    value = ratio(Figures(*kernel.parts(total)[:2]))
    n = len(units)
    paired = units.given > 1
    influence = n * (up - down) / (2 * step) + value * (paired * n / paired.sum() - 1)
    return float(np.sqrt((influence**2).sum() / (n * (n - 1))))

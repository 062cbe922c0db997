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

from mkdocs_rubric.agreement.arrays import blocks, distinct, segment_sums, share, sums_by
from mkdocs_rubric.agreement.kernels import NONE, Kernel, Parts
from mkdocs_rubric.agreement.panels import PanelKernel
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.tabulated import Block

NO_ROOM = 1e-12
"""1 - pe at or below this is zero up to round-off."""

_UNITS_AT_ONCE = 1 << 12
"""As many as is good for the processor's cache."""
_NUMBERS_AT_ONCE = 1 << 20
"""Of Conger's kappa each unit has a term for each level of each reviewer."""


AnyKernel = Kernel | PanelKernel


class LeftOutFigures(NamedTuple):
    """One coefficient in C cells: gain / room, each the mean over a cell's compared units."""

    gain: FloatArray
    room: FloatArray


class JackknifeSpread(NamedTuple):
    """A jackknife variance in C cells.

    Attributes:
        variance: Of the coefficient; 0 where it is not defined.
        defined: The coefficient is defined whichever one is left out.
        number: How many were left out in turn.
    """

    variance: FloatArray
    defined: BoolArray
    number: IntArray


@dataclass(frozen=True, slots=True)
class Sample:
    """Units laid out over C cells, and the conversations that can be left out of each.

    Attributes:
        blocks: The units of each scale.
        cells: C.
        cell: (G,) the cell of each conversation of each cell that has a pair of scores.
        conversation: (G,) the conversation itself.
        times: (G,) how many conversations each stands for; absent where it is one.
        paired: Of each block, the units with a pair of scores.
        member: Of all those units, block after block, which of G each belongs to.
    """

    blocks: Sequence[Block]
    cells: int
    cell: IntArray
    conversation: IntArray
    paired: Sequence[IntArray]
    member: IntArray
    times: FloatArray | None = None

    @classmethod
    def of(cls, blocks: Sequence[Block], cells: int) -> "Sample":
        """Find the conversations of each cell."""
        span = 1 + max((int(b.units.conversation.max(initial=0)) for b in blocks), default=0)
        paired = [np.flatnonzero(block.units.given > 1) for block in blocks]
        keys = [
            (block.cell * span + block.units.conversation)[rows]
            for block, rows in zip(blocks, paired, strict=True)
        ]
        cluster, member = distinct(keys[0] if len(keys) == 1 else np.concatenate(keys))
        times = blocks[0].units.times if len(blocks) == 1 else None
        alike = None if times is None else times[paired[0]]
        return cls(blocks, cells, cluster // span, cluster % span, paired, member, alike)

    def number(self) -> IntArray:
        """(C,) the conversations of each cell."""
        found = np.bincount(self.cell, self.times, self.cells)
        return found.astype(np.int64, copy=False)


class _Terms:
    """The terms of all units, a stretch at a time; made again each time where they are many."""

    def __init__(self, block: Block, kernel: Kernel) -> None:
        self._units, self._kernel = block.units, kernel
        step = min(_UNITS_AT_ONCE, 1 + _NUMBERS_AT_ONCE // kernel.size(block.units))
        self.rows = list(blocks(len(block.units), step))
        self._kept = list(self._made()) if step == _UNITS_AT_ONCE else None

    def _made(self) -> Iterator[tuple[slice, FloatArray]]:
        whole = len(self.rows) == 1
        for rows in self.rows:
            yield rows, self._kernel.terms(self._units if whole else self._units.take(rows))

    def __iter__(self) -> Iterator[tuple[slice, FloatArray]]:
        return iter(self._kept) if self._kept is not None else self._made()


def _totals(block: Block, terms: _Terms) -> FloatArray:
    """(m, S) sums by stratum."""
    times, totals = block.units.times, np.zeros((0, len(block.cell_of)))
    for rows, of in terms:
        if not totals.size:
            totals = np.zeros((len(of), len(block.cell_of)))
        stratum = block.stratum[rows]
        first, last = stratum[0], stratum[-1] + 1
        weighed = of if times is None else of * times[rows]
        totals[:, first:last] += segment_sums(weighed, stratum - first, last - first)
    return totals


def all_in(block: Block, kernel: AnyKernel) -> Parts:
    """Parts (S,) of each stratum."""
    if isinstance(kernel, PanelKernel):
        return kernel.leave_one_out(block.units, block.stratum, len(block.cell_of))[0]
    terms = _Terms(block, kernel)
    return kernel.parts(_totals(block, terms)) if terms.rows else _nothing(block)


def leave_one_out(block: Block, kernel: AnyKernel) -> tuple[Parts, Parts]:
    """Parts (S,) of each stratum, and (n,) of each unit's stratum without that unit."""
    if isinstance(kernel, PanelKernel):
        return kernel.leave_one_out(block.units, block.stratum, len(block.cell_of))
    terms = _Terms(block, kernel)
    if not terms.rows:
        return _nothing(block), Parts(*np.zeros((3, 0)))
    totals = _totals(block, terms)
    each = totals.shape[1] == 1
    without = [
        kernel.less_one(totals if each else totals[:, block.stratum[rows]], of)
        for rows, of in terms
    ]
    if len(without) == 1:
        return kernel.parts(totals), without[0]
    columns = zip(*without, strict=True)
    return kernel.parts(totals), Parts(*(np.concatenate(column) for column in columns))


def _nothing(block: Block) -> Parts:
    return Parts(*np.zeros((3, len(block.cell_of))))


def _weighted(parts: Parts) -> FloatArray:
    """(3, …) gain and room times the units they rest on, and those units."""
    return np.stack([parts.gain * parts.weight, parts.room * parts.weight, parts.weight])


def sums(block: Block, kernel: AnyKernel) -> tuple[FloatArray, FloatArray]:
    """(3, S) of each stratum what `figures` takes, and (3, n) how it changes without each unit."""
    every, without = leave_one_out(block, kernel)
    strata = _weighted(every)
    change = _weighted(without)
    change -= strata[:, block.stratum]
    return strata, change


def _by(cell: IntArray, rows: FloatArray, cells: int) -> FloatArray:
    return np.stack([sums_by(cell, row, cells) for row in rows])


def point(sample: Sample, kernels: Sequence[AnyKernel]) -> LeftOutFigures:
    """The coefficient in each cell."""
    whole = np.zeros((3, sample.cells))
    for block, kernel in zip(sample.blocks, kernels, strict=True):
        whole += _by(block.cell_of, _weighted(all_in(block, kernel)), sample.cells)
    return figures(whole)


def over_conversations(
    sample: Sample, of_blocks: Sequence[tuple[FloatArray, FloatArray]]
) -> tuple[LeftOutFigures, JackknifeSpread]:
    """The coefficient in each cell, and its variance over conversations.

    Args:
        sample: The cells.
        of_blocks: The `sums` of each of its blocks.
    """
    whole = np.zeros((3, sample.cells))
    changes = []
    for block, (strata, change), rows in zip(sample.blocks, of_blocks, sample.paired, strict=True):
        whole += _by(block.cell_of, strata, sample.cells)
        changes.append(change if len(rows) == len(block.units) else change[:, rows])
    change = changes[0] if len(changes) == 1 else np.concatenate(changes, axis=1)
    if len(sample.cell) < len(sample.member) or len(changes) > 1:
        change = _by(sample.member, change, len(sample.cell))
    found = figures(whole)
    return found, spread(found, figures(whole[:, sample.cell] + change), sample.cell, sample.times)


def figures(whole: FloatArray) -> LeftOutFigures:
    """The coefficient from (3, …) gain and room times units, and units; sums of any strata."""
    gain, room, weight = whole
    compared = np.where(weight > NONE, weight, 0.0)
    return LeftOutFigures(share(gain, compared), share(room, compared))


def ratio(figures: LeftOutFigures) -> FloatArray:
    """The coefficient; 0 where it is undefined."""
    return share(figures.gain, np.where(figures.room > NO_ROOM, figures.room, 0.0))


def spread(
    found: LeftOutFigures, less_one: LeftOutFigures, cell: IntArray, times: FloatArray | None = None
) -> JackknifeSpread:
    """(n - 1) / n Σ (c_(-i) - c)² over what was left out.

    Deviations are from the estimate, not from the replicates' mean: the bias of few conversations
    then widens the interval, which without it is too narrow.
    """
    cells = len(found.room)
    number = np.bincount(cell, times, cells)
    undefined = sums_by(cell, less_one.room <= NO_ROOM, cells) > 0
    squares = (ratio(less_one) - ratio(found)[cell]) ** 2
    squares = sums_by(cell, squares if times is None else squares * times, cells)
    variance = np.where(undefined, 0.0, squares * (number - 1) / np.maximum(number, 1))
    return JackknifeSpread(variance, ~undefined, number.astype(np.int64, copy=False))

"""From scores to estimates: the one entry for every coefficient in every cell."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.counts import Counts, Scores, tabulate
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.jackknife import (
    AnyKernel,
    JackknifeSpread,
    LeftOutFigures,
    Sample,
    over_conversations,
    point,
    sums,
)
from mkdocs_rubric.agreement.measures import Report, tally_of
from mkdocs_rubric.agreement.scale import BoolArray
from mkdocs_rubric.agreement.tabulated import POOLED, Cells, CountPlan


def agreement(
    scores: Scores | Counts | Sequence[Scores | Counts],
    coefficients: Sequence[Coefficient] = (WITHIN_TOLERANCE,),
    cells: Cells = POOLED,
    *,
    intervals: bool = True,
    confidence: float = 0.95,
    done: Callable[[], None] = lambda: None,
) -> list[Estimate]:
    """Every coefficient in every cell, in the order of coefficients, windows, criteria.

    Args:
        scores: One table for each scale. Of counts each goes alone, and has no coefficient that
            needs to know who scored what.
        coefficients: What to compute.
        cells: On what.
        intervals: Whether to compute them too: on other conversations, for the same reviewers.
        confidence: How often the interval should hold.
        done: Called after each coefficient.
    """
    tables = [scores] if isinstance(scores, Scores | Counts) else list(scores)
    plans = [CountPlan(way, tables) for way in cells.ways]
    ratings = any(coefficient.needs_reviewers for coefficient in coefficients)
    counted = (
        tabulate(table, ratings=True) if ratings and isinstance(table, Scores) else table.units
        for table in tables
    )
    blocks = [plans[0].block(units) for units in counted]
    if plans[0].by_unit and len(plans) == len(blocks) == 1 and not ratings:
        blocks = [blocks[0].merged()]
    layouts = []
    for plan in plans:
        laid_out = blocks if plan is plans[0] else [plan.again(block) for block in blocks]
        sample, seen = Sample.of(laid_out, plan.number), plan.seen(tables)
        names = [plan.name(cell) for cell in range(plan.number)]
        report = Report(tally_of(sample, seen), names, confidence)
        layouts.append(_Layout(sample, seen, report))
    known: dict[Coefficient, list[tuple[LeftOutFigures, JackknifeSpread | None]]] = {}
    for coefficient in coefficients:
        if coefficient.computed_as not in known:
            kernels = [coefficient.computed_as.kernel(block.units.scale) for block in blocks]
            known[coefficient.computed_as] = _found(layouts, kernels, intervals=intervals)
        done()
    return [
        estimate
        for coefficient in coefficients
        for layout, found in zip(layouts, known[coefficient.computed_as], strict=True)
        for estimate in layout.report.estimates(coefficient, *found)
    ]


class _Layout(NamedTuple):
    """Cells, who has scored in which (C, R), and how to speak of them."""

    sample: Sample
    seen: BoolArray
    report: Report


def _found(
    layouts: Sequence[_Layout], kernels: Sequence[AnyKernel], *, intervals: bool
) -> list[tuple[LeftOutFigures, JackknifeSpread | None]]:
    """One coefficient in each layout of the same strata, and how it varies."""
    if not intervals:
        return [(point(layout.sample, kernels), None) for layout in layouts]
    blocks = layouts[0].sample.blocks
    of_blocks = [sums(block, kernel) for block, kernel in zip(blocks, kernels, strict=True)]
    return [over_conversations(layout.sample, of_blocks) for layout in layouts]

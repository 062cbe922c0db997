"""From scores to estimates: the one entry for every coefficient in every cell."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from mkdocs_rubric.agreement.cells import POOLED, Cells, Plan
from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.jackknife import (
    AnyKernel,
    Figures,
    Sample,
    Spread,
    over_conversations,
    over_reviewers,
    point,
    sums,
)
from mkdocs_rubric.agreement.report import Report, tally_of
from mkdocs_rubric.agreement.scale import BoolArray

Over = Literal["conversations", "conversations and reviewers", "nothing"]
"""What an interval is about: these reviewers on other conversations, or other reviewers as well."""


def agreement(
    scores: Scores | Sequence[Scores],
    coefficients: Sequence[Coefficient] = (WITHIN_TOLERANCE,),
    cells: Cells = POOLED,
    *,
    over: Over = "conversations",
    confidence: float = 0.95,
    done: Callable[[], None] = lambda: None,
) -> list[Estimate]:
    """Every coefficient in every cell, in the order of coefficients, windows, criteria.

    Args:
        scores: One table for each scale.
        coefficients: What to compute.
        cells: On what.
        over: What the interval speaks about.
        confidence: How often the interval should hold.
        done: Called after each coefficient.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    plans = [Plan(way, tables) for way in cells.ways]
    by_reviewer = over == "conversations and reviewers"
    ratings = by_reviewer or any(coefficient.needs_reviewers for coefficient in coefficients)
    counted = (tabulate(one, ratings=True) if ratings else one.units for one in tables)
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
    known: dict[Coefficient, list[tuple[Figures, list[Spread]]]] = {}
    for coefficient in coefficients:
        if coefficient.computed_as not in known:
            kernels = [coefficient.computed_as.kernel(block.units.scale) for block in blocks]
            known[coefficient.computed_as] = _found(layouts, kernels, over)
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
    layouts: Sequence[_Layout], kernels: Sequence[AnyKernel], over: Over
) -> list[tuple[Figures, list[Spread]]]:
    """One coefficient in each layout of the same strata, and what its interval rests on."""
    if over == "nothing":
        return [(point(layout.sample, kernels), []) for layout in layouts]
    blocks = layouts[0].sample.blocks
    of_blocks = [sums(block, kernel) for block, kernel in zip(blocks, kernels, strict=True)]
    every = []
    for sample, seen, _ in layouts:
        found, spread = over_conversations(sample, of_blocks)
        spreads = [spread]
        if over == "conversations and reviewers":
            spreads.append(over_reviewers(sample, kernels, found, seen))
        every.append((found, spreads))
    return every

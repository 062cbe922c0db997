"""From scores to estimates: the one entry for every coefficient in every cell."""

from collections.abc import Sequence
from typing import Literal

from mkdocs_rubric.agreement.cells import POOLED, Cells, Plan
from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.jackknife import (
    Figures,
    Sample,
    Spread,
    over_conversations,
    over_reviewers,
    point,
)
from mkdocs_rubric.agreement.report import Report, tally_of

Over = Literal["conversations", "conversations and reviewers", "nothing"]
"""What an interval is about: these reviewers on other conversations, or other reviewers as well."""


def agreement(
    scores: Scores | Sequence[Scores],
    coefficients: Sequence[Coefficient] = (WITHIN_TOLERANCE,),
    cells: Cells = POOLED,
    *,
    over: Over = "conversations",
    confidence: float = 0.95,
) -> list[Estimate]:
    """Every coefficient in every cell, in the order of coefficients, windows, criteria.

    Args:
        scores: One table for each scale.
        coefficients: What to compute.
        cells: On what.
        over: What the interval speaks about.
        confidence: How often the interval should hold.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    plan = Plan(cells, tables)
    by_reviewer = over == "conversations and reviewers"
    ratings = by_reviewer or any(coefficient.needs_reviewers for coefficient in coefficients)
    counted = (tabulate(one, ratings=True) if ratings else one.units for one in tables)
    blocks = [plan.block(units) for units in counted]
    if plan.by_unit and len(blocks) == 1 and not ratings:
        blocks = [blocks[0].merged()]
    sample = Sample.of(blocks, plan.number)
    seen = plan.seen(tables)
    names = [plan.name(cell) for cell in range(plan.number)]
    report = Report(tally_of(sample, seen), names, confidence)
    known: dict[Coefficient, tuple[Figures, list[Spread]]] = {}
    for coefficient in {one.computed_as: None for one in coefficients}:
        kernels = [coefficient.kernel(block.units.scale) for block in blocks]
        spreads = []
        if over == "nothing":
            found = point(sample, kernels)
        else:
            found, spread = over_conversations(sample, kernels)
            spreads.append(spread)
        if by_reviewer:
            spreads.append(over_reviewers(sample, kernels, found, seen))
        known[coefficient] = found, spreads
    return [
        estimate
        for coefficient in coefficients
        for estimate in report.estimates(coefficient, *known[coefficient.computed_as])
    ]

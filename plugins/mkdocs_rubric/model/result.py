"""The result of one review under a rubric."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model.rubric import Criterion, Rubric
from mkdocs_rubric.model.scale import Scale
from mkdocs_rubric.model.score import Cell, Mark

Points: TypeAlias = int | Decimal | Fraction
"""A score. Between two levels too, where a team gives half points; never a float."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a review came to.

    Attributes:
        exact: 0 to 100, without any rounding; None when nothing was scored.
        passed: Whether that reaches the pass mark; None without a mark or without a result.
        failed_by: The critical criteria at their lowest level.
        exact_by_group: The same of each group in which something was scored, before critical
            failure.
    """

    exact: Fraction | None
    passed: bool | None
    failed_by: tuple[str, ...]
    exact_by_group: Mapping[str, Fraction]

    @property
    def percent(self) -> float | None:
        """0 to 100, to be shown; nothing is decided by it."""
        return None if self.exact is None else float(self.exact)

    @property
    def by_group(self) -> Mapping[str, float]:
        """Percent of each group, to be shown."""
        return {name: float(value) for name, value in self.exact_by_group.items()}


def result(
    rubric: Rubric, scores: Mapping[str, Cell | Points], *, on: dt.date | None = None
) -> Result:
    """Compute a review's result under a rubric.

    With weight w, score s and the lowest and highest score (l, h) of a criterion's scale::

        percent = 100 · Σ w · (s - l) / (h - l)  ÷  Σ w

    Both sums run over the active criteria that have a score: N/A and not scored are left out
    above and below the line. A critical criterion at its lowest level makes the result 0.

    Everything is computed in whole numbers and fractions, weights and pass mark as they are
    written: a review of exactly the pass mark passes.

    Args:
        rubric: The standard to compute under, which need not be today's.
        scores: Criterion id (or an earlier id) to score, N/A or not scored.
        on: The day of the review, for criteria whose scale changed; None is today's scale.

    Raises:
        RubricError: A criterion the rubric does not have, or a score off its scale.
    """
    earned: dict[str, tuple[int | Fraction, int]] = {}
    for name, cell in scores.items():
        criterion = rubric.by_name.get(name)
        scale = rubric.scale(criterion, on) if criterion else None
        if criterion is None or scale is None:
            raise RubricError(f"the rubric has no criterion {name!r} with a scale")
        if isinstance(cell, Mark):
            continue
        if not on_scale(scale, cell):
            raise RubricError(f"{cell} is not a level of {criterion.id!r}")
        earned[criterion.id] = _earned(scale, cell)

    # Over one common denominator all is whole numbers: sums of fractions are slow.
    whole = math.lcm(*{span for _, span in earned.values()})
    shares = {name: above * (whole // span) for name, (above, span) in earned.items()}
    counted = [one for one in rubric.active if one.id in shares]
    failed_by = tuple(one.id for one in counted if one.critical and not shares[one.id])
    percent = Fraction(0) if failed_by else _percent(rubric, counted, shares, whole)
    groups = {
        group.id: _percent(
            rubric, [one for one in counted if one.id in group.criteria], shares, whole
        )
        for group in rubric.groups
    }
    return Result(
        exact=percent,
        passed=None if percent is None or rubric.pass_mark is None else percent >= rubric.pass_mark,
        failed_by=failed_by,
        exact_by_group={key: value for key, value in groups.items() if value is not None},
    )


def _earned(scale: Scale, score: Points) -> tuple[int | Fraction, int]:
    """Points above the lowest level, and how many there are, the latter a whole number."""
    low, high = scale.scores[0], scale.scores[-1]
    if isinstance(score, int) and isinstance(low, int) and isinstance(high, int):
        return score - low, high - low
    span = Fraction(high) - Fraction(low)
    return (Fraction(score) - Fraction(low)) * span.denominator, span.numerator


def on_scale(scale: Scale, score: Points) -> bool:
    """Whether a score is a level, or a part of a point between the lowest and the highest.

    Which parts a team gives is not known here: that is for the checks to say.
    """
    if score in scale.levels:
        return True
    return score % 1 != 0 and min(scale.levels) < score < max(scale.levels)


def _percent(
    rubric: Rubric,
    criteria: Iterable[Criterion],
    shares: Mapping[str, int | Fraction],
    whole: int,
) -> Fraction | None:
    """The weighted mean of what was earned of each criterion, out of `whole`."""
    points: int | Fraction = 0
    total = 0
    for one in criteria:
        weight = rubric.whole_weights[one.id]
        points += weight * shares[one.id]
        total += weight
    return Fraction(100 * points, total * whole) if total else None

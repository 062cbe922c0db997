"""The result of one review under a rubric."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model.rubric import Criterion, Rubric
from mkdocs_rubric.model.session import Cell


@dataclass(frozen=True, slots=True)
class Result:
    """What a review came to.

    Attributes:
        percent: 0 to 100, or None when nothing was scored.
        passed: Whether it reaches the pass mark; None without a mark or without a result.
        failed_by: The critical criteria at their lowest level.
        by_group: Percent of each group in which something was scored, before critical failure.
    """

    percent: float | None
    passed: bool | None
    failed_by: tuple[str, ...]
    by_group: Mapping[str, float]


def result(rubric: Rubric, scores: Mapping[str, Cell], *, on: dt.date | None = None) -> Result:
    """Compute a review's result under a rubric.

    With weight w, score s and the lowest and highest score (l, h) of a criterion's scale::

        percent = 100 · Σ w · (s - l) / (h - l)  ÷  Σ w

    Both sums run over the active criteria that have a score: N/A and not scored are left out
    above and below the line. A critical criterion at its lowest level makes the result 0.

    Args:
        rubric: The standard to compute under, which need not be today's.
        scores: Criterion id (or an earlier id) to score, N/A or not scored.
        on: The day of the review, for criteria whose scale changed; None is today's scale.

    Raises:
        RubricError: A criterion the rubric does not have, or a score off its scale.
    """
    fractions: dict[str, float] = {}
    for name, cell in scores.items():
        criterion = rubric.by_name.get(name)
        scale = rubric.scale(criterion, on) if criterion else None
        if criterion is None or scale is None:
            raise RubricError(f"the rubric has no criterion {name!r} with a scale")
        if not isinstance(cell, int):
            continue
        if cell not in scale.levels:
            raise RubricError(f"{cell} is not a level of {criterion.id!r}")
        fractions[criterion.id] = scale.fraction(cell)

    counted = [one for one in rubric.active if one.id in fractions]
    failed_by = tuple(one.id for one in counted if one.critical and fractions[one.id] == 0)
    percent = 0.0 if failed_by else _mean(counted, fractions)
    groups = {
        group.id: _mean([one for one in counted if one.id in group.criteria], fractions)
        for group in rubric.groups
    }
    return Result(
        percent=percent,
        passed=None if percent is None or rubric.passing is None else percent >= rubric.passing,
        failed_by=failed_by,
        by_group={key: value for key, value in groups.items() if value is not None},
    )


def _mean(criteria: list[Criterion], fractions: Mapping[str, float]) -> float | None:
    total = sum(one.weight for one in criteria)
    if not total:
        return None
    return 100 * sum(one.weight * fractions[one.id] for one in criteria) / total

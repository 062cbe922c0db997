"""How a result is computed: the rules of this rubric, and one review worked through."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mkdocs_rubric.model import Criterion, Rubric, Scale, as_written, percent_beside
from mkdocs_rubric.model.exact import exact
from mkdocs_rubric.pages.base.addresses import RESULT
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import day, joined, rung
from mkdocs_rubric.pages.method.worked import LevelView, WorkedView, is_round, worked

_PLACES = dict.fromkeys(("example", "formula"), 0.1)
"""Of the places on the page, these answer no question of their own."""


@dataclass(frozen=True)
class WeightView:
    """What a criterion counts."""

    criterion: Link
    weight: str
    share: str
    width: int
    critical: bool


@dataclass(frozen=True)
class GroupWeightsView:
    """What the criteria of a group count, alone and together."""

    title: str
    weight: str
    share: str
    rows: tuple[WeightView, ...]


@dataclass(frozen=True)
class ScaleView:
    """What each level of a scale earns.

    Attributes:
        title: The scale in words.
        levels: Each level, its label, and the share of the weight it earns.
        criteria: Which are scored on it.
        until: That it is an earlier scale, in words; "" where it is today's.
    """

    title: str
    levels: tuple[tuple[LevelView, str, str], ...]
    criteria: tuple[Link, ...]
    until: str


@dataclass(frozen=True)
class ResultView:
    """The page, rule by rule.

    Attributes:
        worked: A review worked through; None where nothing can be computed.
        weights_words: How criteria count.
        weighed: Whether they count differently, so that a table is worth reading.
        in_hundred: Whether the weights add up to 100, and are the shares.
        weights: What they count.
        scales_words: What a level earns.
        scales: Each scale in use.
        na_words: What N/A does.
        na: The criteria that allow it.
        critical_words: What a critical criterion does.
        critical: Which are.
        passing_words: What it takes to pass.
        groups_words: What becomes of groups.
        retired_words: What becomes of retired criteria; "" where there are none.
        retired: Which are.
    """

    worked: WorkedView | None
    weights_words: str
    weighed: bool
    in_hundred: bool
    weights: tuple[GroupWeightsView, ...]
    scales_words: str
    scales: tuple[ScaleView, ...]
    na_words: str
    na: tuple[Link, ...]
    critical_words: str
    critical: tuple[Link, ...]
    passing_words: str
    groups_words: str
    retired_words: str
    retired: tuple[Link, ...]


def result_page(context: Context) -> Page:
    """How a result is computed under this rubric."""
    rubric = context.project.rubric
    weights = tuple(_weights(context))
    retired = [one for one in rubric.criteria.values() if one.retired is not None]
    view = ResultView(
        worked=worked(context),
        weights_words=_weights_words(rubric),
        weighed=len({one.weight for one in rubric.active}) > 1,
        in_hundred=_total(rubric) == 100,  # noqa: PLR2004 - percent
        weights=weights,
        scales_words=(
            "The lowest level earns nothing, the highest the criterion's whole weight, and each "
            "level between them its part of the way."
        ),
        scales=tuple(_scales(context)),
        na_words=_na_words(rubric),
        na=_links(context, (one for one in rubric.active if one.not_applicable)),
        critical_words=_critical_words(rubric),
        critical=_links(context, (one for one in rubric.active if one.critical)),
        passing_words=_passing_words(rubric),
        groups_words=_groups_words(context),
        retired_words=_retired_words(retired),
        retired=_links(context, retired),
    )
    return Page(
        uri=RESULT,
        template="result.md.jinja",
        title="How a result is computed",
        view=view,
        source=rubric.path,
        line=1,
        boost=0.5,
        place_boosts=_PLACES,
        description="Weights, N/A, critical criteria and the pass mark, with a review worked "
        "through.",
    )


def _links(context: Context, criteria: Iterator[Criterion] | list[Criterion]) -> tuple[Link, ...]:
    return tuple(context.links.criterion(one.id) for one in criteria)


def _total(rubric: Rubric) -> Fraction:
    return sum((exact(one.weight) for one in rubric.active), Fraction(0))


def _weights_words(rubric: Rubric) -> str:
    total, count = _total(rubric), len(rubric.active)
    if not total:
        return "No criterion has a weight, so no result is computed."
    weights = {one.weight for one in rubric.active}
    if count == 1:
        return "There is one criterion: its score is the result."
    if len(weights) == 1:
        return f"All {count} criteria count the same: each is one part in {count} of the result."
    words = "A criterion counts by its weight: twice the weight, twice the effect on the result."
    if 0 in weights:
        words += " One with a weight of 0 is scored and discussed, and changes no result."
    return f"{words} The shares below are of a review in which everything was scored."


def _weights(context: Context) -> Iterator[GroupWeightsView]:
    rubric = context.project.rubric
    total = _total(rubric) or Fraction(1)
    heaviest = max((exact(one.weight) for one in rubric.active), default=Fraction(1)) or 1
    for group in rubric.groups:
        members = [one for one in rubric.active if one.id in group.criteria]
        weight = sum((exact(one.weight) for one in members), Fraction(0))
        if members:
            yield GroupWeightsView(
                title=context.plain(group.title),
                weight=as_written(weight),
                share=_share(weight / total),
                rows=tuple(
                    WeightView(
                        criterion=context.links.criterion(one.id),
                        weight=as_written(one.weight),
                        share=_share(exact(one.weight) / total),
                        width=round(100 * exact(one.weight) / heaviest),
                        critical=one.critical,
                    )
                    for one in members
                ),
            )


def _share(share: Fraction) -> str:
    """In full where that is short, else with one decimal."""
    percent = 100 * share
    return f"{as_written(percent)}%" if is_round(percent) else percent_beside(percent, decimals=1)


def _scales(context: Context) -> Iterator[ScaleView]:
    """Today's scales in the order of the criteria, then the earlier ones."""
    rubric = context.project.rubric
    today: dict[str, list[Criterion]] = {}
    for one in rubric.active:
        today.setdefault(one.scale, []).append(one)
    for name, members in today.items():
        if scale := rubric.scales.get(name):
            yield _scale(context, scale, members, "")
    for one in rubric.active:
        for earlier in one.earlier_scales:
            if scale := rubric.scales.get(earlier.scale):
                yield _scale(context, scale, [one], f"in sessions before {day(earlier.before)}")


def _scale(context: Context, scale: Scale, members: list[Criterion], until: str) -> ScaleView:
    low, high = scale.scores[0], scale.scores[-1]
    shares = {score: Fraction(score - low) / Fraction(high - low) for score in scale.scores}
    return ScaleView(
        title=f"{as_written(low)} to {as_written(high)}",
        levels=tuple(
            (
                LevelView(
                    as_written(score), context.plain(scale.levels[score]), rung(float(share))
                ),
                context.plain(scale.levels[score]),
                _share(share) if is_round(100 * share) else str(share),
            )
            for score, share in sorted(shares.items(), reverse=True)
        ),
        criteria=_links(context, members),
        until=until,
    )


def _na_words(rubric: Rubric) -> str:
    words = (
        "A criterion that does not apply is left out on both sides: of what was earned, and of "
        "what there was to earn. So it neither helps nor hurts, and the others count for more. "
        "An empty cell, not scored, is left out in the same way. Neither of the two is a zero."
    )
    allowed = any(one.not_applicable for one in rubric.active)
    return words if allowed else f"{words} Here N/A is not allowed on any criterion."


def _critical_words(rubric: Rubric) -> str:
    critical = [one for one in rubric.active if one.critical]
    if not critical:
        return "No criterion is critical here: no single score decides a review."
    fails = " and the review fails" if rubric.passing else ""
    many = "any of these criteria" if len(critical) > 1 else "this criterion"
    return (
        f"At the lowest level of {many} the result is 0%{fails}, whatever else was earned. Above "
        "the lowest level a critical criterion counts by its weight like any other, and N/A "
        "fails nothing."
    )


def _passing_words(rubric: Rubric) -> str:
    if rubric.pass_mark is None:
        return "There is no pass mark: a result is a percentage, and no review passes or fails."
    mark = as_written(rubric.pass_mark)
    return (
        f"A review passes at {mark}% or more. Nothing is rounded before that is decided: exactly "
        f"{mark}% passes, and a hair below does not. Where a result is shown, it has as many "
        "decimals as it takes to see on which side it is."
    )


def _groups_words(context: Context) -> str:
    groups = [one for one in context.project.rubric.groups if one.criteria]
    if len(groups) < 2:  # noqa: PLR2004 - one group is the whole
        return ""
    titles = joined([context.plain(one.title) for one in groups])
    words = f"{titles} each have a percentage of their own, computed alike over their own criteria."
    critical = any(one.critical for one in context.project.rubric.active)
    after = " A critical criterion does not make it 0: it shows what was earned."
    return words + (after if critical else "")


def _retired_words(retired: list[Criterion]) -> str:
    if not retired:
        return ""
    return (
        "A retired criterion counts in no result. The scores it was given stay in their sessions."
    )

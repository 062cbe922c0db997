"""Reviews of daily work: how often two agree, and how each uses the levels; never with sessions."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mkdocs_rubric.agreement import Cells, Counts, Estimate, NumberedScale, agreement
from mkdocs_rubric.agreement.multiplicity import holm
from mkdocs_rubric.agreement.quantiles import t_quantile, t_two_sided
from mkdocs_rubric.model import Criterion, Held, Mark, Project, Scale
from mkdocs_rubric.model.live import LevelUse, LiveCounts, MonthSums, Pattern
from mkdocs_rubric.model.score import Score

_FEWEST = 10
"""Reviews of one reviewer below which nothing is said of them."""


@dataclass(frozen=True)
class LiveMonth:
    """A criterion in a month, or in all of them.

    Attributes:
        criterion: The criterion.
        month: As `2026-09`; "" for all months.
        reviews: Scores given, N/A not counted.
        conversations: Conversations scored.
        estimate: Agreement of two who scored the same; its value is None where nobody did.
        mean: The mean level, in points.
    """

    criterion: Criterion
    month: str
    reviews: int
    conversations: int
    estimate: Estimate
    mean: float | None


@dataclass(frozen=True)
class Leaning:
    """A reviewer's use of the levels of a criterion against the others' on comparable work.

    Attributes:
        criterion: The criterion.
        reviewer: Who.
        reviews: Scores that others' of the same month and channel stand beside.
        value: Mean distance from the others', in points: below zero is stricter.
        low: Lower end of its 95% interval.
        high: Upper end.
        q: p corrected for the reviewers and criteria looked at (Holm); None where unknown.
        shares: The share of each level, and that of the others on the same work, lowest first.
        by_month: The distance in each month that has enough, to see it drift.
    """

    criterion: Criterion
    reviewer: str
    reviews: int
    value: float
    low: float | None
    high: float | None
    q: float | None
    shares: Sequence[tuple[Score, float, float]]
    by_month: Sequence[tuple[str, float]]


def live_counts(project: Project) -> LiveCounts:
    """What is committed as counts, and beside it what is committed as sheets of daily work."""
    patterns: dict[tuple[str, str, tuple[int, ...], int], int] = defaultdict(int)
    use: dict[tuple[str, str, str, str, str, Score | None], int] = defaultdict(int)
    sums: list[MonthSums] = []
    for held in project.live.values():
        month = f"{held.session.date:%Y-%m}"
        shares: dict[str, list[float]] = defaultdict(list)
        kinds = {
            each.id: (each.channel or "", str(each.picked_as or ""))
            for each in held.session.conversations
        }
        for (what, name), cells in _by_place(project, held).items():
            criterion = project.rubric.criteria[name]
            scale = project.rubric.scale(criterion)
            if scale is None:
                continue
            given = [cell for _, cell in cells if cell is not None]
            levels = tuple(given.count(score) for score in scale.scores)
            absent = sum(cell is None for _, cell in cells)
            patterns[month, name, levels, absent] += 1
            for who, cell in cells:
                use[month, name, *kinds.get(what, ("", "")), who, cell] += 1
            if (share := _share(levels, scale)) is not None:
                shares[what].append(share)
        sums += _sums(month, shares.values())
    here = LiveCounts(
        tuple(
            Pattern(month, name, levels, absent, count)
            for (month, name, levels, absent), count in sorted(patterns.items())
        ),
        tuple(LevelUse(*key, count) for key, count in use.items()),
        tuple(sums),
    )
    return project.counted.beside(here)


def _by_place(
    project: Project, held: Held
) -> Mapping[tuple[str, str], list[tuple[str, Score | None]]]:
    """Who gave what, by conversation and today's criterion; None is N/A."""
    found: dict[tuple[str, str], list[tuple[str, Score | None]]] = defaultdict(list)
    day = held.session.date
    for sheet in held.sheets:
        rows = zip(sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells, strict=True)
        for who, what, on, cell in rows:
            criterion = project.rubric.by_name.get(on)
            if criterion is None or criterion.scale_on(day) != criterion.scale:
                continue
            scale = project.rubric.scale(criterion)
            if cell is Mark.NOT_SCORED or scale is None:
                continue
            if isinstance(cell, Mark):
                found[what, criterion.id].append((who, None))
            elif cell in scale.levels:
                found[what, criterion.id].append((who, cell))
    return found


def _share(levels: Sequence[int], scale: Scale) -> float | None:
    """The share of pairs that agree within the tolerance; None without a pair."""
    number = sum(levels)
    if number < 2:  # noqa: PLR2004 - a pair
        return None
    agree = sum(
        n * m
        for n, first in zip(levels, scale.scores, strict=True)
        for m, second in zip(levels, scale.scores, strict=True)
        if abs(Fraction(first) - Fraction(second)) <= Fraction(scale.agree_within)
    )
    return (agree - number) / (number * (number - 1))


def _sums(month: str, shares: Iterable[Sequence[float]]) -> Iterator[MonthSums]:
    of_each = [(sum(each), float(len(each))) for each in shares]
    if of_each:
        yield MonthSums(
            month,
            len(of_each),
            sum(s for s, _ in of_each),
            sum(m for _, m in of_each),
            sum(s * s for s, _ in of_each),
            sum(s * m for s, m in of_each),
            sum(m * m for _, m in of_each),
        )


def live_months(project: Project, counts: LiveCounts) -> list[LiveMonth]:
    """Every criterion over all months and in each, in the rubric's order.

    What was counted on another scale than today's is left out.
    """
    found = []
    months = counts.months
    people = len({each.reviewer for each in counts.use})
    for criterion in project.rubric.active:
        scale = project.rubric.scale(criterion)
        mine = [
            each
            for each in counts.patterns
            if each.criterion == criterion.id and scale and len(each.levels) == len(scale.scores)
        ]
        if scale is None or not mine:
            continue
        table = _table(mine, scale, months, people)
        pooled = agreement(table)[0]
        cells = Cells(session=table.session)
        alone = agreement(table, cells=cells)
        found.append(_month(criterion, "", mine, scale, pooled))
        for number, month in enumerate(months):
            some = [each for each in mine if each.month == month]
            if some and number < len(alone):
                found.append(_month(criterion, month, some, scale, alone[number]))
    return found


def _table(some: Sequence[Pattern], scale: Scale, months: Sequence[str], people: int) -> Counts:
    exact = [Fraction(score) for score in (*scale.scores, scale.agree_within)]
    unit = math.lcm(*(each.denominator for each in exact))
    *points, within = (float(each * unit) for each in exact)
    return Counts(
        np.array([each.levels for each in some], dtype=np.float64).T,
        np.array([each.conversations for each in some], dtype=np.float64),
        np.zeros(len(some), dtype=np.int64),
        np.array([months.index(each.month) for each in some], dtype=np.int64),
        NumberedScale(tuple(points), within, float(unit)),
        max(people, 1),
    )


def _month(
    criterion: Criterion, month: str, some: Sequence[Pattern], scale: Scale, estimate: Estimate
) -> LiveMonth:
    given = sum(sum(each.levels) * each.conversations for each in some)
    total = sum(
        number * float(score) * each.conversations
        for each in some
        for number, score in zip(each.levels, scale.scores, strict=True)
    )
    conversations = sum(each.conversations for each in some if sum(each.levels))
    mean = total / given if given else None
    return LiveMonth(criterion, month, given, conversations, estimate, mean)


def overall(counts: LiveCounts) -> tuple[float, float, float, int] | None:
    """Agreement over all criteria with its 95% interval, conversations being clusters.

    A ratio of sums: its variance is Σ(s - pm)² / (Σm)², times n / (n - 1) (Cochran, Sampling
    Techniques, 1977, section 6.3). None with fewer than two conversations.
    """
    n = sum(each.conversations for each in counts.sums)
    total_s, total_m = sum(e.s for e in counts.sums), sum(e.m for e in counts.sums)
    if n < 2 or not total_m:  # noqa: PLR2004 - no spread of one
        return None
    p = total_s / total_m
    ss, sm, mm = (sum(getattr(each, name) for each in counts.sums) for name in ("ss", "sm", "mm"))
    variance = max(ss - 2 * p * sm + p * p * mm, 0.0) / total_m**2 * n / (n - 1)
    half = t_quantile(0.975, n - 1) * math.sqrt(variance)
    return p, max(0.0, p - half), min(1.0, p + half), n


def leanings(project: Project, counts: LiveCounts) -> list[Leaning]:
    """Every reviewer on every criterion against the others on comparable work.

    Work is comparable in the same month and channel, and picked for the same reason. A reviewer's
    mean is set against the others' mean there, weighted by the reviewer's own number of reviews;
    the interval takes reviews as drawn from among those (a difference of stratified means).
    """
    found: list[tuple[Leaning, float | None]] = []
    for criterion in project.rubric.active:
        scale = project.rubric.scale(criterion)
        mine = [
            each
            for each in counts.use
            if each.criterion == criterion.id and scale and each.score in scale.levels
        ]
        if scale is None:
            continue
        for reviewer in sorted({each.reviewer for each in mine}):
            made = _leaning(criterion, scale, mine, reviewer)
            if made is not None:
                found.append(made)
    corrected = holm([p for _, p in found])
    return [
        Leaning(**{**vars(each), "q": q}) for (each, _), q in zip(found, corrected, strict=True)
    ]


def _leaning(
    criterion: Criterion, scale: Scale, use: Sequence[LevelUse], reviewer: str
) -> tuple[Leaning, float | None] | None:
    strata: dict[tuple[str, str, str], list[dict[Score, int]]] = {}
    for each in use:
        if each.score is None:
            continue
        both = strata.setdefault((each.month, each.channel, each.picked_as), [{}, {}])
        levels = both[each.reviewer != reviewer]
        levels[each.score] = levels.get(each.score, 0) + each.reviews
    kept = {key: both for key, both in strata.items() if all(both)}
    reviews = sum(sum(own.values()) for own, _ in kept.values())
    if reviews < _FEWEST:
        return None
    value, variance = _difference(kept.values(), reviews)
    own_shares: dict[Score, float] = defaultdict(float)
    others_shares: dict[Score, float] = defaultdict(float)
    for own, others in kept.values():
        weight, number = sum(own.values()), sum(others.values())
        for score in scale.scores:
            own_shares[score] += own.get(score, 0) / reviews
            others_shares[score] += others.get(score, 0) / number * weight / reviews
    by_month = []
    for month in sorted({month for month, *_ in kept}):
        some = [both for (when, *_), both in kept.items() if when == month]
        count = sum(sum(own.values()) for own, _ in some)
        if count >= _FEWEST:
            by_month.append((month, _difference(some, count)[0]))
    error = math.sqrt(variance)
    low = high = p = None
    if error > 0:
        half = t_quantile(0.975, reviews - 1) * error
        low, high = value - half, value + half
        p = t_two_sided(value / error, reviews - 1)
    shares = [(score, own_shares[score], others_shares[score]) for score in scale.scores]
    made = Leaning(criterion, reviewer, reviews, value, low, high, None, shares, by_month)
    return made, p


def _difference(
    strata: Iterable[Sequence[Mapping[Score, int]]], reviews: int
) -> tuple[float, float]:
    """Difference of stratified means, and its variance."""
    value = variance = 0.0
    for own, others in strata:
        mean, spread, number = _moments(own)
        other_mean, other_spread, other_number = _moments(others)
        weight = number / reviews
        value += weight * (mean - other_mean)
        variance += weight**2 * (spread / number + other_spread / other_number)
    return value, variance


def _moments(levels: Mapping[Score, int]) -> tuple[float, float, int]:
    number = sum(levels.values())
    mean = sum(float(score) * count for score, count in levels.items()) / number
    squares = sum(count * (float(score) - mean) ** 2 for score, count in levels.items())
    return mean, squares / max(number - 1, 1), number

"""Reviews of daily work: beside calibration, and never pooled with it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.agreement.quantiles import wilson
from mkdocs_rubric.calibration.choice import choose
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.live_use import (
    Leaning,
    LiveMonth,
    leanings,
    live_counts,
    live_months,
    overall,
)
from mkdocs_rubric.model.live import LiveCounts
from mkdocs_rubric.pages.agreement.live_chart import Calibrated, calibrated_by_month, live_chart
from mkdocs_rubric.pages.base.addresses import AGREEMENT, LIVE
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.trend_chart import TrendChart

_SURE = 0.05
_MATTERS = 0.1
"""Points: a tenth of a level."""
_SHOWN = 3
"""Reviewers who are named at the top."""
_FEWEST = 8
"""Conversations scored twice below which a month of a criterion has no figure."""
_MONTHS = 6
"""Months below which nothing is said of whether two figures move together."""


@dataclass(frozen=True)
class LiveMonthRow:
    """All criteria in a month."""

    month: str
    reviews: str
    agreement: str
    calibration: str


@dataclass(frozen=True)
class LiveMonthCell:
    """A criterion in a month.

    Attributes:
        agreement: How far two agreed; "" where too few conversations were scored twice.
        words: The conversations scored twice, all scores, and their mean.
    """

    agreement: str
    words: str


@dataclass(frozen=True)
class LiveCriterionRow:
    """A criterion over all months, and how far two agreed in each."""

    criterion: Link
    reviews: str
    twice: str
    agreement: str
    interval: str
    calibration: str
    by_month: tuple[LiveMonthCell, ...]


@dataclass(frozen=True)
class LeaningRow:
    """A reviewer on a criterion."""

    reviewer: str
    criterion: Link
    verdict: str
    tone: str
    value: str
    interval: str
    reviews: str
    use: str
    drift: str


@dataclass(frozen=True)
class LiveView:
    """The page.

    Attributes:
        sum: How often two agree in daily work, and in calibration.
        counted: How much it rests on.
        look: What a lead looks at first.
        criteria: Every criterion, those on which two agree least first.
        heads: The months of their cells.
        together: Whether daily and calibrated agreement move together.
        chart: The two in one picture.
        months: All criteria, month by month.
        clear: Reviewers who use the levels clearly otherwise than the others.
        others: Those of whom that cannot be said.
        hidden: Whether nothing is said of single reviewers.
        worth: Conversations worth calibrating, with the reason.
    """

    sum: str
    counted: str
    look: tuple[str, ...]
    criteria: tuple[LiveCriterionRow, ...]
    heads: tuple[str, ...]
    together: str
    chart: TrendChart | None
    months: tuple[LiveMonthRow, ...]
    clear: tuple[LeaningRow, ...]
    others: tuple[LeaningRow, ...]
    hidden: bool
    worth: tuple[tuple[str, str], ...]


def live_page(context: Context) -> Page | None:
    """Daily work by criterion and month; None where there are no such reviews."""
    project = context.project
    counts = live_counts(project)
    if not counts:
        return None
    found = figures(context)
    months = live_months(project, counts)
    calibrated = calibrated_by_month(context, found)
    by_month = list(_by_month(context, counts, months, calibrated))
    together = _together([both for _, both in by_month if both])
    heads = tuple(map(_short, counts.months))
    people = sorted(leanings(project, counts), key=lambda each: -abs(each.value))
    people = people if context.people.shown else []
    clear = [each for each in people if _is_clear(each)]
    view = LiveView(
        sum=_sum(context, counts, found),
        counted=_counted(counts, months),
        look=tuple(_look(context, months, people, clear)),
        criteria=tuple(_criteria(context, months, counts.months, found)),
        heads=heads,
        together=together,
        chart=live_chart(context, counts, calibrated, heads, together),
        months=tuple(row for row, _ in by_month),
        clear=tuple(_leaning(context, each) for each in clear),
        others=tuple(_leaning(context, each) for each in people if each not in clear),
        hidden=not context.people.shown,
        worth=tuple(_worth(context)),
    )
    return Page(
        uri=LIVE,
        template="live.md.jinja",
        title="Daily reviews",
        view=view,
        source="live/source.yaml" if project.counted else context.scores_folder,
        is_folder=not project.counted,
        boost=0.3,
        description="How reviewers score in daily work, beside calibration.",
        under=AGREEMENT,
        wide=True,
    )


def _sum(context: Context, counts: LiveCounts, found: Figures) -> str:
    beside = lines(context)
    whole = overall(counts)
    if whole is None:
        return (
            "Hardly any conversation was scored by two reviewers, so how far they agree in daily "
            "work is not known."
        )
    value, low, high, number = whole
    words = (
        f"In daily work two reviewers who scored the same conversation agree "
        f"{beside.percent(value)} of the time (probably {beside.percent(low)} to "
        f"{beside.percent(high)}, {number:,} conversations)."
    )
    latest = found.overall.latest
    if latest and latest.value is not None:
        words += (
            f" In calibration it is {beside.percent(latest.value)}, on conversations that were "
            "picked because they are hard: the two are never put together."
        )
    return words


def _counted(counts: LiveCounts, months: Sequence[LiveMonth]) -> str:
    reviews = sum(each.reviews for each in months if not each.month)
    span = counts.months
    when = " to ".join(map(_short, dict.fromkeys((span[0], span[-1]))))
    return f"{reviews:,} scores, {when}"


def _look(
    context: Context,
    months: Sequence[LiveMonth],
    people: Sequence[Leaning],
    clear: Sequence[Leaning],
) -> Iterator[str]:
    """What to do first, a sentence each."""
    beside = lines(context)
    known = [each for each in _least_first(months) if _is_known(each)]
    if known and known[0].estimate.value is not None:
        least = known[0]
        yield (
            f"You agree least on {context.plain(least.criterion.title)}: "
            f"{beside.percent(least.estimate.value)} of the time, on "
            f"{least.estimate.conversations:,} conversations scored twice. Pick some of them for "
            "the next session."
        )
    for each in clear[:_SHOWN]:
        way = "stricter" if each.value < 0 else "more lenient"
        yield (
            f"{context.people.name(each.reviewer)} is {way} than the others on "
            f"{context.plain(each.criterion.title)}, by {abs(each.value):.1f} points on average "
            f"({each.reviews:,} scores)."
        )
    if clear:
        yield "Talk about the levels of these criteria, not about people."
    elif people:
        yield "Nobody is clearly stricter or more lenient than the others."
    elif context.people.shown:
        yield "Too little was scored by several people in one month and channel to compare them."


def _least_first(months: Sequence[LiveMonth]) -> list[LiveMonth]:
    """Criteria over all months: those on which two agree least first, then those not known."""
    whole = [each for each in months if not each.month]
    return sorted(whole, key=lambda each: (not _is_known(each), each.estimate.value or 0.0))


def _is_known(each: LiveMonth) -> bool:
    return each.estimate.value is not None and each.estimate.conversations >= ROUGH


def _criteria(
    context: Context, months: Sequence[LiveMonth], heads: Sequence[str], found: Figures
) -> Iterator[LiveCriterionRow]:
    beside = lines(context)
    for whole in _least_first(months):
        estimate = whole.estimate
        line = found.criteria.get(whole.criterion.id)
        latest = line.latest if line else None
        mine = {each.month: each for each in months if each.criterion is whole.criterion}
        interval = ""
        if estimate.low is not None and estimate.high is not None:
            interval = f"{beside.percent(estimate.low)} to {beside.percent(estimate.high)}"
        yield LiveCriterionRow(
            criterion=context.links.criterion(whole.criterion.id),
            reviews=f"{whole.reviews:,}",
            twice=f"{estimate.conversations:,}",
            agreement=beside.percent(estimate.value) if estimate.value is not None else "",
            interval=interval,
            calibration=beside.percent(latest.value) if latest and latest.value is not None else "",
            by_month=tuple(_month_cell(context, mine.get(month)) for month in heads),
        )


def _month_cell(context: Context, month: LiveMonth | None) -> LiveMonthCell:
    if month is None:
        return LiveMonthCell("", "no score")
    estimate = month.estimate
    words = f"{counted(estimate.conversations, 'conversation')} scored twice"
    words += f", {counted(month.reviews, 'score')}"
    words += f", {month.mean:.1f} on average" if month.mean is not None else ""
    few = estimate.value is None or estimate.conversations < _FEWEST
    return LiveMonthCell("" if few else lines(context).percent(estimate.value), words)


def _by_month(
    context: Context,
    counts: LiveCounts,
    months: Sequence[LiveMonth],
    calibrated: Mapping[str, Calibrated],
) -> Iterator[tuple[LiveMonthRow, tuple[float, float] | None]]:
    """All criteria, with the sessions of the same month beside them."""
    beside = lines(context)
    for month in counts.months:
        some = [each for each in counts.sums if each.month == month]
        compared = sum(each.m for each in some)
        share = sum(each.s for each in some) / compared if compared else None
        agreed = calibrated[month].value if month in calibrated else None
        row = LiveMonthRow(
            _short(month),
            f"{sum(each.reviews for each in months if each.month == month):,}",
            beside.percent(share),
            beside.percent(agreed),
        )
        yield row, (share, agreed) if share is not None and agreed is not None else None


def _together(both: Sequence[tuple[float, float]]) -> str:
    """Whether the two rise and fall in the same months."""
    steps = [(after[0] - before[0]) * (after[1] - before[1]) for before, after in pairwise(both)]
    moved = [step for step in steps if step]
    if len(both) < _MONTHS or not moved:
        return (
            f"{counted(len(both), 'month')} with both figures are too few to say whether daily and "
            "calibrated agreement move together."
        )
    same = sum(step > 0 for step in moved)
    low, high = wilson(same / len(moved), len(moved))
    words = f"From one month to the next both went the same way {same} times of {len(moved)}"
    if low > 0.5:  # noqa: PLR2004 - as a coin does
        return f"{words}: what you practise together shows in daily work."
    if high < 0.5:  # noqa: PLR2004 - as a coin does
        return f"{words}: calibration and daily work go different ways. Look at why."
    return f"{words}, which can be luck."


def _is_clear(each: Leaning) -> bool:
    """Whether luck is very unlikely, and it is enough to matter: of thousands all differ a bit."""
    return each.q is not None and each.q < _SURE and abs(each.value) >= _MATTERS


def _leaning(context: Context, each: Leaning) -> LeaningRow:
    sure = _is_clear(each)
    verdict = "Not clearly different"
    if sure:
        verdict = "Stricter" if each.value < 0 else "More lenient"
    interval = ""
    if each.low is not None and each.high is not None:
        interval = f"{_signed(each.low)} to {_signed(each.high)}"
    apart = sorted(each.shares, key=lambda share: -abs(share[1] - share[2]))[:2]
    use = "; ".join(
        f"{score} in {100 * own:.0f}% (others {100 * others:.0f}%)" for score, own, others in apart
    )
    drift = ""
    if len(each.by_month) > 1:
        (first, before), (last, now) = each.by_month[0], each.by_month[-1]
        drift = f"{_short(first)} {_signed(before)}, {_short(last)} {_signed(now)}"
    return LeaningRow(
        reviewer=context.people.name(each.reviewer),
        criterion=context.links.criterion(each.criterion.id),
        verdict=verdict,
        tone="different" if sure else "flat",
        value=_signed(each.value),
        interval=interval,
        reviews=f"{each.reviews:,}",
        use=use,
        drift=drift,
    )


def _worth(context: Context) -> Iterator[tuple[str, str]]:
    """Conversations of daily work that a session would learn from; counts have no ids."""
    known = {name for held in context.project.live.values() for name in held.conversation_ids}
    for candidate in choose(context.project) if known else ():
        if candidate.conversation.id in known:
            yield context.plain(candidate.conversation.id), context.plain("; ".join(candidate.why))


def _short(month: str) -> str:
    """`Sep 2026`."""
    return f"{dt.date.fromisoformat(f'{month}-01'):%b %Y}"


def _signed(value: float) -> str:
    rounded = round(value, 2) or 0.0
    return f"{rounded:{'+' if rounded else ''}.2f}".replace("-", "\N{MINUS SIGN}")

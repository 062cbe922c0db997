"""Daily work and calibration, month by month, in one picture."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import NamedTuple

from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.live_use import overall
from mkdocs_rubric.model import Held
from mkdocs_rubric.model.live import LiveCounts
from mkdocs_rubric.pages.base.addresses import LIVE
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import lines
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.trend_chart import TrendChart, TrendPoint


class Calibrated(NamedTuple):
    """The calibration of a month.

    Attributes:
        value: Agreement in its sessions, 0 to 1, on average.
        conversations: How many were scored in them.
        last: The last of them.
    """

    value: float
    conversations: int
    last: Held


def calibrated_by_month(context: Context, found: Figures) -> Mapping[str, Calibrated]:
    """Agreement in the sessions of each month, as `2026-11`, that had any."""
    held = list(context.project.sessions.values())
    months: dict[str, list[tuple[float, int, Held]]] = {}
    for number, estimate in zip(found.overall.numbers, found.overall.sessions, strict=True):
        if estimate.value is not None:
            session = held[number]
            some = months.setdefault(f"{session.session.date:%Y-%m}", [])
            some.append((estimate.value, estimate.conversations, session))
    return {
        month: Calibrated(
            fmean(value for value, *_ in some), sum(size for _, size, _ in some), some[-1][2]
        )
        for month, some in months.items()
    }


def live_chart(
    context: Context,
    counts: LiveCounts,
    calibrated: Mapping[str, Calibrated],
    names: Sequence[str],
    words: str,
) -> TrendChart | None:
    """Daily work as a line and sessions as dots; None with fewer than two months to draw.

    Args:
        context: For links and bands.
        counts: Of daily work.
        calibrated: Of the sessions.
        names: What each month is called.
        words: What is to be seen.
    """
    if len(counts.months) < 2:  # noqa: PLR2004 - one point is no trend
        return None
    beside = lines(context)
    return TrendChart(
        key="live",
        title="Agreement in daily work and in calibration",
        words=words,
        points=tuple(
            _point(context, counts, month, name, place, calibrated.get(month))
            for place, (month, name) in enumerate(zip(counts.months, names, strict=True))
        ),
        markers=(),
        acceptable=beside.acceptable / 100,
        strong=beside.strong / 100,
    )


def _point(
    context: Context,
    counts: LiveCounts,
    month: str,
    name: str,
    place: int,
    calibrated: Calibrated | None,
) -> TrendPoint:
    beside = lines(context)
    some = tuple(each for each in counts.sums if each.month == month)
    value, low, high, number = overall(replace(counts, sums=some)) or (None, None, None, 0)
    words = f"{beside.percent(value) or 'unknown'} in daily work"
    words += f" ({counted(number, 'conversation')} scored twice)" if number else ""
    if calibrated:
        words += f", {beside.percent(calibrated.value)} in calibration "
        words += f"({counted(calibrated.conversations, 'conversation')})"
    return TrendPoint(
        x=place / (len(counts.months) - 1),
        alone=calibrated.value if calibrated else None,
        size=calibrated.conversations if calibrated else 0,
        pooled=value,
        low=low,
        high=high,
        words=f"{name}: {words}",
        link=context.links.session(calibrated.last.id) if calibrated else Link(name, LIVE),
        label=name,
    )

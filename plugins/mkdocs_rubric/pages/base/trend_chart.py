"""What charts show, before they are drawn: positions from 0 to 1 and words."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.pages.base.addresses import DECISIONS
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import lines
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted, short_day

_CLOSE = 0.02
"""Markers nearer than this, as a share of the chart's width, would cover each other."""


@dataclass(frozen=True)
class TrendPoint:
    """One session in a trend.

    Attributes:
        x: Its date, 0 for the first of the chart to 1 for the last.
        alone: Agreement in this session alone, 0 to 1; None when undefined.
        size: Conversations, for the size of the dot.
        pooled: The running figure: agreement in the window that ends here.
        low: Lower end of its likely range.
        high: Upper end.
        words: All of it in words.
        link: The session.
        label: Its date.
    """

    x: float
    alone: float | None
    size: int
    pooled: float | None
    low: float | None
    high: float | None
    words: str
    link: Link
    label: str


@dataclass(frozen=True)
class Marker:
    """Something that happened between sessions."""

    x: float
    link: Link
    words: str
    kind: str


@dataclass(frozen=True)
class TrendChart:
    """Agreement over time.

    Attributes:
        key: Tells charts of one page apart.
        title: What is shown.
        words: What is to be seen, in a sentence.
        points: Oldest first.
        markers: Decisions and versions.
        acceptable: Where the band starts, 0 to 1.
        strong: Where the next one starts.
    """

    key: str
    title: str
    words: str
    points: tuple[TrendPoint, ...]
    markers: tuple[Marker, ...]
    acceptable: float
    strong: float


def trend_chart(
    context: Context,
    line: Line,
    key: str,
    title: str,
    *,
    decisions: Sequence[str] = (),
    last: int = 0,
) -> TrendChart | None:
    """A line as a chart; None with fewer than two sessions to draw.

    Args:
        context: For dates and links.
        line: What to draw.
        key: Tells charts of one page apart.
        title: What is shown.
        decisions: Ids of decisions to mark.
        last: Only the last so many sessions; 0 for all.
    """
    held = list(context.project.sessions.values())
    drawn = [n for n, session in enumerate(line.sessions) if session.conversations][-last:]
    if len(drawn) < 2:  # noqa: PLR2004 - one point is no trend
        return None
    first, final = (held[line.numbers[n]].session.date for n in (drawn[0], drawn[-1]))
    span = max((final - first).days, 1)

    def at(day: dt.date) -> float:
        return (day - first).days / span

    beside = lines(context)
    points = [_point(context, line, place, at) for place in drawn]
    return TrendChart(
        key=key,
        title=title,
        words=_words(context, points),
        points=tuple(points),
        markers=(*_versions(context, at), *_decisions(context, at, decisions)),
        acceptable=beside.acceptable / 100,
        strong=beside.strong / 100,
    )


def _point(context: Context, line: Line, place: int, at: Callable[[dt.date], float]) -> TrendPoint:
    """A session, alone and in the running figure."""
    beside = lines(context)
    alone, pooled = line.sessions[place], line.windows[place] if line.windows else None
    session = list(context.project.sessions.values())[line.numbers[place]].session
    words = f"{beside.percent(alone.value) or 'undefined'} in this session "
    words += f"({counted(alone.conversations, 'conversation')})"
    if pooled is not None and pooled.value is not None:
        likely = beside.likely(pooled)
        words += f"; running figure {beside.percent(pooled.value)}"
        words += f", probably between {likely.replace(' to ', ' and ')}" if likely else ""
    return TrendPoint(
        x=at(session.date),
        alone=alone.value,
        size=alone.conversations,
        pooled=pooled.value if pooled else None,
        low=pooled.low if pooled else None,
        high=pooled.high if pooled else None,
        words=f"{short_day(session.date)}: {words}",
        link=context.links.session(session.id),
        label=f"{session.date:%b %Y}",
    )


def _words(context: Context, points: Sequence[TrendPoint]) -> str:
    """From where to where the running figure went."""
    ends = [point for point in (points[0], points[-1]) if point.pooled is not None]
    if not ends:
        return ""
    first, last = (lines(context).percent(end.pooled) for end in (ends[0], ends[-1]))
    moved = f"went from {first} to {last}" if first != last else f"stayed at {last}"
    return f"From {ends[0].label} to {ends[-1].label} the running figure {moved}."


def _decisions(
    context: Context, at: Callable[[dt.date], float], names: Sequence[str]
) -> list[Marker]:
    """A marker for each decision; those too close to point at share one."""
    spots: list[tuple[float, list[str]]] = []
    dates = {name: context.project.decisions[name].date for name in names}
    for name in sorted(names, key=dates.__getitem__):
        x = at(dates[name])
        if not 0 <= x <= 1:
            continue
        if spots and x - spots[-1][0] < _CLOSE:
            spots[-1][1].append(name)
        else:
            spots.append((x, [name]))
    markers = []
    for x, found in spots:
        links = [context.links.decision(name) for name in found]
        date = short_day(dates[found[0]])
        if len(links) == 1:
            markers.append(Marker(x, links[0], f"{date}: {links[0].text}", "decision"))
        else:
            words = f"{len(links)} decisions from {date}: {'; '.join(link.text for link in links)}"
            everything = Link("Decisions", DECISIONS if links[0].uri else "")
            markers.append(Marker(x, everything, words, "decision"))
    return markers


def _versions(context: Context, at: Callable[[dt.date], float]) -> list[Marker]:
    markers, known = [], ""
    for held in context.project.sessions.values():
        version = held.session.rubric_version or known
        x = at(held.session.date)
        if known and version != known and 0 <= x <= 1:
            link = context.links.session(held.id)
            words = f"first scored under version {version}"
            markers.append(Marker(x, link, context.plain(words), "version"))
        known = version
    return markers

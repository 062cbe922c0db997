"""Each criterion on a card, first where a session would help most."""

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.calibration.claims import Move
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.pages.base.addresses import slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import Band, band_of, lines, share_words
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.trend_chart import TrendChart, trend_chart


@dataclass(frozen=True)
class Multiple:
    """A criterion among the small multiples."""

    link: Link
    group: str
    group_id: str
    figure: str
    band: str
    band_label: str
    interval: str
    trend: TrendChart | None
    direction: str
    direction_words: str
    conversations: str
    applies: str
    critical: bool
    settled_down: bool


def multiples(context: Context, found: Figures) -> Iterator[Multiple]:
    """Each criterion, first where a session would help most.

    What a session is worth is disagreement times weight; a critical criterion decides the whole
    result. What agreed in its newest conversations comes last: there is nothing to discuss now.
    """
    rubric = context.project.rubric
    ranked = []
    for name, line in found.criteria.items():
        criterion, latest = rubric.criteria[name], line.latest
        if criterion.retired is not None or latest is None:
            continue
        stake = 1.0 if criterion.critical else context.share(criterion)
        worth = (1 - latest.value) * stake if latest.value is not None else -1.0
        lately = _lately(line)
        down = lately is not None and 100 * lately[0] >= lines(context).strong
        ranked.append((latest.value is None, down, -worth, name))
    for _, down, _, name in sorted(ranked):
        yield _multiple(context, found, name, settled_down=down)


_LATELY = 4
"""Conversations, at least, that say how it is now."""


def _lately(line: Line) -> tuple[float, int] | None:
    """Agreement in the newest sessions with four conversations or more, and how many those have."""
    total, number = 0.0, 0
    for one in reversed(line.sessions):
        if one.value is not None and number < _LATELY:
            total += one.value * one.conversations
            number += one.conversations
    return (total / number, number) if number >= _LATELY else None


def _multiple(context: Context, found: Figures, name: str, *, settled_down: bool) -> Multiple:
    rubric, beside = context.project.rubric, lines(context)
    criterion, line = rubric.criteria[name], found.criteria[name]
    latest = line.latest
    assert latest is not None
    group = rubric.group_of.get(name)
    band = band_of(context, latest)
    direction, words = _direction(found.move(name))
    lately = _lately(line)
    if settled_down and direction in ("", "flat") and lately is not None:
        share, number = lately
        words = f"{beside.percent(share)} in its newest {counted(number, 'conversation')}"
    return Multiple(
        link=context.links.criterion(name),
        group=context.plain(group.title) if group else "",
        group_id=slug(group.id) if group else "",
        figure=beside.percent(latest.value) or "undefined",
        band=band.css,
        band_label=band.label if band is not Band.TOO_FEW else "Too few to say",
        interval=beside.likely(latest),
        trend=trend_chart(context, line, f"spark-{name}", criterion.title),
        direction=direction,
        direction_words=words,
        conversations=counted(latest.conversations, "conversation"),
        applies=_applies(found, name),
        critical=criterion.critical,
        settled_down=settled_down,
    )


def _applies(found: Figures, name: str) -> str:
    """Agreement on whether a criterion applies; nothing where all agree, or nobody gave N/A."""
    line = found.applicability.get(name)
    one = line.latest if line else None
    if one is None or one.value is None or one.value >= 1:
        return ""
    return f"{share_words(one.value)} on whether it applies"


def _direction(move: Move | None) -> tuple[str, str]:
    if move is None:
        return "", ""
    if not move.claimed:
        return "flat", "no clear change"
    arrow = "up" if move.found.value > 0 else "down"
    return arrow, f"{arrow} {abs(100 * move.found.value):.0f} points, too much to be luck"

"""Reviewers against each other: severity and drift. With `hidden` there is no such page."""

from dataclasses import dataclass

from mkdocs_rubric.agreement import Severity
from mkdocs_rubric.pages.agreement import figures
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import AGREEMENT, REVIEWERS, Page
from mkdocs_rubric.pages.words import counted

_FALSE_DISCOVERIES = 0.05


@dataclass(frozen=True)
class DriftDot:
    """A reviewer's smoothed severity after a session, -1 to 1 of what the chart spans."""

    x: float
    y: float
    words: str
    out: bool


@dataclass(frozen=True)
class ReviewerRow:
    """One reviewer."""

    name: str
    value: str
    at: float | None
    low: float | None
    high: float | None
    interval: str
    verdict: str
    tone: str
    conversations: str
    drift: tuple[DriftDot, ...]
    drift_words: str


@dataclass(frozen=True)
class ReviewersView:
    """The reviewers page."""

    unit: str
    reach: str
    rows: tuple[ReviewerRow, ...]
    apart: bool


@kept
def reviewers_page(context: Context) -> Page:
    """Severity with its interval, and whether it drifts."""
    found = figures(context)
    names = found.scores.reviewers
    known = [one for one in found.severities if one.value is not None]
    ends = [abs(v) for one in known for v in (one.value, one.low, one.high) if v is not None]
    reach = min(max(ends, default=1), 40 if not found.one_unit else 2) or 1
    swing = max((abs(one.smoothed) for one in found.drift), default=1.0) or 1.0
    paths: dict[int, list[tuple[int, float, float, bool]]] = {}
    for point in found.drift:
        paths.setdefault(point.reviewer, []).append(
            (point.session, point.smoothed, point.severity, point.drifting)
        )
    sessions = max(len(found.sessions) - 1, 1)
    held = list(context.project.sessions.values())
    rows = []
    for one in sorted(found.severities, key=lambda s: (s.value is None, s.value or 0.0)):
        path = paths.get(one.reviewer, [])
        dots = tuple(
            DriftDot(
                x=session / sessions,
                y=smoothed / swing,
                words=f"{held[session].session.date:%b %Y}: {_signed(smoothed)}",
                out=out,
            )
            for session, smoothed, _, out in path
        )
        verdict, tone = _verdict(one)
        drifting = bool(dots and dots[-1].out)
        rows.append(
            ReviewerRow(
                name=context.people.name(names[one.reviewer]),
                value="" if one.value is None else _signed(one.value),
                at=None if one.value is None else _within(one.value / reach),
                low=None if one.low is None else _within(one.low / reach),
                high=None if one.high is None else _within(one.high / reach),
                interval=""
                if one.low is None or one.high is None
                else f"{_signed(one.low)} to {_signed(one.high)}",
                verdict=verdict,
                tone=tone,
                conversations=counted(one.conversations, "conversation"),
                drift=dots,
                drift_words="drifting" if drifting else "steady" if len(dots) > 2 else "",  # noqa: PLR2004
            )
        )
    unit = "points" if found.one_unit else "hundredths of the scale"
    view = ReviewersView(
        unit=unit,
        reach=f"{reach:.1f}" if found.one_unit else f"{reach:.0f}",
        rows=tuple(rows),
        apart=len({one.group for one in found.severities}) > 1,
    )
    return Page(
        uri=REVIEWERS,
        template="reviewers.md.jinja",
        title="Reviewers",
        view=view,
        boost=0.05,
        wide=True,
        description="How far each reviewer scores below or above the others on the same work.",
        under=AGREEMENT,
    )


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "\N{MINUS SIGN}")


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _verdict(one: Severity) -> tuple[str, str]:
    if one.value is None:
        return (one.undefined or "not comparable"), "few"
    if one.q is None:
        return "too few to say", "few"
    if one.q > _FALSE_DISCOVERIES:
        return "not clearly different", "flat"
    return ("more severe" if one.value < 0 else "more lenient"), "different"

"""Reviewers against each other: severity, drift, pairs. With `hidden` there is no such page."""

from dataclasses import dataclass

from mkdocs_rubric.agreement import Severity
from mkdocs_rubric.calibration.compute import Pair
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.pages.charts import percent
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.figures import figures
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import AGREEMENT, REVIEWERS, Page
from mkdocs_rubric.pages.words import counted

_FALSE_DISCOVERIES = 0.05
_MATRIX = 16
"""Reviewers up to whom all pairs fit a table; of more, the pairs that agree least and most."""
_LISTED = 10
_FEWEST = 4
"""Shared conversations below which a pair's figure is no basis for anything."""


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
class PairCell:
    """How far two reviewers agree; without words, nothing can be said."""

    text: str = ""
    words: str = ""
    heat: int | None = None
    few: bool = False


@dataclass(frozen=True)
class PairRow:
    """A reviewer's row of the matrix."""

    name: str
    cells: tuple[PairCell, ...]


@dataclass(frozen=True)
class PairsView:
    """Reviewers two by two: a matrix of few, the ends of a list of many."""

    matrix: tuple[PairRow, ...]
    least: tuple[tuple[str, PairCell], ...]
    most: tuple[tuple[str, PairCell], ...]
    words: str


@dataclass(frozen=True)
class ReviewersView:
    """The reviewers page."""

    unit: str
    reach: str
    rows: tuple[ReviewerRow, ...]
    apart: bool
    linked: str
    pairs: PairsView | None


@kept
def reviewers_page(context: Context) -> Page:
    """Severity with its interval, and whether it drifts."""
    found = figures(context)
    names, digits = found.scores.reviewers, 2 if found.one_unit else 1
    known = [one for one in found.severities if one.value is not None]
    ends = [abs(v) for one in known for v in (one.value, one.low, one.high) if v is not None]
    reach = min(max(ends, default=1), 40 if not found.one_unit else 2) or 1
    swing = max((abs(one.smoothed) for one in found.drift), default=1.0) or 1.0
    paths: dict[int, list[tuple[int, float, bool, bool]]] = {}
    for point in found.drift:
        paths.setdefault(point.reviewer, []).append(
            (point.session, point.smoothed, point.drifting, point.low is not None)
        )
    sessions = max(len(found.sessions) - 1, 1)
    held = list(context.project.sessions.values())
    rows = []
    for one in _in_order(found):
        path = paths.get(one.reviewer, [])
        dots = tuple(
            DriftDot(
                x=session / sessions,
                y=smoothed / swing,
                words=f"{held[session].session.date:%b %Y}: {_signed(smoothed, digits)}",
                out=out,
            )
            for session, smoothed, out, _ in path
        )
        verdict, tone = _verdict(one)
        drifting = bool(dots and dots[-1].out)
        limited = any(limits for *_, limits in path)
        rows.append(
            ReviewerRow(
                name=context.people.name(names[one.reviewer]),
                value="" if one.value is None else _signed(one.value, digits),
                at=None if one.value is None else _within(one.value / reach),
                low=None if one.low is None else _within(one.low / reach),
                high=None if one.high is None else _within(one.high / reach),
                interval=""
                if one.low is None or one.high is None
                else f"{_signed(one.low, digits)} to {_signed(one.high, digits)}",
                verdict=verdict,
                tone=tone,
                conversations=counted(one.conversations, "conversation"),
                drift=dots,
                drift_words="drifting" if drifting else "steady" if limited else "",
            )
        )
    unit = "points" if found.one_unit else "hundredths of the scale"
    view = ReviewersView(
        unit=unit,
        reach=f"{reach:.1f}" if found.one_unit else f"{reach:.0f}",
        rows=tuple(rows),
        apart=len({one.group for one in found.severities}) > 1,
        linked=_LINKED if found.linked else "",
        pairs=_pairs(context, found),
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


_LINKED = (
    "There are live reviews, in which most conversations have a single reviewer. So severity comes "
    "from a model that adds up conversation, criterion and reviewer, held together by the "
    "conversations that two or more have scored: who the others were on those is allowed for."
)


def _pairs(context: Context, found: Figures) -> PairsView | None:
    """Every two reviewers who have scored the same; None where there are none."""
    names = [context.people.name(one) for one in found.scores.reviewers]
    known = {(one.first, one.second): one for one in found.pairs}
    if not known:
        return None
    bands = context.project.rubric.calibration.bands

    def cell(one: Pair | None) -> PairCell:
        if one is None:
            return PairCell()
        on = counted(one.conversations, "conversation")
        words = f"{percent(one.share)} of {counted(one.scores, 'score')} on {on}"
        few = one.conversations < _FEWEST
        limits = (bands.strong, bands.acceptable, bands.acceptable - 15, bands.acceptable - 30)
        heat = sum(100 * one.share < limit for limit in limits)
        return PairCell(percent(one.share), words, None if few or not heat else heat, few)

    paired = {reviewer for pair in known for reviewer in pair}
    order = [one.reviewer for one in _in_order(found) if one.reviewer in paired]
    if len(order) <= _MATRIX:
        matrix = tuple(
            PairRow(
                names[row],
                tuple(cell(known.get((min(row, to), max(row, to)))) for to in order),
            )
            for row in order
        )
        words = "Reviewers stand in the order of their severity, as above."
        return PairsView(matrix, (), (), words)
    solid = sorted(
        (one for one in found.pairs if one.conversations >= _FEWEST), key=lambda one: one.share
    )
    least, most = (
        tuple((f"{names[one.first]} and {names[one.second]}", cell(one)) for one in some)
        for some in (solid[:_LISTED], solid[: -_LISTED - 1 : -1])
    )
    words = (
        f"Of {len(order)} reviewers {counted(len(solid), 'pair')} share {_FEWEST} or more "
        f"conversations. With that many pairs some lie far apart by chance alone."
    )
    return PairsView((), least, most, words)


def _in_order(found: Figures) -> list[Severity]:
    return sorted(found.severities, key=lambda one: (one.value is None, one.value or 0.0))


def _signed(value: float, digits: int = 1) -> str:
    rounded = round(value, digits) or 0.0  # not minus nothing
    return f"{rounded:{'+' if rounded else ''}.{digits}f}".replace("-", "\N{MINUS SIGN}")


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

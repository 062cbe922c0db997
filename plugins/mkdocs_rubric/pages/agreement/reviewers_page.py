"""Reviewers against each other: severity, drift, pairs. With `hidden` there is no such page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.agreement import DriftPoint, Severity
from mkdocs_rubric.agreement.against import Against
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.calibration.compute import Pair
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.pages.base.addresses import AGREEMENT, REVIEWERS
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines, share_words
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.phrases import counted

_MATRIX = 16
"""Reviewers up to whom all pairs fit a table; of more, the pairs that agree least and most."""


_LISTED = 10


_SEVERAL = 8
"""Reviewers of whom one or two look unusual by luck."""


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
    agreed: str
    agreed_words: str
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
    """The reviewers page.

    Attributes:
        unit: What severities are counted in, and what that comes to.
        centre: Whom everybody is compared with.
        rows: A row for each reviewer, the strictest first.
        apart: Some share no conversation with the others.
        agreed: Whether any session recorded a consensus.
        strong: The upper line.
        pairs: Every two reviewers.
    """

    unit: str
    centre: str
    rows: tuple[ReviewerRow, ...]
    apart: bool
    agreed: bool
    strong: str
    pairs: PairsView | None


@once_an_outline
def reviewers_page(context: Context) -> Page:
    """Severity with its likely range, agreement with the consensus, and changes over time."""
    found = figures(context)
    view = ReviewersView(
        unit=_unit(context, found),
        centre=_centre(found),
        rows=tuple(_rows(context, found)),
        apart=len({one.group for one in found.severities}) > 1,
        agreed=bool(found.agreed.reviewers),
        strong=f"{lines(context).strong:g}%",
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


def _rows(context: Context, found: Figures) -> Iterator[ReviewerRow]:
    names, digits = found.scores.reviewers, 2 if found.one_unit else 1
    ends = [
        abs(v) for one in found.severities for v in (one.value, one.low, one.high) if v is not None
    ]
    reach = min(max(ends, default=1), 40 if not found.one_unit else 2) or 1
    paths: dict[int, list[DriftPoint]] = {}
    for point in found.drift:
        paths.setdefault(point.reviewer, []).append(point)
    verdicts = dict(zip((one.reviewer for one in found.severities), found.verdicts, strict=True))
    for one in _in_order(context, found):
        path = paths.get(one.reviewer, [])
        verdict = verdicts[one.reviewer]
        named = one.q is not None and one.q < found.named_at
        agreed, agreed_words = _agreed(found.agreed.reviewers.get(one.reviewer))
        yield ReviewerRow(
            name=context.people.name(names[one.reviewer]),
            value="" if one.value is None else _signed(one.value, digits),
            at=None if one.value is None else _within(one.value / reach),
            low=None if one.low is None else _within(one.low / reach),
            high=None if one.high is None else _within(one.high / reach),
            interval=""
            if one.low is None or one.high is None
            else f"{_signed(one.low, digits)} to {_signed(one.high, digits)}",
            verdict=verdict,
            tone="different" if named else "few" if one.q is None else "flat",
            conversations=counted(one.conversations, "conversation"),
            agreed=agreed,
            agreed_words=agreed_words,
            drift=tuple(_dots(context, found, path, digits)),
            drift_words=_drift_words(path),
        )


def _dots(
    context: Context, found: Figures, path: Sequence[DriftPoint], digits: int
) -> Iterator[DriftDot]:
    swing = max((abs(one.smoothed) for one in found.drift), default=1.0) or 1.0
    held = list(context.project.sessions.values())
    for one in path:
        yield DriftDot(
            x=one.session / max(len(found.sessions) - 1, 1),
            y=one.smoothed / swing,
            words=f"{held[one.session].session.date:%b %Y}: {_signed(one.smoothed, digits)}",
            out=one.drifting,
        )


def _drift_words(path: Sequence[DriftPoint]) -> str:
    """Whether the newest point has left its limits; nothing where there are none yet."""
    if path and path[-1].drifting:
        return "has changed"
    return "no clear change" if any(one.low is not None for one in path) else ""


def _agreed(one: Against | None) -> tuple[str, str]:
    if one is None:
        return "", ""
    rough = ", rough" if one.conversations < ROUGH else ""
    return share_words(
        one.within
    ), f"{share_words(one.exact)} the same, of {counted(one.scores, 'score')}{rough}"


def _unit(context: Context, found: Figures) -> str:
    """What a severity is counted in."""
    if found.one_unit:
        return "Figures are in points: \N{MINUS SIGN}1.00 is a whole level stricter."
    scales = context.project.rubric.scales.values()
    widest = max((one for one in scales), key=lambda one: len(one.scores), default=None)
    if widest is None or len(widest.scores) < 2:  # noqa: PLR2004 - one level has no distance
        return "Figures are in hundredths of the scale."
    first, last = widest.scores[0], widest.scores[-1]
    level = round(100 / (len(widest.scores) - 1))
    return (
        f"Figures are in hundredths of the scale: {level} is a whole level on {first} to {last}, "
        f"so \N{MINUS SIGN}{level / 3:.0f} is about a third of a level, stricter."
    )


def _centre(found: Figures) -> str:
    """Whom everybody is compared with, in a sentence."""
    number = sum(one.value is not None for one in found.severities)
    luck = "We call somebody stricter or more lenient only if luck is very unlikely"
    luck += "." if number < _SEVERAL else f": of {number} people one or two look unusual by luck."
    if number <= 3:  # noqa: PLR2004 - the middle of three is one of them
        return (
            "With so few reviewers one can see that they differ, not who is right: that is for the "
            "consensus and the guideline to say."
        )
    return (
        "Everybody is compared with the reviewer in the middle, whom one very strict or lenient "
        f"colleague cannot move. {luck} So a range all on one side is not enough by itself."
    )


def _pairs(context: Context, found: Figures) -> PairsView | None:
    """Every two reviewers who have scored the same; None where there are none."""
    names = [context.people.name(one) for one in found.scores.reviewers]
    known = {(one.first, one.second): one for one in found.pairs}
    if not known:
        return None
    beside = lines(context)

    def cell(one: Pair | None) -> PairCell:
        if one is None:
            return PairCell()
        on = counted(one.conversations, "conversation")
        words = f"{beside.percent(one.share)} of {counted(one.scores, 'score')} on {on}"
        few = one.conversations < _FEWEST
        limits = (beside.strong, beside.acceptable, beside.acceptable - 15, beside.acceptable - 30)
        heat = sum(100 * one.share < limit for limit in limits)
        return PairCell(beside.percent(one.share), words, None if few or not heat else heat, few)

    def shown(one: Pair) -> list[str]:
        pair = (found.scores.reviewers[one.first], found.scores.reviewers[one.second])
        return [context.people.name(name) for name in context.people.in_order(pair)]

    paired = {reviewer for pair in known for reviewer in pair}
    order = [one.reviewer for one in _in_order(context, found) if one.reviewer in paired]
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
        tuple((" and ".join(shown(one)), cell(one)) for one in some)
        for some in (solid[:_LISTED], solid[: -_LISTED - 1 : -1])
    )
    words = (
        f"Of {len(order)} reviewers {counted(len(solid), 'pair')} share {_FEWEST} or more "
        "conversations. Among that many, some lie far apart by luck."
    )
    return PairsView((), least, most, words)


def _in_order(context: Context, found: Figures) -> list[Severity]:
    """The strictest first; those who are alike, whatever the last digit, as they are called."""
    names = found.scores.reviewers
    place = {name: number for number, name in enumerate(context.people.in_order(names))}
    return sorted(
        found.severities,
        key=lambda one: (
            one.value is None,
            round(one.value or 0.0, 6),
            place[names[one.reviewer]],
        ),
    )


def _signed(value: float, digits: int = 1) -> str:
    rounded = round(value, digits) or 0.0  # not minus nothing
    return f"{rounded:{'+' if rounded else ''}.{digits}f}".replace("-", "\N{MINUS SIGN}")


def _within(value: float) -> float:
    return max(-1.0, min(1.0, value))

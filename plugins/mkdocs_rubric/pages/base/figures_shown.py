"""Figures of agreement in words: what several pages say of them."""

from dataclasses import dataclass
from enum import Enum

from mkdocs_rubric.agreement import Estimate
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.calibration.claims import Move
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.model import percent_beside
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.phrases import counted

_HOPELESS = 0.4
"""A change that would have to be larger than this to show is nothing to wait for."""


_FEWEST = 4
"""Conversations below which a figure is no basis for anything."""


class Band(Enum):
    """What a figure is worth; the values say what to do next."""

    STRONG = "Keep meeting, with kinds of conversations you have not discussed yet."
    ACCEPTABLE = "Use the scores."
    UNRELIABLE = (
        "Rest no decision about an agent on these scores yet. Discuss the criteria you disagree "
        "on, and write down what you decide."
    )
    TOO_FEW = "Score more conversations together before you rely on this."

    @property
    def label(self) -> str:
        """In a word or two."""
        return "Too few conversations to say" if self is Band.TOO_FEW else self.name.capitalize()

    @property
    def css(self) -> str:
        """The class it is shown with."""
        return {"UNRELIABLE": "low", "TOO_FEW": "few"}.get(self.name, self.name.lower())


@dataclass(frozen=True)
class FigureRow:
    """A figure with its numbers, for tables."""

    what: str
    value: str
    interval: str
    conversations: int
    reviewers: int
    scores: int
    note: str


@dataclass(frozen=True)
class Lines:
    """The two percentages a figure is judged by."""

    acceptable: float
    strong: float

    def percent(self, share: float | None) -> str:
        """`86%`; never rounded across a line it is judged by."""
        if share is None:
            return ""
        shown = percent_beside(100 * share, (self.acceptable, self.strong))
        if len(shown.partition(".")[2]) <= len("0%"):
            return shown
        line = next(one for one in (self.strong, self.acceptable) if abs(100 * share - one) < 1)
        return f"just under {line:g}%"

    def span(self, low: float | None, high: float | None) -> str:
        """`74 to 87%`, or nothing."""
        if low is None or high is None:
            return ""
        return f"{self.percent(low).removesuffix('%')} to {self.percent(high)}"

    def likely(self, one: Estimate) -> str:
        """The likely range of a figure, or nothing."""
        return self.span(one.low, one.high)

    def hedge(self, one: Estimate, band: Band) -> str:
        """On which other side of the lines the true figure may lie; both ways."""
        if one.low is None or one.high is None or band is Band.TOO_FEW:
            return ""
        low, high = 100 * one.low, 100 * one.high
        if low < self.acceptable and high >= self.strong:
            return ", so it cannot be told yet whether it is strong, acceptable or unreliable"
        places = []
        if band is not Band.STRONG and high >= self.strong:
            places.append(f"over your line of {self.strong:g}%")
        elif band is Band.UNRELIABLE and high >= self.acceptable:
            places.append(f"over your line of {self.acceptable:g}%")
        if band is not Band.UNRELIABLE and low < self.acceptable:
            places.append(f"under your line of {self.acceptable:g}%")
        elif band is Band.STRONG and low < self.strong:
            places.append(f"under your line of {self.strong:g}%")
        return f", so it may be {' or '.join(places)}" if places else ""


def share_words(share: float) -> str:
    """A share that is not judged by the lines, as a percentage."""
    return percent_beside(100 * share, (100,))


def lines(context: Context) -> Lines:
    """The lines of the team."""
    bands = context.project.rubric.calibration.bands
    return Lines(bands.acceptable, bands.strong)


@once_an_outline
def figures(context: Context) -> Figures:
    """The figures of the project."""
    return Figures(context.project, context.remember)


def band_of(context: Context, one: Estimate | None) -> Band:
    """The band of a figure; without an interval, or on three conversations, none is named."""
    if one is None or one.value is None or one.low is None or one.conversations < _FEWEST:
        return Band.TOO_FEW
    bands = lines(context)
    if 100 * one.value >= bands.strong:
        return Band.STRONG
    return Band.ACCEPTABLE if 100 * one.value >= bands.acceptable else Band.UNRELIABLE


def how_sure(context: Context, one: Estimate) -> str:
    """The likely range in a sentence, with what it may mean."""
    span = lines(context).likely(one)
    if not span:
        few = f"With {counted(one.conversations, 'conversation')}"
        return f"{few} nobody can say how far this is from the true figure."
    words = f"The true figure is probably between {span.replace(' to ', ' and ')}"
    return f"{words}{lines(context).hedge(one, band_of(context, one))}."


def move_words(move: Move | None, *, of_all: bool = False) -> str:
    """The newest conversations against those before, in a sentence."""
    if move is None:
        return ""
    found = move.found
    points = f"{abs(100 * found.value):.0f} points"
    before, after = found.conversations
    new = f"the last {counted(after, 'conversation')}"
    held = ", comparing the same criteria" if of_all else ""
    if not of_all and found.rest is not None:
        held = ", beside the other criteria of the same conversations"
    if move.claimed:
        better = "better" if found.value > 0 else "worse"
        return (
            f"{new.capitalize()} are {points} {better} than the {before} before{held}. That is too "
            "much to be luck."
        )
    least = found.detectable(move.alpha)
    words = f"Compared with the {before} before, {new} show no change that luck cannot explain."
    if least is None or least > _HOPELESS:
        return f"Whether {new} differ from the {before} before cannot be told: too few sessions."
    return f"{words} About {100 * least:.0f} points would show."


def applies_words(line: Line | None, *, of_all: bool = False) -> str:
    """Agreement on whether a criterion applies, in a sentence; nothing where nobody gave N/A."""
    one = line.latest if line else None
    if one is None or one.value is None:
        return ""
    over = counted(one.conversations, "conversation")
    if one.value >= 1:
        return f"Nobody disagreed about N/A ({over})."
    what = "a criterion that allows N/A" if of_all else "it"
    return (
        f"Whether {what} applies at all (N/A or a score), two reviewers say alike "
        f"{share_words(one.value)} of the "
        f"time ({over})."
    )


def coefficient_name(one: Estimate) -> str:
    """A coefficient as the field calls it."""
    names = {
        ("percent_agreement", "tolerance"): "Percent agreement, within tolerance",
        ("percent_agreement", "identity"): "Percent agreement, exact",
        ("gwet", "quadratic"): "Gwet's AC2, quadratic weights",
        ("krippendorff", "ordinal"): "Krippendorff's alpha, ordinal",
        ("brennan_prediger", "quadratic"): "Brennan\N{EN DASH}Prediger, quadratic weights",
        ("fleiss", "quadratic"): "Fleiss' kappa, quadratic weights",
    }
    return names.get((one.coefficient, one.weights), f"{one.coefficient}, {one.weights}")


def figure_row(context: Context, what: str, one: Estimate | None) -> FigureRow:
    """A figure for a table: percent for percent agreement, two decimals for the others."""
    if one is None:
        return FigureRow(what, "", "", 0, 0, 0, "")
    beside = lines(context)

    def shown(value: float | None) -> str:
        if value is None:
            return ""
        return beside.percent(value) if one.coefficient == "percent_agreement" else f"{value:.2f}"

    ends = f"{shown(one.low)} to {shown(one.high)}" if one.low is not None else ""
    if one.coefficient == "percent_agreement":
        ends = beside.likely(one)
    return FigureRow(
        what, shown(one.value), ends, one.conversations, one.reviewers, one.scores, note_of(one)
    )


def note_of(one: Estimate) -> str:
    """Why a figure is missing, or how far it may be relied on."""
    return one.undefined or one.no_interval or ("rough" if one.conversations < ROUGH else "")


def session_words(context: Context, session: str) -> str:
    """A session beside the one before it; no claim, as a session is too small for one."""
    step = figures(context).step(session)
    if step is None:
        return ""
    beside = lines(context)
    sessions = list(context.project.sessions.values())
    earlier, here = sessions[step.earlier].session.date, context.project.sessions[session]
    month = f"{earlier:%B}" if earlier.year == here.session.date.year else f"{earlier:%B %Y}"
    then, now = (counted(one, "conversation") for one in step.conversations)
    words = (
        f"On the criteria scored in {month} too: {beside.percent(step.before)} then ({then}), "
        f"{beside.percent(step.after)} now ({now})."
    )
    if min(step.conversations) < ROUGH:
        return f"{words} With so few conversations a difference like this means nothing."
    return f"{words} What changed over several sessions stands under Agreement."

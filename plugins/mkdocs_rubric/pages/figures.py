"""Figures of agreement in words: what several pages say of them."""

import csv
import io
import json
from dataclasses import dataclass
from enum import Enum

from mkdocs_rubric.agreement import Change, Estimate
from mkdocs_rubric.calibration import listing
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.pages.charts import percent
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.kept import kept

_FEWEST = 4
"""Conversations below which a figure is no basis for anything."""


class Band(Enum):
    """What a figure is worth; the values say what to do next."""

    STRONG = "Keep the cadence, and bring new kinds of conversations."
    ACCEPTABLE = "Use the scores. Spend the next session on the criteria with the lowest agreement."
    UNRELIABLE = (
        "Do not judge single agents by these scores yet. Recalibrate the criteria with the lowest "
        "agreement, and write down what you decide."
    )
    TOO_FEW = "Score more conversations together before you read anything into this."

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


@kept
def figures(context: Context) -> Figures:
    """The figures of the project."""
    return Figures(context.project, context.remember)


def band_of(context: Context, one: Estimate | None) -> Band:
    """The band of a figure; without an interval, or on three conversations, none is named."""
    if one is None or one.value is None or one.low is None or one.conversations < _FEWEST:
        return Band.TOO_FEW
    bands = context.project.rubric.calibration.bands
    if 100 * one.value >= bands.strong:
        return Band.STRONG
    return Band.ACCEPTABLE if 100 * one.value >= bands.acceptable else Band.UNRELIABLE


def change_words(change: Change | None, *, of_all: bool = False) -> str:
    """A change in a sentence that does not make news of noise; of one criterion, or of all."""
    if change is None or change.value is None or change.low is None or change.high is None:
        return ""
    points = f"{abs(100 * change.value):.0f} points"
    number = change.conversations[1]
    span = f"the last {number} conversations" if number > 1 else "the last conversation"
    if not change.distinguishable:
        return f"Compared with the {change.conversations[0]} before, {span} show no clear change."
    rose = "higher" if change.value > 0 else "lower"
    same = ", on the criteria scored in both" if of_all else ""
    return (
        f"Over {span} it is {points} {rose} than over the {change.conversations[0]} before{same}, "
        "more than chance explains."
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


def figure_row(what: str, one: Estimate | None) -> FigureRow:
    """A figure for a table: percent for percent agreement, two decimals for the others."""
    if one is None:
        return FigureRow(what, "", "", 0, 0, 0, "")
    as_percent = one.coefficient == "percent_agreement"

    def shown(value: float | None) -> str:
        if value is None:
            return ""
        return percent(value) if as_percent else f"{value:.2f}"

    note = one.undefined or one.no_interval or ("indicative" if one.indicative else "")
    ends = f"{shown(one.low)} to {shown(one.high)}" if one.low is not None else ""
    return FigureRow(
        what, shown(one.value), ends, one.conversations, one.reviewers, one.scores, note
    )


def session_change(context: Context, session: str) -> str:
    """A session against the one before it, in a sentence."""
    found = figures(context)
    one = found.session_change(session)
    if one is None or one.value is None or one.before is None:
        return ""
    words = f"on what both scored, {percent(one.before)} in the session before and "
    words += f"{percent(one.after)} in this"
    if one.low is None:
        return words
    return f"{words}, {'a clear change' if one.distinguishable else 'no clear change'}"


@kept
def csv_and_json(context: Context) -> tuple[str, str]:
    """Every figure of the page as CSV and as JSON."""
    found = figures(context)
    sessions = found.sessions
    lines = [(None, found.overall), *found.criteria.items()]
    rows = [
        row
        for criterion, line in lines
        for row in (
            *(
                listing.row(one, sessions[number], criterion, pooled_sessions=1)
                for number, one in zip(line.numbers, line.sessions, strict=True)
            ),
            *(
                listing.row(one, sessions[members[-1]], criterion, pooled_sessions=len(members))
                for one, members in zip(line.windows, line.members, strict=True)
            ),
        )
    ]
    rows += [listing.row(one, None, None, pooled_sessions=0) for one in found.coefficients]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["session"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), json.dumps(rows, indent=1) + "\n"

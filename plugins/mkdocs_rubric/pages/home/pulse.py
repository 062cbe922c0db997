"""Whether calibration is fine, at a glance: agreement, the next session, what waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.diagnostics import Severity
from mkdocs_rubric.pages.base.addresses import AGREEMENT, CALIBRATION
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import Band, band_of, figures, lines
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted, joined
from mkdocs_rubric.pages.sessions.session_log import session_rows
from mkdocs_rubric.pages.sessions.upcoming import NextSession, next_session


@dataclass(frozen=True)
class Pulse:
    """Whether calibration is fine.

    Attributes:
        fine: It is.
        verdict: The same, with what is not.
        agreement: The figure and its band; None where there is none.
        agreement_words: What it counts.
        band: The class it is shown with.
        next: When the team meets next; None where nobody says.
        open: Gaps that nothing settles; None where no session was held.
        open_words: From how many sessions.
    """

    fine: bool
    verdict: str
    agreement: Link | None
    agreement_words: str
    band: str
    next: NextSession | None
    open: Link | None
    open_words: str


def pulse(context: Context) -> Pulse | None:
    """Whether calibration is fine; None where no session is held or due."""
    if "calibration" not in context.kinds:
        return None
    coming, project = next_session(context), context.project
    if not project.sessions:
        return Pulse(True, "", None, "", "", coming, None, "") if coming else None
    latest = figures(context).overall.latest
    band = band_of(context, latest)
    has = latest is not None and latest.value is not None
    left = [row for row in session_rows(context) if row.open]
    gaps = sum(row.open for row in left)
    wrong = list(_wrong(context, band if has else None, gaps))
    over = counted(latest.conversations, "conversation") if latest else ""
    made = AGREEMENT if "agreement" in context.kinds else ""
    return Pulse(
        fine=not wrong,
        verdict=f"Not quite: {joined(wrong)}."
        if wrong
        else f"Yes: {joined(_right(band, coming))}.",
        agreement=Link(lines(context).percent(latest.value), made) if latest and has else None,
        agreement_words=f"{band.label}, last {over}" if band is not Band.TOO_FEW else band.label,
        band=band.css,
        next=coming,
        open=Link(
            counted(gaps, "open gap") if gaps else "No open gap",
            left[0].link.uri if left else CALIBRATION,
        ),
        open_words=f"from {counted(len(left), 'session')}" if left else "every gap is settled",
    )


def _wrong(context: Context, band: Band | None, gaps: int) -> Iterator[str]:
    if band is Band.UNRELIABLE:
        yield f"agreement is under your line of {lines(context).acceptable:g}%"
    elif band in {None, Band.TOO_FEW}:
        yield "too few conversations were scored together to say whether you agree"
    if gaps:
        yield f"{counted(gaps, 'gap')} {'is' if gaps == 1 else 'are'} not settled"
    coming = next_session(context)
    if coming and coming.late:
        yield "the next session is overdue"
    decisions = context.project.decisions.values()
    overdue = sum(context.standings.of(decision).overdue for decision in decisions)
    if overdue:
        yield f"{counted(overdue, 'decision')} {'is' if overdue == 1 else 'are'} overdue for review"
    if any(each.severity is Severity.ERROR for each in context.found):
        yield "there are mistakes in the files"


def _right(band: Band, coming: NextSession | None) -> list[str]:
    words = [f"agreement is {band.label.casefold()}", "every gap is settled"]
    if coming and coming.what.uri:
        words.append("the next session is planned")
    return words

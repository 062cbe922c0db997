"""The log of all sessions."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.agreement import Estimate
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.pages.base.addresses import CALIBRATION
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines, share_words
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, joined, scale_words, short_day
from mkdocs_rubric.pages.sessions.session_facts import (
    agreement_of,
    decisions_of,
    gaps_of,
    scorers_of,
)


@dataclass(frozen=True)
class SessionRow:
    """A session in the log."""

    link: Link
    date: str
    iso: str
    kind: str
    words: str
    agreement: str
    percent: float | None
    note: str
    band: str
    gaps: int
    open: int
    decisions: tuple[Link, ...]


@dataclass(frozen=True)
class CalibrationView:
    """The log of sessions.

    Attributes:
        sum: How much there is.
        close: What counts as agreeing.
        size: Conversations of a session.
        small: Sessions are too small to read one against another.
        rows: Newest first.
    """

    sum: str
    close: str
    size: str
    small: bool
    rows: tuple[SessionRow, ...]


@once_an_outline
def session_rows(context: Context) -> Sequence[SessionRow]:
    """The sessions as lines of a list, newest first."""
    beside = lines(context)
    rows = []
    for held in context.project.sessions.values():
        session = held.session
        alone = agreement_of(context, held.id)
        value = alone.value if alone else None
        all_gaps = gaps_of(context)[held.id]
        band = ""
        if value is not None:
            band = "strong" if 100 * value >= beside.strong else "acceptable"
            band = "low" if 100 * value < beside.acceptable else band
        rows.append(
            SessionRow(
                link=context.links.session(held.id),
                date=short_day(session.date),
                iso=session.date.isoformat(),
                kind=str(session.kind),
                words=joined(
                    [
                        counted(len(session.conversations), "conversation"),
                        counted(len({*session.reviewers, *scorers_of(held)}), "reviewer"),
                    ]
                ),
                agreement=beside.percent(value),
                percent=None if value is None else 100 * value,
                note=_note(context, held.id, alone),
                band=band,
                gaps=len(all_gaps),
                open=sum(gap.settled is None for gap in all_gaps),
                decisions=tuple(
                    context.links.decision(one.id) for one in decisions_of(context)[held.id]
                ),
            )
        )
    return rows[::-1]


def _close(context: Context) -> str:
    """What counts as agreeing, on the scales in use."""
    rubric = context.project.rubric
    used = dict.fromkeys(one.scale for one in rubric.active)
    near = [
        f"{scale_words(scale)}: {scale.agree_within:g} apart"
        for name in used
        if (scale := rubric.scales.get(name)) and scale.agree_within
    ]
    return f"the same score, or one close enough ({joined(near)})" if near else "the same score"


def _note(context: Context, session: str, alone: Estimate | None) -> str:
    """How far a session's figure can be relied on, or why there is none; and disputes about N/A."""
    if alone is None or not alone.scores:
        return "no scores yet"
    if alone.value is None:
        return alone.undefined or ""
    found = figures(context)
    line = found.applicability.get("")
    applies = line.alone(found.sessions.index(session)) if line else None
    parts = ["rough"] if alone.rough else []
    if applies is not None and applies.value is not None and applies.value < 1:
        parts.append(f"{share_words(applies.value)} on whether it applies")
    return ", ".join(parts)


@once_an_outline
def calibration_log(context: Context) -> Page:
    """All sessions, newest first."""
    rows = tuple(session_rows(context))
    scored = sum(len(sheet) for held in context.project.sessions.values() for sheet in held.sheets)
    sizes = sorted({len(held.session.conversations) for held in context.project.sessions.values()})
    view = CalibrationView(
        sum=f"{counted(len(rows), 'session')}, {scored:,} scores, each given alone."
        if rows
        else "",
        close=_close(context),
        size=f"{sizes[0]} to {sizes[-1]}" if len(sizes) > 1 else str(sizes[0]) if sizes else "",
        small=bool(sizes) and sizes[-1] < ROUGH,
        rows=rows,
    )
    return Page(
        uri=CALIBRATION,
        template="calibration.md.jinja",
        title="Calibration",
        view=view,
        source=context.scores_folder,
        is_folder=True,
        boost=0.1,
        description="Every calibration session, with its scores and what came of it.",
    )

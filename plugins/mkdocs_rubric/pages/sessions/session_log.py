"""The log of all sessions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_rubric.agreement import Estimate
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.pages.base.addresses import CALIBRATION, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines, share_words
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, joined, scale_words, short_day
from mkdocs_rubric.pages.decisions.decisions_index import Choice
from mkdocs_rubric.pages.sessions.planning import PlanForm, plan_a_session
from mkdocs_rubric.pages.sessions.session_facts import (
    agreement_of,
    channels_of,
    criteria_of,
    decisions_of,
    gaps_of,
    open_words,
    scorers_of,
)
from mkdocs_rubric.pages.sessions.upcoming import (
    NextSession,
    UpcomingRow,
    next_session,
    upcoming_rows,
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
    open_words: str
    decisions: tuple[Link, ...]
    channels: str
    criteria: str


@dataclass(frozen=True)
class CalibrationView:
    """The log of sessions.

    Attributes:
        sum: How much there is.
        close: What counts as agreeing.
        size: Conversations of a session.
        small: Sessions are too small to read one against another.
        rows: Newest first.
        upcoming: What is to come, next first.
        next: When there has to be a session, where none is planned.
        plan: The form that plans a session.
        kinds: To filter by, as the two after it.
    """

    sum: str
    close: str
    size: str
    small: bool
    rows: tuple[SessionRow, ...]
    upcoming: tuple[UpcomingRow, ...]
    next: NextSession | None
    plan: PlanForm
    kinds: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    criteria: tuple[Choice, ...]


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
                open_words=open_words(session, all_gaps, short=True),
                decisions=tuple(
                    context.links.decision(decision.id)
                    for decision in decisions_of(context)[held.id]
                ),
                channels=" ".join(dict.fromkeys(slug(each) for each in channels_of(held))),
                criteria=" ".join(criteria_of(context)[held.id]),
            )
        )
    return rows[::-1]


def _choices(values: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """The values of a filter with their labels, by label, each with how many sessions have it."""
    counts = Counter(values)
    return tuple(
        Choice(value, label, counts[value, label])
        for value, label in sorted(counts, key=lambda count: count[1])
    )


def _criteria(context: Context, rows: Sequence[SessionRow]) -> tuple[Choice, ...]:
    counts = Counter(name for row in rows for name in row.criteria.split())
    return tuple(
        Choice(name, context.links.criterion(name).text, counts[name])
        for name in context.project.rubric.criteria
        if counts[name]
    )


def _close(context: Context) -> str:
    """What counts as agreeing, on the scales in use."""
    rubric = context.project.rubric
    used = dict.fromkeys(criterion.scale for criterion in rubric.active)
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
        upcoming=tuple(upcoming_rows(context)),
        next=None if context.project.upcoming else next_session(context),
        plan=plan_a_session(context),
        kinds=_choices((row.kind, row.kind) for row in rows),
        channels=_choices(
            (slug(each), context.plain(each))
            for held in context.project.sessions.values()
            for each in dict.fromkeys(channels_of(held))
        ),
        criteria=_criteria(context, rows),
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

"""A session's page, and the log of all sessions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.agreement import Estimate
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.calibration import Gap, Spread, gaps, spreads
from mkdocs_rubric.model import (
    Cell,
    Conversation,
    Criterion,
    Decision,
    Held,
    Mark,
    PickedAs,
    Scale,
    Sheet,
)
from mkdocs_rubric.pages.context import Context, Problem
from mkdocs_rubric.pages.decision import DecisionRow, decision_row
from mkdocs_rubric.pages.figures import figures, lines, session_words, share_words
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import CALIBRATION, Link, Page, criterion_uri, session_uri, slug
from mkdocs_rubric.pages.words import counted, day, joined, rung, scale_words, short_day

_PICKED = {
    PickedAs.EDGE_CASE: "picked as an edge case",
    PickedAs.DISAGREEMENT: "picked for a disagreement",
    PickedAs.COMMON: "picked as an everyday conversation",
    PickedAs.ESCALATION: "picked as an escalation",
}
_TURN = re.compile(r"^\**([A-Z][\w ]{0,30}?)\**(?: \(([^)\n]{1,40})\))?\**:\**\s+(.*)$", re.DOTALL)
_HOTTEST = 4


@dataclass(frozen=True)
class ScoreView:
    """One cell of a table of scores."""

    text: str
    words: str
    rung: int | None


@dataclass(frozen=True)
class NoteView:
    """What a reviewer noted beside a score."""

    who: str
    criterion: str
    score: str
    text: str


@dataclass(frozen=True)
class RowView:
    """One criterion on one conversation."""

    criterion: Link
    scores: tuple[ScoreView, ...]
    counts: str
    consensus: ScoreView
    spread: str
    is_gap: bool
    dispute: str
    settled: str
    decision: Link | None
    open: bool


@dataclass(frozen=True)
class TurnView:
    """One turn of a transcript."""

    who: str
    at: str
    text: str
    side: str


@dataclass(frozen=True)
class ConversationView:
    """One conversation of a session."""

    id: str
    anchor: str
    summary: str
    facts: str
    rows: tuple[RowView, ...]
    gaps: tuple[RowView, ...]
    notes: tuple[NoteView, ...]
    turns: tuple[TurnView, ...]
    gap_words: str


@dataclass(frozen=True)
class HeatCell:
    """How far the scores of a criterion on a conversation lie apart."""

    text: str
    words: str
    heat: int | None
    is_gap: bool
    anchor: str


@dataclass(frozen=True)
class HeatRow:
    """A criterion's line of the heat map."""

    criterion: Link
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class SessionView:
    """Everything on a session's page."""

    title: str
    date: str
    kind: str
    version: str
    facilitator: str
    reviewers: tuple[str, ...]
    reviewer_words: str
    shown: bool
    agreement: str
    agreement_words: str
    gap_words: str
    open_words: str
    heat_columns: tuple[tuple[str, str], ...]
    heat: tuple[HeatRow, ...]
    conversations: tuple[ConversationView, ...]
    decisions: tuple[DecisionRow, ...]
    notes: str
    folder_url: str
    problems: tuple[Problem, ...]


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


@kept
def session_pages(context: Context) -> Sequence[Page]:
    """One page for each session."""
    return [_page(context, held) for held in context.project.sessions.values()]


@kept
def _spreads(context: Context) -> Mapping[str, Sequence[Spread]]:
    """Of each session."""
    sessions = context.project.sessions.values()
    return {held.id: list(spreads(context.project, held)) for held in sessions}


@kept
def _gaps(context: Context) -> Mapping[str, Sequence[Gap]]:
    """Of each session."""
    sessions, found = context.project.sessions, _spreads(context)
    return {name: gaps(context.project, held, found[name]) for name, held in sessions.items()}


def _agreement(context: Context, session: str) -> Estimate | None:
    """Agreement in a session alone."""
    found = figures(context)
    return found.overall.alone(found.sessions.index(session))


def _applies(context: Context, session: str) -> str:
    """Agreement on whether criteria apply, in a session alone; nothing where nobody gave N/A."""
    found = figures(context)
    line = found.applicability.get("")
    one = line.alone(found.sessions.index(session)) if line else None
    if one is None or one.value is None:
        return ""
    if one.value >= 1:
        return "Everybody agreed what is N/A."
    often = share_words(one.value)
    return f"Whether a criterion applies at all, two reviewers said alike {often} of the time."


@kept
def _decisions(context: Context) -> Mapping[str, Sequence[Decision]]:
    """That came of each session."""
    found: dict[str, list[Decision]] = {name: [] for name in context.project.sessions}
    for one in context.project.decisions.values():
        if one.session in found:
            found[one.session].append(one)
    return found


@dataclass(frozen=True)
class _Written:
    """What a session's sheets say, and who wrote them; places are (conversation, criterion)."""

    names: Sequence[str]
    settled: Mapping[tuple[str, str], Gap]
    consensus: Mapping[tuple[str, str], tuple[Cell, str]]
    notes: Mapping[str, Sequence[NoteView]]


def _page(context: Context, held: Held) -> Page:
    session, uri = held.session, session_uri(held.id)
    found = _spreads(context)[held.id]
    settled = {_key(gap.spread): gap for gap in _gaps(context)[held.id]}
    names = context.people.in_order(dict.fromkeys([*session.reviewers, *_scorers(held)]))
    order = _order(context)
    written = _Written(names, settled, _consensus(context, held), _notes(context, held))
    by_conversation = {
        one.id: sorted(
            (s for s in found if s.conversation == one.id),
            key=lambda s: order.get(s.criterion.id, len(order)),
        )
        for one in session.conversations
    }
    open_gaps = sum(gap.settled is None for gap in settled.values())
    alone = _agreement(context, held.id)
    view = SessionView(
        title=context.session_title(held.id),
        date=day(session.date),
        kind=str(session.kind),
        version=session.rubric_version or "",
        facilitator=context.people.name(session.facilitator)
        if session.facilitator and context.people.shown
        else "",
        reviewers=tuple(context.people.name(one) for one in names) if context.people.shown else (),
        reviewer_words=counted(len(names), "reviewer"),
        shown=context.people.shown,
        agreement=lines(context).percent(alone.value) if alone else "",
        agreement_words=" ".join(
            filter(None, [session_words(context, held.id), _applies(context, held.id)])
        ),
        gap_words=counted(len(settled), "gap"),
        open_words=f"{open_gaps} not settled yet" if open_gaps else "",
        heat_columns=tuple((one.id, slug(one.id)) for one in session.conversations),
        heat=tuple(_heat(context, session.conversations, by_conversation, order)),
        conversations=tuple(
            _conversation(context, held, one, by_conversation[one.id], written)
            for one in session.conversations
        ),
        decisions=tuple(decision_row(context, one) for one in _decisions(context)[held.id]),
        notes=context.prose(session.notes, session.path, uri),
        folder_url=context.repository.folder_url(held.folder),
        problems=tuple(context.problems(session.path)),
    )
    return Page(
        uri=uri,
        template="session.md.jinja",
        title=view.title,
        view=view,
        source=held.folder,
        is_folder=True,
        boost=0.1,
        description=f"{view.date}: {counted(len(session.conversations), 'conversation')}, "
        f"{view.reviewer_words}, {view.gap_words}.",
        under=CALIBRATION,
    )


def _scorers(held: Held) -> list[str]:
    return sorted({name for sheet in held.sheets for name in sheet.people})


def _key(spread: Spread) -> tuple[str, str]:
    return spread.conversation, spread.criterion.id


def _order(context: Context) -> dict[str, int]:
    rubric = context.project.rubric
    names = [name for group in rubric.groups for name in group.criteria]
    return {name: place for place, name in enumerate(dict.fromkeys([*names, *rubric.criteria]))}


def _consensus(context: Context, held: Held) -> dict[tuple[str, str], tuple[Cell, str]]:
    sheet, by_name = held.consensus, context.project.rubric.by_name
    if sheet is None:
        return {}
    rows = zip(sheet.conversations, sheet.criteria, sheet.cells, sheet.notes, strict=True)
    return {
        (conversation, by_name[name].id if name in by_name else name): (cell, note)
        for conversation, name, cell, note in rows
    }


def _score(cell: Cell | None, scale: Scale | None) -> ScoreView:
    if isinstance(cell, int):
        known = scale if scale and cell in scale.levels else None
        label = known.levels[cell] if known else "not on the scale"
        return ScoreView(str(cell), label, rung(known.fraction(cell)) if known else None)
    if cell is Mark.NOT_APPLICABLE:
        return ScoreView("N/A", "not applicable", None)
    return ScoreView("\N{MIDDLE DOT}", "not scored", None)


def _heat(
    context: Context,
    conversations: Sequence[Conversation],
    spreads_of: dict[str, list[Spread]],
    order: dict[str, int],
) -> Iterator[HeatRow]:
    cells = {_key(spread): spread for some in spreads_of.values() for spread in some}
    used: dict[str, Criterion] = {s.criterion.id: s.criterion for s in cells.values()}
    for name in sorted(used, key=lambda one: order.get(one, len(order))):
        yield HeatRow(
            Link(context.plain(used[name].title), criterion_uri(name)),
            tuple(_heat_cell(cells.get((one.id, name)), one) for one in conversations),
        )


def _heat_cell(spread: Spread | None, conversation: Conversation) -> HeatCell:
    anchor = slug(conversation.id)
    if spread is None or not (spread.values or spread.not_applicable):
        return HeatCell("", "not scored", None, is_gap=False, anchor=anchor)
    if spread.width is None:
        words = "scored by one reviewer" if spread.values else "not applicable"
        return HeatCell("\N{EN DASH}", words, None, is_gap=False, anchor=anchor)
    span = spread.scale.scores[-1] - spread.scale.scores[0]
    low, high = spread.values[0], spread.values[-1]
    words = f"all gave {low}" if low == high else f"scores from {low} to {high}"
    heat = max(1, round(_HOTTEST * spread.width / span)) if spread.width else 0
    return HeatCell(_range(spread), _dispute(spread) or words, heat, spread.is_gap, anchor)


def _range(spread: Spread) -> str:
    """Lowest and highest score, and N/A where it is disputed that the criterion applies."""
    low, high = spread.values[0], spread.values[-1]
    scores = str(low) if low == high else f"{low}\N{EN DASH}{high}"
    return f"N/A or {scores}" if spread.is_disputed else scores


def _dispute(spread: Spread) -> str:
    """Who says that the criterion applies, in words; nothing where all say the same."""
    if not spread.is_disputed:
        return ""
    some, scored = spread.not_applicable, len(spread.values)
    low, high = spread.values[0], spread.values[-1]
    others = "the others" if scored > 1 else "the other"
    scores = str(low) if low == high else f"{low} to {high}"
    return f"{some} of {some + scored} said N/A, {others} gave {scores}"


def _conversation(
    context: Context,
    held: Held,
    conversation: Conversation,
    found: Sequence[Spread],
    written: _Written,
) -> ConversationView:
    rows = tuple(_row(context, spread, written) for spread in found)
    facts = [conversation.channel, _PICKED.get(conversation.picked_as)]  # type: ignore[arg-type]
    transcript = held.transcripts.get(conversation.transcript or "", "")
    open_gaps = tuple(row for row in rows if row.is_gap)
    return ConversationView(
        id=context.plain(conversation.id),
        anchor=slug(conversation.id),
        summary=context.plain(conversation.summary),
        facts=context.plain(", ".join(one for one in facts if one)),
        rows=rows,
        gaps=open_gaps,
        notes=tuple(written.notes.get(conversation.id, ())),
        turns=tuple(_turns(context, transcript)),
        gap_words=counted(len(open_gaps), "gap") if open_gaps else "no gap",
    )


def _row(context: Context, spread: Spread, written: _Written) -> RowView:
    by_reviewer = dict(spread.scores)
    gap = written.settled.get(_key(spread))
    how = gap.settled if gap else None
    counts = Counter(spread.values)
    given = [f"{spread.not_applicable} said N/A"] if spread.not_applicable else []
    given += [f"{counts[score]} gave {score}" for score in sorted(counts)]
    agreed = written.consensus.get(_key(spread))
    views = {cell: _score(cell, spread.scale) for cell in {None, *by_reviewer.values()}}
    return RowView(
        criterion=context.criterion_link(spread.criterion.id),
        scores=tuple(views[by_reviewer.get(name)] for name in written.names)
        if context.people.shown
        else (),
        counts=", ".join(given),
        consensus=ScoreView("", "no consensus recorded", None)
        if agreed is None
        else _score(agreed[0], spread.scale),
        spread=_range(spread)
        if spread.is_disputed
        else ""
        if spread.width is None
        else str(spread.width),
        is_gap=spread.is_gap,
        dispute=_dispute(spread),
        settled=context.plain(how.no_change) if how else "",
        decision=context.decision_link(how.decision) if how and how.decision else None,
        open=bool(gap and how is None),
    )


def _notes(context: Context, held: Held) -> Mapping[str, Sequence[NoteView]]:
    """What reviewers noted, by conversation; nothing where single reviewers are not shown."""
    by_name = context.project.rubric.by_name
    found: dict[str, list[NoteView]] = {}
    for sheet, row in _noted(context, held):
        note = sheet.notes[row]
        name, cell = sheet.criteria[row], sheet.cells[row]
        criterion = by_name.get(name)
        view = NoteView(
            who="Consensus"
            if sheet is held.consensus
            else context.people.name(sheet.reviewers[row]),
            criterion=context.plain(criterion.title if criterion else name),
            score=_score(cell, None).text,
            text=context.plain(note),
        )
        found.setdefault(sheet.conversations[row], []).append(view)
    return found


def _noted(context: Context, held: Held) -> list[tuple[Sheet, int]]:
    """The rows that have a note, as the reviewers' columns stand, the consensus last."""
    if not context.people.shown:
        return []
    rows = [
        (sheet, row)
        for sheet in held.sheets
        for row, note in enumerate(sheet.notes)
        if note and not note.isspace()
    ]
    order = context.people.in_order(dict.fromkeys(one.reviewers[row] for one, row in rows))
    place = {name: number for number, name in enumerate(order)}
    rows.sort(key=lambda entry: place[entry[0].reviewers[entry[1]]])
    agreed = held.consensus
    notes = enumerate(agreed.notes) if agreed else ()
    return rows + [(agreed, row) for row, note in notes if agreed and note and not note.isspace()]


def _turns(context: Context, transcript: str) -> Iterator[TurnView]:
    """Paragraphs that start with a speaker are turns; anything else sets the scene."""
    for paragraph in re.split(r"\n\s*\n", transcript):
        flat = paragraph.strip()
        if not flat:
            continue
        found = _TURN.match(flat)
        if found is None:
            text = flat.lstrip("# ").strip("*_")
            yield TurnView("", "", context.people.in_text(text), "scene")
            continue
        who = found[1]
        side = {"agent": "agent", "customer": "customer"}.get(who.casefold(), "other")
        shown = context.people.in_text(who)
        yield TurnView(shown, found[2] or "", context.people.in_text(found[3].strip()), side)


@kept
def session_rows(context: Context) -> Sequence[SessionRow]:
    """The sessions as lines of a list, newest first."""
    beside = lines(context)
    rows = []
    for held in context.project.sessions.values():
        session = held.session
        alone = _agreement(context, held.id)
        value = alone.value if alone else None
        all_gaps = _gaps(context)[held.id]
        band = ""
        if value is not None:
            band = "strong" if 100 * value >= beside.strong else "acceptable"
            band = "low" if 100 * value < beside.acceptable else band
        rows.append(
            SessionRow(
                link=context.session_link(held.id),
                date=short_day(session.date),
                iso=session.date.isoformat(),
                kind=str(session.kind),
                words=joined(
                    [
                        counted(len(session.conversations), "conversation"),
                        counted(len({*session.reviewers, *_scorers(held)}), "reviewer"),
                    ]
                ),
                agreement=beside.percent(value),
                percent=None if value is None else 100 * value,
                note=_note(alone),
                band=band,
                gaps=len(all_gaps),
                open=sum(gap.settled is None for gap in all_gaps),
                decisions=tuple(
                    context.decision_link(one.id) for one in _decisions(context)[held.id]
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


def _note(alone: Estimate | None) -> str:
    """How far a session's figure can be relied on, or why there is none."""
    if alone is None or not alone.scores:
        return "no scores yet"
    if alone.value is None:
        return alone.undefined or ""
    return "rough" if alone.rough else ""


@kept
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

"""A session's page, and the log of all sessions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration import Gap, Spread
from mkdocs_rubric.model import (
    Cell,
    Conversation,
    Held,
    Mark,
    PickedAs,
    Scale,
    Sheet,
)
from mkdocs_rubric.pages.context import Context, Problem
from mkdocs_rubric.pages.decision import DecisionRow, decision_row
from mkdocs_rubric.pages.figures import figures, lines, session_words, share_words
from mkdocs_rubric.pages.heat import HeatRow, dispute_words, heat_rows, place_of, score_range
from mkdocs_rubric.pages.held import agreement_of, decisions_of, gaps_of, scorers_of, spreads_of
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import CALIBRATION, Link, Page, session_uri, slug
from mkdocs_rubric.pages.transcript import TurnView, turns
from mkdocs_rubric.pages.words import counted, day, rung

_PICKED = {
    PickedAs.EDGE_CASE: "picked as an edge case",
    PickedAs.DISAGREEMENT: "picked for a disagreement",
    PickedAs.COMMON: "picked as an everyday conversation",
    PickedAs.ESCALATION: "picked as an escalation",
}


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
    agreement_note: str
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


@kept
def session_pages(context: Context) -> Sequence[Page]:
    """One page for each session."""
    return [_page(context, held) for held in context.project.sessions.values()]


def _applies(context: Context, session: str) -> str:
    """Agreement on whether criteria apply, in a session alone; nothing where nobody gave N/A."""
    found = figures(context)
    line = found.applicability.get("")
    one = line.alone(found.sessions.index(session)) if line else None
    if one is None or one.value is None:
        return ""
    if one.value >= 1:
        return "Nobody disagreed about N/A."
    often = share_words(one.value)
    return f"Whether a criterion applies at all, two reviewers said alike {often} of the time."


@dataclass(frozen=True)
class _Written:
    """What a session's sheets say, and who wrote them; places are (conversation, criterion)."""

    names: Sequence[str]
    settled: Mapping[tuple[str, str], Gap]
    consensus: Mapping[tuple[str, str], tuple[Cell, str]]
    notes: Mapping[str, Sequence[NoteView]]


def _page(context: Context, held: Held) -> Page:
    session, uri = held.session, session_uri(held.id)
    found = spreads_of(context)[held.id]
    settled = {place_of(gap.spread): gap for gap in gaps_of(context)[held.id]}
    names = context.people.in_order(dict.fromkeys([*session.reviewers, *scorers_of(held)]))
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
    alone = agreement_of(context, held.id)
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
        agreement_note=f"{counted(alone.conversations, 'conversation')}, rough"
        if alone and alone.rough
        else "",
        agreement_words=" ".join(
            filter(None, [session_words(context, held.id), _applies(context, held.id)])
        ),
        gap_words=counted(len(settled), "gap"),
        open_words=f"{open_gaps} not settled yet" if open_gaps else "",
        heat_columns=tuple((one.id, slug(one.id)) for one in session.conversations),
        heat=tuple(heat_rows(context, session.conversations, by_conversation, order)),
        conversations=tuple(
            _conversation(context, held, one, by_conversation[one.id], written)
            for one in session.conversations
        ),
        decisions=tuple(decision_row(context, one) for one in decisions_of(context)[held.id]),
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
    if cell is not None and not isinstance(cell, Mark):
        known = scale if scale and cell in scale.levels else None
        label = known.levels[cell] if known else "not on the scale"
        return ScoreView(str(cell), label, rung(known.fraction(cell)) if known else None)
    if cell is Mark.NOT_APPLICABLE:
        return ScoreView("N/A", "not applicable", None)
    return ScoreView("\N{MIDDLE DOT}", "not scored", None)


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
        turns=tuple(turns(context, transcript)),
        gap_words=counted(len(open_gaps), "gap") if open_gaps else "no gap",
    )


def _row(context: Context, spread: Spread, written: _Written) -> RowView:
    by_reviewer = dict(spread.scores)
    gap = written.settled.get(place_of(spread))
    how = gap.settled if gap else None
    counts = Counter(spread.values)
    given = [f"{spread.not_applicable} said N/A"] if spread.not_applicable else []
    given += [f"{counts[score]} gave {score}" for score in sorted(counts)]
    agreed = written.consensus.get(place_of(spread))
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
        spread=score_range(spread)
        if spread.is_disputed
        else ""
        if spread.width is None
        else str(spread.width),
        is_gap=spread.is_gap,
        dispute=dispute_words(spread),
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

"""One conversation of a session: every score and note, and how its gaps were settled."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration import Gap, Spread
from mkdocs_rubric.model import Cell, Conversation, Held, Mark, PickedAs, Scale, Sheet
from mkdocs_rubric.pages.base.addresses import slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted, rung
from mkdocs_rubric.pages.sessions.heat import dispute_words, place_of, score_range
from mkdocs_rubric.pages.sessions.session_facts import gaps_of
from mkdocs_rubric.pages.sessions.transcript import TurnView, turns

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
class Written:
    """What a session's sheets say, and who wrote them; places are (conversation, criterion)."""

    names: Sequence[str]
    settled: Mapping[tuple[str, str], Gap]
    consensus: Mapping[tuple[str, str], tuple[Cell, str]]
    notes: Mapping[str, Sequence[NoteView]]


def written(context: Context, held: Held, names: Sequence[str]) -> Written:
    """What the sheets of a session say, with the reviewers in the order they are shown in."""
    settled = {place_of(gap.spread): gap for gap in gaps_of(context)[held.id]}
    return Written(names, settled, _consensus(context, held), _notes(context, held))


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


def conversation_view(
    context: Context,
    held: Held,
    conversation: Conversation,
    found: Sequence[Spread],
    written: Written,
) -> ConversationView:
    """A conversation with its scores, gaps, notes and transcript."""
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


def _row(context: Context, spread: Spread, written: Written) -> RowView:
    by_reviewer = dict(spread.scores)
    gap = written.settled.get(place_of(spread))
    how = gap.settled if gap else None
    counts = Counter(spread.values)
    given = [f"{spread.not_applicable} said N/A"] if spread.not_applicable else []
    given += [f"{counts[score]} gave {score}" for score in sorted(counts)]
    agreed = written.consensus.get(place_of(spread))
    views = {cell: _score(cell, spread.scale) for cell in {None, *by_reviewer.values()}}
    return RowView(
        criterion=context.links.criterion(spread.criterion.id),
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
        decision=context.links.decision(how.decision) if how and how.decision else None,
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

"""A session's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration import Spread
from mkdocs_rubric.calibration.summary import Telling, summary
from mkdocs_rubric.model import Held, Session
from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    criterion_uri,
    decision_uri,
    session_uri,
    walk_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines, session_words, share_words
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, joined
from mkdocs_rubric.pages.base.problems import Problem
from mkdocs_rubric.pages.decisions.decisions_index import DecisionRow, decision_row
from mkdocs_rubric.pages.history.earlier import EarlierView, earlier_view
from mkdocs_rubric.pages.sessions.conversation import (
    ConversationView,
    conversation_view,
    written,
)
from mkdocs_rubric.pages.sessions.heat import HeatRow, heat_rows
from mkdocs_rubric.pages.sessions.practised import practice_of, practised
from mkdocs_rubric.pages.sessions.scoring import how_scored
from mkdocs_rubric.pages.sessions.session_facts import (
    agreement_of,
    decisions_of,
    gaps_of,
    open_words,
    scorers_of,
    spreads_of,
)


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
    how_scored: str
    earlier: tuple[EarlierView, ...]
    practice: Link | None
    practised: str
    walk: Link
    summary: str
    before: Link | None
    after: Link | None
    folder_url: str
    problems: tuple[Problem, ...]


@once_an_outline
def session_pages(context: Context) -> Sequence[Page]:
    """One page for each session."""
    return [_page(context, held) for held in context.project.sessions.values()]


def _applies(context: Context, session: str) -> str:
    """Agreement on whether criteria apply, in a session alone; nothing where nobody gave N/A."""
    found = figures(context)
    line = found.applicability.get("")
    alone = line.alone(found.sessions.index(session)) if line else None
    if alone is None or alone.value is None:
        return ""
    if alone.value >= 1:
        return "Nobody disagreed about N/A."
    often = share_words(alone.value)
    return f"Whether a criterion applies at all, two reviewers said alike {often} of the time."


def _page(context: Context, held: Held) -> Page:
    session, uri = held.session, session_uri(held.id)
    view = _view(context, held, uri)
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


def _view(context: Context, held: Held, uri: str) -> SessionView:
    session = held.session
    found = spreads_of(context)[held.id]
    names = context.people.in_order(dict.fromkeys([*session.reviewers, *scorers_of(held)]))
    order = _order(context)
    sheets = written(context, held, names)
    by_conversation = _by_conversation(session, found, order)
    anchors = context.links.conversations(held.id)
    alone = agreement_of(context, held.id)
    return SessionView(
        title=context.links.session_title(held.id),
        date=day(session.date),
        kind=str(session.kind),
        version=context.plain(session.rubric_version),
        facilitator=context.people.name(session.facilitator)
        if session.facilitator and context.people.shown
        else "",
        reviewers=tuple(context.people.name(name) for name in names)
        if context.people.shown
        else (),
        reviewer_words=counted(len(names), "reviewer"),
        shown=context.people.shown,
        agreement=lines(context).percent(alone.value) if alone else "",
        agreement_note=f"{counted(alone.conversations, 'conversation')}, rough"
        if alone and alone.rough
        else "",
        agreement_words=" ".join(
            filter(None, [session_words(context, held.id), _applies(context, held.id)])
        ),
        gap_words=counted(len(sheets.settled), "gap"),
        open_words=open_words(session, gaps_of(context)[held.id]),
        heat_columns=tuple((context.plain(name), place) for name, place in anchors.items()),
        heat=tuple(heat_rows(context, anchors, by_conversation, order)),
        conversations=tuple(
            conversation_view(context, held, conversation, by_conversation[conversation.id], sheets)
            for conversation in session.conversations
        ),
        decisions=tuple(
            decision_row(context, decision) for decision in decisions_of(context)[held.id]
        ),
        notes=context.prose(session.notes, session.path, uri),
        how_scored=how_scored(context, held),
        earlier=tuple(
            earlier_view(context, each)
            for each in context.consensus_on_earlier_wording.get(held.id, ())
        ),
        practice=practice_of(context, held.id),
        practised=joined([context.plain(name) for name in practised(context, held)]),
        walk=Link("Walk through the gaps", walk_uri(held.id) if sheets.settled else ""),
        summary=summary(
            context.project, held, figures(context), _telling(context), gaps_of(context)[held.id]
        ),
        before=_neighbour(context, held, -1),
        after=_neighbour(context, held, 1),
        folder_url=context.repository.folder_url(held.folder),
        problems=tuple(context.problems.of(session.path)),
    )


def _by_conversation(
    session: Session, found: Iterable[Spread], order: Mapping[str, int]
) -> dict[str, list[Spread]]:
    """What was scored on each conversation, in the order of the criteria."""
    in_order = sorted(found, key=lambda spread: order.get(spread.criterion.id, len(order)))
    return {
        conversation.id: [each for each in in_order if each.conversation == conversation.id]
        for conversation in session.conversations
    }


def _neighbour(context: Context, held: Held, step: int) -> Link | None:
    """The session held before or after."""
    names = list(context.project.sessions)
    place = names.index(held.id) + step
    return context.links.session(names[place]) if 0 <= place < len(names) else None


def _telling(context: Context) -> Telling:
    uris = {"session": session_uri, "decision": decision_uri, "criterion": criterion_uri}
    made = {"session": "calibration", "decision": "decisions", "criterion": "criteria"}
    kinds = context.kinds | {"criteria"}
    return Telling(
        name=lambda name: context.people.name(name) if context.people.shown else "",
        text=context.plain,
        address=lambda kind, name, anchor: (
            context.absolute(uris[kind](name), anchor) if made[kind] in kinds else ""
        ),
    )


def _order(context: Context) -> dict[str, int]:
    rubric = context.project.rubric
    names = [name for group in rubric.groups for name in group.criteria]
    return {name: place for place, name in enumerate(dict.fromkeys([*names, *rubric.criteria]))}

"""A session's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.model import Held
from mkdocs_rubric.pages.base.addresses import CALIBRATION, session_uri, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines, session_words, share_words
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.phrases import counted, day
from mkdocs_rubric.pages.base.problems import Problem
from mkdocs_rubric.pages.decisions.decisions_index import DecisionRow, decision_row
from mkdocs_rubric.pages.sessions.conversation import (
    ConversationView,
    conversation_view,
    written,
)
from mkdocs_rubric.pages.sessions.heat import HeatRow, heat_rows
from mkdocs_rubric.pages.sessions.session_facts import (
    agreement_of,
    decisions_of,
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
    one = line.alone(found.sessions.index(session)) if line else None
    if one is None or one.value is None:
        return ""
    if one.value >= 1:
        return "Nobody disagreed about N/A."
    often = share_words(one.value)
    return f"Whether a criterion applies at all, two reviewers said alike {often} of the time."


def _page(context: Context, held: Held) -> Page:
    session, uri = held.session, session_uri(held.id)
    found = spreads_of(context)[held.id]
    names = context.people.in_order(dict.fromkeys([*session.reviewers, *scorers_of(held)]))
    order = _order(context)
    sheets = written(context, held, names)
    by_conversation = {
        one.id: sorted(
            (s for s in found if s.conversation == one.id),
            key=lambda s: order.get(s.criterion.id, len(order)),
        )
        for one in session.conversations
    }
    open_gaps = sum(gap.settled is None for gap in sheets.settled.values())
    alone = agreement_of(context, held.id)
    view = SessionView(
        title=context.links.session_title(held.id),
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
        gap_words=counted(len(sheets.settled), "gap"),
        open_words=f"{open_gaps} not settled yet" if open_gaps else "",
        heat_columns=tuple((one.id, slug(one.id)) for one in session.conversations),
        heat=tuple(heat_rows(context, session.conversations, by_conversation, order)),
        conversations=tuple(
            conversation_view(context, held, one, by_conversation[one.id], sheets)
            for one in session.conversations
        ),
        decisions=tuple(decision_row(context, one) for one in decisions_of(context)[held.id]),
        notes=context.prose(session.notes, session.path, uri),
        folder_url=context.repository.folder_url(held.folder),
        problems=tuple(context.problems.of(session.path)),
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

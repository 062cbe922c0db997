"""The agenda: the page of a session that is planned, or scored still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.states import State, missing, state
from mkdocs_rubric.calibration.summary import differing
from mkdocs_rubric.model import Binding, Held, Kind, Status
from mkdocs_rubric.pages.agreement.multiples import multiples
from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    invitation_uri,
    score_form_uri,
    session_uri,
    slug,
    walk_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, joined
from mkdocs_rubric.pages.base.problems import Problem
from mkdocs_rubric.pages.sessions.conversation import picked_words
from mkdocs_rubric.pages.sessions.practised import warm_up_link
from mkdocs_rubric.pages.sessions.session_facts import gaps_of
from mkdocs_rubric.pages.sessions.transcript import TurnView, turns
from mkdocs_rubric.pages.sessions.upcoming import due_words, scored_words, state_label

_WORST = 4
"""Criteria that a session has time for."""
_LONG_AGO = 3
"""Sessions without a score from which on a criterion has not been scored for long."""


@dataclass(frozen=True)
class InvitedRow:
    """Somebody who was asked to score.

    Attributes:
        who: What they are called on the site.
        words: Whether their scores are in.
        there: They are.
    """

    who: str
    words: str
    there: bool


@dataclass(frozen=True)
class PlannedConversation:
    """A conversation that is to be scored."""

    id: str
    anchor: str
    summary: str
    facts: str
    turns: tuple[TurnView, ...]


@dataclass(frozen=True)
class Waiting:
    """Something that is to be settled.

    Attributes:
        link: What.
        words: Since when or until when, and whose it is.
        late: It is overdue, or nobody's.
    """

    link: Link
    words: str
    late: bool = False


@dataclass(frozen=True)
class AgendaView:
    """Everything on an agenda.

    Attributes:
        message: What to send to reviewers, by paragraph.
        message_links: Lines below it: what, the page's whole address where it is known, the page.
        form: Where scores are given; no address where there is no such page.
        invitation: The file for calendars.
        buttons: The host's page on which sealed sheets are opened; "" where there is none.
        warm_up: To a few conversations before the meeting; None where there is no practice.
    """

    title: str
    state: str
    late: bool
    date: str
    kind: str
    due: str
    due_late: bool
    minutes: str
    facilitator: str
    version: str
    how: str
    scored: str
    reviewers: tuple[InvitedRow, ...]
    conversations: tuple[PlannedConversation, ...]
    gaps: tuple[Waiting, ...]
    decisions: tuple[Waiting, ...]
    worst: tuple[Waiting, ...]
    notes: str
    form: Link
    invitation: str
    warm_up: Link | None
    message: str
    message_links: tuple[tuple[str, str, Link], ...]
    folder_url: str
    buttons: str
    problems: tuple[Problem, ...]


@once_an_outline
def agenda_pages(context: Context) -> Sequence[Page]:
    """One page for each session that is to come."""
    return [_page(context, held) for held in context.project.upcoming.values()]


def _page(context: Context, held: Held) -> Page:
    session, uri = held.session, session_uri(held.id)
    is_open = state(context.project, held) is State.OPEN
    form = Link(
        "Score these conversations", score_form_uri(held.id) if session.conversations else ""
    )
    title = context.links.session_title(held.id)
    agenda = Link(title, uri)
    view = AgendaView(
        title=title,
        state=state_label(context, held),
        late=session.date < context.today,
        date=day(session.date),
        kind=str(session.kind),
        due=day(session.due_by),
        due_late=session.due_by < context.today and bool(missing(held)),
        minutes=f"{session.minutes} minutes" if session.minutes else "",
        facilitator=context.people.name(session.facilitator)
        if session.facilitator and context.people.shown
        else "",
        version=session.rubric_version or "",
        how=_how(held),
        scored=scored_words(held) if is_open else "nobody has scored yet",
        reviewers=tuple(_reviewers(context, held)),
        conversations=tuple(_conversations(context, held)),
        gaps=tuple(gaps_left(context)),
        decisions=tuple(_decisions(context, held)),
        worst=tuple(_worst(context)),
        notes=context.prose(session.notes, session.path, uri),
        form=form,
        invitation=invitation_uri(held.id),
        warm_up=warm_up_link(context),
        message=_message(context, held),
        message_links=tuple(
            (what, context.absolute(link.uri), link)
            for what, link in (("Score here", form), ("The conversations and the agenda", agenda))
            if link.uri
        ),
        folder_url=context.repository.folder_url(held.folder),
        buttons=context.repository.buttons if session.sealed else "",
        problems=tuple(context.problems.of(session.path)),
    )
    return Page(
        uri=uri,
        template="agenda.md.jinja",
        title=title,
        view=view,
        source=held.folder,
        is_folder=True,
        boost=0.1,
        description=f"{view.state}: {view.date}. {_capital(due_words(context, held))}.",
        under=CALIBRATION,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _how(held: Held) -> str:
    sealed = held.session.sealed
    if sealed is None:
        return (
            "Scores lie open in the repository as soon as they are handed over. "
            "Score first, and look at nobody else's before."
        )
    if sealed.binding is Binding.JWE:
        return "Scores are sealed: nobody can read them before all are opened at once."
    return (
        "Scores stay with each reviewer, who hands over a seal first and the scores when all "
        "seals are in. A sheet that was changed in between does not fit its seal."
    )


def _reviewers(context: Context, held: Held) -> Iterator[InvitedRow]:
    """Who was asked, and who scored unasked; nobody where single reviewers are not shown."""
    if not context.people.shown:
        return
    absent = set(missing(held))
    late = held.session.due_by < context.today
    asked = dict.fromkeys([*held.session.reviewers, *held.scorers])
    for name in context.people.in_order(asked):
        there = name not in absent
        words = "scored" if there else "late" if late else "not yet"
        yield InvitedRow(context.people.name(name), words, there)


def _conversations(context: Context, held: Held) -> Iterator[PlannedConversation]:
    for conversation in held.session.conversations:
        transcript = held.transcripts.get(conversation.transcript or "", "")
        facts = [conversation.channel or "", picked_words(conversation)]
        yield PlannedConversation(
            id=context.plain(conversation.id),
            anchor=slug(conversation.id),
            summary=context.plain(conversation.summary),
            facts=context.plain(", ".join(filter(None, facts))),
            turns=tuple(turns(context, transcript)),
        )


def gaps_left(context: Context) -> Iterator[Waiting]:
    """The gaps of earlier sessions that nothing settles yet, newest session first."""
    for held in reversed(list(context.project.sessions.values())):
        for gap in gaps_of(context)[held.id]:
            if gap.settled is None:
                spread = gap.spread
                title = context.links.criterion(spread.criterion.id).text
                link = Link(
                    f"{title} on {context.plain(spread.conversation)}",
                    walk_uri(held.id),
                    f"gap-{slug(spread.conversation)}-{spread.criterion.id}",
                )
                words = [differing(spread), day(held.session.date)]
                if held.session.kind is Kind.ASYNC:
                    words.append("needs live discussion")
                yield Waiting(link, ", ".join(words))


def _decisions(context: Context, held: Held) -> Iterator[Waiting]:
    """Proposals, and the decisions whose review is due by the meeting."""
    for decision in context.project.decisions.values():
        status, link = context.project.status(decision), context.links.decision(decision.id)
        owner = ""
        if decision.owner:
            owner = context.people.name(decision.owner) if context.people.shown else "has an owner"
        if status is Status.PROPOSED:
            words = [f"proposed {day(decision.date)}", owner or "nobody's yet: name an owner"]
            if decision.review_by:
                words.insert(1, f"to be decided by {day(decision.review_by)}")
            overdue = bool(decision.review_by and decision.review_by < context.today)
            yield Waiting(link, ", ".join(words), late=overdue or not owner)
        elif status is Status.ACCEPTED and decision.review_by:
            due = decision.review_by
            if due <= max(held.session.date, context.today):
                was = "was due" if due < context.today else "due"
                words = [f"review {was} {day(due)}", *filter(None, [owner])]
                yield Waiting(link, ", ".join(words), late=due < context.today)


def _worst(context: Context) -> Iterator[Waiting]:
    """The criteria a session helps most: least agreement first, then those long not scored."""
    if not context.project.sessions:
        return
    cards = [
        multiple for multiple in multiples(context, figures(context)) if not multiple.settled_down
    ]
    low = [card for card in cards if card.band not in {"strong", "few"}][:_WORST]
    for card in low:
        on = f"on the last {card.conversations}"
        yield Waiting(card.link, f"{card.figure} agreement {on}", late=card.band == "low")
    lately = list(context.project.sessions.values())[-_LONG_AGO:]
    if len(lately) < _LONG_AGO:
        return
    by_name = context.project.rubric.by_name
    scored = {by_name[name].id for held in lately for sheet in held.sheets
              for name in set(sheet.criteria) if name in by_name}  # fmt: skip
    for criterion in context.project.rubric.active:
        link = context.links.criterion(criterion.id)
        if criterion.id not in scored and link not in [card.link for card in low]:
            yield Waiting(link, f"in none of the last {_LONG_AGO} sessions")


def _message(context: Context, held: Held) -> str:
    """What a lead sends to reviewers. Their names are not in it: it is sent to them."""
    session = held.session
    number = counted(len(session.conversations), "conversation")
    ids = [context.plain(conversation.id) for conversation in session.conversations]
    which = f" ({joined(ids)})" if ids else ""
    lines = [
        f"{context.links.session_title(held.id)}, {day(session.date)}",
        "",
        (
            f"Please score {number} on your own by {day(session.due_by)}, before you talk about "
            f"them or look at anybody's scores{which}."
        ),
    ]
    if session.sealed is not None:
        lines.append("Your scores are sealed. Keep the receipt that you get.")
    return "\n".join(lines)

"""What `rubric session status` and `rubric session plan` print."""

from collections.abc import Iterator, Sequence

from mkdocs_rubric.calibration.cadence import next_due
from mkdocs_rubric.calibration.choice import Candidate, advice, weak_criteria
from mkdocs_rubric.calibration.states import missing, open_gaps, state
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Held, Status
from mkdocs_rubric.visible import printable

_WEAK = 3


def status(desk: Desk) -> str:
    """Where the sessions stand, who is to score, and when the next one is due."""
    return "\n".join(map(printable, _status(desk))) + "\n"


def _status(desk: Desk) -> Iterator[str]:
    project = desk.project
    for held in project.upcoming.values():
        yield from _upcoming(desk, held)
        yield ""
    last = next(reversed(list(project.sessions.values())), None)
    if last:
        gaps = open_gaps(project, last)
        words = f"{len(gaps)} gap{'s' if len(gaps) != 1 else ''} open" if gaps else "all settled"
        yield f"{last.id} was held on {last.session.date}: {state(project, last)}, {words}."
        for gap in gaps:
            spread = gap.spread
            yield (
                f"  {spread.conversation} {spread.criterion.id}: "
                f"rubric decide {last.id} {spread.conversation} {spread.criterion.id}"
            )
    waiting = [
        decision for decision in project.decisions.values() if decision.status is Status.PROPOSED
    ]
    for decision in waiting:
        owner = f", {decision.owner} sees to it" if decision.owner else ", nobody owns it"
        yield f"Proposed: {decision.title} ({decision.id}{owner})"
    yield from _when(desk)


def _upcoming(desk: Desk, held: Held) -> Iterator[str]:
    session = held.session
    sealed = f", sealed ({session.sealed.binding})" if session.sealed else ""
    yield (
        f"{held.id} is {state(desk.project, held)}: held on {session.date}, "
        f"scores due by {session.due_by}{sealed}"
    )
    count = len(session.conversations)
    yield f"  {count} conversation{'s' if count != 1 else ''}" + (
        "" if count else f": add them to {session.path}, see rubric session plan"
    )
    late = missing(held)
    done = [name for name in session.reviewers if name not in late]
    yield f"  scored: {', '.join(done) or 'nobody yet'}"
    if late:
        yield f"  to score: {', '.join(late)}"
    elif held.sealed:
        yield f"  everybody has scored: rubric session reveal {held.id}"
    for sentence in advice(session.conversations):
        yield f"  {sentence}"


def _when(desk: Desk) -> Iterator[str]:
    due = next_due(desk.project, desk.today)
    if due is None:
        yield "No cadence says when the next session is due: see `calibration` in rubric.yaml."
        return
    planned = [held for held in desk.project.upcoming.values() if held.session.date >= desk.today]
    when = "was due" if due.overdue(desk.today) else "is due"
    who = f" ({', '.join(due.who)})" if due.who else ""
    yield f"The next session {when} by {due.day}: {due.why}{who}." + (
        f" {planned[0].id} is planned for {planned[0].session.date}." if planned else ""
    )


def proposal(desk: Desk, chosen: Sequence[Candidate]) -> str:
    """The conversations that are proposed, each with the reason, and what else needs a look."""
    return "\n".join(map(printable, _proposal(desk, chosen))) + "\n"


def _proposal(desk: Desk, chosen: Sequence[Candidate]) -> Iterator[str]:
    if not chosen:
        any_held = any(held.session.conversations for held in desk.project.every_session.values())
        why = (
            "every conversation was calibrated already" if any_held else "no conversation is known"
        )
        yield f"Nothing on record could be scored next: {why}."
        yield (
            "Give a list to choose from: rubric session plan --from conversations.csv, with the "
            "columns id, channel, summary and, if you know, picked_as."
        )
    for candidate in chosen:
        conversation = candidate.conversation
        channel = f", {conversation.channel}" if conversation.channel else ""
        yield f"{conversation.id} ({conversation.picked_as}{channel})"
        if conversation.summary:
            yield f"  {conversation.summary}"
        for why in candidate.why:
            yield f"  because {why}"
    for sentence in advice([candidate.conversation for candidate in chosen]):
        yield f"Note: {sentence}."
    weak = weak_criteria(desk.project)[:_WEAK]
    if weak:
        yield "Worth a look in any of them:"
        for each in weak:
            yield f"  {each.why}"
    if chosen:
        yield "Take them over with `rubric session new ID --planned`, plus --from if you gave it."

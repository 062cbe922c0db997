"""Sessions that are planned or scored still: who is late, who was not asked, what is due."""

import datetime as dt
from collections.abc import Iterator, Sequence

from mkdocs_rubric.calibration.cadence import next_due
from mkdocs_rubric.calibration.states import missing
from mkdocs_rubric.check.references import first_places
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Held, Project


class ScoresOverdue(Rule):
    """A reviewer who has not scored, though the day is over.

    ## What is wrong
    Scores of the session were due, and somebody who was invited has not handed over a sheet.

    ## Why it matters
    Sheets are opened all at once. Until then nobody can prepare the meeting.

    ## How to fix it
    Ask them, move `due`, or take their name out of `reviewers`. `rubric session reveal` can also
    excuse them by name.

    ## Example
    `due: 2026-12-13`, and on the 14th there is no `ana.jwe`.
    """

    code = "R408"
    severity = Severity.WARNING


class SessionOverdue(Rule):
    """A session that should have been held by now.

    ## What is wrong
    By the rubric's `cadence` a session was due, and none has been held or planned since.

    ## Why it matters
    Agreement fades: what nobody compares drifts apart.

    ## How to fix it
    `rubric session new` plans one. If the rhythm is different now, change `cadence`.

    ## Example
    `cadence: {regular: 31d}`, and the last session was six weeks ago.
    """

    code = "R413"
    severity = Severity.WARNING


class MeetingOver(Rule):
    """A session whose day is over, and whose scores nobody has seen.

    ## What is wrong
    The day of the session has passed. Nobody who was invited has scored, or what they scored is
    sealed still.

    ## Why it matters
    It is in no figure, and its gaps are not known.

    ## How to fix it
    Move its `date`, add the sheets, or open the sealed ones with `rubric session reveal`.

    ## Example
    `date: 2026-12-15` on the 16th, with three sealed sheets.
    """

    code = "R415"
    severity = Severity.WARNING


class FacilitatorLate(Rule):
    """A facilitator who scored after others.

    ## What is wrong
    The facilitator of the session is one of its reviewers, and others' sheets were committed before
    theirs.

    ## Why it matters
    Whoever leads the session sees who has scored, and in an open session what. Their own sheet
    comes first, so that nobody can say that they knew.

    ## How to fix it
    Score first next time, or let somebody else lead.

    ## Example
    `facilitator: sam`, and `ana.jwe` is a day older than `sam.jwe`.
    """

    code = "R418"
    severity = Severity.INFO


def order(project: Project, held: Held, came_before: Sequence[str]) -> Iterator[Diagnostic]:
    """Whether the facilitator scored first.

    Args:
        project: What the session is part of.
        held: The session.
        came_before: Whose sheets were committed before the last ones, in that order.
    """
    leader = held.session.facilitator
    others = [name for name in came_before if name != leader]
    if leader not in held.scorers or not others or leader == came_before[0]:
        return
    if leader in came_before and came_before.index(leader) < came_before.index(others[0]):
        return
    yield FacilitatorLate.at(
        project.locate(held.session.path, "facilitator"),
        f"{len(others)} of the others' sheets were committed before that of {leader}, who leads it",
        help="whoever leads a session scores first",
    )


def check(project: Project, held: Held, today: dt.date) -> Iterator[Diagnostic]:
    """Who is late, and whether the day is over."""
    session = held.session
    late = today > session.due_by
    places = first_places(session.reviewers)
    for name in missing(held) if late else ():
        yield ScoresOverdue.at(
            project.locate(session.path, "reviewers", places[name]),
            f'"{name}" has not scored yet; scores were due on {session.due_by}',
            help="ask them, move `due`, or excuse them: rubric session reveal "
            f"{held.id} --excuse {name}",
        )
    if today > session.date and (session.reviewers or held.sealed):
        sealed = held.sealed and held.scorers
        yield MeetingOver.at(
            project.locate(session.path, "date"),
            f"this session was to be held on {session.date}, and "
            + ("its sheets are sealed still" if sealed else "there are no scores of it"),
            help=f"open them: rubric session reveal {held.id}"
            if sealed
            else "add the sheets, move the date, or delete the folder",
        )


def next_session(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Whether a session is overdue by the rubric's cadence, and none is planned."""
    due = next_due(project, today)
    planned = [held for held in project.upcoming.values() if held.session.date >= today]
    if due is None or planned or not project.sessions or not due.overdue(today):
        return
    yield SessionOverdue.at(
        project.locate(project.rubric.path, "calibration", "cadence", due.kind, key=True),
        f"a session was due by {due.day}: {due.why}",
        help="plan one: rubric session new",
    )

"""Sessions that are planned or scored still: nothing of their scores, only who has handed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.cadence import next_due
from mkdocs_rubric.calibration.states import State, missing, state
from mkdocs_rubric.model import Held
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.people import Privacy
from mkdocs_rubric.pages.base.phrases import counted, day, joined, short_day, with_days


@dataclass(frozen=True)
class UpcomingRow:
    """A session that is to come, as a line of a list.

    Attributes:
        link: Its agenda.
        date: The day it is held.
        iso: The same, for programs.
        kind: Why and how it is held.
        label: Its state in a word.
        words: Until when scores are due, and how many are in.
        late: Its day is over.
    """

    link: Link
    date: str
    iso: str
    kind: str
    label: str
    words: str
    late: bool


@dataclass(frozen=True)
class NextSession:
    """When the team meets next.

    Attributes:
        what: The planned session; without an address, that none is planned.
        words: Why then, or what is missing.
        late: It should have been held.
    """

    what: Link
    words: str
    late: bool


@once_an_outline
def upcoming_rows(context: Context) -> Sequence[UpcomingRow]:
    """What is to come, next first."""
    return [_row(context, held) for held in context.project.upcoming.values()]


def _row(context: Context, held: Held) -> UpcomingRow:
    session = held.session
    late = session.date < context.today
    return UpcomingRow(
        link=context.links.session(held.id),
        date=short_day(session.date),
        iso=session.date.isoformat(),
        kind=str(session.kind),
        label=state_label(context, held),
        words=f"{due_words(context, held)}, {scored_words(held)}",
        late=late,
    )


def state_label(context: Context, held: Held) -> str:
    """What a session that is to come is, in a word or two."""
    if held.session.date < context.today:
        return "Not held yet"
    return "Planned" if state(context.project, held) is State.PLANNED else "Open"


def due_words(context: Context, held: Held) -> str:
    """Until when scores are due."""
    were = "were" if held.session.due_by < context.today else "are"
    return f"scores {were} due {day(held.session.due_by)}"


def scored_words(held: Held) -> str:
    """How many have scored, of how many."""
    invited = dict.fromkeys(held.session.reviewers)
    if not invited:
        return f"{counted(len(held.scorers), 'sheet')} so far"
    there = len(invited) - len(missing(held))
    if there == len(invited):
        return f"all {there} have scored" if there > 1 else "the reviewer has scored"
    return f"{there or 'none'} of {len(invited)} {'has' if there == 1 else 'have'} scored"


@once_an_outline
def next_session(context: Context) -> NextSession | None:
    """The next session, or by when there has to be one; None where nobody asks for one."""
    project, today = context.project, context.today
    due = next_due(project, today)
    coming = [held for held in project.upcoming.values() if held.session.date >= today]
    if coming:
        held = coming[0]
        words = [due_words(context, held), scored_words(held)]
        if due and due.day < held.session.date:
            words.append(f"later than your rhythm asks for ({day(due.day)})")
        link = context.links.session(held.id)
        return NextSession(
            Link(day(held.session.date), link.uri), f"{_sentence('; '.join(words))}.", late=False
        )
    if project.upcoming:
        held = list(project.upcoming.values())[-1]
        link = Link(f"Was to be {day(held.session.date)}", context.links.session(held.id).uri)
        return NextSession(link, "Its day is over and its scores are not opened.", late=True)
    if due is None:
        return None
    why = with_days(due.why)
    if due.who and context.people.privacy is Privacy.NAMES:  # else it would tell who is who
        names = [context.people.name(name) for name in due.who]
        why = f"{joined(names)} {'is' if len(names) == 1 else 'are'} new"
    if due.overdue(today):
        late = counted((today - due.day).days, "day")
        return NextSession(Link(f"Overdue by {late}", ""), f"Was due {day(due.day)}: {why}.", True)
    return NextSession(
        Link(f"Due by {day(due.day)}", ""), f"None is planned yet. {_sentence(why)}.", late=False
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]

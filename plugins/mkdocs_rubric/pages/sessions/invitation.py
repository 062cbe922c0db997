"""A session that is to come as a file for calendars: the meeting, and the day scores are due."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs_rubric.model import Held
from mkdocs_rubric.pages.base.addresses import invitation_uri, session_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.phrases import counted

if TYPE_CHECKING:
    from icalendar import Event


def invitations(context: Context) -> Mapping[str, str]:
    """The file of each session that is to come, by its address."""
    return {
        invitation_uri(held.id): _invitation(context, held)
        for held in context.project.upcoming.values()
    }


def _invitation(context: Context, held: Held) -> str:
    # Takes a sixth of a second, and few builds have a session that is to come.
    from icalendar import Calendar  # noqa: PLC0415

    session, title = held.session, context.links.session_title(held.id)
    address = context.absolute(session_uri(held.id))
    scored = counted(len(session.conversations), "conversation")
    took = f" {session.minutes} minutes." if session.minutes else ""
    calendar = Calendar()
    calendar.add("prodid", "-//mkdocs-rubric//calibration//EN")
    calendar.add("version", "2.0")
    for what, day, name, words in (
        (
            "due",
            session.due_by,
            f"Scores are due: {title}",
            f"Score {scored} on your own, before you talk about them.",
        ),
        ("meeting", session.date, title, f"{scored}.{took}"),
    ):
        calendar.add_component(_event(held, what, day, name, f"{words}\n{address}".strip()))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(held: Held, what: str, day: dt.date, summary: str, description: str) -> "Event":
    """A whole day: files do not say at which hour the team meets."""
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", f"{held.id}-{what}@mkdocs-rubric")
    # When it was made; of the same files, always the same bytes.
    event.add("dtstamp", dt.datetime.combine(held.session.due_by, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", summary)
    event.add("description", description)
    event.add("transp", "TRANSPARENT")
    return event

"""What of a session somebody may practise on still: its scores are hidden until asked for."""

from mkdocs_rubric.model import Held
from mkdocs_rubric.pages.base.addresses import practice_uri, warm_up_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link


def practised(context: Context, held: Held) -> list[str]:
    """The conversations of a session that are in a practice, in its order."""
    kept = {
        entry.conversation
        for practice in context.project.practices.values()
        for entry in practice.conversations
        if entry.session == held.id
    }
    return [each.id for each in held.session.conversations if each.id in kept]


def practice_of(context: Context, session: str) -> Link | None:
    """To the first practice that has something of a session; None where none has."""
    if "practice" not in context.kinds:
        return None
    for practice in context.project.practices.values():
        if any(entry.session == session for entry in practice.conversations):
            return Link(context.plain(practice.title), practice_uri(practice.id))
    return None


def warm_up_link(context: Context) -> Link | None:
    """To a few conversations of the first practice; None where there is none."""
    first = next(iter(context.project.practices), None)
    made = first is not None and "practice" in context.kinds
    return Link("Warm up: five in ten minutes", warm_up_uri(first)) if first and made else None

"""A transcript as turns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.pages.base.context import Context

_TURN = re.compile(r"^\**([A-Z][\w ]{0,30}?)\**(?: \(([^)\n]{1,40})\))?\**:\**\s+(.*)$", re.DOTALL)


@dataclass(frozen=True)
class TurnView:
    """One turn of a transcript."""

    who: str
    at: str
    text: str
    side: str


def turns(context: Context, transcript: str) -> Iterator[TurnView]:
    """Paragraphs that start with a speaker are turns; anything else sets the scene."""
    for paragraph in re.split(r"\n\s*\n", transcript):
        flat = paragraph.strip()
        if not flat:
            continue
        found = _TURN.match(flat)
        if found is None:
            text = flat.lstrip("# ").strip("*_")
            yield TurnView("", "", context.people.in_text(text), "scene")
            continue
        who = found[1]
        side = {"agent": "agent", "customer": "customer"}.get(who.casefold(), "other")
        shown = context.people.in_text(who)
        yield TurnView(shown, found[2] or "", context.people.in_text(found[3].strip()), side)

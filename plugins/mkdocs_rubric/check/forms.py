"""Forms that were handed in before they were filled in."""

import re
from collections.abc import Iterator
from functools import lru_cache

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.model import Decision, Dispute, Held, Project, Status
from mkdocs_rubric.model.placeholders import ALL

_UNFINISHED = re.compile(r"\b(TODO|TBD|FIXME)\b|\blorem ipsum\b|^[.\u2026\s]+$")


class Placeholder(Rule):
    """Text of a form that nobody has replaced.

    ## What is wrong
    A decision, an edge case, a dispute or a session has words in it that only say what belongs
    there.

    ## Why it matters
    A reviewer who lands on it mid-review learns nothing, and it looks decided.

    ## How to fix it
    Write what is meant, or take the part out.

    ## Example
    `guidance: How to score it, and why.` as the form has it.
    """

    code = "R417"


def check(project: Project) -> Iterator[Diagnostic]:
    """Edge cases, decisions that are proposed or in force, disputes, and sessions."""
    for criterion in project.rubric.criteria.values():
        for place, case in enumerate(criterion.edge_cases):
            for field in ("id", "situation", "guidance"):
                where = project.locate(criterion.path, "edge_cases", place, field)
                yield from _left(where, getattr(case, field))
    for decision in project.decisions.values():
        if decision.status in (Status.PROPOSED, Status.ACCEPTED):
            yield from _left(project.locate(decision.path, "title"), decision.title)
            yield from _body(decision)
    for dispute in project.disputes.values():
        yield from _left(project.locate(dispute.path, "title"), dispute.title)
        yield from _left(project.locate(dispute.path, "conversation"), dispute.conversation)
        yield from _body(dispute)
    for held in project.every_session.values():
        yield from _session(project, held)


def _session(project: Project, held: Held) -> Iterator[Diagnostic]:
    path = held.session.path
    for place, conversation in enumerate(held.session.conversations):
        for field in ("id", "summary"):
            where = project.locate(path, "conversations", place, field)
            yield from _left(where, getattr(conversation, field) or "")
    for place, entry in enumerate(held.session.settled):
        yield from _left(project.locate(path, "settled", place, "no_change"), entry.no_change or "")


def _body(record: Decision | Dispute) -> Iterator[Diagnostic]:
    for number, line in enumerate(record.body.split("\n"), start=record.body_line):
        if line.strip() and _as_in_a_form(line):
            yield from _left(Location(record.path, number, 1, len(line)), line)


def _left(where: Location, text: str) -> Iterator[Diagnostic]:
    if what := _as_in_a_form(text):
        yield Placeholder.at(where, what, help="write what belongs here, or take it out")


@lru_cache(maxsize=1 << 15)  # texts are the same from one edit to the next
def _as_in_a_form(text: str) -> str:
    """What a text has of a form that nobody filled in; "" where it has nothing."""
    flat = " ".join(text.split())
    if flat in ALL:
        return f'"{flat[:60]}" is what the form says, not what was meant'
    found = _UNFINISHED.search(flat)
    return f'"{found[0]}" says that this is not finished' if found else ""

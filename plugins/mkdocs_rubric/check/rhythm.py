"""What several sessions tell together: sheets that are copies, meetings that changed nothing."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
from mkdocs_rubric.model import Held, Project, Sheet

_RUN = 3
"""Sessions in a row without any change to the guideline from which on it is worth saying."""
_ENOUGH = 3
"""Notes up to which two sheets may be alike by accident."""


class SheetsAlike(Rule):
    """Two sheets that are the same to the note.

    ## What is wrong
    Two reviewers gave the same scores with the same notes, word for word.

    ## Why it matters
    One of them is probably a copy. It makes agreement look better than it is.

    ## How to fix it
    Ask both. Delete the copy, and have that reviewer score on their own.

    ## Example
    `ana.csv` and `ben.csv` differ in their names alone.
    """

    code = "R409"
    severity = Severity.WARNING


class NothingChanged(Rule):
    """A run of sessions after which the guideline never changed.

    ## What is wrong
    Several sessions in a row had gaps, and each was settled without a decision.

    ## Why it matters
    You met, you talked, and nothing was written down: next month the same gaps are back.

    ## How to fix it
    For a gap that comes back, make a decision and add the edge case to its criterion.

    ## Example
    Four sessions with nine gaps, all `no_change`.
    """

    code = "R414"
    severity = Severity.INFO


def alike(held: Held) -> Iterator[Diagnostic]:
    """Sheets of one session that are copies of each other."""
    seen: dict[object, Sheet] = {}
    for sheet in held.sheets:
        notes = sum(bool(note.strip()) for note in sheet.notes)
        if notes < _ENOUGH or len(sheet.people) != 1:
            continue
        rows = zip(sheet.conversations, sheet.criteria, sheet.cells, sheet.notes, strict=True)
        content = frozenset(rows)
        first = seen.setdefault(content, sheet)
        if first is not sheet:
            yield SheetsAlike.at(
                Location(sheet.path),
                f"this sheet is the same as {first.path}, to the last of its {notes} notes",
                help="ask both reviewers which is a copy, and delete it",
            )


def nothing_changed(project: Project) -> Iterator[Diagnostic]:
    """The last run of sessions that had gaps and came to no decision."""
    run: list[Held] = []
    deciding = {decision.session for decision in project.decisions.values()}
    for held in project.sessions.values():
        if not held.session.settled:
            continue
        run = [] if held.id in deciding or _decided(project, held) else [*run, held]
    if len(run) >= _RUN:
        gaps = sum(len(held.session.settled) for held in run)
        yield NothingChanged.at(
            project.locate(run[-1].session.path, "settled", key=True),
            f"you met {len(run)} times, talked about {gaps} gaps, and the guideline did not change",
            help="make a decision about a gap that comes back: rubric decide",
        )


def _decided(project: Project, held: Held) -> bool:
    """Whether a decision was made in the weeks after a session, without naming it."""
    until = held.session.date + dt.timedelta(days=14)
    return any(held.session.date <= each.date <= until for each in project.decisions.values())

"""What a session is: planned, open, revealed or closed; and who is still to score."""

from enum import StrEnum

from mkdocs_rubric.calibration.gaps import Gap, gaps
from mkdocs_rubric.model import Held, Project


class State(StrEnum):
    """How far a session is."""

    PLANNED = "planned"
    OPEN = "open"
    REVEALED = "revealed"
    CLOSED = "closed"


def state(project: Project, held: Held) -> State:
    """How far a session is.

    Planned: no scores have come in. Open: they are coming in, and are nobody's business yet.
    Revealed: everybody's scores may be seen. Closed: every gap is settled.
    """
    if held.id in project.upcoming:
        return State.OPEN if held.scorers else State.PLANNED
    return State.REVEALED if open_gaps(project, held) else State.CLOSED


def open_gaps(project: Project, held: Held) -> list[Gap]:
    """The gaps that nothing settles yet, widest first."""
    return [gap for gap in gaps(project, held) if gap.settled is None]


def missing(held: Held) -> list[str]:
    """Who was invited and has not handed over scores, in the order of the session."""
    there = set(held.scorers)
    return [name for name in dict.fromkeys(held.session.reviewers) if name not in there]

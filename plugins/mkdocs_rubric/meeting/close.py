"""A session is closed once every gap is settled."""

from mkdocs_rubric.calibration.states import open_gaps
from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Session
from mkdocs_rubric.patch import Patch


def close(desk: Desk, name: str) -> Patch:
    """Say in session.yaml that the session is closed, today.

    Raises:
        RubricError: It is not held yet, a gap is open, or it is closed already.
    """
    held = desk.session(name)
    if name in desk.project.upcoming:
        what = "sealed still" if held.sealed and held.scorers else "not held yet"
        raise RubricError(
            f"{name} is {what}",
            help=f"open its sheets first: rubric session reveal {name}"
            if held.sealed and held.scorers
            else "there are no scores of it that could be compared",
        )
    if held.session.closed:
        raise RubricError(f"{name} was closed on {held.session.closed}", help="nothing to do")
    waiting = open_gaps(desk.project, held)
    if waiting:
        lines = [
            f"{gap.spread.criterion.id} on {gap.spread.conversation}: "
            + (
                "some said N/A, some scored"
                if gap.spread.is_disputed
                else f"scored from {gap.spread.values[0]} to {gap.spread.values[-1]}"
            )
            for gap in waiting
        ]
        first = waiting[0].spread
        raise RubricError(
            f"{len(waiting)} gap{'s are' if len(waiting) > 1 else ' is'} open still:",
            details=lines,
            help=f"settle each: rubric decide {name} {first.conversation} {first.criterion.id}",
        )
    path = held.session.path
    fresh = YamlFile(path, desk.tree.read(path), Session).set("closed", to=desk.today)
    return desk.patch({path: fresh.content})

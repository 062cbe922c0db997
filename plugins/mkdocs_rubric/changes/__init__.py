"""What is different between two states of a standard, in sentences; and what follows from it."""

from mkdocs_rubric.changes.change_kinds import Bearing, Change, ChangeKind
from mkdocs_rubric.changes.changeset import Changeset, compare
from mkdocs_rubric.changes.criterion import criterion_changes, scale_changes
from mkdocs_rubric.changes.impact import (
    Crossing,
    Impact,
    Reread,
    Shift,
    impact,
    rests_on,
    to_reread,
)
from mkdocs_rubric.changes.redline import Fate, Redline

__all__ = [
    "Bearing",
    "Change",
    "ChangeKind",
    "Changeset",
    "Crossing",
    "Fate",
    "Impact",
    "Redline",
    "Reread",
    "Shift",
    "compare",
    "criterion_changes",
    "impact",
    "rests_on",
    "scale_changes",
    "to_reread",
]

"""What is different between two states of a standard, in sentences; and what follows from it."""

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
from mkdocs_rubric.changes.kinds import Change, Effect, Kind
from mkdocs_rubric.changes.project import Comparison, compare
from mkdocs_rubric.changes.redline import Edit, Redline

__all__ = [
    "Change",
    "Comparison",
    "Crossing",
    "Edit",
    "Effect",
    "Impact",
    "Kind",
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

"""`rubric session`, `rubric decide` and `rubric score`: a calibration session from plan to record.

A module for each thing that is done. All of them return a `Patch`, which was read and checked as
the reader would; whoever calls them shows it or writes it.
"""

from mkdocs_rubric.meeting.close import close
from mkdocs_rubric.meeting.decide import Answer, decide, settle_without_change
from mkdocs_rubric.meeting.new import Plan, new_session
from mkdocs_rubric.meeting.reveal import reveal
from mkdocs_rubric.meeting.score import handed_over, sheet_text

__all__ = [
    "Answer",
    "Plan",
    "close",
    "decide",
    "handed_over",
    "new_session",
    "reveal",
    "settle_without_change",
    "sheet_text",
]

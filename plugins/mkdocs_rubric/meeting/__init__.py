"""`rubric session`, `rubric decide` and `rubric score`: a calibration session from plan to record.

A module for each thing that is done. All of them return a `Patch`, which was read and checked as
the reader would; whoever calls them shows it or writes it.
"""

from mkdocs_rubric.meeting.close import close
from mkdocs_rubric.meeting.decide import Ruling, decide, settle_without_change
from mkdocs_rubric.meeting.handing_over import handed_over, sheet_text
from mkdocs_rubric.meeting.new import Plan, new_session
from mkdocs_rubric.meeting.reveal import reveal

__all__ = [
    "Plan",
    "Ruling",
    "close",
    "decide",
    "handed_over",
    "new_session",
    "reveal",
    "settle_without_change",
    "sheet_text",
]

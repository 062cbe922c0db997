"""What other people's tables say: spreadsheets and CSV files, their columns, their texts.

A scorecard becomes a standard (`read_scorecard`), told as it was `understood`. Everything in a
table is untrusted (`untrusted`).
"""

from mkdocs_rubric.importing.json_scorecards import read_json_scorecard
from mkdocs_rubric.importing.scorecard import Scorecard, read_scorecard
from mkdocs_rubric.importing.told import Said, said
from mkdocs_rubric.importing.understood import understood

__all__ = ["Said", "Scorecard", "read_json_scorecard", "read_scorecard", "said", "understood"]

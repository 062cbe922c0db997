"""Every wording that was in force, and when, from git.

The main line is walked once, oldest commit first. A commit is in force from the day it was
committed (or from the rubric's `effective` day, if it says that it takes effect later) until a
later commit is. A later commit with an earlier date says what should have been there: it replaces
what stood there before, so that a past can be recorded after the fact.
"""

from mkdocs_rubric.history.reading import HistoryAsRead, ProjectHistory, read_history

__all__ = ["HistoryAsRead", "ProjectHistory", "read_history"]

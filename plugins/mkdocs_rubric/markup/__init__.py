"""What of an author's HTML may stand on the site: cleaned where pages are made, named by a check.

Authors are whoever may open a pull request, so nothing of theirs runs in a reader's browser.
"""

from mkdocs_rubric.markup.allowed import SCHEMES, is_allowed, may_have, not_of_ours, scheme_of
from mkdocs_rubric.markup.closed import closed
from mkdocs_rubric.markup.source import TakenOut, taken_out

__all__ = [
    "SCHEMES",
    "TakenOut",
    "closed",
    "is_allowed",
    "may_have",
    "not_of_ours",
    "scheme_of",
    "taken_out",
]

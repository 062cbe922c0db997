"""A checked project laid out as pages: what each shows, already worded, sorted and formatted.

Pages do not know where the project came from, nor how they are rendered.
"""

from mkdocs_rubric.pages.base.addresses import CHANGES, FEED, HOME, relative
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import LaidOut
from mkdocs_rubric.pages.base.page import Entry, Link, Page, Redirect
from mkdocs_rubric.pages.base.people import People, Privacy
from mkdocs_rubric.pages.base.repository import Repository
from mkdocs_rubric.pages.history.history_page import history_redirects
from mkdocs_rubric.pages.kinds import KINDS, data_files, lay_out
from mkdocs_rubric.pages.navigation import navigation

__all__ = [
    "CHANGES",
    "FEED",
    "HOME",
    "KINDS",
    "Context",
    "Entry",
    "LaidOut",
    "Link",
    "Page",
    "People",
    "Privacy",
    "Redirect",
    "Repository",
    "data_files",
    "history_redirects",
    "lay_out",
    "navigation",
    "relative",
]

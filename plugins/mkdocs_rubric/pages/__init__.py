"""A checked project laid out as pages: what each shows, already worded, sorted and formatted.

Pages do not know where the project came from, nor how they are rendered.
"""

from mkdocs_rubric.pages.base.addresses import CHANGES, FEED, GLOSSARY, HOME, relative
from mkdocs_rubric.pages.base.anonymous import addressed, listed
from mkdocs_rubric.pages.base.context import Context, nothing, unknown_page
from mkdocs_rubric.pages.base.outline import LaidOut
from mkdocs_rubric.pages.base.page import Entry, Link, OwnPage, Page, Redirect
from mkdocs_rubric.pages.base.people import People, Privacy
from mkdocs_rubric.pages.base.repository import Repository
from mkdocs_rubric.pages.finder.index import FinderIndex, Section, finder_index
from mkdocs_rubric.pages.history.history_page import history_redirects
from mkdocs_rubric.pages.kinds import KINDS, data_files, lay_out
from mkdocs_rubric.pages.navigation import navigation

__all__ = [
    "CHANGES",
    "FEED",
    "GLOSSARY",
    "HOME",
    "KINDS",
    "Context",
    "Entry",
    "FinderIndex",
    "LaidOut",
    "Link",
    "OwnPage",
    "Page",
    "People",
    "Privacy",
    "Redirect",
    "Repository",
    "Section",
    "addressed",
    "data_files",
    "finder_index",
    "history_redirects",
    "lay_out",
    "listed",
    "navigation",
    "nothing",
    "relative",
    "unknown_page",
]

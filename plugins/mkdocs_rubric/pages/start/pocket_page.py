"""The pocket card: the whole standard in short, on two printed pages where it is of usual size."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from mkdocs_rubric.pages.base.addresses import POCKET
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.phrases import day
from mkdocs_rubric.pages.start.for_tools import FULL_TEXT, JSON_FILE, OVERVIEW
from mkdocs_rubric.pages.start.standard_text import group_texts

_LETTERS = 44
"""On a line of one of three columns on A4; see `start.css`, and the test that prints."""
_LINES = 245
"""On a page."""
_HEADINGS = {"##": 1.8, "###": 1.4}
_WORDS = {1: "one page", 2: "two pages"}
_SIGN = re.compile(r"[^\w\s,;?'\u0080-\U0010ffff]")


@dataclass(frozen=True)
class PocketView:
    """Everything on the page.

    Attributes:
        printed: How many pages it takes on paper, in a sentence.
        groups: The standard, a text for each group.
        files: The same for tools, with what they are called.
    """

    title: str
    version: str
    printed: str
    groups: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


def pocket_page(context: Context) -> Page:
    """The page. Not made once an outline: it shows levels."""
    rubric = context.project.rubric
    since = f", in force since {day(rubric.effective)}" if rubric.effective else ""
    groups = group_texts(context, _safe)
    view = PocketView(
        title=context.plain(rubric.title),
        version=f"Version {context.plain(rubric.version)}{since}.",
        printed=f"Printed, it takes {_pages(groups)}.",
        groups=tuple(groups),
        files=(
            ("as Markdown", FULL_TEXT),
            ("as JSON", JSON_FILE),
            ("a list of pages for language models", OVERVIEW),
        ),
    )
    return Page(
        uri=POCKET,
        template="pocket.md.jinja",
        title="Pocket card",
        view=view,
        source=rubric.path,
        boost=0,  # what stands here is found where it belongs
        description="The whole standard in short, to print.",
    )


def _safe(text: str) -> str:
    """Text in which nothing is markup, for a page that a team's own extensions read too."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _pages(groups: Sequence[str]) -> str:
    """`two pages`, by how many lines of text there are; more are said to be about so many."""
    lines = 0.0
    for line in "".join(groups).splitlines():
        mark, _, words = line.partition(" ")
        said = html.unescape((words if mark in _HEADINGS else line).replace("*", ""))
        width = sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in said)
        lines += _HEADINGS.get(mark, 1) * ceil(width / _LETTERS)
    pages = max(1, ceil(lines / _LINES))
    return _WORDS.get(pages) or f"about {pages} pages: more than a pocket holds"

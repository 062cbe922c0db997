"""What a page is, before anybody renders it."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Page:
    """One page of the site.

    Attributes:
        uri: Its Markdown file, from the site's root.
        template: The template that renders `view`.
        title: What it is called in navigation, tabs and search.
        view: Everything the template shows, already worded, sorted and formatted.
        source: The file it comes from and a line, for the edit link; "" when there is none.
        line: The line to open it at.
        is_folder: Whether `source` is a folder.
        boost: Weight in search; 0 leaves the page out.
        place_boosts: Weight in search of single places on the page, by anchor.
        tags: For the theme's own tags.
        description: For link previews.
        under: The uri of the page it belongs to in the navigation.
        wide: Whether it takes the room of the theme's side columns.
    """

    uri: str
    template: str
    title: str
    view: Any
    source: str = ""
    line: int = 0
    is_folder: bool = False
    boost: float = 1
    place_boosts: Mapping[str, float] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    description: str = ""
    under: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Entry:
    """A place in the navigation: a page, or a heading with pages below it."""

    title: str
    uri: str = ""
    below: tuple["Entry", ...] = field(default=())
    section: bool = False
    """Whether pages outside the navigation belong to it."""
    one_of_many: bool = False
    """Whether it can be left out where there are too many; it stays in its index."""


@dataclass(frozen=True)
class Link:
    """A link to a page of the site, and perhaps a place in it."""

    text: str
    uri: str
    anchor: str = ""


@dataclass(frozen=True)
class Redirect:
    """An address that only leads to a page.

    Attributes:
        uri: Where it is, as if it were a page.
        target: The page it leads to.
    """

    uri: str
    target: str


HOME = "index.md"
CRITERIA = "criteria/index.md"
DECISIONS = "decisions/index.md"
CALIBRATION = "calibration/index.md"
AGREEMENT = "agreement/index.md"
REVIEWERS = "agreement/reviewers.md"
TAGS = "tags.md"
CHECKS = "checks.md"
CHANGES = "changes.md"
FEED = "changes/feed.xml"
RESULT = "method/result.md"
MEANING = "method/agreement.md"
GLOSSARY = "glossary.md"


def criterion_uri(name: str) -> str:
    """The page of a criterion."""
    return f"criteria/{name}.md"


def history_uri(name: str) -> str:
    """The page of a criterion's history."""
    return f"criteria/{name}/history.md"


def version_uri(name: str, version: str) -> str:
    """The page of a criterion as it stood in a version of the rubric."""
    label = re.sub(r"[^\w.]+", "-", version.casefold()).strip("-.") or "x"
    return f"criteria/{name}/{'' if label.startswith('v') else 'v'}{label}.md"


def wording_uri(name: str, first: dt.date) -> str:
    """The page of a criterion as it stood from a day on, within a version."""
    return f"criteria/{name}/{first.isoformat()}.md"


def is_earlier(uri: str) -> bool:
    """Whether a page is about an earlier wording, or the history, of a criterion."""
    return uri.startswith("criteria/") and uri.count("/") > 1


def decision_uri(name: str) -> str:
    """The page of a decision."""
    return f"decisions/{name}.md"


def session_uri(name: str) -> str:
    """The page of a session."""
    return f"calibration/{name}.md"


def relative(target: str, page: str) -> str:
    """The path from one page's file to another's."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def slug(text: str) -> str:
    """An anchor from any text: `C-2201` is `c-2201`."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "x"


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence without its full stop, and the rest."""
    flat = " ".join(text.split())
    found = re.search(r"(?<=[.!?])\s+(?=[A-Z\"'\u201c(\[])", flat)
    head, rest = (flat[: found.start()], flat[found.end() :]) if found else (flat, "")
    return head.removesuffix("."), rest

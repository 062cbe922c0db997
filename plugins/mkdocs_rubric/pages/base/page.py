"""What a page is, before anybody renders it."""

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
class OwnPage:
    """A page that the team wrote by hand.

    Attributes:
        title: What it is called; "" where it does not say.
        summary: What it says of itself, or its first paragraph, as Markdown.
        words: How many it has.
        sections: Its headings in order, each with a digest of what stands below it, to tell that it
            has changed; "" for what stands above the first.
    """

    title: str
    summary: str = ""
    words: int = 0
    sections: tuple[tuple[str, str], ...] = ()


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
    last: bool = False
    """Whether it stands after the hand-written pages."""
    first: bool = False
    """Whether it stands before everything else, the first page too."""


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

"""A step of the reading path: what is read, how long that takes, and what it is made of."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.reading_time import about

_DIGITS = 12


class StartPart(NamedTuple):
    """Something a step is made of, to tell a reader who comes back what has changed.

    Attributes:
        key: Stays from build to build.
        of: What it belongs to, as the reader knows it.
        what: Which part of that it is; "" for all of it.
        said: A digest of what it says.
    """

    key: str
    of: str
    what: str
    said: str


@dataclass(frozen=True)
class StartLinkView:
    """A link of a step.

    Attributes:
        link: Where it leads.
        words: What it is about, in a line.
        critical: What its lowest level does; "" unless it is critical.
    """

    link: Link
    words: str = ""
    critical: str = ""


@dataclass(frozen=True)
class StartStepView:
    """A step of the reading path.

    Attributes:
        id: Stays from build to build, for what a browser remembers.
        title: What is read.
        words: What it is, in a sentence.
        minutes: How long that takes; 0 for what is looked up rather than read.
        links: Where it stands, the first of them the page to begin with.
        page: A page of the team's own, as Markdown knows it; "" for what is made from the files.
        parts: As JSON, its parts: key, of, what, said.
        changed: Pages with the words that were there before, by the name of what they belong to.
        all_there: Whether a part that is not there any more is gone, and not just further down.
    """

    id: str
    title: str
    words: str
    minutes: int
    links: tuple[StartLinkView, ...]
    page: str
    parts: str
    changed: tuple[Link, ...] = ()
    all_there: bool = True

    @property
    def time(self) -> str:
        """How long it takes, as a sentence; "" for what is looked up."""
        return f"{about(self.minutes).capitalize()}." if self.minutes else ""

    @property
    def in_lines(self) -> bool:
        """Whether its links have something said of them, and stand on lines of their own."""
        return any(each.words for each in self.links)


def as_json(parts: Iterable[StartPart]) -> str:
    """Parts for the page's script."""
    return json.dumps(list(map(list, parts)), ensure_ascii=False, separators=(",", ":"))


def digest(*content: object) -> str:
    """The start of a digest, which differs where the content does."""
    return hashlib.sha256(repr(content).encode()).hexdigest()[:_DIGITS]


def linked(links: Sequence[Link]) -> tuple[StartLinkView, ...]:
    """Links of which nothing is said."""
    return tuple(map(StartLinkView, links))

"""What the finder lists below the rules: words explained, and all other pages by their headings."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from mkdocs_rubric.site import GLOSSARY, Section

_EXPLAINED = ("method/", GLOSSARY)
_LONGEST = 600  # characters of a section: more of them are not told from each other by the rest
_UNSEARCHED = "data-search-exclude"
_EMPTY = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


@dataclass(frozen=True)
class ReadPage:
    """A page whose Markdown has become HTML.

    Attributes:
        uri: Its file.
        url: Its address, from the site's root.
        title: Its title.
        content: Its HTML.
        headings: What its table of contents calls each heading, by the heading's id.
        made: Whether it is made from the rubric.
    """

    uri: str
    url: str
    title: str
    content: str
    headings: Mapping[str, str]
    made: bool


class Sections:
    """The sections of pages, from build to build: only what has changed is read again."""

    def __init__(self) -> None:
        self._of: dict[str, list[Section]] = {}

    def note(self, page: ReadPage) -> None:
        """Read a page."""
        self._of[page.uri] = list(_read(page))

    def pass_over(self, uri: str) -> None:
        """List nothing of a page."""
        self._of[uri] = []

    def of(self, made: Iterable[str]) -> list[Section]:
        """All sections: explanations first, then the team's own pages, then those that are made.

        Args:
            made: The pages made from the rubric, by their uri.
        """
        ours = set(made)
        order = sorted(self._of, key=lambda uri: (not is_explanation(uri), uri in ours, uri))
        return [section for uri in order for section in self._of[uri]]

    def forget_all_but(self, uris: Iterable[str]) -> None:
        """Forget pages that are gone."""
        kept = set(uris)
        self._of = {uri: sections for uri, sections in self._of.items() if uri in kept}


def is_explanation(uri: str) -> bool:
    """Whether a page explains words and figures: of those, the texts are listed too."""
    return uri.startswith(_EXPLAINED)


def _read(page: ReadPage) -> Iterator[Section]:
    explained = is_explanation(page.uri)
    whole = explained or not page.made
    kind = "explanation" if explained else "page"
    title = html.unescape(page.title)
    reader = _Reader()
    reader.feed(page.content)
    reader.close()
    known = [
        (anchor, html.unescape(page.headings[anchor]), _text(texts) if whole else "")
        for anchor, texts in reader.sections
        if anchor in page.headings
    ]
    own = next((each for each in known if each[1] == title), None)
    yield Section(kind, page.url, title, "", own[2] if own else "")
    for each in known:
        if each is not own:
            anchor, heading, text = each
            yield Section(kind, f"{page.url}#{anchor}", heading, title, text)


def _text(texts: Iterable[str]) -> str:
    text = re.sub(r"[ \t\n\r\f\v\u00a0]+", " ", " ".join(texts).strip())
    return text.strip()[:_LONGEST]


class _Reader(HTMLParser):
    """The texts below each heading, with the heading's id; not what is kept out of search."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, list[str]]] = []
        self._in_heading = False
        self._unsearched = ""
        self._deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._deep and _UNSEARCHED in dict(attrs) and tag not in _EMPTY:
            self._unsearched = tag
        if tag == self._unsearched:
            self._deep += 1
        elif not self._deep and tag in _HEADINGS:
            self._in_heading = True
            self.sections.append((dict(attrs).get("id") or "", []))

    def handle_endtag(self, tag: str) -> None:
        if self._deep:
            self._deep -= tag == self._unsearched
            self._unsearched = self._unsearched if self._deep else ""
            return
        self._in_heading = self._in_heading and tag not in _HEADINGS

    def handle_data(self, data: str) -> None:
        if self.sections and not self._in_heading and not self._deep:
            self.sections[-1][1].append(data.rstrip("\n"))

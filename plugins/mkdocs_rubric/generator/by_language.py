"""The elements of a page by the language of their texts."""

import html
import re
from dataclasses import dataclass

from mkdocs_rubric.generator.english import Tells, Whose

_TOKEN = re.compile(
    r"<!--[\s\S]*?-->"
    r"|<(?P<raw>script|style|textarea)\b[\s\S]*?</(?P=raw)\s*>"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>",
    re.IGNORECASE,
)
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_CODE = re.compile("code|kbd|pre|samp|var")
"""What is in no language."""
_STRESS = re.compile("em|strong|del|mark")
"""A word in a sentence is in its language: many a word of one is one in another."""
_OF_SCRIPTS = re.compile(r"\sdata-(?:rubric-|part\b)")
"""What a script of ours works on, in English."""
_LABEL = re.compile(r"\s(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"")
_TOLD = re.compile(r"\s(?:lang=\"?(?P<language>[a-z]*)|dir=)")


@dataclass(slots=True)
class _Element:
    """An element, and how many words stand in it that are in no other.

    Attributes:
        place: Of its tag among the pieces of the page.
    """

    name: str
    attributes: str
    parent: "_Element | None"
    place: int
    ours: int = 0
    theirs: int = 0
    holds_text: bool = False
    is_english: bool = False

    def says(self, text: str, tells: Tells) -> None:
        """Counts a text."""
        if not text or text.isspace():
            return
        holder: _Element | None = self
        while holder is not None and not holder.holds_text:
            holder.holds_text, holder = True, holder.parent
        if _CODE.fullmatch(self.name):
            return
        count, whose = tells(html.unescape(text))
        if whose is Whose.OURS:
            self.ours += count
        elif whose is Whose.THEIRS:
            self.theirs += count

    def closed_by(self, name: str) -> "_Element":
        """What is open after an end tag."""
        element: _Element | None = self
        while element is not None and element.name != name:
            element = element.parent
        return self if element is None or element.parent is None else element.parent


def marked(page: str, site: str, tells: Tells, *, directions: bool = False) -> str:
    """A page on which what is English says so, and what is not within it as well.

    Args:
        page: Its HTML, or a part of it.
        site: The language of the site, which elements are in that say nothing: `de`.
        tells: Whose a text is.
        directions: Whether to say from which side a text is read.
    """
    site = site.replace("_", "-")
    pieces: list[str] = []
    elements: list[_Element] = []
    here = _Element("", "", None, -1)
    end = 0
    for token in _TOKEN.finditer(page):
        text = page[end : token.start()]
        here.says(text, tells)
        pieces += [text, token[0]]
        end = token.end()
        name = (token["name"] or "").casefold()
        if not name:
            continue
        if token["end"]:
            here = here.closed_by(name)
        else:
            element = _Element(name, token["attributes"], here, len(pieces) - 1)
            elements.append(element)
            if not (_VOID.fullmatch(name) or element.attributes.endswith("/")):
                here = element
    pieces.append(page[end:])
    for element in elements:
        if told := _told(element, tells, site, directions=directions):
            attributes = element.attributes
            closed = "/" if attributes.endswith("/") else ""
            start = pieces[element.place][: 1 + len(element.name)]
            pieces[element.place] = f"{start}{attributes.removesuffix('/')}{told}{closed}>"
    return "".join(pieces)


def _told(element: _Element, tells: Tells, site: str, *, directions: bool) -> str:
    """What a tag has to say; notes in which language its element is."""
    around = element.parent is not None and element.parent.is_english
    element.is_english = around
    if told := _TOLD.search(element.attributes):
        element.is_english = told["language"] == "en" if told["language"] else around
        return ""
    if element.ours or element.theirs:
        element.is_english = _is_english(element, around)
    elif _OF_SCRIPTS.search(element.attributes):
        element.is_english = True
    elif not element.holds_text and (label := _LABEL.search(element.attributes)):
        _, whose = tells(html.unescape(label[1]))
        element.is_english = around if whose is Whose.NOBODYS else whose is Whose.OURS
    if element.is_english == around:
        return ""
    if not element.is_english:
        return f' lang="{site}"' + (' dir="auto"' if directions else "")
    has_text = element.ours or not element.holds_text
    return ' lang="en"' + (' dir="ltr"' if directions and has_text else "")


def _is_english(element: _Element, around: bool) -> bool:  # noqa: FBT001 - said of it before
    parent = element.parent
    if _STRESS.fullmatch(element.name) and not around and parent is not None and parent.theirs:
        return element.ours > 1 and not element.theirs
    return element.ours >= element.theirs

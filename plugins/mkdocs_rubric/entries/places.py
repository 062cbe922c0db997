"""Places in a YAML text: ends of lines, comments that belong to an entry, headers of texts."""

import re
from dataclasses import dataclass

from mkdocs_rubric.entries.parts import YamlPart

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_COMMENT_BELOW = re.compile(r"\n(?:[ \t]*\n)*([ \t]*)#[^\n]*")
_HEADER = re.compile(r"([|>])([1-9]?)[-+]?([1-9]?)")
_FOR_EDITORS = re.compile(r"#\s*yaml-language-server:")


class NoPlaceError(Exception):
    """Something that cannot be written there.

    Attributes:
        why: The reason, in words.
        place: Where in the text.
    """

    def __init__(self, why: str, place: int) -> None:
        super().__init__(why)
        self.why = why
        self.place = place


@dataclass(frozen=True)
class Splice:
    """A piece of a text, and what takes its place.

    Attributes:
        start: Where the piece starts.
        end: Where it ends.
        text: What to write there.
    """

    start: int
    end: int
    text: str


def line_start(text: str, place: int) -> int:
    """Where the line of a place starts."""
    return text.rfind("\n", 0, place) + 1


def line_end(text: str, place: int) -> int:
    """Where the line of a place ends, before its line feed."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def is_first_on_line(text: str, place: int) -> bool:
    """Whether only blanks stand before a place on its line."""
    return not text[line_start(text, place) : place].strip()


def below(text: str, end: int, column: int) -> int:
    """Where the last line of an entry ends: comments indented deeper than its dash or key are its.

    Args:
        text: The text.
        end: Where the entry's value ends.
        column: Where its dash or key stands.
    """
    place = line_end(text, end)
    while (comment := _COMMENT_BELOW.match(text, place)) and len(comment[1]) > column:
        place = comment.end()
    return place


def above(text: str, place: int, least: int) -> int:
    """Where the comments directly above a key or dash start; not those on the file as a whole.

    Args:
        text: The text.
        place: Where the key or dash stands, first on its line.
        least: Where the entry before it ends.
    """
    start = line_start(text, place)
    indent = text[start:place]
    while start > least:
        line = line_start(text, start - 1)
        comment = text[line : start - 1]
        if line < least or not comment.startswith(f"{indent}#") or _FOR_EDITORS.match(comment):
            break
        start = line
    return start


def has_blank_line(text: str) -> bool:
    """Whether one of the whole lines in a piece of text is blank."""
    return any(not line.strip() for line in text.split("\n")[1:-1])


def content_start(text: str, part: YamlPart) -> int:
    """Where a value starts behind its anchor and tag."""
    found = _PROPERTIES.match(text, part.start)
    return found.end() if found and found.end() <= part.end else part.start


def header_end(text: str, start: int) -> int:
    """Where the header of a text on lines of its own ends."""
    found = _HEADER.match(text, start)
    return found.end() if found else start


def closed(text: str, part: YamlPart) -> Splice | None:
    """Nothing, or what keeps a text at the very end of the file the same when lines follow it."""
    if not part.is_block_text or text.endswith("\n") or part.text.endswith("\n"):
        return None
    start = content_start(text, part)
    found = _HEADER.match(text, start)
    return found and Splice(start, found.end(), f"{found[1]}{found[2]}-{found[3]}")

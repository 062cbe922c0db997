"""Entries of lists and mappings in brackets, on one line or several."""

import re
from collections.abc import Iterator, Sequence

from mkdocs_rubric.entries.habits import column_of
from mkdocs_rubric.entries.parts import YamlPart
from mkdocs_rubric.entries.places import (
    NoPlaceError,
    Splice,
    content_start,
    is_first_on_line,
    line_end,
)

_COMMA = re.compile(r"\s*,")
_REST_OF_LINE = re.compile(r"[ \t]*(,?)[ \t]*(?:(?<=[ \t,])#[^\n]*)?(?=\n|\Z)")


def inserted(text: str, part: YamlPart, place: int, written: str) -> Iterator[Splice]:
    """Write a key before the one at `place`, or behind the last."""
    if part.style != "{":
        raise NoPlaceError("a single `key: value` in brackets cannot be added to", part.start)
    if place < len(part.children):
        following = part.children[place].start
        yield Splice(following, following, f"{written}, ")
    else:
        yield from added(text, part, [written])


def added(text: str, part: YamlPart, written: Sequence[str]) -> Iterator[Splice]:
    """Write entries behind the last; on lines of their own, if that has one."""
    if not part.children:
        start = content_start(text, part) + 1
        yield Splice(start, start, ", ".join(written))
        return
    last = part.children[-1]
    rest = _REST_OF_LINE.match(text, last.end)
    if rest is None or not is_first_on_line(text, last.start):
        yield Splice(last.end, last.end, "".join(f", {entry}" for entry in written))
        return
    indent = " " * column_of(text, last.start)
    comma = rest[1]
    if not comma:
        yield Splice(last.end, last.end, ",")
    end = line_end(text, last.end)
    lines = f",\n{indent}".join(written)
    yield Splice(end, end, f"\n{indent}{lines}{comma}")


def without(text: str, part: YamlPart, place: int) -> Iterator[Splice]:
    """Take out the entry at `place`, with its comma and without the comments around it."""
    child = part.children[place]
    comma = _COMMA.match(text, child.end)
    if place < len(part.children) - 1:
        following = part.children[place + 1].start
        if comma is None:
            raise NoPlaceError("a comment stands before the comma", child.end)
        has_comment = "#" in text[comma.end() : following]
        yield Splice(child.start, comma.end() if has_comment else following, "")
        return
    before = part.children[place - 1].end
    if "#" in text[before : child.start]:
        yield Splice(child.start, comma.end() if comma else child.end, "")
    else:
        yield Splice(before, child.end, "")

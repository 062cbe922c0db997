"""What was found in a text, with the signs around a name that belong to it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_rubric.names.everyday import ENDINGS

ELEMENT = r"</?[a-zA-Z][^<>]{0,80}>|<!--[^<>]{0,80}-->"
APART = 100
"""Characters between two words of one name, at most."""
_LOGIN_AFTER = re.compile(r"(?:\\?_[^\W_]+|\d+|-[a-z](?![^\W_])|\.[a-z]+(?![^\W_])){1,8}")
_LOGIN_BEFORE = re.compile(r"(?<![^\W_])(?:[a-z]{1,40}[._]|[a-z]-)$")
_CLOSING = re.compile(r"\*{1,3}|~~|`|</[a-zA-Z][^<>]{0,80}>")
_OPENING = re.compile(r"(?:\*{1,3}|~~|`|<[a-zA-Z][^<>]{0,80}>)$")


class Found(NamedTuple):
    """Somebody's name in a text.

    Attributes:
        start: Where it starts.
        end: Where it ends.
        who: Whose it is; "" where it could be one of several.
        tail: The ending that a name has in this place: `s`.
    """

    start: int
    end: int
    who: str
    tail: str = ""


def with_marks(text: str, found: Found) -> Found:
    """With the other half of emphasis that begins or ends within a name."""
    start, end, inside = found.start, found.end, text[found.start : found.end]
    if sum(map(inside.count, "*~`")) % 2 or inside.count("**") % 2 or inside.count("<") % 2:
        if after := _CLOSING.match(text, end):
            end = after.end()
        elif before := _OPENING.search(text[max(0, start - APART) : start]):
            start -= len(before[0])
    return found._replace(start=start, end=end)


def with_login(text: str, found: Found) -> Found:
    """With what makes a login of a name: `@`, `_k`, `.kovac`, `2`."""
    start, end = found.start, found.end
    is_lower = text[start:end].islower()
    after = _LOGIN_AFTER.match(text, end) if not found.tail else None
    is_host = text[max(0, start - 1) : start] in (".", "/")
    if after and ((is_lower and not is_host) or after[0][0] != "."):
        name, point, ending = after[0].rpartition(".")
        stop = len(name) if point and ending in ENDINGS else len(after[0])
        end += stop
    before = _LOGIN_BEFORE.search(text[max(0, start - 42) : start]) if is_lower else None
    if before and not before[0].startswith("www"):
        start -= len(before[0])
    sign = text[max(0, start - 1) : start]
    if sign == "@" or (sign == "#" and not text[max(0, start - 2) : start - 1].strip(" \t\n")):
        start -= 1
    return Found(start, end, found.who, found.tail if end == found.end else "")


def without_overlaps(found: Sequence[Found]) -> Sequence[Found]:
    """Of those that overlap, the first, which is the longest; one name written twice is one."""
    kept: list[Found] = []
    for name in found:
        if kept and name.start < kept[-1].end:
            if name.end > kept[-1].end:
                kept[-1] = kept[-1]._replace(end=name.end, tail="")
            continue
        kept.append(name)
    return kept

"""What is taken out of an author's Markdown, and where it stands."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_rubric.markup.allowed import SCHEMES, is_allowed, is_of_ours, may_have, scheme_of

_CODE = re.compile(
    r"^(?P<fence>[ \t]{0,12}(?:`{3,}|~{3,}))[^\n]*\n(?:(?!(?P=fence)).*\n)*?(?:(?P=fence)[^\n]*|\Z)"
    r"|(?<!`)(?P<ticks>`{1,8})(?!`)(?:(?!\n\n)[^`]|(?!(?<!`)(?P=ticks)(?!`))`){1,2000}?(?P=ticks)(?!`)",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!<-]")
_LABEL = 200
"""Characters of a link's words that are looked at."""
_NOT_AN_END = re.compile(r"[^\n]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]*)((?:[\s/][^<>]*)?)(>|(?=<)|\Z)")
_HANDLER = re.compile(r"[\s/]on[a-z]{3,}\s*=", re.IGNORECASE)
_ODD = re.compile(r"<(!(?!--)[^<>]*|\?[^<>]*)>?")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""", re.DOTALL
)
_TARGET = re.compile(r"\]\(\s*<?([^\s<>()]{1,2000})")
_DEFINED = re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,999}\]:\s*<?([^\s<>]{1,2000})", re.MULTILINE)
_AUTOMATIC = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.&#;-]{1,60}:[^\s<>]{0,2000})>")
_LIST = re.compile(r"\{:?[ ]*([^{}\n]{1,1000})\}")
_CLASS = re.compile(r"(?<!\S)\.([\w-]+)")
_IN_LIST = re.compile(r"""(?<![\w-])([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")


class TakenOut(NamedTuple):
    """Something that does not reach the site.

    Attributes:
        line: Its line in the text, from 1.
        column: Its column, from 1.
        what: What it is, as somebody would write it.
    """

    line: int
    column: int
    what: str


def without_code(text: str) -> str:
    """A Markdown text with blanks for code and for escaped characters, each place as it was."""
    return _ESCAPED.sub("  ", _CODE.sub(lambda code: _NOT_AN_END.sub(" ", code[0]), text))


def taken_out(text: str) -> Iterator[TakenOut]:
    """What of a Markdown text does not reach the site, each with its line."""
    if "<" not in text and "](" not in text and "]:" not in text and "{" not in text:
        return
    bare = without_code(text)
    line, at = 1, 0
    for place, what in sorted(_all(bare)):
        line, at = line + bare.count("\n", at, place), place
        yield TakenOut(line, place - bare.rfind("\n", 0, place), what)


def _all(text: str) -> Iterator[tuple[int, str]]:
    for tag in _TAG.finditer(text):
        yield from ((tag.start(), what) for what in _in_tag(tag))
    for odd in _ODD.finditer(text):
        yield odd.start(), f"<{odd[1][:20].strip()}>"
    for pattern in (_TARGET, _DEFINED, _AUTOMATIC):
        for found in pattern.finditer(text):
            scheme = scheme_of(found[1])
            known = not scheme or scheme in SCHEMES or is_allowed(scheme)
            if not known and (pattern is not _TARGET or _is_open(text, found.start())):
                yield found.start(), f"{scheme}:"
    for listed in _LIST.finditer(text):
        if not may_have("a", "class", " ".join(_CLASS.findall(listed[1]))):
            yield listed.start(), "class="
        for name, *values in _IN_LIST.findall(listed[1]):
            value = next(filter(None, values), "")
            allowed = may_have("a", name.lower(), value) or may_have("td", name.lower(), value)
            if not allowed or is_of_ours(name):
                yield listed.start(), f"{name.lower()}="


def _is_open(text: str, end: int) -> bool:
    """Whether the bracket that closes at a place was opened: after a backslash it was not."""
    depth = 1
    for character in reversed(text[max(0, end - _LABEL) : end]):
        depth += (character == "]") - (character == "[")
        if not depth:
            return True
    return end > _LABEL


def _in_tag(tag: re.Match[str]) -> Iterator[str]:
    closing, name, rest = tag[1], tag[2].lower(), tag[3]
    if not tag[4] and not _HANDLER.search(rest):  # `a <b and c` is a comparison
        return
    if closing or scheme_of(name) or (":" in name and not rest):
        return
    if not is_allowed(name):
        yield f"<{name}>"
        return
    for attribute, *values in _ATTRIBUTE.findall(rest):
        value = html.unescape(next(filter(None, values), ""))
        kind = attribute.lower()
        allowed = kind in ("markdown", "/") or may_have(name, kind, value)
        if not allowed or is_of_ours(kind):
            scheme = scheme_of(value) if kind in ("href", "src") else ""
            yield f"{scheme}: in <{name}>" if scheme else f"{kind}= in <{name}>"

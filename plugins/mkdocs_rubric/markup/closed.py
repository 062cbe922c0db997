"""An author's Markdown that ends what it begins, so that it takes no part of a page along."""

import re
from collections import Counter

from mkdocs_rubric.markup.source import without_code

_BEGINS = re.compile(r"<(?=[a-zA-Z/!?])")
_LINK = re.compile(r"<[a-zA-Z][^\s<>]*[:@][^\s<>]*>")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w.-]*)"
    r"""(?:[\s/]++(?:[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)?)*+>"""
)
_ODD = re.compile(r"<[!?][a-zA-Z][^<>]*>")
_UNTIL = {"<!--": "-->", "<![CDATA[": "]]>"}
_WITHOUT_END = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_OF_TEXT = frozenset({
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp",
})  # fmt: skip
"""Elements in which nothing is an element until they end."""
_ENDLESS = "plaintext"


def closed(text: str) -> str:
    """The same Markdown with an end to every element, and `<` escaped where it begins none.

    Code stays as it is. A text that ends what it begins is returned unchanged.
    """
    if "<" not in text:
        return text
    nothing, left_open = _read(without_code(text))
    parts, start = [], 0
    for place in nothing:
        parts += [text[start:place], "&lt;"]
        start = place + 1
    parts.append(text[start:])
    if left_open:
        parts += ["\n" if "\n" in text else "", *(f"</{name}>" for name in reversed(left_open))]
    return "".join(parts)


def _read(text: str) -> tuple[list[int], list[str]]:
    """Where a `<` begins nothing, and the elements that are open at the end."""
    nothing: list[int] = []
    left_open: list[str] = []
    how_many: Counter[str] = Counter()
    last = {begin: text.rfind(end) for begin, end in _UNTIL.items()}
    at = 0
    while found := _BEGINS.search(text, at):
        at = found.start()
        begin = next((begin for begin in _UNTIL if text.startswith(begin, at)), "")
        if begin and at < last[begin]:
            at = text.index(_UNTIL[begin], at) + len(_UNTIL[begin])
            continue
        if other := _LINK.match(text, at) or _ODD.match(text, at):
            at = other.end()
            continue
        tag = _TAG.match(text, at)
        name = tag["name"].lower() if tag else _ENDLESS
        if tag is None or name == _ENDLESS:
            nothing.append(at)
            at += 1
            continue
        at = tag.end()
        if tag["end"]:
            while how_many[name]:
                ended = left_open.pop()
                how_many[ended] -= 1
                if ended == name:
                    break
        elif name not in _WITHOUT_END:
            left_open.append(name)
            how_many[name] += 1
            if name in _OF_TEXT:
                end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
                at = end.start() if end else len(text)
    return nothing, left_open

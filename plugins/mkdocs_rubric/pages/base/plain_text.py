"""Markdown as plain text, to be shown where nothing renders it."""

import html
import re
from functools import lru_cache

# Lengths are bounded, or a text of brackets alone would take its length squared.
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])")
_CODE = re.compile(r"(?<![\\`])(`{1,3})(?!`)([^`\n]{1,1000})\1(?!`)")
_MARK = re.compile(r"[\\*_~{}\[\]()!]")
_TAG = re.compile(r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_LINE_START = re.compile(
    r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+|^(?:```|~~~).*$", re.MULTILINE
)
_EMPHASIS = re.compile(r"(?<![\w\\])[*_`~]+(?=\S)|(?<=[^\s\\])[*_`~]+(?!\w)")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


@lru_cache(maxsize=1 << 14)  # texts are the same from one edit to the next
def plain_text(markdown: str) -> str:
    """The words of a Markdown text, on one line."""
    text = _CODE.sub(_as_escaped, _LINE_START.sub("", markdown))
    text = _LINK.sub(r"\1", text)
    text = _ATTRIBUTES.sub(" ", _TAG.sub(" ", text))
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))).split())


def _as_escaped(code: re.Match[str]) -> str:
    """What stands in code is no Markdown and no HTML."""
    return html.escape(_MARK.sub(r"\\\g<0>", code[2].strip()), quote=False)

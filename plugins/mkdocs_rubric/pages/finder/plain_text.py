"""Markdown as plain text, to be shown where nothing renders it."""

import html
import re

_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)]|```\w*|~~~\w*)[ \t]+|^(?:```|~~~).*$", re.M)
_STRONG = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1(?![\w*])", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}]*\}")


def plain_text(markdown: str) -> str:
    """The words of a Markdown text, on one line."""
    text = _TAG.sub(" ", _LINK.sub(r"\1", _LINE_START.sub("", markdown)))
    text = _ATTRIBUTES.sub(" ", text)
    while (bare := _STRONG.sub(r"\2", text)) != text:
        text = bare
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", text)
    return " ".join(html.unescape(text).split())

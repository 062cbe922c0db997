"""HTML of messages as plain text."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table")
)
_SILENT = frozenset(("script", "style", "head", "title", "template"))
_TAG = re.compile(r"<[A-Za-z/!]")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - of the parser
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def plain_text(body: str) -> str:
    """A message's words: elements are gone, blocks are lines, scripts and styles say nothing."""
    if _TAG.search(body) or "&" in body:
        words = _Words()
        try:
            words.feed(body)
            words.close()
        except (AssertionError, ValueError):  # what no browser would read either
            return ""
        body = "".join(words.parts)
    lines = (" ".join(line.split()) for line in body.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

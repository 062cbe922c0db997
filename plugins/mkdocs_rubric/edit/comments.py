"""The comments of a YAML text: where they stand, and to be handed out one after the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml import tokens

from mkdocs_rubric.load.parser import Parser

_COMMENT = re.compile(r"#[^\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*")
_NO_VALUE = re.compile(r"[ \t,:\[\]{}]*")
_UNUSUAL = {
    tokens.AnchorToken: "an anchor (&)",
    tokens.AliasToken: "an alias (*)",
    tokens.TagToken: "a tag (!)",
    tokens.DirectiveToken: "a directive (%)",
    tokens.DocumentStartToken: "a line with ---",
    tokens.DocumentEndToken: "a line with ...",
}


class UnusualYamlError(Exception):
    """YAML that the project's files have no use for.

    Attributes:
        what: What it is, in words.
        line: Where it is, from 0.
    """

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


@dataclass(frozen=True)
class Comment:
    """A comment, from its # to the end of the line.

    Attributes:
        text: The comment.
        start: Where it starts in the text.
        column: From 0.
        alone: Whether nothing else stands on its line.
        gap: The blanks before it.
    """

    text: str
    start: int
    column: int
    alone: bool
    gap: str

    @property
    def at_end(self) -> str:
        """The comment as it follows a value on its line."""
        return f"{'  ' if self.gap.strip(' ') or not self.gap else self.gap}{self.text}"


class Comments:
    """Hands out a text's comments in their order, each once.

    Raises:
        UnusualYamlError: The text has anchors, tags or the like.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._kept: list[tuple[int, int]] = []  # texts whose blank lines at the end count
        self.found = [self._comment(start) for start in self._starts()]
        self._next = 0

    def before(self, place: int) -> list[Comment]:
        """The next ones that start before a place."""
        first = self._next
        while (comment := self.peek()) and comment.start < place:
            self._next += 1
        return self.found[first : self._next]

    def beside(self, place: int) -> Comment | None:
        """The next one, if it is on the line of `place` with no other value between."""
        comment = self.peek()
        if (
            comment
            and comment.start >= place
            and _NO_VALUE.fullmatch(self.text, place, comment.start)
        ):
            self._next += 1
            return comment
        return None

    def after(self, place: int, column: int) -> Comment | None:
        """The next one, if it ends a collection that is indented to `column` and ends at `place`.

        It does when it is indented like the collection, and deeper than what follows it.
        """
        comment = self.peek()
        if (
            comment
            and comment.alone
            and comment.column >= column
            and comment.column > self._next_column(comment.start)
            and not _COMMENT.sub("", self.text[place : comment.start]).strip()
        ):
            self._next += 1
            return comment
        return None

    def peek(self) -> Comment | None:
        """The next one, which stays the next."""
        return self.found[self._next] if self._next < len(self.found) else None

    def blank_above(self, place: int) -> bool:
        """Whether a place is the first on its line, and the line above is blank."""
        start = self.text.rfind("\n", 0, place) + 1
        above = self.text.rfind("\n", 0, max(0, start - 1)) + 1
        return (
            start > 0
            and not self.text[start:place].strip(" -")
            and not self.text[above:start].strip()
            and not any(first <= above < last for first, last in self._kept)
        )

    def _starts(self) -> Iterator[int]:
        """Outside of scalars, a # can only start a comment."""
        parser, place = Parser(self.text), 0
        token: Any
        while token := parser.get_token():
            start, end = token.start_mark, token.end_mark.index
            if what := _UNUSUAL.get(type(token)):
                raise UnusualYamlError(what, start.line)
            if isinstance(token, tokens.ScalarToken):
                yield from self._between(place, start.index)
                if token.style in ("|", ">"):
                    yield from self._in_header(start.index, end)
                place = end
        yield from self._between(place, len(self.text))

    def _between(self, start: int, end: int) -> Iterator[int]:
        return (found.start() for found in _COMMENT.finditer(self.text, start, end))

    def _in_header(self, start: int, end: int) -> Iterator[int]:
        header = _HEADER.match(self.text, start)
        assert header
        if "+" in header[0]:
            self._kept.append((start, end))
        if self.text.startswith("#", header.end()):
            yield header.end()

    def _comment(self, start: int) -> Comment:
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        found = _COMMENT.match(self.text, start)
        assert found
        gap = before[len(before.rstrip()) :]
        return Comment(found[0].rstrip(), start, start - line, not before.strip(), gap)

    def _next_column(self, place: int) -> int:
        """How far the next line is indented that is neither blank nor a comment; -1 at the end."""
        for line in self.text[place:].split("\n")[1:]:
            text = line.lstrip()
            if text and not text.startswith("#"):
                return len(line) - len(text)
        return -1

"""Where the cells of a CSV file stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from operator import itemgetter

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.model.score import LevelKey

_CONTENT = r'"[^"]*(?:""[^"]*)*(?:"|\Z)[^{0}\n]*|[^{0}\n]*'
_APART = 1024  # characters between two marks
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')


class GridLine(int):
    """The line of a row of a grid, which has several scores, and the column of this one."""

    column: int = 0

    @classmethod
    def of(cls, line: int, column: int) -> "GridLine":
        """A line, and the number of a column, from 0."""
        made = cls(line)
        made.column = column
        return made


class SheetText:
    """The text of a sheet, to say where a cell is.

    Attributes:
        path: The file.
        text: Its text.
        delimiter: What separates its cells.
        columns: The number of each named column, from 0.
        heads: What stands in the header of a grid, and the line of that.
    """

    def __init__(self, path: str, text: str, delimiter: str = ",") -> None:
        self.path = path
        self.text = text
        self.delimiter = delimiter
        self.columns: Mapping[str, int] = {}
        self.heads: tuple[str, int] = ("", 1)

    def locate(self, *keys: str | LevelKey, key: bool = False) -> Location:  # noqa: ARG002 - as Document
        """Where a cell is, by the line its row starts on and the name of its column."""
        first = keys[0] if keys else 1
        name = str(keys[1]) if len(keys) > 1 else ""
        if isinstance(first, GridLine) and name in ("score", self.heads[0]):
            return self.cell(first if name == "score" else self.heads[1], first.column)
        return self.cell(first if isinstance(first, int) else 1, self.columns.get(name, 0))

    def cell(self, line: int, number: int) -> Location:
        """Where a cell is, by the line its row starts on and its number, from 0."""
        start = self.start(line)
        found = _nth_cell(number, self.delimiter).match(self.text, start)
        return self._location(line, start, found) if found else Location(self.path, line)

    def odd_quote(self, line: int) -> Location:
        """Where the quote is that is not closed, or closed too early, in the row on `line`."""
        for found in self._cells(line):
            if found[1].startswith('"') and not _QUOTED.fullmatch(found[1]):
                where = self._location(line, self.start(line), found)
                return Location(self.path, where.line, where.column)
        return Location(self.path, line)

    def start(self, line: int) -> int:
        """Where a line starts in the text; its end when it has fewer."""
        marks, text = self._marks, self.text
        while marks[-1][0] <= line and (end := text.find("\n", marks[-1][1] + _APART)) >= 0:
            known, at = marks[-1]
            marks.append((known + text.count("\n", at, end + 1), end + 1))
        known, at = marks[bisect_right(marks, line, key=itemgetter(0)) - 1]
        for _ in range(line - known):
            at = text.find("\n", at) + 1
            if not at:
                return len(text)
        return at

    @cached_property
    def _marks(self) -> list[tuple[int, int]]:
        """Some lines and where they start, as far as anybody has asked: files are long."""
        return [(1, 0)]

    def _cells(self, line: int) -> Iterator[re.Match[str]]:
        """The cells of the row that starts on a line."""
        place = self.start(line)
        while found := _nth_cell(0, self.delimiter).match(self.text, place):
            yield found
            place = found.end() + 1
            if self.text[found.end() : place] != self.delimiter:
                return

    def _location(self, line: int, start: int, found: re.Match[str]) -> Location:
        """The place of a cell in the row that starts on a line and at a place in the text."""
        shown, at = found[1].partition("\n")[0].rstrip(), found.start(1)
        above = self.text.count("\n", start, at)
        column = at - (self.text.rfind("\n", 0, at) if above else start - 1)
        return Location(self.path, line + above, column, max(1, len(shown)))


@cache
def _nth_cell(number: int, delimiter: str) -> re.Pattern[str]:
    """A cell, from 0, and all that stands before it in its row."""
    separator = re.escape(delimiter)
    content = _CONTENT.replace("{0}", separator)
    return re.compile(f"(?:(?> *(?:{content})){separator}){{{number}}} *({content})")

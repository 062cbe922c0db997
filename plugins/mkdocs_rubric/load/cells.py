"""Where the cells of a CSV file stand."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate

from mkdocs_rubric.diagnostics import Location

_CONTENT = r'"[^"]*(?:""[^"]*)*(?:"|\Z)[^,\n]*|[^,\n]*'
_CELL = re.compile(f" *({_CONTENT})")
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')


class SheetText:
    """The text of a sheet, to say where a cell is.

    Attributes:
        path: The file.
        text: Its text.
        columns: The number of each named column, from 0.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.columns: Mapping[str, int] = {}

    def locate(self, *keys: str | int, key: bool = False) -> Location:  # noqa: ARG002 - as Document
        """Where a cell is, by the line its row starts on and the name of its column."""
        line = int(keys[0]) if keys else 1
        return self.cell(line, self.columns.get(str(keys[1]), 0) if len(keys) > 1 else 0)

    def cell(self, line: int, number: int) -> Location:
        """Where a cell is, by the line its row starts on and its number, from 0."""
        start = self.start(line)
        found = _nth_cell(number).match(self.text, start)
        return self._location(line, start, found) if found else Location(self.path, line)

    def odd_quote(self, line: int) -> Location:
        """Where the quote is that is not closed, or closed too early, in the row on `line`."""
        for found in self._cells(line):
            if found[1].startswith('"') and not _QUOTED.fullmatch(found[1]):
                where = self._location(line, self.start(line), found)
                return Location(self.path, where.line, where.column)
        return Location(self.path, line)

    def start(self, line: int) -> int:
        """Where a line starts in the text."""
        before = self._before
        return before[line - 1] + line - 1 if line < len(before) else len(self.text)

    @cached_property
    def _before(self) -> list[int]:
        """How many characters stand before each line, ends of lines not counted."""
        return [*accumulate(map(len, self.text.split("\n")), initial=0)]

    def _cells(self, line: int) -> Iterator[re.Match[str]]:
        """The cells of the row that starts on a line."""
        place = self.start(line)
        while found := _CELL.match(self.text, place):
            yield found
            place = found.end() + 1
            if self.text[found.end() : place] != ",":
                return

    def _location(self, line: int, start: int, found: re.Match[str]) -> Location:
        """The place of a cell in the row that starts on a line and at a place in the text."""
        shown, at = found[1].partition("\n")[0].rstrip(), found.start(1)
        above = self.text.count("\n", start, at)
        column = at - (self.text.rfind("\n", 0, at) if above else start - 1)
        return Location(self.path, line + above, column, max(1, len(shown)))


@cache
def _nth_cell(number: int) -> re.Pattern[str]:
    """A cell, from 0, and all that stands before it in its row."""
    return re.compile(f"(?:(?> *(?:{_CONTENT})),){{{number}}} *({_CONTENT})")

"""Text to rows: the one reader of tables, for score sheets and for scorecards alike."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from mkdocs_rubric.load.sheet_columns import MAX_CELL

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SAMPLE = 60  # rows by which the delimiter is told
_REPORTED = 50
Cells: TypeAlias = list[list[str]]


class Table(NamedTuple):
    """A sheet's cells by column, below its header.

    Attributes:
        header: The first row, and the line it is on.
        cells: The cells of each column.
        lines: The line each row starts on.
    """

    header: tuple[Sequence[str], int]
    cells: Sequence[Sequence[str]]
    lines: Sequence[int]


class BrokenTable(NamedTuple):
    """A row that is not CSV: the line it starts on, what is wrong with it, and what to do."""

    line: int
    message: str
    remedy: str


@dataclass(frozen=True)
class Rows:
    """The rows of a table, blank ones among them as empty lists.

    Attributes:
        cells: The cells of each.
        lines: The line of the text each starts on.
        broken: What is no row.
    """

    cells: Cells
    lines: Sequence[int]
    broken: Sequence[BrokenTable] = ()

    def filled(self) -> "Rows":
        """Without the blank ones."""
        if [] not in self.cells:
            return self
        keep = [bool(row) for row in self.cells]
        return Rows(list(compress(self.cells, keep)), list(compress(self.lines, keep)), self.broken)


def delimiter_of(text: str) -> tuple[str, int]:
    """What separates the cells, and how many lines at the top only say so (`sep=;`)."""
    first = text[: text.find("\n")] if "\n" in text else text
    said = first.strip().strip('"').casefold()
    if said.startswith("sep=") and len(first.strip().strip('"')) == len("sep=;"):
        return said[-1], 1
    if first.casefold() == "sep=\t":
        return "\t", 1
    possible = [each for each in DELIMITERS if each in text]
    if len(possible) < 2:  # noqa: PLR2004 - nothing to choose from
        return (possible or [","])[0], 0
    return max(possible, key=lambda each: _regularity(text, each)), 0


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the most common number of cells, and that number."""
    widths: Counter[int] = Counter()
    try:
        for row in islice(_reader(text, delimiter, strict=False), _SAMPLE):
            widths[len(row)] += 1
    except csv.Error:
        return (0, 0)
    width, count = max(
        ((width, count) for width, count in widths.items() if width > 1),
        key=lambda each: (each[1], each[0]),
        default=(0, 0),
    )
    return (count, width)


def read_rows(text: str, delimiter: str = ",", skipped: int = 0) -> Rows:
    """Every row of a text; a row that is no CSV costs only itself.

    Args:
        text: The text.
        delimiter: What separates its cells.
        skipped: Lines at its top that are no rows.
    """
    start = _after(text, 0, skipped)
    rows, lines, wrong = _until_broken(text[start:], 1 + skipped, delimiter)
    broken: list[BrokenTable] = []
    line, at = 1 + skipped, start
    while wrong is not None:
        broken.append(BrokenTable(wrong[0], *_words(wrong[1])))
        if len(broken) == _REPORTED:
            break
        at, line = _after(text, at, wrong[0] + 1 - line), wrong[0] + 1
        more, on, wrong = _until_broken(text[at:], line, delimiter)
        rows, lines = [*rows, *more], [*lines, *on]
    return Rows(rows, lines, broken)


def _after(text: str, at: int, lines: int) -> int:
    """Where the text goes on after some more lines."""
    for _ in range(lines):
        at = text.find("\n", at) + 1 or len(text)
    return at


def _until_broken(
    text: str, first: int, delimiter: str
) -> tuple[Cells, Sequence[int], tuple[int, csv.Error] | None]:
    """Rows and the lines they start on, up to one that is not CSV; its line and the error."""
    reader = _reader(text, delimiter)
    rows: Cells = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        *lines, line = islice(_starts(text, first, delimiter), len(rows) + 1)
        return rows, lines, (line, error)
    if reader.line_num == len(rows):
        return rows, range(first, first + len(rows)), None
    return rows, list(islice(_starts(text, first, delimiter), len(rows))), None


def _reader(text: str, delimiter: str, *, strict: bool = True) -> "Reader":
    csv.field_size_limit(MAX_CELL)
    stream = io.StringIO(text, newline="")
    return csv.reader(stream, delimiter=delimiter, strict=strict, skipinitialspace=True)


def _starts(text: str, first: int, delimiter: str) -> Iterator[int]:
    """The line each row starts on: a cell in quotes may span several."""
    reader = _reader(text, delimiter)
    yield first
    for _ in reader:
        yield first + reader.line_num


def _words(error: csv.Error) -> tuple[str, str]:
    if "unexpected end" in str(error):
        return "a quote is opened here and never closed", "close it, or take it out"
    if "expected after" in str(error):
        return (
            "this cell goes on after its closing quote",
            "put the whole cell in double quotes, and write a quote inside it twice",
        )
    return (
        f"a cell of this row is longer than {MAX_CELL:,} characters",
        "shorten it, or close the quote it starts with",
    )

"""Score sheets: CSV to columns.

A million rows are read, so nothing here works by the row unless a row is wrong.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import compress

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, did_you_mean
from mkdocs_rubric.model import Cell, Mark, Sheet


class SheetColumns(Rule):
    """A sheet whose columns are not the ones expected.

    ## What is wrong
    The first line of a sheet names its columns: `conversation,criterion,score` and optionally
    `note` and `reviewer`. One is missing, misspelt or there twice.

    ## Why it matters
    Without its columns no score of the sheet can be read.

    ## How to fix it
    Name the columns in the first line; their order does not matter. Columns are separated by
    commas.

    ## Example
    ```csv
    conversation,criterion,score,note
    C-2201,empathy,2,matched the tone but never named the problem
    ```
    """

    code = "R014"


class SheetRow(Rule):
    """A row that does not have the columns of its sheet.

    ## What is wrong
    The row has more or fewer cells than the first line has columns, or a quote in it is never
    closed.

    ## Why it matters
    The cells would end up under the wrong heading, so the row is left out.

    ## How to fix it
    A note that contains a comma goes into double quotes. A double quote inside is written twice.

    ## Example
    `C-2201,empathy,2,"polite, but late"`
    """

    code = "R015"


class NotAScore(Rule):
    """A score that is not a whole number.

    ## What is wrong
    A score is a whole number on the criterion's scale, `NA` for "not applicable", or empty for
    "not scored". The three are not the same thing.

    ## Why it matters
    Anything else cannot be compared with the other reviewers' scores, so the row is left out.

    ## How to fix it
    Write the number, `NA`, or nothing.

    ## Example
    `3.5`, `4/5`, `yes`, `-` or `n.v.` in the score column.
    """

    code = "R016"


_COLUMNS = ("conversation", "criterion", "score", "note", "reviewer")
_REQUIRED = _COLUMNS[:3]
_NOT_APPLICABLE = {"na", "n/a"}
_CELL = re.compile(r'(?:^|(?<=,))(?:\s*"(?:[^"]|"")*"?|[^,"])*')
_MAX_FIELD = 100_000
_REPORTED = 50


class SheetText:
    """The text of a sheet, to say where a cell is."""

    def __init__(self, path: str, text: str, columns: Mapping[str, int]) -> None:
        self.path = path
        self.text = text
        self.columns = columns

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def locate(self, *keys: str | int, key: bool = False) -> Location:  # noqa: ARG002 - as Document
        """Where a cell is, by the line its row starts on and the name of its column."""
        line = int(keys[0]) if keys else 1
        row = self._lines[line - 1] if line <= len(self._lines) else ""
        place = self.columns.get(str(keys[1]), 0) if len(keys) > 1 else 0
        start = 0
        for cell in _CELL.finditer(row):
            if place == 0:
                text = cell[0].strip()
                start = cell.start() + cell[0].find(text)
                return Location(self.path, line, start + 1, max(1, len(text)))
            place -= 1
        return Location(self.path, line)


def read_sheet(
    text: str, path: str, reviewer: str
) -> tuple[Sheet | None, SheetText, list[Diagnostic]]:
    """A sheet from the text of a CSV file, and what is wrong with it.

    Args:
        text: The file's text.
        path: The file, for messages.
        reviewer: Whose scores these are, where no column says so.
    """
    rows, lines, found = _rows(text, path)
    if not rows:
        where = Location(path)
        expected = "conversation,criterion,score,note"
        empty_sheet = SheetColumns.at(where, "the sheet is empty", help=f"start it with {expected}")
        return None, SheetText(path, text, {}), [*found, empty_sheet]
    header = [name.strip().casefold() for name in rows[0]]
    if problem := _header(header, rows[0], path):
        return None, SheetText(path, text, {}), [*found, *problem]
    body, at = rows[1:], lines[1:]
    width = len(header)
    if set(map(len, body)) - {width}:
        body, at, more = _of_width(body, at, width, path)
        found += more
    place = {name: number for number, name in enumerate(header) if name in _COLUMNS}
    cells: Sequence[Sequence[str]] = list(zip(*body, strict=True)) if body else [()] * width
    empty = ("",) * len(body)
    columns = {name: cells[place[name]] if name in place else empty for name in _COLUMNS}
    conversations = _stripped(columns["conversation"])
    criteria = _stripped(columns["criterion"])
    reviewers = _stripped(columns["reviewer"])
    if "reviewer" not in place:
        reviewers = (reviewer,) * len(body)
    source = SheetText(path, text, place)
    scores, good, more = _scores(columns["score"], at, source)
    found += more
    notes = columns["note"]
    if good is not None:
        conversations, criteria, reviewers, notes, scores, at = (
            tuple(compress(column, good))
            for column in (conversations, criteria, reviewers, notes, scores, at)
        )
    return Sheet(path, reviewers, conversations, criteria, scores, notes, at), source, found


def _rows(text: str, path: str) -> tuple[list[list[str]], Sequence[int], list[Diagnostic]]:
    """Rows that are not blank, and the line each starts on."""
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Diagnostic] = []
    try:
        rows = list(reader)
    except csv.Error as error:
        where = Location(path, reader.line_num)
        rows, lines, _ = _rows(_lines_before(text, reader.line_num), path)
        unclosed = "unexpected end" in str(error)
        what = "a quote is opened and never closed" if unclosed else f"the row is not CSV: {error}"
        return rows, lines, [SheetRow.at(where, what, help="close the quote, or double it")]
    if reader.line_num == len(rows):
        lines: Sequence[int] = range(1, len(rows) + 1)
    else:  # some cell spans lines: count them
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        starts, before = [], 1
        for _ in reader:
            starts.append(before)
            before = reader.line_num + 1
        lines = starts
    if [] in rows:
        keep = [bool(row) for row in rows]
        rows, lines = list(compress(rows, keep)), list(compress(lines, keep))
    return rows, lines, found


def _lines_before(text: str, line: int) -> str:
    """The part of a broken sheet above the row that cannot be read."""
    kept = text.split("\n")[: line - 1]
    while kept and "\n".join(kept).count('"') % 2:
        kept.pop()
    return "".join(f"{one}\n" for one in kept)


def _header(header: list[str], shown: list[str], path: str) -> list[Diagnostic]:
    found = []
    column = 1
    for name, text in zip(header, shown, strict=True):
        if header.count(name) > 1 and name in _COLUMNS:
            found.append(
                SheetColumns.at(
                    Location(path, 1, column, max(1, len(text))),
                    f'the column "{name}" is there twice',
                    help="keep one of them",
                )
            )
            break
        column += len(text) + 1
    semicolons = len(header) == 1 and ";" in header[0]
    for name in _REQUIRED[: 1 if semicolons else None]:
        if name not in header:
            unknown = [one for one in header if one not in _COLUMNS and not semicolons]
            near = next((one for one in unknown if did_you_mean(one, [name])), None)
            column = 1 + sum(len(one) + 1 for one in shown[: header.index(near)]) if near else 1
            found.append(
                SheetColumns.at(
                    Location(path, 1, column, len(near) if near else 1),
                    f'the column "{name}" is missing',
                    hint=f'did you mean "{name}"?' if near else "",
                    help="separate the columns by commas, not semicolons"
                    if semicolons
                    else "the first line has to name conversation, criterion and score",
                )
            )
    return found


def _of_width(
    body: list[list[str]], lines: Sequence[int], width: int, path: str
) -> tuple[list[list[str]], Sequence[int], list[Diagnostic]]:
    """The rows that have as many cells as there are columns; empty ones at the end may lack."""
    rows, at, found = [], [], []
    for row, line in zip(body, lines, strict=True):
        fitting = row + [""] * (width - len(row)) if 3 <= len(row) < width else row  # noqa: PLR2004
        while len(fitting) > width and not fitting[-1]:
            fitting = fitting[:-1]
        if len(fitting) == width:
            rows.append(fitting)
            at.append(line)
        elif len(found) < _REPORTED:
            found.append(
                SheetRow.at(
                    Location(path, line),
                    f"the row has {len(row)} cells, and the sheet {width} columns",
                    help="put a cell that contains a comma in double quotes",
                )
            )
    return rows, at, found


def _stripped(column: Sequence[str]) -> Sequence[str]:
    distinct = {text: text.strip() for text in set(column)}
    if all(text == clean for text, clean in distinct.items()):
        return column
    return tuple(map(distinct.__getitem__, column))


def _scores(
    column: Sequence[str], lines: Sequence[int], source: SheetText
) -> tuple[tuple[Cell, ...], list[bool] | None, list[Diagnostic]]:
    """The scores, which of them are any, and what is wrong with the others."""
    distinct = {text: _score(text) for text in set(column)}
    values = tuple(map(distinct.__getitem__, column))
    if None not in distinct.values():
        return values, None, []  # type: ignore[return-value]
    found = []
    for number, (text, line) in enumerate(zip(column, lines, strict=True)):
        if values[number] is None and len(found) < _REPORTED:
            found.append(
                NotAScore.at(
                    source.locate(line, "score"),
                    f'"{text.strip()[:40]}" is not a score',
                    help="write a whole number, NA for not applicable, or nothing for not scored",
                )
            )
    return values, [value is not None for value in values], found  # type: ignore[return-value]


def _score(text: str) -> Cell | None:
    text = text.strip()
    if not text:
        return Mark.NOT_SCORED
    if text.casefold() in _NOT_APPLICABLE:
        return Mark.NOT_APPLICABLE
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None  # noqa: PLR2004

"""A spreadsheet's cells as text: CSV as any program writes it, or the sheets of an .xlsx."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.json_file import is_json, read_json
from mkdocs_rubric.importing.packed import GZIP, unpacked
from mkdocs_rubric.importing.spreadsheet_cells import letter
from mkdocs_rubric.importing.untrusted import visible
from mkdocs_rubric.load.encoding import UTF_8, decoded
from mkdocs_rubric.load.table import delimiter_of, read_rows

_MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """How much of a table is read.

    Attributes:
        what: What it is to be, for messages.
        size: Bytes of the file.
        unpacked: Bytes of a workbook's parts: it is held whole, in twenty times as much memory.
        rows: Of a sheet.
        columns: Of a sheet.
    """

    what: str = "scorecard"
    size: int = 10 * _MEGABYTE
    unpacked: int = 16 * _MEGABYTE
    rows: int = 1000
    columns: int = 60


SCORECARD = Limits()
SCORES = Limits("table of scores", 100 * _MEGABYTE, 64 * _MEGABYTE, 500_000, 400)
_WORKBOOKS = (".xlsx", ".xlsm")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>|</c>)")
_WHOLE = 10**15
"""Whole numbers below this one are exact in a spreadsheet, which keeps fifteen digits."""


@dataclass(frozen=True)
class Worksheet:
    """The cells of one sheet, as text.

    Attributes:
        name: What the sheet is called; "" for a CSV file.
        rows: The cells of each row. The first is the sheet's first row, blank ones included.
        notes: What a reader should know about how it was read.
        wide: How many columns a cell of several columns spans, by its row and column, from 0.
        tall: How many rows a cell of several rows spans, likewise.
        unvalued: Formulas whose value nobody has saved, likewise.
        lost: What of it would not be read.
        cells: How many cells each row of a CSV had, empty ones included.
    """

    name: str
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    wide: Mapping[tuple[int, int], int] = field(default_factory=dict)
    tall: Mapping[tuple[int, int], int] = field(default_factory=dict)
    unvalued: frozenset[tuple[int, int]] = frozenset()
    lost: Sequence[str] = ()
    cells: Sequence[int] = ()


def read_tables(path: Path, limits: Limits = SCORECARD) -> list[Worksheet]:
    """The sheets of a file that somebody can see.

    Formulas are not computed: a cell is what was last shown in it.

    Args:
        path: A .csv, .tsv, .txt, .xlsx or .xlsm file; of scores also flat JSON, or one a line.
        limits: How much of it is read.

    Raises:
        RubricError: It cannot be read.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= limits.size else None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RubricError(
            f"{path} cannot be read: {reason}", help="name a .csv or .xlsx file"
        ) from error
    if content is None:
        raise RubricError(
            f"{path} is larger than {limits.size // _MEGABYTE} MB, so it is no {limits.what}",
            help=f"save the sheet with the {limits.what} as a file of its own",
        )
    if content.startswith(GZIP):
        content = unpacked(content, path, limits.size)
    if limits is SCORES and is_json(content):
        return [_table("", _from_objects(path), limits)]
    if path.suffix.casefold() in _WORKBOOKS or content.startswith(b"PK\x03\x04"):
        return _workbook(path, content, limits)
    read = decoded(content) if b"\0" in content else None
    if b"\0" in content and (read is None or "\0" in read.text):
        raise RubricError(
            f"{path} is neither a .csv nor an .xlsx file",
            help="open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
        )
    return [_csv(path, content, limits)]


def _from_objects(path: Path) -> list[list[str]]:
    """Flat objects, in a list or one a line, as rows below their keys."""
    found = [each for document in read_json(path) for each in _objects(document)]
    keys = list(dict.fromkeys(str(key) for each in found for key in each))
    return [keys, *([_plain(each.get(key)) for key in keys] for each in found)]


def _objects(document: Any) -> Iterator[Mapping[str, Any]]:
    entries = document if isinstance(document, list) else [document]
    yield from (each for each in entries if isinstance(each, dict))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def _csv(path: Path, content: bytes, limits: Limits) -> Worksheet:
    """A table of text, read by the one reader that score sheets are read by."""
    read = decoded(content)
    if read is None:
        raise RubricError(
            f"{path} is no text that can be read",
            help="open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
        )
    if read.doubtful >= 0:
        start = read.text[: read.doubtful].rpartition("\n")[2]
        raise RubricError(
            f"{path} is not UTF-8, and nothing says which letters it has instead (line "
            f"{read.text.count(chr(10), 0, read.doubtful) + 1}, after "
            f'"{visible(start)[-20:]}")',
            help="open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
        )
    notes = []
    if read.encoding != UTF_8:
        notes.append(f"the file is not UTF-8; it was read as {read.encoding}")
        notes[0] += ", so look at the accents" if read.encoding != "UTF-16" else ""
    text = read.text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter, skipped = delimiter_of(text)
    rows = read_rows(text, delimiter, skipped)
    if rows.broken:
        lines = [f"  line {each.line}: {each.message}; {each.remedy}" for each in rows.broken]
        raise RubricError(
            "\n".join([f"{path} cannot be read as CSV:", *lines]),
            help="correct this, or open it in a spreadsheet program and save it as CSV UTF-8",
        )
    cells = [*[[]] * skipped, *rows.cells]
    table = _table("", cells, limits, notes)
    return replace(table, cells=tuple(map(len, cells[: limits.rows])))


def _workbook(path: Path, content: bytes, limits: Limits) -> list[Worksheet]:
    try:
        return list(_sheets(content, limits))
    except RubricError:
        raise
    except Exception as error:  # a broken workbook raises almost anything
        raise RubricError(
            f"{path} cannot be read as a workbook",
            help="open it in a spreadsheet program and save it again as .xlsx, without a password",
        ) from error


def _sheets(content: bytes, limits: Limits) -> Iterator[Worksheet]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - slow, rare

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _weigh(archive, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which we do not use
        book = load_workbook(io.BytesIO(content), data_only=True)
    empty = _without_values(content, book, limits)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            cells, comments = [], []
            for row in _rows(sheet, limits):
                cells.append(list(map(_shown, row)))
                comments += [cell.coordinate for cell in row if cell.comment]
            spans = [each.bounds for each in sheet.merged_cells.ranges]
            if limits is SCORES:
                _fill_down(cells, spans)
            unvalued = empty.get(sheet.title, {})
            for (place, column), formula in unvalued.items():
                if place < len(cells) and column < len(cells[place]):
                    cells[place][column] = formula
            notes = [*_formulas(sheet.title, unvalued), *_comments(comments)]
            made = _table(str(sheet.title), cells, limits, notes, merged=spans)
            yield replace(made, unvalued=frozenset(unvalued))


def _rows(sheet: Any, limits: Limits) -> Iterator[Sequence[Any]]:
    """The rows that are read, and one more; a cell far away costs nothing."""
    last = min(sheet.max_row, limits.rows + 1)
    return iter(sheet.iter_rows(1, last, 1, limits.columns + 1))


def _formulas(name: str, unvalued: Collection[tuple[int, int]]) -> Iterator[str]:
    """What to do about formulas without a value."""
    if unvalued:
        row, column = min(unvalued)
        count = "1 formula" if len(unvalued) == 1 else f"{len(unvalued)} formulas"
        yield (
            f'"{name}" has {count} without a value (the first: {letter(column)}{row + 1}): open '
            "the file in a spreadsheet program, and save it"
        )


def _comments(places: Sequence[str]) -> Iterator[str]:
    """What hangs on cells and is not in them."""
    if places:
        count = "1 comment on a cell was" if len(places) == 1 else f"{len(places)} comments were"
        yield f"{count} not read (the first: {places[0]})"


def _fill_down(cells: Sequence[list[str]], merged: Sequence[tuple[int, int, int, int]]) -> None:
    """What is written once for several rows is said of each of them."""
    for left, top, _, bottom in merged:
        for row in cells[top:bottom]:
            row[left - 1] = cells[top - 1][left - 1]


def _without_values(
    content: bytes, shown: Any, limits: Limits
) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet, the formulas whose value nobody has saved, and where they are.

    Programs that write workbooks without computing them leave the values out.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
        if not any(_NO_VALUE.search(archive.read(name)) for name in parts):
            return {}
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, rare

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        written = load_workbook(io.BytesIO(content))
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): str(cell.value)
            for row in _rows(sheet, limits)
            for cell in row
            if cell.data_type == "f" and shown[sheet.title][cell.coordinate].value is None
        }
        for sheet in written.worksheets
    }


def _weigh(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a workbook that would fill the memory."""
    size = sum(part.file_size for part in archive.infolist())
    if size > limits.unpacked:
        raise RubricError(
            f"the workbook unpacks to {size // _MEGABYTE} MB, and at most "
            f"{limits.unpacked // _MEGABYTE} MB are read",
            help=f"save the sheet with the {limits.what} alone, without pictures, as .xlsx or .csv",
        )


def _table(
    name: str,
    rows: Sequence[Sequence[str]],
    limits: Limits,
    notes: Sequence[str] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Worksheet:
    lost = []
    if any(any(row) for row in rows[limits.rows :]):
        lost.append(
            f"there are more than {limits.rows} rows, and those after them would not be read"
        )
    if any(any(row[limits.columns :]) for row in rows):
        lost.append(
            f"there are more than {limits.columns} columns, and those after them would not be read"
        )
    cells = [[visible(cell) for cell in row[: limits.columns]] for row in rows[: limits.rows]]
    while cells and not any(cells[-1]):
        cells.pop()
    filled = [place for row in cells for place, cell in enumerate(row, 1) if cell]
    width = max(filled, default=0)
    even = [[*row[:width], *[""] * (width - len(row))] for row in cells]
    wide = {(top - 1, left - 1): right - left + 1 for left, top, right, _ in merged}
    tall = {(top - 1, left - 1): low - top + 1 for left, top, _, low in merged if low > top}
    return Worksheet(name, even, notes, wide, tall, lost=lost)


def _shown(cell: Any) -> str:
    """A workbook's cell as it reads on the screen."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)) and value == value // 1 and abs(value) < _WHOLE:
        percent = "%" in str(cell.number_format)
        return f"{int(value) * 100}%" if percent else str(int(value))
    if isinstance(value, (int, float)):
        percent = "%" in str(cell.number_format)
        return f"{value * 100:.10g}%" if percent else f"{value:.10g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)

"""A spreadsheet's cells as text: CSV as any program writes it, or the sheets of an .xlsx."""

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.untrusted import visible

_MEGABYTE = 1024 * 1024
_LARGEST = 10 * _MEGABYTE
_UNPACKED, _IN_MEMORY = 100 * _MEGABYTE, 16 * _MEGABYTE
"""What a workbook may unpack to: in all, and what of it has to be held at once."""
_ROWS, _COLUMNS = 1000, 60
_DELIMITERS = ",;\t|"
_SAMPLE = 60  # rows by which the delimiter is told
_WORKBOOKS = (".xlsx", ".xlsm")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Table:
    """The cells of one sheet, as text.

    Attributes:
        name: What the sheet is called; "" for a CSV file.
        rows: The cells of each row. The first is the sheet's first row, blank ones included.
        notes: What a reader should know about how it was read.
    """

    name: str
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def read_tables(path: Path) -> list[Table]:
    """The sheets of a file that somebody can see.

    Formulas are not computed: a cell is what was last shown in it.

    Args:
        path: A .csv, .tsv, .txt, .xlsx or .xlsm file.

    Raises:
        RubricError: It cannot be read.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RubricError(
            f"{path} cannot be read: {reason}", help="name a .csv or .xlsx file"
        ) from error
    if content is None:
        raise RubricError(
            f"{path} is larger than {_LARGEST // _MEGABYTE} MB, so it is no scorecard",
            help="save the sheet with the scorecard as a file of its own",
        )
    if path.suffix.casefold() in _WORKBOOKS or content.startswith(b"PK\x03\x04"):
        return _workbook(path, content)
    if b"\0" in content and not any(content.startswith(bom) for bom, _ in _BOMS):
        raise RubricError(
            f"{path} is neither a .csv nor an .xlsx file",
            help="open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
        )
    return [_csv(path, content)]


def _csv(path: Path, content: bytes) -> Table:
    notes = []
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
        notes.append("the file is not UTF-8; it was read as Windows-1252, so look at the accents")
    first, _, rest = text.partition("\n")
    named = first.strip().casefold().removeprefix("sep=")
    if first.casefold().startswith("sep=") and len(named) == 1:
        delimiter, text = named, f"\n{rest}"
    else:
        delimiter = max(_DELIMITERS, key=lambda one: _regularity(text, one))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RubricError(
            f"{path} cannot be read as CSV: {error}",
            help="open it in a spreadsheet program and save it again as CSV UTF-8",
        ) from error
    return _table("", rows, notes)


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the most common number of cells, and that number."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for _, row in zip(range(_SAMPLE), rows, strict=False):
            widths[len(row)] += 1
    except csv.Error:
        return (0, 0)
    width, count = max(
        ((width, count) for width, count in widths.items() if width > 1),
        key=lambda one: (one[1], one[0]),
        default=(0, 0),
    )
    return (count, width)


def _workbook(path: Path, content: bytes) -> list[Table]:
    try:
        return list(_sheets(content))
    except RubricError:
        raise
    except Exception as error:  # a broken workbook raises almost anything
        raise RubricError(
            f"{path} cannot be read as a workbook",
            help="open it in a spreadsheet program and save it again as .xlsx, without a password",
        ) from error


def _sheets(content: bytes) -> Iterator[Table]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - slow, rare

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _weigh(archive)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which we do not use
        book = load_workbook(io.BytesIO(content), data_only=True, read_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = sheet.iter_rows(1, _ROWS + 1, 1, _COLUMNS + 1)
            yield _table(str(sheet.title), [list(map(_shown, row)) for row in rows])


def _weigh(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook that would fill the memory; sheets are read row by row, all else whole."""
    parts = archive.infolist()
    held = sum(one.file_size for one in parts if "/worksheets/" not in f"/{one.filename}")
    for size, limit in ((sum(one.file_size for one in parts), _UNPACKED), (held, _IN_MEMORY)):
        if size > limit:
            raise RubricError(
                f"the workbook unpacks to {size // _MEGABYTE} MB, and at most "
                f"{limit // _MEGABYTE} MB are read",
                help="save the sheet with the scorecard alone, without pictures, as .xlsx or .csv",
            )


def _table(name: str, rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> Table:
    notes = list(notes)
    if any(any(row) for row in rows[_ROWS:]):
        notes.append(f"rows after {_ROWS} were not read")
    if any(any(row[_COLUMNS:]) for row in rows):
        notes.append(f"columns after the {_COLUMNS}th were not read")
    cells = [[visible(cell) for cell in row[:_COLUMNS]] for row in rows[:_ROWS]]
    while cells and not any(cells[-1]):
        cells.pop()
    filled = [place for row in cells for place, cell in enumerate(row, 1) if cell]
    width = max(filled, default=0)
    return Table(name, [[*row[:width], *[""] * (width - len(row))] for row in cells], notes)


def _shown(cell: Any) -> str:
    """A workbook's cell as it reads on the screen; an error such as #DIV/0! is empty."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float)):
        percent = "%" in str(cell.number_format)
        return f"{value * 100:.10g}%" if percent else f"{value:.10g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)

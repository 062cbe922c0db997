"""The counts in `live/`: a folder a month, three small tables in each."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from posixpath import basename
from typing import TypeVar

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.reader import FileRead, Reader
from mkdocs_rubric.load.table import read_rows
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES
from mkdocs_rubric.model.live import LevelUse, LiveCounts, MonthSums, Pattern
from mkdocs_rubric.model.score import number

_T = TypeVar("_T")
LIVE = "live"
PATTERNS = ("criterion", "levels", "na", "conversations")
KINDS = ("channel", "picked_as")
"""What says which work is comparable, beside the month."""
USE = ("criterion", *KINDS, "reviewer", "score", "reviews")
SUMS = ("conversations", "s", "m", "ss", "sm", "mm")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_WHOLE = re.compile(r"\d{1,15}")
_REPORTED = 20


class BrokenCounts(Rule):
    """Counts of live reviews that cannot be read.

    ## What is wrong
    A file in `live/<year>-<month>/` has a row that is not what `rubric live reduce` writes.

    ## Why it matters
    Figures of live reviews would be wrong, so the row is left out.

    ## How to fix it
    Run `rubric live reduce` again. These files are not written by hand.

    ## Example
    `empathy,0 0 2 1,many,412` in `patterns.csv`.
    """

    code = "R024"


def read_live(reader: Reader) -> LiveCounts:
    """Every month's counts."""
    patterns: list[Pattern] = []
    use: list[LevelUse] = []
    sums: list[MonthSums] = []
    for folder in reader.list(LIVE) if reader.tree.is_folder(LIVE) else ():
        month = basename(folder)
        if not _MONTH.fullmatch(month):
            continue
        for path in reader.list(folder):
            name = basename(path)
            if name == "patterns.csv":
                patterns += _read(reader, path, PATTERNS, partial(_pattern, month))
            elif name == "severity.csv":
                use += _read(reader, path, USE, partial(_use, month))
            elif name == "clusters.csv":
                sums += _read(reader, path, SUMS, partial(_sums, month))
    return LiveCounts(tuple(patterns), tuple(use), tuple(sums))


def _read(
    reader: Reader,
    path: str,
    header: tuple[str, ...],
    made: Callable[[list[str]], _T | None],
) -> list[_T]:
    def make(text: str, where: str) -> FileRead:
        rows = read_rows(text.replace("\r\n", "\n")).filled()
        found: list[Diagnostic] = []
        values: list[_T] = []
        if not rows.cells or tuple(rows.cells[0]) != header:
            found.append(_broken(where, 1, f"the first line is not {','.join(header)}"))
            return FileRead([], SheetText(where, text), tuple(found))
        for row, line in zip(rows.cells[1:], rows.lines[1:], strict=True):
            value = made(row) if len(row) == len(header) else None
            if value is not None:
                values.append(value)
            elif len(found) < _REPORTED:
                found.append(_broken(where, line, "this row cannot be read"))
        return FileRead(values, SheetText(where, text), tuple(found))

    return list(reader.read(path, make, MAX_SHEET_BYTES) or ())


def _broken(path: str, line: int, message: str) -> Diagnostic:
    return BrokenCounts.at(Location(path, line), message, help="run rubric live reduce again")


def _whole(texts: list[str]) -> Iterator[int]:
    for text in texts:
        if not _WHOLE.fullmatch(text):
            raise ValueError(text)
        yield int(text)


def _pattern(month: str, row: list[str]) -> Pattern | None:
    try:
        levels = tuple(_whole(row[1].split(" ")))
        absent, conversations = _whole(row[2:])
    except ValueError:
        return None
    return Pattern(month, row[0], levels, absent, conversations)


def _use(month: str, row: list[str]) -> LevelUse | None:
    criterion, channel, picked_as, reviewer, given, reviews = row
    score = None if given == "NA" else number(given)
    if (score is None and given != "NA") or not _WHOLE.fullmatch(reviews):
        return None
    return LevelUse(month, criterion, channel, picked_as, reviewer, score, int(reviews))


def _sums(month: str, row: list[str]) -> MonthSums | None:
    try:
        values = [float(text) for text in row[1:]]
        (count,) = _whole(row[:1])
    except ValueError:
        return None
    s, m, ss, sm, mm = values
    return MonthSums(month, count, s, m, ss, sm, mm)

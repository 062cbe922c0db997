"""Score sheets: CSV to columns.

A million rows are read, so nothing here works by the row unless a row is wrong.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import compress, islice
from typing import TYPE_CHECKING, TypeAlias

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, did_you_mean, named
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.columns import MAX_CELL, Lists, plain_columns
from mkdocs_rubric.model import Cell, Mark, Sheet

if TYPE_CHECKING:
    from _csv import Reader


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
_NAMING = ("conversation", "criterion", "reviewer")
_NOT_APPLICABLE = {"na", "n/a"}
_REPORTED = 50
_LONGEST_SCORE = 9
_Rows: TypeAlias = list[list[str]]
_Columns: TypeAlias = dict[str, Sequence[str]]


def read_sheet(
    text: str, path: str, reviewer: str, lists: Lists | None = None
) -> tuple[Sheet | None, SheetText, list[Diagnostic]]:
    """A sheet from the text of a CSV file, and what is wrong with it.

    Args:
        text: The file's text.
        path: The file, for messages.
        reviewer: Whose scores these are, where no column says so.
        lists: Kept by the caller from one sheet of a session to the next, which reads faster.
    """
    lists = lists or Lists()
    source = SheetText(path, text)
    plain = plain_columns(text)
    rows, lines, found = ([], plain.lines, []) if plain else _rows(source)
    if not rows and not plain:
        empty = SheetColumns.at(
            Location(path), "the sheet is empty", help="start it with conversation,criterion,score"
        )
        return None, source, [*found, empty]
    names = plain.header if plain else rows[0]
    header = [name.strip().casefold() for name in names]
    found += _header(header, lines[0], source)
    if any(header.count(name) != 1 for name in _COLUMNS if name in {*_REQUIRED, *header}):
        return None, source, found
    source.columns = {name: header.index(name) for name in _COLUMNS if name in header}
    body, lines = rows[1:], lines[1:]
    if set(map(len, body)) - {len(header)}:
        body, lines, more = _of_width(body, lines, len(header), source)
        found += more
    columns: _Columns = dict.fromkeys(_COLUMNS, ())
    if lines:
        cells = plain.cells if plain else [*zip(*body, strict=True)]
        columns |= {name: cells[place] for name, place in source.columns.items()}
    for name, absent in (("note", ""), ("reviewer", reviewer.strip())):
        if name not in source.columns:
            columns[name] = (absent,) * len(lines)
    naming = [name for name in _NAMING if name in source.columns]
    given = {name: lists.names(name, columns[name]) for name in naming}
    columns |= {name: one.clean for name, one in given.items()}
    if not all(one.complete for one in given.values()):
        columns, lines, more = _named(columns, lines, source)
        found += more
    scores = {text: _score(text) for text in set(columns["score"])}
    bad = {text for text, cell in scores.items() if cell is None}
    if bad:
        found += _not_scores(columns["score"], bad, lines, source)
        good = [text not in bad for text in columns["score"]]
        columns, lines = _only(good, columns), list(compress(lines, good))
    levels = {text: cell for text, cell in scores.items() if cell is not None}
    sheet = Sheet(
        path=path,
        reviewers=tuple(columns["reviewer"]),
        conversations=tuple(columns["conversation"]),
        criteria=tuple(columns["criterion"]),
        cells=tuple(map(levels.__getitem__, columns["score"])),
        notes=tuple(columns["note"]),
        lines=lines,
    )
    return sheet, source, found


def _rows(source: SheetText) -> tuple[_Rows, Sequence[int], list[Diagnostic]]:
    """Rows that are not blank, the line each starts on, and what is no row."""
    rows, lines, broken = _until_broken(source.text, 1)
    found: list[Diagnostic] = []
    while broken is not None:
        line, error = broken
        found.append(_not_csv(error, line, source))
        if len(found) == _REPORTED:
            break
        rest = source.text[source.start(line + 1) :]
        more, at, broken = _until_broken(rest, line + 1)
        rows, lines = [*rows, *more], [*lines, *at]
    if [] in rows:
        keep = [bool(row) for row in rows]
        rows, lines = list(compress(rows, keep)), list(compress(lines, keep))
    return rows, lines, found


def _until_broken(
    text: str, first: int
) -> tuple[_Rows, Sequence[int], tuple[int, csv.Error] | None]:
    """Rows and the lines they start on, up to one that is not CSV; its line and the error."""
    reader = _reader(text)
    rows: _Rows = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        *lines, line = islice(_starts(text, first), len(rows) + 1)
        return rows, lines, (line, error)
    if reader.line_num == len(rows):
        return rows, range(first, first + len(rows)), None
    return rows, list(islice(_starts(text, first), len(rows))), None


def _reader(text: str) -> "Reader":
    csv.field_size_limit(MAX_CELL)
    return csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)


def _starts(text: str, first: int) -> Iterator[int]:
    """The line each row starts on: a cell in quotes may span several."""
    reader = _reader(text)
    yield first
    for _ in reader:
        yield first + reader.line_num


def _not_csv(error: csv.Error, line: int, source: SheetText) -> Diagnostic:
    where = source.odd_quote(line)
    if "unexpected end" in str(error):
        message, remedy = "a quote is opened here and never closed", "close it, or take it out"
    elif "expected after" in str(error):
        message = "this cell goes on after its closing quote"
        remedy = "put the whole cell in double quotes, and write a quote inside it twice"
    else:
        message = f"a cell of this row is longer than {MAX_CELL:,} characters"
        remedy = "shorten it, or close the quote it starts with"
    return SheetRow.at(where, message, help=remedy)


def _header(header: list[str], line: int, source: SheetText) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    help_ = "the first line has to name conversation, criterion and score"
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            message = f"the columns are separated by {name}"
            return [SheetColumns.at(source.cell(line, 0), message, help="separate them by commas")]
    for name in _COLUMNS:
        if header.count(name) > 1:
            where = source.cell(line, header.index(name, header.index(name) + 1))
            message = f'the column "{name}" is there twice'
            found.append(SheetColumns.at(where, message, help="keep one of them"))
    absent = [name for name in _COLUMNS if name not in header]
    meant = {}
    for number, name in enumerate(header):
        if name not in _COLUMNS and (hint := did_you_mean(name, absent)):
            meant[hint] = name
            found.append(
                SheetColumns.at(
                    source.cell(line, number), f'unknown column "{name[:40]}"', hint=hint
                )
            )
    for name in _REQUIRED:
        if name in absent and f'did you mean "{name}"?' not in meant:
            message = f'the column "{name}" is missing'
            found.append(SheetColumns.at(Location(source.path, line), message, help=help_))
    return found


def _of_width(
    body: _Rows, lines: Sequence[int], width: int, source: SheetText
) -> tuple[_Rows, Sequence[int], list[Diagnostic]]:
    """The rows that have as many cells as there are columns; empty ones at the end may lack."""
    rows: _Rows = []
    at: list[int] = []
    rest: list[int] = []
    found: list[Diagnostic] = []
    for row, line in zip(body, lines, strict=True):
        fitting = row
        if len(_REQUIRED) <= len(row) < width:
            fitting = row + [""] * (width - len(row))
        while len(fitting) > width and not fitting[-1]:
            fitting = fitting[:-1]
        if len(fitting) == width:
            rows.append(fitting)
            at.append(line)
        elif any(row) and len(found) >= _REPORTED:
            rest.append(line)
        elif any(row):
            more = len(row) > width
            found.append(
                SheetRow.at(
                    source.cell(line, width if more else 0),
                    f"the row has {len(row)} cells, and the sheet {width} columns",
                    help="put a cell that contains a comma in double quotes"
                    if more
                    else "fill in the others; a cell that is left out still needs its comma",
                )
            )
    found += _the_rest(SheetRow, f"do not have the sheet's {width} columns", rest, source)
    return rows, at, found


def _named(
    columns: _Columns, lines: Sequence[int], source: SheetText
) -> tuple[_Columns, Sequence[int], list[Diagnostic]]:
    """The rows that say what was scored by whom; blank ones at the end of an export do not."""
    rest: list[int] = []
    found: list[Diagnostic] = []
    keep = []
    for number, line in enumerate(lines):
        lacking = [name for name in _NAMING if not columns[name][number]]
        keep.append(not lacking)
        blank = not any(columns[name][number].strip() for name in source.columns)
        if lacking and not blank and len(found) >= _REPORTED:
            rest.append(line)
        elif lacking and not blank:
            found.append(
                SheetRow.at(
                    source.locate(line, lacking[0]),
                    f"the row does not say which {lacking[0]}",
                    help=f"fill in the {lacking[0]}, or delete the row",
                )
            )
    found += _the_rest(SheetRow, "do not say what was scored by whom", rest, source)
    return _only(keep, columns), list(compress(lines, keep)), found


def _only(keep: Sequence[bool], columns: _Columns) -> _Columns:
    return {name: tuple(compress(column, keep)) for name, column in columns.items()}


def _score(text: str) -> Cell | None:
    text = text.strip()
    if not text:
        return Mark.NOT_SCORED
    if text.casefold() in _NOT_APPLICABLE:
        return Mark.NOT_APPLICABLE
    digits = text.removeprefix("-")
    whole = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_SCORE
    return int(text) if whole else None


def _not_scores(
    column: Sequence[str], bad: set[str], lines: Sequence[int], source: SheetText
) -> list[Diagnostic]:
    wrong = [(line, text) for line, text in zip(lines, column, strict=True) if text in bad]
    found = [
        NotAScore.at(
            source.locate(line, "score"),
            f'"{text.strip()[:40]}" is not a score',
            help="write a whole number, NA for not applicable, or nothing for not scored",
        )
        for line, text in wrong[:_REPORTED]
    ]
    rest = [line for line, _ in wrong[_REPORTED:]]
    return [*found, *_the_rest(NotAScore, "have something that is not a score", rest, source)]


def _the_rest(
    rule: type[Rule], what: str, lines: Sequence[int], source: SheetText
) -> list[Diagnostic]:
    """The rows after the first fifty that have the same mistake, in one finding."""
    if not lines:
        return []
    message = f"{len(lines)} more rows {what}: lines {named(lines)}"
    help_ = "see the findings above: this is likely one mistake, made throughout"
    return [rule.at(Location(source.path, lines[0]), message, help=help_)]

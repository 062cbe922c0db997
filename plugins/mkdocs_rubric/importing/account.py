"""Every cell of a scorecard that has text: read, named as not to be read, or a problem."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from mkdocs_rubric.importing.columns import Column, before, named
from mkdocs_rubric.importing.header_rows import Header
from mkdocs_rubric.importing.known_words import SCORE_WORDS, Role, plain_word
from mkdocs_rubric.importing.ranges import RANGE
from mkdocs_rubric.importing.scorecard_line import BELOW_ZERO, DEDUCTIONS, NUMBER, value
from mkdocs_rubric.importing.scorecard_rows import Read
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.importing.spreadsheet_cells import letter
from mkdocs_rubric.load.header import column_of
from mkdocs_rubric.load.sheet_words import is_date, is_failed
from mkdocs_rubric.load.vocabulary import plain_score

_LONGEST = 40
_TAKEN_OFF = re.compile(
    r"(?:^|[\s(\[])[-\u2212\u2013] ?\d+(?:[.,]\d+)? *(?:%|points?|pts?)?[)\]]?$"
)
"""A header that ends in points which are taken off: `Minor (-5)`."""


def unread(table: Worksheet, header: Header, read: Read) -> tuple[list[str], list[str]]:
    """What has text and was not read: problems, and what is only worth knowing.

    A column of texts that is lost is a problem, unless somebody said so; numbers nobody asked for
    are told.
    """
    problems = [*table.lost, *_without_value(table, header, read), *_too_long(table, header, read)]
    notes: list[str] = []
    lost: list[_Unread] = []
    by_place = {column.place: column for column in header.columns}
    for place in range(len(table.rows[0]) if table.rows else 0):
        rows = [
            (number, row[place])
            for number, row in enumerate(table.rows[header.row :], header.row + 1)
            if row[place] and number in read.used and (number - 1, place) not in table.unvalued
        ]
        column = by_place.get(place)
        if not rows or (column is not None and _is_read(column)):
            continue
        found = _Unread(place, column, rows)
        weight = named(header.columns, Role.WEIGHT)
        if weight is not None and _says_the_same(table, found, weight):
            notes.append(f"{found.name} says the same as column {weight.letter}")
        elif not _is_lost(column, [cell for _, cell in rows]):
            notes.append(_told(found))
        else:
            lost.append(found)
    words = {column.place for column in header.columns if column.family == "words"}
    for run in _beside_each_other(lost, words):
        are_levels = run[1:] or (run[0].is_free and {run[0].place - 1, run[0].place + 1} <= words)
        problems += [_perhaps_levels(run, header, words)] if are_levels else map(_not_read, run)
    notes += _above(table, header)
    notes += _beside(table, header, read)
    return problems, notes


class _Unread(NamedTuple):
    """A column that is not read: its place, what it is taken for, and its cells by row."""

    place: int
    column: Column | None
    rows: Sequence[tuple[int, str]]

    @property
    def name(self) -> str:
        """What to call it."""
        header = f' "{_short(self.column.header)}"' if self.column else ""
        return f"column {letter(self.place)}{header}"

    @property
    def is_free(self) -> bool:
        """Whether nobody knows anything about it but its header."""
        column = self.column
        if column is None or column.meant is not None or is_date(column.header):
            return False
        return column_of(column.header) != "note" and not _is_deduction(self)

    @property
    def shown(self) -> str:
        """What is in it."""
        count = "1 row" if len(self.rows) == 1 else f"{len(self.rows)} rows"
        return f'text in {count} (row {self.rows[0][0]}: "{_short(self.rows[0][1])}")'


def _beside_each_other(lost: Sequence[_Unread], words: Collection[int]) -> list[list[_Unread]]:
    """Columns that may be the levels of one scale: unknown ones side by side, or among words."""
    runs: list[list[_Unread]] = []
    for each in lost:
        last = runs[-1][-1] if runs else None
        between = range(last.place + 1, each.place) if last else range(0)
        if last and last.is_free and each.is_free and all(place in words for place in between):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _perhaps_levels(found: Sequence[_Unread], header: Header, words: Collection[int]) -> str:
    """What to do about columns that may be the levels of a scale."""
    places = {each.place for each in found} | {*words}
    names = [column.header for column in header.columns if column.place in places]
    bands = [RANGE.search(name) for name in names]
    scores = [band[0] if band else str(len(names) - n) for n, band in enumerate(bands)]
    said = " ".join(f'--column {score}="{name}"' for score, name in zip(scores, names, strict=True))
    first = found[0].column.header if found[0].column else names[0]
    several = ", ".join(each.name.removeprefix("column ") for each in found)
    are = f"columns {several} are" if found[1:] else f"column {several} is"
    return (
        f"{are} not read, and {found[0].name} has {found[0].shown}: for levels, say the score of "
        f"each, such as {said}; else say what it is, for example "
        f'--column description="{first}", or leave it out with --ignore "{first}"'
    )


def _is_read(column: Column) -> bool:
    return column.is_named or column.role is not Role.IGNORED


def _is_lost(column: Column | None, cells: Sequence[str]) -> bool:
    """Whether something a person wrote would be gone: texts, or a second weight."""
    if column is not None and column.meant is Role.WEIGHT:
        return not all(map(is_failed, cells))
    if column is not None and is_date(column.header):
        return True
    if any(BELOW_ZERO.fullmatch(cell) for cell in cells):
        return True
    return not all(
        plain_score(cell.rstrip("% ")) is not None or is_date(cell) or is_failed(cell)
        for cell in cells
    )


def _says_the_same(table: Worksheet, found: _Unread, weight: Column) -> bool:
    """Whether a second column of weights is the first again, as `5` is `5%`."""
    if found.column is None or found.column.meant is not Role.WEIGHT:
        return False
    cells = [(table.rows[row - 1][weight.place], cell) for row, cell in found.rows]
    numbers = [[NUMBER.fullmatch(each) for each in pair] for pair in cells]
    return all(a and b and value(a[1]) == value(b[1]) for a, b in numbers)


def _too_long(table: Worksheet, header: Header, read: Read) -> Iterator[str]:
    """Rows with more cells than the header: a comma in a number has shifted the others."""
    for row in (entry.row for entry in read.entries if table.cells):
        if table.cells[row - 1] > table.cells[header.row - 1]:
            yield (
                f"row {row} has {table.cells[row - 1]} cells, and the header "
                f"{table.cells[header.row - 1]}: a number or a text with a comma goes in double "
                'quotes, "12,5"; or separate by semicolons'
            )


def _without_value(table: Worksheet, header: Header, read: Read) -> Iterator[str]:
    """Cells of criteria that should say something, where a formula failed or was never computed."""
    for column in header.columns:
        name = f'column {column.letter} "{_short(column.header)}"'
        if column.role is Role.IGNORED:
            continue
        for row in (entry.row for entry in read.entries):
            cell = table.rows[row - 1][column.place]
            if is_failed(cell):
                yield (
                    f'row {row}, {name}: "{_short(cell)}" is what a spreadsheet shows where a '
                    "formula fails; put in what it should say"
                )
            elif (row - 1, column.place) in table.unvalued:
                yield (
                    f"row {row}, {name} is a formula without a value; open the file in a "
                    "spreadsheet program and save it"
                )


def _is_deduction(found: _Unread) -> bool:
    header = found.column.header if found.column else ""
    return bool(_TAKEN_OFF.search(header)) or any(BELOW_ZERO.fullmatch(c) for _, c in found.rows)


def _told(found: _Unread) -> str:
    """A note about numbers that nobody reads."""
    scored = found.column and plain_word(found.column.header) in SCORE_WORDS
    why = "has scores, which no standard has, and" if scored else "has only numbers, and"
    return f"{found.name} {why} is not read (row {found.rows[0][0]}: {_short(found.rows[0][1])})"


def _not_read(found: _Unread) -> str:
    name, column = found.name, found.column
    if column is None:
        return (
            f"{name} has no header, and {found.shown}: give it one, or say what it is, for example "
            f"--column description={letter(found.place)}, or leave it out with "
            f"--ignore {letter(found.place)}"
        )
    if is_date(column.header):
        return (
            f"{name} is {column.why}, and has {found.shown}: write the header as text, or say "
            f"which level it is: --column {before(column.header)}={column.letter}"
        )
    if _is_deduction(found):
        return f"{name}: {DEDUCTIONS}, or leave it out with --ignore {column.letter}"
    return _taken_already(found, column) if column.meant is not None else _unknown(found, column)


def _taken_already(found: _Unread, column: Column) -> str:
    """What to do about a second column of a kind; two of one name are told apart by letters."""
    name, mine = found.name, column.letter
    if column.meant is Role.WEIGHT:
        other = column.why.split()[1]
        return (
            f"{name} can be the weight too, and {column.why}: say which is, --column weight={mine} "
            f"--ignore {other} or --column weight={other} --ignore {mine}; or, of one that is a "
            f"group's, --column group-weight={other}"
        )
    role = "tags" if column.meant is Role.DESCRIPTION else "description"
    return (
        f"{name} is not read ({column.why}), and has {found.shown}: say what else it is, for "
        f"example --column {role}={mine}, or leave it out with --ignore {mine}"
    )


def _unknown(found: _Unread, column: Column) -> str:
    """What to do about a column whose header nobody knows."""
    name = found.name
    if column_of(column.header) == "conversation":
        return (
            f"{name} names conversations, so this is a table of scores and no scorecard: "
            "`rubric import table` brings them in"
        )
    scored = plain_word(column.header) in SCORE_WORDS
    why = "has scores, which no standard has" if scored else f"is not read ({column.why})"
    return (
        f"{name} {why}, and has {found.shown}: say what it is, for example "
        f'--column description="{column.header}", or leave it out with '
        f'--ignore "{column.header}"'
    )


def _above(table: Worksheet, header: Header) -> Iterator[str]:
    """Titles above the header."""
    first = header.row - header.rows
    texts = [cell for row in table.rows[:first] for cell in row if cell]
    if texts:
        listed = ", ".join(f'"{_short(text)}"' for text in texts[:4])
        more = f" and {len(texts) - 4} more" if len(texts) > 4 else ""  # noqa: PLR2004 - as above
        yield f"above the header, and not read: {listed}{more}"


def _beside(table: Worksheet, header: Header, read: Read) -> Iterator[str]:
    """Rows of which nothing was read."""
    for number, row in enumerate(table.rows[header.row :], header.row + 1):
        texts = [cell for cell in row if cell]
        if texts and number not in read.used and row != table.rows[header.row - 1]:
            yield f'row {number} was not read: "{_short(texts[0])}"'


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

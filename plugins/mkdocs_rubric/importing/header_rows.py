"""The row, or the two rows, that name the columns of a scorecard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.columns import Column, columns, named, role_of
from mkdocs_rubric.importing.known_words import ROLES, Role, plain_word
from mkdocs_rubric.importing.ranges import scale_in
from mkdocs_rubric.importing.scorecard_line import NUMBER
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.importing.spreadsheet_cells import letter
from mkdocs_rubric.importing.told import Said
from mkdocs_rubric.load.vocabulary import key

TURNED = "a criterion is a column in it: what is called a row here is a column there"
_FEW = 2  # columns that a table may name by accident
_COUNTS = frozenset(
    map(
        plain_word,
        [
            *("no", "nr", "num", "n°", "№", "id", "s/n", "sr no", "s no", "sl no", "serial no"),
            *("item no", "lfd nr", "序号", "番号"),
        ],
    )
)
_COUNT = re.compile(r"[A-Za-z]?\d{0,3}(?:\.\d{1,3})*[.)]?|[IVXLC]{1,5}[.)]?")
_MOST = 60  # rows of a table that may have a criterion a column
_LOOKED_AT = 30  # rows in which the header is looked for


@dataclass(frozen=True)
class Header:
    """What names the columns.

    Attributes:
        row: The number of its last row, from 1.
        columns: What each is read as.
        rows: How many rows it has: one, or two of which the upper names several columns at once.
    """

    row: int
    columns: Sequence[Column]
    rows: int = 1

    @property
    def recognised(self) -> int:
        """How many columns are read as something."""
        return sum(column.role is not Role.IGNORED or column.is_named for column in self.columns)

    @property
    def shown(self) -> str:
        """Its rows, in words."""
        return f"row {self.row}" if self.rows == 1 else f"rows {self.row - 1} and {self.row}"


def best_header(
    tables: Sequence[Worksheet], told: Said | None = None
) -> tuple[Header, Worksheet] | None:
    """The table whose header names the most columns; turned, where it names them in its rows."""
    found = []
    for table in tables:
        header = header_of(table, told)
        if header is not None:
            found.append((header, table))
        if header is None or header.recognised == 1 < len(header.columns):
            across, few = turned(table), 0 < len(table.rows) <= _MOST
            below = header_of(across, told) if few else None
            if below is not None and below.row == 1 and below.recognised > _FEW:
                found.append((below, across))
    return max(found, key=lambda each: each[0].recognised, default=None)


def header_of(table: Worksheet, told: Said | None = None) -> Header | None:
    """The rows that name the most columns, if they name a criterion's."""
    told = told or Said()
    best: Header | None = None
    for number in range(1, min(len(table.rows), _LOOKED_AT) + 1):
        for way in (_one_row, _two_rows, _named_below):
            found = way(table, number, told)
            if found is None:
                continue
            names = named(found.columns, Role.TITLE) or named(found.columns, Role.QUESTION)
            enough = found.recognised > 1 or len(found.columns) == 1 or _is_plain(names)
            if names and enough and (best is None or found.recognised > best.recognised):
                best = found
    return best


def turned(table: Worksheet) -> Worksheet:
    """The table with its rows as columns: some have a criterion a column."""
    rows = [list(row) for row in zip(*table.rows, strict=True)]
    notes = [*table.notes, TURNED]
    return replace(table, rows=rows, notes=notes, wide={}, tall={}, unvalued=frozenset(), cells=())


def refuse_unknown(told: Said, header: Header, table: Worksheet) -> None:
    """Refuse what was said about a column that is not there.

    Raises:
        RubricError: There is no such column.
    """
    known = {key(column.header) for column in header.columns}
    known |= {key(letter(place)) for place in range(len(table.rows[0]))}
    for name in told.names:
        if key(name) not in known:
            there = ", ".join(f'"{column.header[:40]}"' for column in header.columns)
            raise RubricError(
                f'there is no column "{name}"', help=f"{header.shown} has the columns {there}"
            )


def guess(table: Worksheet) -> tuple[Sequence[str], str, str] | None:
    """The headers, most likely; and which of them may be the criteria, and their weights."""
    for number, row in enumerate(table.rows[:_LOOKED_AT], 1):
        if sum(map(bool, row)) > 1:
            below = table.rows[number:]
            cells = [[each[place] for each in below if each[place]] for place in range(len(row))]
            names = [text or letter(place) for place, text in enumerate(row)]
            roles = [role_of(text) for text in row]
            counted = [bool(each) and all(map(NUMBER.fullmatch, each)) for each in cells]
            free = [place for place, role in enumerate(roles) if role is not Role.LEVEL]
            texts = [n for n in free if cells[n] and not counted[n] and roles[n] is not Role.GROUP]
            first = texts[0] if texts else next(n for n, text in enumerate(row) if text)
            weights = [place for place in free if counted[place] and place != first]
            shown = [cell for cell in row if cell]
            return shown, names[first], names[weights[0]] if weights else ""
    return None


def with_scales(table: Worksheet, header: Header) -> Header:
    """The header, where a column that is not recognised has a scale in each of its cells.

    `Answer`, and below it 1-5, Yes/No, 0-100: each row's own scale.
    """
    if named(header.columns, Role.SCALE):
        return header
    found = list(header.columns)
    for number, column in enumerate(found):
        cells = [row[column.place] for row in table.rows[header.row :] if row[column.place]]
        is_free = column.role is Role.IGNORED and column.meant is None and not column.is_named
        if is_free and cells and all(map(scale_in, cells)):
            found[number] = replace(column, role=Role.SCALE, why="of each criterion")
            break
    return replace(header, columns=found)


def uncounted(table: Worksheet, header: Header) -> tuple[Worksheet, Header]:
    """The table without what its rows are counted by: `#`, and below it A, 1, 2, B, 3."""
    found, rows = list(header.columns), [list(row) for row in table.rows]
    for number, column in enumerate(found):
        counted = [
            row for row in rows[header.row :] if row[column.place] and sum(map(bool, row)) > 1
        ]
        counts = column.header.strip() == "#" or plain_word(column.header) in _COUNTS
        is_free = column.role is Role.IGNORED and not column.is_named
        if is_free and counts and all(_COUNT.fullmatch(row[column.place]) for row in counted):
            found[number] = replace(column, why="counts the rows")
            for row in counted:
                row[column.place] = ""
    return replace(table, rows=rows), replace(header, columns=found)


def _one_row(table: Worksheet, number: int, told: Said) -> Header:
    header = Header(number, columns(table.rows[number - 1], told))
    return _named_by_groups(table, header)


def _named_by_groups(table: Worksheet, header: Header) -> Header:
    """The header, where what is called a group stands in each row and names what is scored."""
    group = named(header.columns, Role.GROUP)
    places = [each.place for each in header.columns if each.role in (Role.WEIGHT, Role.LEVEL)]
    nameless = not any(named(header.columns, role) for role in (Role.TITLE, Role.QUESTION))
    if group is None or not nameless:
        return header
    scored = [row for row in table.rows[header.row :] if any(row[place] for place in places)]
    cells = [row[group.place] for row in scored]
    headless = {*range(len(table.rows[0]))} - {each.place for each in header.columns}
    is_title = len({*cells} - {""}) == len(cells) > 1
    if not is_title or any(row[place] for row in scored for place in headless):
        return header
    found = [replace(each, role=Role.TITLE) if each is group else each for each in header.columns]
    return replace(header, columns=found)


def _two_rows(table: Worksheet, number: int, told: Said) -> Header | None:
    """A row and the one below it, where that goes on with what the upper one begins.

    The lower row has nothing where criteria are named, and something below a cell that spans
    several columns, or to the right of one.
    """
    if number == len(table.rows):
        return None
    top, below = table.rows[number - 1], table.rows[number]
    upper = columns(top, told)
    names = named(upper, Role.TITLE) or named(upper, Role.QUESTION)
    if names is None or below[names.place] not in ("", top[names.place]):
        return None
    joined = []
    above = ""
    until = 0
    for place, (first, second) in enumerate(zip(top, below, strict=True)):
        if first:
            above, until = first, place + table.wide.get((number - 1, place), len(top))
        over = first or (above if place < until else "")
        if not second or second == first:
            joined.append(first)
        else:
            joined.append(_joined(over, second))
    return Header(number + 1, columns(joined, told), 2)


def _named_below(table: Worksheet, number: int, told: Said) -> Header | None:
    """A row that names the criteria, and the one above it where that names further columns."""
    if number == 1:
        return None
    row, above = table.rows[number - 1], table.rows[number - 2]
    joined = [cell or over for cell, over in zip(row, above, strict=True)]
    if joined == list(row):
        return None
    return Header(number, columns(joined, told), 2)


def _is_plain(names: Column | None) -> bool:
    """Whether a header says "criterion" or "question" and nothing else."""
    word = plain_word(names.header) if names else ""
    return word in ROLES and word.rstrip("sa") in ("criterion", "criteri", "question", "kriterium")


def _joined(over: str, below: str) -> str:
    """One header of two: the lower one, where that says what the column is."""
    both = f"{over} {below}"
    is_weight = role_of(both) in (Role.WEIGHT, Role.GROUP_WEIGHT)
    if over and (role_of(below) is Role.IGNORED or is_weight):
        return both
    return below

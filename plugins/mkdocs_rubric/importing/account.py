"""Every cell of a scorecard that has text: read, named as not to be read, or a problem."""

from collections.abc import Iterator, Sequence

from mkdocs_rubric.importing.columns import Column
from mkdocs_rubric.importing.header_rows import Header
from mkdocs_rubric.importing.known_words import SCORE_WORDS, Role, plain_word
from mkdocs_rubric.importing.scorecard_rows import Read
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.importing.spreadsheet_cells import letter
from mkdocs_rubric.load.sheet_words import is_date, is_failed
from mkdocs_rubric.load.vocabulary import plain_score

_LONGEST = 40


def unread(table: Worksheet, header: Header, read: Read) -> tuple[list[str], list[str]]:
    """What has text and was not read: problems, and what is only worth knowing.

    A column of texts that is lost is a problem, unless somebody said so; numbers nobody asked for
    are told.
    """
    problems = [*table.lost, *_without_value(table, header, read)]
    notes: list[str] = []
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
        told = _not_read(column, place, rows)
        (problems if _is_lost(column, [cell for _, cell in rows]) else notes).append(told)
    notes += _above(table, header)
    notes += _beside(table, header, read)
    return problems, notes


def _is_read(column: Column) -> bool:
    return column.is_named or column.role is not Role.IGNORED


def _is_lost(column: Column | None, cells: Sequence[str]) -> bool:
    """Whether something a person wrote would be gone: texts, or a second weight."""
    if column is not None and column.meant is Role.WEIGHT:
        return not all(map(is_failed, cells))
    if column is not None and is_date(column.header):
        return True
    return not all(
        plain_score(cell.rstrip("% ")) is not None or is_date(cell) or is_failed(cell)
        for cell in cells
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


def _not_read(column: Column | None, place: int, rows: Sequence[tuple[int, str]]) -> str:
    count = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    example = f'row {rows[0][0]}: "{_short(rows[0][1])}"'
    if column is None:
        return (
            f"column {letter(place)} has no header, and text in {count} ({example}): give it one, "
            f"or leave it out with --ignore {letter(place)}"
        )
    name = f'column {letter(place)} "{_short(column.header)}"'
    if column.meant is Role.WEIGHT:
        return (
            f"{name} can be the weight too, and {column.why}: say which is with "
            f'--column weight="…", and leave the other out with --ignore "…"'
        )
    if is_date(column.header):
        return (
            f"{name} is {column.why}, and has text in {count} ({example}): write the header as "
            f"text, or say which level it is: --column 2={letter(place)}"
        )
    scored = plain_word(column.header) in SCORE_WORDS
    why = "has scores, which no standard has" if scored else f"is not read ({column.why})"
    return (
        f"{name} {why}, and has text in {count} ({example}): say what it is, for example "
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

"""Cells of a scorecard that are merged over several rows: they are about each of them."""

from collections.abc import Sequence
from dataclasses import replace

from mkdocs_rubric.importing.columns import Column, named
from mkdocs_rubric.importing.header_rows import Header
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.spreadsheet import Worksheet

_SAID_OF_EACH = (
    *(Role.DESCRIPTION, Role.CRITICAL, Role.NOT_APPLICABLE, Role.TAGS, Role.SCALE, Role.LEVEL),
)


def unmerged(table: Worksheet, header: Header) -> tuple[Worksheet, Header, list[str]]:
    """The table with what merged cells say in each of their rows, and what cannot be.

    A weight that is merged over the rows of a group is the group's.
    """
    rows = [list(row) for row in table.rows]
    found = list(header.columns)
    problems = []
    for number, column in enumerate(found):
        blocks = [
            range(top, top + tall)
            for (top, place), tall in sorted(table.tall.items())
            if place == column.place and top >= header.row and rows[top][place]
        ]
        has_title = named(found, Role.TITLE) is not None
        if column.role in _SAID_OF_EACH or (column.role is Role.QUESTION and has_title):
            for block in blocks:
                for row in block:
                    rows[row][column.place] = rows[block[0]][column.place]
        elif column.role is Role.WEIGHT and blocks:
            groups = _groups(table, header)
            if any(block not in groups for block in blocks):
                problems += [
                    f"rows {block[0] + 1} to {block[-1] + 1}, column {column.letter} "
                    f'"{column.header[:40]}": one weight for several rows; write what each weighs'
                    for block in blocks
                ]
            else:
                why = "merged over its rows"
                found[number] = replace(column, role=Role.GROUP_WEIGHT, why=why)
    return replace(table, rows=rows), replace(header, columns=found), problems


def _groups(table: Worksheet, header: Header) -> Sequence[range]:
    """The rows of each group that a column names."""
    column: Column | None = named(header.columns, Role.GROUP)
    if column is None:
        return []
    cells = [row[column.place] for row in table.rows]
    starts = [
        number
        for number in range(header.row, len(cells))
        if cells[number] and cells[number] != cells[number - 1]
    ]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)]

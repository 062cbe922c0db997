"""The rows of a scorecard below its header: which of them are criteria, and in what groups."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from mkdocs_rubric.importing.columns import named
from mkdocs_rubric.importing.header_rows import Header
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.row_kinds import kinds
from mkdocs_rubric.importing.scorecard_line import Line, ScorecardEntry, shown, without_share
from mkdocs_rubric.importing.spreadsheet import Worksheet

_NO_GROUP = "Criteria"


@dataclass
class Read:
    """What the rows came to.

    Attributes:
        entries: The criteria.
        problems: What is wrong with rows.
        notes: What was assumed.
        shares: What the sheet says a group weighs, by its title.
        used: The rows that were read as something, by number.
    """

    entries: list[ScorecardEntry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shares: dict[str, Fraction] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


def entries(table: Worksheet, header: Header) -> Read:
    """The criteria below the header.

    A group is a column, filled in every row or only where it begins, or a row of its own.
    """
    read = Read()
    group = ""
    top = table.rows[header.row - 1]
    below = [
        Line(number, row, header.columns)
        for number, row in enumerate(table.rows[header.row :], header.row + 1)
        if any(row) and row != top
    ]
    found = kinds(below)
    for line in below:
        if line.number in found.notes:
            continue
        read.used.add(line.number)
        if line.number in found.totals:
            read.notes.append(f"row {line.number} is a total and was left out")
            continue
        group = found.headings.get(line.number) or line.text(Role.GROUP) or group
        title, share = without_share(group)
        title = title or _NO_GROUP
        share = found.weighed.get(line.number, share)
        if share is not None:
            read.shares.setdefault(title, share)
        line.group_weight(title, read.shares)
        if line.number in found.headings:
            continue
        if line.name():
            read.entries.append(line.entry(title))
        elif line.says_something():
            line.problems.append(
                f"row {line.number} has no name for its criterion; "
                "write it there, or delete the row"
            )
        elif not line.text(Role.GROUP):
            read.used.discard(line.number)
        read.problems += line.problems
        read.notes += line.notes
    read.problems += _among_percentages(table, header, read)
    if found.headings:
        read.notes.append(f"read as headings of groups: rows {', '.join(map(str, found.headings))}")
    return read


def _among_percentages(table: Worksheet, header: Header, read: Read) -> Iterator[str]:
    """Fractions among percentages: a spreadsheet shows 0.25 as 25% only where it is told to."""
    column = named(header.columns, Role.WEIGHT)
    if column is None:
        return
    cells = {each.row: table.rows[each.row - 1][column.place] for each in read.entries}
    if not any("%" in cell for cell in cells.values()):
        return
    for entry in read.entries:
        weight = entry.weight or Fraction(0)
        if 0 < weight < 1 and "%" not in cells[entry.row]:
            yield (
                f'row {entry.row}, column {column.letter} "{column.header[:40]}": '
                f'"{cells[entry.row]}" stands among percentages; write {shown(100 * weight)}%'
            )

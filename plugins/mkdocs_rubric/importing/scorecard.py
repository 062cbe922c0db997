"""A scorecard from a spreadsheet: what was understood of it, and as which criteria."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.columns import Column, levels
from mkdocs_rubric.importing.rows import Entry, Header, entries, header_of
from mkdocs_rubric.importing.spreadsheet import Table, read_tables
from mkdocs_rubric.model.scalars import id_problem

_LONGEST_ID = 60
_TAKEN = ("index", "readme")
"""Names of pages that are no criterion's."""


@dataclass(frozen=True)
class Criterion:
    """A criterion of a scorecard.

    Attributes:
        id: Its file's name.
        group: The id of its group.
        entry: What its row says.
        scale: Which of the scorecard's scales it is on; "" where the scorecard has none.
        levels: What the scorecard says of each score.
    """

    id: str
    group: str
    entry: Entry
    scale: str
    levels: Mapping[int, str]


@dataclass(frozen=True)
class Scorecard:
    """What was understood of a spreadsheet.

    Attributes:
        sheet: The sheet of the workbook; "" for a CSV.
        unread: Its other sheets.
        header: The row that names the columns, from 1.
        columns: What each column was read as.
        groups: Title of each group by its id, in order.
        criteria: In the order of the rows.
        scales: Labels of each scale's levels, by its id.
        notes: What was assumed or left out.
    """

    sheet: str
    unread: Sequence[str]
    header: int
    columns: Sequence[Column]
    groups: Mapping[str, str]
    criteria: Sequence[Criterion]
    scales: Mapping[str, Mapping[int, str]]
    notes: Sequence[str]


def read_scorecard(path: Path, worksheet: str | None = None) -> Scorecard:
    """Read a spreadsheet as a scorecard.

    Args:
        path: A .csv or .xlsx file.
        worksheet: Which sheet of a workbook; by default the one that looks most like a scorecard.

    Raises:
        RubricError: It cannot be read, or is no scorecard; with every bad row at once.
    """
    tables = read_tables(path)
    wanted = [one for one in tables if worksheet in (None, one.name)]
    if not wanted:
        names = ", ".join(f'"{one.name}"' for one in tables if one.name)
        raise RubricError(
            f'{path} has no sheet "{worksheet}"',
            help=f"its sheets: {names}" if names else "a CSV has one sheet, without a name",
        )
    found = [(header, one) for one in wanted if (header := header_of(one))]
    if not found:
        raise RubricError(
            f"{path} has no row that names the columns of a scorecard",
            help="one of the first rows has to have the headers: Category, Criterion, Weight, "
            "Description, and one for each level, such as 5, 4, 3, 2, 1 or Yes, No",
        )
    header, table = max(found, key=lambda one: one[0].recognised)
    return _scorecard(path, table, header, [one.name for one in tables if one is not table])


def _scorecard(path: Path, table: Table, header: Header, unread: Sequence[str]) -> Scorecard:
    read = entries(table, header)
    problems = list(read.problems)
    if not read.entries and not problems:
        problems.append(f"there is no criterion below row {header.row}")
    if problems:
        raise RubricError(
            f"{path} cannot be used as it is:",
            details=problems,
            help="correct this in the spreadsheet, and run the same command again",
        )
    families = {_scale_name(found): found for found in levels(header.columns).values()}
    ids, group_ids = _Ids("criterion"), _Ids("group")
    groups: dict[str, str] = {}
    criteria = []
    for entry in read.entries:
        if entry.group not in groups:
            groups[entry.group] = group_ids.new(entry.group)
        scale = _scale(entry, families)
        texts = {one.score: entry.levels[one.place] for one in families.get(scale, ())}
        criteria.append(Criterion(ids.new(entry.title), groups[entry.group], entry, scale, texts))
    return Scorecard(
        sheet=table.name,
        unread=unread,
        header=header.row,
        columns=header.columns,
        groups={name: title for title, name in groups.items()},
        criteria=criteria,
        scales={
            name: {one.score: one.label or f"Level {one.score}" for one in found}
            for name, found in families.items()
            if any(one.scale == name for one in criteria)
        },
        notes=[*table.notes, *read.notes],
    )


def _scale_name(found: Sequence[Column]) -> str:
    """`met` for yes and no; a scorecard can have another scale of numbers, or one of words."""
    if [one.score for one in found] == [0, 1]:
        return "met"
    return "quality" if found[0].family == "numbers" else "steps"


def _scale(entry: Entry, scales: Mapping[str, Sequence[Column]]) -> str:
    """The scale whose levels a row describes; where it describes none, the one with the most."""

    def described(name: str) -> tuple[int, int]:
        return sum(bool(entry.levels[one.place]) for one in scales[name]), len(scales[name])

    return max(scales, key=described, default="")


@dataclass
class _Ids:
    """Ids from titles, each once."""

    otherwise: str
    taken: set[str] = field(default_factory=set)

    def new(self, title: str) -> str:
        """The title in small letters and hyphens; `criterion` where nothing is left of it."""
        flat = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
        words = re.sub(r"[^a-z0-9]+", "-", flat.replace("'", "")).strip("-")
        stem = words[:_LONGEST_ID].strip("-") or self.otherwise
        if id_problem(stem) or stem in _TAKEN:
            stem = f"{self.otherwise}-{stem}"
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name)
        return name

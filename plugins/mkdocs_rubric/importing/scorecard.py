"""A scorecard from a spreadsheet: what was understood of it, and as which criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.account import unread as left
from mkdocs_rubric.importing.columns import Column
from mkdocs_rubric.importing.header_rows import (
    TURNED,
    Header,
    best_header,
    guess,
    refuse_unknown,
    uncounted,
    with_scales,
)
from mkdocs_rubric.importing.ids import Ids
from mkdocs_rubric.importing.levels_in_rows import side_by_side
from mkdocs_rubric.importing.merged import unmerged
from mkdocs_rubric.importing.scales import scales_of
from mkdocs_rubric.importing.scorecard_line import ScorecardEntry
from mkdocs_rubric.importing.scorecard_rows import entries
from mkdocs_rubric.importing.spreadsheet import Worksheet, read_tables
from mkdocs_rubric.importing.told import Said
from mkdocs_rubric.importing.weight_columns import weigh
from mkdocs_rubric.model.score import LevelKey, Score


@dataclass(frozen=True)
class ScorecardCriterion:
    """A criterion of a scorecard.

    Attributes:
        id: Its file's name.
        group: The id of its group.
        entry: What its row says.
        scale: Which of the scorecard's scales it is on; "" where the scorecard has none.
        levels: What the scorecard says of each score, or band of scores; maybe nothing yet.
    """

    id: str
    group: str
    entry: ScorecardEntry
    scale: str
    levels: Mapping[LevelKey, str]


@dataclass(frozen=True)
class Scorecard:
    """What was understood of a spreadsheet.

    Attributes:
        sheet: The sheet of the workbook; "" for a CSV.
        unread: Its other sheets.
        header: The row that names the columns, from 1; the lower one of two.
        columns: What each column was read as.
        groups: Title of each group by its id, in order.
        criteria: In the order of the rows.
        scales: Labels of each scale's levels, by its id.
        notes: What was assumed or left out.
        steps: How far the scores of a scale lie apart that has not a label for each.
        shown: The rows of the header, in words.
        title: What the tool calls it; "" where nothing says.
    """

    sheet: str
    unread: Sequence[str]
    header: int
    columns: Sequence[Column]
    groups: Mapping[str, str]
    criteria: Sequence[ScorecardCriterion]
    scales: Mapping[str, Mapping[LevelKey, str]]
    notes: Sequence[str]
    steps: Mapping[str, Score] = field(default_factory=dict)
    shown: str = ""
    title: str = ""


def read_scorecard(path: Path, worksheet: str | None = None, told: Said | None = None) -> Scorecard:
    """Read a spreadsheet as a scorecard.

    Args:
        path: A .csv or .xlsx file.
        worksheet: Which sheet of a workbook; by default the one that looks most like a scorecard.
        told: What somebody says about its columns.

    Raises:
        RubricError: It cannot be read, or is no scorecard; with every bad row at once.
    """
    told = told or Said()
    tables = read_tables(path)
    wanted = [table for table in tables if worksheet in (None, table.name)]
    if not wanted:
        names = ", ".join(f'"{table.name}"' for table in tables if table.name)
        raise RubricError(
            f'{path} has no sheet "{worksheet}"',
            help=f"its sheets: {names}" if names else "a CSV has one sheet, without a name",
        )
    found = best_header(wanted, told)
    if found is None:
        raise _no_header(path, wanted)
    header, table = found
    refuse_unknown(told, header, table)
    table, header = side_by_side(*uncounted(table, header), told)
    header = with_scales(table, header)
    unread = [each.name for each in tables if each.name != table.name]
    return _scorecard(path, table, header, unread)


def _no_header(path: Path, tables: Sequence[Worksheet]) -> RubricError:
    """What to do where no row names the columns: say which is which."""
    known = (
        "one of the first rows has to have the headers: Category, Criterion, Weight, Description, "
        "and one for each level, such as 5, 4, 3, 2, 1 or Yes, No"
    )
    guessed = next((found for table in tables if (found := guess(table))), None)
    if guessed is None:
        return RubricError(f"{path} has no row that names the columns of a scorecard", help=known)
    seen, title, weight = guessed
    listed = ", ".join(f'"{cell[:40]}"' for cell in seen[:8])
    said = f'--column title="{title[:40]}"' + (
        f' --column weight="{weight[:40]}"' if weight else ""
    )
    return RubricError(
        f"{path} has no row that names the columns of a scorecard; it has {listed}",
        help=f"say which is which: {said} (also group, question, description, or the score of a "
        f"level). Or {known}",
    )


def _scorecard(path: Path, table: Worksheet, header: Header, unread: Sequence[str]) -> Scorecard:
    table, header, problems = unmerged(table, header)
    read = entries(table, header)
    weigh(read, header.columns)
    problems += read.problems
    more, notes = left(table, header, read)
    problems += more
    if not read.entries and not problems:
        problems.append(f"there is no criterion below row {header.row}")
    scales = scales_of(read, header.columns, problems)
    if problems:
        raise RubricError(
            f"{path} cannot be used as it is:",
            details=[*([TURNED] if TURNED in table.notes else []), *problems],
            help="correct this in the spreadsheet, and run the same command again",
        )
    ids, group_ids = Ids("criterion"), Ids("group")
    groups: dict[str, str] = {}
    criteria = []
    for entry in read.entries:
        if entry.group not in groups:
            groups[entry.group] = group_ids.new(entry.group)
        name, texts = scales.of(entry)
        criteria.append(
            ScorecardCriterion(ids.new(entry.title), groups[entry.group], entry, name, texts)
        )
    used = {criterion.scale for criterion in criteria}
    return Scorecard(
        sheet=table.name,
        unread=unread,
        header=header.row,
        columns=header.columns,
        groups={name: title for title, name in groups.items()},
        criteria=criteria,
        scales={name: dict(each.labels) for name, each in scales.known.items() if name in used},
        notes=[*table.notes, *read.notes, *scales.notes, *notes],
        steps={
            name: each.step for name, each in scales.known.items() if name in used and each.step
        },
        shown=header.shown,
    )

"""Score sheets: CSV, as people and spreadsheet programs write it, to columns.

Most sheets mean one thing whatever the rubric says, and are read once (`look_at`). What only the
rubric can tell - grids, titles, labels - is settled with its `Vocabulary` (`Unsettled.meant`).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.load.answers import unfolded
from mkdocs_rubric.load.cells import GridLine, SheetText
from mkdocs_rubric.load.grid import Long
from mkdocs_rubric.load.header import COLUMNS, REQUIRED, column_of, layout_of
from mkdocs_rubric.load.repeated import REPORTED, the_rest
from mkdocs_rubric.load.sheet_columns import Lists, Names, plain_columns
from mkdocs_rubric.load.sheet_header import SheetColumns, unreadable
from mkdocs_rubric.load.sheet_words import Texts, in_words, only_rows, unspoilt
from mkdocs_rubric.load.table import DELIMITER_NAMES, Cells, Table, delimiter_of, read_rows
from mkdocs_rubric.load.vocabulary import Vocabulary, plain_score
from mkdocs_rubric.model import Sheet
from mkdocs_rubric.model.score import number


class SheetRow(Rule):
    """A row that does not have the columns of its sheet.

    ## What is wrong
    The row has more or fewer cells than the first line has columns, or a quote in it is never
    closed.

    ## Why it matters
    The cells would end up under the wrong heading, so the row is left out.

    ## How to fix it
    A note that contains a comma goes into double quotes, and so does a score with a decimal comma;
    or semicolons separate the cells. A double quote inside is written twice.

    ## Example
    `C-2201,empathy,2,"polite, but late"`, `C-2201,empathy,"3,5",` or `C-2201;empathy;3,5;`
    """

    code = "R015"


_DIGITS = re.compile(r"\d{1,2}")
_SHORT = 4  # two digits, and blanks around them
_LOOKED_AT = 10  # rows in which the header is looked for
_NAMING = ("conversation", "criterion", "reviewer")


@dataclass(frozen=True)
class Unsettled:
    """A sheet of which only the rubric can tell what it means: a grid, labels for scores, titles.

    Attributes:
        table: Its cells.
        source: Where they stand.
        reviewer: Whose scores these are, where no column says so.
    """

    table: Table
    source: SheetText
    reviewer: str

    def meant(self, vocabulary: Vocabulary) -> tuple[Sheet | None, list[Diagnostic]]:
        """The sheet in the words of a rubric, and what is wrong with it."""
        layout = layout_of(self.table.header[0], self.table.cells, vocabulary)
        found = unreadable(layout, self.table, self.source, vocabulary)
        if not (layout.is_long or layout.grid) or set(layout.twice) & {*REQUIRED, *COLUMNS}:
            return None, found
        self.source.columns = layout.columns
        if layout.grid:
            self.source.heads = (layout.grid, self.table.header[1])
            long, more = unfolded(layout, self.table, self.source, vocabulary, self.reviewer)
            found += more
        else:
            columns = {name: self.table.cells[at] for name, at in layout.columns.items()}
            long = Long(columns, self.table.lines)
        sheet, more = _sheet_of(long, self.source, self.reviewer, Lists(), vocabulary)
        assert sheet is not None
        return sheet, [*found, *more]


@dataclass(frozen=True)
class Look:
    """A sheet as far as it can be read without knowing the rubric.

    Attributes:
        source: Where its cells stand.
        found: What is wrong with it, whatever the rubric says.
        sheet: What it means, if that is certain.
        unsettled: What only the rubric can tell.
    """

    source: SheetText
    found: list[Diagnostic]
    sheet: Sheet | None = None
    unsettled: Unsettled | None = None


def read_sheet(
    text: str,
    path: str,
    reviewer: str,
    lists: Lists | None = None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Sheet | None, SheetText, list[Diagnostic]]:
    """A sheet from the text of a CSV file, where its cells stand, and what is wrong with it.

    Args:
        text: The file's text.
        path: The file, for messages.
        reviewer: Whose scores these are, where no column says so.
        lists: Kept by the caller from one sheet of a session to the next, which reads faster.
        vocabulary: What things are called.
    """
    look = look_at(text, path, reviewer, lists)
    if look.unsettled is None:
        return look.sheet, look.source, look.found
    sheet, found = look.unsettled.meant(vocabulary or Vocabulary())
    return sheet, look.source, [*look.found, *found]


def look_at(text: str, path: str, reviewer: str, lists: Lists | None = None) -> Look:
    """A sheet as far as it can be read without knowing the rubric: to the end, as a rule."""
    reviewer = unicodedata.normalize("NFC", reviewer.strip())
    delimiter, skipped = (",", 0) if _is_plain(text) else delimiter_of(text)
    source = SheetText(path, text, delimiter)
    table, found = _table(source, skipped)
    if table is None:
        return Look(source, found)
    names = [name.strip().casefold() for name in table.header[0]]
    if set(names) <= set(COLUMNS) >= set(REQUIRED) and len(set(names)) == len(names):
        source.columns = {name: names.index(name) for name in COLUMNS if name in names}
        if all(name in names for name in REQUIRED):
            columns = {name: table.cells[at] for name, at in source.columns.items()}
            sheet, more = _sheet_of(
                Long(columns, table.lines), source, reviewer, lists or Lists(), None
            )
            if sheet is not None:
                return Look(source, [*found, *more], sheet)
    return Look(source, found, None, Unsettled(table, source, reviewer))


def _is_plain(text: str) -> bool:
    """Whether the first line names the columns, with commas: then nothing has to be told."""
    first = text.partition("\n")[0].casefold().split(",")
    return set(REQUIRED) <= {each.strip() for each in first}


def _table(source: SheetText, skipped: int) -> tuple[Table | None, list[Diagnostic]]:
    """The cells of a sheet by column, and what is no row of it."""
    plain = None if skipped else plain_columns(source.text, source.delimiter)
    if plain is not None and any(map(column_of, plain.header)):
        return Table((plain.header, 1), plain.cells, plain.lines[1:]), []
    read = read_rows(source.text, source.delimiter, skipped).filled()
    found = [
        SheetRow.at(source.odd_quote(each.line), each.message, help=each.remedy)
        for each in read.broken
    ]
    if not read.cells:
        remedy = "start it with conversation,criterion,score"
        empty = SheetColumns.at(Location(source.path), "the sheet is empty", help=remedy)
        return None, [*found, empty]
    at = _named_at(read.cells)
    header, body, lines = read.cells[at], read.cells[at + 1 :], read.lines[at + 1 :]
    if at:
        found.append(
            SheetColumns.at(
                Location(source.path, read.lines[0]),
                f"what stands above line {read.lines[at]}, which names the columns, is not read",
                help="delete it: the first line of a sheet names its columns",
            )
        )
    if set(map(len, body)) - {len(header)}:
        body, lines, more = _of_width(body, lines, len(header), source)
        found += more
    cells = [*zip(*body, strict=True)] if body else [()] * len(header)
    return Table((header, read.lines[at]), cells, lines), found


def _named_at(rows: Cells) -> int:
    """The row that names the columns: the first, unless only a later one names what it takes."""

    def names(row: Sequence[str]) -> bool:
        return len(set(REQUIRED) & set(map(column_of, row))) > 1

    first = next((number for number, row in enumerate(rows[:_LOOKED_AT]) if names(row)), 0)
    return 0 if any(map(column_of, rows[0])) else first


def _sheet_of(
    long: Long,
    source: SheetText,
    reviewer: str,
    lists: Lists,
    vocabulary: Vocabulary | None,
) -> tuple[Sheet | None, list[Diagnostic]]:
    """The scores of a sheet with one a row; None where that takes a vocabulary and there is none.

    A million rows are read, so nothing here works by the row unless a row is wrong.
    """
    columns: Texts = dict.fromkeys(COLUMNS, ()) | dict(long.columns)
    lines, found = long.lines, []
    for name, absent in (("note", ""), ("reviewer", reviewer)):
        if name not in long.columns:
            columns[name] = (absent,) * len(lines)
    naming = [name for name in _NAMING if name in long.columns]
    given = {name: lists.names(name, columns[name]) for name in naming}
    if vocabulary is None and _needs_words(given):
        return None, []
    columns |= {name: names.clean for name, names in given.items()}
    if not all(names.complete for names in given.values()):
        columns, lines, more = _named(columns, lines, source)
        found += more
    if vocabulary is not None:
        columns = columns | _translated(columns, vocabulary)
    columns, lines, more = unspoilt(columns, lines, given, source)
    found += more
    if maybe := _after_commas(columns, lines, source):
        if vocabulary is None:
            return None, []
        columns, lines, more = _undivided(columns, lines, maybe, source, vocabulary)
        found += more
    cells = {text: plain_score(text) for text in set(columns["score"])}
    plain = {text: cell for text, cell in cells.items() if cell is not None}
    if len(plain) == len(cells):
        scores = tuple(map(plain.__getitem__, columns["score"]))
    elif vocabulary is None:
        return None, []
    else:
        scores, columns, lines, more = in_words(cells, columns, lines, source, vocabulary)
        found += more
    return Sheet(
        path=source.path,
        reviewers=tuple(columns["reviewer"]),
        conversations=tuple(columns["conversation"]),
        criteria=tuple(columns["criterion"]),
        cells=scores,
        notes=tuple(columns["note"]),
        lines=lines,
    ), found


def _after_commas(columns: Texts, lines: Sequence[int], source: SheetText) -> frozenset[str]:
    """Notes that may be the half of a score, `2,5`: nothing but a digit or two, after a comma."""
    beside = source.columns.get("note", -1) - source.columns.get("score", -1) == 1
    if source.delimiter != "," or not beside or (lines and isinstance(lines[0], GridLine)):
        return frozenset()
    short = (each for each in set(columns["note"]) if len(each) <= _SHORT)
    return frozenset(each for each in short if _DIGITS.fullmatch(each.strip()))


def _undivided(
    columns: Texts,
    lines: Sequence[int],
    maybe: frozenset[str],
    source: SheetText,
    vocabulary: Vocabulary,
) -> tuple[Texts, Sequence[int], list[Diagnostic]]:
    """The rows whose score is whole; those that a decimal comma has cut in two are mistakes."""
    keep: list[bool] = []
    found: list[Diagnostic] = []
    rest: list[int] = []
    rows = zip(lines, *(columns[name] for name in ("criterion", "score", "note")), strict=True)
    for line, criterion, score, note in rows:
        both = number(f"{score.strip()}.{note.strip()}") if note in maybe else None
        keep.append(both is None or not vocabulary.has(criterion, both))
        if not keep[-1] and len(found) >= REPORTED:
            rest.append(line)
        elif not keep[-1]:
            written = f"{score.strip()},{note.strip()}"
            found.append(
                SheetRow.at(
                    source.locate(line, "score"),
                    f"{written} may be one score or a score and a note",
                    help=f'a decimal number goes in double quotes, "{written}", or separate by '
                    "semicolons; a note says it in words",
                )
            )
    found += the_rest(SheetRow, "may be one score or a score and a note", rest, source.path)
    return only_rows(keep, columns), list(compress(lines, keep)), found


def _needs_words(given: Mapping[str, Names]) -> bool:
    """Whether a criterion is named by its title, or a reviewer by an address."""
    return any(given[name].odd for name in ("criterion", "reviewer") if name in given)


def _translated(columns: Texts, vocabulary: Vocabulary) -> Texts:
    """Criteria by their ids, and reviewers as the session has them."""
    what = {column: vocabulary.criterion(column) or column for column in set(columns["criterion"])}
    who = {column: vocabulary.reviewer(column) or column for column in set(columns["reviewer"])}
    return {
        "criterion": tuple(map(what.__getitem__, columns["criterion"])),
        "reviewer": tuple(map(who.__getitem__, columns["reviewer"])),
    }


def _of_width(
    body: Cells, lines: Sequence[int], width: int, source: SheetText
) -> tuple[Cells, Sequence[int], list[Diagnostic]]:
    """The rows that have as many cells as there are columns; empty ones at the end may lack.

    One more is never nothing, even where it is empty: it may be the half of a decimal number.
    """
    rows: Cells = []
    at: list[int] = []
    rest: list[int] = []
    found: list[Diagnostic] = []
    for row, line in zip(body, lines, strict=True):
        fitting = row
        if len(REQUIRED) <= len(row) < width:
            fitting = row + [""] * (width - len(row))
        if len(fitting) == width:
            rows.append(fitting)
            at.append(line)
        elif any(row) and len(found) >= REPORTED:
            rest.append(line)
        elif any(row):
            more = len(row) > width
            found.append(
                SheetRow.at(
                    source.cell(line, width if more else 0),
                    f"the row has {len(row)} cells, and the sheet {width} columns",
                    help=_too_many(row, source.delimiter)
                    if more
                    else _too_few(row, source.delimiter),
                )
            )
    found += the_rest(SheetRow, f"do not have the sheet's {width} columns", rest, source.path)
    return rows, at, found


def _too_few(row: Sequence[str], delimiter: str) -> str:
    """What to do about a row with fewer cells than it takes."""
    other = next((each for each in DELIMITER_NAMES if each != delimiter and each in row[0]), "")
    if len(row) == 1 and other:
        return f"separate its cells by {DELIMITER_NAMES[delimiter]}, as the first line's are"
    one = DELIMITER_NAMES[delimiter].removesuffix("s")
    return f"fill in the others; a cell that is left out still needs its {one}"


def _too_many(row: Sequence[str], delimiter: str) -> str:
    """What to do about a row with more cells than columns."""
    if delimiter == ",":
        pairs = [(a, b) for a, b in pairwise(row) if a.strip().isdigit() and b.strip().isdigit()]
        if pairs:
            number = ",".join(pair.strip() for pair in pairs[0])
            return f'a decimal number goes in double quotes, "{number}"; or separate by semicolons'
        return "put a cell that contains a comma in double quotes, and delete commas at the end"
    return f"put a cell that contains {DELIMITER_NAMES[delimiter]} in double quotes"


def _named(
    columns: Texts, lines: Sequence[int], source: SheetText
) -> tuple[Texts, Sequence[int], list[Diagnostic]]:
    """The rows that say what was scored by whom; blank ones at the end of an export do not."""
    rest: list[int] = []
    found: list[Diagnostic] = []
    keep = []
    before = -1  # a row of a grid is several scores, and one mistake
    for place, line in enumerate(lines):
        lacking = [name for name in _NAMING if not columns[name][place]]
        keep.append(not lacking)
        before, again = int(line), int(line) == before
        blank = again or not any(columns[name][place].strip() for name in source.columns)
        if lacking and not blank and len(found) >= REPORTED:
            rest.append(line)
        elif lacking and not blank:
            found.append(
                SheetRow.at(
                    source.locate(line, lacking[0]),
                    f"the row does not say which {lacking[0]}",
                    help=f"fill in the {lacking[0]}, or delete the row",
                )
            )
    found += the_rest(SheetRow, "do not say what was scored by whom", rest, source.path)
    return only_rows(keep, columns), list(compress(lines, keep)), found

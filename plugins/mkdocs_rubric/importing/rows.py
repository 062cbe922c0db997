"""The rows of a scorecard: which names the columns, and what each of the others says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mkdocs_rubric.importing.columns import Column, Role, columns, named
from mkdocs_rubric.importing.spreadsheet import Table

_LOOKED_AT = 30  # rows in which the header is looked for
_LONGEST_TITLE = 60
_LONGEST_QUESTION = 250
_LONGEST_TAG = 60
_HEAVIEST = 1_000_000
_YES = {"yes", "y", "true", "x", "1", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}", "critical", "fatal"}
_YES |= {"auto fail", "auto-fail", "autofail", "allowed", "optional", "ok"}
_NO = {
    "no",
    "n",
    "false",
    "0",
    "-",
    "\N{EN DASH}",
    "\N{EM DASH}",
    "none",
    "not allowed",
    "non-critical",
}
_TICKS = {"yes", "y", "x", "no", "n", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{CHECK MARK}"}
"""Under a level, these describe nothing."""
_FATAL = {"auto fail", "auto-fail", "autofail", "fatal", "critical", "knockout"}
_TOTALS = re.compile(
    r"(grand |sub ?-?)?totals?( (score|points|weight))?|sum|overall( score)?|max(imum)? score"
    r"|final score|score",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?) *(%|points?|pts?)?", re.IGNORECASE)
_SHARE = re.compile(r" *[-:(\[]* *\d+(?:[.,]\d+)? *(?:%|points?|pts?) *[)\]]*$", re.IGNORECASE)
_NO_GROUP = "Criteria"


@dataclass(frozen=True)
class Header:
    """The row that names the columns.

    Attributes:
        row: Its number, from 1.
        columns: What each is read as.
    """

    row: int
    columns: Sequence[Column]

    @property
    def recognised(self) -> int:
        """How many columns are read as something."""
        return sum(one.role is not Role.IGNORED for one in self.columns)


@dataclass(frozen=True)
class Entry:
    """A row that describes a criterion.

    Attributes:
        row: Its number, from 1.
        group: The title of its group.
        title: What it is called.
        question: What a reviewer asks; may be empty.
        cut: Whether the title is the beginning of a longer text.
        description: More about it; may be empty.
        weight: Its weight; None where the scorecard has none.
        critical: Whether the lowest level fails the whole review.
        not_applicable: When it does not apply; "" where that is not said; None: it always does.
        tags: Its tags.
        levels: What is written under each column of a level, by the column's number.
    """

    row: int
    group: str
    title: str
    question: str = ""
    cut: bool = False
    description: str = ""
    weight: float | None = None
    critical: bool = False
    not_applicable: str | None = None
    tags: Sequence[str] = ()
    levels: Mapping[int, str] = field(default_factory=dict)


@dataclass
class Read:
    """What the rows came to: the criteria, what is wrong with rows, and what was assumed."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def header_of(table: Table) -> Header | None:
    """The row that names the most columns, if one names a criterion's."""
    best: Header | None = None
    for number, row in enumerate(table.rows[:_LOOKED_AT], 1):
        one = Header(number, columns(row))
        names = named(one.columns, Role.TITLE) or named(one.columns, Role.QUESTION)
        enough = one.recognised > 1 or len(one.columns) == 1
        if names and enough and (best is None or one.recognised > best.recognised):
            best = one
    return best


def entries(table: Table, header: Header) -> Read:
    """The criteria below the header.

    A group is a column, filled in every row or only where it begins, or a row of its own.
    """
    read = Read()
    group = ""
    top = table.rows[header.row - 1]
    below = [
        _Line(number, row, header.columns)
        for number, row in enumerate(table.rows[header.row :], header.row + 1)
        if any(row) and row != top
    ]
    headings = _headings(below, header)
    for line in below:
        group = headings.get(line.number) or line.text(Role.GROUP) or group
        name = _one_line(line.text(Role.TITLE) or line.text(Role.QUESTION))
        if line.number in headings:
            continue
        if _TOTALS.fullmatch((name or _one_line(next(filter(None, line.row)))).rstrip(" :")):
            read.notes.append(f"row {line.number} is a total and was left out")
        elif name:
            read.entries.append(line.entry(_SHARE.sub("", _one_line(group)) or _NO_GROUP))
        elif line.says_something():
            line.problems.append(f"row {line.number} has no name for its criterion")
        read.problems += line.problems
        read.notes += line.notes
    if headings:
        read.notes.append(f"read as headings of groups: rows {', '.join(map(str, headings))}")
    _weigh(read)
    return read


def _headings(below: Sequence["_Line"], header: Header) -> Mapping[int, str]:
    """The groups that are rows of their own: a single text, and below it a row with more."""
    if named(header.columns, Role.GROUP):
        return {}
    return {
        line.number: alone
        for line, after in pairwise(below)
        if (alone := line.alone()) and not after.alone()
    }


class _Line:
    """One row, and what is wrong with it."""

    def __init__(self, number: int, row: Sequence[str], found: Sequence[Column]) -> None:
        self.number = number
        self.row = row
        self.columns = found
        self.problems: list[str] = []
        self.notes: list[str] = []

    def text(self, role: Role) -> str:
        """The text in the column of a role."""
        column = named(self.columns, role)
        return self.row[column.place] if column else ""

    def says_something(self) -> bool:
        """Whether a column is filled that is read, and is no group."""
        roles = (Role.IGNORED, Role.GROUP)
        return any(self.row[one.place] for one in self.columns if one.role not in roles)

    def alone(self) -> str:
        """The text of a row that has no other, where names stand or left of them."""
        filled = [place for place, cell in enumerate(self.row) if cell]
        names = [named(self.columns, role) for role in (Role.TITLE, Role.QUESTION)]
        last = max((one.place for one in names if one), default=0)
        return self.row[filled[0]] if len(filled) == 1 and filled[0] <= last else ""

    def entry(self, group: str) -> Entry:
        """The criterion of this row."""
        question, description = self.text(Role.QUESTION), self.text(Role.DESCRIPTION)
        name = _one_line(self.text(Role.TITLE) or question)
        title = _cut(name)
        if not question and (title != name or name.endswith("?")):
            question = name
        if not question and "\n" not in description and len(description) <= _LONGEST_QUESTION:
            question, description = description, ""
        points: list[float] = []
        texts: dict[int, str] = {}
        for one in self.columns:
            if one.role is Role.LEVEL:
                cell = self.row[one.place]
                number = _NUMBER.fullmatch(cell)
                points += [_value(number)] if number else []
                texts[one.place] = "" if number or cell.casefold() in _TICKS else cell
        weight, fatal = self._weight(max(points, default=None))
        return Entry(
            row=self.number,
            group=group,
            title=title,
            question=question,
            cut=title != name,
            description=description,
            weight=weight,
            critical=fatal or self._yes(Role.CRITICAL) == "",
            not_applicable=self._yes(Role.NOT_APPLICABLE, or_text=True),
            tags=self._tags(),
            levels=texts,
        )

    def _weight(self, points: float | None) -> tuple[float | None, bool]:
        """The weight, and whether the cell says "auto-fail" in place of one."""
        column = named(self.columns, Role.WEIGHT)
        if column is None:
            return points, False
        cell = self.row[column.place].strip()
        if cell.casefold() in _FATAL:
            return 0, True
        if not cell:
            return None, False
        found = _NUMBER.fullmatch(cell)
        if found is None or _value(found) > _HEAVIEST:
            self._problem(column, f'"{cell[:40]}" is not a weight')
            return None, False
        return _value(found), False

    def _yes(self, role: Role, *, or_text: bool = False) -> str | None:
        """Empty for yes, None for no; with `or_text`, any other text as it stands."""
        column = named(self.columns, role)
        cell = self.row[column.place] if column else ""
        word = " ".join(cell.casefold().split())
        if column is None or not cell or word in _NO:
            return None
        if word in _YES:
            return ""
        if or_text:
            return cell
        self._problem(column, f'"{cell[:40]}" is neither yes nor no')
        return None

    def _tags(self) -> list[str]:
        parts = [_one_line(one) for one in re.split(r"[,;\n]", self.text(Role.TAGS))]
        long = [one for one in parts if len(one) > _LONGEST_TAG]
        self.notes += [f"row {self.number}: a tag of {len(one)} letters was cut" for one in long]
        return list(dict.fromkeys(one[:_LONGEST_TAG].strip() for one in parts if one))

    def _problem(self, column: Column, what: str) -> None:
        where = f'row {self.number}, column {column.letter} "{column.header[:40]}"'
        self.problems.append(f"{where}: {what}")


def _weigh(read: Read) -> None:
    """Shares of one as percent; and what a row without a weight gets where others have one."""
    given = [one.weight for one in read.entries if one.weight is not None]
    if not given:
        return
    factor = 1
    if max(given) <= 1 and any(0 < one < 1 for one in given):
        factor = 100
        read.notes.append("the weights are fractions; they were written as percent")
    for place, one in enumerate(read.entries):
        weight = one.weight
        if weight is None:
            weight = 0 if one.critical else 1
            read.notes.append(f'row {one.row}: "{one.title}" has no weight; it got {weight}')
        exact = round(weight * factor, 4)
        read.entries[place] = replace(one, weight=int(exact) if exact == int(exact) else exact)


def _value(number: re.Match[str]) -> float:
    return float(number[1].replace(",", "."))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(name: str) -> str:
    """A name short enough for a title: whole words of its beginning."""
    if len(name) <= _LONGEST_TITLE:
        return name
    beginning = name[: _LONGEST_TITLE - 1]
    return f"{beginning.rpartition(' ')[0] or beginning}…"

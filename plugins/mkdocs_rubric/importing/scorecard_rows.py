"""The rows of a scorecard below its header, and what each says of a criterion."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from mkdocs_rubric.importing.columns import Column, named
from mkdocs_rubric.importing.header_rows import Header
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.ranges import ScaleOf, scale_in
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.load.sheet_words import is_date

_LONGEST_TITLE = 60
_LONGEST_QUESTION = 250
_LONGEST_TAG = 60
_HEAVIEST = 1_000_000
_YES = {"yes", "y", "true", "x", "1", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}", "critical", "fatal"}
_YES |= {"auto fail", "auto-fail", "autofail", "allowed", "optional", "ok"}
_YES |= {"ja", "si", "s\u00ed", "oui", "sim", "s\u00ec", "\u662f", "\u306f\u3044"}
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
    "nein",
    "non",
    "n\u00e3o",
    "nee",
    "\u5426",
    "\u3044\u3044\u3048",
}
_TICKS = {"yes", "y", "x", "no", "n", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{CHECK MARK}"}
"""Under a level, these describe nothing."""
_FATAL = {"auto fail", "auto-fail", "autofail", "fatal", "critical", "knockout"}
_TOTALS = re.compile(
    r"(grand |sub ?-?)?totals?( (score|points|weight))?|sum|overall( score)?|max(imum)? score"
    r"|final score|score|gesamt(punktzahl)?|summe|suma|total general|somme|totale|totaal"
    r"|\u5408\u8ba1|\u603b\u5206|\u5408\u8a08",
    re.IGNORECASE,
)
_UNIT = r"(?:%|points?|pts?|punkte?|puntos?|pontos?|punti|punten|分|点|點)"
_NUMBER = re.compile(rf"(\d+(?:[.,]\d+)?) *{_UNIT}?", re.IGNORECASE)
_BELOW_ZERO = re.compile(rf"[-\u2212\u2013] *(\d+(?:[.,]\d+)?) *{_UNIT}?", re.IGNORECASE)
_SHARE = re.compile(rf" *[-:(\[]* *(\d+(?:[.,]\d+)?) *{_UNIT} *[)\]]*$", re.IGNORECASE)
_NO_GROUP = "Criteria"
_DEDUCTIONS = (
    "points that are taken off are weights, told the other way round: a criterion that is Met or "
    'Not met, and weighs as many points as are lost; name the column with --column weight="…"'
)


@dataclass(frozen=True)
class ScorecardEntry:
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
        points: What each of these levels is worth, where the cell is a number.
        scale: The scale that a cell of its row names.
    """

    row: int
    group: str
    title: str
    question: str = ""
    cut: bool = False
    description: str = ""
    weight: Fraction | None = None
    critical: bool = False
    not_applicable: str | None = None
    tags: Sequence[str] = ()
    levels: Mapping[int, str] = field(default_factory=dict)
    points: Mapping[int, Fraction] = field(default_factory=dict)
    scale: ScaleOf | None = None


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
        _Line(number, row, header.columns)
        for number, row in enumerate(table.rows[header.row :], header.row + 1)
        if any(row) and row != top
    ]
    headings = _headings(below, header)
    for line in below:
        group = headings.get(line.number) or line.text(Role.GROUP) or group
        name = _one_line(line.text(Role.TITLE) or line.text(Role.QUESTION))
        title, share = without_share(group)
        title = title or _NO_GROUP
        if share is not None:
            read.shares.setdefault(title, share)
        line.group_weight(title, read)
        read.used.add(line.number)
        if line.number in headings:
            continue
        if _TOTALS.fullmatch((name or _one_line(next(filter(None, line.row)))).rstrip(" :")):
            read.notes.append(f"row {line.number} is a total and was left out")
        elif name:
            read.entries.append(line.entry(title))
        elif line.says_something():
            line.problems.append(f"row {line.number} has no name for its criterion")
        elif not line.text(Role.GROUP):
            read.used.discard(line.number)
        read.problems += line.problems
        read.notes += line.notes
    if headings:
        read.notes.append(f"read as headings of groups: rows {', '.join(map(str, headings))}")
    return read


def without_share(text: str) -> tuple[str, Fraction | None]:
    """A title, and the share or the points that it ends in: `Closing (20%)`."""
    line = unicodedata.normalize("NFKC", _one_line(text))
    found = _SHARE.search(line)
    if found is None or not found.start():
        return _one_line(text), None
    return line[: found.start()].strip(), value(found[1])


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
        roles = (Role.IGNORED, Role.GROUP, Role.GROUP_WEIGHT)
        return any(self.row[column.place] for column in self.columns if column.role not in roles)

    def group_weight(self, title: str, read: Read) -> None:
        """What its group weighs, where a column says so: in every row, or where it begins."""
        column = named(self.columns, Role.GROUP_WEIGHT)
        cell = self.row[column.place] if column else ""
        found = _NUMBER.fullmatch(cell)
        if column is None or not cell:
            return
        if found is None:
            self._problem(column, f'"{cell[:40]}" is not a weight')
        elif read.shares.setdefault(title, value(found[1])) != value(found[1]):
            self._problem(column, f'"{cell[:40]}" is another weight than the group has above')

    def alone(self) -> str:
        """The text of a row that has no other, where names stand or left of them."""
        filled = [place for place, cell in enumerate(self.row) if cell]
        names = [named(self.columns, role) for role in (Role.TITLE, Role.QUESTION)]
        last = max((name.place for name in names if name), default=0)
        return self.row[filled[0]] if len(filled) == 1 and filled[0] <= last else ""

    def entry(self, group: str) -> ScorecardEntry:
        """The criterion of this row."""
        question, description = self.text(Role.QUESTION), self.text(Role.DESCRIPTION)
        name = _one_line(self.text(Role.TITLE) or question)
        weight, fatal = self._weight()
        if named(self.columns, Role.WEIGHT) is None:
            short, share = without_share(name)
            if share is not None:
                self.notes.append(f"row {self.number}: the weight {shown(share)} is from the title")
                name, weight = short, share
        title = _cut(name)
        if not question and (title != name or name.endswith(("?", "\uff1f"))):
            question = name
        if not question and "\n" not in description and len(description) <= _LONGEST_QUESTION:
            question, description = description, ""
        texts, points = self._levels()
        scale = self._scale()
        absent = self._yes(Role.NOT_APPLICABLE, or_text=True)
        return ScorecardEntry(
            row=self.number,
            group=group,
            title=title,
            question=question,
            cut=title != name,
            description=description,
            weight=weight,
            critical=fatal or self._yes(Role.CRITICAL) == "",
            not_applicable="" if absent is None and scale and scale.not_applicable else absent,
            tags=self._tags(),
            levels=texts,
            points=points,
            scale=scale,
        )

    def _levels(self) -> tuple[dict[int, str], dict[int, Fraction]]:
        """The texts under the levels, and the points."""
        texts: dict[int, str] = {}
        points: dict[int, Fraction] = {}
        for column in self.columns:
            if column.role is not Role.LEVEL:
                continue
            cell = self.row[column.place]
            number = _NUMBER.fullmatch(cell)
            if _BELOW_ZERO.fullmatch(cell):
                self._problem(column, f'"{cell[:40]}" is less than nothing; {_DEDUCTIONS}')
            if number:
                points[column.place] = value(number[1])
            texts[column.place] = "" if number or cell.casefold() in _TICKS else cell
        if points and any(texts.values()):
            given = ", ".join(shown(point) for point in points.values())
            self.problems.append(
                f"row {self.number} has points ({given}) under some levels and texts under others: "
                "write the points into the header, Good (8), or into every level"
            )
        return texts, points

    def _scale(self) -> ScaleOf | None:
        """The scale of the row's own cell."""
        column = named(self.columns, Role.SCALE)
        cell = self.row[column.place] if column else ""
        if column is None or not cell or column.scale is not None:
            return None
        found = scale_in(cell)
        if is_date(cell):
            self._problem(
                column,
                f'"{cell[:40]}" is a date, which a spreadsheet makes of what looks like one, such '
                "as 1-5: set the column to Text, and write it again",
            )
        elif found is None:
            self._problem(column, f'"{cell[:40]}" is no scale: write 1-5, 0-100 or Yes/No')
        return found

    def _weight(self) -> tuple[Fraction | None, bool]:
        """The weight, and whether the cell says "auto-fail" in place of one."""
        deduction = named(self.columns, Role.DEDUCTION)
        if deduction is not None and self.row[deduction.place]:
            self._problem(deduction, _DEDUCTIONS)
        column = named(self.columns, Role.WEIGHT)
        cell = self.row[column.place].strip() if column else ""
        if column is None or not cell:
            return None, False
        if cell.casefold() in _FATAL:
            return Fraction(0), True
        found = _NUMBER.fullmatch(cell)
        below = _BELOW_ZERO.fullmatch(cell)
        if below and column.is_named:
            self.notes.append(f"row {self.number}: {cell} was taken as the weight {below[1]}")
            found = below
        if found is None or value(found[1]) > _HEAVIEST:
            more = f"; {_DEDUCTIONS}" if below else ""
            self._problem(column, f'"{cell[:40]}" is not a weight{more}')
            return None, False
        return value(found[1]), False

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
        parts = [_one_line(word) for word in re.split(r"[,;\n]", self.text(Role.TAGS))]
        long = [part for part in parts if len(part) > _LONGEST_TAG]
        self.notes += [f"row {self.number}: a tag of {len(each)} letters was cut" for each in long]
        return list(dict.fromkeys(part[:_LONGEST_TAG].strip() for part in parts if part))

    def _problem(self, column: Column, what: str) -> None:
        where = f'row {self.number}, column {column.letter} "{column.header[:40]}"'
        self.problems.append(f"{where}: {what}")


def value(number: str) -> Fraction:
    """A number as it is written, also with a decimal comma."""
    return Fraction(number.replace(",", "."))


def shown(number: Fraction) -> str:
    """A number for people: as few decimals as it has, four at most."""
    return f"{float(round(number, 4)):.10g}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(name: str) -> str:
    """A name short enough for a title: whole words of its beginning."""
    if len(name) <= _LONGEST_TITLE:
        return name
    beginning = name[: _LONGEST_TITLE - 1]
    return f"{beginning.rpartition(' ')[0] or beginning}…"

"""One row of a scorecard, and what it says of a criterion."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mkdocs_rubric.importing.columns import Column, named
from mkdocs_rubric.importing.known_words import RANKS, Role, plain_word
from mkdocs_rubric.importing.ranges import ScaleOf, scale_in
from mkdocs_rubric.load.sheet_words import is_date, is_failed

_LONGEST_TITLE = 60
_LONGEST_QUESTION = 250
_LONGEST_TAG = 60
_HEAVIEST = 1_000_000
_YES = {"yes", "y", "true", "x", "1", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}", "critical", "fatal"}
_YES |= {"auto fail", "auto-fail", "autofail", "allowed", "optional", "ok"}
_NO = {"n", "0", "-", "\N{EN DASH}", "\N{EM DASH}", "not allowed", "non-critical"}
_NO |= {"non critical", "not critical", "non-fatal", "non fatal", "not fatal"}
_TICKS = {"yes", "y", "x", "no", "n", "-", "\N{EN DASH}", "\N{EM DASH}", "\N{CHECK MARK}"}
"""Under a level, these describe nothing."""
_FATAL = {"auto fail", "auto-fail", "autofail", "fatal", "critical", "knockout"}
_UNIT = r"(?:[%\uff05\u066a]|points?|pts?|punkte?|puntos?|pontos?|punti|punten|分|点|點)"
NUMBER = re.compile(rf"(\d+(?:[.,]\d+)?) *{_UNIT}?", re.IGNORECASE)
BELOW_ZERO = re.compile(rf"[-\u2212\u2013] *(\d+(?:[.,]\d+)?) *{_UNIT}?", re.IGNORECASE)
_SHARE = re.compile(rf" *[-:(\[]* *(\d+(?:[.,]\d+)?) *{_UNIT} *[)\]]*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}(?!\d)")
DEDUCTIONS = (
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


class Line:
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

    def name(self) -> str:
        """What it calls its criterion."""
        return one_line(self.text(Role.TITLE) or self.text(Role.QUESTION))

    def weight(self) -> Fraction | None:
        """The number in the column of weights."""
        found = NUMBER.fullmatch(self.text(Role.WEIGHT))
        return value(found[1]) if found else None

    def describes(self) -> bool:
        """Whether it has a text of its own about a criterion, or a scale."""
        texts = (self.row[place] for place in self.fills(Role.DESCRIPTION, Role.LEVEL))
        scale = self.text(Role.SCALE)
        return scale_in(scale) is not None or not all(map(NUMBER.fullmatch, texts))

    def fills(self, *roles: Role) -> set[int]:
        """The columns of some roles in which it has something."""
        return {each.place for each in self.columns if each.role in roles and self.row[each.place]}

    def group_weight(self, title: str, shares: dict[str, Fraction]) -> None:
        """What its group weighs, where a column says so: in every row, or where it begins."""
        column = named(self.columns, Role.GROUP_WEIGHT)
        cell = self.row[column.place] if column else ""
        found = NUMBER.fullmatch(cell)
        if column is None or not cell:
            return
        if found is None:
            self._problem(column, f'"{cell[:40]}" is not a weight')
        elif shares.setdefault(title, value(found[1])) != value(found[1]):
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
        name = self.name()
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
            number = NUMBER.fullmatch(cell)
            if BELOW_ZERO.fullmatch(cell):
                self._problem(column, f'"{cell[:40]}" is less than nothing; {DEDUCTIONS}')
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
            self._problem(deduction, DEDUCTIONS)
        column = named(self.columns, Role.WEIGHT)
        cell = self.row[column.place].strip() if column else ""
        if column is None or not cell:
            return None, False
        if cell.casefold() in _FATAL:
            return Fraction(0), True
        found = NUMBER.fullmatch(cell)
        below = BELOW_ZERO.fullmatch(cell)
        if below and column.is_named:
            self.notes.append(f"row {self.number}: {cell} was taken as the weight {below[1]}")
            found = below
        if found is None or value(found[1]) > _HEAVIEST:
            more = f"; {DEDUCTIONS}" if below else ""
            self._problem(column, f'"{cell[:40]}" is not a weight{more}')
            return None, False
        if _THOUSANDS.match(found[1]):
            either = f"{found[1].replace(',', '')} or {shown(value(found[1]))}"
            self._problem(column, f'"{cell[:40]}" is {either}: write the one that is meant')
        return value(found[1]), False

    def _yes(self, role: Role, *, or_text: bool = False) -> str | None:
        """Empty for yes, None for no; with `or_text`, any other text as it stands."""
        column = named(self.columns, role)
        cell = self.row[column.place] if column else ""
        word = " ".join(cell.casefold().split())
        meant = RANKS.get(plain_word(cell))
        if column is None or not cell or word in _NO or meant == RANKS["no"]:
            return None
        if word in _YES or meant == RANKS["yes"]:
            return ""
        if or_text:
            return cell
        self._problem(column, f'"{cell[:40]}" is neither yes nor no')
        return None

    def _tags(self) -> list[str]:
        parts = [one_line(word) for word in re.split(r"[,;\n]", self.text(Role.TAGS))]
        long = [part for part in parts if len(part) > _LONGEST_TAG]
        self.notes += [f"row {self.number}: a tag of {len(each)} letters was cut" for each in long]
        return list(dict.fromkeys(part[:_LONGEST_TAG].strip() for part in parts if part))

    def _problem(self, column: Column, what: str) -> None:
        if is_failed(self.row[column.place]) or self.row[column.place].startswith("="):
            return  # said of all such cells alike
        where = f'row {self.number}, column {column.letter} "{column.header[:40]}"'
        self.problems.append(f"{where}: {what}")


def without_share(text: str) -> tuple[str, Fraction | None]:
    """A title, and the share or the points that it ends in: `Closing (20%)`."""
    line = unicodedata.normalize("NFKC", one_line(text))
    found = _SHARE.search(line)
    if found is None or not found.start():
        return one_line(text), None
    return line[: found.start()].strip(), value(found[1])


def value(number: str) -> Fraction:
    """A number as it is written, also with a decimal comma."""
    return Fraction(number.replace(",", "."))


def shown(number: Fraction) -> str:
    """A number for people: as few decimals as it has, four at most."""
    return f"{float(round(number, 4)):.10g}"


def one_line(text: str) -> str:
    """A text without ends of lines."""
    return " ".join(text.split())


def _cut(name: str) -> str:
    """A name short enough for a title: whole words of its beginning."""
    if len(name) <= _LONGEST_TITLE:
        return name
    beginning = name[: _LONGEST_TITLE - 1]
    return f"{beginning.rpartition(' ')[0] or beginning}…"

"""Which column of a scorecard is what, by its header."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_rubric.importing.known_words import (
    FOREIGN,
    NOT_LAST,
    ROLES,
    SCORE_WORDS,
    Role,
    plain_word,
    rank,
)
from mkdocs_rubric.importing.ranges import ScaleOf, range_in
from mkdocs_rubric.importing.spreadsheet_cells import letter
from mkdocs_rubric.importing.told import Said
from mkdocs_rubric.load.sheet_words import is_date
from mkdocs_rubric.model.score import LevelKey, Span, level_key, span_of

_NUMBER = r"\d{1,3}(?:[.,]\d{1,4})?(?: *[-\u2013\u2014] *\d{1,3}(?:[.,]\d{1,4})?)?"
_POINTS = r"(?:points?|pts?|stars?|punkte?|puntos?|%|\u5206|\u70b9)"
_LEVELS = (
    re.compile(rf"({_NUMBER})(?: *{_POINTS})?()", re.IGNORECASE),
    re.compile(
        rf"(?:score|level|rating|grade|points?|stufe|nivel|niveau|nível|livello)(?: of)? *[:=]? *"
        rf"({_NUMBER})()",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:score|level|rating)? *({_NUMBER})(?: *(?:points?|pts?))? *"
        r"[-:.=)\u2013\u2014] *(\D.*)",
        re.IGNORECASE,
    ),
    re.compile(rf"({_NUMBER}) *\((\D[^)]*)\)"),
)
_PARTS = frozenset(map(plain_word, ("sub-category", "subcategory", "Unterkategorie", "二级指标")))
"""What is between a group and a criterion, where there is one of each."""
_STARS = re.compile("([\u2605\u2b50]+)[\u2606\ufe0f]*")
_RANKED = (
    re.compile(rf"(?P<label>\D+?) +(?P<number>{_NUMBER})(?: *{_POINTS})?", re.IGNORECASE),
    re.compile(rf"(?P<number>{_NUMBER}) +(?P<label>\D+)"),
)
"""A number beside a word that says how good a level is, with nothing between them."""
_LABEL_FIRST = re.compile(
    rf"(\D+?) *(?:[-:=\u2013\u2014] *({_NUMBER})"
    rf"|[(\[] *({_NUMBER})(?: *{_POINTS})? *[)\]])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """A column and what it is read as.

    Attributes:
        place: Its number, from 0.
        header: The text in the header row.
        role: What it is read as.
        why: Why it is ignored, or what else there is to say; may be empty.
        score: Of a level, its score or the band of scores it describes.
        label: Of a level, what it is called.
        family: Of a level, which levels it makes a scale with: "numbers" or "words".
        scale: Of a column that is scored, or has scales in its cells, what its header says.
        meant: What it would be read as if another column were not.
        is_named: Whether somebody said so.
    """

    place: int
    header: str
    role: Role
    why: str = ""
    score: LevelKey = 0
    label: str = ""
    family: str = ""
    scale: ScaleOf | None = None
    meant: Role | None = None
    is_named: bool = False

    @property
    def letter(self) -> str:
        """As spreadsheet programs call it: A, B, …, Z, AA."""
        return letter(self.place)


def columns(header: Sequence[str], told: Said | None = None) -> list[Column]:
    """What each column with a header is read as, or that somebody said something about."""
    told = (told or Said()).among(header)
    found = [
        _as_said(place, " ".join(text.split()), how) if how is not None else _column(place, text)
        for place, text in enumerate(header)
        if (how := told.of(text, letter(place))) is not None or text.strip()
    ]
    return _without_doubles(_with_scales(found))


def role_of(text: str) -> Role:
    """What a header says a column is, whatever stands beside it."""
    return _column(0, text).role


def named(found: Sequence[Column], role: Role) -> Column | None:
    """The column that is read as something."""
    return next((column for column in found if column.role is role), None)


def levels(found: Sequence[Column]) -> Mapping[str, list[Column]]:
    """The columns of levels, lowest first, by the scale they make."""
    families: dict[str, list[Column]] = {}
    for column in sorted(found, key=lambda column: span_of(column.score).low):
        if column.role is Role.LEVEL:
            families.setdefault(column.family, []).append(column)
    return families


def _as_said(place: int, header: str, how: Role | LevelKey) -> Column:
    if not isinstance(how, Role):
        made = _level(place, header)
        label = made.label if made and made.score == how else header
        label = "" if level_key(label) == how else label
        return Column(place, header, Role.LEVEL, "", how, label, "numbers", is_named=True)
    why = "as you said" if how is Role.IGNORED else ""
    return Column(place, header, how, why, is_named=True)


def _column(place: int, text: str) -> Column:
    header = " ".join(unicodedata.normalize("NFKC", text).split())
    if is_date(header):
        why = f"a date, which a spreadsheet makes of what looks like one: {before(header)}"
        return Column(place, header, Role.IGNORED, why)
    apart = " - ".join(
        filter(None, map(str.strip, unicodedata.normalize("NFKC", text).split("\n")))
    )
    level = _level(place, header) or _level(place, apart)
    word = plain_word(header)
    scale = range_in(header)
    scored = isinstance(level.score, Span) and scale is not None if level else False
    scored = scored and rank(plain_word(level.label if level else "")) is None
    if level is not None and level.label == "" and not (scored and word in SCORE_WORDS):
        return level
    role = ROLES.get(word)
    is_level = level is not None and (role is None or not _LABEL_FIRST.fullmatch(header))
    if level is not None and is_level and not scored:
        return level
    if scale is not None:
        return Column(place, header, Role.SCALE, "of every criterion", scale=scale)
    if role is None and rank(word) is not None:
        return Column(place, header, Role.LEVEL, "", 0, header, "words")
    role = role or _by_parts(word.split())
    return Column(place, header, role or Role.IGNORED, "" if role else "not recognised")


def _level(place: int, header: str) -> Column | None:
    """A column whose header has the number of a level."""
    for pattern in _LEVELS:
        if found := pattern.fullmatch(header):
            return _numbered(place, header, found[1], found[2] or "")
    if found := _LABEL_FIRST.fullmatch(header):
        return _numbered(place, header, found[2] or found[3], found[1])
    if found := _STARS.fullmatch(header):
        return _numbered(place, header, str(len(found[1])), "")
    for pattern in _RANKED:
        found = pattern.fullmatch(header)
        if found and rank(plain_word(found["label"])) is not None:
            return _numbered(place, header, found["number"], found["label"])
    return None


def _numbered(place: int, header: str, written: str, label: str) -> Column | None:
    score = level_key(written.replace(",", "."))
    if score is None:
        return None
    return Column(place, header, Role.LEVEL, "", score, label.strip(), "numbers")


def _by_parts(words: Sequence[str]) -> Role | None:
    """What a header of several words is, by the words that say what a column is."""
    found = {ROLES.get(word) for word in words}
    if Role.WEIGHT in found and Role.GROUP in found:
        return Role.GROUP_WEIGHT
    if Role.WEIGHT in found and found & {Role.TITLE, Role.QUESTION}:
        return Role.WEIGHT
    last = words[-1] if words else ""
    if last not in NOT_LAST and last in ROLES:
        return ROLES[last]
    return FOREIGN.get(words[0]) if words else None


def before(date: str) -> str:
    """What may have been typed: `1-2` for the second of January."""
    found = re.search(r"\d{4}-(\d{2})-(\d{2})", date)
    low, high = sorted(map(int, found.groups())) if found else (1, 2)
    return f"{low}-{high}"


def _with_scales(found: Sequence[Column]) -> list[Column]:
    """Scores for levels that are words, and no levels where there are too few for a scale."""
    ranges = [each for each in found if each.role is Role.SCALE and each.scale]
    if len(ranges) > 1:  # several are bands, of which each describes one
        bands = {each.place: _level(each.place, each.header) or each for each in ranges}
        found = [bands.get(each.place, each) for each in found]
    words = sorted(
        (column for column in found if column.family == "words"),
        key=lambda column: (rank(plain_word(column.header)) or 0, -column.place),
    )
    lowest = 0 if words and rank(plain_word(words[0].header)) == 0 else 1
    scores = {column.place: score for score, column in enumerate(words, lowest)}
    numbers = {column.score for column in found if column.family == "numbers"}
    counts = {"numbers": len(numbers), "words": len(words)}
    kept = []
    for column in found:
        few = counts.get(column.family, 0) < 2  # noqa: PLR2004 - a scale has two
        if column.role is Role.LEVEL and few and (scale := range_in(column.header)):
            kept.append(replace(column, role=Role.SCALE, why="of every criterion", scale=scale))
        elif column.role is Role.LEVEL and few:
            why = "one level alone makes no scale"
            kept.append(replace(column, role=Role.IGNORED, why=why))
        else:
            kept.append(replace(column, score=scores.get(column.place, column.score)))
    return kept


def _without_doubles(found: Sequence[Column]) -> list[Column]:
    """Each role once. Of two columns that name things, the first is the group."""
    titles = [column for column in found if column.role is Role.TITLE]
    roles = {column.role for column in found}
    if len(titles) > 1 and Role.GROUP in roles and plain_word(titles[0].header) in _PARTS:
        found = [
            replace(column, role=Role.TAGS) if column is titles[0] else column for column in found
        ]
    if len(titles) > 1 and Role.GROUP not in roles and not titles[0].is_named:
        found = [
            replace(column, role=Role.GROUP) if column is titles[0] else column for column in found
        ]
    if not titles and Role.QUESTION not in roles:
        # A scorecard that calls its criteria by what they describe.
        described = named(found, Role.DESCRIPTION)
        found = [
            replace(column, role=Role.QUESTION) if column is described else column
            for column in found
        ]
    first: dict[tuple[Role, str, LevelKey], Column] = {}
    for column in sorted(found, key=lambda column: (not column.is_named, column.place)):
        first.setdefault((column.role, column.family, column.score), column)
    kept = []
    for column in found:
        taken = first[column.role, column.family, column.score]
        if column.role is not Role.IGNORED and taken is not column:
            why = f"column {taken.letter} is the {column.role} already"
            kept.append(replace(column, role=Role.IGNORED, why=why, meant=column.role))
        else:
            kept.append(column)
    return kept

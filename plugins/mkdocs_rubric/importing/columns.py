"""Which column of a scorecard is what, by its header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What a column is read as."""

    GROUP = "group"
    TITLE = "criterion"
    QUESTION = "question"
    WEIGHT = "weight"
    DESCRIPTION = "description"
    CRITICAL = "critical"
    NOT_APPLICABLE = "N/A rule"
    TAGS = "tags"
    LEVEL = "level"
    IGNORED = "ignored"


_WORDS: Mapping[Role, str] = {
    Role.GROUP: """category, categories, section, group, area, theme, pillar, competency, topic,
        dimension, domain, skill area, quality area, focus area, heading, module""",
    Role.TITLE: """criterion, criteria, item, attribute, parameter, metric, check, checkpoint,
        behaviour, behavior, standard, element, skill, indicator, name, title, line item, kpi,
        sub category, subcategory, sub criterion, sub criteria, measure, aspect, requirement""",
    Role.QUESTION: "question, questions, evaluation question, what we ask",
    Role.WEIGHT: """weight, weights, weighting, weightage, points, max points, maximum points,
        possible points, points possible, max score, maximum score, max, worth, percentage, %,
        score weight, value, available points, out of""",
    Role.DESCRIPTION: """description, guideline, guidelines, guidance, definition, details,
        explanation, what to look for, how to score, instructions, scoring guidance, expectation,
        expectations, notes for reviewers, meaning, scoring guide, help text, help""",
    Role.CRITICAL: """critical, auto fail, autofail, auto zero, fatal, knockout, critical error,
        zero tolerance, fail all, automatic fail, is critical, critical fail, business critical""",
    Role.NOT_APPLICABLE: """n/a, na, n/a allowed, na allowed, allow n/a, allow na, not applicable,
        n/a when, na when, not applicable when, can be n/a, n/a option, optional""",
    Role.TAGS: "tag, tags, label, labels, keywords",
}
_EXACT = {
    " ".join(word.split()): role for role, words in _WORDS.items() for word in words.split(",")
}
_NOT_LAST = {"name", "max", "value", "help", "heading", "na", "standard", "optional", "check"}
"""Words that say what a column is only when they stand alone: "agent name" is no criterion."""

# Wordings of levels, by how good they are.
_RANKS: Mapping[float, str] = {
    0: "no, not met, fail, failed, false, missing, none, not done, incorrect, absent",
    1: "unacceptable, unsatisfactory, poor, very poor, bad, does not meet expectations",
    2: """needs improvement, below expectations, below standard, below average, weak, developing,
        fair, partial, partially met, partly met, partially, partly, sometimes, inconsistent,
        approaching expectations""",
    3: """meets expectations, meets standard, meets, satisfactory, average, acceptable, adequate,
        proficient, ok, competent, meets expectation""",
    3.5: "good, yes, met, pass, passed, true, fully met, complete, done, correct, full, always",
    4: """exceeds expectations, above standard, very good, strong, above average, exceeds,
        above expectations, advanced""",
    5: "excellent, outstanding, exemplary, exceptional, great, far exceeds expectations",
}
_RANK = {
    " ".join(word.split()): rank for rank, words in _RANKS.items() for word in words.split(",")
}
_NUMBER = r"(\d{1,3})"
_LEVELS = (
    re.compile(rf"{_NUMBER}(?: *(?:points?|pts?|stars?))?()"),
    re.compile(rf"(?:score|level|rating|grade|points?)(?: of)? *[:=]? *{_NUMBER}()", re.IGNORECASE),
    re.compile(
        rf"(?:score|level|rating)? *{_NUMBER}(?: *(?:points?|pts?))? *[-:.=)\u2013\u2014] *(\D.*)",
        re.IGNORECASE,
    ),
    re.compile(rf"{_NUMBER} *\((\D[^)]*)\)"),
)
_LABEL_FIRST = re.compile(
    rf"(\D+?) *(?:[-:=\u2013\u2014] *{_NUMBER}|[(\[] *{_NUMBER}(?: *(?:points?|pts?|%))? *[)\]])"
)


@dataclass(frozen=True)
class Column:
    """A column and what it is read as.

    Attributes:
        place: Its number, from 0.
        header: The text in the header row.
        role: What it is read as.
        why: Why it is ignored, or what else there is to say; may be empty.
        score: Of a level, its score.
        label: Of a level, what it is called.
        family: Of a level, which levels it makes a scale with: "numbers" or "words".
    """

    place: int
    header: str
    role: Role
    why: str = ""
    score: int = 0
    label: str = ""
    family: str = ""

    @property
    def letter(self) -> str:
        """As spreadsheet programs call it: A, B, …, Z, AA."""
        letters, rest = "", self.place + 1
        while rest:
            rest, last = divmod(rest - 1, 26)
            letters = chr(ord("A") + last) + letters
        return letters


def columns(header: Sequence[str]) -> list[Column]:
    """What each column with a header is read as."""
    found = [_column(place, text) for place, text in enumerate(header) if text.strip()]
    return _without_doubles(_with_scales(found))


def named(found: Sequence[Column], role: Role) -> Column | None:
    """The column that is read as something."""
    return next((one for one in found if one.role is role), None)


def levels(found: Sequence[Column]) -> Mapping[str, list[Column]]:
    """The columns of levels, lowest first, by the scale they make."""
    families: dict[str, list[Column]] = {}
    for one in sorted(found, key=lambda column: column.score):
        if one.role is Role.LEVEL:
            families.setdefault(one.family, []).append(one)
    return families


def _column(place: int, text: str) -> Column:
    header = " ".join(text.split())
    for pattern in _LEVELS:
        if found := pattern.fullmatch(header):
            label = (found[2] or "").strip()
            return Column(place, header, Role.LEVEL, "", int(found[1]), label, "numbers")
    word = _word(header)
    role = _EXACT.get(word)
    if role is None and (found := _LABEL_FIRST.fullmatch(header)):
        score = int(found[2] or found[3])
        return Column(place, header, Role.LEVEL, "", score, found[1].strip(), "numbers")
    if role is None and word in _RANK:
        return Column(place, header, Role.LEVEL, "", 0, header, "words")
    last = word.rpartition(" ")[2]
    if role is None and last not in _NOT_LAST:
        role = _EXACT.get(last)
    return Column(place, header, role or Role.IGNORED, "" if role else "not recognised")


def _word(header: str) -> str:
    """A header as it stands in the lists: small letters, no brackets, no punctuation."""
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", header.casefold())
    bare = re.sub(r"[^\w%/]+|_", " ", bare)
    return " ".join(bare.split()) or ("%" if "%" in header else "")


def _with_scales(found: Sequence[Column]) -> list[Column]:
    """Scores for levels that are words, and no levels where there are too few for a scale."""
    words = sorted(
        (one for one in found if one.family == "words"),
        key=lambda one: (_RANK[_word(one.header)], -one.place),
    )
    lowest = 0 if words and _RANK[_word(words[0].header)] == 0 else 1
    scores = {one.place: score for score, one in enumerate(words, lowest)}
    counts = {
        family: len({one.score for one in found if one.family == family}) for family in ("numbers",)
    } | {"words": len(words)}
    return [
        replace(one, role=Role.IGNORED, why="one level alone makes no scale")
        if one.role is Role.LEVEL and counts[one.family] < 2  # noqa: PLR2004 - a scale has two
        else replace(one, score=scores.get(one.place, one.score))
        for one in found
    ]


def _without_doubles(found: Sequence[Column]) -> list[Column]:
    """Each role once. Of two columns that name things, the first is the group."""
    titles = [one for one in found if one.role is Role.TITLE]
    roles = {one.role for one in found}
    if len(titles) > 1 and Role.GROUP not in roles:
        found = [replace(one, role=Role.GROUP) if one is titles[0] else one for one in found]
    if not titles and Role.QUESTION not in roles:
        # A scorecard that calls its criteria by what they describe.
        described = next((one for one in found if one.role is Role.DESCRIPTION), None)
        found = [replace(one, role=Role.QUESTION) if one is described else one for one in found]
    seen: dict[tuple[Role, str, int], Column] = {}
    kept = []
    for one in found:
        first = seen.setdefault((one.role, one.family, one.score), one)
        if one.role is not Role.IGNORED and first is not one:
            why = f"column {first.letter} is the {one.role} already"
            kept.append(replace(one, role=Role.IGNORED, why=why))
        else:
            kept.append(one)
    return kept

"""The named scalars of the file formats: each has a pattern and a sentence."""

import datetime as dt
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import Annotated, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.score import (
    SCORE_PATTERN,
    SPAN_PATTERN,
    LevelKey,
    Mark,
    Score,
    Span,
    cell_text,
    level_key,
    span_of,
)

ID_RULE = "lower-case letters, digits and single hyphens, at most 80 characters"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIST = "index"
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_CADENCE = re.compile(r"[0-9]{1,4}d(?: for [0-9]{1,4}d)?")
_COORDINATE = re.compile("[A-Za-z0-9_-]{43}")
_HIDDEN = r"\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069"
"""Control characters, ends of lines, what turns the direction of the text around."""
_SEEN = re.compile(rf"[{_HIDDEN}\ud800-\udfff]")

_ONE_LINE = "has to be one line of visible text"
_SCORE_RANGE = 'has to be a score such as 2, a range such as "2-3", lowest first, or NA'
_BASE64URL = "has to be 32 bytes in base64url, as keys are written: 43 characters"
_DAYS = 'has to be a number of days such as 31d, or "7d for 28d"'


def text_pattern(pattern: str, otherwise: str, **more: object) -> WithJsonSchema:
    """How a schema describes text, and what an editor says of text that is different."""
    return WithJsonSchema(
        {"type": "string", "pattern": pattern, "patternErrorMessage": otherwise, **more}
    )


def _visible(longest: int) -> WithJsonSchema:
    """Space around the text is not counted."""
    return text_pattern(
        rf"^\s*(?=\S)[^{_HIDDEN}]{{1,{longest}}}?\s*$", f"{_ONE_LINE}, at most {longest} characters"
    )


@lru_cache(maxsize=8192)  # the same few ids stand in thousands of files
def id_problem(text: str) -> str | None:
    """Why `text` cannot be an id, as the end of a sentence, or None when it can.

    Ids become file names and addresses, on every system a team may check the repository out on.
    """
    if _WINDOWS_DEVICE.fullmatch(text):
        return "is a device name on Windows, where no file can be called that"
    if text == _LIST:
        return "is what the page that lists them all is called in its address"
    if len(text) > 80 or not _ID.fullmatch(text):  # noqa: PLR2004 - ID_RULE says it
        return f"is not an id: {ID_RULE}"
    return None


def _an_id(text: str) -> str:
    if problem := id_problem(text):
        raise PydanticCustomError(
            "identifier", "{value} {problem}", {"value": f'"{text[:80]}"', "problem": problem}
        )
    return text


def _one_line(text: str) -> str:
    if not text.strip() or _SEEN.search(text):
        raise PydanticCustomError("one_line", _ONE_LINE)
    return text


def _composed(text: str) -> str:
    """An accent is one letter or two, as the system likes: names are compared, so it is one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


Id: TypeAlias = Annotated[
    str,
    AfterValidator(_an_id),
    text_pattern(
        f"^(?!{_LIST}$)(?!{_WINDOWS_DEVICE.pattern}$){_ID.pattern}$",
        f"has to be an id: {ID_RULE}",
        maxLength=80,
    ),
]
CriterionId: TypeAlias = Id
"""The name of a criterion's file without .yaml."""
GroupId: TypeAlias = Id
ScaleId: TypeAlias = Id
EdgeCaseId: TypeAlias = Id
DecisionId: TypeAlias = Id
"""The name of a decision's file without .md."""
SessionId: TypeAlias = Id
"""The name of a session's folder."""

Text: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    text_pattern(r"\S", "has to be text, and is empty"),
]
"""Markdown of any length."""

Line: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=400, strip_whitespace=True),
    AfterValidator(_one_line),
    _visible(400),
]
"""One line of text: a title, a label."""

Tag: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=60, strip_whitespace=True),
    AfterValidator(_one_line),
    _visible(60),
]

Name: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=80, strip_whitespace=True),
    AfterValidator(_one_line),
    AfterValidator(_composed),
    _visible(80),
]
"""What a team calls a reviewer or a conversation: any visible text, for it comes from elsewhere."""

ReviewerId: TypeAlias = Name
ConversationId: TypeAlias = Name


def _day(value: object) -> object:
    """A day in quotes is the same day: quotes are what editors and converters put around it."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    return value


Day: TypeAlias = Annotated[
    dt.date,
    BeforeValidator(_day),
    text_pattern(f"^{_DAY.pattern}$", "has to be an existing day, as YYYY-MM-DD", format="date"),
]

_LEVEL_KEY = 'has to be a score such as 2 or 2.5, or a band such as "7-8", lowest first'


def _level_key(value: object) -> LevelKey:
    key = level_key(value)
    if key is None:
        raise PydanticCustomError("level_key", _LEVEL_KEY)
    return key


_KEYS = text_pattern(rf"^\s*(?:{SPAN_PATTERN}|{SCORE_PATTERN})\s*$", _LEVEL_KEY)
ScoreKey: TypeAlias = Annotated[LevelKey, PlainValidator(_level_key), _KEYS]
"""A score or a band of scores as the key of a mapping, which a schema takes for text."""
ScaleKey: TypeAlias = Annotated[Score, PlainValidator(_level_key), _KEYS]
"""The same, where bands are written out as their scores once they are read."""


def _points(value: object) -> Score:
    score = None if isinstance(value, (str, Span)) else level_key(value)
    if score is None or isinstance(score, Span):
        raise PydanticCustomError("points", _POINTS)
    return score


_POINTS = "has to be a number with at most four decimals, such as 1 or 0.5"
Distance: TypeAlias = Annotated[
    Score, PlainValidator(_points), WithJsonSchema({"type": "number", "minimum": 0})
]
"""How far two scores lie apart, at most."""
Step: TypeAlias = Annotated[
    Score, PlainValidator(_points), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
"""How far neighbouring scores lie apart."""
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100)]

ScoredAs: TypeAlias = tuple[Score, Score] | Mark
"""What an edge case asks for: the lowest and the highest score, or N/A."""
_NOT_APPLICABLE = re.compile(r"N/?A", re.IGNORECASE)


def _score_range(value: object) -> ScoredAs:
    """`2` and `"2-3"` alike as (lowest, highest); `NA` as the mark."""
    if isinstance(value, str) and _NOT_APPLICABLE.fullmatch(value.strip()):
        return Mark.NOT_APPLICABLE
    key = level_key(value)
    if key is None or (isinstance(value, str) and not isinstance(key, Span)):
        raise PydanticCustomError("score_range", _SCORE_RANGE)
    span = span_of(key)
    return (span.low, span.high)


ScoreRange: TypeAlias = Annotated[
    ScoredAs,
    PlainValidator(_score_range),
    text_pattern(
        rf"^\s*(?:{SPAN_PATTERN}|[Nn]/?[Aa])\s*$",
        _SCORE_RANGE,
        type=["number", "string"],
    ),
]
"""The scores an edge case allows, lowest and highest, or NA."""


def score_text(score: ScoredAs | None) -> str:
    """`2`, `2\N{EN DASH}3`, `N/A`, or nothing."""
    if score is None:
        return ""
    if isinstance(score, Mark):
        return cell_text(score)
    low, high = score
    return str(low) if low == high else str(Span(low, high))


def _cadence(value: object) -> str:
    if isinstance(value, str) and _CADENCE.fullmatch(value.strip()):
        return value.strip()
    raise PydanticCustomError("cadence", _DAYS)


Cadence: TypeAlias = Annotated[
    str,
    BeforeValidator(_cadence),
    text_pattern(rf"^\s*{_CADENCE.pattern}\s*$", _DAYS),
]


def _coordinate(text: str) -> str:
    if not _COORDINATE.fullmatch(text):
        raise PydanticCustomError("coordinate", _BASE64URL)
    return text


Coordinate: TypeAlias = Annotated[
    str, AfterValidator(_coordinate), text_pattern(f"^{_COORDINATE.pattern}$", _BASE64URL)
]
"""A number of a P-256 key, as a JWK has it."""

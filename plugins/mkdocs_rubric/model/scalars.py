"""The named scalars of the file formats: each has a pattern, an example and a sentence."""

import re
import unicodedata
from functools import lru_cache
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

ID_RULE = "lower-case letters, digits and single hyphens, at most 80 characters"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_CADENCE = re.compile(r"[0-9]{1,4}d(?: for [0-9]{1,4}d)?")
_RANGE = re.compile("(-?[0-9]{1,9}) *(?:-|\N{EN DASH}|to) *(-?[0-9]{1,9})")
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@lru_cache(maxsize=8192)  # the same few ids stand in thousands of files
def id_problem(text: str) -> str | None:
    """Why `text` cannot be an id, as the end of a sentence, or None when it can.

    Ids become file names and addresses, on every system a team may check the repository out on.
    """
    if _WINDOWS_DEVICE.fullmatch(text):
        return "is a device name on Windows, where no file can be called that"
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
    if not text.strip() or not (text.isprintable() or _is_visible(text)):
        raise PydanticCustomError("one_line", "has to be one line of visible text")
    return text


def _is_visible(text: str) -> bool:
    """Without line ends, control characters and what turns the direction of the text around.

    `str.isprintable` is stricter: it refuses a no-break space and the joiner inside an emoji.
    """
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    return not any(unicodedata.category(c) in hidden or c in _DIRECTION for c in text)


Id: TypeAlias = Annotated[
    str, AfterValidator(_an_id), Field(description=ID_RULE, examples=["empathy"])
]
CriterionId: TypeAlias = Annotated[Id, Field(description="the file's name without .yaml")]
GroupId: TypeAlias = Id
ScaleId: TypeAlias = Id
EdgeCaseId: TypeAlias = Id
DecisionId: TypeAlias = Annotated[Id, Field(examples=["2026-09-16-tone-alone-is-not-empathy"])]
SessionId: TypeAlias = Annotated[Id, Field(examples=["2026-09"])]

Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Markdown of any length."""

Line: TypeAlias = Annotated[
    str, StringConstraints(max_length=400, strip_whitespace=True), AfterValidator(_one_line)
]
"""One line of text: a title, a label."""

Tag: TypeAlias = Annotated[Line, StringConstraints(max_length=60)]

Name: TypeAlias = Annotated[
    str, StringConstraints(max_length=80, strip_whitespace=True), AfterValidator(_one_line)
]
"""What a team calls a reviewer or a conversation: any visible text, for it comes from elsewhere."""

ReviewerId: TypeAlias = Annotated[Name, Field(examples=["ana"])]
ConversationId: TypeAlias = Annotated[Name, Field(examples=["C-2201"])]

Score: TypeAlias = Annotated[int, Field(description="a whole number on the criterion's scale")]
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100)]


def _score_range(value: object) -> tuple[int, int]:
    """`2` and `"2-3"` alike as (lowest, highest)."""
    match value:
        case bool():
            pass
        case int():
            return (value, value)
        case str() if found := _RANGE.fullmatch(value.strip()):
            low, high = int(found[1]), int(found[2])
            if low < high:
                return (low, high)
        case _:
            pass
    raise PydanticCustomError(
        "score_range", 'has to be a score such as 2, or a range such as "2-3", lowest first'
    )


ScoreRange: TypeAlias = Annotated[
    tuple[int, int], BeforeValidator(_score_range, json_schema_input_type=int | str)
]
"""The scores an edge case allows, lowest and highest."""


def _cadence(value: object) -> str:
    if isinstance(value, str) and _CADENCE.fullmatch(value.strip()):
        return value.strip()
    raise PydanticCustomError("cadence", 'has to be a number of days such as 31d, or "7d for 28d"')


Cadence: TypeAlias = Annotated[
    str, BeforeValidator(_cadence), Field(examples=["31d", "7d for 28d"])
]

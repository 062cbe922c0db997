"""The one place that turns pydantic's errors into plain words.

It switches on an error's type, never on its text.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from mkdocs_rubric.diagnostics import Diagnostic, Rule, did_you_mean
from mkdocs_rubric.load.yaml import Document
from mkdocs_rubric.model.score import number

Keys: TypeAlias = tuple[str | int, ...]
"""Where a value is: keys of mappings, places in lists."""

KEY = "[key]"
"""pydantic's name, at the end of a location, for the key of a mapping."""


class MissingKey(Rule):
    """A key that has to be there is not.

    ## What is wrong
    The format needs this key, and the file does not have it.

    ## Why it matters
    Without it the entry has no meaning, so it is left out of the site.

    ## How to fix it
    Add the key with its value at the place named.

    ## Example
    A criterion without `question:`.
    """

    code = "R101"


class WrongType(Rule):
    """A value of the wrong kind.

    ## What is wrong
    Text stands where a number is expected, or a number where text is, or a list where there
    should be one value.

    ## Why it matters
    Guessing goes wrong sooner or later: version `3.10` read as a number is `3.1`.

    ## How to fix it
    Text that looks like a number, a date or true/false goes into quotes. A list is written with
    one `- ` a line, or in brackets.

    ## Example
    ```yaml
    version: 3.10      # wrong: the number 3.1
    version: "3.10"    # right
    critical: no       # wrong: the text "no"
    critical: false    # right
    ```
    """

    code = "R102"


class InvalidValue(Rule):
    """A value the format does not allow.

    ## What is wrong
    The value is of the right kind, and still none of those that are possible here.

    ## Why it matters
    The entry cannot be used as it stands, so it is left out of the site.

    ## How to fix it
    The message says which values are possible.

    ## Example
    `status: approved` in a decision: the word is `accepted`.
    """

    code = "R103"


class UnknownKey(Rule):
    """A key that the format does not know.

    ## What is wrong
    The key is misspelt, indented under the wrong parent, or not part of the format.

    ## Why it matters
    What stands under it is not read: a misspelt `edge_cases` would lose every one of them.

    ## How to fix it
    Correct the spelling or the indentation, or delete the key.

    ## Example
    ```yaml
    2:
      sumary: Ideas do not follow one another   # wrong: the key is "description"
    ```
    """

    code = "R104"


class ImpossibleDate(Rule):
    """A date that is not in the calendar, or not written as one.

    ## What is wrong
    Dates are written year-month-day, `2026-09-16`, and have to exist.

    ## Why it matters
    Which wording and which decision were in force on a day depends on it.

    ## How to fix it
    Write the date as `YYYY-MM-DD`, without quotes.

    ## Example
    `date: 2026-02-30`, or `date: 16.9.2026`.
    """

    code = "R105"


_NAMES = {
    "scales": "scale",
    "groups": "group",
    "levels": "level",
    "examples": "example",
    "edge_cases": "edge case",
    "earlier_scales": "earlier scale",
    "conversations": "conversation",
    "settled": "settled gap",
    "settles": "gap it settles",
    "policy_changes": "change of policy",
    "silence": "silence",
    "allow": "allowed text",
    "cadence": "cadence",
}
_MAPPINGS = {"scales", "levels", "cadence"}  # the others are lists, and counted from 1
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
}
_DATES = {"date_type", "date_from_datetime_parsing", "date_parsing"}
_WHOLE = {
    "identifier",
    "settled",
    "sealed",
    "bands",
    "derived_status",
}  # messages that are sentences
_SENTENCES = {
    "enum": '"{value}" is not possible for {}',
    "literal_error": '"{value}" is not possible for {}',
    "string_too_short": "{} is empty",
    "too_short": "{} is too short: {min_length} or more are needed",
    "string_too_long": "{} is longer than {max_length} characters",
    "too_long": "{} has more than {max_length} entries",
    "greater_than_equal": "{} cannot be less than {ge:.15g}",
    "less_than_equal": "{} cannot be more than {le:.15g}",
}
_DEDUCTION = (
    "points that are taken off are weights, told the other way round: make it a criterion with the "
    "levels Met and Not met, which weighs what is lost"
)
_SHORT = 40
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def keys_of(error: ErrorDetails) -> tuple[Keys, bool]:
    """Where an error is, and whether it is about the key there rather than its value."""
    keys = tuple(part for part in error["loc"] if part != KEY)
    return keys, bool(error["loc"]) and error["loc"][-1] == KEY


def translate(error: ErrorDetails, model: type[BaseModel], document: Document) -> Diagnostic:
    """The finding for one of pydantic's errors.

    Args:
        error: The error.
        model: The model of the whole file.
        document: The file, with everything that was taken out of it so far.
    """
    keys, about_key = keys_of(error)
    in_file = document.in_file(keys)
    place = _place(in_file[:-1])
    last = in_file[-1] if in_file else ""
    kind, value = error["type"], error["input"]
    here = document.locate(*keys, key=about_key or value is None)
    if kind == "extra_forbidden":
        known = known_keys(model, keys[:-1])
        hint = did_you_mean(last, known)
        return UnknownKey.at(
            document.locate(*keys, key=True),
            f'unknown key "{last}"{place}',
            hint=hint,
            help="" if hint else f"known here: {', '.join(known)}",
        )
    if kind == "missing":
        return MissingKey.at(
            document.locate(*keys[:-1], key=True),
            f'"{last}" is missing{place}',
            help=f"add `{last}:`",
        )
    subject = "a key" if about_key else _entry(last)
    if not about_key and in_file[-2:-1] == ("levels",):
        subject, place = f"level {last}", _place(in_file[:-2])
    if kind in _DATES:
        return ImpossibleDate.at(
            here,
            f'{subject}{place} has to be a date, and "{value[:_SHORT]}" is not '
            + ("in the calendar" if _DATE.fullmatch(value) else "written as one")
            if isinstance(value, str)
            else f"a date is expected for {subject}{place}, not {kind_of(value)}",
            help="write an existing day as YYYY-MM-DD, without quotes",
        )
    if kind in _EXPECTED:
        return WrongType.at(
            here,
            f"{_EXPECTED[kind]} is expected for {subject}{place}, not {kind_of(value)}",
            help=_of_levels(value, keys)
            or _conversion(kind, value, str(value) if about_key else document.raw(*keys)),
        )
    remedy, hint = _choices(error)
    if kind == "greater_than_equal" and last == "weight":
        remedy = _DEDUCTION
    return InvalidValue.at(here, _sentence(error, subject, place), help=remedy, hint=hint)


def _sentence(error: ErrorDetails, subject: str, place: str) -> str:
    kind = error["type"]
    if kind in _WHOLE:
        return error["msg"]
    if kind in _SENTENCES:
        value = str(error.get("input"))[:_SHORT]
        return _SENTENCES[kind].format(f"{subject}{place}", value=value, **error.get("ctx", {}))
    return f"{subject}{place} {error['msg']}"


def _choices(error: ErrorDetails) -> tuple[str, str]:
    """What is possible instead, and what was probably meant."""
    if error["type"] == "enum":
        expected = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        words = [word for word in expected if word != "superseded"]  # follows from other files
        return f"possible: {', '.join(words)}", did_you_mean(error["input"], words, cutoff=0.8)
    if error["type"] == "identifier":
        return 'use lower-case words joined by hyphens, such as "hostile-customer"', ""
    if error["type"] in ("level_key", "given") and isinstance(error["input"], str):
        return "write the number of the level; its name stands under scales in rubric.yaml", ""
    return "", ""


def _of_levels(value: object, keys: Keys) -> str:
    """What to write where a level is its text alone, or levels are a list."""
    if isinstance(value, list | tuple) and keys[-1:] == ("levels",):
        return "write the score of each before it: `3: {description: …}`"
    if isinstance(value, str) and keys[-2:-1] == ("levels",):
        return f"write what it is: `{keys[-1]}: {{description: …}}`"
    return ""


def _conversion(kind: str, value: object, raw: str | None) -> str:  # noqa: PLR0911 - a table
    """What to write instead of a value of the wrong kind."""
    if value is None:
        return "write the value after the colon, or delete the key"
    if kind == "string_type" and isinstance(value, (bool, int, float, dt.date)):
        return f'put it in quotes: "{value if raw is None else raw}"'
    if kind == "bool_type":
        return "write true or false, without quotes"
    if kind in {"int_type", "float_type"} and isinstance(value, str) and value.strip().isdigit():
        return "write the number without quotes"
    if kind in {"int_type", "float_type"}:
        meant = number(value.strip("% ")) if isinstance(value, str) else None
        return "write a number, such as 15" if meant is None else f"write {meant}"
    if kind == "tuple_type":
        return f"write a list: [{raw if raw and len(raw) < _SHORT else '…'}]"
    return ""


def kind_of(value: object) -> str:  # noqa: PLR0911 - a table
    """A value in words: `the number 3.1`, `a list`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f'the text "{value[:_SHORT]}{"…" if len(value) > _SHORT else ""}"'
        case dt.date():
            return f"the date {value}"
        case tuple() | list():
            return "a list"
        case _:
            return "a mapping of keys and values"


def _entry(last: object) -> str:
    return f"entry {last + 1}" if isinstance(last, int) else f'"{last}"'


def _place(keys: Keys) -> str:
    """Where, in words: `in edge case 3`, `in example 1 of level 2`."""
    names: list[str] = []
    steps = iter(keys)
    for key in steps:
        name = _NAMES.get(str(key))
        which = next(steps, None) if name else None
        if name is None or which is None:
            names.append(_entry(key))
        else:
            counted = which + 1 if isinstance(which, int) and key not in _MAPPINGS else which
            names.append(f"{name} {counted}")
    return f" in {' of '.join(reversed(names))}" if names else ""


def known_keys(model: type[BaseModel], keys: Keys) -> list[str]:
    """The keys the format knows at a place, in their order."""
    annotation: Any = model
    for key in keys:
        annotation = next(_below(annotation, key), None)
    for part in _plain(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return [
                name for name, field in part.model_fields.items() if not field.json_schema_extra
            ]
    return []


def _below(annotation: Any, key: str | int) -> Iterator[Any]:
    for part in _plain(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            if key in part.model_fields:
                yield part.model_fields[str(key)].annotation
        elif get_origin(part) is dict:
            yield get_args(part)[1]
        elif get_origin(part) is tuple:
            yield get_args(part)[0]


def _plain(annotation: Any) -> Iterator[Any]:
    """An annotation without Annotated and `| None`."""
    if get_origin(annotation) is Annotated:
        yield from _plain(get_args(annotation)[0])
    elif get_origin(annotation) in (dict, tuple) or isinstance(annotation, type):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _plain(part)

"""Parsed values to models: the one place that turns pydantic's errors into plain words.

It switches on an error's type, never on its text. What is wrong is reported and taken out, so
that one misspelt key costs neither the page nor the other messages.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_rubric.diagnostics import Diagnostic, Rule, did_you_mean
from mkdocs_rubric.load.yaml import Document


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


_M = TypeVar("_M", bound=BaseModel)
_REPORTED = 100  # a file of ten thousand wrong keys is one mistake
_NAMES = {
    "scales": "scale",
    "groups": "group",
    "levels": "level",
    "examples": "example",
    "edge_cases": "edge case",
    "earlier_scales": "earlier scale",
    "conversations": "conversation",
    "settled": "settled gap",
    "silence": "silence",
    "allow": "allowed text",
    "cadence": "cadence",
}
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


def validate(
    model: type[_M], document: Document, extra: Mapping[str, Any]
) -> tuple[_M | None, list[Diagnostic]]:
    """A model from a parsed file, and everything that is wrong with the file.

    Args:
        model: The model of the whole file.
        document: The parsed file.
        extra: Fields that come from elsewhere, such as the id from the file's name.

    Returns:
        The model with what could be kept, or None; and the diagnostics.
    """
    value = document.value
    if value is None:
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        where = document.locate()
        return None, [
            MissingKey.at(where, "the file is empty", help=f"it needs {', '.join(required)}")
        ]
    if not isinstance(value, dict):
        where = document.locate()
        return None, [
            WrongType.at(
                where,
                f"the file has to be a mapping of keys and values, and is {_kind(value)}",
                help="start it with a line such as `title: …`",
            )
        ]
    found = [
        UnknownKey.at(
            document.locate(key, key=True),
            f'unknown key "{key}"',
            help=f"delete it: {key} comes from the file's name",
        )
        for key in extra
        if key in value and model.model_fields[key].json_schema_extra
    ]
    data = {**value, **extra}
    for attempt in range(8):
        try:
            return model.model_validate(data), found
        except ValidationError as error:
            details = error.errors(include_url=False)
        if attempt == 0:
            found += _unrepeated([_translate(one, model, document) for one in details[:_REPORTED]])
        data, kept = _without(data, details, document)
        if not kept:
            break
    return None, found


def _unrepeated(found: list[Diagnostic]) -> list[Diagnostic]:
    """Without "x is missing" where a misspelt x was found in the same entry."""
    meant = {one.hint for one in found if one.code == UnknownKey.code}
    return [
        one
        for one in found
        if one.code != MissingKey.code or f'did you mean "{one.help[5:-2]}"?' not in meant
    ]


def _translate(one: ErrorDetails, model: type[BaseModel], document: Document) -> Diagnostic:
    keys = tuple(part for part in one["loc"] if part != "[key]")
    place = _place(keys[:-1])
    last = keys[-1] if keys else ""
    kind, value = one["type"], one["input"]
    here = document.locate(*keys)
    if kind == "extra_forbidden":
        known = _fields(model, keys[:-1])
        hint = did_you_mean(last, known)
        return UnknownKey.at(
            document.locate(*keys, key=True),
            f'unknown key "{last}"{place}',
            hint=hint,
            help="" if hint else f"known here: {', '.join(known)}",
        )
    if kind == "missing":
        where = document.locate(*keys[:-1], key=True) if len(keys) > 1 else document.locate()
        return MissingKey.at(where, f'"{last}" is missing{place}', help=f"add `{last}:`")
    if kind in {"date_type", "date_from_datetime_parsing", "date_parsing"}:
        return ImpossibleDate.at(
            here,
            f'"{value}" is not a date{_of(last, place)}'
            if isinstance(value, str)
            else f"a date is expected{_of(last, place)}, not {_kind(value)}",
            help="write an existing day as YYYY-MM-DD, without quotes",
        )
    if kind in _EXPECTED:
        return WrongType.at(
            here,
            f"{_EXPECTED[kind]} is expected{_of(last, place)}, not {_kind(value)}",
            help=_conversion(kind, value, document.raw(*keys)),
        )
    return InvalidValue.at(here, _sentence(one, last, place), help=_choices(one))


def _sentence(one: ErrorDetails, last: object, place: str) -> str:
    kind, context = one["type"], one.get("ctx", {})
    match kind:
        case "enum":
            return f'"{one["input"]}" is not possible{_of(last, place)}'
        case "string_too_short" | "too_short":
            return f'"{last}"{place} is empty'
        case "string_too_long":
            return f'"{last}"{place} is longer than {context["max_length"]} characters'
        case "too_long":
            return f'"{last}"{place} has more than {context["max_length"]} entries'
        case "greater_than_equal":
            return f'"{last}"{place} cannot be less than {context["ge"]}'
        case "less_than_equal":
            return f'"{last}"{place} cannot be more than {context["le"]}'
        case "identifier" | "settled" | "bands" | "derived_status":
            return one["msg"]
        case _:
            return f'"{last}"{place} {one["msg"]}'


def _choices(one: ErrorDetails) -> str:
    if one["type"] == "enum":
        words = one["ctx"]["expected"].replace("'", "").replace(", superseded", "")
        words = words.replace(" or superseded", "")
        near = did_you_mean(one["input"], words.replace(" or ", ", ").split(", "))
        return f"possible: {words}" + (f"; {near}" if near else "")
    if one["type"] == "identifier":
        return 'use lower-case words joined by hyphens, such as "hostile-customer"'
    return ""


def _conversion(kind: str, value: object, raw: str | None) -> str:
    if kind == "string_type" and isinstance(value, (bool, int, float, dt.date)):
        return f'put it in quotes: "{raw if raw is not None else value}"'
    if kind == "string_type" and value is None:
        return "write the text after the colon, or delete the key"
    if kind == "bool_type" and isinstance(value, str):
        return "write true or false, without quotes"
    if kind in {"int_type", "float_type"} and isinstance(value, str):
        return "write the number without quotes" if value.strip().isdigit() else ""
    if kind == "tuple_type" and value is not None:
        shown = raw if raw is not None and len(raw) < 40 else "…"  # noqa: PLR2004 - a short value
        return f"write a list: [{shown}]"
    if kind == "tuple_type":
        return "write the list after the colon, or delete the key"
    return ""


def _kind(value: object) -> str:
    """A value in words: `the number 3.1`, `a list`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f'the text "{value[:40]}"'
        case dt.date():
            return f"the date {value}"
        case tuple() | list():
            return "a list"
        case _:
            return "a mapping of keys and values"


def _of(last: object, place: str) -> str:
    return f" for {_entry(last)}{place}" if last != "" else place


def _entry(last: object) -> str:
    return f"entry {last + 1}" if isinstance(last, int) else f'"{last}"'


def _place(keys: tuple[str | int, ...]) -> str:
    """Where, in words: `in edge case 3`, `in example 1 of level 2`."""
    names: list[str] = []
    step = iter(keys)
    for key in step:
        name = _NAMES.get(str(key))
        which = next(step, None) if name else None
        if name is None or which is None:
            names.append(f'"{key}"' if isinstance(key, str) else f"entry {key + 1}")
        else:
            counted = which + 1 if isinstance(which, int) and key != "levels" else which
            names.append(f"{name} {counted}")
    return f" in {' of '.join(reversed(names))}" if names else ""


def _fields(model: type[BaseModel], keys: tuple[str | int, ...]) -> list[str]:
    """The keys the format knows at a place."""
    annotation: Any = model
    for key in keys:
        annotation = next(_below(annotation, key), None)
    for one in _plain(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return [
                name for name, field in one.model_fields.items() if not field.json_schema_extra
            ]
    return []


def _below(annotation: Any, key: str | int) -> Iterator[Any]:
    for one in _plain(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            if key in one.model_fields:
                yield one.model_fields[str(key)].annotation
        elif get_origin(one) is dict:
            yield get_args(one)[1]
        elif get_origin(one) is tuple:
            yield get_args(one)[0]


def _plain(annotation: Any) -> Iterator[Any]:
    """An annotation without Annotated and `| None`."""
    if get_origin(annotation) is Annotated:
        yield from _plain(get_args(annotation)[0])
    elif get_origin(annotation) in (dict, tuple) or isinstance(annotation, type):
        yield annotation
    else:
        for one in get_args(annotation):
            yield from _plain(one)


def _without(data: Any, details: list[ErrorDetails], document: Document) -> tuple[Any, bool]:
    """`data` less the smallest parts the errors are in; False when there is nothing to take out.

    Text that was read as a number or a date is put back as it stands in the file. A part that is
    missing takes what it is missing from along, on the next attempt further up.
    """
    kept = True
    paths = []
    for one in details:
        keys = tuple(part for part in one["loc"] if part != "[key]")
        raw = document.raw(*keys)
        if one["type"] == "string_type" and raw and not isinstance(one["input"], str):
            data = _replaced(data, keys, raw)
            continue
        if one["type"] == "missing":
            keys = keys[:-1]
        while keys and not _has(data, keys):
            keys = keys[:-1]
        if not keys:
            kept = False
        paths.append(keys)
    for keys in sorted(set(paths), key=_last_first, reverse=True):
        if keys and _has(data, keys):
            data = _removed(data, keys)
            document.forget(*keys)
    return data, kept


def _last_first(keys: tuple[str | int, ...]) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(key, int), key) for key in keys)


def _has(data: Any, keys: tuple[str | int, ...]) -> bool:
    for key in keys:
        if isinstance(data, dict) and key in data:
            data = data[key]
        elif isinstance(data, tuple) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return False
    return True


def _replaced(data: Any, keys: tuple[str | int, ...], value: Any) -> Any:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(data, dict):
        return {**data, key: _replaced(data[key], rest, value)}
    assert isinstance(key, int)
    return (*data[:key], _replaced(data[key], rest, value), *data[key + 1 :])


def _removed(data: Any, keys: tuple[str | int, ...]) -> Any:
    key, rest = keys[0], keys[1:]
    if isinstance(data, dict):
        if not rest:
            return {name: value for name, value in data.items() if name != key}
        return {**data, key: _removed(data[key], rest)}
    assert isinstance(data, tuple)
    assert isinstance(key, int)
    changed = (_removed(data[key], rest),) if rest else ()
    return (*data[:key], *changed, *data[key + 1 :])

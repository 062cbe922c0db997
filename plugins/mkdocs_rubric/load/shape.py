"""Parsed values to models.

What is wrong is reported and taken out, so that one misspelt key costs neither the page nor the
other messages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_rubric.diagnostics import Diagnostic
from mkdocs_rubric.load.translated import (
    Keys,
    MissingKey,
    UnknownKey,
    WrongType,
    keys_of,
    kind_of,
    translate,
)
from mkdocs_rubric.load.yaml import Document

_M = TypeVar("_M", bound=BaseModel)
_REPORTED = 100  # a file of ten thousand wrong keys is one mistake
_ATTEMPTS = 8  # parts nest about that deep
_FOLLOWS = {"missing", "too_short", "settled"}  # may follow from what was taken out


@dataclass(frozen=True)
class Shaped(Generic[_M]):
    """What became of a file.

    Attributes:
        value: The model with what could be kept, or None.
        found: Everything that is wrong with the file.
        lost: Where entries were taken out, as the file counts them.
    """

    value: _M | None
    found: tuple[Diagnostic, ...] = ()
    lost: tuple[Keys, ...] = ()


def validate(model: type[_M], document: Document, extra: Mapping[str, Any]) -> Shaped[_M]:
    """A model from a parsed file.

    Args:
        model: The model of the whole file.
        document: The parsed file.
        extra: Fields that come from elsewhere, such as the id from the file's name.
    """
    if not isinstance(document.value, dict):
        return Shaped(None, (_not_a_mapping(model, document),))
    elsewhere = _from_elsewhere(model)
    found = [_not_here(key, elsewhere[key], document) for key in elsewhere if key in document.value]
    inside = {
        key: value
        for key, value in document.value.items()
        if key not in elsewhere and (key in model.model_fields or key not in document.holders)
    }
    data: Any = {**inside, **extra}
    lost: list[Keys] = []
    for attempt in range(_ATTEMPTS):
        try:
            return Shaped(model.model_validate(data), tuple(found), tuple(lost))
        except ValidationError as error:
            details = error.errors(include_url=False)
        fresh = [detail for detail in details if not _follows(detail, attempt)]
        found += _unrepeated(fresh[:_REPORTED], model, document)
        data, taken = _without(data, details, document)
        lost += taken
        if () in taken:
            break
    return Shaped(None, tuple(found), tuple(lost))


def _follows(details: ErrorDetails, attempt: int) -> bool:
    """Whether an error may be no mistake of its own: entries with mistakes are not counted."""
    if details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]:
        return True
    return attempt > 0 and details["type"] in _FOLLOWS


def _not_a_mapping(model: type[BaseModel], document: Document) -> Diagnostic:
    where = document.locate()
    if document.value is None:
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        return MissingKey.at(where, "the file is empty", help=f"it needs {', '.join(required)}")
    return WrongType.at(
        where,
        f"the file has to be a mapping of keys and values, and is {kind_of(document.value)}",
        help="start it with a line such as `title: …`",
    )


@cache
def _from_elsewhere(model: type[BaseModel]) -> Mapping[str, object]:
    """The fields that a file does not contain, such as `id`, and where they come from."""
    return {
        name: field.json_schema_extra["x-from"]
        for name, field in model.model_fields.items()
        if isinstance(field.json_schema_extra, dict)
    }


def _not_here(key: str, origin: object, document: Document) -> Diagnostic:
    return UnknownKey.at(
        document.locate(key, key=True),
        f'unknown key "{key}"',
        help=f"delete it: this comes from {origin}",
    )


def _unrepeated(
    details: Iterable[ErrorDetails], model: type[BaseModel], document: Document
) -> list[Diagnostic]:
    """The findings, without "x is missing" where a misspelt x was found in the same entry."""
    found = [(detail, translate(detail, model, document)) for detail in details]
    meant = {
        (finding["loc"][:-1], shown.hint)
        for finding, shown in found
        if shown.code == UnknownKey.code
    }
    return [
        shown
        for finding, shown in found
        if finding["type"] != "missing"
        or (finding["loc"][:-1], f'did you mean "{finding["loc"][-1]}"?') not in meant
    ]


def _without(data: Any, details: list[ErrorDetails], document: Document) -> tuple[Any, list[Keys]]:
    """`data` less the smallest parts the errors are in, and where they were; () is everything.

    Text that was read as a number or a date is put back as it stands in the file. A part that is
    missing takes what it is missing from along.
    """
    paths = set()
    changes: dict[Keys, object] = {}
    for detail in details:
        keys, about_key = keys_of(detail)
        if (
            detail["type"] == "string_type"
            and not about_key
            and not isinstance(detail["input"], str)
        ):
            raw = document.raw(*keys)
            if raw:
                changes[keys] = raw
                continue
        if detail["type"] == "missing":
            keys = keys[:-1]
        while keys and not _has(data, keys):
            keys = keys[:-1]
        paths.add(keys)
    taken = [document.in_file(keys) for keys in paths]
    for keys in sorted(paths - {()}, key=_last_first, reverse=True):
        if _has(data, keys):
            changes[keys] = _GONE
            document.take_out(*keys)
    return _changed(data, changes), taken


_GONE = object()
"""In the place of what is taken out."""


def _last_first(keys: Keys) -> tuple[tuple[bool, str | int], ...]:
    """Sorts later entries of a list, and what is in them, after earlier ones."""
    return tuple((isinstance(key, int), key) for key in keys)


def _has(data: Any, keys: Keys) -> bool:
    for key in keys:
        in_list = isinstance(data, tuple) and isinstance(key, int) and key < len(data)
        if not in_list and not (isinstance(data, dict) and key in data):
            return False
        data = data[key]
    return True


def _changed(data: Any, changes: Mapping[Keys, object]) -> Any:
    """The same with other values at some places, or without them: all of them in one pass."""
    if () in changes:
        return changes[()]
    if not changes:
        return data
    below: dict[str | int, dict[Keys, object]] = {}
    for keys, value in changes.items():
        below.setdefault(keys[0], {})[keys[1:]] = value
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    fresh = [(key, _changed(value, below.get(key, {}))) for key, value in entries]
    kept = [(key, value) for key, value in fresh if value is not _GONE]
    return dict(kept) if isinstance(data, dict) else tuple(value for _, value in kept)

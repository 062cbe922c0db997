"""What stands at a path of a value, as `load` reads it: dicts, tuples and scalars."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from mkdocs_rubric.load.translated import Keys


def plain(value: Any) -> Any:
    """A value as a file gives it back: lists as tuples, members of an enumeration as words."""
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {plain(name): plain(entry) for name, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(plain(entry) for entry in value)
    return value


def same(value: Any, other: Any) -> bool:
    """Equal, and of the same types: 1 is neither 1.0 nor true."""
    if type(value) is not type(other):
        return False
    if isinstance(value, dict):
        return value.keys() == other.keys() and all(same(value[key], other[key]) for key in value)
    if isinstance(value, tuple):
        return len(value) == len(other) and all(map(same, value, other))
    return bool(value == other)


def has(value: Any, keys: Keys) -> bool:
    """Whether a value has a part at a path."""
    for key in keys:
        if isinstance(value, tuple):
            is_there = isinstance(key, int) and 0 <= key < len(value)
        else:
            is_there = isinstance(value, dict) and key in value
        if not is_there:
            return False
        value = value[key]
    return True


def at(value: Any, keys: Keys) -> Any:
    """The part of a value at a path; None where there is none."""
    if not has(value, keys):
        return None
    for key in keys:
        value = value[key]
    return value


def with_value(value: Any, keys: Keys, new: Any) -> Any:
    """The value with `new` at a path; what is missing on the way is made."""
    if not keys:
        return new
    first, *rest = keys
    if isinstance(value, tuple) and isinstance(first, int):
        inner = with_value(at(value, (first,)), tuple(rest), new)
        return (*value[:first], inner, *value[first + 1 :])
    known = value if isinstance(value, dict) else {}
    return {**known, first: with_value(known.get(first), tuple(rest), new)}


def without(value: Any, keys: Keys) -> Any:
    """The value without what stands at a path that is there."""
    first, *rest = keys
    if rest:
        return with_value(value, (first,), without(value[first], tuple(rest)))
    if isinstance(value, tuple) and isinstance(first, int):
        return (*value[:first], *value[first + 1 :])
    return {key: entry for key, entry in value.items() if key != first}


def renamed(value: Any, keys: Keys, name: str | int) -> Any:
    """The value with another name for the key at the end of a path that is there."""
    inside = at(value, keys[:-1])
    if not isinstance(inside, dict):
        return value
    names = {keys[-1]: name}
    called = {names.get(key, key): entry for key, entry in inside.items()}
    return with_value(value, keys[:-1], called)

"""A site's Markdown extensions, as far as they can be used without running what is a team's own."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any

from mkdocs_rubric.publish.site_file import Tagged, plain

_KNOWN = ("markdown", "pymdownx")
"""The packages whose extensions every generator has."""
_NAME, _CALL = "python/name:", "python/object/apply:"
_READS_FILES = "pymdownx.snippets"


class _UnknownError(Exception):
    """A setting names something that is not of the packages."""


def known(named: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The extensions that are known, with those of their settings that are.

    Args:
        named: As they stand in a configuration, with their settings.
    """
    short = _short_names()
    found: dict[str, dict[str, Any]] = {}
    for name, given in named.items():
        package = name.partition(".")[0]
        if name == _READS_FILES or not (name in short or (package in _KNOWN and _is_there(name))):
            continue
        settings = found.setdefault(name, {})
        for key, value in given.items() if isinstance(given, Mapping) else ():
            try:
                settings[str(key)] = _resolved(value)
            except (_UnknownError, ImportError, AttributeError, TypeError):
                continue
    return found


def _resolved(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _resolved(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_resolved(each) for each in value]
    if not isinstance(value, Tagged) or value.tag == "!ENV":
        return plain(value)
    for kind in (_NAME, _CALL):
        _, mark, dotted = value.tag.partition(kind)
        if mark and dotted.partition(".")[0] in _KNOWN:
            module, _, name = dotted.rpartition(".")
            there = getattr(import_module(module), name)
            if kind == _NAME:
                return there
            given = value.value if isinstance(value.value, Mapping) else {"args": value.value}
            return there(*_resolved(given.get("args", [])), **_resolved(given.get("kwds", {})))
    raise _UnknownError


@cache
def _short_names() -> frozenset[str]:
    """What Python-Markdown calls its own."""
    there = entry_points(group="markdown.extensions")
    return frozenset(each.name for each in there if each.value.startswith("markdown."))


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False

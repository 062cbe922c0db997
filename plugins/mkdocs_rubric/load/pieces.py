"""YAML that is mostly the same as what was read before: only what is different is parsed.

Revisions of a file differ by a line or two. A file is cut where a key stands at the start of a
line, and its long lists and mappings where their entries start; each piece is parsed once. Where a
cut was wrong (in the middle of a quoted text, say), its piece is no YAML on its own, and the file
is parsed as a whole.
"""

import re
from itertools import repeat
from typing import Any

from mkdocs_rubric.load.yaml import parse

_KEY = re.compile(r"\n(?=[^\s#\-])")
_ENTRY = re.compile(r"^[^\s:]+:[ \t]*\n(?:[ \t]*(?:#.*)?\n)*( *)(- |[^\s#])", re.MULTILINE)
_NOTHING = re.compile(r"(\n[ \t]*(#.*)?)*")
_LONG = 400
"""Characters above which an entry of the file is cut once more."""


class _WrongCutError(Exception):
    """A piece that is no YAML on its own."""


class Pieces:
    """Parses texts, each piece of them once."""

    def __init__(self) -> None:
        self._pieces: dict[str, dict[str, tuple[Any, Any]]] = {"\n": {}, "": {}}
        self._parts: dict[str, dict[Any, Any]] = {}

    def value(self, text: str) -> Any:
        """What `parse(text)` gives as its value."""
        try:
            return self._file(text)
        except _WrongCutError:
            return parse(text, "")[0].value

    def _file(self, text: str) -> Any:
        found: dict[Any, Any] = {}
        before, *pieces = _KEY.split(f"\n{text}")
        if not pieces or not _NOTHING.fullmatch(before):
            raise _WrongCutError
        ends = [*repeat("\n", len(pieces) - 1), ""]  # the ends of lines that cutting took
        for cut, end in zip(pieces, ends, strict=True):
            known = self._pieces[end]
            entry = known.get(cut)
            if entry is None:
                entry = known[cut] = self._entry(cut + end)
            found[entry[0]] = entry[1]
        if not found or len(found) < len(pieces):
            raise _WrongCutError
        return found

    def _entry(self, piece: str) -> tuple[Any, Any]:
        """One key of the file and its value."""
        entry = _ENTRY.match(piece) if len(piece) > _LONG else None
        if entry is None:
            ((key, value),) = _parsed(piece).items()
            return key, value
        head, indent, is_list = piece[: entry.start(1)], entry[1], entry[2] == "- "
        cut = re.compile(rf"^(?={indent}{'- ' if is_list else '[^ #-]'})", re.MULTILINE)
        values = [self._part(head, part) for part in cut.split(piece[entry.start(1) :]) if part]
        (key,) = values[0]
        if is_list:
            return key, tuple(inner for value in values for inner in value[key])
        merged = {name: inner for value in values for name, inner in value[key].items()}
        if len(merged) != sum(len(value[key]) for value in values):
            raise _WrongCutError  # a key twice: which of the two counts is not decided here
        return key, merged

    def _part(self, head: str, part: str) -> dict[Any, Any]:
        text = head + part
        value = self._parts.get(text)
        if value is None:
            value = self._parts[text] = _parsed(text)
        if not all(isinstance(inner, dict | tuple) for inner in value.values()):
            raise _WrongCutError
        return value


def _parsed(text: str) -> dict[Any, Any]:
    document, found = parse(text, "")
    if found or not isinstance(document.value, dict) or len(document.value) != 1:
        raise _WrongCutError
    return document.value

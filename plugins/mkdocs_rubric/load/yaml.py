"""YAML 1.2 with a line and column for every key and value.

libyaml parses; the scalars are resolved by `scalar`, because PyYAML's own resolution is YAML 1.1,
in which `no` is false and `1:30` is 90. Values are built from the parser's events. Where a value
stands is asked of few files, so the tree of nodes that knows it is composed when it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mkdocs_rubric.diagnostics import Diagnostic, Location
from mkdocs_rubric.load.parser import Parser
from mkdocs_rubric.load.scalar import scalar
from mkdocs_rubric.load.syntax import explain
from mkdocs_rubric.load.values import TooComplexError, Values
from mkdocs_rubric.model.score import LevelKey, Span, level_key

_Step = TypeVar("_Step", bound=str | LevelKey)


@dataclass(frozen=True)
class Document:
    """A parsed file: its value, and where each part of it stands.

    Attributes:
        path: The file.
        value: Dicts, tuples and scalars; None when the file is empty or unreadable.
        text: The YAML; empty when it is unreadable.
        first_line: The line of the file the YAML starts on, from 1 (front matter: 2).
        holders: Keys that are there for their anchors alone: `<<` takes their values over.
    """

    path: str
    value: Any
    text: str = ""
    first_line: int = 1
    holders: frozenset[str] = frozenset()
    _taken: dict[tuple[Any, ...], list[int]] = field(default_factory=dict)

    def locate(self, *keys: str | LevelKey, key: bool = False) -> Location:
        """Where the value at `keys` stands; with `key`, the key that introduces it.

        A path that leads nowhere is located at the deepest part that is there.
        """
        node, name = self._root, None
        for step in self.in_file(keys):
            found = _step(node, step)
            if found is None:
                break
            name, node = found
        shown = name if key and name is not None else node
        if shown is None:
            return Location(self.path, self.first_line)
        where = self.mark(shown.start_mark, shown.end_mark)
        return where if where.line <= self._last_line else Location(self.path, self._last_line)

    def raw(self, *keys: str | int) -> str | None:
        """The text of a scalar as it stands in the file, so that `3.10` is not `3.1`."""
        node = self._root
        for step in self.in_file(keys):
            found = _step(node, step)
            if found is None:
                return None
            node = found[1]
        return str(node.value) if isinstance(node, ScalarNode) else None

    def in_file(self, keys: Sequence[_Step]) -> tuple[_Step, ...]:
        """The keys as the file counts them, whatever was taken out of its lists."""
        found: tuple[Any, ...] = ()
        for step in keys:
            place: Any = step
            if isinstance(place, int):
                for taken in self._taken.get(found, ()):
                    place += taken <= place
            found = (*found, place)
        return found

    def take_out(self, *keys: str | int) -> None:
        """Count an entry of a list no longer, so that the places of those after it stay right."""
        *start, place = self.in_file(keys)
        if isinstance(place, int):
            self._taken[tuple(start)] = sorted([*self._taken.get(tuple(start), ()), place])

    def mark(self, start: Any, end: Any = None) -> Location:
        """The place between two marks of the parser."""
        same_line = end is not None and end.line == start.line
        width = end.column - start.column if same_line else 1
        return Location(self.path, start.line + self.first_line, start.column + 1, max(1, width))

    @cached_property
    def _last_line(self) -> int:
        """What is empty may end below it."""
        return self.first_line + self.text.count("\n")

    @cached_property
    def _root(self) -> Node | None:
        return compose(self.text)


def parse(text: str, path: str, *, first_line: int = 1) -> tuple[Document, list[Diagnostic]]:
    """The values of a YAML text, and what is wrong with it.

    Args:
        text: The YAML.
        path: The file it is from, for messages.
        first_line: The line of the file it starts on.
    """
    unreadable = Document(path, None, "", first_line)
    values = Values(text, unreadable.mark)
    try:
        value = values.document()
    except yaml.YAMLError as error:
        return unreadable, [*values.found, explain(error, text, path, first_line)]
    except TooComplexError as error:
        return unreadable, [*values.found, error.diagnostic]
    held = frozenset(key for key, anchor in values.holders.items() if anchor in values.merged)
    return Document(path, value, text, first_line, held), values.found


def compose(text: str) -> Node | None:
    """The tree of nodes of a YAML text that can be parsed, for their marks; None when empty."""
    composer = _Composer(text)
    return composer.get_node() if composer.check_node() else None


class _Composer(Parser):
    """Composes nodes for their marks alone: their tags are never looked at."""

    def resolve(self, *_: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _step(node: Node | None, step: str | LevelKey) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and (
                key.value == step
                or (not key.style and step == scalar(key.value))
                or (isinstance(step, Decimal | Span) and step == level_key(key.value))
            ):
                return key, value
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == "<<" and not key.style:
                for each in value.value if isinstance(value, SequenceNode) else [value]:
                    if (found := _step(each, step)) is not None:
                        return found
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None

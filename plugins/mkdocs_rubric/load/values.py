"""The parser's events to values: dicts, tuples and scalars."""

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.load.parser import Parser
from mkdocs_rubric.load.scalar import scalar
from mkdocs_rubric.load.syntax import YamlSyntax

MAX_DEPTH = 40
"""Levels of nesting. libyaml's composer recurses without a limit of its own."""
MAX_VALUES = 100_000
"""Values in one file once aliases are followed."""
_NUMERIC = frozenset("+-0123456789")


class YamlTooComplex(Rule):
    """The YAML is nested too deeply, or unfolds to too much.

    ## What is wrong
    The file has more levels of nesting than any rubric needs, or anchors and aliases that
    multiply into a huge document.

    ## Why it matters
    Such files exhaust memory, by accident or on purpose.

    ## How to fix it
    Write the values out. A rubric needs about six levels and no aliases.

    ## Example
    `a: &a [x, x]`, `b: &b [*a, *a]`, `c: &c [*b, *b]` and so on.
    """

    code = "R007"


class DuplicateKey(Rule):
    """A key stands twice in one place.

    ## What is wrong
    The same key is given twice. YAML keeps only one of the two values.

    ## Why it matters
    One of the two is lost without a word, and it may be the one that was meant.

    ## How to fix it
    Keep one of them.

    ## Example
    ```yaml
    weight: 15
    critical: false
    weight: 20        # wrong: weight is already given
    ```
    """

    code = "R009"


class YamlTag(Rule):
    """A YAML tag where plain values are enough.

    ## What is wrong
    The value carries a tag such as `!!python/object` or `!env`.

    ## Why it matters
    Tags ask the reader to build objects. This reader builds none.

    ## How to fix it
    Remove the tag and write the value.

    ## Example
    `weight: !!int "15"` is written `weight: 15`.
    """

    code = "R010"


class TooComplexError(Exception):
    """What was read so far cannot be trusted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Values:
    """Turns a text's events into values, in one walk, within a budget.

    Args:
        text: The YAML.
        mark: Gives the place between two marks of the parser.

    Attributes:
        found: What is wrong.
        merged: The anchors of mappings that were merged into others, by `<<`.
        holders: The anchor of each key of the whole document that has one.
    """

    def __init__(self, text: str, mark: Callable[[Any, Any], Location]) -> None:
        self.next = Parser(text).get_event
        self.mark = mark
        self.found: list[Diagnostic] = []
        self.left = MAX_VALUES
        self.deepest = 0
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.merged: set[str] = set()
        self.holders: dict[str, str] = {}

    def document(self) -> Any:
        """The value of the whole text; None when it is empty.

        Raises:
            TooComplexError: It is nested too deeply, or unfolds to too much.
            yaml.YAMLError: It is not YAML.
        """
        self.next()
        if type(self.next()) is StreamEndEvent:
            return None
        value = self._node(self.next(), 1)
        self.next()
        event: Any = self.next()
        if type(event) is not StreamEndEvent:
            self.found.append(
                YamlSyntax.at(
                    self._place(event),
                    "a second YAML document starts here, and is not read",
                    help="remove the line with ---; one file holds one document",
                )
            )
        return value

    def _node(self, event: Any, depth: int) -> Any:
        """The value that starts with `event`. Its height and size are kept for aliases to it."""
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event, depth)
        if event.tag:
            self._tagged(event)
        before, height = self.left, 0
        if kind is ScalarEvent:
            plain = not event.style or (event.tag and not event.tag.endswith("str"))
            value: Any = scalar(event.value) if plain else event.value
        else:
            if depth > MAX_DEPTH:
                raise self._too_complex(event)
            outer, self.deepest = self.deepest, depth
            value = self._list(depth) if kind is SequenceStartEvent else self._mapping(depth)
            self.left -= len(value) + 1
            height = self.deepest - depth + 1
            self.deepest = max(outer, self.deepest)
        if self.left < 0:
            raise self._too_complex(event)
        if event.anchor:
            if event.anchor in self.anchors:
                raise yaml.MarkedYAMLError(None, None, "found duplicate anchor", event.start_mark)
            self.anchors[event.anchor] = (value, before - self.left, height)
        return value

    def _list(self, depth: int) -> tuple[Any, ...]:
        values = []
        following = self.next
        event: Any
        while type(event := following()) is not SequenceEndEvent:
            if type(event) is ScalarEvent and not event.tag and not event.anchor:
                values.append(event.value if event.style else scalar(event.value))
            else:
                values.append(self._node(event, depth + 1))
        return tuple(values)

    def _mapping(self, depth: int) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        merges: list[Any] = []
        following = self.next
        event: Any
        while type(key := following()) is not MappingEndEvent:
            name = self._key(key, depth + 1)
            merges_here = name == "<<" and type(key) is ScalarEvent and not key.style
            event = following()
            if merges_here:
                merges += self._merge(key, event, depth + 1)
                continue
            if depth == 1 and event.anchor and type(event) is not AliasEvent:
                self.holders[str(name)] = event.anchor
            if type(event) is ScalarEvent and not event.tag and not event.anchor:
                value = event.value if event.style else scalar(event.value)
            else:
                value = self._node(event, depth + 1)
            if name is None:
                message = "a key has to be a word or a number"
                remedy = "write `key: value`; text that starts with [, { or * goes in quotes"
                self.found.append(YamlSyntax.at(self._place(key), message, help=remedy))
            elif name in values:
                message = f'the key "{str(name)[:60]}" stands twice here'
                remedy = "keep one of the two; only the first is used now"
                self.found.append(DuplicateKey.at(self._place(key), message, help=remedy))
            else:
                values[name] = value
        for more in merges:  # what stands in a mapping itself comes first, then earlier merges
            values = {**more, **values}
        return values

    def _merge(self, key: Any, event: Any, depth: int) -> list[dict[Any, Any]]:
        """The mappings that `<<` takes over, the one that counts most first."""
        alias = event.anchor if type(event) is AliasEvent else None
        value = self._node(event, depth)
        mappings = list(value) if isinstance(value, tuple) else [value]
        if not all(isinstance(mapping, dict) for mapping in mappings):
            message = "<< takes over the keys of a mapping, and this is none"
            remedy = "name the anchor of a mapping: `<<: *shared`"
            self.found.append(YamlSyntax.at(self._place(key), message, help=remedy))
            return []
        self.left -= sum(map(len, mappings))
        names = {name for name, known in self.anchors.items() if known[0] in mappings}
        self.merged |= {alias} if alias else names
        return mappings

    def _key(self, event: Any, depth: int) -> str | int | None:
        """A word or a whole number: true, 1.5 and 2026-09-16 are words where a key is expected."""
        if type(event) is not ScalarEvent or event.tag or event.anchor:
            self._node(event, depth)
        if type(event) is not ScalarEvent:
            return None
        name: str = event.value
        if name[:1] in _NUMERIC and not event.style:
            number = scalar(name)
            return number if type(number) is int else name
        return name

    def _place(self, event: Any) -> Location:
        return self.mark(event.start_mark, event.end_mark)

    def _alias(self, event: Any, depth: int) -> Any:
        if event.anchor not in self.anchors:
            raise yaml.MarkedYAMLError(None, None, "found undefined alias", event.start_mark)
        value, size, height = self.anchors[event.anchor]
        self.left -= size
        self.deepest = max(self.deepest, depth + height - 1)
        if self.left < 0 or self.deepest > MAX_DEPTH:
            raise self._too_complex(event)
        return value

    def _tagged(self, event: Any) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:60]
        self.found.append(
            YamlTag.at(
                self._place(event),
                f"the YAML tag {tag} is not used here",
                help="remove the tag and write the plain value; text that starts with ! goes in "
                "quotes",
            )
        )

    def _too_complex(self, event: Any) -> TooComplexError:
        if self.left < 0:
            message = f"the file unfolds to more than {MAX_VALUES:,} values"
            remedy = "write the values out instead of repeating aliases, or split the file"
        else:
            message = f"the YAML is nested more than {MAX_DEPTH} levels deep"
            remedy = "write it flatter: a rubric needs about six levels"
        return TooComplexError(YamlTooComplex.at(self._place(event), message, help=remedy))

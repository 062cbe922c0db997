"""Where each part of a YAML text stands: keys, values, entries of lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mkdocs_rubric.load.parser import Parser
from mkdocs_rubric.load.scalar import scalar

_BLANK_END = re.compile(r"(?:\n[ \t]*)+\Z")


@dataclass(frozen=True)
class YamlPart:
    """A value or key, and where it stands in the text.

    Attributes:
        kind: What it is: "scalar", "list", "mapping" or "alias".
        start: Where it starts, with its anchor if it has one.
        end: Where its last character ends; comments and blank lines below it are not part of it.
        column: Of the first dash of a list, of the first key of a mapping.
        style: The quote of a scalar, or | or >; the bracket of a list or mapping, ? for a lone
            `key: value` in brackets; else "".
        children: The entries of a list or mapping.
        text: What a scalar says.
    """

    kind: str
    start: int
    end: int
    column: int
    style: str = ""
    children: tuple["Child", ...] = ()
    text: str = ""

    @property
    def is_block_text(self) -> bool:
        """Whether it is text on lines of its own, under a header."""
        return self.kind == "scalar" and self.style in ("|", ">")

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return self.kind == "scalar" and self.start == self.end

    @property
    def is_block(self) -> bool:
        """Whether it is a list or mapping without brackets."""
        return self.kind in ("list", "mapping") and not self.style

    @property
    def last(self) -> "YamlPart":
        """The value that stands last in it."""
        return self.children[-1].value.last if self.children else self

    def child(self, name: object) -> "Child | None":
        """The entry of this name, or at this place."""
        found = (child for child in self.children if child.name == name)
        return next(found, None)


@dataclass(frozen=True)
class Child:
    """An entry of a mapping or list.

    Attributes:
        name: Its key as `load` reads it, or its place.
        key: Its key; None in a list.
        value: Its value.
    """

    name: str | int
    key: YamlPart | None
    value: YamlPart

    @property
    def start(self) -> int:
        """Where it starts; in a list behind the dash."""
        return (self.key or self.value).start

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(self.value.end, self.key.end if self.key else 0)


def parts(text: str) -> YamlPart | None:
    """The parts of a YAML text that can be parsed; None where it says nothing."""
    reading = _Reading(text)
    while type(event := reading.next()) is not StreamEndEvent:
        if type(event) is DocumentStartEvent:
            return reading.part(reading.next())
    return None


class _Reading:
    """Parts are made from the parser's events: nodes do not tell where an alias stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next: Any = Parser(text).get_event

    def part(self, event: Any) -> YamlPart:
        start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
        if type(event) is AliasEvent:
            return YamlPart("alias", start, end, column)
        if type(event) is ScalarEvent:
            style = event.style or ""
            end = self._text_end(event, start, end) if style in ("|", ">") else end
            return YamlPart("scalar", start, end, column, style, text=event.value)
        is_list = type(event) is SequenceStartEvent
        ending = SequenceEndEvent if is_list else MappingEndEvent
        children: list[Child] = []
        while type(following := self.next()) is not ending:
            key = None if is_list else self.part(following)
            value = self.part(following if is_list else self.next())
            children.append(Child(_name(key, len(children), self.text), key, value))
        if event.flow_style:
            closing: Any = following
            bracket = self.text[end - 1 : end]
            style, end = bracket if bracket in ("[", "{") else "?", closing.end_mark.index
        else:
            style, column = "", self._first_column(event, children)
            end = children[-1].end if children else end
        kind = "list" if is_list else "mapping"
        return YamlPart(kind, start, end, column, style, tuple(children))

    def _first_column(self, event: Any, children: list[Child]) -> int:
        """The column of the dashes or keys, whatever anchor stands before them."""
        if type(event) is MappingStartEvent and children and children[0].key:
            return children[0].key.column
        behind = self.text[event.end_mark.index :][:1] != "-"
        return int(event.end_mark.column) - behind

    def _text_end(self, event: Any, start: int, end: int) -> int:
        """Blank lines below a text are part of it only where they count."""
        written = self.text[start:end]
        header = written.partition("\n")[0].partition("#")[0]
        if "+" in header or event.value.rstrip("\n")[-1:] in (" ", "\t"):
            return end - written.endswith("\n")
        return start + len(_BLANK_END.sub("", written))


def _name(key: YamlPart | None, place: int, text: str) -> str | int:
    if key is None:
        return place
    if key.kind == "alias":
        return text[key.start : key.end]
    value = None if key.style else scalar(key.text)
    return value if type(value) is int else key.text


def walk(part: YamlPart) -> Iterator[YamlPart]:
    """A part and all that is in it."""
    yield part
    for child in part.children:
        yield from walk(child.value)

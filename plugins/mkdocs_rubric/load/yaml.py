"""YAML 1.2 with a line and column for every key and value.

libyaml composes the tree of nodes; the scalars are resolved here, by the core schema of YAML 1.2
and nothing more: `no` is text, `1:30` is text, `2026-09-16` is a date. PyYAML's own resolution is
YAML 1.1, in which they are false, 90 and a date. Nodes are kept, because their marks say where
each value stands.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import BaseResolver

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule

try:
    from yaml.cyaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same nodes, slower
    from mkdocs_rubric.load.pure import PureParser as _Parser

MAX_DEPTH = 40
"""Levels of nesting. libyaml's composer recurses without a limit of its own."""
MAX_NODES = 100_000
"""Values in one file once aliases are followed."""


class YamlSyntax(Rule):
    """The file is not YAML.

    ## What is wrong
    The YAML cannot be read from the place named on. Usual reasons: a colon followed by a space
    inside unquoted text, a tab, a quote or bracket that is never closed, a line that is indented
    too far or not far enough.

    ## Why it matters
    Nothing after that place can be understood, so the whole file is left out.

    ## How to fix it
    Look at the place named and at the line above it. Text with a colon, or that starts with one
    of ``* & ! | > % @ ` { [``, goes into quotes.

    ## Example
    ```yaml
    question: Empathy: was it there?      # wrong: a second "key: value" on one line
    question: "Empathy: was it there?"    # right
    ```
    """

    code = "R006"


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


Path: TypeAlias = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_STR = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {_STR, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_MAX_DIGITS = 15


class _Loader(_Parser, BaseResolver):  # type: ignore[misc, valid-type]
    """libyaml's composer without any implicit typing."""

    def __init__(self, text: str) -> None:
        _Parser.__init__(self, text)
        BaseResolver.__init__(self)


@dataclass(frozen=True)
class Document:
    """A composed file: its value, and where each part of it stands.

    Attributes:
        path: The file.
        value: Dicts, tuples and scalars; None when the file is empty or unreadable.
        node: The root of the composed tree.
        first_line: The line of the file the YAML starts on, from 1 (front matter: 2).
    """

    path: str
    value: Any
    node: Node | None
    first_line: int = 1

    def locate(self, *keys: str | int, key: bool = False) -> Location:
        """Where the value at `keys` stands; with `key`, the key that introduces it.

        A path that leads nowhere is located at the deepest part that is there.
        """
        node, name = self.node, None
        for step in keys:
            found = _step(node, step)
            if found is None:
                break
            name, node = found
        shown = name if key and name is not None else node
        if shown is None:
            return Location(self.path, self.first_line)
        return self._location(shown)

    def raw(self, *keys: str | int) -> str | None:
        """The text of a scalar as it stands in the file, so that `3.10` is not `3.1`."""
        node = self.node
        for step in keys:
            found = _step(node, step)
            if found is None:
                return None
            node = found[1]
        return node.value if isinstance(node, ScalarNode) else None

    def forget(self, *keys: str | int) -> None:
        """Take an entry of a list out, so that the places of those after it stay right."""
        node = self.node
        for step in keys[:-1]:
            found = _step(node, step)
            node = found[1] if found else None
        if isinstance(node, SequenceNode) and isinstance(keys[-1], int):
            del node.value[keys[-1]]

    def _location(self, node: Node) -> Location:
        return _mark(self.path, node.start_mark, self.first_line, node.end_mark)


def parse(text: str, path: str, *, first_line: int = 1) -> tuple[Document, list[Diagnostic]]:
    """Compose a YAML text and resolve its values.

    Args:
        text: The YAML.
        path: The file it is from, for messages.
        first_line: The line of the file it starts on.
    """
    found: list[Diagnostic] = []
    nothing = Document(path, None, None, first_line)
    if _may_be_deep(text) and (where := _too_deep(text)):
        found.append(
            YamlTooComplex.at(
                _mark(path, where, first_line),
                f"the YAML is nested more than {MAX_DEPTH} levels deep",
                help="write it flatter: a rubric needs about six levels",
            )
        )
        return nothing, found
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        found.append(_syntax(error, text, path, first_line))
        return nothing, found
    except yaml.YAMLError as error:
        found.append(
            YamlSyntax.at(
                Location(path, first_line),
                f"the YAML cannot be read: {str(error).splitlines()[0]}",
                help="retype the line named",
            )
        )
        return nothing, found
    if node is None:
        return nothing, found
    resolve = _Resolver(path, first_line, found)
    try:
        value = resolve(node)
    except _TooMany:
        found.append(
            YamlTooComplex.at(
                _mark(path, node.start_mark, first_line),
                f"the file unfolds to more than {MAX_NODES:,} values",
                help="write the values out instead of repeating aliases, or split the file",
            )
        )
        return nothing, found
    return Document(path, value, node, first_line), found


class _TooMany(Exception):  # noqa: N818 - control flow within this module
    pass


class _Resolver:
    """Turns nodes into values, in one walk, with a budget."""

    def __init__(self, path: str, first_line: int, found: list[Diagnostic]) -> None:
        self.path = path
        self.first_line = first_line
        self.found = found
        self.left = MAX_NODES
        self.open: set[int] = set()

    def __call__(self, node: Node) -> Any:
        self.left -= 1
        if self.left < 0:
            raise _TooMany
        if node.tag not in _PLAIN_TAGS:
            where = _mark(self.path, node.start_mark, self.first_line, node.end_mark)
            self.found.append(
                YamlTag.at(
                    where,
                    f"the YAML tag {node.tag.replace('tag:yaml.org,2002:', '!!')[:60]}"
                    " is not used here",
                    help="remove the tag and write the plain value",
                )
            )
        if isinstance(node, ScalarNode):
            return scalar(node.value) if not node.style else node.value
        if id(node) in self.open:  # an alias to something that contains it
            raise _TooMany
        self.open.add(id(node))
        value: Any
        if isinstance(node, SequenceNode):
            value = tuple([self(child) for child in node.value])
        else:
            value = self._mapping(node)
        self.open.discard(id(node))
        return value

    def _mapping(self, node: Node) -> dict[Any, Any]:
        value: dict[Any, Any] = {}
        assert isinstance(node, MappingNode)
        for key_node, value_node in node.value:
            where = _mark(self.path, key_node.start_mark, self.first_line, key_node.end_mark)
            if not isinstance(key_node, ScalarNode):
                self.found.append(
                    YamlSyntax.at(
                        where,
                        "a key has to be a word or a number",
                        help="write `key: value`; text that starts with [ or { goes in quotes",
                    )
                )
                continue
            key = self(key_node)
            if key in value:
                self.found.append(
                    DuplicateKey.at(
                        where,
                        f'the key "{key_node.value[:60]}" stands twice here',
                        help="keep one of the two; only the first is used now",
                    )
                )
                continue
            value[key] = self(value_node)
        return value


def scalar(text: str) -> Any:
    """The value of an unquoted scalar, by the core schema of YAML 1.2; and dates.

    Numbers are decimal and finite. What is none of the known forms is text.
    """
    if text in _NAMED:
        return _NAMED[text]
    first = text[0]
    if first not in "+-.0123456789":
        return text
    if _INT.fullmatch(text) and len(text) <= _MAX_DIGITS:
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    if _FLOAT.fullmatch(text) and len(text) <= 2 * _MAX_DIGITS:
        return float(text)
    return text


def _step(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and (
                key.value == step or (not key.style and scalar(key.value) == step)
            ):
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _mark(path: str, start: Any, first_line: int, end: Any = None) -> Location:
    same_line = end is not None and end.line == start.line
    width = end.column - start.column if same_line else 1
    return Location(path, start.line + first_line, start.column + 1, max(1, width))


def _may_be_deep(text: str) -> bool:
    """A cheap upper bound on the nesting, so that ordinary files are not scanned twice."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        return True
    return any(
        len(line) - len(line.lstrip(" ")) > MAX_DEPTH
        or line.count("- ") + line.count("? ") + line.count("-\t") > MAX_DEPTH
        for line in text.split("\n")
    )


def _too_deep(text: str) -> Any:
    """The mark at which the nesting exceeds MAX_DEPTH, found without recursion, or None."""
    depth = 0
    loader = _Loader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return event.start_mark
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None  # the composer says what is wrong
    return None


def _syntax(
    error: yaml.MarkedYAMLError, text: str, path: str, first_line: int
) -> Diagnostic:
    """libyaml's complaint in words a person who does not write code can act on."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    line = lines[number]
    problem = error.problem or ""
    token = line[column : column + 1]
    for words, explain in _SYNTAX.items():
        if words in f"{error.context or ''} {problem}":
            message, remedy, at_context = explain(token)
            break
    else:
        message, remedy, at_context = f"the YAML cannot be read: {problem}", "", False
    if at_context and error.context_mark:
        number, column = error.context_mark.line, error.context_mark.column
    where = Location(path, number + first_line, column + 1)
    return YamlSyntax.at(where, message, help=remedy)


_Explained: TypeAlias = tuple[str, str, bool]
_SYNTAX: dict[str, Callable[[str], _Explained]] = {
    "mapping values are not allowed": lambda _: (
        "a colon followed by a space starts a new key here, and none is possible",
        "put text that contains a colon in quotes; or check this line's indentation against "
        "the line above",
        False,
    ),
    "found character that cannot start any token": lambda token: (
        "there is a tab here; YAML is indented with spaces"
        if token == "\t"
        else f"text cannot start with {token}",
        "replace the tab by spaces" if token == "\t" else "put the text in quotes",
        False,
    ),
    "found unexpected end of stream": lambda _: (
        "this quoted text is never closed",
        "add the closing quote; inside '…' an apostrophe is written twice: ''",
        True,
    ),
    "while scanning an alias": lambda _: (
        "text cannot start with *, which means something else in YAML",
        "put the text in quotes",
        True,
    ),
    "found undefined alias": lambda _: (
        "text cannot start with *, which means something else in YAML",
        "put the text in quotes",
        False,
    ),
    "while parsing a flow": lambda _: (
        "this bracket is not closed as it should be",
        "end the list with ] or the mapping with }, with a comma between its entries",
        True,
    ),
    "could not find expected ':'": lambda _: (
        "this line is not `key: value`, and does not continue the text above",
        "add the colon, or indent the line so that it belongs to the text above",
        True,
    ),
    "did not find expected key": lambda _: (
        "a key was expected here",
        "check this line's indentation and whether a quote above is closed too early",
        False,
    ),
    "did not find expected '-' indicator": lambda _: (
        "this line stands in a list, and does not start with a dash",
        "start it with `- `, or indent it differently",
        False,
    ),
    "block sequence entries are not allowed": lambda _: (
        "a list cannot start on the same line as its key",
        "put the first `- ` on the next line, indented; or put the text in quotes",
        False,
    ),
    "unknown escape character": lambda _: (
        "a backslash inside double quotes starts an escape, and this is none",
        r"write \\ for a backslash, or use single quotes",
        False,
    ),
    "expected a single document": lambda _: (
        "a second YAML document starts here",
        "remove the line with ---; one file holds one document",
        False,
    ),
}

"""Values as YAML, written by ruamel.yaml the way the file at hand is written.

Quotes, brackets, escapes and indentation are ruamel.yaml's. Where lines are broken is decided here
as `rubric fmt` decides it, so that a formatted file stays formatted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from mkdocs_rubric.entries.folded import breaks
from mkdocs_rubric.entries.habits import Habits
from mkdocs_rubric.entries.paths import same
from mkdocs_rubric.load.scalar import scalar
from mkdocs_rubric.load.yaml import parse

_NOT_LITERAL = re.compile(
    r"\A\s|[ \t](?:\n|\Z)|\n\n\Z|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
)
_ENDLESS = 1 << 30
"""ruamel.yaml breaks no line of its own accord."""


@dataclass(frozen=True)
class Emitted:
    """A value as it is written after its key or dash.

    Attributes:
        head: What stands on the line of the key or dash; "" where all of it stands below.
        below: The lines below.
    """

    head: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Emitter:
    """Writes values the way a file is written.

    Attributes:
        habits: How that is.
        quoted: Whether every text goes in quotes.
    """

    habits: Habits
    quoted: bool = False

    def after_key(self, value: Any, key: str, column: int, *, braces: bool = False) -> Emitted:
        """A value below a key that stands at `column`; mappings in braces, if asked and they fit.

        Args:
            value: Dicts, tuples and scalars.
            key: The key as it is written.
            column: Where it stands.
            braces: Whether mappings are written in braces where they fit a line.
        """
        styled = self._styled(value, column, len(key) + 2, braces=braces)
        written = self._dumped({"k": styled})
        if not same(parse(written, "")[0].value, {"k": value}) and not self.quoted:
            return replace(self, quoted=True).after_key(value, key, column, braces=braces)
        return _emitted(written.removeprefix("k:"), column)

    def after_dash(self, value: Any, column: int, *, braces: bool = False) -> Emitted:
        """The same behind a dash that stands at `column`."""
        written = self._dumped([self._entry(value, column, braces=braces)])
        if not same(parse(written, "")[0].value, (value,)) and not self.quoted:
            return replace(self, quoted=True).after_dash(value, column, braces=braces)
        lines = "\n".join(line[self.habits.dash :] for line in written.split("\n"))
        return _emitted(lines.removeprefix("-"), column)

    def in_brackets(self, value: Any) -> str:
        """A value on one line, as it may stand in brackets."""
        written = self._dumped(self._brackets((value,)))
        if not same(parse(written, "")[0].value, (value,)) and not self.quoted:
            return replace(self, quoted=True).in_brackets(value)
        return written.strip("\n")[1:-1]

    def _styled(self, value: Any, column: int, head: int, *, braces: bool) -> Any:
        """A value as ruamel.yaml is to write it.

        Args:
            value: The value.
            column: Where its key or dash stands.
            head: How many characters stand before it on its line, from there.
            braces: Whether mappings are written in braces where they fit a line.
        """
        if isinstance(value, str):
            return self._text(value, column, head)
        if isinstance(value, dict):
            return self._mapping(value, column + self.habits.mapping, head, braces=braces)
        if not isinstance(value, tuple):
            return value
        if not any(isinstance(entry, dict | tuple) for entry in value):
            one_line = self._brackets(value)
            if not value or self._fits(one_line, column + head):
                return one_line
        dash = column + self.habits.dash
        return [self._entry(entry, dash, braces=braces) for entry in value]

    def _entry(self, value: Any, dash: int, *, braces: bool) -> Any:
        """An entry of a list; a list in a list stands in brackets."""
        behind = self.habits.behind
        if isinstance(value, tuple):
            return self._brackets(value)
        if isinstance(value, dict):
            return self._mapping(value, dash + behind, 0, braces=braces)
        return self._styled(value, dash, behind, braces=braces)

    def _mapping(self, value: dict[Any, Any], column: int, head: int, *, braces: bool) -> Any:
        """A mapping whose keys stand at `column`."""
        if braces or not value:
            one_line = self._brackets(value)
            if not value or self._fits(one_line, column + head):
                return one_line
        return {
            name: self._styled(entry, column, len(self.in_brackets(name)) + 2, braces=False)
            for name, entry in value.items()
        }

    def _fits(self, one_line: Any, column: int) -> bool:
        return column + len(self._dumped(one_line)) - 1 <= self.habits.width

    def _text(self, text: str, column: int, head: int) -> Any:
        """A text on its line if it fits, else folded; with line ends of its own, line by line."""
        if "\n" in text and self.habits.blocks and not self.quoted:
            block = DoubleQuotedScalarString if _NOT_LITERAL.search(text) else LiteralScalarString
            return block(text)
        is_plain = not self.quoted and self._is_plain(text, lambda value: {"k": value}, "k: ", "")
        short = text if is_plain else self._in_quotes(text)
        written = self._dumped({"k": short}).removeprefix("k: ").rstrip("\n")
        fits = column + head + len(written) <= self.habits.width
        if fits or " " not in text or not self.habits.blocks:
            return short
        places = breaks(text, self.habits.width - column - self.habits.mapping)
        if places is None:
            return short
        folded = FoldedScalarString(text)
        folded.fold_pos = places
        return folded

    def _brackets(self, value: Any) -> Any:
        """A value in brackets, with all that is in it."""
        if isinstance(value, dict):
            mapping = CommentedMap((name, self._brackets(entry)) for name, entry in value.items())
            mapping.fa.set_flow_style()
            return mapping
        if isinstance(value, tuple):
            entries = CommentedSeq(self._brackets(entry) for entry in value)
            entries.fa.set_flow_style()
            return entries
        if not isinstance(value, str):
            return value
        if not self.quoted and self._is_plain(value, _in_a_list, "[", "]"):
            return value
        return self._in_quotes(value)

    def _in_quotes(self, text: str) -> Any:
        single = self.habits.quote == "'" and text.isprintable() and "'" not in text
        return SingleQuotedScalarString(text) if single else DoubleQuotedScalarString(text)

    def _is_plain(self, text: str, put: Callable[[str], Any], before: str, after: str) -> bool:
        """Whether a text can do without quotes there, to ruamel.yaml and to us."""
        return (
            isinstance(scalar(text), str)
            and "\n" not in text
            and self._dumped(put(text)) == f"{before}{text}{after}\n"
        )

    def _dumped(self, value: Any) -> str:
        stream = StringIO()
        habits = self.habits
        _yaml(habits.mapping, habits.dash, habits.behind).dump(value, stream)
        return stream.getvalue().removesuffix("...\n")


@lru_cache(maxsize=16)
def _yaml(mapping: int, dash: int, behind: int) -> YAML:
    yaml = YAML()
    yaml.indent(mapping=mapping, sequence=dash + behind, offset=dash)
    yaml.width = _ENDLESS
    yaml.allow_unicode = True
    yaml.representer.ignore_aliases = lambda *_: True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    return yaml


def _in_a_list(value: str) -> CommentedSeq:
    entries = CommentedSeq([value])
    entries.fa.set_flow_style()
    return entries


def _emitted(text: str, column: int) -> Emitted:
    """What stands behind a key or dash, with the lines below it moved to where they belong."""
    first, *below = text.rstrip("\n").split("\n")
    return Emitted(first.strip(" "), tuple(" " * column + line if line else "" for line in below))

"""How a YAML file is written: what is added to it is written the same way."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from mkdocs_rubric.entries.folded import STEP, WIDTH
from mkdocs_rubric.entries.parts import YamlPart, walk

_T = TypeVar("_T")


@dataclass(frozen=True)
class Habits:
    """How a file is written; by default in canonical form.

    Attributes:
        mapping: How far the keys of a mapping are indented below its own key.
        dash: How far the dashes of a list are.
        behind: How far from its dash an entry starts.
        width: How many characters a line has at most.
        quote: The quote of texts that need one.
        blocks: Whether texts may stand on lines of their own, under > or |. Not where a comment
            below would be taken for one of those lines.
    """

    mapping: int = STEP
    dash: int = STEP
    behind: int = STEP
    width: int = WIDTH
    quote: str = '"'
    blocks: bool = True

    @classmethod
    def of(cls, text: str, root: YamlPart | None) -> "Habits":
        """What a file does most often."""
        if root is None:
            return cls()
        everything = list(walk(root))
        styles = (part.style for part in everything if part.style in ("'", '"'))
        return cls(
            mapping=_usual(_deeper(everything, "mapping"), STEP),
            dash=_usual(_deeper(everything, "list"), STEP),
            behind=_usual((gap for part in everything for gap in _gaps(text, part)), STEP),
            width=_width(text, everything),
            quote=_usual(styles, '"'),
        )

    def like(self, text: str, part: YamlPart) -> "Habits":
        """The same, with the gap between dash and entry that one list has."""
        return replace(self, behind=_usual(_gaps(text, part), self.behind))


def column_of(text: str, place: int) -> int:
    """How many characters stand before a place on its line."""
    return place - text.rfind("\n", 0, place) - 1


def _usual(found: Iterable[_T], otherwise: _T) -> _T:
    return next((value for value, _ in Counter(found).most_common(1)), otherwise)


def _deeper(everything: Iterable[YamlPart], kind: str) -> Iterator[int]:
    """How far each mapping or list is indented below its key."""
    for part in everything:
        for child in part.children if part.kind == "mapping" and part.is_block else ():
            if child.value.kind == kind and child.value.is_block:
                yield child.value.column - part.column


def _gaps(text: str, part: YamlPart) -> Iterator[int]:
    """How far behind its dash each entry of a list starts."""
    for child in part.children if part.kind == "list" and part.is_block else ():
        gap = column_of(text, child.start) - part.column
        on_line = text[text.rfind("\n", 0, child.start) + 1 :][part.column : part.column + 1]
        if gap > 1 and on_line == "-":
            yield gap


def _width(text: str, everything: Iterable[YamlPart]) -> int:
    """The width at which texts are broken: ours, unless a line tells otherwise."""
    least, most = 0, WIDTH * 4
    for part in everything:
        if part.kind == "scalar" and part.style in (">", ""):
            start = text.rfind("\n", 0, part.start) + 1
            lines = text[start : part.end].split("\n")[1 if part.style else 0 :]
            for line, following in pairwise(lines):
                word = re.match(r"\S+", following.strip())
                if line.strip() and word:
                    least = max(least, len(line.rstrip()))
                    most = min(most, len(line.rstrip()) + len(word[0]))
    return WIDTH if least <= WIDTH <= most else max(least, STEP * 20)

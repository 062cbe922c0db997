"""Two wordings, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import cached_property, lru_cache

_TOKEN = re.compile(r"\s+|\w+(?:['\u2019]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*|[.!?]+\s*")
_ISLAND = 2
"""Kept words up to which a stretch between two changes reads better struck out and written anew."""
_LONG = 4_000
"""Tokens above which texts are compared sentence by sentence: word by word takes quadratic time."""


class Fate(Enum):
    """What happened to some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Redline:
    """Two wordings of one text. Either may be empty."""

    before: str
    after: str

    @cached_property
    def parts(self) -> tuple[tuple[Fate, str], ...]:
        """The text in pieces: put together, SAME and GONE are `before`, SAME and NEW `after`.

        Line ends and runs of spaces count as one space.
        """
        return _parts(" ".join(self.before.split()), " ".join(self.after.split()))

    @property
    def only_form(self) -> bool:
        """Whether nothing but spaces, punctuation, markup and capitals differs."""
        return _words(self.before) == _words(self.after)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@lru_cache(maxsize=4096)
def _parts(before: str, after: str) -> tuple[tuple[Fate, str], ...]:
    if before == after:
        return ((Fate.SAME, before),) if before else ()
    if not before or not after:
        return ((Fate.GONE, before),) if before else ((Fate.NEW, after),)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _LONG:
        old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    return tuple(_joined(_without_islands(list(_edits(old, new)))))


def _edits(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    """(old words, new words, whether they are the same), with the ends taken off beforehand."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield old[:start], new[:start], True
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        yield middle_old[i:j], middle_new[k:m], tag == "equal"
    if end:
        yield old[len(old) - end :], new[len(new) - end :], True


def _without_islands(
    edits: list[tuple[list[str], list[str], bool]],
) -> Iterator[tuple[list[str], list[str], bool]]:
    """Changes joined where only a word or two between them stayed."""
    old: list[str] = []
    new: list[str] = []
    last = len(edits) - 1
    for place, (gone, come, same) in enumerate(edits):
        words = sum(1 for token in gone if token.strip())
        island = same and words <= _ISLAND and 0 < place < last
        if same and not island:
            if old or new:
                yield old, new, False
                old, new = [], []
            yield gone, come, True
        else:
            old, new = old + gone, new + come
    if old or new:
        yield old, new, False


def _joined(edits: Iterator[tuple[list[str], list[str], bool]]) -> Iterator[tuple[Fate, str]]:
    for gone, come, same in edits:
        if same:
            yield Fate.SAME, "".join(gone)
            continue
        if gone:
            yield Fate.GONE, "".join(gone)
        if come:
            yield Fate.NEW, "".join(come)

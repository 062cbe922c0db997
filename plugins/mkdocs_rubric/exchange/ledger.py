"""The account of what was read: nothing of a file goes unread without a word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

FieldPath: TypeAlias = tuple[str, ...]
"""Keys from the top of a document; `[]` is every entry of a list."""
_SHOWN = 8


@dataclass
class Ledger:
    """What became of everything in some files.

    Attributes:
        read: How many there were of what was read, by what it is.
        left: How many were left out, by what and why, with where the first stands.
        notes: What was found out from the data, and is worth knowing.
        seen: Fields that a reader asked for.
        personal: Fields that are never read, as they are about agents and customers.
        unread: How often a field was there that nothing asked for.
        announced: How many there are of what was read, as the tool's paging says.
        pages: How many pages there were of something, and how many said that another follows.
    """

    read: Counter[str] = field(default_factory=Counter)
    left: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    seen: set[FieldPath] = field(default_factory=set)
    personal: set[FieldPath] = field(default_factory=set)
    dropped: Counter[FieldPath] = field(default_factory=Counter)
    unread: Counter[FieldPath] = field(default_factory=Counter)
    announced: dict[str, int] = field(default_factory=dict)
    pages: dict[str, list[bool]] = field(default_factory=dict)

    def leave(self, what: str, why: str, where: str = "", count: int = 1) -> None:
        """Say that something was left out."""
        known, first = self.left.get((what, why), (0, where))
        self.left[what, why] = (known + count, first)

    def note(self, text: str) -> None:
        """Say something once."""
        self.notes[text] = None

    def page(self, what: str, *, more: bool) -> None:
        """Note a page of something, and whether it says that another follows."""
        self.pages.setdefault(what, []).append(more)

    def missing(self) -> Iterator[str]:
        """What the tool has more of than the files, in words: whoever exported forgot a page."""
        for what, count in self.announced.items():
            if count > self.read[what]:
                yield (
                    f"the tool has {many(count, what)}, and these files {self.read[what]:,}: "
                    "export all pages, and name all the files"
                )
        for what, pages in self.pages.items():
            if all(pages):
                yield f"the last page of {what} is missing: every one says that another follows"

    def look_through(self, document: Any) -> None:
        """Count what a reader did not ask for, once it is done with a document."""
        waiting: list[tuple[FieldPath, Any]] = [((), document)]
        while waiting:
            path, value = waiting.pop()
            if path in self.personal:
                self.dropped[path] += 1
            elif isinstance(value, dict):
                waiting += (((*path, str(key)), inner) for key, inner in value.items())
            elif isinstance(value, list):
                waiting += (((*path, "[]"), inner) for inner in value)
            elif value not in (None, "") and path not in self.seen:
                self.unread[path] += 1

    def lines(self) -> Iterator[str]:
        """All of it in words, for a terminal."""
        for what, count in self.read.items():
            yield f"read: {many(count, what)}"
        for (what, why), (count, first) in self.left.items():
            where = f" (the first: {first})" if first else ""
            yield f"left out: {many(count, what)}: {why}{where}"
        if self.dropped:
            yield f"personal, and not read: {_listed(self.dropped)}"
        if self.unread:
            yield f"not read: {_listed(self.unread)}"
        yield from self.missing()
        yield from self.notes


def many(count: int, what: str) -> str:
    """`1 row`, `2 rows`; of `rows of AutoQA` the first word is counted."""
    if count != 1:
        return f"{count:,} {what}"
    head, link, rest = re.match(r"(.*?)( (?:of|with) |$)(.*)", what).groups()  # type: ignore[union-attr]  # matches all
    single = f"{head[:-3]}y" if head.endswith("ies") else head.removesuffix("s")
    return f"1 {single}{link}{rest}"


def _listed(counts: Counter[FieldPath]) -> str:
    shown = [f"{_name(path)} ({count:,})" for path, count in counts.most_common(_SHOWN)]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _name(path: FieldPath) -> str:
    return ".".join(path).replace(".[]", "[]") or "the document itself"

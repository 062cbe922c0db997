"""Sheets by the column, as fast as most of them allow."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from mkdocs_rubric.model.scalars import id_problem

MAX_CELL = 100_000
"""Characters of a cell: longer ones have a quote that is not closed."""
STRIPPED = frozenset({"conversation", "criterion", "score", "reviewer"})
"""The columns in whose cells blanks at either end mean nothing."""
_QUOTED = "\0"
"""Stands for a cell in quotes; `decode` leaves none of these."""


class Names(NamedTuple):
    """A column of names.

    Attributes:
        written: As it stands.
        clean: Without blanks around the names.
        complete: Whether none is empty.
        odd: Those that may not be meant as they stand: titles for ids, addresses, long numbers.
    """

    written: Sequence[str]
    clean: tuple[str, ...]
    complete: bool
    odd: frozenset[str]


_ODD: Mapping[str, Callable[[str], object]] = {
    "criterion": id_problem,
    "reviewer": lambda name: "@" in name or "+" in name,
    "conversation": lambda name: "+" in name,
}


class _Clean(dict[str, str]):
    """Names without blanks around them: the same string for the same name."""

    def __missing__(self, text: str) -> str:
        name = text.strip()
        if not name.isascii():  # an accent is one letter or two, as the system likes
            name = unicodedata.normalize("NFC", name)
        self[text] = self.setdefault(name, name)
        return self[text]


class Lists:
    """The lists of conversations and criteria that were read last.

    Reviewers mostly get one list to fill in: then it is looked at once, and their sheets share it.
    Where they do not, their sheets still share each name.
    """

    def __init__(self) -> None:
        self._last: dict[str, Names] = {}
        self._clean = _Clean()

    def names(self, column: str, written: Sequence[str]) -> Names:
        """The names of a column without blanks around them, and whether all are there."""
        known = self._last.get(column)
        if known is None or known.written != written:
            clean = tuple(map(self._clean.__getitem__, written))
            complete = "" not in self._clean.values() or "" not in clean
            is_odd = _ODD[column]
            odd = frozenset(each for each in set(clean) if each and is_odd(each))
            known = Names(written, clean, complete, odd)
            self._last[column] = known
        return known


class Columns(NamedTuple):
    """A table by column, without its first line, which is the header."""

    header: Sequence[str]
    cells: Sequence[Sequence[str]]

    @property
    def lines(self) -> range:
        """The line of every row, the header's among them."""
        return range(1, len(self.cells[0]) + 2)


def plain_columns(text: str, delimiter: str = ",") -> Columns | None:
    """The columns of a text that a delimiter and ends of lines cut up; None of any other.

    That is most: only one column, the notes, has quotes, and in them no further quotes and no
    lines. To cut up the whole text is faster than to read by row.
    """
    outside, quoted = _unquoted(text.removesuffix("\n"), delimiter)
    if not outside or outside[0] == "\n":
        return None
    width = outside.partition("\n")[0].count(delimiter) + 1
    step = width + 1  # with what stands for the end of the line
    cells = outside.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    ends = cells[width::step]
    if (len(cells) + 1) % step or not outside.count("\n") == len(ends) == ends.count("\n"):
        return None
    if len(text) > MAX_CELL and max(map(len, chain(cells, quoted))) > MAX_CELL:
        return None
    columns = [cells[place::step] for place in range(step, step + width)]
    for name, column in zip(cells, columns, strict=False):
        # The CSV reader skips blanks before a cell; those around a name are no part of it anyway.
        if name.strip().casefold() not in STRIPPED and "\n " in "\n".join(["", *column]):
            return None
    if quoted:
        notes = next((column for column in reversed(columns) if _QUOTED in column), [])
        if notes.count(_QUOTED) != len(quoted):
            return None
        place = -1
        for cell in quoted:
            place = notes.index(_QUOTED, place + 1)
            notes[place] = cell
    return Columns(cells[:width], columns)


def _unquoted(text: str, delimiter: str) -> tuple[str, list[str]]:
    """A text with a sign in place of each cell in quotes, and those cells; or "" if that is hard.

    Hard are quotes within quotes, several lines in a cell, and quotes elsewhere.
    """
    if '"' not in text:
        return text, []
    pieces = text.split('"')
    outside, quoted = pieces[::2], pieces[1::2]
    bounds = {piece[-1:] for piece in outside[:-1]} | {piece[:1] for piece in outside[1:-1]}
    bounds.add(pieces[-1][:1] or "\n")
    if len(pieces) % 2 == 0 or bounds - {delimiter, "\n"} or "\n" in _QUOTED.join(quoted):
        return "", []
    return _QUOTED.join(outside), quoted

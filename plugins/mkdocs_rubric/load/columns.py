"""Sheets by the column, as fast as most of them allow."""

import re
from itertools import chain
from typing import NamedTuple

MAX_CELL = 100_000
"""Characters of a cell: longer ones have a quote that is not closed."""
_QUOTED = "\0"
"""Stands for a cell in quotes; `decode` leaves none of these."""
_BOUNDS = {",", "\n"}
_BLANK = re.compile("[,\n] ")


class _Names(NamedTuple):
    """A column of names."""

    written: tuple[str, ...]
    clean: tuple[str, ...]
    complete: bool


class Lists:
    """The lists of conversations and criteria that were read last.

    Reviewers mostly get one list to fill in: then it is looked at once, and their sheets share it.
    """

    def __init__(self) -> None:
        self._last: dict[str, _Names] = {}

    def names(self, column: str, written: tuple[str, ...]) -> _Names:
        """The names of a column without blanks around them, and whether all are there."""
        known = self._last.get(column)
        if known is None or known.written != written:
            distinct = {text: text.strip() for text in set(written)}
            same = all(text == clean for text, clean in distinct.items())
            clean = written if same else tuple(map(distinct.__getitem__, written))
            known = _Names(written, clean, "" not in distinct.values())
            self._last[column] = known
        return known


def plain_columns(text: str) -> list[list[str]]:
    """The columns of a text that commas and ends of lines cut up; [] of any other.

    That is most: only one column, the notes, has quotes, and in them no further quotes and no
    lines. To cut up the whole text is faster than to read by row.
    """
    outside, quoted = _unquoted(text.removesuffix("\n"))
    # The CSV reader skips blanks before a cell, and lines without any.
    if not outside or outside[0] in " \n" or (" " in outside and _BLANK.search(outside)):
        return []
    width = outside.partition("\n")[0].count(",") + 1
    cells = outside.replace("\n", ",\n,").split(",")
    ends = cells[width :: width + 1]
    if (len(cells) + 1) % (width + 1) or not outside.count("\n") == len(ends) == ends.count("\n"):
        return []
    if len(text) > MAX_CELL and max(map(len, chain(cells, quoted))) > MAX_CELL:
        return []
    columns = [cells[place :: width + 1] for place in range(width)]
    if quoted:
        notes = next((one for one in reversed(columns) if _QUOTED in one), [])
        if notes.count(_QUOTED) != len(quoted):
            return []
        place = -1
        for cell in quoted:
            place = notes.index(_QUOTED, place + 1)
            notes[place] = cell
    return columns


def _unquoted(text: str) -> tuple[str, list[str]]:
    """A text with a sign in place of each cell in quotes, and those cells; or "" if that is hard.

    Hard are quotes within quotes, several lines in a cell, and quotes elsewhere.
    """
    if '"' not in text:
        return text, []
    pieces = text.split('"')
    outside, quoted = pieces[::2], pieces[1::2]
    bounds = {piece[-1:] for piece in outside[:-1]} | {piece[:1] for piece in outside[1:-1]}
    bounds.add(pieces[-1][:1] or "\n")
    if len(pieces) % 2 == 0 or not _BOUNDS.issuperset(bounds) or "\n" in _QUOTED.join(quoted):
        return "", []
    return _QUOTED.join(outside), quoted

"""Grids of scores - a column for each reviewer, criterion or conversation - as one score a row."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from mkdocs_rubric.load.cells import GridLine
from mkdocs_rubric.load.header import WHEN, SheetLayout

_MOMENT = re.compile(
    r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?)?"
    r" *(AM|PM)?.*",
    re.IGNORECASE,
)
_NOON = 12


class Long(NamedTuple):
    """The cells of a sheet, one score a row.

    Attributes:
        columns: Text by the name of its column.
        lines: The line of each row; of a grid, with the column of its score.
    """

    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]


class Again(NamedTuple):
    """An answer that a later one of the same reviewer on the same conversation replaces."""

    reviewer: str
    conversation: str
    line: int
    later: int


def by_score(layout: SheetLayout, cells: Sequence[Sequence[str]], lines: Sequence[int]) -> Long:
    """A grid as one score a row. What is noted in a row stands with its first score."""
    heads = layout.heads
    found: dict[str, list[str]] = {name: [] for name in ("score", layout.grid)}
    kept = [name for name in layout.columns if name not in ("score", WHEN)]
    found |= {name: [] for name in kept}
    at: list[int] = []
    for row, line in enumerate(lines):
        if not any(cells[place][row].strip() for place in (*heads, *layout.columns.values())):
            continue
        first = next((place for place in heads if cells[place][row].strip()), None)
        for place, name in heads.items():
            found["score"].append(cells[place][row])
            found[layout.grid].append(name)
            for known in kept:
                text = cells[layout.columns[known]][row]
                apart = known == "note" and place != (first or next(iter(heads)))
                found[known].append("" if apart else text)
            at.append(GridLine.of(line, place))
    return Long(found, at)


def latest(
    layout: SheetLayout, cells: Sequence[Sequence[str]], lines: Sequence[int], who: Sequence[str]
) -> tuple[Sequence[bool], list[Again]]:
    """Which rows of a form's answers count, and which do not as there is a later one.

    A form adds each answer below the others; its times decide where all of them can be read.

    Args:
        layout: A grid with a column for each criterion, and a time.
        cells: The cells of each column.
        lines: The line of each row.
        who: The reviewer of each row.
    """
    moments = [_moment(cell) for cell in cells[layout.columns[WHEN]]]
    order = list(range(len(lines)))
    if all(moments):
        order.sort(key=lambda row: (moments[row], row))
    last: dict[tuple[str, str], int] = {}
    conversations = cells[layout.columns["conversation"]]
    for row in order:
        last[who[row], conversations[row].strip()] = row
    found = []
    for row, line in enumerate(lines):
        newest = last[who[row], conversations[row].strip()]
        if newest != row and conversations[row].strip():
            found.append(Again(who[row], conversations[row].strip(), line, lines[newest]))
    replaced = {each.line for each in found}
    return [line not in replaced for line in lines], found


def only(
    cells: Sequence[Sequence[str]], lines: Sequence[int], keep: Sequence[bool]
) -> tuple[list[Sequence[str]], Sequence[int]]:
    """Some of the rows."""
    return [list(compress(column, keep)) for column in cells], list(compress(lines, keep))


def _moment(text: str) -> dt.datetime | None:
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(group or 0) for group in found.groups()[:6])
    if found[7]:
        hour = hour % _NOON + _NOON * (found[7].casefold() == "pm")
    try:
        return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - all are of one
    except ValueError:
        return None

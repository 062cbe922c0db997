"""What each criterion of a scorecard weighs, from its own column, its group's and its points."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from mkdocs_rubric.importing.columns import Column, named
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.scorecard_line import shown
from mkdocs_rubric.importing.scorecard_rows import Read

_WHOLE = (Fraction(1), Fraction(100))


def weigh(read: Read, columns: Sequence[Column]) -> None:
    """Set the weight of every entry; what can be read in two ways becomes a problem."""
    _from_points(read)
    if read.shares:
        _by_groups(read, columns)
    given = [entry.weight for entry in read.entries if entry.weight is not None]
    if not given:
        return
    factor = 1
    if max(given) <= 1 and any(0 < each < 1 for each in given):
        factor = 100
        read.notes.append("the weights are fractions; they were written as percent")
    for place, entry in enumerate(read.entries):
        weight = entry.weight
        if weight is None:
            weight = Fraction(0 if entry.critical else 1)
            read.notes.append(f'row {entry.row}: "{entry.title}" has no weight; it got {weight}')
        read.entries[place] = replace(entry, weight=round(weight * factor, 4))


def _from_points(read: Read) -> None:
    """Where no column has weights, what the best level of a row is worth is its weight."""
    if any(entry.weight is not None for entry in read.entries):
        return
    for place, entry in enumerate(read.entries):
        if entry.points:
            read.entries[place] = replace(entry, weight=max(entry.points.values()))


def _by_groups(read: Read, columns: Sequence[Column]) -> None:
    """Weights in a group, times the group's: where that is what they are."""
    groups = _groups(read)
    shared = [group for group in groups if group.share is not None]
    said = named(columns, Role.GROUP_WEIGHT)
    certain = said is not None and said.is_named
    if not shared or (all(group.sum == group.share for group in shared) and not certain):
        return  # the weights are parts of the whole already
    if all(group.is_without for group in shared):
        _spread(read, shared)
    elif len(shared) == len(groups) and (certain or all(group.sum in _WHOLE for group in shared)):
        _multiply(read, shared)
    elif said is not None:
        read.problems.append(_two_ways(said, columns, shared))
    else:
        read.notes += [
            f'the group "{group.title}" says {shown(group.share)}, and its criteria come to '
            f"{shown(group.sum)}: the criteria's weights were taken"
            for group in shared
            if group.share is not None and group.share != group.sum
        ]


class _Group(NamedTuple):
    """A group: its title, what it weighs, its rows, their sum, and whether they have no weights."""

    title: str
    share: Fraction | None
    places: Sequence[int]
    sum: Fraction
    is_without: bool


def _groups(read: Read) -> list[_Group]:
    within: dict[str, list[int]] = {}
    for place, entry in enumerate(read.entries):
        within.setdefault(entry.group, []).append(place)
    found = []
    for title, places in within.items():
        weights = [read.entries[place].weight for place in places]
        total = sum((weight for weight in weights if weight is not None), Fraction(0))
        without = all(weight is None for weight in weights)
        found.append(_Group(title, read.shares.get(title), places, total, without))
    return found


def _spread(read: Read, shared: Sequence[_Group]) -> None:
    """What a group weighs, evenly over its criteria."""
    for group in shared:
        for place in group.places:
            weight = (group.share or Fraction(0)) / len(group.places)
            read.entries[place] = replace(read.entries[place], weight=weight)
    told = ", ".join(f'"{group.title}" {shown(group.share or Fraction(0))}' for group in shared)
    read.notes.append(f"groups have weights and their criteria have none: {told}, spread evenly")


def _multiply(read: Read, shared: Sequence[_Group]) -> None:
    """What a criterion weighs in its group, times what that weighs."""
    for group in shared:
        for place in group.places:
            own = read.entries[place].weight or Fraction(0)
            weight = (group.share or Fraction(0)) * own / (group.sum or Fraction(1))
            read.entries[place] = replace(read.entries[place], weight=weight)
    told = ", ".join(shown(entry.weight or Fraction(0)) for entry in read.entries)
    read.notes.append(f"weights in a group were multiplied by the group's: {told}")


def _two_ways(said: Column, columns: Sequence[Column], shared: Sequence[_Group]) -> str:
    own = named(columns, Role.WEIGHT)
    odd = [group for group in shared if group.sum != group.share and group.sum not in _WHOLE] or [
        *shared
    ]
    first = odd[0]
    beside = f' and {own.letter} "{own.header}"' if own else ""
    share = shown(first.share or Fraction(0))
    return (
        f'columns {said.letter} "{said.header}"{beside} can be read in two ways: in '
        f'"{first.title}" the weights come to {shown(first.sum)}, which is neither 100 nor the '
        f"group's {share}. If they are parts of the group, say "
        f'--column group-weight="{said.header}"; if they stand by themselves, '
        f'--ignore "{said.header}"'
    )

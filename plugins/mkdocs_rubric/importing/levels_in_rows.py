"""Scorecards with a row for each level of a criterion, as ones with a column for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_rubric.importing.columns import Column, columns, named
from mkdocs_rubric.importing.header_rows import Header
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.importing.told import Said

_MAY_NAME = (Role.IGNORED, Role.WEIGHT, Role.SCALE)
_SEVERAL = 2


def side_by_side(
    table: Worksheet, header: Header, told: Said | None = None
) -> tuple[Worksheet, Header]:
    """The table with its levels in columns, where a column says which level each row describes.

    Each criterion keeps its first row, so that messages name the row somebody sees.
    """
    title = named(header.columns, Role.TITLE) or named(header.columns, Role.QUESTION)
    if title is None:
        return table, header
    for level in header.columns:
        if level.role in _MAY_NAME and not level.is_named:
            blocks = _blocks(table, header, title, level)
            text = _text(header, level, title) if blocks else None
            if text is not None:
                return _turned(table, header, blocks, (level, text), told)
    return table, header


def _blocks(
    table: Worksheet, header: Header, title: Column, level: Column
) -> Sequence[Sequence[int]]:
    """The rows of each criterion, from 0; none where they are no levels, each once."""
    blocks: list[list[int]] = []
    names: list[str] = []
    for number in range(header.row, len(table.rows)):
        row = table.rows[number]
        if not row[level.place]:
            continue
        if not names or (row[title.place] and row[title.place] != names[-1]):
            names.append(row[title.place])
            blocks.append([])
        blocks[-1].append(number)
    cells = [[table.rows[number][level.place] for number in block] for block in blocks]
    each_once = all(len(set(block)) == len(block) >= _SEVERAL for block in cells)
    if not cells or not each_once or not all(names):
        return ()
    different = list(dict.fromkeys(cell for block in cells for cell in block))
    return blocks if all(each.role is Role.LEVEL for each in columns(different)) else ()


def _text(header: Header, level: Column, title: Column) -> Column | None:
    """The column that describes a level: the one called so, or the only one nobody knows."""
    unknown = [
        each
        for each in header.columns
        if each.role is Role.IGNORED and each not in (level, title) and not each.is_named
    ]
    return named(header.columns, Role.DESCRIPTION) or (unknown[0] if len(unknown) == 1 else None)


def _turned(
    table: Worksheet,
    header: Header,
    blocks: Sequence[Sequence[int]],
    of_levels: tuple[Column, Column],
    told: Said | None,
) -> tuple[Worksheet, Header]:
    level, text = of_levels
    others = [each for each in header.columns if each not in of_levels]
    called = _called(table, blocks, level, others)
    names = {each.place: each.header for each in others if each.place not in called}
    ignored = [each.header for each in others if each.is_named and each.role is Role.IGNORED]
    width = len(table.rows[0])
    labels = next(iter(called.values())) if called else {}
    scores = list(dict.fromkeys(table.rows[n][level.place] for block in blocks for n in block))
    heads = [f"{score} - {labels[score]}" if labels else score for score in scores]
    rows = [[*row, *[""] * len(scores)] for row in table.rows]
    rows[header.row - 1] = [*(names.get(place, "") for place in range(width)), *heads]
    lost = list(table.lost)
    for block in blocks:
        first = [""] * len(rows[0])
        for place, name in names.items():
            said = list(dict.fromkeys(filter(None, (table.rows[n][place] for n in block))))
            first[place] = said[0] if said else ""
            if said[1:] and name not in ignored:
                lost.append(
                    f"rows {block[0] + 1} to {block[-1] + 1} are the levels of one criterion, and "
                    f'column "{name}" differs among them: leave it out with --ignore "{name}"'
                )
        for number in block:
            at = width + scores.index(table.rows[number][level.place])
            first[at] = table.rows[number][text.place]
            rows[number] = [""] * len(first)
        rows[block[0]] = first
    found = columns(rows[header.row - 1], told)
    note = f'column "{level.header}" names the levels, and "{text.header}" describes them'
    made = replace(table, rows=rows, notes=[*table.notes, note], tall={}, lost=lost)
    return made, replace(header, columns=found)


def _called(
    table: Worksheet, blocks: Sequence[Sequence[int]], level: Column, others: Sequence[Column]
) -> Mapping[int, Mapping[str, str]]:
    """The labels of levels, by the place of the column that calls each the same throughout."""

    def pairs(column: Column) -> Iterator[tuple[str, str]]:
        for block in blocks:
            for number in block:
                yield table.rows[number][level.place], table.rows[number][column.place]

    for column in others:
        labels = dict(pairs(column))
        same = all(labels[score] == label != "" for score, label in pairs(column))
        if same and len(set(labels.values())) == len(labels):
            return {column.place: labels}
    return {}

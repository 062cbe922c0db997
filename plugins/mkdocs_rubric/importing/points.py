"""Levels that have values of their own: 10, 8, 3 and 0 points, in the cells below them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from mkdocs_rubric.importing.columns import Column
from mkdocs_rubric.importing.ranges import ScaleOf
from mkdocs_rubric.importing.scorecard_line import ScorecardEntry, shown
from mkdocs_rubric.model.score import LevelKey, Score, span_of


def scales_of_points(
    entries: Sequence[ScorecardEntry], families: Mapping[str, Sequence[Column]], problems: list[str]
) -> Mapping[int, tuple[str, ScaleOf, Mapping[int, Score]]]:
    """By the row of an entry whose levels have points: the name of its scale, that, and the scores.

    Rows whose points are in proportion share a scale, in the points of the row that is worth most:
    what a row is worth is its weight.

    Args:
        entries: The rows.
        families: The columns of each scale, lowest first.
        problems: Where what cannot be is told.
    """
    shapes: dict[tuple[tuple[int, Fraction], ...], list[ScorecardEntry]] = {}
    for entry in entries:
        shape = _shape(entry, families, problems)
        if shape:
            shapes.setdefault(shape, []).append(entry)
    found: dict[int, tuple[str, ScaleOf, Mapping[int, Score]]] = {}
    columns = {each.place: each for some in families.values() for each in some}
    for number, alike in enumerate(shapes.values(), 1):
        best = max(alike, key=lambda entry: max(entry.points.values()))
        scores = {place: _score(points) for place, points in best.points.items()}
        in_order = sorted(scores, key=lambda place: scores[place])
        labels: dict[LevelKey, str] = {scores[place]: _label(columns[place]) for place in in_order}
        name = "points" if number == 1 else f"points-{number}"
        for entry in alike:
            found[entry.row] = (name, ScaleOf(labels), scores)
    return found


def _shape(
    entry: ScorecardEntry, families: Mapping[str, Sequence[Column]], problems: list[str]
) -> tuple[tuple[int, Fraction], ...]:
    """How much of its best level each level of a row is worth; empty where it says nothing new."""
    points = entry.points
    if len(points) < 2 or not max(points.values()):  # noqa: PLR2004 - a scale has two levels
        return ()
    if len(set(points.values())) < len(points):
        given = ", ".join(shown(point) for point in points.values())
        problems.append(
            f"row {entry.row} gives two levels the same points ({given}): leave one of the two "
            "columns out with --ignore, or correct the points"
        )
        return ()
    best = max(points.values())
    shape = tuple((place, worth / best) for place, worth in sorted(points.items()))
    columns = [each for some in families.values() for each in some if each.place in points]
    is_whole = any({each.place for each in some} <= points.keys() for some in families.values())
    return () if is_whole and _evenly(columns, dict(shape)) else shape


def _evenly(columns: Sequence[Column], shape: Mapping[int, Fraction]) -> bool:
    """Whether the levels' own numbers say the same: 2, 1 and 0 of 10, 5 and 0 points."""
    numbers = {column.place: Fraction(span_of(column.score).low) for column in columns}
    low, high = min(numbers.values()), max(numbers.values())
    if low == high or min(shape.values()) != 0:
        return False
    return all((number - low) / (high - low) == shape[place] for place, number in numbers.items())


def _score(points: Fraction) -> Score:
    exact = round(points, 4)
    if exact.denominator == 1:
        return int(exact)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).normalize()


def _label(column: Column) -> str:
    return column.label or f"Level {column.score}"

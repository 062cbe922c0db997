"""The scales of a scorecard: from columns of levels, points, and ranges in headers and cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_rubric.importing.columns import Column, levels, named
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.importing.points import scales_of_points
from mkdocs_rubric.importing.ranges import ScaleOf
from mkdocs_rubric.importing.scorecard_line import ScorecardEntry
from mkdocs_rubric.importing.scorecard_rows import Read
from mkdocs_rubric.model.score import LevelKey, Score, Span, overlapping, span_of

_FEW = 6
"""Levels up to which each is described; of more, the ends and the middle."""


@dataclass(frozen=True)
class Known:
    """A scale and where its levels are described.

    Attributes:
        labels: Of each score or band.
        step: How far scores lie apart where not each has a label.
        columns: The column that describes a score or a band, by that.
    """

    labels: Mapping[LevelKey, str]
    step: Score | None = None
    columns: Mapping[LevelKey, int] = field(default_factory=dict)


@dataclass
class Scales:
    """The scales of a scorecard, and which one a row is on."""

    known: dict[str, Known] = field(default_factory=dict)
    by_row: dict[int, str] = field(default_factory=dict)
    of_all: str = ""
    notes: list[str] = field(default_factory=list)

    def of(self, entry: ScorecardEntry) -> tuple[str, Mapping[LevelKey, str]]:
        """The scale of a row, and what it says of each level."""
        name = self.by_row.get(entry.row) or self.of_all or self._described(entry)
        if not name:
            return "", {}
        scale = self.known[name]
        texts: dict[LevelKey, str] = {
            score: entry.levels.get(place, "") for score, place in scale.columns.items()
        }
        if not texts:
            return name, dict.fromkeys(_told(scale), "")
        # Anchors may be missing in between, and not at the ends.
        for end in (min(scale.labels), max(scale.labels)):
            texts.setdefault(end, "")
        return name, texts

    def _described(self, entry: ScorecardEntry) -> str:
        """The scale whose levels a row describes; where it describes none, the largest."""

        def described(name: str) -> tuple[int, int]:
            places = self.known[name].columns.values()
            return sum(bool(entry.levels.get(place)) for place in places), len(places)

        return max(
            (name for name, each in self.known.items() if each.columns), key=described, default=""
        )


def _told(scale: Known) -> list[LevelKey]:
    """The levels that are to be described: each of few, of many the ends and the middle."""
    keys = list(scale.labels)
    if scale.step is None and len(keys) <= _FEW:
        return keys
    low, high = keys[0], keys[-1]
    if isinstance(low, int) and isinstance(high, int):
        return [low, (low + high) // 2, high]
    return keys


def scales_of(read: Read, columns: Sequence[Column], problems: list[str]) -> Scales:
    """Scales from the columns of levels, from their points, from ranges in headers and cells."""
    found = Scales()
    families = levels(columns)
    for family in families.values():
        keys = [each.score for each in family]
        if both := overlapping(keys):
            problems.append(
                f"two columns are of the same level: {both[0]} and {both[1]}; write bands that do "
                "not meet into the header, such as 0-49 and 50-100"
            )
        labels = {each.score: each.label or f"Level {each.score}" for each in family}
        places = {each.score: each.place for each in family}
        found.known[_scale_name(family)] = Known(labels, None, places)
    for row, (name, scale, scores) in scales_of_points(read.entries, families, problems).items():
        places = {score: place for place, score in scores.items()}
        if name not in found.known and min(scores.values()) > 0:
            low = min(scores.values())
            found.notes.append(
                f'the lowest level of scale "{name}" is worth {low} points in the sheet; in a '
                "result the lowest level of a scale counts nothing, the highest everything"
            )
        found.known.setdefault(name, Known(dict(scale.levels), None, places))
        found.by_row[row] = name
    scored = named(columns, Role.SCALE)
    if scored is not None and scored.scale is not None:
        found.of_all = _with_range(found, scored.scale, families)
    for entry in read.entries:
        if entry.scale is not None:
            found.by_row[entry.row] = _add(found, entry.scale)
    return found


def _with_range(found: Scales, scale: ScaleOf, families: Mapping[str, Sequence[Column]]) -> str:
    """The scale that a header names; levels that have columns are its anchors."""
    whole = Span(span_of(min(scale.levels)).low, span_of(max(scale.levels)).high)
    for family in families.values():
        name = _scale_name(family)
        keys = [span_of(each.score) for each in family]
        if family[0].family == "numbers" and all(k.low in whole and k.high in whole for k in keys):
            known = found.known[name]
            labels = {
                key: label
                for key, label in scale.levels.items()
                if not any(span_of(key).low in span for span in keys)
            } | dict(known.labels)
            in_order = {key: labels[key] for key in sorted(labels)}
            found.known[name] = Known(in_order, scale.step, known.columns)
            return name
    return _add(found, scale)


def _add(found: Scales, scale: ScaleOf) -> str:
    """The name of a scale, under which it is known from now on."""
    name, number = scale.id, 1
    while name in found.known and dict(found.known[name].labels) != dict(scale.levels):
        number += 1
        name = f"{scale.id}-{number}"
    found.known.setdefault(name, Known(dict(scale.levels), scale.step))
    return name


def _scale_name(found: Sequence[Column]) -> str:
    """`met` for yes and no; a scorecard can have another scale of numbers, or one of words."""
    if [each.score for each in found] == [0, 1]:
        return "met"
    return "quality" if found[0].family == "numbers" else "steps"

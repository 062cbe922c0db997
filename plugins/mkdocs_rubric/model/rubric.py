"""The rubric: scales, groups, criteria with their levels and edge cases."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    Cadence,
    CriterionId,
    DecisionId,
    EdgeCaseId,
    GroupId,
    Line,
    Percent,
    ScaleId,
    Score,
    ScoreRange,
    Tag,
    Text,
)

_COARSE = 3  # levels up to which neighbours do not count as agreeing


class Scale(Strict):
    """The scores a criterion can get."""

    levels: Annotated[dict[Score, Line], Field(min_length=2, max_length=100)]
    """Label of each score, such as `{0: Not met, 1: Met}`."""
    tolerance: Annotated[int, Field(ge=0)] | None = None
    """How far apart scores may lie and still agree. Default: 1 on four or more levels, else 0."""

    @property
    def scores(self) -> list[int]:
        """Every score, lowest first."""
        return sorted(self.levels)

    @property
    def agree_within(self) -> int:
        """The tolerance, by default 1 on four or more levels, else 0.

        Within one point, two or three levels would (nearly) always agree.
        """
        if self.tolerance is not None:
            return self.tolerance
        return 1 if len(self.levels) > _COARSE else 0

    def fraction(self, score: int) -> float:
        """Where `score` lies between the lowest (0) and the highest level (1)."""
        low, high = min(self.levels), max(self.levels)
        return (score - low) / (high - low)


class Group(Strict):
    """Criteria that are read together."""

    id: GroupId
    title: Line
    description: Text | None = None
    criteria: tuple[CriterionId, ...]
    """In the order of the site."""


class Bands(Strict):
    """Where percent agreement starts to be worth its name."""

    acceptable: Percent = 70
    strong: Percent = 85

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.acceptable >= self.strong:
            raise PydanticCustomError(
                "bands", "in the calibration bands, acceptable has to be lower than strong"
            )
        return self


class Calibration(Strict):
    """How the team calibrates."""

    bands: Bands = Bands()
    cadence: dict[Line, Cadence] = Field(default_factory=dict)
    """How often a session is due, by its kind: `31d`, or `7d for 28d` for the first four weeks."""


class Silence(Strict):
    """A finding that the team has looked at and lives with."""

    code: Line
    """The code, such as `R304`."""
    path: Line | None = None
    """Only in files that match, such as `decisions/2025-*.md`; without it, everywhere."""
    reason: Text
    """Why this is fine here."""


class Allow(Strict):
    """A text that looks like personal data and is none."""

    text: Line
    reason: Text


class Checks(Strict):
    """Exceptions from the checks, each with its reason."""

    silence: tuple[Silence, ...] = ()
    allow: tuple[Allow, ...] = ()


class Example(Strict):
    """What an agent wrote, and why it earns this level."""

    text: Text
    why: Text | None = None


class Level(Strict):
    """What earns one score."""

    description: Text
    examples: tuple[Example, ...] = ()


class EdgeCase(Strict):
    """A situation the levels alone do not settle."""

    id: EdgeCaseId
    situation: Text
    """What happened. The first sentence is its title in the page and in search."""
    guidance: Text
    """How to score it, and why."""
    score: ScoreRange | None = None
    """A score, a range such as "2-3", or absent."""
    decision: DecisionId | None = None
    """The decision that settled it."""
    confirmed: dt.date | None = None
    """The day somebody last read it against the criterion's wording and found that it holds."""
    tags: tuple[Tag, ...] = ()
    keywords: tuple[Tag, ...] = ()
    """Words a reviewer may search for that the text does not contain."""


class EarlierScale(Strict):
    """Sessions before a date were scored on another scale, and are never pooled with today's."""

    before: dt.date
    scale: ScaleId


class Criterion(Record):
    """One thing that is scored."""

    title: Line
    question: Text
    """What the reviewer asks of the conversation."""
    description: Text | None = None
    scale: ScaleId
    weight: Annotated[float, Field(ge=0, le=1_000_000)] = 1
    """Its share of the result, relative to the other weights."""
    critical: bool = False
    """The lowest level fails the whole review."""
    not_applicable: Text | None = None
    """When to score N/A. Absent: N/A is not allowed."""
    use_when: tuple[Text, ...] = ()
    avoid_when: tuple[Text, ...] = ()
    see_also: tuple[CriterionId, ...] = ()
    tags: tuple[Tag, ...] = ()
    keywords: tuple[Tag, ...] = ()
    """Words a reviewer may search for that the text does not contain."""
    aliases: tuple[CriterionId, ...] = ()
    """Earlier ids. Their links keep working, and older sheets may use them."""
    retired: dt.date | None = None
    """No longer scored from this day on. The page stays."""
    replaced_by: CriterionId | None = None
    earlier_scales: tuple[EarlierScale, ...] = ()
    levels: dict[Score, Level]
    """One for each score of the scale."""
    edge_cases: tuple[EdgeCase, ...] = ()

    def retired_on(self, day: dt.date) -> bool:
        """Whether it was no longer scored on `day`."""
        return self.retired is not None and self.retired <= day

    def scale_on(self, day: dt.date | None) -> ScaleId:
        """The scale it was scored on that day; None is today."""
        if not self.earlier_scales:
            return self.scale
        earlier = sorted(self.earlier_scales, key=lambda one: one.before)
        return next((one.scale for one in earlier if day and day < one.before), self.scale)


class Rubric(Record):
    """The whole standard: scales, groups, criteria, weights, version."""

    title: Line
    version: Line
    """Text in quotes; changing it is a deliberate act."""
    effective: dt.date | None = None
    description: Text | None = None
    scales: Annotated[dict[ScaleId, Scale], Field(min_length=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    passing: Percent | None = None
    """The result, in percent, at which a review passes."""
    calibration: Calibration = Calibration()
    checks: Checks = Checks()
    criteria: dict[CriterionId, Criterion] = Field(
        default_factory=dict, json_schema_extra={"x-from": "rubric/criteria/"}
    )
    """Every criterion that was ever scored, by id. `load` sets this from the criteria's files."""

    @cached_property
    def by_name(self) -> Mapping[CriterionId, Criterion]:
        """Criteria by id and by every earlier id."""
        aliases = {old: one for one in self.criteria.values() for old in one.aliases}
        return aliases | self.criteria

    @cached_property
    def active(self) -> list[Criterion]:
        """The criteria in force, in the order of the groups."""
        listed = dict.fromkeys(i for group in self.groups for i in group.criteria)
        found = [self.criteria[i] for i in listed if i in self.criteria]
        return [one for one in found if one.retired is None]

    @cached_property
    def group_of(self) -> Mapping[CriterionId, Group]:
        """The group that lists a criterion; retired criteria may have none."""
        return {one: group for group in reversed(self.groups) for one in group.criteria}

    def scale(self, criterion: Criterion, day: dt.date | None = None) -> Scale | None:
        """The scale of a criterion on a day, or None when the rubric does not define it."""
        return self.scales.get(criterion.scale_on(day))

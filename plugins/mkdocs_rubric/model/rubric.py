"""The rubric: scales, groups, criteria with their levels and edge cases."""

import datetime as dt
import math
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.exact import exact
from mkdocs_rubric.model.scalars import (
    Cadence,
    CriterionId,
    Day,
    DecisionId,
    EdgeCaseId,
    GroupId,
    Line,
    Percent,
    ScaleId,
    ScoreKey,
    ScoreRange,
    Tag,
    Text,
)
from mkdocs_rubric.model.scale import Scale, apart
from mkdocs_rubric.model.score import (
    LevelKey,
    Score,
    Span,
    span_of,
)


class Group(Strict):
    """Criteria that are read together."""

    id: GroupId = Field(examples=["communication"])
    """A short name that stays, for links to the group."""
    title: Line = Field(examples=["Communication"])
    """What the group is called on the site."""
    description: Text | None = Field(default=None, examples=["How it reads to the customer."])
    """What its criteria have in common."""
    criteria: tuple[CriterionId, ...] = Field(examples=[["greeting", "empathy", "clarity"]])
    """The names of their files without .yaml, in the order of the site."""


class Bands(Strict):
    """Where percent agreement starts to be worth its name."""

    acceptable: Percent = 70
    """The percent agreement it takes to be acceptable; lower than strong."""
    strong: Percent = 85
    """The percent agreement it takes to be strong."""

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
    """Where percent agreement starts to be worth its name."""
    cadence: dict[Line, Cadence] = Field(
        default_factory=dict, examples=[{"regular": "31d", "launch": "7d for 28d"}]
    )
    """How often a session is due, by its kind: 31d, or 7d for 28d for the first four weeks."""


class Silence(Strict):
    """A finding that the team has looked at and lives with."""

    code: Line = Field(examples=["R304"])
    """The code that `rubric check` shows."""
    path: Line | None = Field(default=None, examples=["decisions/2025-*"])
    """Only in files whose path matches; without it, everywhere."""
    reason: Text = Field(examples=["Made before the guideline had edge cases."])
    """Why this is fine here."""


class Allow(Strict):
    """A text that looks like personal data and is none."""

    text: Line = Field(examples=["help@northwind.example"])
    """The text, as it stands in the files."""
    reason: Text = Field(examples=["Our public address."])
    """Why it is nobody's personal data."""


class Checks(Strict):
    """Exceptions from the checks, each with its reason."""

    silence: tuple[Silence, ...] = ()
    """Findings that the team has looked at and lives with."""
    allow: tuple[Allow, ...] = ()
    """Texts that look like personal data and are none."""


class Sheets(Strict):
    """How score sheets are read."""

    ignore: tuple[Line, ...] = Field(default=(), examples=[["Channel", "Agent"]])
    """Columns that score sheets have and that are no part of a score, by what their headers say."""


class Example(Strict):
    """What an agent wrote, and why it earns this level."""

    text: Text = Field(examples=["I am sorry that the jacket arrived with a broken zip."])
    """The agent's own words."""
    why: Text | None = Field(default=None, examples=["The problem is named."])
    """What in them earns this level."""


class Level(Strict):
    """What earns one score."""

    description: Text = Field(examples=["The agent names the problem in plain words."])
    """What a conversation shows that gets this score."""
    examples: tuple[Example, ...] = ()
    """What agents wrote at this level. One at least, so that reviewers read it alike."""


class EdgeCase(Strict):
    """A situation the levels alone do not settle."""

    id: EdgeCaseId = Field(examples=["hostile-customer"])
    """A short name that stays, for links to the edge case. Unique in its criterion."""
    situation: Text = Field(examples=["The customer is hostile from the first message."])
    """What happened. The first sentence is its title in the page and in search."""
    guidance: Text = Field(examples=["Score only what the agent wrote."])
    """How to score it, and why."""
    score: ScoreRange | None = Field(default=None, examples=[2, "2-3"])
    """A score, a range such as 2-3, or absent."""
    decision: DecisionId | None = Field(
        default=None, examples=["2026-09-16-tone-alone-is-not-empathy"]
    )
    """The decision that settled it: the name of its file without .md."""
    confirmed: Day | None = Field(default=None, examples=["2026-09-16"])
    """The day somebody last read it against the criterion's wording and found that it holds."""
    tags: tuple[Tag, ...] = Field(default=(), examples=[["escalation"]])
    """Words to browse by, the same ones on criteria, edge cases and decisions."""
    keywords: tuple[Tag, ...] = Field(default=(), examples=[["angry customer", "rude customer"]])
    """Words a reviewer may search for that the text does not contain."""


class EarlierScale(Strict):
    """Sessions before a date were scored on another scale, and are never pooled with today's."""

    before: Day = Field(examples=["2026-03-01"])
    """The first day of the scale that came after."""
    scale: ScaleId = Field(examples=["quality-3"])
    """The scale until then. It stays in rubric.yaml."""


class Criterion(Record):
    """One thing that is scored."""

    title: Line = Field(examples=["Empathy"])
    """What the criterion is called on the site."""
    question: Text = Field(
        examples=["Did the agent acknowledge the customer's situation before solving it?"]
    )
    """What the reviewer asks of the conversation."""
    description: Text | None = Field(
        default=None, examples=["Empathy is about the problem. How it sounds belongs under tone."]
    )
    """What belongs to it and what does not, where the question leaves that open."""
    scale: ScaleId = Field(examples=["quality"])
    """The scale it is scored on, one of those in rubric.yaml."""
    weight: Annotated[float, Field(ge=0, le=1_000_000)] = 1
    """Its share of the result, relative to the other weights."""
    critical: bool = False
    """The lowest level fails the whole review."""
    not_applicable: Text | None = Field(
        default=None, examples=["The customer only asks for a fact and shows no emotion."]
    )
    """When to score N/A. Absent: N/A is not allowed."""
    aliases: tuple[CriterionId, ...] = Field(default=(), examples=[["compassion"]])
    """Earlier ids. Their links keep working, and older sheets may use them."""
    tags: tuple[Tag, ...] = Field(default=(), examples=[["tone"]])
    """Words to browse by, the same ones on criteria, edge cases and decisions."""
    keywords: tuple[Tag, ...] = Field(default=(), examples=[["compassion", "feelings"]])
    """Words a reviewer may search for that the text does not contain."""
    see_also: tuple[CriterionId, ...] = Field(default=(), examples=[["tone"]])
    """Criteria that are easily confused with it."""
    retired: Day | None = Field(default=None, examples=["2026-05-01"])
    """No longer scored from this day on. The page stays."""
    replaced_by: CriterionId | None = Field(default=None, examples=["clarity"])
    """The criterion that took its place when it was retired."""
    earlier_scales: tuple[EarlierScale, ...] = ()
    """The scales it was scored on before. Those scores stay valid, apart from today's."""
    use_when: tuple[Text, ...] = Field(default=(), examples=[["The customer has lost something."]])
    """When this is the criterion to score."""
    avoid_when: tuple[Text, ...] = Field(
        default=(), examples=[["You want to reward a pleasant voice. That is tone."]]
    )
    """When it is another one."""
    levels: dict[ScoreKey, Level]
    """One for each score of the scale, for bands of them ("7-8"), or for some that mark it out."""
    edge_cases: tuple[EdgeCase, ...] = ()
    """Situations the levels alone do not settle."""

    @field_validator("levels", mode="before")
    @classmethod
    def _each_once(cls, value: object) -> object:
        return apart(value)

    def level_of(self, score: Score) -> tuple[LevelKey, Level] | None:
        """What is described of a score: its own level, or the band it is in."""
        if score in self.levels:
            return score, self.levels[score]
        return next((one for one in self.levels.items() if score in span_of(one[0])), None)

    def ladder(self, scale: Scale) -> list[LevelKey]:
        """The rungs from the highest to the lowest: what is described, and what lies between."""
        known: set[LevelKey] = {
            found[0] for one in scale.scores if (found := self.level_of(one)) is not None
        }
        between = [] if self.lacking(scale) else self._undescribed(scale.scores)
        return sorted([*known, *between], reverse=True)

    def lacking(self, scale: Scale) -> list[LevelKey]:
        """The named scores of a scale that need a description and have none, in runs, lowest first.

        Levels may be described as anchors: the ones between are read between them. That is meant
        where at least as many scores have none as have one, but for one. At either end as many may
        go without as between two anchors.
        """
        scores = scale.named
        places = [n for n, one in enumerate(scores) if self.level_of(one) is not None]
        if len(places) == len(scores):
            return []
        if len(places) <= 1 or 2 * len(places) > len(scores) + 1:
            return self._undescribed(scores)
        widest = max(after - before - 1 for before, after in pairwise(places))
        ends = (scores[: places[0]], scores[places[-1] + 1 :])
        return [_run(end) for end in ends if len(end) > widest]

    def _undescribed(self, scores: list[Score]) -> list[LevelKey]:
        runs = groupby(scores, lambda one: self.level_of(one) is None)
        return [_run(list(scores)) for without, scores in runs if without]

    def retired_on(self, day: dt.date) -> bool:
        """Whether it was no longer scored on `day`."""
        return self.retired is not None and self.retired <= day

    def scale_on(self, day: dt.date | None) -> ScaleId:
        """The scale it was scored on that day; None is today."""
        if not self.earlier_scales:
            return self.scale
        earlier = sorted(self.earlier_scales, key=lambda one: one.before)
        return next((one.scale for one in earlier if day and day < one.before), self.scale)


def _run(scores: list[Score]) -> LevelKey:
    return scores[0] if len(scores) == 1 else Span(scores[0], scores[-1])


class Rubric(Record):
    """The whole standard: scales, groups, criteria, weights, version."""

    title: Line = Field(examples=["Support conversation quality"])
    """What the standard is called on the site."""
    version: Line = Field(examples=["3.2"])
    """Text in quotes; changing it is a deliberate act."""
    effective: Day | None = Field(default=None, examples=["2026-09-01"])
    """The day from which this version is scored."""
    description: Text | None = Field(
        default=None, examples=["How we score support conversations at Northwind."]
    )
    """What is scored, for whom."""
    scales: Annotated[dict[ScaleId, Scale], Field(min_length=1)]
    """The scales by name, for criteria to refer to."""
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    """Every criterion that is scored today, in the order of the site."""
    passing: Percent | None = Field(default=None, examples=[80])
    """The result, in percent, at which a review passes."""
    calibration: Calibration = Calibration()
    """How often the team calibrates, and what it takes for good agreement."""
    sheets: Sheets = Sheets()
    """How score sheets are read."""
    checks: Checks = Checks()
    """Exceptions from the checks, each with its reason."""
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
    def pass_mark(self) -> Fraction | None:
        """The percentage at which a review passes, as it is written."""
        return None if self.passing is None else exact(self.passing)

    @cached_property
    def whole_weights(self) -> Mapping[CriterionId, int]:
        """The weights in proportion, as the smallest whole numbers that nothing is lost by."""
        weights = {one.id: exact(one.weight) for one in self.criteria.values()}
        scale = math.lcm(*(weight.denominator for weight in weights.values()))
        return {name: int(weight * scale) for name, weight in weights.items()}

    @cached_property
    def group_of(self) -> Mapping[CriterionId, Group]:
        """The group that lists a criterion; retired criteria may have none."""
        return {one: group for group in reversed(self.groups) for one in group.criteria}

    def scale(self, criterion: Criterion, day: dt.date | None = None) -> Scale | None:
        """The scale of a criterion on a day, or None when the rubric does not define it."""
        return self.scales.get(criterion.scale_on(day))

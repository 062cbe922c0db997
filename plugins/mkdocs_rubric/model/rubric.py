"""The rubric: scales, groups, and how the team calibrates."""

import datetime as dt
import math
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.criterion import Criterion
from mkdocs_rubric.model.exact import exact
from mkdocs_rubric.model.reviewer import Reviewer
from mkdocs_rubric.model.scalars import (
    Cadence,
    CriterionId,
    Day,
    GroupId,
    Line,
    Percent,
    ReviewerId,
    ScaleId,
    Tag,
    Text,
    text_pattern,
)
from mkdocs_rubric.model.scale import Scale


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


class PolicyChange(Strict):
    """A change of policy, after which conversations are different from what the team knows."""

    date: Day = Field(examples=["2026-11-02"])
    """The day from which it holds."""
    what: Line = Field(examples=["Refunds without approval up to 50 euros"])
    """What is different, in a few words."""


class Calibration(Strict):
    """How the team calibrates."""

    bands: Bands = Bands()
    """Where percent agreement starts to be worth its name."""
    cadence: dict[Line, Cadence] = Field(
        default_factory=dict, examples=[{"regular": "31d", "launch": "7d for 28d"}]
    )
    """How often a session is due: `regular: 31d`; `launch: 7d for 28d` after a new version of the
    rubric; `policy`, after a change of policy; `onboarding`, while somebody is new."""
    policy_changes: tuple[PolicyChange, ...] = ()
    """Changes of policy, after which the team meets more often."""
    hide_names: bool = False
    """Whether the walk-through tells who gave which score only once the gap is settled."""


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


STEPS = ("standard", "groups", "edge-cases", "decisions", "result", "sessions", "words", "practice")
"""The steps of the reading path that are made from the files."""
_STEP = f"has to be one of {', '.join(STEPS)}, or a page of yours such as first-week.md"


def _a_step(text: str) -> str:
    if text not in STEPS and not text.endswith(".md"):
        raise PydanticCustomError("step", _STEP)
    return text


StartStep: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=400, strip_whitespace=True),
    AfterValidator(_a_step),
    text_pattern(rf"^\s*(?:{'|'.join(STEPS)}|\S.*\.md)\s*$", _STEP),
]
"""A step of the reading path."""

Synonyms: TypeAlias = Annotated[tuple[Tag, ...], Field(min_length=2)]
"""A group of words and phrases that mean the same."""


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
    reviewers: dict[ReviewerId, Reviewer] = Field(
        default_factory=dict, examples=[{"ana": {"names": ["Ana L\u00f3pez"]}}]
    )
    """Reviewers who are written in several ways, by the name on their sheets; and machines."""
    sheets: Sheets = Sheets()
    """How score sheets are read."""
    checks: Checks = Checks()
    """Exceptions from the checks, each with its reason."""
    synonyms: tuple[Synonyms, ...] = Field(
        default=(), examples=[[["Summit member", "gold customer"], ["RMA", "return slip"]]]
    )
    """Words and phrases that mean the same in this team, for search. Those of the trade, such as
    refund and money back, are known already."""
    start: tuple[StartStep, ...] = Field(
        default=(), examples=[["first-week.md", "standard", "groups", "practice"]]
    )
    """What somebody new reads, in order: steps made from the files, and pages of yours. Without it,
    all of them."""
    criteria: dict[CriterionId, Criterion] = Field(
        default_factory=dict, json_schema_extra={"x-from": "rubric/criteria/"}
    )
    """Every criterion that was ever scored, by id. `load` sets this from the criteria's files."""

    @cached_property
    def by_name(self) -> Mapping[CriterionId, Criterion]:
        """Criteria by id and by every earlier id."""
        aliases = {
            old: criterion for criterion in self.criteria.values() for old in criterion.aliases
        }
        return aliases | self.criteria

    @cached_property
    def machines(self) -> frozenset[str]:
        """The reviewers that are software."""
        return frozenset(name for name, about in self.reviewers.items() if about.is_machine)

    @cached_property
    def active(self) -> list[Criterion]:
        """The criteria in force, in the order of the groups."""
        listed = dict.fromkeys(i for group in self.groups for i in group.criteria)
        found = [self.criteria[i] for i in listed if i in self.criteria]
        return [each for each in found if each.retired is None]

    @cached_property
    def pass_mark(self) -> Fraction | None:
        """The percentage at which a review passes, as it is written."""
        return None if self.passing is None else exact(self.passing)

    @cached_property
    def whole_weights(self) -> Mapping[CriterionId, int]:
        """The weights in proportion, as the smallest whole numbers that nothing is lost by."""
        weights = {criterion.id: exact(criterion.weight) for criterion in self.criteria.values()}
        scale = math.lcm(*(weight.denominator for weight in weights.values()))
        return {name: int(weight * scale) for name, weight in weights.items()}

    @cached_property
    def group_of(self) -> Mapping[CriterionId, Group]:
        """The group that lists a criterion; retired criteria may have none."""
        return {criterion: group for group in reversed(self.groups) for criterion in group.criteria}

    def scale(self, criterion: Criterion, day: dt.date | None = None) -> Scale | None:
        """The scale of a criterion on a day, or None when the rubric does not define it."""
        return self.scales.get(criterion.scale_on(day))

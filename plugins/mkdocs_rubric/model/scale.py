"""A scale: the scores that can be given, and what they are called."""

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from mkdocs_rubric.model.base import Strict
from mkdocs_rubric.model.scalars import Distance, Line, ScaleKey, Step
from mkdocs_rubric.model.score import (
    SPAN_PATTERN,
    Between,
    LevelKey,
    Score,
    level_key,
    overlapping,
    span_of,
    stepped,
)

_FEWEST, _MOST = 2, 101
_LISTED = 7  # levels up to which each is named
_TOO_MANY = "has {count} levels, and {most} are possible: choose a wider step"
COARSE = 3
"""Levels up to which neighbours do not count as agreeing."""


def _two_or_a_band(schema: dict[str, Any]) -> None:
    """For editors: one key is enough where it is a band."""
    bands = {"propertyNames": {"pattern": rf"^\s*{SPAN_PATTERN}\s*$"}}
    schema["properties"]["levels"] |= {"if": {"maxProperties": _FEWEST - 1}, "then": bands}


class Scale(Strict):
    """The scores a criterion can get."""

    model_config = ConfigDict(json_schema_extra=_two_or_a_band)

    step: Step | None = Field(default=None, examples=[0.5])
    """How far neighbouring scores lie apart, where not every score is named under levels."""
    levels: Annotated[dict[ScaleKey, Line], Field(min_length=1, max_length=101)]
    """The label of each score: {0: Not met, 1: Met}. With a band or a step, of several at once."""
    tolerance: Distance | None = Field(default=None, examples=[1])
    """How far apart scores may lie and still agree. Default: 1 on four or more levels, else 0."""

    @field_validator("step", "tolerance")
    @classmethod
    def _not_negative(cls, value: Score | None, info: ValidationInfo) -> Score | None:
        if value is not None and (value < 0 or (info.field_name == "step" and not value)):
            more = "has to be more than 0" if info.field_name == "step" else "cannot be less than 0"
            raise PydanticCustomError("points", more)
        return value

    @field_validator("levels", mode="before")
    @classmethod
    def _each_once(cls, value: object) -> object:
        return levels_apart(value)

    @field_validator("levels")
    @classmethod
    def _every_score(cls, levels: dict[LevelKey, str], info: ValidationInfo) -> dict[Score, str]:
        scores = stepped(levels, info.data.get("step"))
        if len(scores) < _FEWEST:
            bounds = {"field_type": "Dictionary", "min_length": _FEWEST, "actual_length": 1}
            raise PydanticKnownError("too_short", bounds)
        if len(scores) > _MOST:
            raise PydanticCustomError("levels", _TOO_MANY, {"count": len(scores), "most": _MOST})
        return scores

    @cached_property
    def scores(self) -> list[Score]:
        """Every score, lowest first."""
        return sorted(self.levels)

    @cached_property
    def named(self) -> list[Score]:
        """The scores that have a label of their own, lowest first."""
        return [score for score in self.scores if not isinstance(self.levels[score], Between)]

    @cached_property
    def is_decimal(self) -> bool:
        """Whether not every score is a whole number."""
        return not all(isinstance(score, int) for score in self.levels)

    @cached_property
    def listed(self) -> str:
        """Every score, for a message: long rows of them by where they begin and end."""
        apart = {after - before for before, after in pairwise(self.scores)}
        if len(self.scores) > _LISTED and len(apart) == 1:
            steps = f" in steps of {apart.pop()}" if self.is_decimal else ""
            return f"{self.scores[0]} to {self.scores[-1]}{steps}"
        return ", ".join(map(str, self.scores))

    @property
    def agree_within(self) -> Score:
        """The tolerance, by default 1 on four or more levels, else 0.

        Within score point, two or three levels would (nearly) always agree.
        """
        if self.tolerance is not None:
            return self.tolerance
        return 1 if len(self.levels) > COARSE else 0

    def called(self, key: LevelKey) -> str:
        """The label of a score; of a band the first and the last, where they differ."""
        span = span_of(key)
        labels = [self.levels[score] for score in (span.low, span.high) if score in self.levels]
        return " to ".join(dict.fromkeys(labels))

    def fraction(self, score: Score) -> float:
        """Where `score` lies between the lowest (0) and the highest level (1)."""
        low, high = self.scores[0], self.scores[-1]
        return float((score - low) / (high - low))


def levels_apart(levels: object) -> object:
    """Levels of which none describes the same score as another, as they stand."""
    if isinstance(levels, dict):
        keys = [key for key in map(level_key, levels) if key is not None]
        if both := overlapping(keys):
            raise PydanticCustomError(
                "levels",
                "has {first} and {second}, which are of the same score",
                {"first": str(both[0]), "second": str(both[1])},
            )
    return levels

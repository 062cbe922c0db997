"""A criterion: one thing that is scored, with its levels and edge cases."""

import datetime as dt
from itertools import groupby, pairwise
from typing import Annotated

from pydantic import Field, field_validator

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    CriterionId,
    Day,
    DecisionId,
    EdgeCaseId,
    Line,
    ScaleId,
    ScoreKey,
    ScoreRange,
    Tag,
    Text,
)
from mkdocs_rubric.model.scale import Scale, levels_apart
from mkdocs_rubric.model.score import (
    LevelKey,
    Score,
    Span,
    span_of,
)


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
        return levels_apart(value)

    def level_of(self, score: Score) -> tuple[LevelKey, Level] | None:
        """What is described of a score: its own level, or the band it is in."""
        if score in self.levels:
            return score, self.levels[score]
        return next((level for level in self.levels.items() if score in span_of(level[0])), None)

    def ladder(self, scale: Scale) -> list[LevelKey]:
        """The rungs from the highest to the lowest: what is described, and what lies between."""
        known: set[LevelKey] = {
            found[0] for score in scale.scores if (found := self.level_of(score)) is not None
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
        places = [n for n, score in enumerate(scores) if self.level_of(score) is not None]
        if len(places) == len(scores):
            return []
        if len(places) <= 1 or 2 * len(places) > len(scores) + 1:
            return self._undescribed(scores)
        widest = max(after - before - 1 for before, after in pairwise(places))
        ends = (scores[: places[0]], scores[places[-1] + 1 :])
        return [_run(end) for end in ends if len(end) > widest]

    def _undescribed(self, scores: list[Score]) -> list[LevelKey]:
        runs = groupby(scores, lambda score: self.level_of(score) is None)
        return [_run(list(scores)) for without, scores in runs if without]

    def retired_on(self, day: dt.date) -> bool:
        """Whether it was no longer scored on `day`."""
        return self.retired is not None and self.retired <= day

    def scale_on(self, day: dt.date | None) -> ScaleId:
        """The scale it was scored on that day; None is today."""
        if not self.earlier_scales:
            return self.scale
        earlier = sorted(self.earlier_scales, key=lambda earlier_scale: earlier_scale.before)
        return next((each.scale for each in earlier if day and day < each.before), self.scale)


def _run(scores: list[Score]) -> LevelKey:
    return scores[0] if len(scores) == 1 else Span(scores[0], scores[-1])

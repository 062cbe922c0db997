"""Practice: past conversations to learn the standard on, and results of who learned it."""

from typing import Annotated, TypeAlias

from pydantic import Field, PlainValidator
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    ConversationId,
    CriterionId,
    Day,
    EdgeCaseId,
    Line,
    Percent,
    ReviewerId,
    SessionId,
    Text,
    text_pattern,
)
from mkdocs_rubric.model.score import SCORE_PATTERN, Cell, Mark, Span, level_key

_GIVEN = "has to be a score such as 2 or 2.5, or NA"
_NA = ("na", "n/a")


def _given(value: object) -> Cell:
    if isinstance(value, str) and value.strip().casefold() in _NA:
        return Mark.NOT_APPLICABLE
    score = level_key(value)
    if score is None or isinstance(score, Span):
        raise PydanticCustomError("given", _GIVEN)
    return score


Given: TypeAlias = Annotated[
    Cell,
    PlainValidator(_given),
    text_pattern(rf"^\s*(?:{SCORE_PATTERN}|[Nn]/?[Aa])\s*$", _GIVEN, type=["number", "string"]),
]
"""A score that somebody gave, or NA."""


class PracticeConversation(Strict):
    """A conversation of a session that is over, whose consensus is what to learn."""

    session: SessionId = Field(examples=["2026-09"])
    """The session: the name of its folder in scores/."""
    conversation: ConversationId = Field(examples=["C-2201"])
    """The conversation, as in its session.yaml."""
    notice: Text | None = Field(default=None, examples=["The apology names no problem."])
    """What is worth noticing in it. Shown once it was scored, not before."""
    confirmed: Day | None = Field(default=None, examples=["2026-11-20"])
    """The day somebody last read its consensus against today's wording and found that it holds."""


class PracticeSet(Strict):
    """Conversations to score in one go, with a result at the end."""

    title: Line = Field(examples=["What the customer felt, and what the agent said"])
    """What it is about."""
    conversations: Annotated[tuple[PracticeConversation, ...], Field(min_length=1)]
    """In the order in which they are scored."""


class CalibratedWhen(Strict):
    """What it takes to count as calibrated."""

    sets: Annotated[int, Field(ge=1, le=100)] | None = Field(default=None, examples=[2])
    """How many sets have to be scored, from the first one on. Absent: all of them."""
    agreement: Percent = Field(default=80, examples=[80])
    """How many of the scores have to agree with the consensus, in percent."""
    critical_misses: Annotated[int, Field(ge=0, le=1000)] = 0
    """How many scores of critical criteria may miss the consensus."""


class Practice(Record):
    """Past conversations newcomers practise on, and what counts as calibrated."""

    title: Line = Field(examples=["Your first eight conversations"])
    """What it is called on the site."""
    description: Text | None = Field(default=None, examples=["Take an hour. Nobody watches."])
    """What a newcomer should know before they begin."""
    sets: Annotated[tuple[PracticeSet, ...], Field(min_length=1)]
    """What is scored, in order."""
    calibrated: CalibratedWhen = Field(default=CalibratedWhen(), examples=[{"agreement": 80}])
    """What it takes to count as calibrated."""
    listed: bool = False
    """Whether the page of the team says who is calibrated."""

    @property
    def conversations(self) -> tuple[PracticeConversation, ...]:
        """Of all sets, in order."""
        return tuple(each for some in self.sets for each in some.conversations)

    @property
    def counting(self) -> tuple[PracticeConversation, ...]:
        """Of the sets that it takes to be calibrated."""
        sets = self.sets[: self.calibrated.sets or len(self.sets)]
        return tuple(each for some in sets for each in some.conversations)


class CountedBy(Strict):
    """What decides about scores of a criterion: when it changes, scores prove nothing any more."""

    levels: Line = Field(examples=["1, 2, 3, 4, 5"])
    """The scores that could be given."""
    within: Line = Field(examples=["1"])
    """How far apart scores might lie and agree."""
    critical: bool = False
    """Whether its lowest level failed the whole review."""
    not_applicable: bool = False
    """Whether N/A was allowed."""
    edge_cases: dict[EdgeCaseId, str] = Field(default={}, examples=[{"hostile-customer": "2"}])
    """What each edge case asked for; "" where it asked for no score."""
    wording: Line = Field(examples=["3f2a90c14b7d"])
    """The start of a digest of what it said."""


class PracticeScore(Strict):
    """One score of somebody who practised."""

    session: SessionId = Field(examples=["2026-09"])
    """The session of the conversation."""
    conversation: ConversationId = Field(examples=["C-2201"])
    """The conversation."""
    criterion: CriterionId = Field(examples=["empathy"])
    """The criterion, by its id."""
    score: Given = Field(examples=[2])
    """What was given."""


class PracticeResult(Record):
    """The scores of somebody who is calibrated, as the page of the practice writes them."""

    practice: str = Field(default="", json_schema_extra={"x-from": "folder"})
    """The practice, by the name of the folder."""
    reviewer: ReviewerId = Field(examples=["ana"])
    """Who scored."""
    date: Day = Field(examples=["2026-11-26"])
    """The day it was reached."""
    rubric_version: Line = Field(examples=["3.2"])
    """The version that was scored by, in quotes."""
    tries: Annotated[int, Field(ge=1, le=1000)] = 1
    """At which attempt: whoever tries again has seen the answers."""
    counted_by: dict[CriterionId, CountedBy]
    """What decided about the scores, criterion by criterion."""
    scores: Annotated[tuple[PracticeScore, ...], Field(min_length=1)]
    """Every score."""


class Seed(Strict):
    """A conversation with a consensus that is scored again in daily work, and nobody is told."""

    name: ConversationId = Field(examples=["C-48213"])
    """What it is called there, and in the scores that come back."""
    session: SessionId = Field(examples=["2026-09"])
    """The session it is from."""
    conversation: ConversationId = Field(examples=["C-2201"])
    """The conversation, as in its session.yaml."""
    date: Day = Field(examples=["2026-11-26"])
    """The day it was slipped in."""


class PracticeSeeds(Record):
    """Which conversations in daily work are known ones, for whoever leads."""

    seeds: tuple[Seed, ...] = ()
    """Each of them. Written by `rubric practice seed`."""

"""An agent's objection to a score, and what came of it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from mkdocs_rubric.model.base import Record
from mkdocs_rubric.model.scalars import (
    ConversationId,
    CriterionId,
    Day,
    DecisionId,
    Line,
    ReviewerId,
)


class Outcome(StrEnum):
    """What came of a dispute."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class Dispute(Record):
    """An objection to a score: front matter, then why, and how it was answered.

    Neither the agent nor the reviewer is named: it is about a wording, not about a person.
    """

    title: Line = Field(examples=["The refund was not the agent's to give"])
    """What it is about."""
    date: Day = Field(examples=["2026-10-04"])
    """The day it was raised."""
    criterion: CriterionId = Field(examples=["resolution"])
    """The criterion whose score is disputed: the name of its file without .yaml."""
    conversation: ConversationId = Field(examples=["C-2377"])
    """The conversation that was scored."""
    reviewed: Day = Field(examples=["2026-09-29"])
    """The day it was scored: the wording of that day counts."""
    score: Line | None = Field(default=None, examples=["1"])
    """The score it got, in quotes."""
    claimed: Line | None = Field(default=None, examples=["3"])
    """The score it should have, in quotes."""
    outcome: Annotated[Outcome, Field(strict=False)] = Outcome.OPEN
    """What came of it. An upheld dispute is a gap, and needs a decision."""
    answered: Day | None = Field(default=None, examples=["2026-10-09"])
    """The day it was answered."""
    owner: ReviewerId | None = Field(default=None, examples=["sam"])
    """Who answers it."""
    decision: DecisionId | None = Field(default=None, examples=["2026-10-16-a-neighbour"])
    """The decision an upheld one led to: the name of its file without .md."""
    body: str = Field(default="", json_schema_extra={"x-from": "the text"})
    """The Markdown below the front matter."""
    body_line: int = Field(default=1, json_schema_extra={"x-from": "the text"})
    """The line of the file the body starts on."""

"""A dated record of how a type of situation is scored from then on."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    ConversationId,
    CriterionId,
    Day,
    DecisionId,
    Line,
    ReviewerId,
    SessionId,
    Tag,
)


class Status(StrEnum):
    """Where a decision stands. A file never says `superseded`: it follows from the others."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETIRED = "retired"
    SUPERSEDED = "superseded"


def _not_derived(status: Status) -> Status:
    if status is Status.SUPERSEDED:
        raise PydanticCustomError(
            "derived_status",
            "superseded is never written: list this decision under supersedes in the newer one",
        )
    return status


_WRITTEN = [Statu.value for Statu in Status if Statu is not Status.SUPERSEDED]


class Settles(Strict):
    """A gap that a decision settles."""

    conversation: ConversationId = Field(examples=["C-2201"])
    """The conversation whose scores lay too far apart."""
    criterion: CriterionId = Field(examples=["empathy"])
    """The criterion they were scores of."""


class Decision(Record):
    """How a type of situation is scored from then on: front matter, then the text."""

    title: Line = Field(examples=["Tone alone is not empathy"])
    """What is decided, as a statement."""
    status: Annotated[
        Status,
        Field(strict=False),
        AfterValidator(_not_derived),
        WithJsonSchema({"type": "string", "enum": _WRITTEN}),
    ]
    """Where it stands. Accepted is what reviewers score by; superseded is never written."""
    date: Day = Field(examples=["2026-09-16"])
    """The day it was made."""
    session: SessionId | None = Field(default=None, examples=["2026-09"])
    """The session it came of, by its folder; absent when it came of none."""
    criteria: Annotated[tuple[CriterionId, ...], Field(min_length=1)] = Field(
        examples=[["empathy"]]
    )
    """What it is about: the names of the criteria's files without .yaml."""
    conversations: tuple[ConversationId, ...] = Field(default=(), examples=[["C-2201"]])
    """The conversations that led to it."""
    deciders: tuple[ReviewerId, ...] = Field(default=(), examples=[["ana", "ben"]])
    """Who made it, by the names on the score sheets."""
    settles: tuple[Settles, ...] = ()
    """The gaps of its session that it settles, as if they stood under settled in session.yaml."""
    owner: ReviewerId | None = Field(default=None, examples=["sam"])
    """Who sees to it that a proposal is decided."""
    supersedes: tuple[DecisionId, ...] = Field(default=(), examples=[["2026-03-12-tone-counts"]])
    """The decisions it replaces: the names of their files without .md."""
    review_by: Day | None = Field(default=None, examples=["2027-03-16"])
    """The day by which the team looks at it again."""
    confirmed: Day | None = Field(default=None, examples=["2026-12-01"])
    """The day somebody last read it against the criteria's wording and found that it holds."""
    tags: tuple[Tag, ...] = Field(default=(), examples=[["tone"]])
    """Words to browse by, the same ones on criteria, edge cases and decisions."""
    body: str = Field(default="", json_schema_extra={"x-from": "the text"})
    """The Markdown below the front matter."""
    body_line: int = Field(default=1, json_schema_extra={"x-from": "the text"})
    """The line of the file the body starts on."""

"""A dated record of how a type of situation is scored from then on."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record
from mkdocs_rubric.model.scalars import (
    ConversationId,
    CriterionId,
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


class Decision(Record):
    """A decision, from its front matter and its text."""

    title: Line
    """What is decided, as a statement."""
    status: Annotated[Status, Field(strict=False), AfterValidator(_not_derived)]
    date: dt.date
    session: SessionId | None = None
    """The session it came of; absent when it came of none."""
    criteria: Annotated[tuple[CriterionId, ...], Field(min_length=1)]
    conversations: tuple[ConversationId, ...] = ()
    deciders: tuple[ReviewerId, ...] = ()
    supersedes: tuple[DecisionId, ...] = ()
    review_by: dt.date | None = None
    """The day by which the team looks at it again."""
    confirmed: dt.date | None = None
    """The day somebody last read it against the criteria's wording and found that it holds."""
    tags: tuple[Tag, ...] = ()
    body: str = Field(default="", json_schema_extra={"x-from": "the text"})
    """The Markdown below the front matter."""
    body_line: int = Field(default=1, json_schema_extra={"x-from": "the text"})
    """The line of the file the body starts on."""

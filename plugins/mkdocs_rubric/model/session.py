"""A calibration session: what was scored, by whom, and what came of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    ConversationId,
    CriterionId,
    DecisionId,
    Line,
    ReviewerId,
    Text,
)


class Kind(StrEnum):
    """Why and how a session was held."""

    REGULAR = "regular"
    LAUNCH = "launch"
    ONBOARDING = "onboarding"
    ASYNC = "async"
    LIVE = "live"


class PickedAs(StrEnum):
    """Why a conversation was chosen."""

    EDGE_CASE = "edge-case"
    DISAGREEMENT = "disagreement"
    COMMON = "common"
    ESCALATION = "escalation"


class Conversation(Strict):
    """The thing being scored: a ticket, a chat, a call."""

    id: ConversationId
    picked_as: Annotated[PickedAs | None, Field(strict=False)] = None
    channel: Line | None = None
    summary: Text | None = None
    transcript: Line | None = None
    """A file beside session.yaml, redacted."""


class Settled(Strict):
    """How one gap was settled: by a decision, or by finding that the guideline is clear."""

    conversation: ConversationId
    criterion: CriterionId
    decision: DecisionId | None = None
    no_change: Text | None = None
    """Why the guideline stays as it is."""

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.decision is None) == (self.no_change is None):
            raise PydanticCustomError(
                "settled", "a settled gap has either a decision or a no_change, and not both"
            )
        return self


class Mark(Enum):
    """What a cell holds when it is not a score. Neither of the two is a zero."""

    NOT_APPLICABLE = "NA"
    NOT_SCORED = ""


Cell: TypeAlias = int | Mark


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reviewer's scores in one session, or the consensus: columns of equal length.

    Columns rather than rows, because a million scores are read, checked and counted by column.
    """

    path: str
    reviewers: Sequence[str]
    conversations: Sequence[str]
    criteria: Sequence[str]
    cells: Sequence[Cell]
    notes: Sequence[str]
    lines: Sequence[int]
    """The line of the file each row starts on."""

    def __len__(self) -> int:
        return len(self.cells)


class Session(Record):
    """A session, from session.yaml and the files beside it."""

    date: dt.date
    kind: Annotated[Kind, Field(strict=False)] = Kind.REGULAR
    title: Line | None = None
    rubric_version: Line | None = None
    facilitator: ReviewerId | None = None
    reviewers: tuple[ReviewerId, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    settled: tuple[Settled, ...] = ()
    notes: Text | None = None

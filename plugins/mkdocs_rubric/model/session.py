"""A calibration session: what was scored, by whom, and what came of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import compress
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    ConversationId,
    Coordinate,
    CriterionId,
    Day,
    DecisionId,
    Line,
    ReviewerId,
    Text,
)
from mkdocs_rubric.model.score import Cell

_BEFORE = dt.timedelta(days=2)
"""Scores are due so long before the meeting: whoever leads it has to read them."""


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

    id: ConversationId = Field(examples=["C-2201"])
    """What the team calls it, as on the score sheets."""
    picked_as: Annotated[PickedAs | None, Field(strict=False)] = None
    """Why it was chosen."""
    channel: Line | None = Field(default=None, examples=["email"])
    """Where it was held."""
    summary: Text | None = Field(default=None, examples=["Third contact about a refund."])
    """What it is about, without anybody's name."""
    transcript: Line | None = Field(default=None, examples=["C-2201.md"])
    """A .md or .txt file beside session.yaml, redacted."""


class Settled(Strict):
    """How one gap was settled: by a decision, or by finding that the guideline is clear."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": [each], "properties": {each: {"type": "string"}}}
                for each in ("decision", "no_change")
            ]
        }
    )

    conversation: ConversationId = Field(examples=["C-2201"])
    """The conversation whose scores lay too far apart."""
    criterion: CriterionId = Field(examples=["empathy"])
    """The criterion they were scores of."""
    decision: DecisionId | None = Field(
        default=None, examples=["2026-09-16-tone-alone-is-not-empathy"]
    )
    """The decision that settled it: the name of its file without .md."""
    no_change: Text | None = Field(
        default=None, examples=["Ben missed the attachment; the guideline is clear."]
    )
    """Why the guideline stays as it is, when no decision was needed."""

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.decision is None) == (self.no_change is None):
            raise PydanticCustomError(
                "settled", "a settled gap has either a decision or a no_change, and not both"
            )
        return self


class Binding(StrEnum):
    """What keeps a sheet closed until the reveal, and makes sure that it stays as it was."""

    JWE = "jwe"
    HASH = "hash"


_X = "sK5SY36A07foqpMbgO-31965w8UL5v1F80zL_yTEizI"
_Y = "XxGsvEokne4p4XUVSn2YNl-FGHZJG0kyry9bBQGKjB4"


class PublicKey(Strict):
    """The key that sheets are sealed with, as a JWK (RFC 7517). Anybody may have it."""

    kty: Literal["EC"] = "EC"
    """The kind of key: always EC."""
    crv: Literal["P-256"] = "P-256"
    """The curve: always P-256."""
    x: Coordinate = Field(examples=[_X])
    """A point of the curve, in base64url without padding."""
    y: Coordinate = Field(examples=[_Y])
    """The other half of the point."""


class PrivateKey(PublicKey):
    """The key that opens them. It is published at the reveal, for anybody to check the sheets."""

    d: Coordinate = Field(examples=["BuMoKC8xPuzy9vZEdDtRd3_-gke048ZaHDyStHpYspc"])
    """The secret number."""


class Revealed(Strict):
    """That all sheets were opened, at once."""

    date: Day = Field(examples=["2026-12-14"])
    """The day."""
    private: PrivateKey | None = Field(
        default=None, examples=[{"kty": "EC", "crv": "P-256", "x": _X, "y": _Y, "d": _X}]
    )
    """The key that opens the sealed sheets; nothing where they were bound by their hash."""
    excused: tuple[ReviewerId, ...] = Field(default=(), examples=[["ben"]])
    """Who was invited and did not score, and was excused by name."""


_BY_HASH: JsonDict = {
    "required": ["binding"],
    "properties": {"binding": {"const": Binding.HASH.value}},
}
_NO_KEY: JsonDict = {"properties": {"key": {"type": "null"}}}
_A_KEY: JsonDict = {"required": ["key"], "properties": {"key": {"type": "object"}}}


class Sealed(Strict):
    """That nobody reads a sheet before all are in. Written by `rubric session new --sealed`."""

    model_config = ConfigDict(json_schema_extra={"if": _BY_HASH, "then": _NO_KEY, "else": _A_KEY})

    binding: Annotated[Binding, Field(strict=False)] = Binding.JWE
    """With jwe sheets are encrypted to a key; with hash a salted hash is handed over first."""
    key: PublicKey | None = Field(
        default=None, examples=[{"kty": "EC", "crv": "P-256", "x": _X, "y": _Y}]
    )
    """The key that sheets are sealed with; none where they are bound by their hash."""
    revealed: Revealed | None = Field(default=None, examples=[{"date": "2026-12-14"}])
    """When the sheets were opened. Written by `rubric session reveal`."""

    @model_validator(mode="after")
    def _has_its_key(self) -> Self:
        if (self.binding is Binding.JWE) != (self.key is not None):
            raise PydanticCustomError(
                "sealed", "sheets bound by a jwe need the key, those bound by their hash have none"
            )
        return self


@dataclass(frozen=True)
class Seal:
    """What a reviewer handed over before the reveal.

    Attributes:
        path: The file.
        reviewer: Who handed it over, by the file's name.
        text: A JWE in its compact form, or a hash.
        sheet: The sheet that stands beside it since the reveal, as its bytes; None before.
        salt: What was hashed with it, where it is bound by its hash.
    """

    path: str
    reviewer: str
    text: str
    sheet: bytes | None = None
    salt: str = ""


@dataclass(frozen=True)
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

    @cached_property
    def people(self) -> Sequence[str]:
        """The reviewers, each once, as they turn up: one, as a rule."""
        first = self.reviewers[:1]
        alone = first and self.reviewers.count(first[0]) == len(self)
        return tuple(first if alone else dict.fromkeys(self.reviewers))

    @cached_property
    def kinds(self) -> frozenset[Cell]:
        """The cells, each once."""
        return frozenset(self.cells)

    def calling(self, names: Mapping[str, str]) -> "Sheet":
        """The sheet with reviewers called as `names` says, where it does."""
        if names.keys().isdisjoint(self.people):
            return self
        return replace(
            self, reviewers=tuple(names.get(reviewer, reviewer) for reviewer in self.reviewers)
        )

    def by(self, people: AbstractSet[str], *, among: bool) -> "Sheet | None":
        """The rows of some reviewers, or of all others; None where there are none."""
        alike = {(name in people) is among for name in self.people}
        if alike == {True} or (not alike and not among):
            return self
        chosen = [(name in people) is among for name in self.reviewers]
        return self.only(chosen) if any(chosen) else None

    def only(self, rows: Sequence[bool]) -> "Sheet":
        """The sheet with those of its rows for which it says so."""
        return Sheet(
            path=self.path,
            reviewers=tuple(compress(self.reviewers, rows)),
            conversations=tuple(compress(self.conversations, rows)),
            criteria=tuple(compress(self.criteria, rows)),
            cells=tuple(compress(self.cells, rows)),
            notes=tuple(compress(self.notes, rows)),
            lines=tuple(compress(self.lines, rows)),
        )


class MachineThen(Strict):
    """What a machine was when it scored a session."""

    model: Line | None = Field(default=None, examples=["2026-09"])
    """The model that scored."""
    prompt: Line | None = Field(default=None, examples=["judge-3"])
    """The prompt, by its name or version."""
    rubric_version: Line | None = Field(default=None, examples=["3.1"])
    """The version of the rubric that it was given, in quotes."""
    fingerprints: dict[CriterionId, Line] = Field(
        default_factory=dict, examples=[{"empathy": "5f0c2b7a91de"}]
    )
    """What `rubric export judge` said of each criterion, so that a later wording is noticed."""


class Session(Record):
    """A calibration session: what was scored, by whom, and how each gap was settled."""

    date: Day = Field(examples=["2026-09-16"])
    """The day it is held, or was."""
    due: Day | None = Field(default=None, examples=["2026-09-14"])
    """The day by which scores are due. By default two days before it is held."""
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = Field(default=None, examples=[60])
    """How long the meeting is to take."""
    kind: Annotated[Kind, Field(strict=False)] = Kind.REGULAR
    """Why and how it was held."""
    title: Line | None = Field(default=None, examples=["The session about macros"])
    """What it is called on the site. By default: September 2026 calibration."""
    rubric_version: Line | None = Field(default=None, examples=["3.1"])
    """The version that was scored by, in quotes."""
    facilitator: ReviewerId | None = Field(default=None, examples=["sam"])
    """Who led it."""
    reviewers: tuple[ReviewerId, ...] = Field(default=(), examples=[["ana", "ben", "chloe"]])
    """Who scores, by the names on the score sheets."""
    notes: Text | None = Field(default=None, examples=["Held in writing over a week."])
    """Anything the figures do not say."""
    conversations: tuple[Conversation, ...] = ()
    """What was scored."""
    settled: tuple[Settled, ...] = ()
    """How each gap was settled: one entry for every gap."""
    machines: dict[ReviewerId, MachineThen] = Field(
        default_factory=dict, examples=[{"autoqa": {"model": "2026-09"}}]
    )
    """What each machine was that scored it, so that nobody trusts a verdict about another one."""
    sealed: Sealed | None = Field(default=None, examples=[{"binding": "hash"}])
    """That nobody reads a sheet before all are in."""
    confirmed: Day | None = Field(default=None, examples=["2026-12-01"])
    """The day somebody last read its consensus against today's wordings and found that it holds."""
    closed: Day | None = Field(default=None, examples=["2026-09-18"])
    """The day every gap was settled. Written by `rubric session close`."""

    @property
    def due_by(self) -> dt.date:
        """The last day on which scores are due."""
        return self.due or self.date - _BEFORE

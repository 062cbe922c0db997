"""Who scores, and how their name is written."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from mkdocs_rubric.model.base import Strict
from mkdocs_rubric.model.scalars import Line, Name, ReviewerId


class ReviewerKind(StrEnum):
    """Who or what scores."""

    PERSON = "person"
    MACHINE = "machine"


class Reviewer(Strict):
    """Somebody who scores, facilitates or decides, and how their name is written."""

    kind: Annotated[ReviewerKind, Field(strict=False)] = ReviewerKind.PERSON
    """A person, or a machine: software whose sheets lie beside the others."""
    title: Line | None = Field(default=None, examples=["Zendesk AutoQA"])
    """What the site calls a machine."""
    model: Line | None = Field(default=None, examples=["2026-09"])
    """Of a machine, what scores in it."""
    prompt: Line | None = Field(default=None, examples=["judge-3"])
    """Of a machine, what it is told to do, by a name or version."""
    names: tuple[Name, ...] = Field(default=(), examples=[["Ana L\u00f3pez"]])
    """A person's whole name, in every way it is written. Only a site that shows names shows it."""
    addresses: tuple[Line, ...] = Field(default=(), examples=[["ana.lopez@northwind.example"]])
    """A person's e-mail addresses. No page shows them."""
    aliases: tuple[ReviewerId, ...] = Field(default=(), examples=[["alopez"]])
    """Other names on score sheets and in records: logins, earlier ids."""

    @property
    def is_machine(self) -> bool:
        """Whether it is software."""
        return self.kind is ReviewerKind.MACHINE

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way in which the name is written, besides the one it is listed by."""
        return (*self.names, *self.aliases, *self.addresses)

"""What somebody who starts a repository is asked, and the scales to choose from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Host(StrEnum):
    """Where the repository is, which decides on its pipeline."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


@dataclass(frozen=True)
class ScaleChoice:
    """A scale on offer.

    Attributes:
        id: Its name in rubric.yaml.
        levels: Label of each score.
        passing: The pass mark in percent, below what a review gets that meets the standard.
        passing_why: The reason for it, in words.
    """

    id: str
    levels: Mapping[int, str]
    passing: int
    passing_why: str

    @property
    def words(self) -> str:
        """The levels in a line: `1 Poor, 2 Fair, 3 Good`."""
        return ", ".join(f"{score} {label}" for score, label in self.levels.items())


_MEETS = "a review that meets the standard everywhere comes to 57.5"
SCALES: Mapping[str, ScaleChoice] = {
    "1-5": ScaleChoice(
        "quality",
        {1: "Poor", 2: "Below standard", 3: "Meets standard", 4: "Strong", 5: "Exemplary"},
        55,
        _MEETS,
    ),
    "1-3": ScaleChoice(
        "standard",
        {1: "Below standard", 2: "Meets standard", 3: "Above standard"},
        55,
        _MEETS,
    ),
    "met": ScaleChoice("met", {0: "Not met", 1: "Met"}, 80, "one criterion may be missed"),
}
"""By what they are called on the command line."""


@dataclass(frozen=True)
class Answers:
    """How a repository is to be made.

    Attributes:
        title: What the standard is called.
        scale: One of `SCALES`.
        reviewers: What the site shows of reviewers: names, pseudonyms or hidden.
        host: Where the repository is.
        url: Its address in a browser; "" where it has none yet.
        branch: The branch that is published.
        today: The day it is made, which everything in it is dated by.
        version: Of this program, for the bounds in requirements.txt.
        generator: What builds the site: mkdocs, properdocs or zensical.
    """

    title: str
    scale: str
    reviewers: str
    host: Host
    url: str
    branch: str
    today: dt.date
    version: str
    generator: str = "mkdocs"

    @property
    def program(self) -> str:
        """What is called to build or serve the site: MkDocs itself, or what runs the others."""
        return "mkdocs" if self.generator == "mkdocs" else "rubric"

    @property
    def requirement(self) -> str:
        """This program, up to the next version that may change the files' formats."""
        major, minor, *_ = self.version.split(".")
        below = f"0.{int(minor) + 1}" if major == "0" else int(major) + 1
        extra = "" if self.generator == "mkdocs" else f"[{self.generator}]"
        return f"mkdocs-rubric{extra}>={self.version},<{below}"

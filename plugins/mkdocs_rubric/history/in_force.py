"""Which commits were in force, and from which day."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_rubric.load import Layout
from mkdocs_rubric.load.log import Commit
from mkdocs_rubric.load.record import is_main, is_read
from mkdocs_rubric.model import Rubric

RubricOf: TypeAlias = Callable[[str, str], Rubric | None]
"""The rubric by the id of its content and its path; None where it cannot be used."""


@dataclass(frozen=True)
class CommitInForce:
    """A commit that was in force, with all that changed since the last one that was.

    Attributes:
        commit: The commit.
        day: The first day it was in force.
        touched: The files that changed, each with the id of its content; "" where it is gone.
        renamed: What files were called before, by their path now.
    """

    commit: Commit
    day: dt.date
    touched: Mapping[str, str]
    renamed: Mapping[str, str]


def commits_in_force(
    commits: Sequence[Commit], days: Sequence[dt.date], layout: Layout
) -> Iterator[CommitInForce]:
    """Those that count of a main line, oldest first.

    A commit that a later one precedes by date was never in force, but for the same day, where both
    are told.

    Args:
        commits: The main line, oldest first.
        days: The first day of each.
        layout: What the folders are called.
    """
    last = dt.date.max
    counts = [False] * len(commits)
    for place in range(len(commits) - 1, -1, -1):
        counts[place] = days[place] <= last
        last = min(last, days[place])
    touched: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for commit, day, counted in zip(commits, days, counts, strict=True):
        for file in commit.files:
            if file.was:
                if is_read(file.was, layout):
                    touched[file.was] = ""
                renamed[file.path] = renamed.pop(file.was, file.was)
            if is_read(file.path, layout):
                touched[file.path] = file.blob
        if counted:
            yield CommitInForce(commit, day, touched, renamed)
            touched, renamed = {}, {}


def first_days(commits: Sequence[Commit], layout: Layout, rubric_of: RubricOf) -> list[dt.date]:
    """The day from which each commit is in force, if no later one says otherwise."""
    effective: dt.date | None = None
    days: list[dt.date] = []
    for commit in commits:
        for file in commit.files:
            if file.blob and is_main(file.path, layout):
                rubric = rubric_of(file.blob, file.path)
                effective = rubric.effective if rubric else effective
        days.append(max(commit.day, effective) if effective else commit.day)
    return days


def link_in_the_way(commits: Sequence[Commit], layout: Layout) -> str:
    """A file or folder that is a symbolic link in the end, which git does not follow; or ""."""
    folders = (layout.rubric, f"{layout.rubric}/criteria", layout.decisions)
    links: set[str] = set()
    for commit in commits:
        for file in commit.files:
            if file.is_link and (file.path in folders or is_read(file.path, layout)):
                links.add(file.path)
            else:
                links.discard(file.path)
    return min(links, default="")

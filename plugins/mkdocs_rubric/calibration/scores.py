"""A project's sheets as the columns the agreement engine counts."""

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from mkdocs_rubric.agreement import NOT_APPLICABLE, NOT_SCORED, NumberedScale, Scores
from mkdocs_rubric.agreement.scale import BoolArray, IntArray, Integers
from mkdocs_rubric.model import Cell, Criterion, Mark, Project, Rubric, Scale, Score, Sheet

_CODES = {Mark.NOT_APPLICABLE: NOT_APPLICABLE, Mark.NOT_SCORED: NOT_SCORED}
_NOTHING = min(_CODES.values()) - 1
"""What a cell means that cannot be."""


@dataclass(frozen=True)
class Era:
    """A criterion on one scale. What was scored on another scale is another era."""

    criterion: Criterion
    scale_id: str
    scale: Scale

    @property
    def current(self) -> bool:
        """Whether this is the scale of today."""
        return self.scale_id == self.criterion.scale


@dataclass(frozen=True)
class ScoreTables:
    """Everything that was scored, by index.

    Attributes:
        reviewers: Names, by index.
        conversations: (session id, conversation id), by index, oldest session first.
        eras: Criteria by index, each on one scale.
        tables: One for each scale.
        session: (conversations,) the session's index of each conversation.
        sessions: How many there are.
    """

    reviewers: Sequence[str]
    conversations: Sequence[tuple[str, str]]
    eras: Sequence[Era]
    tables: Sequence[Scores]
    session: IntArray
    sessions: int

    @cached_property
    def digest(self) -> str:
        """Of all that figures depend on: the same for the same scores on the same scales."""
        found = blake2b(digest_size=16)
        about: list[object] = [self.sessions, len(self.reviewers)]
        about += [len(table.level) for table in self.tables]
        for era in self.eras:
            scale = ([str(score) for score in era.scale.scores], str(era.scale.agree_within))
            about += [era.criterion.id, era.current, scale]
        found.update(json.dumps(about).encode())
        for table in self.tables:
            for column in (table.reviewer, table.conversation, table.level, table.criterion):
                found.update(b"" if column is None else column.tobytes())
        found.update(self.session.tobytes())
        return found.hexdigest()

    @cached_property
    def _today(self) -> BoolArray:
        """(eras,) which are on today's scale."""
        return np.array([era.current for era in self.eras], dtype=bool)

    @cached_property
    def current(self) -> list[Scores]:
        """The tables without earlier scales: what may be pooled over sessions."""
        return [part for table in self.tables if (part := _where(table, self._today)) is not None]

    def of(self, criterion: str) -> list[Scores]:
        """The table of one criterion on today's scale; empty when it was never scored."""
        mine = np.zeros_like(self._today)
        mine[self.indices([criterion])] = True
        return [part for table in self.tables if (part := _where(table, mine)) is not None]

    @cached_property
    def scored(self) -> BoolArray:
        """(eras, conversations) where anybody has given a level."""
        found = np.zeros((len(self.eras), len(self.conversations)), dtype=bool)
        for table in self.tables:
            units = table.units
            there = units.given > 0
            found[units.criterion[there], units.conversation[there]] = True
        return found

    def sessions_of(self, eras: Sequence[int] | None = None) -> IntArray:
        """(conversations,) the session of each; -1 where none of some eras was scored.

        Args:
            eras: Their indices; all of today's scales where absent.
        """
        chosen = self.scored[self._today if eras is None else eras]
        return np.where(chosen.any(axis=0), self.session, -1)

    @cached_property
    def _in_order(self) -> list[Scores]:
        """The tables by conversation, so that a stretch of them is a slice."""
        return [
            some_rows(table, np.argsort(table.conversation, kind="stable")) for table in self.tables
        ]

    def within(
        self, conversations: IntArray, *, current: bool = True
    ) -> tuple[list[Scores], Mapping[int, int]]:
        """A stretch of conversations, numbered from 0 in the order given.

        Criteria are numbered anew too, as few occur in a stretch; also says which is which.

        Args:
            conversations: Their indices.
            current: Without earlier scales.
        """
        today = self._today if current else np.ones_like(self._today)
        number = np.full(len(self.session), -1, dtype=np.int64)
        number[conversations] = np.arange(len(conversations))
        found: list[Scores] = []
        numbers = _Numbers()
        for table in self._in_order:
            first, last = np.searchsorted(
                table.conversation, [conversations.min(), conversations.max() + 1]
            )
            part = some_rows(table, slice(int(first), int(last)))
            assert part.criterion is not None
            chosen = (number[part.conversation] >= 0) & today[part.criterion]
            if chosen.any():
                rows = some_rows(part, chosen)
                assert rows.criterion is not None
                eras, which = np.unique(rows.criterion, return_inverse=True)
                compact = np.array([numbers[era] for era in eras.tolist()])
                place = number[rows.conversation]
                found.append(replace(rows, conversation=place, criterion=compact[which]))
        return found, numbers

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {era.criterion.id: n for n, era in enumerate(self.eras) if era.current}

    def indices(self, criteria: Iterable[str]) -> list[int]:
        """The eras of today's scale of some criteria."""
        return sorted(
            {self._numbers[criterion] for criterion in criteria if criterion in self._numbers}
        )


def score_tables(project: Project) -> ScoreTables:
    """Collect the independent scores of every session.

    Left out are rows the checks complain of: unknown conversations and criteria, scores off the
    scale of the day, N/A where a criterion always applies, criteria after they were retired.
    """
    reviewers: dict[str, int] = {}
    conversations: dict[tuple[str, str], int] = {}
    eras = _Eras(project.rubric)
    cells = _Numbers()
    session_of: list[int] = []
    parts: list[_Columns] = []
    for number, held in enumerate(project.sessions.values()):
        local: dict[str, int] = {}
        for conversation in held.session.conversations:
            if conversation.id not in local:
                local[conversation.id] = conversations[held.id, conversation.id] = len(
                    conversations
                )
                session_of.append(number)
        rows = _rows_of(held.sheets, reviewers, local, cells)
        if rows is not None:
            parts.append(eras.judged(rows, cells, held.session.date))
    return ScoreTables(
        reviewers=list(reviewers),
        conversations=list(conversations),
        eras=eras.found,
        tables=_by_scale(parts, eras.found),
        session=np.array(session_of, dtype=np.int64),
        sessions=len(project.sessions),
    )


class _Numbers(dict[Any, int]):
    """Numbers things in the order in which they turn up."""

    def __missing__(self, key: object) -> int:
        self[key] = len(self)
        return self[key]


class _Columns(NamedTuple):
    """Scores by index, each (n,): reviewer, conversation, criterion's era, level."""

    reviewer: Integers
    conversation: Integers
    era: Integers
    level: Integers


class _Rows(NamedTuple):
    """Rows of a session's sheets as they stand: -1 is a conversation it does not have."""

    reviewer: Integers
    conversation: Integers
    name: Integers
    cell: Integers
    names: Sequence[str]


def _rows_of(
    sheets: Sequence[Sheet],
    reviewers: dict[str, int],
    conversations: Mapping[str, int],
    cells: _Numbers,
) -> _Rows | None:
    """The rows of all sheets as numbers; None where there are none."""
    names = _Numbers()
    seen: dict[int, Integers] = {}  # sheets share columns, and each is looked at once

    def numbers(column: Sequence[str], numbered: Callable[[str], int]) -> Integers:
        if id(column) not in seen:
            seen[id(column)] = np.fromiter(map(numbered, column), np.int32, len(column))
        return seen[id(column)]

    def place(name: str) -> int:
        return conversations.get(name, -1)

    columns = []
    for sheet in sheets:
        known = {person: reviewers.setdefault(person, len(reviewers)) for person in sheet.people}
        who = np.full(len(sheet), max(known.values(), default=0), dtype=np.int32)
        if len(known) > 1:
            who = np.fromiter(map(known.__getitem__, sheet.reviewers), np.int32, len(sheet))
        what = np.fromiter(map(cells.__getitem__, sheet.cells), np.int32, len(sheet))
        where = numbers(sheet.conversations, place)
        columns.append((who, where, numbers(sheet.criteria, names.__getitem__), what))
    if not columns:
        return None
    who, where, what, cell = map(np.concatenate, zip(*columns, strict=True))
    return _Rows(who, where, what, cell, list(names))


class _Eras:
    """Numbers criteria, each on each of its scales."""

    def __init__(self, rubric: Rubric) -> None:
        self.found: list[Era] = []
        self._rubric = rubric
        self._numbers: dict[tuple[str, str], int] = {}

    def judged(self, rows: _Rows, cells: Mapping[Cell, int], day: dt.date) -> _Columns:
        """The rows that mean something on a day, by era and level."""
        level_of = np.full((len(rows.names), len(cells)), _NOTHING, dtype=np.int16)
        era_of = np.zeros(len(rows.names), dtype=np.int32)
        for number, name in enumerate(rows.names):
            criterion = self._rubric.by_name.get(name)
            scale = self._rubric.scale(criterion, day) if criterion else None
            if criterion is None or scale is None or criterion.retired_on(day):
                continue
            era_of[number] = self._number(criterion, criterion.scale_on(day), scale)
            for place, score in enumerate(scale.scores):
                if score in cells:
                    level_of[number, cells[score]] = place
            for mark, code in _CODES.items():
                possible = mark is not Mark.NOT_APPLICABLE or criterion.not_applicable is not None
                if mark in cells and possible:
                    level_of[number, cells[mark]] = code
        level = level_of[rows.name, rows.cell]
        columns = _Columns(rows.reviewer, rows.conversation, era_of[rows.name], level)
        kept = (level != _NOTHING) & (rows.conversation >= 0)
        return columns if kept.all() else _Columns(*(column[kept] for column in columns))

    def _number(self, criterion: Criterion, scale_id: str, scale: Scale) -> int:
        key = (criterion.id, scale_id)
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append(Era(criterion, scale_id, scale))
        return self._numbers[key]


def _by_scale(parts: Sequence[_Columns], eras: Sequence[Era]) -> list[Scores]:
    """One table for each scale, whatever it is called."""
    if not any(len(part.level) for part in parts):
        return []
    columns = _Columns(*map(np.concatenate, zip(*parts, strict=True)))
    same: dict[tuple[tuple[Score, ...], Score], int] = {}
    number = np.zeros(len(eras), dtype=np.int32)
    for which, era in enumerate(eras):
        key = (tuple(era.scale.scores), era.scale.agree_within)
        number[which] = same.setdefault(key, len(same))
    of_row = number[columns.era]
    tables = []
    for (values, tolerance), which in same.items():
        mine = of_row == which
        scale = in_whole_numbers(values, tolerance)
        if mine.any():
            who, where, what, level = (
                columns if mine.all() else (column[mine] for column in columns)
            )
            tables.append(Scores(who, where, level, scale, what))
    return tables


def in_whole_numbers(values: Sequence[Score], tolerance: Score) -> NumberedScale:
    """The scale as the engine has it: decimals as multiples of their smallest part.

    No figure depends on the unit, and floats hold whole numbers exactly.
    """
    exact = [Fraction(value) for value in (*values, tolerance)]
    unit = math.lcm(*(each.denominator for each in exact))
    *points, within = (float(each * unit) for each in exact)
    return NumberedScale(tuple(points), within, float(unit))


def _where(table: Scores, keep: BoolArray) -> Scores | None:
    """The rows of some criteria; None where there are none."""
    assert table.criterion is not None
    mine = keep[table.criterion]
    if not mine.any():
        return None
    return table if mine.all() else some_rows(table, mine)


def some_rows(table: Scores, chosen: BoolArray | IntArray | slice) -> Scores:
    """Some rows of a table."""
    assert table.criterion is not None
    columns = (table.reviewer[chosen], table.conversation[chosen], table.level[chosen])
    return Scores(*columns, table.scale, table.criterion[chosen])

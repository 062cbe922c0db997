"""A project's sheets as the columns the agreement engine counts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mkdocs_rubric.agreement import NOT_APPLICABLE, NOT_SCORED, Scores
from mkdocs_rubric.agreement import Scale as EngineScale
from mkdocs_rubric.agreement.scale import BoolArray, IntArray
from mkdocs_rubric.model import Cell, Criterion, Mark, Project, Rubric, Scale

_CODES = {Mark.NOT_APPLICABLE: NOT_APPLICABLE, Mark.NOT_SCORED: NOT_SCORED}


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
    """

    reviewers: Sequence[str]
    conversations: Sequence[tuple[str, str]]
    eras: Sequence[Era]
    tables: Sequence[Scores]
    session: IntArray

    @cached_property
    def current(self) -> list[Scores]:
        """The tables without earlier scales: what may be pooled over sessions."""
        keep = np.array([era.current for era in self.eras], dtype=bool)
        return [part for table in self.tables if (part := _where(table, keep)) is not None]

    @cached_property
    def _by_criterion(self) -> dict[str, list[Scores]]:
        """Each criterion as number 0: counts are laid out by conversation and criterion."""
        found: dict[str, list[Scores]] = {}
        for number, era in enumerate(self.eras):
            if era.current:
                keep = np.arange(len(self.eras)) == number
                parts = [part for one in self.tables if (part := _where(one, keep)) is not None]
                alone = [replace(one, criterion=np.zeros_like(one.criterion)) for one in parts]
                found[era.criterion.id] = alone
        return found

    def of(self, criterion: str) -> list[Scores]:
        """The table of one criterion on today's scale; empty when it was never scored."""
        return self._by_criterion.get(criterion, [])

    @cached_property
    def _in_order(self) -> list[Scores]:
        """The tables by conversation, so that a stretch of them is a slice."""
        return [_rows(one, np.argsort(one.conversation, kind="stable")) for one in self.tables]

    def within(self, conversations: IntArray, *, current: bool = True) -> list[Scores]:
        """A stretch of conversations, numbered from 0 in the order given.

        Args:
            conversations: Their indices.
            current: Without earlier scales.
        """
        today = np.array([era.current or not current for era in self.eras], dtype=bool)
        number = np.full(len(self.session), -1, dtype=np.int64)
        number[conversations] = np.arange(len(conversations))
        found = []
        for table in self._in_order:
            first, last = np.searchsorted(
                table.conversation, [conversations.min(), conversations.max() + 1]
            )
            part = _rows(table, slice(int(first), int(last)))
            renumbered = replace(part, conversation=number[part.conversation])
            assert renumbered.criterion is not None
            chosen = (renumbered.conversation >= 0) & today[renumbered.criterion]
            if chosen.any():
                found.append(_rows(renumbered, chosen))
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {era.criterion.id: n for n, era in enumerate(self.eras) if era.current}

    def indices(self, criteria: Iterable[str]) -> list[int]:
        """The eras of today's scale of some criteria."""
        return sorted({self._numbers[one] for one in criteria if one in self._numbers})


def score_tables(project: Project) -> ScoreTables:
    """Collect the independent scores of every session.

    Left out are rows the checks complain of: unknown conversations and criteria, scores off the
    scale of the day, criteria after they were retired.
    """
    reviewers: dict[str, int] = {}
    conversations: dict[tuple[str, str], int] = {}
    eras = _Eras(project.rubric)
    session_of: list[int] = []
    parts: list[IntArray] = []
    for number, held in enumerate(project.sessions.values()):
        local: dict[str, int] = {}
        for one in held.session.conversations:
            if one.id not in local:
                local[one.id] = conversations[held.id, one.id] = len(conversations)
                session_of.append(number)
        for sheet in held.sheets:
            for name in dict.fromkeys(sheet.reviewers):
                reviewers.setdefault(name, len(reviewers))
            levels = eras.levels(set(sheet.criteria), held.session.date)
            judged = zip(sheet.criteria, sheet.cells, strict=True)
            rows = [
                (reviewers[who], local[where], *levels[what])
                for who, where, what in zip(
                    sheet.reviewers, sheet.conversations, judged, strict=True
                )
                if what in levels and where in local
            ]
            if rows:
                parts.append(np.array(rows, dtype=np.int64))
    return ScoreTables(
        reviewers=list(reviewers),
        conversations=list(conversations),
        eras=eras.found,
        tables=_by_scale(parts, eras.found),
        session=np.array(session_of, dtype=np.int64),
    )


class _Eras:
    """Numbers criteria, each on each of its scales."""

    def __init__(self, rubric: Rubric) -> None:
        self.found: list[Era] = []
        self._rubric = rubric
        self._numbers: dict[tuple[str, str], int] = {}

    def levels(self, names: Iterable[str], day: dt.date) -> dict[tuple[str, Cell], tuple[int, int]]:
        """The era and the level's index of every cell that some criteria can have on a day."""
        levels: dict[tuple[str, Cell], tuple[int, int]] = {}
        for name in names:
            criterion = self._rubric.by_name.get(name)
            scale = self._rubric.scale(criterion, day) if criterion else None
            if criterion is None or scale is None or criterion.retired_on(day):
                continue
            key = (criterion.id, criterion.scale_on(day))
            if key not in self._numbers:
                self._numbers[key] = len(self.found)
                self.found.append(Era(criterion, key[1], scale))
            era = self._numbers[key]
            levels |= {(name, score): (era, place) for place, score in enumerate(scale.scores)}
            levels |= {(name, mark): (era, code) for mark, code in _CODES.items()}
        return levels


def _by_scale(parts: Sequence[IntArray], eras: Sequence[Era]) -> list[Scores]:
    """One table for each scale, whatever it is called."""
    if not parts:
        return []
    who, where, what, level = np.concatenate(parts).T
    same: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for number, era in enumerate(eras):
        same.setdefault((tuple(era.scale.scores), era.scale.agree_within), []).append(number)
    tables = []
    for (values, tolerance), numbers in same.items():
        mine = np.isin(what, numbers)
        scale = EngineScale(tuple(map(float, values)), float(tolerance))
        if mine.any():
            tables.append(Scores(who[mine], where[mine], level[mine], scale, what[mine]))
    return tables


def _where(table: Scores, keep: BoolArray) -> Scores | None:
    """The rows of some criteria; None where there are none."""
    assert table.criterion is not None
    mine = keep[table.criterion]
    if not mine.any():
        return None
    return _rows(table, mine)


def _rows(table: Scores, chosen: BoolArray | IntArray | slice) -> Scores:
    """Some rows of a table."""
    assert table.criterion is not None
    columns = (table.reviewer[chosen], table.conversation[chosen], table.level[chosen])
    return Scores(*columns, table.scale, table.criterion[chosen])

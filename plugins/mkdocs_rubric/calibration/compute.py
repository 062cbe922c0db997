"""Figures from scores: pure functions, each asked for once by `Figures`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import (
    NOT_APPLICABLE,
    NOT_SCORED,
    WITHIN_TOLERANCE,
    Cells,
    Change,
    Coefficient,
    Confusion,
    DriftPoint,
    Effect,
    Estimate,
    Scores,
    Severity,
    Windows,
    agreement,
    applicable,
    change,
    confusions,
    drift,
    effect,
    many_facets,
    pair_matrix,
    rolling_windows,
    scale_use,
    severities,
    standing_before,
    windows_around,
)
from mkdocs_rubric.agreement.scale import IntArray
from mkdocs_rubric.calibration.scores import ScoreTables

WINDOW = 12
"""Conversations on either side of a comparison, fixed before looking at any figure."""

COEFFICIENTS = (
    WITHIN_TOLERANCE,
    Coefficient("percent_agreement", "identity"),
    Coefficient("gwet", "quadratic"),
    Coefficient("krippendorff", "ordinal"),
    Coefficient("brennan_prediger", "quadratic"),
    Coefficient("fleiss", "quadratic"),
)
"""What the table of coefficients shows beside the practitioners' figure."""


@dataclass(frozen=True)
class Line:
    """A figure over time, in the sessions in which something was scored.

    Attributes:
        numbers: The sessions' indices.
        sessions: Of each session alone.
        windows: Pooled over the rolling window that ends with each session.
        members: The sessions of each window; the last is the one it ends with.
    """

    numbers: Sequence[int]
    sessions: Sequence[Estimate]
    windows: Sequence[Estimate]
    members: Sequence[tuple[int, ...]]

    @property
    def latest(self) -> Estimate | None:
        """The newest window in which anything was scored."""
        return next((one for one in reversed(self.windows) if one.scores), None)

    def alone(self, session: int) -> Estimate | None:
        """The figure of a session, by its index; None where nothing was scored in it."""
        return dict(zip(self.numbers, self.sessions, strict=True)).get(session)


class Pair(NamedTuple):
    """Two reviewers, by index.

    Attributes:
        first: The one of the lower index.
        second: The other.
        share: Of the scores both gave, those within the tolerance.
        scores: That both gave.
        conversations: That both scored.
    """

    first: int
    second: int
    share: float
    scores: int
    conversations: int


def overall(scores: ScoreTables) -> Line:
    """All criteria together.

    A session alone has every scale it was scored on; windows, which reach over sessions, have
    today's scales only.
    """
    numbers, today = list(range(scores.sessions)), scores.current
    if not scores.tables:
        return Line([], [], [], [])
    alone = [(number,) for number in numbers]
    members = rolling_windows(_sessions_of(scores, today), sessions=len(numbers)) if today else []
    if all(era.current for era in scores.eras):
        both = iter(agreement(today, cells=Cells(scores.session, [*alone, *members])))
        return Line(numbers, _some(both, numbers), _some(both, numbers), members)
    each = agreement(scores.tables, cells=Cells(scores.session, alone))
    pooled = agreement(today, cells=Cells(scores.session, members)) if today else []
    return Line(numbers, each, pooled, members)


def criteria(scores: ScoreTables) -> dict[str, Line]:
    """Each criterion that was scored on today's scale, all of them at once."""
    plans: list[tuple[str, list[int], list[tuple[int, ...]]]] = []
    windows: list[tuple[int, ...]] = []
    eras: list[int] = []
    for number, era in enumerate(scores.eras):
        numbers, members = _windows(_sessions_of(scores, scores.of(era.criterion.id)))
        if era.current and numbers:
            plans.append((era.criterion.id, numbers, members))
            windows += [*((number,) for number in numbers), *members]
            eras += [number] * (2 * len(numbers))
    if not windows:
        return {}
    found = iter(agreement(scores.current, cells=Cells(scores.session, windows, criteria=eras)))
    return {
        name: Line(numbers, _some(found, numbers), _some(found, numbers), members)
        for name, numbers, members in plans
    }


def coefficients(scores: ScoreTables) -> list[Estimate]:
    """The coefficients of all criteria together, in the newest window."""
    _, members = _windows(_sessions_of(scores, scores.current))
    if not members:
        return []
    return agreement(scores.current, COEFFICIENTS, Cells(scores.session, [members[-1]]))


def applicability(scores: ScoreTables) -> dict[str, Estimate]:
    """How far reviewers agree on whether a criterion applies, where anybody gave N/A."""
    doubted = {
        scores.eras[which].criterion.id: which
        for table in scores.current
        if table.criterion is not None
        for which in np.unique(table.criterion[table.level == NOT_APPLICABLE]).tolist()
    }
    if not doubted:
        return {}
    of = list(doubted.values())
    cells = Cells(scores.session, [range(scores.sessions)] * len(of), criteria=of)
    found = agreement([applicable(table) for table in scores.current], cells=cells)
    return dict(zip(doubted, found, strict=True))


def recent_change(scores: ScoreTables, criterion: str | None) -> Change | None:
    """The last 12 conversations against the 12 before; None when there are fewer than six.

    With fewer than 24 conversations, half of them on either side.
    """
    tables = scores.of(criterion) if criterion else scores.current
    used = np.flatnonzero(_sessions_of(scores, tables) >= 0)
    reach = min(WINDOW, len(used) // 2)
    if reach < 3:  # noqa: PLR2004 - fewer have no interval
        return None
    windows = Windows(used[-2 * reach : -reach], used[-reach:])
    return change(tables, windows, WITHIN_TOLERANCE)


def session_change(scores: ScoreTables, number: int) -> Change | None:
    """A session against the one before it."""
    here = np.flatnonzero(scores.session == number)
    before = np.flatnonzero(scores.session == number - 1)
    if not number or not here.size or not before.size:
        return None
    both = np.concatenate([before, here])
    windows = Windows(np.arange(len(before)), np.arange(len(before), len(both)))
    return change(scores.within(both, current=False)[0], windows, WITHIN_TOLERANCE)


class Around(NamedTuple):
    """The conversations on either side of a session, numbered from 0."""

    tables: list[Scores]
    numbers: Mapping[int, int]
    windows: Windows
    before: list[Estimate]

    def effect(self, touched: Collection[int]) -> Effect:
        """The effect of what was decided about some criteria, by the numbers they have outside."""
        here = [self.numbers[one] for one in touched if one in self.numbers]
        return effect(self.tables, here, self.windows, before=self.before)


def around(scores: ScoreTables, decided: int) -> Around:
    """The scores around a session; the same for all that was decided in it."""
    windows = windows_around(scores.session, decided, WINDOW)
    reach = len(windows.before)
    both = np.concatenate([windows.before, windows.after])
    local = Windows(np.arange(reach), np.arange(reach, len(both)), windows.missing)
    tables, numbers = scores.within(both)
    return Around(tables, numbers, local, standing_before(tables, local))


def mixed_up(scores: ScoreTables, criterion: str, sessions: Sequence[int]) -> list[Confusion]:
    """Which levels of a criterion get mixed up in some sessions, the most frequent first."""
    return confusions(_within(scores, criterion, sessions))


def used(scores: ScoreTables, criterion: str, sessions: Sequence[int]) -> dict[int, int]:
    """How often each level of a criterion was given in some sessions."""
    found = _within(scores, criterion, sessions)
    counts = sum(scale_use(table).sum(axis=0) for table in found)
    values = found[0].scale.values
    return {int(value): int(n) for value, n in zip(values, np.asarray(counts), strict=True)}


def severity(scores: ScoreTables, *, linked: bool) -> list[Severity]:
    """Each reviewer against the others on the same conversations.

    In hundredths of the scale where scales differ, else in points.

    Args:
        scores: Of everybody.
        linked: Reviewers mostly score different conversations, and few link them: who the others
            were on those is then taken into account.
    """
    if not scores.current:
        return []
    if linked:
        return many_facets(scores.current)
    return severities(scores.current, reviewers=len(scores.reviewers))


def drifting(scores: ScoreTables) -> list[DriftPoint]:
    """Each reviewer's severity over the sessions, smoothed."""
    return drift(scores.current, scores.session) if scores.current else []


def pairs(scores: ScoreTables) -> list[Pair]:
    """Every two reviewers who have scored the same, on all scales together."""
    size = len(scores.reviewers)
    agreeing, shared = np.zeros((2, size, size))
    there = np.zeros((size, len(scores.session)))
    for table in scores.current:
        found = pair_matrix(table)
        some = len(found.value)
        agreeing[:some, :some] += found.value * found.units
        shared[:some, :some] += found.units
        scored = table.level >= 0
        there[table.reviewer[scored], table.conversation[scored]] = 1
    together = there @ there.T
    first, second = np.nonzero(np.triu(shared, 1))
    share = agreeing[first, second] / shared[first, second]
    columns = (share, shared[first, second].astype(int), together[first, second].astype(int))
    rows = (first, second, *columns)
    return list(map(Pair._make, zip(*(row.tolist() for row in rows), strict=True)))


def _within(scores: ScoreTables, criterion: str, sessions: Sequence[int]) -> list[Scores]:
    inside = np.isin(scores.session, sessions)
    return [
        Scores(
            table.reviewer,
            table.conversation,
            np.where(inside[table.conversation], table.level, NOT_SCORED),
            table.scale,
            table.criterion,
        )
        for table in scores.of(criterion)
    ]


def _sessions_of(scores: ScoreTables, tables: Sequence[Scores]) -> IntArray:
    """The session of each conversation; -1 where these tables have no score of it."""
    session = np.full(len(scores.session), -1, dtype=np.int64)
    for table in tables:
        scored = np.zeros(len(session), dtype=bool)
        scored[table.conversation[table.level >= 0]] = True
        session[scored] = scores.session[scored]
    return session


def _windows(session: IntArray) -> tuple[list[int], list[tuple[int, ...]]]:
    """The sessions that occur, and the rolling window that ends with each."""
    numbers, place = np.unique(session[session >= 0], return_inverse=True)
    known = numbers.tolist()
    return known, [tuple(known[one] for one in window) for window in rolling_windows(place)]


def _some(found: Iterator[Estimate], numbers: Sequence[int]) -> list[Estimate]:
    """The next estimates, as many as there are sessions."""
    return list(islice(found, len(numbers)))

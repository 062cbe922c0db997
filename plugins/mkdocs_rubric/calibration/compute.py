"""Figures from scores: pure functions, each asked for once by `Figures`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import (
    NOT_APPLICABLE,
    WITHIN_TOLERANCE,
    Cells,
    Change,
    Coefficient,
    Confusion,
    Contrast,
    DriftPoint,
    Effect,
    Estimate,
    Scores,
    Severity,
    Units,
    Windows,
    agreement,
    applicable,
    change,
    comparisons,
    confusions,
    drift,
    effects,
    many_facets,
    pair_matrix,
    rolling_windows,
    scale_use,
    severities,
    windows_around,
)
from mkdocs_rubric.agreement.multiplicity import benjamini_hochberg
from mkdocs_rubric.agreement.scale import IntArray
from mkdocs_rubric.calibration.scores import ScoreTables, some_rows

WINDOW = 12
"""Conversations on either side of a comparison, fixed before looking at any figure."""

FEWEST = 6
"""With fewer on a side, a few odd conversations look like a change."""

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
    members = rolling_windows(scores.sessions_of(), sessions=len(numbers)) if today else []
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
        numbers, members = _windows(scores.sessions_of([number])) if era.current else ([], [])
        if numbers:
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
    _, members = _windows(scores.sessions_of())
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


def recent_changes(scores: ScoreTables) -> dict[str, Change]:
    """The last 12 conversations against the 12 before, of each criterion, and "" of all.

    With fewer than 24 conversations half of them stand on either side, and with fewer than 12 there
    is no comparison. Criteria are many, so that one or the other seems to have changed by chance
    alone: their p are corrected for that (Benjamini-Hochberg).

    Each criterion counts its own conversations: those before are numbered from 0 for all of them,
    those after from 12, so that one look answers every question.
    """
    every = [which for which, era in enumerate(scores.eras) if era.current]
    found: dict[str, Change] = {}
    for questions in ({"": every}, {scores.eras[one].criterion.id: [one] for one in every}):
        place = np.full_like(scores.scored, -1, dtype=np.int64)
        known: dict[str, list[int]] = {}
        for name, eras in questions.items():
            used = np.flatnonzero(scores.sessions_of(eras) >= 0)
            reach = min(WINDOW, len(used) // 2)
            if reach >= FEWEST:
                sides = np.concatenate([np.arange(reach), WINDOW + np.arange(reach)])
                place[np.ix_(np.array(eras), used[-2 * reach :])] = sides
                known[name] = eras
        tables = [_moved(table, place) for table in scores.current]
        windows = Windows(np.arange(WINDOW), np.arange(WINDOW, 2 * WINDOW))
        asked = [(eras, ()) for eras in known.values()]
        answers = comparisons(Contrast(tables, windows, WITHIN_TOLERANCE), asked)
        changes = [one.net for one in answers]
        if "" not in questions:
            corrected = benjamini_hochberg([one.p for one in changes])
            changes = [replace(one, q=q) for one, q in zip(changes, corrected, strict=True)]
        found |= dict(zip(known, changes, strict=True))
    return found


def _moved(table: Scores, place: IntArray) -> Scores:
    """The rows that have a place (eras, conversations) of zero or more, there."""
    assert table.criterion is not None
    where = place[table.criterion, table.conversation]
    kept = some_rows(table, where >= 0)
    return replace(kept, conversation=where[where >= 0])


def session_change(scores: ScoreTables, number: int) -> Change | None:
    """A session against the one before it."""
    here = np.flatnonzero(scores.session == number)
    before = np.flatnonzero(scores.session == number - 1)
    if not number or not here.size or not before.size:
        return None
    both = np.concatenate([before, here])
    windows = Windows(np.arange(len(before)), np.arange(len(before), len(both)))
    return change(scores.within(both, current=False)[0], windows, WITHIN_TOLERANCE)


def effects_around(
    scores: ScoreTables, decided: int, touched: Sequence[Collection[int]]
) -> list[Effect]:
    """The effects of all that was decided in a session, by the eras each decision touched."""
    windows = windows_around(scores.session, decided, WINDOW)
    reach = len(windows.before)
    both = np.concatenate([windows.before, windows.after])
    local = Windows(np.arange(reach), np.arange(reach, len(both)), windows.missing)
    tables, numbers = scores.within(both)
    # Those without a number were scored on neither side: any other number says so.
    here = [{numbers.get(era, len(scores.eras) + era) for era in one} for one in touched]
    return effects(tables, here, local)


def confused(scores: ScoreTables, lines: Mapping[str, Line]) -> dict[str, list[Confusion]]:
    """Which levels get mixed up in each criterion's newest window, the most frequent first."""
    found: dict[str, list[Confusion]] = {}
    for one in confusions(_newest(scores, lines)):
        found.setdefault(scores.eras[one.criterion].criterion.id, []).append(one)
    return found


def used(scores: ScoreTables, lines: Mapping[str, Line]) -> dict[str, dict[int, int]]:
    """How often each level was given in each criterion's newest window."""
    found = {}
    for units in _newest(scores, lines):
        values = list(map(int, units.scale.values))
        for era, counts in enumerate(scale_use(units).tolist()):
            if any(counts):
                found[scores.eras[era].criterion.id] = dict(zip(values, counts, strict=True))
    return found


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


def _newest(scores: ScoreTables, lines: Mapping[str, Line]) -> list[Units]:
    """What was counted of each criterion in its newest window, by scale."""
    inside = np.zeros_like(scores.scored)
    for name, line in lines.items():
        inside[scores.indices([name])] = np.isin(scores.session, line.members[-1])
    counted = [table.units for table in scores.current]
    return [
        units.take(inside[units.criterion, units.conversation] & (units.given > 0))
        for units in counted
    ]


def _windows(session: IntArray) -> tuple[list[int], list[tuple[int, ...]]]:
    """The sessions that occur, and the rolling window that ends with each."""
    numbers, place = np.unique(session[session >= 0], return_inverse=True)
    known = numbers.tolist()
    return known, [tuple(known[one] for one in window) for window in rolling_windows(place)]


def _some(found: Iterator[Estimate], numbers: Sequence[int]) -> list[Estimate]:
    """The next estimates, as many as there are sessions."""
    return list(islice(found, len(numbers)))

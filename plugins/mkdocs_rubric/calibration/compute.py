"""Figures from scores: pure functions, each asked for once by `Figures`."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import (
    NOT_APPLICABLE,
    WITHIN_TOLERANCE,
    Cells,
    Coefficient,
    Confusion,
    DriftPoint,
    Estimate,
    Scores,
    Severity,
    Shares,
    Units,
    agreement,
    applicable,
    confusions,
    drift,
    pair_matrix,
    rolling_windows,
    scale_use,
    severities,
)
from mkdocs_rubric.agreement.against import Against, against, compared
from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.drift import limit
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.spans import dispersion, spans
from mkdocs_rubric.calibration import claims
from mkdocs_rubric.calibration.claims import Move, Part, looks
from mkdocs_rubric.calibration.scores import ScoreTables

COEFFICIENTS = (
    WITHIN_TOLERANCE,
    Coefficient("percent_agreement", "identity"),
    Coefficient("gwet", "quadratic"),
    Coefficient("krippendorff", "ordinal"),
    Coefficient("brennan_prediger", "quadratic"),
    Coefficient("fleiss", "quadratic"),
)
"""What the table of coefficients shows beside the practitioners' figure."""


_RAREST = 1e-12
"""A chance too small for a quantile's arithmetic to go below."""


@dataclass(frozen=True)
class Line:
    """A figure over time, in the sessions in which something was scored.

    Attributes:
        numbers: The sessions' indices.
        sessions: Of each session alone.
        windows: Over the rolling window that ends with each session; of all criteria together, in
            the mix of the newest one (`overall`).
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


class Record(NamedTuple):
    """How conversations have differed so far, to judge the next few by.

    Attributes:
        phi: (eras,) the dispersion of each criterion's conversations.
        number: (eras,) how many there are.
        phi_of_all: Of the mean over a conversation's criteria, each against its own.
        number_of_all: Conversations with any.
    """

    phi: FloatArray
    number: IntArray
    phi_of_all: float
    number_of_all: int


def shares(scores: ScoreTables, *, current: bool = True) -> Shares:
    """Agreement of each criterion's era on each conversation.

    Args:
        scores: Of everybody.
        current: Only on today's scales.
    """
    tables = scores.current if current else scores.tables
    return Shares.of(tables, scores.session, len(scores.eras), scores.sessions)


def record(found: Shares) -> Record:
    """How conversations have differed so far."""
    everywhere = np.ones(len(found.session), dtype=bool)
    number = found.there.sum(axis=1)
    mean = share(found.known.sum(axis=1), number)
    residual = found.residual(everywhere)
    variance = share((residual**2).sum(axis=1), number - 1.0)
    of_all = found.there.sum(axis=0)
    together = share(residual.sum(axis=0), of_all)[of_all > 0]
    centre = share(found.known.sum(), np.array(found.there.sum()))
    spread = np.array(together.var(ddof=1) if len(together) > 1 else 0.0)
    return Record(
        dispersion(mean, variance), number, float(dispersion(centre, spread)), len(together)
    )


def spanned(found: Sequence[Estimate], known: Record) -> list[Estimate]:
    """Percent agreement within tolerance, with intervals that borrow from the record."""
    some = [place for place, one in enumerate(found) if one.value is not None]
    if not some:
        return list(found)
    chosen = [found[place] for place in some]
    era = np.array([-1 if one.criterion is None else one.criterion for one in chosen])
    low, high = spans(
        np.array([one.value for one in chosen], dtype=np.float64),
        np.array([one.standard_error or 0.0 for one in chosen]),
        np.array([one.conversations for one in chosen]),
        np.where(era < 0, known.phi_of_all, np.append(known.phi, 0.0)[era]),
        np.where(era < 0, known.number_of_all, np.append(known.number, 0)[era]),
    )
    whole = list(found)
    for place, one, least, most in zip(some, chosen, low.tolist(), high.tolist(), strict=True):
        if one.no_interval is None:
            whole[place] = one._replace(low=least, high=most)
    return whole


def overall(scores: ScoreTables, found: Shares) -> Line:
    """All criteria together.

    A session alone has every scale it was scored on. A window is of one mix of criteria, that of
    the newest window, so that the line moves only when a criterion does: one that was not scored at
    the time counts with its figure of the nearest window that has one.
    """
    if not scores.tables:
        return Line([], [], [], [])
    numbers = list(range(scores.sessions))
    cells = Cells(scores.session, [(number,) for number in numbers])
    each = spanned(agreement(scores.tables, cells=cells), record(shares(scores, current=False)))
    if not scores.current:
        return Line(numbers, each, [], [])
    members = rolling_windows(scores.sessions_of(), sessions=len(numbers))
    counted = agreement(scores.current, cells=Cells(scores.session, members))
    return Line(
        numbers, each, spanned(_in_one_mix(found, counted, members), record(found)), members
    )


def _in_one_mix(
    found: Shares, counted: Sequence[Estimate], members: Sequence[tuple[int, ...]]
) -> list[Estimate]:
    """The windows' estimates, each of the criteria that the newest one is of."""
    inside = np.stack([np.isin(found.session, window) for window in members])
    number = inside.astype(float) @ found.there.T.astype(float)  # (windows, criteria)
    total = inside.astype(float) @ found.known.T
    mix = next((row for row in number[::-1] if row.any()), number[-1])
    if not mix.any():
        return list(counted)
    mix = mix / mix.sum()
    whole = []
    for place, one in enumerate(counted):
        if one.value is None:
            whole.append(one)
            continue
        near = _nearest(number, place)
        value, error = _mixed(found, inside, number, total, near, mix)
        whole.append(one._replace(value=value, standard_error=error))
    return whole


def _nearest(number: FloatArray, place: int) -> IntArray:
    """(criteria,) the window nearest to one in which each criterion was compared."""
    away = np.abs(np.arange(len(number)) - place)[:, None] + np.where(number > 0, 0, len(number))
    return np.asarray(away.argmin(axis=0), dtype=np.int64)


def _mixed(
    found: Shares,
    inside: BoolArray,
    number: FloatArray,
    total: FloatArray,
    near: IntArray,
    mix: FloatArray,
) -> tuple[float, float]:
    """The mean of the criteria's figures and its jackknife error."""
    every = np.arange(len(mix))
    n, mean = number[near, every], share(total[near, every], number[near, every])
    used = inside[near] & found.there & (mix > 0)[:, None]
    less = mix[:, None] * used * share(mean[:, None] - found.known, np.maximum(n - 1, 1)[:, None])
    without = less.sum(axis=0)[used.any(axis=0)]
    spread = float((without**2).sum() * (len(without) - 1) / max(len(without), 1))
    value = min(max(float(mix @ mean), 0.0), 1.0)
    return value, spread**0.5


def criteria(scores: ScoreTables, found: Shares) -> dict[str, Line]:
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
    cells = Cells(scores.session, windows, criteria=eras)
    estimates = iter(spanned(agreement(scores.current, cells=cells), record(found)))
    return {
        name: Line(numbers, _some(estimates, numbers), _some(estimates, numbers), members)
        for name, numbers, members in plans
    }


def coefficients(scores: ScoreTables) -> list[Estimate]:
    """The coefficients of all criteria together, in the newest window."""
    _, members = _windows(scores.sessions_of())
    if not members:
        return []
    return agreement(scores.current, COEFFICIENTS, Cells(scores.session, [members[-1]]))


def applicability(scores: ScoreTables) -> dict[str, Line]:
    """How far reviewers agree on whether a criterion applies, where anybody gave N/A; "" of all.

    Of the sessions and windows of each criterion's own line.
    """
    doubted = {
        which
        for table in scores.current
        if table.criterion is not None
        for which in np.unique(table.criterion[table.level == NOT_APPLICABLE]).tolist()
    }
    if not doubted:
        return {}
    asked = [
        _rows_of(applicable(table), sorted(doubted))
        for table in scores.current
        if np.isin(table.criterion, list(doubted)).any()  # type: ignore[arg-type]
    ]
    names = {"": None} | {scores.eras[one].criterion.id: one for one in sorted(doubted)}
    lines = {}
    for name, era in names.items():
        tables = asked if era is None else [_rows_of(one, [era]) for one in asked]
        tables = [one for one in tables if len(one.level)]
        judged = np.zeros(len(scores.session), dtype=bool)
        for one in tables:
            judged[one.conversation[one.level >= 0]] = True
        numbers, members = _windows(np.where(judged, scores.session, -1))
        both = iter(
            agreement(tables, cells=Cells(scores.session, [*((n,) for n in numbers), *members]))
        )
        lines[name] = Line(numbers, _some(both, numbers), _some(both, numbers), members)
    return lines


def _rows_of(table: Scores, eras: Sequence[int]) -> Scores:
    assert table.criterion is not None
    kept = np.isin(table.criterion, eras)
    columns = (table.reviewer[kept], table.conversation[kept], table.level[kept])
    return Scores(*columns, table.scale, table.criterion[kept])


def moves(scores: ScoreTables, found: Shares, days: Sequence[dt.date]) -> dict[str, Move]:
    """What changed as of the newest scored session: of each criterion scored in it, "" of all."""
    compared = np.flatnonzero(found.number())
    if not compared.size:
        return {}
    last = int(compared[-1])
    days = days[: last + 1]
    among = np.flatnonzero(found.there[:, found.session == last].any(axis=1)).tolist()
    each = claims.criterion_moves(found, days, last, among)
    known = {scores.eras[era].criterion.id: move for era, move in each.items()}
    of_all = claims.overall_move(found, days, last)
    return known | ({"": of_all} if of_all else {})


class Step(NamedTuple):
    """A session beside the one before it, on the criteria scored in both.

    Attributes:
        before: Agreement in the session before.
        after: In this one.
        conversations: Of either.
        earlier: The index of the session before.
    """

    before: float
    after: float
    conversations: tuple[int, int]
    earlier: int


def step(found: Shares, number: int) -> Step | None:
    """A session beside the last one before it in which the same was scored."""
    for earlier in range(number - 1, -1, -1):
        sides = [found.session == which for which in (earlier, number)]
        both = np.all([found.there[:, side].any(axis=1) for side in sides], axis=0)
        if both.any():
            weight = np.prod([found.there[:, side].sum(axis=1) for side in sides], axis=0)[both]
            figures = [
                share(found.known[:, side].sum(axis=1), found.there[:, side].sum(axis=1))[both]
                for side in sides
            ]
            before, after = (float((one @ weight) / weight.sum()) for one in figures)
            n, m = (int(found.there[both][:, side].any(axis=0).sum()) for side in sides)
            return Step(before, after, (n, m), earlier)
    return None


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


def severity(scores: ScoreTables) -> list[Severity]:
    """Each reviewer against the middle of the others on the same conversations.

    In hundredths of the scale where scales differ, else in points.
    """
    return severities(scores.current, reviewers=len(scores.reviewers)) if scores.current else []


def named_at(days: Sequence[dt.date]) -> float:
    """How unlikely luck has to be, after the newest session, for naming a reviewer."""
    return looks(days)[-1] * Part.SEVERITY.a_year if days else 0.0


def drifting(scores: ScoreTables, days: Sequence[dt.date]) -> list[DriftPoint]:
    """Each reviewer's severity over the sessions, smoothed."""
    if not scores.current or not days:
        return []
    alpha = looks(days)[-1] * Part.DRIFT.a_year / max(len(scores.reviewers), 1)
    return drift(scores.current, scores.session, limit=limit(max(alpha, _RAREST)))


class Agreed(NamedTuple):
    """Independent scores against the consensus of their sessions.

    Attributes:
        everybody: All of them; None where no consensus was recorded.
        reviewers: By index.
        criteria: By id.
    """

    everybody: Against | None
    reviewers: Mapping[int, Against]
    criteria: Mapping[str, Against]


def agreed(scores: ScoreTables, consensus: ScoreTables) -> Agreed:
    """How often reviewers gave what their session then agreed on, on today's scales.

    Args:
        scores: Of everybody.
        consensus: The agreed scores of the same sessions.
    """
    known = {(era.criterion.id, era.scale_id): n for n, era in enumerate(scores.eras)}
    level = np.full((len(scores.eras), len(scores.conversations)), NOT_APPLICABLE, dtype=np.int64)
    for table in consensus.current:
        assert table.criterion is not None
        eras = [known.get((one.criterion.id, one.scale_id), -1) for one in consensus.eras]
        era = np.array(eras, dtype=np.int64)[table.criterion]
        kept = era >= 0
        level[era[kept], table.conversation[kept]] = table.level[kept]
    rows = compared(scores.current, level)
    of_criteria = against(rows, rows.criterion)
    return Agreed(
        against(rows, np.zeros_like(rows.reviewer)).get(0),
        against(rows, rows.reviewer),
        {scores.eras[era].criterion.id: one for era, one in of_criteria.items()},
    )


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

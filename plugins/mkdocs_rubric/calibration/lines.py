"""Agreement over time: all criteria together, and each of them, with likely ranges."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import (
    NOT_APPLICABLE,
    WITHIN_TOLERANCE,
    Cells,
    Coefficient,
    Estimate,
    Scores,
    Shares,
    agreement,
    applicable,
    rolling_windows,
)
from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.spans import dispersion, spans
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
        return next((window for window in reversed(self.windows) if window.scores), None)

    def alone(self, session: int) -> Estimate | None:
        """The figure of a session, by its index; None where nothing was scored in it."""
        return dict(zip(self.numbers, self.sessions, strict=True)).get(session)


class LineRecord(NamedTuple):
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


def record(found: Shares) -> LineRecord:
    """How conversations have differed so far."""
    number = found.there.sum(axis=1)
    mean = share(found.known.sum(axis=1), number)
    residual = found.residual(mean)
    variance = share((residual**2).sum(axis=1), number - 1.0)
    of_all = found.there.sum(axis=0)
    together = share(residual.sum(axis=0), of_all)[of_all > 0]
    centre = share(found.known.sum(), np.array(found.there.sum()))
    spread = np.array(together.var(ddof=1) if len(together) > 1 else 0.0)
    return LineRecord(
        dispersion(mean, variance), number, float(dispersion(centre, spread)), len(together)
    )


def spanned(found: Sequence[Estimate], known: LineRecord) -> list[Estimate]:
    """Percent agreement within tolerance, with intervals that borrow from the record."""
    some = [place for place, entry in enumerate(found) if entry.value is not None]
    if not some:
        return list(found)
    chosen = [found[place] for place in some]
    era = np.array([-1 if entry.criterion is None else entry.criterion for entry in chosen])
    low, high = spans(
        np.array([entry.value for entry in chosen], dtype=np.float64),
        np.array([entry.standard_error or 0.0 for entry in chosen]),
        np.array([entry.conversations for entry in chosen]),
        np.where(era < 0, known.phi_of_all, np.append(known.phi, 0.0)[era]),
        np.where(era < 0, known.number_of_all, np.append(known.number, 0)[era]),
    )
    whole = list(found)
    for place, each, least, most in zip(some, chosen, low.tolist(), high.tolist(), strict=True):
        if each.no_interval is None:
            whole[place] = each._replace(low=least, high=most)
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
    for place, estimate in enumerate(counted):
        if estimate.value is None:
            whole.append(estimate)
            continue
        near = _nearest(number, place)
        value, error = _mixed(found, inside, number, total, near, mix)
        whole.append(estimate._replace(value=value, standard_error=error))
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
    plans = {n: scores.sessions_of([n]) for n, era in enumerate(scores.eras) if era.current}
    known = record(found)
    return _of_each(scores, scores.current, plans, lambda estimates: spanned(estimates, known))


def _of_each(
    scores: ScoreTables,
    tables: Sequence[Scores],
    plans: Mapping[int, IntArray],
    finished: Callable[[list[Estimate]], list[Estimate]] = list,
) -> dict[str, Line]:
    """The lines of some eras, all of them at once; a plan is the session of each conversation."""
    windows: list[tuple[int, ...]] = []
    eras: list[int] = []
    known = {era: _windows(session) for era, session in plans.items()}
    for era, (numbers, members) in known.items():
        windows += [*((number,) for number in numbers), *members]
        eras += [era] * (2 * len(numbers))
    if not windows:
        return {}
    cells = Cells(scores.session, windows, criteria=eras)
    estimates = iter(finished(agreement(tables, cells=cells)))
    return {
        scores.eras[era].criterion.id: Line(
            numbers, _some(estimates, numbers), _some(estimates, numbers), members
        )
        for era, (numbers, members) in known.items()
        if numbers
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
    judged = np.zeros((len(scores.eras), len(scores.session)), dtype=bool)
    for table in asked:
        answered = table.level >= 0
        assert table.criterion is not None
        judged[table.criterion[answered], table.conversation[answered]] = True
    numbers, members = _windows(np.where(judged.any(axis=0), scores.session, -1))
    cells = Cells(scores.session, [*((number,) for number in numbers), *members])
    of_all = iter(agreement(asked, cells=cells))
    whole = Line(numbers, _some(of_all, numbers), _some(of_all, numbers), members)
    plans = {era: np.where(judged[era], scores.session, -1) for era in sorted(doubted)}
    return {"": whole} | _of_each(scores, asked, plans)


def _rows_of(table: Scores, eras: Sequence[int]) -> Scores:
    assert table.criterion is not None
    kept = np.isin(table.criterion, eras)
    columns = (table.reviewer[kept], table.conversation[kept], table.level[kept])
    return Scores(*columns, table.scale, table.criterion[kept])


def _windows(session: IntArray) -> tuple[list[int], list[tuple[int, ...]]]:
    """The sessions that occur, and the rolling window that ends with each."""
    numbers, place = np.unique(session[session >= 0], return_inverse=True)
    known = numbers.tolist()
    return known, [tuple(known[each] for each in window) for window in rolling_windows(place)]


def _some(found: Iterator[Estimate], numbers: Sequence[int]) -> list[Estimate]:
    """The next estimates, as many as there are sessions."""
    return list(islice(found, len(numbers)))

"""Drift: severity that changes over time, by exponentially weighted moving averages.

A point of the chart is z_t = λ x_t + (1 - λ) z_{t-1}, started at the reviewer's own mean; x_t is
the severity in session t over the whole scorecard, because a single criterion is too noisy to
watch, and less the session's median reviewer, so that one who drifts does not move the others.
Limits are L standard errors of z_t less that mean, whatever the size of sessions: the difference is
a weighted sum of the x_s, and x_s has the variance of one conversation over the number: that of
all, or of the session or of the reviewer where that is larger. That is the variance of a score less
the others' mean, which is about what a distance from the median has; two reviewers are half as far
from the middle as from each other.

Sources: Roberts S.W. (1959) Technometrics 1:239-250; Lucas J.M. & Saccucci M.S. (1990)
Technometrics 32:1-12 (λ).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from mkdocs_rubric.agreement.arrays import share, size, sums_by
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.intervals import NO_SPREAD
from mkdocs_rubric.agreement.reviewers import by_conversation, deviations
from mkdocs_rubric.agreement.scale import FloatArray, IntArray, Integers

FEWEST_SESSIONS = 4
"""With fewer a reviewer's own mean is the session itself."""

_A_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPoint:
    """One reviewer in one session.

    Attributes:
        reviewer: Index.
        session: Index.
        severity: In this session alone.
        smoothed: z_t.
        low: Lower limit; None where the noise cannot be told.
        high: Upper limit.
        drifting: z_t lies outside its limits.
        conversations: In this session.
    """

    reviewer: int
    session: int
    severity: float
    smoothed: float
    low: float | None
    high: float | None
    drifting: bool
    conversations: int


def limit(alpha: float) -> float:
    """L, with which a look at a reviewer who does not drift alarms in a share `alpha` of cases."""
    return NormalDist().inv_cdf(1.0 - alpha / 2.0)


def drift(
    scores: Scores | Sequence[Scores],
    session: Integers,
    *,
    memory: float = 0.25,
    limit: float = 2.9,
) -> list[DriftPoint]:
    """The chart of each reviewer, by reviewer and session.

    Args:
        scores: One table for each scale.
        session: Session index of each conversation index, in order of time.
        memory: λ, the weight of the newest session.
        limit: L, how many standard errors are still calm.
    """
    if not isinstance(scores, Scores) and not scores:
        return []
    sums = by_conversation(deviations(scores))
    per_conversation = share(sums.total, sums.number)
    of_row = session[sums.conversation].astype(np.int64)
    known = of_row >= 0
    sessions = max(size(session), 1)
    cell = (sums.reviewer * sessions + of_row)[known]
    number = np.bincount(cell).astype(np.float64)
    mean = share(sums_by(cell, per_conversation[known]), number)
    off = (per_conversation[known] - mean[cell]) ** 2
    noise = _noise(off, cell, np.maximum(number - 1, 0), sessions)
    if noise is not None:
        present = np.bincount(np.flatnonzero(number) % sessions, minlength=sessions)
        noise = np.where(present == _A_PAIR, noise / 4.0, noise)
    mean = _from_median(mean, number, sessions)
    points = []
    present = np.flatnonzero(number)
    for reviewer in np.unique(present // sessions).tolist():
        mine = present[present // sessions == reviewer]
        calm = None if noise is None else noise[reviewer]
        points += _chart(reviewer, mine % sessions, mean[mine], number[mine], calm, memory, limit)
    return points


def _noise(off: FloatArray, cell: IntArray, spare: FloatArray, sessions: int) -> FloatArray | None:
    """(R, sessions) the variance of one conversation; None without a session with two, or any.

    That of all, or that of the session or of the reviewer where it is larger: some sessions are
    harder than others, and some reviewers less even.
    """
    if spare.sum() <= 0 or off.sum() <= NO_SPREAD:
        return None
    whole = len(spare) + -len(spare) % sessions
    squares = sums_by(cell, off, whole).reshape(-1, sessions)
    spare = np.append(spare, np.zeros(whole - len(spare))).reshape(-1, sessions)
    of_reviewer, of_session = (share(squares.sum(side), spare.sum(side)) for side in (1, 0))
    noise = np.maximum.outer(of_reviewer, of_session)
    return np.asarray(np.maximum(noise, squares.sum() / spare.sum()), dtype=np.float64)


def _from_median(mean: FloatArray, number: FloatArray, sessions: int) -> FloatArray:
    """Deviations from the others' mean as distances from the session's median reviewer.

    Of R reviewers, a deviation is R / (R - 1) times the distance from the mean of all.
    """
    table = np.where(number > 0, mean, np.nan)
    table = np.append(table, np.full(-len(table) % sessions, np.nan)).reshape(-1, sessions)
    found = np.zeros_like(table)
    for which in np.flatnonzero(~np.isnan(table).all(axis=0)).tolist():
        column = table[:, which]
        present = np.count_nonzero(~np.isnan(column))
        found[:, which] = (column - np.nanmedian(column)) * (present - 1) / present
    return found.ravel()[: len(mean)]


def _chart(
    reviewer: int,
    sessions: Integers,
    x: FloatArray,
    number: FloatArray,
    noise: FloatArray | None,
    memory: float,
    limit: float,
) -> list[DriftPoint]:
    age = np.subtract.outer(np.arange(len(x)), np.arange(len(x)))
    newest = np.where(age >= 0, memory * (1 - memory) ** np.maximum(age, 0), 0.0)
    centre = number / number.sum()
    start = (1 - memory) ** np.arange(1, len(x) + 1)
    smoothed = newest @ x + start * (centre @ x)
    away = newest + np.outer(start - 1.0, centre)
    mean = float(centre @ x)
    calm = None
    if noise is not None and len(x) >= FEWEST_SESSIONS:
        calm = limit * np.sqrt(away**2 @ (noise[sessions] / number))
    return [
        DriftPoint(
            reviewer=reviewer,
            session=int(which),
            severity=float(x[at]),
            smoothed=float(smoothed[at]),
            low=None if calm is None else mean - float(calm[at]),
            high=None if calm is None else mean + float(calm[at]),
            drifting=calm is not None and abs(float(smoothed[at]) - mean) > float(calm[at]) + 1e-12,
            conversations=int(number[at]),
        )
        for at, which in enumerate(sessions)
    ]

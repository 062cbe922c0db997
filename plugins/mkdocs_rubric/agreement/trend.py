"""Agreement over time: each session, a noisy dot, and a rolling window that can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_rubric.agreement.cells import Cells
from mkdocs_rubric.agreement.coefficients import Coefficient
from mkdocs_rubric.agreement.counts import Scores, size
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.measure import Over, agreement
from mkdocs_rubric.agreement.scale import Integers

LEAST, MOST = 12, 24
"""Conversations of a rolling window: enough for an interval, recent enough to be news."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Figures over sessions.

    Attributes:
        sessions: Of each session alone, in the order of coefficients, sessions, criteria.
        pooled: Of the window that ends with each session, in the same order.
        windows: The sessions of each window.
    """

    sessions: list[Estimate]
    pooled: list[Estimate]
    windows: list[tuple[int, ...]]


def rolling_windows(
    session: Integers, least: int = LEAST, most: int = MOST
) -> list[tuple[int, ...]]:
    """For each session the run of sessions up to it with `least` to `most` conversations.

    Earlier sessions are added until there are `least`, but none that would make it more than
    `most`: a window of one large session is better than one that reaches back for years. The first
    windows have what there is.
    """
    number = np.bincount(session[session >= 0], minlength=size(session)).tolist()
    windows = []
    for last in range(len(number)):
        first, total = last, number[last]
        while first > 0 and total < least and total + number[first - 1] <= most:
            first -= 1
            total += number[first]
        windows.append(tuple(range(first, last + 1)))
    return windows


def trend(
    scores: Scores | Sequence[Scores],
    session: Integers,
    coefficients: Sequence[Coefficient] = (Coefficient("percent_agreement", "tolerance"),),
    *,
    each_criterion: bool = False,
    over: Over = "conversations",
    confidence: float = 0.95,
) -> Trend:
    """Every coefficient per session and pooled over the rolling window.

    Args:
        scores: One table for each scale.
        session: Session index of each conversation index, in order of time; -1 to leave it out.
        coefficients: What to compute.
        each_criterion: For each criterion instead of all together.
        over: What the intervals speak about.
        confidence: How often they should hold.
    """
    windows = rolling_windows(session)
    alone, pooled = (
        agreement(
            scores,
            coefficients,
            Cells(session, chosen, each_criterion),
            over=over,
            confidence=confidence,
        )
        for chosen in (None, windows)
    )
    return Trend(alone, pooled, windows)

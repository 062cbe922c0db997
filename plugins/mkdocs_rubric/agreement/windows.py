"""Which sessions are looked at together, over time."""

import numpy as np

from mkdocs_rubric.agreement.arrays import size
from mkdocs_rubric.agreement.scale import Integers

LEAST, MOST = 12, 24
"""Conversations of a rolling window: enough for an interval, recent enough to be news."""


def rolling_windows(
    session: Integers, least: int = LEAST, most: int = MOST, *, sessions: int = 0
) -> list[tuple[int, ...]]:
    """For each session the run of sessions up to it with `least` to `most` conversations.

    Earlier sessions are added until there are `least`, but none that would make it more than
    `most`: a window of one large session is better than one that reaches back for years. The first
    windows have what there is.

    Args:
        session: Session index of each conversation index, in order of time; -1 to leave it out.
        least: Conversations a window should have.
        most: Conversations it may have, unless one session has more.
        sessions: How many there are; as many as occur where that is more.
    """
    number = np.bincount(session[session >= 0], minlength=max(size(session), sessions)).tolist()
    windows = []
    for last in range(len(number)):
        first, total = last, number[last]
        while first > 0 and total < least and total + number[first - 1] <= most:
            first -= 1
            total += number[first]
        windows.append(tuple(range(first, last + 1)))
    return windows

"""Which conversations are looked at together: rolling over time, or before and after a decision."""

from dataclasses import dataclass

import numpy as np

from mkdocs_rubric.agreement.arrays import size
from mkdocs_rubric.agreement.scale import IntArray, Integers

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


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Two sets of conversations.

    Attributes:
        before: (n,) conversation indices.
        after: (m,) conversation indices.
        missing: How many `after` lacks to be as long as it was meant to be.
    """

    before: Integers
    after: Integers
    missing: int = 0

    def session(self) -> IntArray:
        """Session 0 for the conversations before, 1 for those after, -1 for all others."""
        session = np.full(max(size(self.before), size(self.after)), -1, dtype=np.int64)
        session[self.before] = 0
        session[self.after] = 1
        return session


def windows_around(session: Integers, decided_in: int, length: int = 12) -> Windows:
    """The last `length` conversations up to a session and the first `length` after it.

    Scores of the session that decided are independent scores from before the decision, and belong
    there. Both windows are as long as the shorter one; `missing` counts towards `length`.

    Args:
        session: Session index of each conversation index, in order of time; -1 for none.
        decided_in: The session that made the decision.
        length: How long the windows should be, chosen before looking at the figures.
    """
    order = np.argsort(session, kind="stable")
    order = order[session[order] >= 0]
    cut = int(np.searchsorted(session[order], decided_in, side="right"))
    reach = min(length, cut)
    after = order[cut : cut + reach]
    return Windows(order[cut - reach : cut], after, missing=length - len(after))

"""Independent scores against the agreed ones: how often reviewers gave what was settled on.

Source: Cochran W.G. (1977) Sampling Techniques, 3rd ed., section 6.3 (the variance of a ratio over
clusters of different size); a conversation's scores leave together.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import distinct, share, size, sums_by
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.reviewers import points_of
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, Integers
from mkdocs_rubric.agreement.spans import spans


class Against(NamedTuple):
    """Scores of one reviewer, or of one criterion, against the consensus.

    Attributes:
        within: The share of scores at most the scale's tolerance away.
        exact: The share of scores that are the same.
        apart: The mean of score less consensus, negative for severe, in points as in `points_of`.
        low: Lower end of the likely range of `within`; None with too few conversations.
        high: Upper end.
        scores: Compared.
        conversations: They are from.
    """

    within: float
    exact: float
    apart: float
    low: float | None
    high: float | None
    scores: int
    conversations: int


class Compared(NamedTuple):
    """Scores that have a consensus, one row each (M,).

    Attributes:
        reviewer: Who scored.
        criterion: What.
        conversation: Of which conversation.
        apart: Score less consensus, in points.
        within: It lies within the tolerance.
        exact: It is the same.
    """

    reviewer: Integers
    criterion: Integers
    conversation: Integers
    apart: FloatArray
    within: BoolArray
    exact: BoolArray


def compared(scores: Sequence[Scores], agreed: Integers) -> Compared:
    """Every score that has a consensus.

    Args:
        scores: One table for each scale.
        agreed: (criteria, conversations) level index of the consensus, below 0 where there is none.
    """
    parts = []
    for table, points in zip(scores, points_of(scores), strict=True):
        assert table.criterion is not None
        consensus = agreed[table.criterion, table.conversation]
        at = np.flatnonzero((table.level >= 0) & (consensus >= 0))
        level, consensus = table.level[at], consensus[at]
        values = table.scale.points
        near = np.abs(np.subtract.outer(values, values)) <= table.scale.tolerance + 1e-9
        columns = (table.reviewer[at], table.criterion[at], table.conversation[at])
        apart = np.subtract.outer(points, points)[level, consensus]
        parts.append((*columns, apart, near[level, consensus], level == consensus))
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Compared(nothing, nothing, nothing, np.zeros(0), nothing > 0, nothing > 0)
    return Compared(*map(np.concatenate, zip(*parts, strict=True)))


def against(rows: Compared, by: Integers) -> dict[int, Against]:
    """What the rows of each index come to; `by` (M,) is the index of each row, 0 for all alike."""
    if not len(by):
        return {}
    span = size(rows.conversation)
    number = np.bincount(by)
    within, exact, apart = (
        share(sums_by(by, column), number) for column in (rows.within, rows.exact, rows.apart)
    )
    key, member = distinct(by.astype(np.int64) * span + rows.conversation)
    of = key // span
    held = np.bincount(member)
    off = sums_by(member, rows.within) - within[of] * held
    clusters = np.bincount(of, minlength=len(number))
    spare = share(clusters.astype(float), clusters - 1.0)
    error = np.sqrt(share(sums_by(of, off**2, len(number)) * spare, number.astype(float) ** 2))
    nothing = np.zeros(len(number))
    low, high = spans(within, error, clusters, nothing, nothing.astype(np.int64))
    return {
        which: Against(
            within=float(within[which]),
            exact=float(exact[which]),
            apart=float(apart[which]),
            low=None if np.isnan(low[which]) else float(low[which]),
            high=None if np.isnan(high[which]) else float(high[which]),
            scores=int(number[which]),
            conversations=int(clusters[which]),
        )
        for which in np.flatnonzero(number).tolist()
    }

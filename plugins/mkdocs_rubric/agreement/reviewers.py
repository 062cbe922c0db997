"""Severity: how far a reviewer scores below (severe) or above (lenient) the others.

The severity of a reviewer is the mean over their scores of score less the mean of the others'
scores of the same unit, so that hard conversations are nobody's severity. Its interval clusters by
conversation. Because the most severe of twenty looks severe by luck too, there is a shrunk value
(empirical Bayes) and a control of false discoveries across reviewers.

Source: Cochran W.G. (1977) Sampling Techniques, 3rd ed., section 6.3 (the variance of a mean over
clusters of different size).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.arrays import distinct, share, size, sums_by
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.intervals import FEWEST, NO_SPREAD
from mkdocs_rubric.agreement.multiplicity import benjamini_hochberg, shrink
from mkdocs_rubric.agreement.quantiles import t_quantile, t_two_sided
from mkdocs_rubric.agreement.scale import FloatArray, IntArray

NOBODY_ELSE = "nobody else has scored the same conversations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """One reviewer against the others, in points of the scale.

    Attributes:
        reviewer: Index.
        value: Mean deviation, negative for severe; None when nobody else scored the same.
        low: Lower end of the interval.
        high: Upper end of the interval.
        shrunk: The best guess of the deviation that would be seen on many conversations.
        p: Chance of a deviation this large for a reviewer like the others; None without interval.
        q: p corrected for the number of reviewers looked at (Benjamini-Hochberg).
        undefined: Why there is no value.
        no_interval: Why there is no interval.
        conversations: Shared with others.
        scores: Compared with others.
        group: Reviewers of different groups share no link and cannot be compared.
    """

    reviewer: int
    value: float | None
    low: float | None
    high: float | None
    shrunk: float | None
    p: float | None
    q: float | None
    undefined: str | None
    no_interval: str | None
    conversations: int
    scores: int
    group: int = 0


class Deviations(NamedTuple):
    """Scores against the others on the same unit, one row for each that has others (M,).

    Attributes:
        reviewer: Who scored.
        conversation: Which conversation.
        deviation: Score less the mean of the others, in points.
    """

    reviewer: IntArray
    conversation: IntArray
    deviation: FloatArray


def points_of(tables: Sequence[Scores]) -> list[FloatArray]:
    """The levels' values of each table, made comparable.

    Points as they are where all scales have the same width; else a point is a hundredth of the
    scale, for one of five levels and one of two cannot be averaged.
    """
    same = len({table.scale.range for table in tables}) <= 1
    return [t.scale.points * (1.0 if same else 100.0 / t.scale.range) for t in tables]


def deviations(scores: Scores | Sequence[Scores]) -> Deviations:
    """Every score less the mean of the others on the same unit."""
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    parts = [
        _deviations(one, points) for one, points in zip(tables, points_of(tables), strict=True)
    ]
    return Deviations(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _deviations(scores: Scores, points: FloatArray) -> Deviations:
    rows = np.flatnonzero(scores.level >= 0)
    unit = scores.conversation[rows].astype(np.int64)
    if scores.criterion is not None:
        unit = unit * size(scores.criterion) + scores.criterion[rows]
    value = points[scores.level[rows]]
    number = np.bincount(unit)[unit]
    others = share(sums_by(unit, value)[unit] - value, number - 1)
    compared = number > 1
    rows = rows[compared]
    return Deviations(
        scores.reviewer[rows].astype(np.int64),
        scores.conversation[rows].astype(np.int64),
        (value - others)[compared],
    )


class ClusterSums(NamedTuple):
    """Deviations added up by reviewer and conversation, one row for each such pair."""

    reviewer: IntArray
    conversation: IntArray
    total: FloatArray
    number: FloatArray


def by_conversation(found: Deviations) -> ClusterSums:
    """Criteria share their conversation: only sums over a conversation are independent."""
    span = size(found.conversation) or 1
    key, member = distinct(found.reviewer * span + found.conversation)
    return ClusterSums(
        key // span,
        key % span,
        sums_by(member, found.deviation, len(key)),
        np.bincount(member, minlength=len(key)).astype(np.float64),
    )


def severities(
    scores: Scores | Sequence[Scores], *, reviewers: int | None = None, confidence: float = 0.95
) -> list[Severity]:
    """The severity of every reviewer, in the order of their indices.

    Args:
        scores: One table for each scale.
        reviewers: How many there are; as many as occur where absent.
        confidence: How often an interval should hold.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    sums = by_conversation(deviations(tables))
    known = reviewers or max((size(table.reviewer) for table in tables), default=0)
    number = sums_by(sums.reviewer, sums.number, known)
    mean = share(sums_by(sums.reviewer, sums.total, known), number)
    off = sums.total - mean[sums.reviewer] * sums.number
    clusters = np.bincount(sums.reviewer, minlength=known)
    squares = sums_by(sums.reviewer, off**2, known)
    spare = np.maximum(clusters - 1, 1)
    error = np.sqrt(share(squares * clusters / spare, number**2))
    return conclude(mean, error, clusters, number.astype(np.int64), confidence=confidence)


def conclude(
    value: FloatArray,
    error: FloatArray,
    clusters: IntArray,
    scores: IntArray,
    *,
    group: IntArray | None = None,
    confidence: float = 0.95,
) -> list[Severity]:
    """Intervals, shrinkage and corrected p-values of all reviewers' severities."""
    guess = shrink(value, error, clusters)
    p = [_p(*one) for one in zip(value.tolist(), error.tolist(), clusters.tolist(), strict=True)]
    q = benjamini_hochberg(p)
    found = []
    for which, conversations in enumerate(clusters.tolist()):
        undefined = None if conversations else NOBODY_ELSE
        none = undefined or _no_interval(conversations, float(error[which]))
        half = 0.0 if none else t_quantile(0.5 + confidence / 2, conversations - 1) * error[which]
        found.append(
            Severity(
                reviewer=which,
                value=None if undefined else float(value[which]),
                low=None if none else float(value[which] - half),
                high=None if none else float(value[which] + half),
                shrunk=None if undefined else float(guess[which]),
                p=p[which],
                q=q[which],
                undefined=undefined,
                no_interval=none,
                conversations=conversations,
                scores=int(scores[which]),
                group=0 if group is None else int(group[which]),
            )
        )
    return found


def _no_interval(conversations: int, error: float) -> str | None:
    if conversations < FEWEST:
        return why.ONE_CONVERSATION if conversations == 1 else why.TWO_CONVERSATIONS
    return why.NO_SPREAD if error <= NO_SPREAD else None


def _p(value: float, error: float, conversations: int) -> float | None:
    """Student's test; the sign test where every conversation shows the very same deviation."""
    if conversations < FEWEST:
        return None
    if error > NO_SPREAD:
        return t_two_sided(value / error, conversations - 1)
    return 1.0 if abs(value) <= NO_SPREAD else math.ldexp(1.0, 1 - conversations)

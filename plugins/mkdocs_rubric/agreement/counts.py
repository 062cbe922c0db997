"""From long-form scores to the counts of each level on each conversation.

A *unit* is one criterion on one conversation. Everything that follows works on units: a score that
is missing lowers a unit's count and nothing else, so missing is pairwise by construction, and a
unit nobody scored is a row of zeros. N/A is counted apart: it is a judgement about the criterion,
not a level of it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from mkdocs_rubric.agreement.arrays import blocks, row_sums, size
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers, Scale

NOT_SCORED = -1
NOT_APPLICABLE = -2
_CODES = 2
"""The two codes stand before the levels, so that one pass counts all of them."""

BLOCK = 1 << 16
"""Rows counted at a time, so that keys stay in the cache; more where there are more counts."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Long-form scores on one scale: row i is one reviewer's score of one unit.

    Attributes:
        reviewer: (N,) reviewer indices.
        conversation: (N,) conversation indices.
        level: (N,) level indices, `NOT_SCORED` or `NOT_APPLICABLE`.
        scale: The declared scale.
        criterion: (N,) criterion indices; absent when there is one criterion. A criterion whose
            scale changed is two criteria here: the two are never pooled.

    The indices of reviewers and conversations mean the same across several `Scores` used together.
    A reviewer scores a unit once; `load` names the rows that say otherwise.
    """

    reviewer: Integers
    conversation: Integers
    level: Integers
    scale: Scale
    criterion: Integers | None = None

    def __post_init__(self) -> None:
        columns = [self.reviewer, self.conversation, self.level]
        columns += [] if self.criterion is None else [self.criterion]
        if any(c.ndim != 1 or c.shape != self.level.shape for c in columns):
            raise ValueError("reviewer, conversation, criterion and level are columns of one table")
        if any(not np.issubdtype(c.dtype, np.integer) for c in columns):
            raise ValueError("reviewers, conversations, criteria and levels are given by index")
        if any(c.size and c.min() < 0 for c in columns if c is not self.level):
            raise ValueError("an index is zero or more")
        if self.level.size and (
            self.level.min() < NOT_APPLICABLE or self.level.max() >= self.scale.levels
        ):
            raise ValueError("a level index lies outside the declared scale")


def applicable(scores: Scores) -> Scores:
    """The same judgements on the question "applicable or not" (0: N/A, 1: any level)."""
    answer = np.where(scores.level >= 0, 1, np.where(scores.level == NOT_APPLICABLE, 0, NOT_SCORED))
    return replace(scores, level=answer, scale=Scale((0.0, 1.0)))


def among(scores: Scores, reviewers: Collection[int]) -> Scores:
    """What these reviewers scored: a pair, for Cohen's kappa with its interval."""
    mine = np.isin(scores.reviewer, list(reviewers))
    return replace(scores, level=np.where(mine, scores.level, NOT_SCORED))


@dataclass(frozen=True, slots=True)
class Units:
    """Counts of n units on one scale.

    Attributes:
        counts: (n, q) how many reviewers gave each level.
        conversation: (n,) the conversation of each unit.
        criterion: (n,) the criterion of each unit.
        scale: The declared scale.
        ratings: (n, R) level index by reviewer, -1 where there is none; only where asked for.
    """

    counts: FloatArray
    conversation: IntArray
    criterion: IntArray
    scale: Scale
    ratings: Integers | None = None

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def given(self) -> FloatArray:
        """(n,) how many levels were given: r in the formulas."""
        return row_sums(self.counts)

    def take(self, rows: IntArray | BoolArray | slice) -> "Units":
        """The units at these rows, in that order; a row may be taken more than once."""
        return Units(
            self.counts[rows],
            self.conversation[rows],
            self.criterion[rows],
            self.scale,
            None if self.ratings is None else self.ratings[rows],
        )

    def levels_by_reviewer(self) -> Integers:
        """(n, R) the ratings, which must have been asked for when the units were counted."""
        if self.ratings is None:
            raise ValueError("this needs to know who scored what: tabulate(..., ratings=True)")
        return self.ratings

    def without(self, reviewer: int) -> "Units":
        """The units as they would be had this reviewer scored nothing."""
        ratings = self.levels_by_reviewer().copy()
        given = ratings[:, reviewer]
        scored = np.flatnonzero(given >= 0)
        counts = self.counts.copy()
        counts[scored, given[scored]] -= 1
        ratings[:, reviewer] = NOT_SCORED
        return replace(self, counts=counts, ratings=ratings)


def tabulate(scores: Scores, *, ratings: bool = False) -> Units:
    """Count the scores, one unit per conversation and criterion, in that order.

    One pass over the rows. Units without any score are left in: they change nothing.
    """
    conversations = size(scores.conversation)
    criteria = 1 if scores.criterion is None else max(size(scores.criterion), 1)
    n = conversations * criteria
    columns = scores.scale.levels + _CODES
    flat = np.zeros(n * columns, dtype=np.int64)
    for block in blocks(len(scores.level), max(BLOCK, len(flat) // 2)):
        key = _unit(scores, block, criteria)
        key *= columns
        key += scores.level[block]
        low = int(key.min())
        key -= low
        counted = np.bincount(key)  # as long as the block's range: sorted tables touch little
        flat[low + _CODES : low + _CODES + len(counted)] += counted
    table = flat.reshape(n, columns)
    index = np.arange(n)
    return Units(
        table[:, _CODES:].astype(np.float64),
        index // criteria,
        index % criteria,
        scores.scale,
        _ratings(scores, n, criteria) if ratings else None,
    )


def _unit(scores: Scores, rows: slice, criteria: int) -> IntArray:
    unit = scores.conversation[rows].astype(np.int64)
    if scores.criterion is not None:
        unit *= criteria
        unit += scores.criterion[rows]
    return unit


def _ratings(scores: Scores, n: int, criteria: int) -> Integers:
    table = np.full((n, size(scores.reviewer)), NOT_SCORED, dtype=np.int16)
    unit = _unit(scores, slice(None), criteria)
    scored = scores.level >= 0
    table[unit[scored], scores.reviewer[scored]] = scores.level[scored]
    if np.count_nonzero(table >= 0) != np.count_nonzero(scored):
        raise ValueError("a reviewer has scored the same criterion of a conversation twice")
    return table

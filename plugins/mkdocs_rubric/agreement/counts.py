"""From long-form scores to the counts of each level on each conversation.

A *unit* is one criterion on one conversation. Everything that follows works on units: a score that
is missing lowers a unit's count and nothing else, so missing is pairwise by construction, and a
unit nobody scored is a row of zeros. N/A is counted apart: it is a judgement about the criterion,
not a level of it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mkdocs_rubric.agreement.arrays import blocks, size
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers, NumberedScale

NOT_SCORED = -1
NOT_APPLICABLE = -2
_CODES = 2
"""The two codes stand before the levels, so that one pass counts all of them."""

BLOCK = 1 << 17
"""Rows counted at a time, so that keys stay in the cache; more where there are more counts."""
_SAMPLE = 16
"""Rows looked at first, from the whole of a long table and for each who may be in it."""
_NARROW = 1 << 31
"""Keys below this fit 32 bits, which are half the work."""


@dataclass(frozen=True)
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
    scale: NumberedScale
    criterion: Integers | None = None

    def __post_init__(self) -> None:
        columns = [self.reviewer, self.conversation, self.level]
        columns += [] if self.criterion is None else [self.criterion]
        if any(c.ndim != 1 or c.shape != self.level.shape for c in columns):
            raise ValueError("reviewer, conversation, criterion and level are columns of one table")
        if any(not np.issubdtype(c.dtype, np.integer) for c in columns):
            raise ValueError("reviewers, conversations, criteria and levels are given by index")
        signed = [c for c in columns if c is not self.level and c.dtype.kind == "i"]
        if any(c.size and c.min() < 0 for c in signed):
            raise ValueError("an index is zero or more")
        if self.level.size and (
            self.level.min() < NOT_APPLICABLE or self.level.max() >= self.scale.levels
        ):
            raise ValueError("a level index lies outside the declared scale")

    @property
    def criteria(self) -> int:
        """How many criteria there are by index, at least 1."""
        return 1 if self.criterion is None else max(size(self.criterion), 1)

    @property
    def people(self) -> int:
        """How many reviewers there are by index."""
        return size(self.reviewer)

    @cached_property
    def units(self) -> "Units":
        """Its counts, taken once however many figures are asked for."""
        return tabulate(self)

    def reviewers_in(self, session: Integers | None, sessions: int) -> BoolArray:
        """(sessions, criteria, R) who has given a level where; looked up once for the same array.

        Args:
            session: Session index of each conversation index, -1 to leave it out; None: all are 0.
            sessions: How many there are.
        """
        known = self._reviewers_in.get(sessions)
        if known is None or known[0] is not session:
            known = self._reviewers_in[sessions] = (session, _reviewers_in(self, session, sessions))
        return known[1]

    @cached_property
    def _reviewers_in(self) -> dict[int, tuple[Integers | None, BoolArray]]:
        return {}


def applicable(scores: Scores) -> Scores:
    """The same judgements on the question "applicable or not" (0: N/A, 1: any level)."""
    answer = np.full(len(scores.level), NOT_SCORED, dtype=np.int8)
    answer[scores.level >= 0] = 1
    answer[scores.level == NOT_APPLICABLE] = 0
    return replace(scores, level=answer, scale=NumberedScale((0.0, 1.0)))


@dataclass(frozen=True, slots=True)
class Units:
    """Counts of n units on one scale.

    Attributes:
        counts: (q, n) how many reviewers gave each level. By level, because sums over few levels
            are fast when each level is one long row.
        conversation: (n,) the conversation of each unit.
        criterion: (n,) the criterion of each unit.
        scale: The declared scale.
        ratings: (n, R) level index by reviewer, -1 where there is none; only where asked for.
        times: (n,) how many units each stands for; absent where each stands for itself.
    """

    counts: FloatArray
    conversation: IntArray
    criterion: IntArray
    scale: NumberedScale
    ratings: Integers | None = None
    times: FloatArray | None = None

    def __len__(self) -> int:
        return int(self.counts.shape[1])

    @property
    def given(self) -> FloatArray:
        """(n,) how many levels were given: r in the formulas."""
        given: FloatArray = self.counts.sum(axis=0)
        return given

    def take(self, rows: IntArray | BoolArray | slice) -> "Units":
        """The units at these rows, in that order; a row may be taken more than once."""
        return Units(
            self.counts[:, rows],
            self.conversation[rows],
            self.criterion[rows],
            self.scale,
            None if self.ratings is None else self.ratings[rows],
            None if self.times is None else self.times[rows],
        )

    def levels_by_reviewer(self) -> Integers:
        """(n, R) the ratings, which must have been asked for when the units were counted."""
        if self.ratings is None:
            raise ValueError("this needs to know who scored what: tabulate(..., ratings=True)")
        return self.ratings


@dataclass(frozen=True)
class Counts:
    """What `Scores` come to when nobody needs to know who gave which: counts, each many times.

    Attributes:
        counts: (q, n) how many reviewers gave each level.
        times: (n,) for how many conversations that is so.
        criterion: (n,) criterion indices.
        session: (n,) what `Cells.session` divides by: the month's index of each.
        scale: The declared scale.
        people: How many scored any of it.
    """

    counts: FloatArray
    times: FloatArray
    criterion: IntArray
    session: IntArray
    scale: NumberedScale
    people: int

    @property
    def criteria(self) -> int:
        """How many criteria there are by index, at least 1."""
        return max(size(self.criterion), 1)

    @cached_property
    def units(self) -> Units:
        """The counts as units, each of which stands for several conversations."""
        places = np.arange(self.counts.shape[1])
        return Units(self.counts, places, self.criterion, self.scale, times=self.times)

    def reviewers_in(self, session: Integers | None, sessions: int) -> BoolArray:
        """(sessions, criteria, R): who it was is not known, so everybody everywhere."""
        del session
        return np.ones((sessions, self.criteria, self.people), dtype=bool)


def tabulate(scores: Scores, *, ratings: bool = False) -> Units:
    """Count the scores, one unit per conversation and criterion, in that order.

    One pass over the rows. Units without any score are left in: they change nothing.
    """
    conversations = size(scores.conversation)
    criteria = scores.criteria
    n = conversations * criteria
    index = np.arange(n)
    return Units(
        _of_rows(scores, n, criteria),
        index // criteria if criteria > 1 else index,
        index % criteria if criteria > 1 else np.zeros_like(index),
        scores.scale,
        _ratings(scores, n, criteria) if ratings else None,
    )


def _of_rows(scores: Scores, n: int, criteria: int) -> FloatArray:
    """(q, n) counts of rows in any order, by one number for each level and unit."""
    flat: Integers = np.zeros(0, dtype=np.int64)
    length = (scores.scale.levels + _CODES) * n
    narrow = np.int32 if length < _NARROW else np.int64
    for block in blocks(len(scores.level), max(BLOCK, length // 2)):
        key: Integers = scores.level[block].astype(narrow)
        key += _CODES
        key *= n
        key += _unit(scores, block, criteria, narrow)
        counted = np.bincount(key, minlength=length)
        flat = flat + counted if flat.size else counted
    if not flat.size:
        return np.zeros((scores.scale.levels, n))
    return flat[_CODES * n :].reshape(-1, n).astype(np.float64)


def _reviewers_in(scores: Scores, session: Integers | None, sessions: int) -> BoolArray:
    criteria = scores.criteria
    reviewers, rows = size(scores.reviewer), len(scores.level)
    seen = np.zeros(sessions * criteria * reviewers, dtype=bool)
    for part in (
        slice(None, None, 1 + rows // (_SAMPLE * seen.size + 1000)),
        *blocks(rows, max(BLOCK, seen.size)),
    ):
        if seen.all():  # as a rule after the sample: nobody new can turn up
            break
        key = scores.reviewer[part].astype(np.int64)
        if scores.criterion is not None:
            key += scores.criterion[part].astype(np.int64) * reviewers
        scored = scores.level[part] >= 0
        if session is not None:
            of_row = np.append(session, -1)[np.minimum(scores.conversation[part], len(session))]
            scored &= of_row >= 0
            key += np.maximum(of_row, 0) * np.int64(criteria * reviewers)
        key *= 2
        key += scored
        seen |= np.bincount(key, minlength=2 * seen.size)[1::2] > 0
    return seen.reshape(sessions, criteria, reviewers)


def _unit(
    scores: Scores, rows: slice, criteria: int, dtype: type[np.int32 | np.int64] = np.int64
) -> Integers:
    unit: Integers = scores.conversation[rows]
    if scores.criterion is None:
        return unit
    unit = unit.astype(dtype)
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

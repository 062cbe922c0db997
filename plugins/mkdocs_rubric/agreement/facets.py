"""An additive many-facet model for reviewers who score different but linked conversations.

    score = conversation + criterion + reviewer + noise

by least squares, where conversations scored by two or more reviewers are the links. Conversations
are taken out by centring (Frisch & Waugh 1933), which leaves one small system whatever their
number. What no conversation links cannot be compared: such reviewers come out in different groups.

Sources: Linacre J.M. (1989) Many-Facet Rasch Measurement (the facets; here additive in points,
which a team can read); Searle S.R. (1971) Linear Models, chapter 5 (estimable contrasts); Liang
K.-Y. & Zeger S.L. (1986) Biometrika 73:13-22 (errors robust to what a conversation's scores share).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import distinct, share, size, sums_by
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.reviewers import Severity, conclude, points_of
from mkdocs_rubric.agreement.scale import FloatArray, IntArray

_SINGULAR = 1e-9
_SAME = 1e-6


class _Rows(NamedTuple):
    """The scores of conversations with two or more reviewers, all scales in one table (M,).

    A column is a facet's dummy variable: criteria first, then reviewers.
    """

    conversation: IntArray
    criterion: IntArray
    reviewer: IntArray
    value: FloatArray


def many_facets(scores: Scores | Sequence[Scores], *, confidence: float = 0.95) -> list[Severity]:
    """Severity of each reviewer against the others of the same group, all facets held equal."""
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    reviewers = max((size(table.reviewer) for table in tables), default=0)
    criteria = max((_criteria(table) for table in tables), default=1)
    rows = _linked(tables, criteria, reviewers)
    design = _Design(rows, criteria, reviewers)
    centred = rows.value - design.mean_of_conversation(rows.value)
    spectrum, vectors = np.linalg.eigh(design.normal())
    estimable = spectrum > _SINGULAR * max(float(spectrum.max(initial=0.0)), 1.0)
    inverse = (vectors[:, estimable] / spectrum[estimable]) @ vectors[:, estimable].T
    effect = inverse @ design.by_column(centred)
    fitted = effect[rows.criterion] + effect[rows.reviewer]
    residual = centred - fitted + design.mean_of_conversation(fitted)

    group = _groups(vectors[criteria:, ~estimable])
    contrast = np.zeros((reviewers, len(effect)))
    contrast[:, criteria:] = np.eye(reviewers) - share(
        group[:, None] == group, np.bincount(group)[group][:, None]
    )
    influence = design.by_conversation_and_column(residual) @ inverse @ contrast.T
    clusters = (design.by_conversation_and_column(np.ones(len(rows.value)))[:, criteria:] > 0).sum(
        axis=0
    )
    spare = share(clusters.astype(np.float64), clusters - 1.0)
    error = np.sqrt((influence**2).sum(axis=0) * spare)
    number = np.bincount(rows.reviewer, minlength=len(effect))[criteria:]
    value = contrast @ effect
    return conclude(value, error, clusters, number, group=group, confidence=confidence)


def _linked(tables: Sequence[Scores], criteria: int, reviewers: int) -> _Rows:
    parts = []
    for table, points in zip(tables, points_of(tables), strict=True):
        at = np.flatnonzero(table.level >= 0)
        criterion = np.zeros_like(at) if table.criterion is None else table.criterion[at]
        columns = (table.conversation[at], criterion, table.reviewer[at])
        parts.append((*(column.astype(np.int64) for column in columns), points[table.level[at]]))
    conversation, criterion, reviewer, value = map(np.concatenate, zip(*parts, strict=True))
    who, _ = distinct(conversation * max(reviewers, 1) + reviewer)
    linked = np.bincount(who // max(reviewers, 1))[conversation] > 1
    _, compact = distinct(conversation[linked])
    return _Rows(compact, criterion[linked], criteria + reviewer[linked], value[linked])


def _criteria(table: Scores) -> int:
    return 1 if table.criterion is None else max(size(table.criterion), 1)


class _Design:
    """Sums over the design's dummy variables, with conversations centred out."""

    def __init__(self, rows: _Rows, criteria: int, reviewers: int) -> None:
        self._rows = rows
        self._columns = criteria + reviewers
        self._number = np.bincount(rows.conversation).astype(np.float64)

    def mean_of_conversation(self, value: FloatArray) -> FloatArray:
        """(M,) the mean over the row's conversation."""
        at = self._rows.conversation
        return (sums_by(at, value) / self._number)[at] if len(at) else value

    def by_column(self, value: FloatArray) -> FloatArray:
        """(columns,) sums over the rows of each criterion and each reviewer."""
        return sums_by(self._rows.criterion, value, self._columns) + sums_by(
            self._rows.reviewer, value, self._columns
        )

    def by_conversation_and_column(self, value: FloatArray) -> FloatArray:
        """(conversations, columns) the same sums within each conversation."""
        shape = (len(self._number), self._columns)
        at = self._rows.conversation * self._columns
        cells = shape[0] * shape[1]
        by_criterion = sums_by(at + self._rows.criterion, value, cells)
        return (by_criterion + sums_by(at + self._rows.reviewer, value, cells)).reshape(shape)

    def normal(self) -> FloatArray:
        """ZᵀZ less the conversations' share of it: Σ z zᵀ - Σ_i s_i s_iᵀ / m_i."""
        joint = np.zeros(self._columns * self._columns)
        pairs = (self._rows.criterion, self._rows.reviewer)
        for one in pairs:
            for other in pairs:
                joint += np.bincount(one * self._columns + other, minlength=len(joint))
        within = self.by_conversation_and_column(np.ones(len(self._rows.value)))
        square = joint.reshape(self._columns, self._columns)
        return square - within.T @ (within / self._number[:, None])


def _groups(null: FloatArray) -> IntArray:
    """(R,) reviewers in one group differ by something the links determine.

    A difference of two effects is estimable when it is orthogonal to the null space: when the two
    reviewers' rows of its basis are the same.
    """
    apart = np.abs(null[:, None, :] - null[None, :, :]).max(axis=2, initial=0.0) > _SAME
    return np.asarray(np.unique((~apart).argmax(axis=1), return_inverse=True)[1], dtype=np.int64)

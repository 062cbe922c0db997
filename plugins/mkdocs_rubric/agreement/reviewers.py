"""Severity: how far a reviewer scores below (severe) or above (lenient) the others.

    score = unit + reviewer + noise

by least squares, where a unit is one criterion on one conversation: hard conversations are nobody's
severity, and who the others were on them is allowed for. Units are taken out by centring (Frisch &
Waugh 1933), which leaves one small system whatever their number. Reviewers whom no unit links
cannot be compared: they come out in different groups.

A severity is the distance from the **median reviewer** of the group (the middle two, where they are
even), because one person cannot move it: against the mean of all, one severe reviewer makes all
others lenient. Who has scored little is not the middle of anything, as a distance is known no
better than either of its ends. Errors cluster by conversation, and p is corrected for how many
reviewers are looked at.

Sources: Searle S.R. (1971) Linear Models, chapter 5 (estimable contrasts); Linacre J.M. (1989)
Many-Facet Rasch Measurement (the facets; here additive in points, which a team can read); Liang
K.-Y. & Zeger S.L. (1986) Biometrika 73:13-22 (errors robust to what a conversation's scores share);
Huber P.J. (1981) Robust Statistics, section 1.2 (the median as a centre); Holm S. (1979) Scand. J.
Stat. 6:65-70.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.arrays import blocks, distinct, share, size, sums_by
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.intervals import FEWEST, NO_SPREAD, ROUGH
from mkdocs_rubric.agreement.multiplicity import holm, shrink
from mkdocs_rubric.agreement.quantiles import t_quantile, t_two_sided
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray

NOBODY_ELSE = "nobody else has scored the same conversations"

_SINGULAR = 1e-9
_SAME = 1e-6
_AT_ONCE = 1 << 20
"""Numbers of a table of units by reviewers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerSeverity:
    """One reviewer against the middle of the others, in points of the scale.

    Attributes:
        reviewer: Index.
        value: Distance from the median reviewer, negative for severe; None when nobody else scored
            the same.
        low: Lower end of the interval.
        high: Upper end of the interval.
        shrunk: The best guess of the distance that would be seen on many conversations.
        p: Chance of a distance this large for a reviewer like the median; None without interval.
        q: p corrected for the number of reviewers looked at (Holm).
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
    same = len({table.scale.range / table.scale.unit for table in tables}) <= 1
    return [t.scale.in_points if same else t.scale.points * (100.0 / t.scale.range) for t in tables]


def deviations(scores: Scores | Sequence[Scores]) -> Deviations:
    """Every score less the mean of the others on the same unit."""
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    parts = [
        _deviations(table, points) for table, points in zip(tables, points_of(tables), strict=True)
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
) -> list[ReviewerSeverity]:
    """The severity of every reviewer, in the order of their indices.

    Args:
        scores: One table for each scale.
        reviewers: How many there are; as many as occur where absent.
        confidence: How often an interval should hold.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    known = reviewers or max((size(table.reviewer) for table in tables), default=0)
    if not known:
        return []
    system = _System(tables, known)
    spectrum, vectors = np.linalg.eigh(system.normal)
    estimable = spectrum > _SINGULAR * max(float(spectrum.max(initial=0.0)), 1.0)
    inverse = (vectors[:, estimable] / spectrum[estimable]) @ vectors[:, estimable].T
    effect = inverse @ system.centred
    group = _groups(vectors[:, ~estimable])
    medians = _medians(effect, group, system.conversations)
    from_median = np.eye(known) - medians
    influence = system.scores_of(effect) @ inverse @ from_median.T
    clusters = _fewest(system.conversations, medians)
    spare = share(clusters.astype(np.float64), clusters - 1.0)
    error = np.sqrt((influence**2).sum(axis=0) * spare)
    return _conclude(from_median @ effect, error, clusters, system, group, confidence)


class _System:
    """The normal equations of reviewers, units centred out, all scales together.

    Attributes:
        normal: (R, R) Σ over units of diag(z) - z zᵀ / m, with z who scored it and m how many.
        centred: (R,) the sums of scores less their unit's mean.
        number: (R,) scores that others have scored too.
        conversations: (R,) on how many conversations.
    """

    def __init__(self, tables: Sequence[Scores], reviewers: int) -> None:
        self._parts = [
            part
            for table, points in zip(tables, points_of(tables), strict=True)
            for part in _linked(table, points, reviewers)
        ]
        self.normal = np.zeros((reviewers, reviewers))
        self.centred = np.zeros(reviewers)
        self.number = np.zeros(reviewers, dtype=np.int64)
        self._span = 1 + max((int(c.max()) for c, _, _ in self._parts), default=0)
        there = np.zeros((self._span, reviewers), dtype=bool)
        for conversation, scored, value in self._parts:
            m = scored.sum(axis=1)
            self.normal += np.diag(scored.sum(axis=0).astype(float))
            weighted = scored / np.sqrt(m)[:, None]
            self.normal -= weighted.T @ weighted
            self.centred += _less_mean(value, scored).sum(axis=0)
            self.number += scored.sum(axis=0)
            np.logical_or.at(there, conversation, scored)
        self.conversations = there.sum(axis=0)

    def scores_of(self, effect: FloatArray) -> FloatArray:
        """(conversations, R) the residuals added up by conversation."""
        found = np.zeros((self._span, len(effect)))
        for conversation, scored, value in self._parts:
            np.add.at(found, conversation, _less_mean(value - effect, scored))
        return found[found.any(axis=1)]


def _less_mean(value: FloatArray, scored: BoolArray) -> FloatArray:
    """(n, R) each score less its unit's mean, 0 where there is none."""
    held = np.where(scored, value, 0.0)
    mean = held.sum(axis=1) / scored.sum(axis=1)
    return np.where(scored, held - mean[:, None], 0.0)


def _linked(
    table: Scores, points: FloatArray, reviewers: int
) -> list[tuple[IntArray, BoolArray, FloatArray]]:
    """Units with two or more scores: the conversation, who scored (n, R), and what (n, R)."""
    units = tabulate(table, ratings=True)
    paired = np.flatnonzero(units.given > 1)
    parts = []
    for some in blocks(len(paired), 1 + _AT_ONCE // max(reviewers, 1)):
        rows = paired[some]
        ratings = np.full((len(rows), reviewers), -1, dtype=np.int64)
        given = units.levels_by_reviewer()[rows]
        ratings[:, : given.shape[1]] = given
        parts.append((units.conversation[rows], ratings >= 0, points[ratings]))
    return parts


def _groups(null: FloatArray) -> IntArray:
    """(R,) reviewers in one group differ by something the links determine.

    A difference of two effects is estimable when it is orthogonal to the null space: when the two
    reviewers' rows of its basis are the same.
    """
    apart = np.abs(null[:, None, :] - null[None, :, :]).max(axis=2, initial=0.0) > _SAME
    return np.asarray(np.unique((~apart).argmax(axis=1), return_inverse=True)[1], dtype=np.int64)


def _medians(effect: FloatArray, group: IntArray, conversations: IntArray) -> FloatArray:
    """(R, R) row r picks the middle reviewer of r's group, or half of each of the middle two.

    The middle of those who have scored enough: 12 conversations, or half of the most that anybody
    of the group has.
    """
    picked = np.zeros((len(effect), len(effect)))
    for each in np.unique(group).tolist():
        inside = group == each
        enough = min(float(ROUGH), conversations[inside].max() / 2.0)
        members = np.flatnonzero(inside & (conversations > 0) & (conversations >= enough))
        members = members[np.argsort(effect[members], kind="stable")]
        if members.size:
            middle = members[(len(members) - 1) // 2 : len(members) // 2 + 1]
            picked[np.ix_(np.flatnonzero(group == each), middle)] = 1.0 / len(middle)
    return picked


def _fewest(conversations: IntArray, medians: FloatArray) -> IntArray:
    """(R,) the conversations of a reviewer, or of whom they are held against where those are fewer.

    The variance of one who has scored little is hardly seen in their own few residuals.
    """
    held: IntArray = np.where(medians > 0, conversations, np.iinfo(np.int64).max).min(axis=1)
    return np.minimum(conversations, held)


def _conclude(
    value: FloatArray,
    error: FloatArray,
    clusters: IntArray,
    system: _System,
    group: IntArray,
    confidence: float,
) -> list[ReviewerSeverity]:
    """Intervals, shrinkage and corrected p-values of all reviewers' severities."""
    guess = shrink(value, error, clusters)
    p = [_p(*each) for each in zip(value.tolist(), error.tolist(), clusters.tolist(), strict=True)]
    q = holm(p)
    found = []
    for which, fewest in enumerate(clusters.tolist()):
        undefined = None if fewest else NOBODY_ELSE
        none = undefined or _no_interval(fewest, float(error[which]))
        half = 0.0 if none else t_quantile(0.5 + confidence / 2, fewest - 1) * error[which]
        found.append(
            ReviewerSeverity(
                reviewer=which,
                value=None if undefined else float(value[which]),
                low=None if none else float(value[which] - half),
                high=None if none else float(value[which] + half),
                shrunk=None if undefined else float(guess[which]),
                p=p[which],
                q=q[which],
                undefined=undefined,
                no_interval=none,
                conversations=int(system.conversations[which]),
                scores=int(system.number[which]),
                group=int(group[which]),
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

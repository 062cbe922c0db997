"""Agreement coefficients as functions of sums over units.

Each coefficient is (pa - pe) / (1 - pe): agreement beyond chance, as a share of the room chance
leaves. Each `pa` and `pe` here is a function of sums over units, and that is the whole trick of
this package: `terms` gives what a unit adds to the sums, `parts` turns sums into a coefficient.
Leaving out a conversation is then a subtraction, and each cell of a trend a column of one array.

Sources:
    Gwet K.L. (2014) Handbook of Inter-Rater Reliability, 4th ed., chapters 2-5 and 8: the weighted
    forms with missing scores. Fleiss J.L. (1971) Psych. Bull. 76:378-382. Conger A.J. (1980) Psych.
    Bull. 88:322-328. Brennan R.L. & Prediger D.J. (1981) Educ. Psychol. Meas. 41:687-699. Gwet K.L.
    (2008) Br. J. Math. Stat. Psychol. 61:29-48. Krippendorff K. (2011) Computing Krippendorff's
    Alpha-Reliability.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import dot, share
from mkdocs_rubric.agreement.counts import Units
from mkdocs_rubric.agreement.scale import FloatArray, IntArray
from mkdocs_rubric.agreement.weights import ordinal_position

NONE = 0.5
"""A count this small after subtractions is zero up to round-off."""


class Parts(NamedTuple):
    """A coefficient before its division: gain / room, each of shape (…).

    Attributes:
        gain: pa - pe.
        room: 1 - pe; zero where chance alone explains everything.
        weight: The number of units compared; both others are zero where it is.
    """

    gain: FloatArray
    room: FloatArray
    weight: FloatArray


class Kernel(ABC):
    """One coefficient with its weights."""

    __slots__ = ()

    @abstractmethod
    def terms(self, units: Units) -> FloatArray:
        """(m, n) what each unit adds to the sums."""

    @abstractmethod
    def parts(self, totals: FloatArray) -> Parts:
        """The coefficient from sums of shape (m, …)."""

    def size(self, units: Units) -> int:  # noqa: ARG002 - for one coefficient it matters
        """About how large m is; few, as a rule."""
        return 1

    def less_one(self, totals: FloatArray, terms: FloatArray) -> Parts:
        """Parts (n,) from sums (m, n) or (m, 1) without what each unit has added to them."""
        return self.parts(totals - terms)


@dataclass(frozen=True, slots=True, eq=False)
class Nothing(Kernel):
    """A coefficient that means nothing on a scale: there is neither gain nor room."""

    def terms(self, units: Units) -> FloatArray:
        """One row: whether there is a pair."""
        return (units.given > 1).astype(np.float64)[None]

    def parts(self, totals: FloatArray) -> Parts:
        """Nothing of either."""
        return Parts(np.zeros_like(totals[0]), np.zeros_like(totals[0]), totals[0])


def agreeing_pairs(counts: FloatArray, weights: FloatArray) -> FloatArray:
    """(n,) Σ_k r_k (Σ_l w_kl r_l - 1): the weight of a unit's ordered pairs of scores."""
    return dot(counts, weights @ counts - np.diag(weights)[:, None])


def _pairs(units: Units, weights: FloatArray, columns: int) -> tuple[FloatArray, FloatArray]:
    """Terms (columns, n) with share of agreeing pairs and has a pair filled in; and scores (n,)."""
    scores = units.given
    pairs = scores * (scores - 1)
    terms = np.empty((columns, len(units)))
    terms[0] = share(agreeing_pairs(units.counts, weights), pairs)
    terms[1] = pairs > 0
    return terms, scores


@dataclass(frozen=True, slots=True, eq=False)
class PercentAgreement(Kernel):
    """pa, the mean over units of the share of reviewer pairs that agree."""

    weights: FloatArray

    def terms(self, units: Units) -> FloatArray:
        """Rows: share of agreeing pairs; 1 where there is a pair."""
        return _pairs(units, self.weights, 2)[0]

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = pa, room = 1."""
        agreeing, compared = totals
        return Parts(share(agreeing, compared), (compared > NONE).astype(np.float64), compared)


Chance = Callable[[FloatArray, FloatArray], FloatArray]
"""pe of shape (…) from prevalences π of shape (q, …) and weights (q, q)."""


def fleiss_chance(prevalence: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_kl π_k π_l."""
    return dot(np.tensordot(weights, prevalence, axes=1), prevalence)


def brennan_prediger_chance(prevalence: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_kl / q²: the same whatever was scored."""
    return np.broadcast_to(weights.mean(), prevalence.shape[1:])


def gwet_chance(prevalence: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_kl / (q (q - 1)) · Σ π_k (1 - π_k)."""
    levels = len(weights)
    factor = float(weights.sum()) / max(levels * (levels - 1), 1)
    return factor * dot(prevalence, 1.0 - prevalence)


@dataclass(frozen=True, slots=True, eq=False)
class ChanceCorrected(Kernel):
    """Fleiss, Brennan-Prediger and Gwet's AC1/AC2: one pa, three ideas of chance.

    π_k is the mean over units with a score of the share that gave level k; a unit with one score
    tells about prevalence and nothing about agreement.
    """

    weights: FloatArray
    chance: Chance

    def terms(self, units: Units) -> FloatArray:
        """Rows: share of agreeing pairs; has a pair; has a score; share of each level (q)."""
        terms, scores = _pairs(units, self.weights, 3 + len(self.weights))
        terms[2] = scores > 0
        np.divide(units.counts, np.maximum(scores, 1.0), out=terms[3:])
        return terms

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = pa - pe, room = 1 - pe."""
        agreeing, compared, scored = totals[:3]
        chance = self.chance(share(totals[3:], scored), self.weights)
        return _parts(share(agreeing, compared), chance, compared)


@dataclass(frozen=True, slots=True, eq=False)
class Conger(Kernel):
    """Conger's kappa, which is Cohen's for two reviewers: chance keeps each reviewer's own levels.

    pe is the mean over ordered pairs of reviewers g ≠ h of Σ w_kl p_gk p_hl, with p_gk the share of
    level k among all that g scored.
    """

    weights: FloatArray

    def terms(self, units: Units) -> FloatArray:
        """Rows: share of agreeing pairs; has a pair; one-hot reviewer of each level (q R)."""
        ratings, levels = units.levels_by_reviewer().T, len(self.weights)
        terms, _ = _pairs(units, self.weights, 2 + levels * len(ratings))
        for level in range(levels):
            first = 2 + level * len(ratings)
            terms[first : first + len(ratings)] = ratings == level
        return terms

    def size(self, units: Units) -> int:
        """As there is a row for each level of each reviewer."""
        return len(self.weights) * int(units.levels_by_reviewer().shape[1]) + 1

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = pa - pe, room = 1 - pe."""
        agreeing, compared = totals[:2]
        given = totals[2:].reshape(len(self.weights), -1, *totals.shape[1:])
        scores = given.sum(axis=0)
        levels = given / np.maximum(scores, 1.0)
        reviewers = (scores > 0).sum(axis=0).astype(np.float64)
        weighed = np.tensordot(self.weights, levels, axes=1)
        with_self = np.einsum("kg...,kg...->...", weighed, levels)
        chance = share(
            fleiss_chance(levels.sum(axis=1), self.weights) - with_self, reviewers * (reviewers - 1)
        )
        return _parts(share(agreeing, compared), chance, compared)


@dataclass(frozen=True, slots=True, eq=False)
class Krippendorff(Kernel):
    """Alpha = 1 - Do / De from the coincidences of values within units that have two or more.

    Do = Σ o_kl δ²_kl / n, De = Σ n_k n_l δ²_kl / (n (n - 1)) with o_kl the coincidences, n_k their
    margins and n their sum; here for distances δ² that are known beforehand.
    """

    distances: FloatArray

    def terms(self, units: Units) -> FloatArray:
        """Rows: has a pair; margins (q); disagreement."""
        counts, others = _compared(units)
        apart = dot(self.distances @ counts, counts) / others
        return np.concatenate([[units.given > 1], counts, [apart]])

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = De - Do, room = De."""
        margins, apart = totals[1:-1], totals[-1]
        expected = dot(np.tensordot(self.distances, margins, axes=1), margins)
        return _alpha(apart, expected, margins.sum(axis=0), totals[0])


@dataclass(frozen=True, slots=True, eq=False)
class OrdinalKrippendorff(Kernel):
    """Alpha with ordinal distances.

    They follow from the margins, and so change when a conversation is left out.
    """

    levels: int

    def terms(self, units: Units) -> FloatArray:
        """Rows: has a pair; margins (q); coincidences of levels k >= l, row by row."""
        counts, others = _compared(units)
        terms = np.empty((1 + self.levels + len(_lower(self.levels)[0]), len(units)))
        terms[0] = units.given > 1
        terms[1 : 1 + self.levels] = counts
        first, pairs = 1 + self.levels, counts / others
        for level, of_level in enumerate(counts):
            here = terms[first : first + level + 1]
            np.multiply(pairs[: level + 1], of_level, out=here)
            here[level] -= pairs[level]  # nobody pairs with themselves
            first += level + 1
        return terms

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = De - Do, room = De."""
        return self._parts(totals[0], totals[1 : 1 + self.levels], self._joint(totals))

    def less_one(self, totals: FloatArray, terms: FloatArray) -> Parts:
        """The same without q² subtractions: a unit's coincidences follow from its margins."""
        counts = terms[1 : 1 + self.levels]
        margins = totals[1 : 1 + self.levels] - counts
        return self._parts(totals[0] - terms[0], margins, self._joint(totals), counts)

    def _joint(self, totals: FloatArray) -> FloatArray:
        joint = np.empty((self.levels, self.levels, *totals.shape[1:]))
        lower = _lower(self.levels)
        joint[lower] = joint[lower[::-1]] = totals[1 + self.levels :]
        return joint

    def _parts(
        self,
        compared: FloatArray,
        margins: FloatArray,
        joint: FloatArray,
        without: FloatArray | None = None,
    ) -> Parts:
        """From margins (q, …) and coincidences (q, q, …), those of a unit taken out of the latter.

        Σ o_kl (a_k - a_l)² = 2 (Σ n_k a_k² - aᵀ o a), as the rows of o sum to n. Of a unit with
        counts c, aᵀ o a = ((Σ c_k a_k)² - Σ c_k a_k²) / (Σ c_k - 1).
        """
        at = ordinal_position(margins)
        squares = at * at
        spread = dot(margins, squares)
        if joint.shape[2:] == at.shape[1:]:
            within = dot(np.einsum("kl...,l...->k...", joint, at), at)
        else:
            within = dot(joint[..., 0] @ at, at)
        if without is not None:
            others = np.maximum(without.sum(axis=0) - 1.0, 1.0)
            within -= (dot(without, at) ** 2 - dot(without, squares)) / others
        scores = margins.sum(axis=0)
        return _alpha(2 * (spread - within), 2 * scores * spread, scores, compared)


@cache
def _lower(levels: int) -> tuple[IntArray, IntArray]:
    """The places (k, l) with k >= l of a matrix, row by row."""
    rows, columns = np.tril_indices(levels)
    return rows, columns


def _compared(units: Units) -> tuple[FloatArray, FloatArray]:
    """Counts (q, n), zero where there is no pair; and how many others each score has, 1 there."""
    others = units.given - 1.0
    counts = units.counts if np.all(others > 0) else units.counts * (others > 0)
    return counts, np.maximum(others, 1.0)


def _alpha(
    apart: FloatArray, expected: FloatArray, scores: FloatArray, compared: FloatArray
) -> Parts:
    """1 - Do / De as parts."""
    room = share(expected, scores * (scores - 1))
    return _parts(1.0 - share(apart, scores), 1.0 - room, compared)


def _parts(observed: FloatArray, chance: FloatArray, compared: FloatArray) -> Parts:
    there = compared > NONE
    return Parts((observed - chance) * there, (1.0 - chance) * there, compared)

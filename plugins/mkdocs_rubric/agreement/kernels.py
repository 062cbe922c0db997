"""Agreement coefficients as functions of sums over units.

Each coefficient is (pa - pe) / (1 - pe): agreement beyond chance, as a share of the room chance
leaves. Each `pa` and `pe` here is a function of sums over units, and that is the whole trick of
this package: `terms` gives what a unit adds to the sums, `parts` turns sums into a coefficient.
Leaving out a conversation is then a subtraction, and every cell of a trend is a row of one array.

Sources:
    Gwet K.L. (2014) Handbook of Inter-Rater Reliability, 4th ed., chapters 2-5 and 8: the weighted
    forms with missing scores. Fleiss J.L. (1971) Psych. Bull. 76:378-382. Conger A.J. (1980) Psych.
    Bull. 88:322-328. Brennan R.L. & Prediger D.J. (1981) Educ. Psychol. Meas. 41:687-699. Gwet K.L.
    (2008) Br. J. Math. Stat. Psychol. 61:29-48. Krippendorff K. (2011) Computing Krippendorff's
    Alpha-Reliability.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from mkdocs_rubric.agreement.arrays import dot, row_sums, share
from mkdocs_rubric.agreement.counts import Units
from mkdocs_rubric.agreement.scale import FloatArray
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


class Kernel(Protocol):
    """One coefficient with its weights."""

    @abstractmethod
    def terms(self, units: Units) -> FloatArray:
        """(n, m) what each unit adds to the sums."""

    @abstractmethod
    def parts(self, totals: FloatArray) -> Parts:
        """The coefficient from sums of shape (…, m)."""


def agreeing_pairs(counts: FloatArray, weights: FloatArray) -> FloatArray:
    """(n,) Σ_k r_k (Σ_l w_kl r_l - 1): the weight of a unit's ordered pairs of scores."""
    return dot(counts, counts @ weights - np.diag(weights))


def _pair_share(counts: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(n,) each unit's share of agreeing pairs and whether it has a pair at all."""
    scores = row_sums(counts)
    pairs = scores * (scores - 1)
    return share(agreeing_pairs(counts, weights), pairs), (pairs > 0).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class PercentAgreement:
    """pa, the mean over units of the share of reviewer pairs that agree."""

    weights: FloatArray

    def terms(self, units: Units) -> FloatArray:
        """Columns: share of agreeing pairs; 1 where there is a pair."""
        return np.stack(_pair_share(units.counts, self.weights), axis=1)

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = pa, room = 1."""
        compared = totals[..., 1]
        return Parts(
            share(totals[..., 0], compared), (compared > NONE).astype(np.float64), compared
        )


Chance = Callable[[FloatArray, FloatArray], FloatArray]
"""pe of shape (…) from prevalences π of shape (…, q) and weights (q, q)."""


def fleiss_chance(prevalence: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_kl π_k π_l."""
    return dot(prevalence @ weights, prevalence)


def brennan_prediger_chance(prevalence: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_kl / q²: the same whatever was scored."""
    return np.broadcast_to(weights.mean(), prevalence.shape[:-1])


def gwet_chance(prevalence: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_kl / (q (q - 1)) · Σ π_k (1 - π_k)."""
    levels = len(weights)
    factor = float(weights.sum()) / max(levels * (levels - 1), 1)
    return factor * dot(prevalence, 1.0 - prevalence)


@dataclass(frozen=True, slots=True, eq=False)
class ChanceCorrected:
    """Fleiss, Brennan-Prediger and Gwet's AC1/AC2: one pa, three ideas of chance.

    π_k is the mean over units with a score of the share that gave level k; a unit with one score
    tells about prevalence and nothing about agreement.
    """

    weights: FloatArray
    chance: Chance

    def terms(self, units: Units) -> FloatArray:
        """Columns: share of agreeing pairs; has a pair; has a score; share of each level (q)."""
        scores = units.given[:, None]
        agreeing, paired = _pair_share(units.counts, self.weights)
        levels = units.counts / np.maximum(scores, 1.0)
        return np.column_stack([agreeing, paired, scores[:, 0] > 0, levels])

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = pa - pe, room = 1 - pe."""
        compared = totals[..., 1]
        prevalence = share(totals[..., 3:], totals[..., 2:3])
        return _parts(
            share(totals[..., 0], compared), self.chance(prevalence, self.weights), compared
        )


@dataclass(frozen=True, slots=True, eq=False)
class Conger:
    """Conger's kappa, which is Cohen's for two reviewers: chance keeps each reviewer's own levels.

    pe is the mean over ordered pairs of reviewers g ≠ h of Σ w_kl p_gk p_hl, with p_gk the share of
    level k among all that g scored.
    """

    weights: FloatArray

    def terms(self, units: Units) -> FloatArray:
        """Columns: share of agreeing pairs; has a pair; one-hot level of each reviewer (R q)."""
        agreeing, paired = _pair_share(units.counts, self.weights)
        given = units.levels_by_reviewer()[:, :, None] == np.arange(len(self.weights))
        return np.column_stack(
            [agreeing, paired, given.reshape(len(units), given.shape[1] * given.shape[2])]
        )

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = pa - pe, room = 1 - pe."""
        compared = totals[..., 1]
        given = totals[..., 2:].reshape(*totals.shape[:-1], -1, len(self.weights))
        scores = row_sums(given)[..., None]
        levels = given / np.maximum(scores, 1.0)
        reviewers = (scores[..., 0] > 0).sum(axis=-1).astype(np.float64)
        everyone = levels.sum(axis=-2)
        with_self = np.einsum("...gk,...gk->...", levels @ self.weights, levels)
        chance = share(
            fleiss_chance(everyone, self.weights) - with_self, reviewers * (reviewers - 1)
        )
        return _parts(share(totals[..., 0], compared), chance, compared)


@dataclass(frozen=True, slots=True, eq=False)
class Krippendorff:
    """Alpha = 1 - Do / De from the coincidences of values within units that have two or more.

    Do = Σ o_kl δ²_kl / n, De = Σ n_k n_l δ²_kl / (n (n - 1)) with o_kl the coincidences, n_k their
    margins and n their sum. Distances stand for δ²; without them they are ordinal, which follow
    from the margins and so change when a conversation is left out.
    """

    distances: FloatArray | None

    def terms(self, units: Units) -> FloatArray:
        """Columns: has a pair; margins (q); disagreement, or coincidences (q²) where ordinal."""
        others = units.given[:, None] - 1.0
        paired = others > 0
        counts = np.where(paired, units.counts, 0.0)
        others = np.maximum(others, 1.0)
        if self.distances is not None:
            apart = dot(counts @ self.distances, counts / others)
            return np.column_stack([paired, counts, apart])
        coincidences = counts[:, :, None] * (counts / others)[:, None, :]
        np.einsum("nkk->nk", coincidences)[...] -= counts / others  # nobody pairs with themselves
        return np.column_stack(
            [paired, counts, coincidences.reshape(len(units), counts.shape[1] ** 2)]
        )

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = De - Do, room = De."""
        if self.distances is not None:
            margins, apart = totals[..., 1:-1], totals[..., -1]
            expected = dot(margins @ self.distances, margins)
        else:
            levels = int(np.sqrt(totals.shape[-1]))  # 1 + q + q² lies between q² and (q + 1)²
            margins = totals[..., 1 : 1 + levels]
            coincidences = totals[..., 1 + levels :].reshape(*margins.shape, levels)
            at = ordinal_position(margins)
            # Σ o_kl (a_k - a_l)² = 2 (Σ n_k a_k² - aᵀ o a), as the rows of o sum to n
            spread = dot(margins, at * at)
            apart = 2 * (spread - dot(np.einsum("...kl,...l->...k", coincidences, at), at))
            expected = 2 * row_sums(margins) * spread
        scores = row_sums(margins)
        room = share(expected, scores * (scores - 1))
        return _parts(1.0 - share(apart, scores), 1.0 - room, totals[..., 0])


def _parts(observed: FloatArray, chance: FloatArray, compared: FloatArray) -> Parts:
    there = compared > NONE
    return Parts(
        np.where(there, observed - chance, 0.0), np.where(there, 1.0 - chance, 0.0), compared
    )

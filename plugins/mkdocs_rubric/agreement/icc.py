"""The intraclass correlation from variance components, with missing scores.

Shrout P.E. & Fleiss J.L. (1979) Psych. Bull. 86:420-428 define it on a complete table. Where scores
are missing the mean squares are replaced by reductions in sums of squares with their exact
expectations (Henderson C.R. 1953, Biometrics 9:226-252, method 3; Searle, Casella & McCulloch 1992,
Variance Components, section 5.3), which on a complete table are Shrout and Fleiss's figures.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.kernels import NONE
from mkdocs_rubric.agreement.panels import PanelKernel, stretches
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers

FORMS = ("icc_2_1",)
"""Of Shrout and Fleiss's six: reviewers are a sample, the same throughout; of a single score."""
_CLOSE = 1e-24
"""What may be left of the squares of residuals."""


@dataclass(frozen=True, slots=True, eq=False)
class IntraclassCorrelation(PanelKernel):
    """σ²_unit / (σ²_unit + σ²_reviewer + σ²_error), each estimated without bias: it may be below 0.

    Attributes:
        points: (q,) the levels' values.
    """

    points: FloatArray

    def of_panel(self, ratings: Integers) -> tuple[FloatArray, FloatArray]:
        """Gain = σ²_unit, room = σ²_unit + σ²_reviewer + σ²_error."""
        table = _Table.of(ratings, self.points - self.points.mean())
        fit = _Fit.of(table)
        without = np.empty((3, *ratings.shape[:2]))
        for some in stretches(ratings):
            here = _Table(*(column[:, some] for column in table))
            without[:, :, some] = _parts(fit.without(here))
        return _parts(fit.sums), without


class _Table(NamedTuple):
    """Units of strata by reviewers, (s, n, R) each.

    Attributes:
        scored: 1 where there is a score, else 0.
        x: The score; 0 where there is none.
        centred: The score less the mean of its unit; 0 where there is none.
    """

    scored: FloatArray
    x: FloatArray
    centred: FloatArray

    @classmethod
    def of(cls, ratings: Integers, points: FloatArray) -> "_Table":
        """Scores by the values of their levels: any origin will do, and a near one keeps digits."""
        scored = (ratings >= 0).astype(np.float64)
        x = points[np.maximum(ratings, 0)] * scored
        return cls(scored, x, _centred(x, scored))


def _centred(x: FloatArray, scored: FloatArray) -> FloatArray:
    """(s, n, R) what is scored less the mean of its unit; x is 0 elsewhere."""
    means = x.sum(axis=2) / np.maximum(scored.sum(axis=2), 1.0)
    centred: FloatArray = x - scored * means[:, :, None]
    return centred


class _SumsOfSquares(NamedTuple):
    """What the variance components follow from, (...) each.

    Attributes:
        units: With a score.
        paired: With two.
        scores: Their number.
        reviewers: Who have scored any.
        rank: Of the reviewers' effects, given those of units.
        within_units: Σ (x - mean of the unit)².
        within_reviewers: Σ (x - mean of the reviewer)².
        residual: Σ of squares that both effects leave.
    """

    units: FloatArray
    paired: FloatArray
    scores: FloatArray
    reviewers: FloatArray
    rank: FloatArray
    within_units: FloatArray
    within_reviewers: FloatArray
    residual: FloatArray


def _parts(of: _SumsOfSquares) -> FloatArray:
    """(3, ...) Each effect's reduction given the other has a known expectation."""
    left = of.scores - of.units - of.rank
    error = share(of.residual, left)
    by_unit = of.within_reviewers - of.residual
    unit = share(by_unit - (of.units + of.rank - of.reviewers) * error, of.scores - of.reviewers)
    by_reviewer = of.within_units - of.residual
    reviewer = share(by_reviewer - of.rank * error, of.scores - of.units)
    there = (of.paired > NONE) & (left > NONE) & (of.scores - of.reviewers > NONE)
    parts = np.stack([np.where(there, unit, 0.0), unit + reviewer + error, of.paired])
    parts[1] *= there
    return parts


@dataclass(frozen=True, slots=True)
class _Fit:
    """Effects of units and reviewers fitted to the scores of strata.

    Attributes:
        sums: (s,) of all units.
        given: (s, R) how many scores of each reviewer there are.
        plain: (s, R) Σ x of each.
        squares: (s, R) Σ x² of each.
        shared: (s, R, R) how many units two reviewers share.
        inverse: (s, R, R) of the Laplacian of who scored what with each other, made regular.
        effect: (s, R) of the reviewers.
    """

    sums: _SumsOfSquares
    given: FloatArray
    plain: FloatArray
    squares: FloatArray
    shared: FloatArray
    inverse: FloatArray
    effect: FloatArray

    @classmethod
    def of(cls, table: _Table) -> "_Fit":
        """Solve L e = b with L = Σ diag(a) - a aᵀ / r and b = Σ (x - mean), a being who scored.

        L sends to zero what is constant over reviewers whom units link, and b has none of that:
        so adding the projections onto such constants makes L regular and leaves e as it is.
        """
        scored, x, centred = table
        r = scored.sum(axis=2)
        given, plain, squares = scored.sum(axis=1), x.sum(axis=1), (x * x).sum(axis=1)
        across = scored.swapaxes(1, 2)
        shared = across @ scored
        laplacian = across @ (scored / -np.maximum(r, 1.0)[:, :, None])
        itself = np.arange(given.shape[1])
        laplacian[:, itself, itself] += given
        party = _parties(shared > NONE)
        together = party[:, :, None] == party[:, None]
        laplacian += together / together.sum(axis=2)[:, :, None]
        inverse = np.linalg.inv(laplacian)
        effect = (inverse @ centred.sum(axis=1)[:, :, None])[:, :, 0]
        residual = centred - _centred(scored * effect[:, None], scored)
        sums = _SumsOfSquares(
            units=(r > 0).sum(axis=1).astype(np.float64),
            paired=(r > 1).sum(axis=1).astype(np.float64),
            scores=r.sum(axis=1),
            reviewers=(given > NONE).sum(axis=1).astype(np.float64),
            rank=_rank(party),
            within_units=(centred**2).sum(axis=(1, 2)),
            within_reviewers=(squares - share(plain**2, given)).sum(axis=1),
            residual=(residual**2).sum(axis=(1, 2)),
        )
        return cls(sums, given, plain, squares, shared, inverse, effect)

    def without(self, units: _Table) -> _SumsOfSquares:
        """(s, n) without each of some units."""
        scored, x, centred = units
        r = scored.sum(axis=2)
        given = self.given[:, None] - scored
        squares = (self.squares[:, None] - x * x).sum(axis=2)
        by_reviewer = share((self.plain[:, None] - x) ** 2, np.where(given > NONE, given, 0.0))
        every = _SumsOfSquares(*(each[:, None] for each in self.sums))
        return _SumsOfSquares(
            units=every.units - (r > 0),
            paired=every.paired - (r > 1),
            scores=every.scores - r,
            reviewers=(given > NONE).sum(axis=2).astype(np.float64),
            rank=self._rank_without(scored),
            within_units=every.within_units - (centred**2).sum(axis=2),
            within_reviewers=squares - by_reviewer.sum(axis=2),
            residual=every.residual - self._fitting(units),
        )

    def _fitting(self, units: _Table) -> FloatArray:
        """(s, n) by how much the residual squares shrink without each unit.

        That is eᵀ (1 - H)⁻¹ e with e the unit's residuals and H what they weigh in their own fit:
        little, as many other units have the same reviewers. So conjugate gradients, for all units
        at once, are there in a few steps, and need no matrix for each unit.
        """
        scored, _, centred = units
        rest = centred - _centred(scored * self.effect[:, None], scored)
        step, squares = rest.copy(), _squares(rest)
        # Who scored this unit alone leaves nothing but round-off, which must not be taken further.
        enough = _CLOSE * np.maximum(squares, _squares(centred))
        found = np.zeros_like(squares)
        for _ in range(scored.shape[2]):
            squares[squares <= enough] = 0.0
            if not squares.any():
                break
            ahead = step - _centred(scored * (step @ self.inverse), scored)
            length = share(squares, np.einsum("snr,snr->sn", step, ahead))
            found += length * squares
            rest -= length[:, :, None] * ahead
            before, squares = squares, _squares(rest)
            step *= share(squares, before)[:, :, None]
            step += rest
        return found

    def _rank_without(self, scored: FloatArray) -> FloatArray:
        """(s, n) the rank without each unit: less only where it alone links some reviewers."""
        rank = np.repeat(self.sums.rank[:, None], scored.shape[1], axis=1)
        party = _parties(self.shared > 1 + NONE)[:, None]
        last = np.where(scored > 0, party, -1).max(axis=2)
        first = np.where(scored > 0, party, scored.shape[2]).min(axis=2)
        for stratum, unit in np.argwhere(first < last).tolist():
            who = scored[stratum, unit]
            rank[stratum, unit] = _rank(_parties(self.shared[stratum] - np.outer(who, who) > NONE))
        return rank


def _squares(x: FloatArray) -> FloatArray:
    """(s, n) Σ x² of each unit."""
    squares: FloatArray = np.einsum("snr,snr->sn", x, x)
    return squares


def _parties(linked: BoolArray) -> IntArray:
    """(..., R) the first of all whom links (..., R, R) lead to, directly or through others."""
    party = np.broadcast_to(np.arange(linked.shape[-1]), linked.shape[:-1])
    before = party - 1
    while not np.array_equal(before, party):
        far = np.where(linked, party[..., None, :], linked.shape[-1]).min(axis=-1)
        before, party = party, np.minimum(party, far)
    return party


def _rank(party: IntArray) -> FloatArray:
    """(...) how many reviewers there are less how many parties."""
    led: FloatArray = (party != np.arange(party.shape[-1])).sum(axis=-1, dtype=np.float64)
    return led

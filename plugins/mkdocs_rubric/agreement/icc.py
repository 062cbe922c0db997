"""Intraclass correlations from variance components, with missing scores.

Shrout P.E. & Fleiss J.L. (1979) Psych. Bull. 86:420-428 define the six forms on a complete table.
Where scores are missing the mean squares are replaced by reductions in sums of squares with their
exact expectations (Henderson C.R. 1953, Biometrics 9:226-252, method 3; Searle, Casella & McCulloch
1992, Variance Components, section 5.3), which on a complete table are Shrout and Fleiss's figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.counts import Units
from mkdocs_rubric.agreement.kernels import NONE, Kernel, Parts
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray


@dataclass(frozen=True, slots=True)
class Form:
    """Which question an intraclass correlation answers.

    Attributes:
        model: 1: the reviewers of each conversation are others; 2: a sample of reviewers, the same
            throughout; 3: these reviewers and no others.
        average: Of the mean of the reviewers' scores instead of a single score.
    """

    model: int
    average: bool


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        f"icc_{model}_{'k' if average else '1'}": Form(model, average)
        for average in (False, True)
        for model in (1, 2, 3)
    }
)
_ONE_WAY, _THESE_REVIEWERS = 1, 3
_UNLINKED = 1e-9
"""An eigenvalue of the Laplacian this small belongs to reviewers no conversation links."""


@dataclass(frozen=True, slots=True, eq=False)
class IntraclassCorrelation(Kernel):
    """σ²_unit / (σ²_unit + error), each component estimated without bias and so possibly below 0.

    Attributes:
        points: (q,) the levels' values.
        form: Which of the six.
    """

    points: FloatArray
    form: Form

    def terms(self, units: Units) -> FloatArray:
        """Rows: eight sums of the unit, four of each reviewer (4 R), one matrix (R²).

        In order: 1, r, 1/r, r², has a pair, (Σx)²/r, Σx², Σx; of each reviewer 1, x, x², x - mean;
        and the Laplacian diag(a) - a aᵀ / r of who scored the unit, a being the 0/1 row.
        """
        ratings = units.levels_by_reviewer()
        scored = (ratings >= 0).astype(np.float64)
        x = np.where(ratings >= 0, self.points[ratings], 0.0)
        r = scored.sum(axis=1)
        some = np.maximum(r, 1.0)
        there = (r > 0).astype(np.float64)
        x -= scored * self.points.mean()  # any origin will do: a near one keeps digits
        total = x.sum(axis=1)
        scalars = [there, r, there / some, r * r, r > 1, total**2 / some, (x**2).sum(axis=1), total]
        centred = x - scored * (total / some)[:, None]
        laplacian = scored[:, :, None] * np.eye(scored.shape[1])
        laplacian -= scored[:, :, None] * scored[:, None, :] / some[:, None, None]
        by_reviewer = [one.T for one in (scored, x, x**2, centred)]
        return np.concatenate(
            [scalars, *by_reviewer, laplacian.reshape(len(units), scored.shape[1] ** 2).T]
        )

    def size(self, units: Units) -> int:
        """As there is a matrix of reviewers by reviewers."""
        return int(units.levels_by_reviewer().shape[1] ** 2) + 1

    def parts(self, totals: FloatArray) -> Parts:
        """Gain = σ²_unit, room = σ²_unit + error; the form says which error."""
        units, scores, inverse, squares, paired, between, total, plain = totals[:8]
        within = total - between
        (unit, reviewer, error), estimable = (
            _one_way(units, scores, squares, (between, within, plain))
            if self.form.model == _ONE_WAY
            else _two_way(np.moveaxis(totals[8:], 0, -1), units, scores, within)
        )
        disturbance = error if self.form.model == _THESE_REVIEWERS else error + reviewer
        if self.form.average:
            disturbance = disturbance * share(inverse, units)  # 1 / harmonic mean of r
        there = (paired > NONE) & estimable
        return Parts(np.where(there, unit, 0.0), np.where(there, unit + disturbance, 0.0), paired)


Components = tuple[FloatArray, FloatArray, FloatArray]
"""σ² of units, of reviewers and of what is left."""


def _one_way(
    units: FloatArray, scores: FloatArray, squares: FloatArray, sums: Components
) -> tuple[Components, BoolArray]:
    """E[SSB] = (N - Σr²/N) σ²_unit + (n - 1) σ²_e, E[SSW] = (N - n) σ²_e."""
    between, within, plain = sums
    error = share(within, scores - units)
    above_mean = between - share(plain**2, scores)
    unit = share(above_mean - (units - 1) * error, scores - share(squares, scores))
    estimable = (scores - units > NONE) & (units - 1 > NONE)
    return (unit, np.zeros_like(unit), error), estimable


def _two_way(
    totals: FloatArray, units: FloatArray, scores: FloatArray, within: FloatArray
) -> tuple[Components, BoolArray]:
    """Fit both effects; each one's reduction given the other has a known expectation."""
    reviewers = int(np.sqrt(totals.shape[-1] + 4)) - 2  # there are R² + 4 R columns
    given, x, x2, centred = (totals[..., i * reviewers : (i + 1) * reviewers] for i in range(4))
    laplacian = totals[..., 4 * reviewers :].reshape(*totals.shape[:-1], reviewers, reviewers)
    there = given > NONE
    active = there.sum(axis=-1).astype(np.float64)
    by_reviewer, rank = _fitted(laplacian, centred, there)
    residual = within - by_reviewer
    left = scores - units - rank
    error = share(residual, left)
    by_unit = (x2 - share(x**2, given)).sum(axis=-1) - residual
    unit = share(by_unit - (units + rank - active) * error, scores - active)
    reviewer = share(by_reviewer - rank * error, scores - units)
    return (unit, reviewer, error), (left > NONE) & (scores - active > NONE)


def _fitted(
    laplacian: FloatArray, centred: FloatArray, there: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """bᵀ L⁺ b and the rank of L, for matrices (…, R, R) with b (…, R) and who is there.

    Where one of n reviewers shares units with all others, all are linked: the rank is n - 1, and
    as b sums to zero, L⁺ b solves (L + 11ᵀ/n) x = b, which is ten times as fast as a spectrum.
    """
    matrices = laplacian.reshape(-1, *laplacian.shape[-2:])
    b, present = centred.reshape(-1, centred.shape[-1]), there.reshape(-1, there.shape[-1])
    n = present.sum(axis=-1)
    shared = (matrices < -_UNLINKED).sum(axis=-1).max(axis=-1, initial=0)
    quick = (n > 1) & (shared == n - 1)
    fit, rank = np.zeros(len(b)), np.where(quick, n - 1.0, 0.0)
    ones = present[quick].astype(np.float64)
    full = matrices[quick] + ones[:, :, None] * (ones / n[quick, None])[:, None, :]
    full += (1.0 - ones)[:, :, None] * np.eye(b.shape[-1])  # who is not there stands alone
    solved = np.linalg.solve(full, b[quick][..., None])[..., 0]
    fit[quick] = np.einsum("nk,nk->n", b[quick], solved)
    spectrum, vectors = np.linalg.eigh(matrices[~quick])
    linked = spectrum > _UNLINKED * np.maximum(spectrum[..., -1:], 1.0)
    loading = np.einsum("nkj,nk->nj", vectors, b[~quick]) ** 2
    fit[~quick] = share(loading, np.where(linked, spectrum, 0.0)).sum(axis=-1)
    rank[~quick] = linked.sum(axis=-1)
    return fit.reshape(centred.shape[:-1]), rank.reshape(centred.shape[:-1])

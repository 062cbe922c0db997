"""Reviewers two by two: Cohen's kappa, Light's mean of it, and the matrix of all pairs.

Sources: Cohen J. (1960) Educ. Psychol. Meas. 20:37-46; Cohen J. (1968) Psych. Bull. 70:213-220
(weighted); Light R.J. (1971) Psych. Bull. 76:365-377 (the mean over pairs).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mkdocs_rubric.agreement.arrays import blocks, share
from mkdocs_rubric.agreement.counts import Scores, Units, tabulate
from mkdocs_rubric.agreement.kernels import Parts
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS

_ON_ONE_CORE, _WORTHWHILE = 1 << 18, 64
_WIDE = 256
"""One-hot columns beyond which single precision is worth it; counts in a block stay exact."""
_NO_ROOM = 1e-12


def _rows(ratings: Integers, levels: int) -> Iterator[slice]:
    """Rows at a time, as many as are good for the product of their one-hot columns.

    OpenBLAS keeps small products on one core. Shared out, they wait for the other core, which on a
    busy machine takes far longer than the product.
    """
    width = ratings.shape[1] * levels
    alone = _ON_ONE_CORE // max(width * width, 1)
    return blocks(len(ratings), alone if alone >= _WORTHWHILE else max(1024, 4 * width))


class PairTables(NamedTuple):
    """The table of q by q levels of each pair of reviewers who share a unit.

    Attributes:
        first: (P,) index of the reviewer in the tables' rows.
        second: (P,) index of the reviewer in the tables' columns.
        tables: (P, q, q) on how many units they gave which two levels.
    """

    first: IntArray
    second: IntArray
    tables: FloatArray


def _one_hot(ratings: Integers, levels: int) -> npt.NDArray[Any]:
    """(R q, n) 1 where the reviewer gave the level."""
    precise = ratings.shape[1] * levels <= _WIDE
    given = np.ascontiguousarray(ratings.T)[:, None] == np.arange(levels, dtype=np.int16)[:, None]
    flat: BoolArray = given.reshape(-1, len(ratings))
    return flat.astype(np.float64) if precise else flat.astype(np.float32)


def pair_tables(ratings: Integers, levels: int) -> PairTables:
    """Cross-tabulate every pair of reviewers over the units both have scored."""
    reviewers = ratings.shape[1]
    joint = np.zeros((reviewers * levels, reviewers * levels))
    for rows in _rows(ratings, levels):
        given = _one_hot(ratings[rows], levels)
        joint += given @ given.T
    first, second = np.triu_indices(reviewers, 1)
    tables = joint.reshape(reviewers, levels, reviewers, levels)[first, :, second, :]
    shared = tables.any(axis=(1, 2))
    return PairTables(first[shared], second[shared], tables[shared])


class _Margins(NamedTuple):
    """Sums of tables (…, q, q).

    Attributes:
        rows: (…, q) how often the first of the pair gave each level.
        columns: (…, q) how often the second did.
        agreeing: (…) Σ w_kl n_kl.
    """

    rows: FloatArray
    columns: FloatArray
    agreeing: FloatArray

    @classmethod
    def of(cls, tables: FloatArray, weights: FloatArray) -> "_Margins":
        """One product with a matrix of what to add up, as numpy is slow to add up five numbers."""
        levels = tables.shape[-1]
        each = np.eye(levels)
        chosen = [
            np.repeat(each, levels, axis=0),
            np.tile(each, (levels, 1)),
            weights.reshape(-1, 1),
        ]
        sums = tables.reshape(*tables.shape[:-2], levels**2) @ np.hstack(chosen)
        return cls(sums[..., :levels], sums[..., levels:-1], sums[..., -1])


def cohen(tables: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weighted kappa of tables (…, q, q) as gain pa - pe and room 1 - pe, each (…)."""
    rows, columns, agreeing = _Margins.of(tables, weights)
    scored = rows.sum(axis=-1)
    observed = share(agreeing, scored)
    chance = share(np.einsum("...k,...k->...", rows @ weights, columns), scored**2)
    return observed - chance, np.where(scored > 0, 1.0 - chance, 0.0)


def _cohen_less_one(tables: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(P, q, q) gain and room of each table with one unit at (k, l) taken out."""
    rows, columns, agreeing = _Margins.of(tables, weights)
    left = rows.sum(axis=1)[:, None, None] - 1.0
    chance = np.einsum("pk,pk->p", rows @ weights, columns)[:, None, None] + weights
    chance = chance - (columns @ weights)[:, :, None] - (rows @ weights)[:, None, :]
    observed, expected = share(agreeing[:, None, None] - weights, left), share(chance, left**2)
    return observed - expected, np.where(left > 0, 1.0 - expected, 0.0)


def each_unit_out(
    first: Integers, second: Integers, tables: FloatArray, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """(n, P) kappa of each pair without each unit, and 1 where it is defined, else 0.

    As `_cohen_less_one`, for units so few that most places of the tables are empty. What it says
    of a unit that the pair has not scored means nothing.

    Args:
        first: (n, P) the levels that the first of each pair gave.
        second: (n, P) those of the second.
        tables: (P, q, q) of the pairs.
        weights: (q, q) of the kappa.
    """
    pair = np.arange(len(tables))
    rows, columns, agreeing = _Margins.of(tables, weights)
    to_first, to_second, here = columns @ weights, rows @ weights, weights[first, second]
    left = rows.sum(axis=1) - 1.0
    chance = np.einsum("pk,pk->p", to_second, columns) + here
    chance -= to_first[pair, first] + to_second[pair, second]
    observed, expected = share(agreeing - here, left), share(chance, left**2)
    return defined(observed - expected, np.where(left > 0, 1.0 - expected, 0.0))


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """Light's kappa: the mean of Cohen's over the pairs of reviewers for whom it is defined.

    A pair that always gave one and the same level tells nothing and does not enter the mean.
    It is no function of few sums, so it knows itself what it is without each unit.
    """

    weights: FloatArray

    def leave_one_out(self, units: Units, stratum: IntArray, strata: int) -> tuple[Parts, Parts]:
        """Parts (strata,) with all units, and (n,) of each unit's stratum without that unit."""
        whole = np.zeros((3, strata))
        without = np.zeros((3, len(units)))
        for which in range(strata):
            rows = np.flatnonzero(stratum == which)
            whole[:, which], without[:, rows] = self._stratum(units.take(rows))
        return Parts(*whole), Parts(*without)

    def _stratum(self, units: Units) -> tuple[FloatArray, FloatArray]:
        ratings, levels = units.levels_by_reviewer(), units.scale.levels
        active = np.flatnonzero((ratings >= 0).any(axis=0))
        ratings = ratings[:, active]
        paired = ((ratings >= 0).sum(axis=1) > 1).astype(np.float64)
        compared = paired.sum()
        pairs = pair_tables(ratings, levels)
        known = defined(*cohen(pairs.tables, self.weights))
        if len(ratings) < levels**2:
            first, second = ratings[:, pairs.first], ratings[:, pairs.second]
            both = (first >= 0) & (second >= 0)
            less = each_unit_out(first, second, pairs.tables, self.weights)
            sums, numbers = (
                whole.sum() + np.where(both, without - whole, 0.0).sum(axis=1)
                for whole, without in zip(known, less, strict=True)
            )
        else:
            less = defined(*_cohen_less_one(pairs.tables, self.weights))
            sums, numbers = (
                whole.sum() + _over_pairs(ratings, pairs, without - whole[:, None, None])
                for whole, without in zip(known, less, strict=True)
            )
        numbers = np.rint(numbers)
        kappa, there = known
        whole = np.array([kappa.sum() / max(there.sum(), 1.0), there.any(), compared])
        return whole, np.stack([share(sums, numbers), numbers > 0, compared - paired])


def defined(gain: FloatArray, room: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Kappa where it is defined, else 0; and 1 where it is, else 0."""
    there = room > _NO_ROOM
    return share(gain, np.where(there, room, 0.0)), there.astype(np.float64)


def _over_pairs(ratings: Integers, pairs: PairTables, change: FloatArray) -> FloatArray:
    """(n,) Σ over the pairs of reviewers g, h who scored a unit of change[pair, x_g, x_h]."""
    if not change.any():
        return np.zeros(len(ratings))
    levels, reviewers = change.shape[-1], ratings.shape[1]
    lookup = np.zeros((reviewers, levels, reviewers, levels))
    lookup[pairs.first, :, pairs.second, :] = change
    flat = lookup.reshape(reviewers * levels, -1)
    summed = np.empty(len(ratings))
    for rows in _rows(ratings, levels):
        given = _one_hot(ratings[rows], levels)
        reach = flat.T.astype(given.dtype, copy=False) @ given
        summed[rows] = np.einsum("jn,jn->n", reach, given)
    return summed


class PairMatrix(NamedTuple):
    """Agreement of every reviewer with every other, each array (R, R) and symmetric.

    Attributes:
        value: The coefficient, 0 where it is undefined; the diagonal is undefined.
        defined: Where it is defined.
        units: How many units both have scored.
    """

    value: FloatArray
    defined: BoolArray
    units: IntArray


def pair_matrix(
    scores: Scores, weights: str = "tolerance", *, beyond_chance: bool = False
) -> PairMatrix:
    """Percent agreement of each pair over the units both have scored.

    Args:
        scores: On one scale.
        weights: Agreement weights by name.
        beyond_chance: Cohen's kappa instead; then the scores should be of one criterion.
    """
    ratings = tabulate(scores, ratings=True).levels_by_reviewer()
    agreeing = AGREEMENT_WEIGHTS[weights](scores.scale)
    pairs = pair_tables(ratings, scores.scale.levels)
    shared = pairs.tables.sum(axis=(1, 2))
    if beyond_chance:
        value, there = defined(*cohen(pairs.tables, agreeing))
    else:
        value = share(np.einsum("pkl,kl->p", pairs.tables, agreeing), shared)
        there = np.ones(len(shared))
    columns = (value, there, shared)
    matrices = np.zeros((len(columns), ratings.shape[1], ratings.shape[1]))
    matrices[:, pairs.first, pairs.second] = columns
    matrices[:, pairs.second, pairs.first] = columns
    return PairMatrix(matrices[0], matrices[1] > 0, matrices[2].astype(np.int64))

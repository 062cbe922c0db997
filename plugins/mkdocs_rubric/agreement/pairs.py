"""Reviewers two by two: Cohen's kappa, Light's mean of it, and the matrix of all pairs.

Sources: Cohen J. (1960) Educ. Psychol. Meas. 20:37-46; Cohen J. (1968) Psych. Bull. 70:213-220
(weighted); Light R.J. (1971) Psych. Bull. 76:365-377 (the mean over pairs).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mkdocs_rubric.agreement.arrays import blocks, share
from mkdocs_rubric.agreement.counts import Scores, tabulate
from mkdocs_rubric.agreement.panels import PanelKernel, stretches
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
class Light(PanelKernel):
    """Light's kappa: the mean of Cohen's over the pairs of reviewers for whom it is defined.

    A pair that always gave one and the same level tells nothing and does not enter the mean.

    Attributes:
        weights: (q, q) of agreement, symmetric.
    """

    weights: FloatArray

    def of_panel(self, ratings: Integers) -> tuple[FloatArray, FloatArray]:
        """One less the mean of n V / E over the pairs.

        Of the n units of a pair, V adds up how far apart its two scores of each are, and E how far
        each score of the one is from each of the other. Without a unit with levels k and l, V loses
        the distance of k and l, and E what k is from all scores of the other and l from all of the
        one. Which unit that is makes no difference: there is one matrix of reviewers by reviewers
        for each two levels, however many units there are.
        """
        pairs, scored = _Pairs.of(ratings, 1.0 - self.weights), ratings >= 0
        ratio, undefined = pairs.all_in()
        known = (pairs.number > 0) & ~undefined
        whole = np.stack([ratio.sum(axis=(1, 2)), known.sum(axis=(1, 2))]) / 2
        without = whole[:, :, None] - _of_units(ratio, scored, scored) / 2
        without[1] = whole[1, :, None]
        if undefined.any():
            without[1] += _of_units(undefined, scored, scored) / 2
        levels = [level for level in range(len(self.weights)) if (ratings == level).any()]
        for this, other in combinations_with_replacement(levels, 2):
            times = 0.5 if this == other else 1.0
            ratio, none = pairs.less(this, other)
            without[0] += times * _of_units(ratio, ratings == this, ratings == other)
            if none is not None:
                without[1] -= times * _of_units(none, ratings == this, ratings == other)
        paired = (scored.sum(axis=2) > 1).astype(np.float64)
        compared = paired.sum(axis=1)
        return _mean(whole, compared), _mean(without, compared[:, None] - paired)


def _mean(sums: FloatArray, compared: FloatArray) -> FloatArray:
    """(3, ...) the mean kappa where there is one; 1 there; the units compared.

    Args:
        sums: (2, ...) Σ n V / E over pairs, and how many pairs have it.
        compared: (...) units with two scores.
    """
    ratios, pairs = sums[0], np.rint(sums[1])
    there = pairs > 0
    return np.stack([np.where(there, 1.0 - share(ratios, pairs), 0.0), there, compared])


class _Pairs(NamedTuple):
    """The sums of all pairs of reviewers, in both orders.

    Attributes:
        apart: (q, q) how far apart levels are.
        number: (s, R, R) n; 0 of a reviewer and the same one.
        observed: (s, R, R) V.
        expected: (s, R, R) E.
        far: (q, s, R, R) how far the level is from all scores of the second; minus infinity
            where the first has not given it, so that it changes nothing.
        back: (q, s, R, R) the same from all scores of the first.
    """

    apart: FloatArray
    number: FloatArray
    observed: FloatArray
    expected: FloatArray
    far: FloatArray
    back: FloatArray

    @classmethod
    def of(cls, ratings: Integers, apart: FloatArray) -> "_Pairs":
        """Of ratings (s, n, R)."""
        strata, _, reviewers = ratings.shape
        times = np.zeros((len(apart), strata, reviewers, reviewers))
        observed = np.zeros(times.shape[1:])
        for some in stretches(ratings):
            here = ratings[:, some]
            given = [(here == level).astype(np.float64) for level in range(len(apart))]
            scored = (here >= 0).astype(np.float64).swapaxes(1, 2)
            for level, this in enumerate(given):
                times[level] += scored @ this
                away = sum(far * other for far, other in zip(apart[level], given, strict=True))
                observed += this.swapaxes(1, 2) @ away
        itself = np.arange(reviewers)
        times[:, :, itself, itself] = 0.0
        far = np.tensordot(apart, times, axes=1)
        expected = np.einsum("ksgh,kshg->sgh", far, times)
        far[times.swapaxes(2, 3) == 0] = -np.inf
        back = np.ascontiguousarray(far.swapaxes(2, 3))
        return cls(apart, times.sum(axis=0), observed, expected, far, back)

    def all_in(self) -> tuple[FloatArray, BoolArray]:
        """(s, R, R) n V / E, 0 where E is; and who share units but have no E."""
        none = self.expected <= _NO_ROOM * self.number**2
        ratio = share(self.number * self.observed, np.where(none, 0.0, self.expected))
        return ratio, none & (self.number > 0)

    def less(self, this: int, other: int) -> tuple[FloatArray, BoolArray | None]:
        """The same without a unit with these levels; None where all pairs have an E."""
        left = self.number - 1.0
        expected = self.expected - self.far[this]
        expected -= self.back[other]
        expected += self.apart[this, other]
        ratio = self.observed - self.apart[this, other]
        ratio *= left
        none = None
        if expected.min(initial=1.0) <= _NO_ROOM * left.max(initial=1.0) ** 2:
            none = expected <= _NO_ROOM * np.maximum(left, 1.0) ** 2
            expected[none] = np.inf
        ratio /= expected
        return ratio, none


def _of_units(matrix: FloatArray | BoolArray, first: BoolArray, second: BoolArray) -> FloatArray:
    """(s, n) Σ of a matrix (s, R, R) over the reviewers whom first and second (s, n, R) mark."""
    matrix = matrix.astype(np.float64, copy=False)
    found = np.empty(first.shape[:2])
    for some in stretches(first):
        reach = first[:, some].astype(np.float64) @ matrix
        found[:, some] = np.einsum("snr,snr->sn", reach, second[:, some].astype(np.float64))
    return found


def defined(gain: FloatArray, room: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Kappa where it is defined, else 0; and 1 where it is, else 0."""
    there = room > _NO_ROOM
    return share(gain, np.where(there, room, 0.0)), there.astype(np.float64)


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

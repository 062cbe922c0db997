"""Beyond Shrout & Fleiss's table, which gold.json holds."""

import numpy as np
import pytest

from agreement.tables import FIVE, from_levels, random_levels
from mkdocs_rubric.agreement import Coefficient, agreement, jackknife
from mkdocs_rubric.agreement.icc import _fitted

FORMS = ("icc_1_1", "icc_2_1", "icc_3_1", "icc_1_k", "icc_2_k", "icc_3_k")


def mean_squares(x):
    n, k = x.shape
    rows, columns = x.mean(axis=1), x.mean(axis=0)
    between = k * ((rows - x.mean()) ** 2).sum() / (n - 1)
    judges = n * ((columns - x.mean()) ** 2).sum() / (k - 1)
    within = ((x - rows[:, None]) ** 2).sum() / (n * (k - 1))
    error = ((x - rows[:, None] - columns + x.mean()) ** 2).sum() / ((n - 1) * (k - 1))
    return n, k, between, judges, within, error


def shrout_and_fleiss(x):
    n, k, b, j, w, e = mean_squares(x)
    return {
        "icc_1_1": (b - w) / (b + (k - 1) * w),
        "icc_2_1": (b - e) / (b + (k - 1) * e + k * (j - e) / n),
        "icc_3_1": (b - e) / (b + (k - 1) * e),
        "icc_1_k": (b - w) / b,
        "icc_2_k": (b - e) / (b + (j - e) / n),
        "icc_3_k": (b - e) / b,
    }


@pytest.mark.parametrize("seed", range(5))
def test_a_complete_table_gives_shrout_and_fleiss(seed):
    level = random_levels(np.random.default_rng(seed), missing=0.0)
    found = agreement(from_levels(level), [Coefficient(form) for form in FORMS])
    expected = shrout_and_fleiss(level + 1.0)
    for one in found:
        assert one.value == pytest.approx(expected[one.coefficient], abs=1e-10)


def test_missing_scores_leave_the_estimate_near_the_truth():
    rng = np.random.default_rng(11)
    item, severity = rng.normal(0, 1.2, (4000, 1)), rng.normal(0, 0.5, (1, 12))
    latent = 4 + item + severity + rng.normal(0, 0.8, (4000, 12))
    level = np.clip(np.rint(latent * 4), 0, 40).astype(int)
    level[rng.random(level.shape) < 0.6] = -1
    scale = type(FIVE)(tuple(float(value) for value in range(41)))
    [found] = agreement(from_levels(level, scale), [Coefficient("icc_2_1")], over="nothing")
    truth = 1.44 / (1.44 + severity.var(ddof=1) + 0.64)
    assert found.value == pytest.approx(truth, abs=0.03)


def test_too_little_to_tell_apart():
    for level in ([[0, 1, 2]], [[0, -1], [-1, 3]], [[1, 2], [-1, -1]]):
        [found] = agreement(from_levels(np.array(level)), [Coefficient("icc_2_1")])
        assert found.value is None


def laplacians(seed, reviewers=7):
    """One where somebody shares units with all others, one that is a chain, one in two parts."""
    rng = np.random.default_rng(seed)
    everybody = np.ones((1, reviewers), dtype=bool)
    some = rng.random((4, reviewers)) < 0.5
    chain = [[n in {k, k + 1} for n in range(reviewers)] for k in range(reviewers - 1)]
    parts = [[n < 3 for n in range(reviewers)], [n in {4, 5} for n in range(reviewers)]]
    for rows in (np.vstack([everybody, some]), np.array(chain), np.array(parts)):
        a = rows.astype(float)
        laplacian = np.diag(a.sum(axis=0)) - (a.T / a.sum(axis=1)) @ a
        yield laplacian, laplacian @ rng.normal(size=reviewers), rows.any(axis=0)


@pytest.mark.parametrize("seed", range(5))
def test_the_fit_is_that_of_the_pseudo_inverse_however_reviewers_are_linked(seed):
    matrices, b, there = (np.array(one) for one in zip(*laplacians(seed), strict=True))
    fit, rank = _fitted(matrices, b, there)
    assert rank.tolist() == [6, 6, 3]
    expected = [one @ np.linalg.pinv(matrix) @ one for matrix, one in zip(matrices, b, strict=True)]
    assert fit == pytest.approx(expected, abs=1e-10)
    one, its_rank = _fitted(matrices[0], b[0], there[0])
    assert (float(one), float(its_rank)) == (pytest.approx(expected[0]), 6)


def test_a_stretch_at_a_time_gives_the_same(monkeypatch):
    level = random_levels(np.random.default_rng(5), units=40)
    whole = agreement(from_levels(level), [Coefficient("icc_2_1")])
    monkeypatch.setattr(jackknife, "_NUMBERS_AT_ONCE", 100)
    [one] = agreement(from_levels(level), [Coefficient("icc_2_1")])
    assert one.value == pytest.approx(whole[0].value)
    assert one.standard_error == pytest.approx(whole[0].standard_error)

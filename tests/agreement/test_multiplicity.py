import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from mkdocs_rubric.agreement.multiplicity import benjamini_hochberg, shrink


def test_adjusted_p_values_are_statsmodels():
    p = [0.01, 0.8, 0.02, 0.02, 0.4, 1.0]
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])
    assert benjamini_hochberg([None, 0.3, None]) == [None, 0.3, None]


def test_shrinkage_is_better_than_taking_values_at_face():
    rng = np.random.default_rng(0)
    truth = rng.normal(0, 0.3, 400)
    clusters = np.tile([3, 6, 12, 24], 100)
    error = 1 / np.sqrt(clusters)
    value = truth + rng.normal(0, error)
    best_guess = shrink(value, error, clusters)
    assert np.mean((best_guess - truth) ** 2) < 0.6 * np.mean((value - truth) ** 2)


def test_without_differences_everybody_is_shrunk_to_nothing():
    value, error = np.array([0.1, -0.1, 0.05]), np.array([0.2, 0.2, 0.2])
    assert shrink(value, error, np.array([8, 8, 8])).tolist() == [0, 0, 0]


def test_too_little_to_know_the_noise():
    assert shrink(np.array([1.0, -1.0]), np.zeros(2), np.array([1, 2])).tolist() == [0, 0]

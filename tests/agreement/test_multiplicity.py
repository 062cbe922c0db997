"""Whom to name when many are looked at, and what to believe of each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from mkdocs_rubric.agreement.multiplicity import holm, shrink

few = settings(max_examples=60, derandomize=True)

chances = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@pytest.mark.parametrize("seed", range(5))
def test_holm_is_statsmodels(seed):
    p = np.random.default_rng(seed).uniform(0, 0.3, 3 * seed + 1).round(2).tolist()
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


@few
@given(chances, st.integers(0, 12))
def test_who_cannot_be_tested_is_not_counted(p, place):
    with_none = [*p[:place], None, *p[place:]]
    found = holm(with_none)
    assert found.pop(min(place, len(p))) is None
    assert found == holm(p)


def test_nobody_is_nobody():
    assert holm([]) == []


def test_of_many_without_any_difference_one_is_named_as_rarely_as_asked():
    rng = np.random.default_rng(1)
    named = [min(holm(rng.uniform(size=8).tolist())) < 0.05 for _ in range(4000)]
    assert np.mean(named) == pytest.approx(0.05, abs=0.012)


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

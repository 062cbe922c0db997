"""Against other people's programs on random data with missing scores."""

import warnings

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from agreement.tables import among, from_levels, random_levels
from mkdocs_rubric.agreement import Coefficient, agreement, pair_matrix

SEEDS = range(8)


@pytest.fixture(params=SEEDS)
def level(request):
    return random_levels(np.random.default_rng(request.param), units=25, reviewers=5)


def value(level, name, weights="identity"):
    [found] = agreement(from_levels(level), [Coefficient(name, weights)], intervals=False)
    return found.value


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha(level, metric):
    data = np.where(level < 0, np.nan, level + 1.0).T
    expected = krippendorff.alpha(data, level_of_measurement=metric, value_domain=[1, 2, 3, 4, 5])
    assert value(level, "krippendorff", metric) == pytest.approx(expected, abs=1e-12)


def test_fleiss_and_randolph_without_missing_scores(level):
    level = np.maximum(level, 0)
    counts = (level[:, :, None] == np.arange(5)).sum(axis=1)
    assert value(level, "fleiss") == pytest.approx(fleiss_kappa(counts), abs=1e-12)
    assert value(level, "brennan_prediger") == pytest.approx(
        fleiss_kappa(counts, method="randolph"), abs=1e-12
    )


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_cohen_over_what_both_have_scored(level, weights):
    both = (level[:, :2] >= 0).all(axis=1)
    first, second = level[both, 0], level[both, 1]
    name = None if weights == "identity" else weights
    expected = cohen_kappa_score(first, second, weights=name, labels=range(5))
    assert value(level[:, :2], "cohen", weights) == pytest.approx(expected, abs=1e-12)


def test_cohens_table_and_its_large_sample_kappa(level):
    both = (level[:, :2] >= 0).all(axis=1)
    table = np.zeros((5, 5))
    np.add.at(table, (level[both, 0], level[both, 1]), 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels divides by zero on the way to its p-values
        expected = cohens_kappa(table, wt="linear").kappa
    assert value(level[:, :2], "cohen", "linear") == pytest.approx(expected, abs=1e-12)


def test_light_is_the_mean_of_scikit_learns_kappas(level):
    kappas = [
        cohen_kappa_score(
            *level[(level[:, [g, h]] >= 0).all(axis=1)][:, [g, h]].T,
            weights="linear",
            labels=range(5),
        )
        for g in range(5)
        for h in range(g)
    ]
    assert value(level, "light", "linear") == pytest.approx(np.mean(kappas), abs=1e-12)


def test_the_pair_matrix_is_cohens_kappa_of_each_pair(level):
    matrix = pair_matrix(from_levels(level), "linear", beyond_chance=True)
    for g in range(5):
        for h in range(g):
            both = (level[:, [g, h]] >= 0).all(axis=1)
            expected = cohen_kappa_score(
                *level[both][:, [g, h]].T, weights="linear", labels=range(5)
            )
            assert matrix.value[g, h] == matrix.value[h, g] == pytest.approx(expected, abs=1e-12)
            assert matrix.units[g, h] == both.sum()
    assert not matrix.defined.diagonal().any()


def test_the_pair_matrix_of_percent_agreement(level):
    matrix = pair_matrix(from_levels(level), "identity")
    both = (level[:, :2] >= 0).all(axis=1)
    assert matrix.value[0, 1] == pytest.approx(np.mean(level[both, 0] == level[both, 1]))


def test_cohens_kappa_of_a_pair_has_an_interval(level):
    scores = from_levels(level)
    [found] = agreement(among(scores, {1, 3}), [Coefficient("cohen", "linear")])
    matrix = pair_matrix(scores, "linear", beyond_chance=True)
    assert found.value == pytest.approx(matrix.value[1, 3], abs=1e-12)
    assert found.low < found.value < found.high
    assert found.reviewers == 2

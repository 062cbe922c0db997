"""Light's kappa without each unit, for all strata at once."""

from itertools import combinations

import numpy as np
import pytest

from agreement.tables import FIVE, from_levels, random_levels
from mkdocs_rubric.agreement import NOT_SCORED, Coefficient, agreement, tabulate
from mkdocs_rubric.agreement.pairs import Light, cohen, defined
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS


def mean_of_cohens(level, weights):
    """As defined: the table of each pair by counting, and the mean of their kappas."""
    kappas = []
    for g, h in combinations(range(level.shape[1]), 2):
        table = np.zeros((5, 5))
        both = (level[:, g] >= 0) & (level[:, h] >= 0)
        np.add.at(table, (level[both, g], level[both, h]), 1)
        kappa, there = defined(*cohen(table, weights))
        kappas += [float(kappa)] if there else []
    return np.mean(kappas) if kappas else 0.0


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic", "tolerance"])
@pytest.mark.parametrize("highest", [2, 5])
def test_strata_of_any_size_give_the_mean_over_their_pairs(weights, highest):
    rng = np.random.default_rng(highest)
    sizes = (1, 2, 7, 3, 30, 2)
    level = random_levels(rng, units=sum(sizes), reviewers=9, levels=highest, missing=0.3)
    level[:3, 4:] = level[10:13, :6] = NOT_SCORED
    stratum = np.repeat(np.arange(len(sizes)), sizes)
    agreeing = AGREEMENT_WEIGHTS[weights](FIVE)
    units = tabulate(from_levels(level), ratings=True)
    whole, without = Light(agreeing).leave_one_out(units, stratum, len(sizes))
    for which in range(len(sizes)):
        mine = level[stratum == which]
        assert whole.gain[which] == pytest.approx(mean_of_cohens(mine, agreeing), abs=1e-12)
        for place, unit in enumerate(np.flatnonzero(stratum == which)):
            less = mean_of_cohens(np.delete(mine, place, axis=0), agreeing)
            assert without.gain[unit] == pytest.approx(less, abs=1e-12)


@pytest.mark.parametrize("units", [3, 24, 25, 60])
@pytest.mark.parametrize("weights", ["identity", "quadratic"])
def test_without_each_unit_it_is_what_it_would_be_without_it(units, weights):
    level = random_levels(np.random.default_rng(units), units=units)
    scores = tabulate(from_levels(level), ratings=True)
    kernel = Light(AGREEMENT_WEIGHTS[weights](FIVE))
    _, without = kernel.leave_one_out(scores, np.zeros(units, dtype=int), 1)
    for unit in range(units):
        less = np.delete(level, unit, axis=0)
        [one] = agreement(from_levels(less), [Coefficient("light", weights)], intervals=False)
        assert without.gain[unit] == pytest.approx(one.value or 0.0, abs=1e-10)

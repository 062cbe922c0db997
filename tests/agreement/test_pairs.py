"""Light's kappa without each unit, by whichever way is shorter."""

import numpy as np
import pytest

from agreement.tables import FIVE, from_levels, random_levels
from mkdocs_rubric.agreement import Coefficient, agreement, tabulate
from mkdocs_rubric.agreement.pairs import Light
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS


@pytest.mark.parametrize("units", [3, 24, 25, 60])
@pytest.mark.parametrize("weights", ["identity", "quadratic"])
def test_without_each_unit_it_is_what_it_would_be_without_it(units, weights):
    level = random_levels(np.random.default_rng(units), units=units)
    scores = tabulate(from_levels(level), ratings=True)
    kernel = Light(AGREEMENT_WEIGHTS[weights](FIVE))
    _, without = kernel.leave_one_out(scores, np.zeros(units, dtype=int), 1)
    for unit in range(units):
        less = np.delete(level, unit, axis=0)
        [one] = agreement(from_levels(less), [Coefficient("light", weights)], over="nothing")
        assert without.gain[unit] == pytest.approx(one.value or 0.0, abs=1e-10)

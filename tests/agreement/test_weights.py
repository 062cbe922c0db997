import numpy as np
import pytest

from agreement.tables import FIVE
from mkdocs_rubric.agreement import AGREEMENT_WEIGHTS, NumberedScale
from mkdocs_rubric.agreement.weights import FIXED_DISTANCES, ordinal_position, ratio_distance


@pytest.mark.parametrize(
    ("name", "first_row"),
    [
        ("identity", [1, 0, 0, 0, 0]),
        ("linear", [1, 0.75, 0.5, 0.25, 0]),
        ("quadratic", [1, 15 / 16, 12 / 16, 7 / 16, 0]),
        ("ordinal", [1, 0.9, 0.7, 0.4, 0]),
        ("tolerance", [1, 1, 0, 0, 0]),
    ],
)
def test_weights_on_five_levels(name, first_row):
    assert AGREEMENT_WEIGHTS[name](FIVE)[0] == pytest.approx(first_row)


@pytest.mark.parametrize("name", AGREEMENT_WEIGHTS)
@pytest.mark.parametrize("values", [(0.0,), (0.0, 1.0), (1.0, 2.0, 10.0), (-5.0, 0.0, 5.0)])
def test_weights_are_symmetric_and_one_for_the_same_level(name, values):
    weights = AGREEMENT_WEIGHTS[name](NumberedScale(values))
    assert np.allclose(weights, weights.T)
    assert np.all(np.diag(weights) == 1.0)
    assert weights.max() <= 1.0


def test_a_tolerance_survives_binary_fractions():
    weights = AGREEMENT_WEIGHTS["tolerance"](NumberedScale((0.1, 0.4), tolerance=0.3))
    assert weights.all()


@pytest.mark.parametrize("name", FIXED_DISTANCES)
def test_distances_are_zero_for_the_same_level(name):
    distances = FIXED_DISTANCES[name](FIVE)
    assert np.allclose(distances, distances.T)
    assert not np.diag(distances).any()


def test_ordinal_distances_count_the_scores_in_between():
    totals = np.array([2.0, 0.0, 4.0, 2.0])
    position = ordinal_position(totals)
    between = 2 / 2 + 0 + 4 + 2 / 2  # half of both ends and all in the middle: the largest distance
    assert position[3] - position[0] == pytest.approx(1.0)
    assert (position[2] - position[0]) * between == pytest.approx(2 / 2 + 0 + 4 / 2)


def test_ratio_distances_need_a_zero():
    with pytest.raises(ValueError, match="zero or more"):
        ratio_distance(NumberedScale((-1.0, 1.0)))

import numpy as np
import pytest

from mkdocs_rubric.agreement.arrays import distinct, segment_sums, share


@pytest.mark.parametrize(
    "key", [[], [3], [0, 0, 2, 5], [5, 0, 2, 0], [10**12, 7, 7], list(range(9, 0, -1))]
)
def test_distinct_is_unique_with_its_inverse(key):
    values, member = distinct(np.array(key, dtype=np.int64))
    expected, where = np.unique(np.array(key, dtype=np.int64), return_inverse=True)
    assert values.tolist() == expected.tolist()
    assert member.tolist() == where.tolist()


def test_a_share_of_nothing_is_nothing():
    assert share(np.array([1.0, 2.0, 3.0]), np.array([2.0, 0.0, -1.0])).tolist() == [0.5, 0, 0]


@pytest.mark.parametrize("segment", [[0, 0, 0], [0, 2, 2], [1, 1, 1]])
def test_segment_sums(segment):
    terms = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
    expected = [terms[:, np.array(segment) == which].sum(axis=1).tolist() for which in range(3)]
    assert segment_sums(terms, np.array(segment), 3).T.tolist() == expected

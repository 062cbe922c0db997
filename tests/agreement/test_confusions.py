import pytest

from agreement.tables import a_table
from mkdocs_rubric.agreement import Coefficient, agreement, confusions


def test_the_levels_that_get_mixed_up_and_where():
    found = confusions(a_table([[2, 3, 3], [2, 2, 2], [2, 3, None], [1, 5, 5], [4, None, None]]))
    assert [(one.lower, one.upper, one.pairs, one.conversations) for one in found] == [
        (1, 2, 3, (2, 0)),  # levels 2 and 3, most of all on conversation 2
        (0, 4, 2, (3,)),
    ]
    assert [one.share for one in found] == pytest.approx([(1 + 2 / 3) / 4, (2 / 3) / 4])
    assert [one.adjacent for one in found] == [True, False]


def test_shares_add_up_to_what_is_not_agreement():
    scores = a_table([[1, 2, 2, 4], [3, 3, 5, None], [2, 2, 2, 2]])
    [exact] = agreement(scores, [Coefficient()])
    assert sum(one.share for one in confusions(scores)) == pytest.approx(1 - exact.value)


def test_each_criterion_has_its_own():
    found = confusions(a_table([[1, 2], [4, 5], [1, 2], [5, 5]], criteria=2))
    assert [(one.criterion, one.lower, one.share) for one in found] == [(0, 0, 1.0), (1, 3, 0.5)]

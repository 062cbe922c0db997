import numpy as np
import pytest

from agreement.tables import FIVE, MET, a_table, random_levels
from mkdocs_rubric.agreement import (
    NumberedScale,
    Scores,
    Units,
    applicable,
    counts,
    scale_use,
    tabulate,
)


def test_levels_are_counted_by_conversation_and_criterion():
    units = tabulate(
        a_table([[1, 1, 2], ["NA", 5, None], [None, None, None], [3, 3, 3]], criteria=2)
    )
    assert units.counts.T.tolist() == [
        [2, 1, 0, 0, 0],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0],
        [0, 0, 3, 0, 0],
    ]
    assert units.conversation.tolist() == [0, 0, 1, 1]
    assert units.criterion.tolist() == [0, 1, 0, 1]


def test_ratings_are_kept_only_where_asked_for():
    scores = a_table([[1, "NA"], [None, 5]])
    assert tabulate(scores, ratings=True).ratings.tolist() == [[0, -1], [-1, 4]]
    with pytest.raises(ValueError, match="ratings=True"):
        tabulate(scores).levels_by_reviewer()


def test_counting_in_blocks_is_counting(monkeypatch):
    monkeypatch.setattr(counts, "BLOCK", 7)
    rng = np.random.default_rng(0)
    level = random_levels(rng, units=40, reviewers=3)
    order = rng.permutation(level.size)
    unit, reviewer = (axis.ravel()[order] for axis in np.indices(level.shape))
    units = tabulate(Scores(reviewer, unit, level.ravel()[order], FIVE))
    assert np.array_equal(units.counts.T, (level[:, :, None] == np.arange(5)).sum(axis=1))


def test_applicable_or_not():
    answer = applicable(a_table([[1, "NA", None]]))
    assert answer.level.tolist() == [1, 0, -1]
    assert answer.scale == MET


def test_scale_use():
    units = tabulate(a_table([[1, 1], [5, "NA"], [5, 2]]))
    assert scale_use(units).tolist() == [[2, 1, 0, 0, 2]]
    apart = Units(units.counts, units.conversation, np.array([0, 1, 1]), FIVE)
    assert scale_use(apart).tolist() == [[2, 0, 0, 0, 0], [0, 1, 0, 0, 2]]
    assert scale_use(apart.take(np.array([1, 2]))).tolist() == [[0] * 5, [0, 1, 0, 0, 2]]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([0], [0], [5]), "outside the declared scale"),
        (([0], [0], [-3]), "outside the declared scale"),
        (([-1], [0], [1]), "zero or more"),
        (([0, 1], [0], [1]), "columns of one table"),
        (([0.0], [0], [1]), "given by index"),
    ],
)
def test_a_table_that_cannot_be_one_is_refused(columns, message):
    with pytest.raises(ValueError, match=message):
        Scores(*map(np.array, columns), FIVE)


@pytest.mark.parametrize(
    ("values", "tolerance"),
    [((), 0), ((1.0, 1.0), 0), ((2.0, 1.0), 0), ((float("nan"),), 0), ((1.0,), -1)],
)
def test_a_scale_that_cannot_be_one_is_refused(values, tolerance):
    with pytest.raises(ValueError, match=r"scale|tolerance"):
        NumberedScale(values, tolerance)

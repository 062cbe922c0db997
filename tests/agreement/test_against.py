"""Independent scores against what their session agreed on."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from agreement.tables import FIVE, MET, a_table, from_levels
from mkdocs_rubric.agreement.against import against, compared

few = settings(max_examples=40, derandomize=True)
levels = hnp.arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 4)), elements=st.integers(-2, 4)
)


def everybody(rows, agreed, scale=FIVE):
    """All reviewers together; `agreed` has a level's value or None for each conversation."""
    level = [[-2 if one is None else scale.values.index(one) for one in agreed]]
    found = compared([a_table(rows, scale)], np.array(level))
    return against(found, np.zeros_like(found.reviewer)).get(0)


def test_by_hand():
    one = everybody([[3, 4, 5], [1, 1, "NA"], [2, None, 3]], [3, 1, None])
    assert one.scores == 5
    assert one.conversations == 2
    assert one.within == pytest.approx(4 / 5)
    assert one.exact == pytest.approx(3 / 5)
    assert one.apart == pytest.approx((0 + 1 + 2) / 5)
    assert (one.low, one.high) == (None, None)


@few
@given(levels, st.data())
def test_it_is_the_share_of_scores_near_the_agreed_one(level, data):
    agreed = np.array(data.draw(st.lists(st.integers(-2, 4), min_size=6, max_size=6)))
    found = compared([from_levels(level)], agreed[None, : len(level)])
    of_each = against(found, found.reviewer)
    for reviewer in range(level.shape[1]):
        rows = [
            (given_, settled)
            for given_, settled in zip(level[:, reviewer], agreed, strict=False)
            if given_ >= 0 and settled >= 0
        ]
        if not rows:
            assert reviewer not in of_each
            continue
        apart = np.subtract(*np.transpose(rows))
        one = of_each[reviewer]
        assert one.scores == len(rows) == one.conversations
        assert one.within == pytest.approx(np.mean(abs(apart) <= 1))
        assert one.exact == pytest.approx(np.mean(apart == 0))
        assert one.apart == pytest.approx(apart.mean())
        assert (one.low is None) == (one.conversations < 3)
        if one.low is not None:
            assert 0 <= one.low <= one.within <= one.high <= 1


def test_the_range_is_cochran_s_over_conversations_of_different_size():
    rows = [[3, 3, 5], [1, 4, None], [2, 2, 2], [5, 1, None], [4, None, None]]
    one = everybody(rows, [3, 1, 2, 5, 4])
    held, near = np.array([3, 2, 3, 2, 1]), np.array([2, 1, 3, 1, 1])
    p = near.sum() / held.sum()
    error = np.sqrt(5 / 4 * ((near - p * held) ** 2).sum()) / held.sum()
    logit, half = np.log(p / (1 - p)), stats.t.ppf(0.975, 4) * error / (p * (1 - p))
    assert one.within == pytest.approx(p)
    assert (one.low, one.high) == pytest.approx(stats.logistic.cdf([logit - half, logit + half]))


def test_where_everybody_gave_the_agreed_score_the_range_is_wilson_s_on_conversations():
    one = everybody([[3, 3, 3]] * 5, [3] * 5)
    assert (one.within, one.exact, one.apart) == (1, 1, 0)
    assert (one.low, one.high) == pytest.approx(proportion_confint(5, 5, method="wilson"))


def test_the_criteria_of_a_conversation_leave_together():
    rows = [[3, 5], [2, 2], [1, 1], [4, 4], [5, 1], [2, 2]]
    one = from_levels(np.array(rows) - 1)
    copied = replace(
        one,
        **{name: np.tile(getattr(one, name), 3) for name in ("reviewer", "conversation", "level")},
        criterion=np.repeat(np.arange(3), len(one.level)),
    )
    agreed = np.array([[2, 1, 0, 3, 4, 1]])
    alone, thrice = (
        against(found, np.zeros_like(found.reviewer))[0]
        for found in (compared([one], agreed), compared([copied], np.repeat(agreed, 3, axis=0)))
    )
    assert thrice.scores == 3 * alone.scores
    assert (thrice.low, thrice.high) == pytest.approx((alone.low, alone.high))


def test_each_criterion_is_judged_by_its_own_scale_and_meets_in_hundredths():
    quality = a_table([[1, 4]])
    met = replace(a_table([[0, 1]], MET), criterion=np.ones(2, dtype=int))
    found = compared([quality, met], np.array([[2], [1]]))
    by = against(found, found.criterion)
    assert (by[0].within, by[0].apart) == (0.5, pytest.approx((-50 + 25) / 2))
    assert (by[1].within, by[1].apart) == (0.5, pytest.approx(-50))


def test_nothing_agreed_is_nothing_to_hold_against():
    assert everybody([[3, 4]], [None]) is None
    assert against(compared([], np.zeros((0, 0), dtype=int)), np.zeros(0, dtype=int)) == {}

"""Agreement of each criterion on each conversation, against its definition."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from agreement.tables import FIVE, MET, WITHIN, a_table, from_levels
from mkdocs_rubric.agreement import NOT_SCORED, Cells, NumberedScale, Scores, Shares, agreement
from mkdocs_rubric.agreement.arrays import share

few = settings(max_examples=60, derandomize=True)

levels = hnp.arrays(
    np.int64, st.tuples(st.integers(1, 8), st.integers(1, 5)), elements=st.integers(-2, 4)
)


def shares(level, session=None, *, criteria=1, scale=FIVE):
    conversations = len(level) // criteria
    session = np.zeros(conversations, dtype=int) if session is None else np.array(session)
    return Shares.of([from_levels(level, scale, criteria=criteria)], session, criteria)


def by_hand(row, scale):
    """The share of pairs of one unit that lie within the tolerance."""
    given_ = [scale.values[level] for level in row if level >= 0]
    pairs = [abs(a - b) <= scale.tolerance for a, b in combinations(given_, 2)]
    return np.mean(pairs) if pairs else np.nan


@few
@given(levels, st.sampled_from([0.0, 1.0, 2.5]))
def test_a_share_is_the_pairs_within_tolerance_over_all_pairs(level, tolerance):
    scale = NumberedScale((1.0, 2.0, 4.0, 5.0, 8.0), tolerance=tolerance)
    expected = [by_hand(row, scale) for row in level]
    np.testing.assert_allclose(shares(level, scale=scale).value[0], expected, atol=1e-12)


def test_shares_of_one_conversation():
    found = Shares.of(
        [a_table([[1, 2, 3], [3, 3, "NA"], [3, None, None], ["NA", "NA", 3]])],
        np.arange(4),
        criteria=1,
    )
    np.testing.assert_allclose(found.value, [[2 / 3, 1, np.nan, np.nan]])
    assert found.there.tolist() == [[True, True, False, False]]
    assert found.known.tolist() == [[pytest.approx(2 / 3), 1, 0, 0]]


@few
@given(levels)
def test_percent_agreement_is_their_mean(level):
    found = shares(level)
    [one] = agreement(from_levels(level), [WITHIN], intervals=False)
    if one.value is None:
        assert not found.there.any()
    else:
        assert np.nanmean(found.value) == pytest.approx(one.value)


@few
@given(levels, st.integers(1, 3))
def test_percent_agreement_of_windows_is_the_mean_of_their_columns(level, sessions):
    session = np.arange(len(level)) % sessions
    found = shares(level, session)
    for which, one in enumerate(
        agreement(from_levels(level), [WITHIN], Cells(session), intervals=False)
    ):
        column = found.value[:, found.session == which]
        assert one.value is None or np.nanmean(column) == pytest.approx(one.value)
        assert found.number()[which] == one.conversations


def test_each_scale_has_its_own_tolerance():
    quality = a_table([[1, 2], [1, 3]])
    met = Scores(*(np.array(one) for one in ([0, 1], [0, 0], [0, 1])), MET, np.array([1, 1]))
    np.testing.assert_array_equal(
        Shares.of([quality, met], np.zeros(2, dtype=int), 2).value, [[1, 0], [0, np.nan]]
    )


def test_a_session_has_the_conversations_on_which_some_criteria_were_compared():
    level = np.array([[1, 1], [1, -1], [2, 2], [3, 3], [-1, -1], [0, 0]])
    found = shares(level, [0, 0, 2], criteria=2)
    assert found.number().tolist() == [2, 0, 1]
    assert found.number([0]).tolist() == [2, 0, 0]
    assert found.number([1]).tolist() == [1, 0, 1]
    assert found.number([]).tolist() == [0, 0, 0]


def test_sessions_without_conversations_are_counted_and_conversations_without_session_are_not():
    found = Shares.of([a_table([[1, 1], [2, 2]])], np.array([-1, 1]), 1, sessions=4)
    assert found.sessions == 4
    assert found.number().tolist() == [0, 1, 0, 0]


@few
@given(levels)
def test_residuals_are_from_each_criterion_s_own_mean(level):
    level = np.repeat(level, 2, axis=0)
    level[::2] = NOT_SCORED  # the first of two criteria is never scored
    found = shares(level, criteria=2)
    columns = np.arange(len(level) // 2) > 0
    inside = replace(found, value=np.where(columns, found.value, np.nan))
    residual = inside.residual(share(inside.known.sum(axis=1), inside.there.sum(axis=1)))
    assert not residual[0].any()
    assert residual.sum() == pytest.approx(0)
    for which in np.flatnonzero(found.there[1] & columns):
        mean = np.nanmean(found.value[1, columns])
        assert residual[1, which] == pytest.approx(found.value[1, which] - mean)
    assert not residual[1, 0]


def test_nothing_scored_is_no_share():
    found = Shares.of([], np.zeros(0, dtype=int), 0, sessions=2)
    assert found.value.shape == (0, 0)
    assert found.number().tolist() == [0, 0]

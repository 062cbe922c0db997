"""Reviewers who change, and those who only differ."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from agreement.tables import FIVE, a_table, from_levels
from mkdocs_rubric.agreement import NumberedScale, drift
from mkdocs_rubric.agreement.drift import limit

few = settings(max_examples=60, derandomize=True)

WIDE = NumberedScale(tuple(float(value) for value in range(41)))


def a_year(rng, change=0.0, sessions=12, conversations=6, severity=(0,) * 6):
    """Sessions in which the first reviewer moves by `change` halfway."""
    shape = (sessions * conversations, len(severity))
    latent = 20 + rng.normal(0, 3, (shape[0], 1)) + rng.normal(0, 2, shape) + np.array(severity)
    latent[shape[0] // 2 :, 0] += change
    level = np.clip(np.rint(latent), 0, 40).astype(int)
    return from_levels(level, WIDE), np.repeat(np.arange(sessions), conversations)


def test_the_chart_is_roberts_recursion():
    scores, session = a_year(np.random.default_rng(0))
    points = [one for one in drift(scores, session, memory=0.4) if one.reviewer == 2]
    mean = np.average([one.severity for one in points], weights=[6] * 12)
    z = mean
    for one in points:
        z = 0.4 * one.severity + 0.6 * z
        assert one.smoothed == pytest.approx(z)
        assert (one.low + one.high) / 2 == pytest.approx(mean)


def test_a_steady_team_rarely_raises_an_alarm():
    rng = np.random.default_rng(1)
    points = [one for _ in range(40) for one in drift(*a_year(rng))]
    assert np.mean([one.drifting for one in points]) < 0.01


def test_a_reviewer_who_moves_is_noticed_and_the_others_are_not():
    points = drift(*a_year(np.random.default_rng(2), change=-3.0))
    assert {one.reviewer for one in points if one.drifting} == {0}
    last = [one for one in points if one.reviewer == 0][-1]
    assert last.smoothed < last.low


@pytest.mark.parametrize(
    "severity",
    [(0, 0), (0, 0, 0), (0,) * 6, (-4, 0, 4), (-6, -3, 3, 6), (-6, -3, 0, 3, 6), (5, 0, 0, 0)],
    ids=str,
)
def test_limits_are_about_the_spread_that_the_difference_really_has(severity):
    """Whoever is in the middle: at most 15% too narrow, and never twice as wide."""
    rng = np.random.default_rng(3)
    away, width = [], []
    for _ in range(120):
        points = drift(*a_year(rng, sessions=8, conversations=4, severity=severity), limit=1.0)
        last = [one for one in points if one.session == 7]
        away.append([one.smoothed - (one.low + one.high) / 2 for one in last])
        width.append([(one.high - one.low) / 2 for one in last])
    ratio = np.std(away) / np.mean(width)
    assert 0.5 < ratio < 1.15


def test_limits_are_those_of_the_weighted_sum_that_the_difference_is():
    scores, session = a_year(np.random.default_rng(5), sessions=6, conversations=4)
    points = [one for one in drift(scores, session, memory=0.3, limit=2.0) if one.reviewer == 1]

    def difference(x):
        z = mean = np.mean(x)
        found = []
        for one in x:
            z = 0.3 * one + 0.7 * z
            found.append(z - mean)
        return np.array(found)

    weights = np.column_stack([difference(one) for one in np.eye(6)])
    level = scores.level.reshape(6, 4, 6).astype(float)
    apart = level - (level.sum(axis=2, keepdims=True) - level) / 5  # from the others' mean
    off = (apart - apart.mean(axis=1, keepdims=True)) ** 2
    of_session, of_reviewer = off.sum(axis=(1, 2)) / (6 * 3), off[..., 1].sum() / (6 * 3)
    variance = np.maximum(of_session, max(of_reviewer, off.sum() / (6 * 6 * 3))) / 4
    expected = 2.0 * np.sqrt(weights**2 @ variance)
    assert [(one.high - one.low) / 2 for one in points] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("severity", "most"),
    [((0, 0), 0.01), ((0,) * 6, 0.01), ((-4, 0, 4), 0.01), ((-6, -3, 0, 3, 6), 0.015)],
    ids=str,
)
def test_teams_that_differ_and_stay_so_rarely_raise_an_alarm(severity, most):
    """0.004 is asked for; of five who lie far apart, all are held against the same one."""
    rng = np.random.default_rng(6)
    years = [drift(*a_year(rng, conversations=4, severity=severity)) for _ in range(60)]
    assert np.mean([one.drifting for year in years for one in year]) < most


def test_a_reviewer_who_is_less_even_than_the_others_has_not_changed():
    rng = np.random.default_rng(8)
    years = []
    for _ in range(60):
        scores, session = a_year(rng, conversations=4, severity=(0,) * 8)
        level = scores.level.reshape(-1, 8)
        level[:, 0] = np.clip(level[:, 0] + np.rint(rng.normal(0, 5, len(level))), 0, 40)
        years.append(drift(from_levels(level, WIDE), session, limit=3.5))
    assert sum(any(one.drifting for one in year if one.reviewer == 0) for year in years) <= 2


def test_a_first_difference_in_years_without_any_is_not_yet_a_change():
    rows = [[4, 4]] * 6 + [[4, 5]] * 2
    points = drift(a_table(rows), np.repeat(np.arange(4), 2), limit=4.0)
    assert {(one.low, one.high, one.drifting) for one in points} == {(None, None, False)}


def test_of_two_who_part_both_are_noticed_as_nobody_knows_who_moved():
    points = drift(*a_year(np.random.default_rng(7), change=-4.0, severity=(0, 0)))
    assert {one.reviewer for one in points if one.drifting} == {0, 1}


def test_severity_is_the_distance_from_the_session_s_median_reviewer():
    rows = [[1, 2, 5], [3, 3, 4], [2, 4, 4], [1, 1, 3]]
    points = drift(a_table(rows), np.array([0, 0, 1, 1]))
    found = {(one.session, one.reviewer): one.severity for one in points}
    level = np.array(rows, dtype=float).reshape(2, 2, 3).mean(axis=1)
    expected = level - np.median(level, axis=1, keepdims=True)
    assert [[found[s, r] for r in range(3)] for s in range(2)] == pytest.approx(expected)


@few
@given(st.floats(1e-9, 0.9))
def test_a_limit_has_the_chance_it_is_asked_for(alpha):
    assert 2 * stats.norm.sf(limit(alpha)) == pytest.approx(alpha, rel=1e-6)


def test_few_sessions_have_no_limits():
    scores = from_levels(np.random.default_rng(4).integers(0, 5, (6, 3)))
    points = drift(scores, np.repeat([0, 1, 2], 2))
    assert {(one.low, one.high, one.drifting) for one in points} == {(None, None, False)}


def test_conversations_of_no_session_are_left_out():
    points = drift(a_table([[1, 2], [5, 1]], FIVE), np.array([-1, 0]))
    assert [(one.reviewer, one.session, one.severity) for one in points] == [(0, 0, 2), (1, 0, -2)]


@pytest.mark.parametrize(
    ("scores", "session"),
    [
        ([], []),
        (a_table([[3, None], [None, 2]]), [0, 1]),
        (a_table([["NA", "NA"]]), [0]),
        (a_table([[1, 2]]), [-1]),
    ],
)
def test_nothing_to_compare_is_no_chart(scores, session):
    assert drift(scores, np.array(session, dtype=int)) == []


def test_one_conversation_a_session_has_a_chart_without_limits():
    points = drift(a_table([[1, 2], [2, 2], [3, 1], [4, 4], [2, 3]]), np.arange(5))
    assert len(points) == 10
    assert {(one.low, one.high, one.drifting) for one in points} == {(None, None, False)}

import numpy as np
import pytest

from agreement.tables import FIVE, a_table, from_levels
from mkdocs_rubric.agreement import Scale, drift

WIDE = Scale(tuple(float(value) for value in range(41)))


def a_year(rng, change=0.0, sessions=12, conversations=6, reviewers=6):
    """Sessions in which the first reviewer moves by `change` halfway."""
    shape = (sessions * conversations, reviewers)
    latent = 20 + rng.normal(0, 3, (shape[0], 1)) + rng.normal(0, 2, shape)
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


def test_limits_are_the_spread_the_difference_really_has():
    rng = np.random.default_rng(3)
    shapes = [drift(*a_year(rng, sessions=6), limit=1.0) for _ in range(300)]
    away = np.array([[one.smoothed - (one.low + one.high) / 2 for one in s[:6]] for s in shapes])
    width = np.array([[(one.high - one.low) / 2 for one in s[:6]] for s in shapes])
    assert away.std(axis=0) == pytest.approx(width.mean(axis=0), rel=0.2)


def test_few_sessions_have_no_limits():
    scores = from_levels(np.random.default_rng(4).integers(0, 5, (6, 3)))
    points = drift(scores, np.repeat([0, 1, 2], 2))
    assert {(one.low, one.high, one.drifting) for one in points} == {(None, None, False)}


def test_conversations_of_no_session_are_left_out():
    points = drift(a_table([[1, 2], [5, 1]], FIVE), np.array([-1, 0]))
    assert [(one.reviewer, one.session, one.severity) for one in points] == [(0, 0, 4), (1, 0, -4)]

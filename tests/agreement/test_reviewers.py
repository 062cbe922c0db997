"""Severity, and who may be called severe."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from agreement.tables import FIVE, MET, a_table, from_levels
from mkdocs_rubric.agreement import severities


def a_panel(rng, conversations=12, severity=(-0.8, 0.0, 0.1, 0.2, 0.5), criteria=1):
    """Reviewers who differ by a known severity on an eleven-level scale."""
    scale = replace(FIVE, values=tuple(float(v) for v in range(11)))
    shape = (conversations * criteria, len(severity))
    latent = 5 + rng.normal(0, 1, (shape[0], 1)) + np.array(severity) + rng.normal(0, 0.5, shape)
    return from_levels(np.clip(np.rint(latent), 0, 10).astype(int), scale, criteria=criteria)


def test_severity_is_the_mean_deviation_from_the_others():
    found = severities(a_table([[1, 2, 3], [5, 5, None], [4, None, None]]))
    assert [one.value for one in found] == pytest.approx([(-1.5 + 0) / 2, 0.0, 1.5])
    assert [one.conversations for one in found] == [2, 2, 1]
    assert [one.scores for one in found] == [2, 2, 1]


def test_hard_conversations_are_nobodys_severity():
    rows = [[2, 2], [2, 2], [5, 5], [4, 4]]
    assert [one.value for one in severities(a_table(rows))] == [0.0, 0.0]


def test_with_one_criterion_the_interval_is_students():
    scores = a_panel(np.random.default_rng(0))
    level = scores.level.reshape(12, 5)
    off = level[:, 0] - level[:, 1:].mean(axis=1)
    first = severities(scores)[0]
    expected = stats.t.interval(0.95, 11, off.mean(), stats.sem(off))
    assert (first.low, first.high) == pytest.approx(expected)
    assert first.p == pytest.approx(stats.ttest_1samp(off, 0).pvalue)


def test_criteria_of_a_conversation_are_one_piece_of_evidence():
    one = a_panel(np.random.default_rng(1))
    unit = np.arange(len(one.level)) // 5
    copied = replace(
        one,
        **{
            column: np.tile(getattr(one, column), 4)
            for column in ("reviewer", "conversation", "level")
        },
        criterion=np.repeat(np.arange(4), len(one.level)),
    )
    assert unit.max() == 11
    for alone, four in zip(severities(one), severities(copied), strict=True):
        assert (four.low, four.high) == pytest.approx((alone.low, alone.high))
        assert four.scores == 4 * alone.scores


def test_shrinkage_pulls_towards_zero_and_more_so_on_few_conversations():
    rng = np.random.default_rng(2)
    for conversations, least in ((4, 0.5), (40, 0.9)):
        for one in severities(a_panel(rng, conversations)):
            assert least * abs(one.value) <= abs(one.shrunk) <= abs(one.value)


def test_false_discoveries_are_controlled():
    rng = np.random.default_rng(3)
    accused = 0
    for _ in range(60):
        accused += any(one.q < 0.05 for one in severities(a_panel(rng, 12, severity=[0.0] * 15)))
    assert accused <= 9  # 3 expected; 9 has a chance of one in five hundred


def test_a_severe_reviewer_is_found():
    found = severities(a_panel(np.random.default_rng(4), 12, severity=[-1.5] + [0.0] * 9))
    assert [one.reviewer for one in found if one.q < 0.01 and one.value < 0] == [0]


def test_always_one_point_below_is_evidence_without_spread():
    [first, *_] = severities(a_table([[3, 4, 4], [2, 3, 3], [4, 5, 5], [1, 2, 2], [3, 4, 4]]))
    assert first.value == -1.0
    assert first.low is None
    assert first.p == pytest.approx(2 * 0.5**5)  # the sign test


def test_nobody_to_compare_with():
    [lonely, second, _] = severities(a_table([[5, None, None], [None, 2, 3]]))
    assert lonely.value is None
    assert lonely.undefined == "nobody else has scored the same conversations"
    assert second.no_interval == "one conversation says nothing about the next one"


def test_scales_of_different_width_meet_in_hundredths():
    quality = a_table([[1, 5]])
    met = replace(a_table([[0, 1]], MET), criterion=np.ones(2, dtype=int))
    assert [one.value for one in severities([quality, met])] == [-100.0, 100.0]
    assert [one.value for one in severities([quality])] == [-4.0, 4.0]

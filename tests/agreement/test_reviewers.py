"""Severity, and who may be called severe."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from agreement.tables import MET, a_table, from_levels, random_levels
from mkdocs_rubric.agreement import NOT_SCORED, NumberedScale, deviations, severities
from mkdocs_rubric.calibration.compute import named_at

ELEVEN = NumberedScale(tuple(map(float, range(11))), tolerance=1.0)
few = settings(max_examples=40, derandomize=True)
levels = hnp.arrays(
    np.int64, st.tuples(st.integers(1, 8), st.integers(1, 5)), elements=st.integers(-2, 4)
)


def a_panel(rng, conversations=12, severity=(-0.8, 0.0, 0.1, 0.2, 0.5), criteria=1):
    """Reviewers who differ by a known severity on an eleven-level scale."""
    shape = (conversations * criteria, len(severity))
    latent = 5 + rng.normal(0, 1, (shape[0], 1)) + np.array(severity) + rng.normal(0, 0.5, shape)
    return from_levels(np.clip(np.rint(latent), 0, 10).astype(int), ELEVEN, criteria=criteria)


def values(scores):
    return [one.value for one in severities(scores)]


def regression(scores):
    """Least squares of score on a dummy for each unit and each reviewer, grouped by conversation.

    The effects above the first reviewer's, and their cluster-robust covariance without correction.
    """
    rows = np.flatnonzero(scores.level >= 0)
    unit = scores.conversation[rows] * scores.criteria + scores.criterion[rows]
    unit = np.unique(unit, return_inverse=True)[1]
    both = [np.eye(int(one.max()) + 1)[one] for one in (scores.reviewer[rows], unit)]
    y = scores.scale.points[scores.level[rows]]
    fit = sm.OLS(y, np.hstack(both)[:, 1:]).fit(
        cov_type="cluster",
        cov_kwds={"groups": scores.conversation[rows], "use_correction": False},
    )
    others = both[0].shape[1] - 1
    effect, covariance = fit.params[:others], fit.cov_params()[:others, :others]
    return np.pad(effect, (1, 0)), np.pad(covariance, (1, 0))


# The value


def test_two_differ_from_the_middle_between_them():
    assert values(a_table([[1, 3], [2, 3], [5, 5]])) == pytest.approx([-0.5, 0.5])


def test_of_three_the_middle_one_is_the_middle():
    assert values(a_table([[1, 3, 4], [2, 3, 5], [1, 2, 5]])) == pytest.approx([-4 / 3, 0, 2])


def test_hard_conversations_are_nobodys_severity():
    assert values(a_table([[2, 2], [2, 2], [5, 5], [4, 4]])) == [0.0, 0.0]


def test_who_scored_the_hard_ones_is_allowed_for():
    # Ana scored a weak conversation with Ben and nothing else; they agree
    assert values(a_table([[1, 1, None], [None, 5, 5], [None, 4, 4]])) == pytest.approx([0, 0, 0])


def test_whom_the_others_are_is_allowed_for():
    # Chloe meets only the lenient Ben, who is a point above Ana: she is no more severe than Ana
    rows = [[3, 4, None], [2, 3, None], [None, 5, 4], [None, 3, 2]]
    assert values(a_table(rows)) == pytest.approx([0, 1, 0])


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("criteria", [1, 3])
def test_it_is_least_squares_with_dummies_around_the_median(seed, criteria):
    rng = np.random.default_rng(seed)
    scores = from_levels(
        random_levels(rng, units=12 * criteria, reviewers=3 + seed % 4, missing=0.3),
        criteria=criteria,
    )
    effect, covariance = regression(scores)
    found = severities(scores)
    assert {one.group for one in found} == {0}
    assert [one.value for one in found] == pytest.approx(effect - np.median(effect))
    order = np.argsort(effect, kind="stable")
    middle = order[(len(order) - 1) // 2 : len(order) // 2 + 1]
    for one in found:
        contrast = np.eye(len(effect))[one.reviewer]
        contrast[middle] -= 1 / len(middle)
        n = min(found[which].conversations for which in (one.reviewer, *middle))
        error = np.sqrt(contrast @ covariance @ contrast * n / (n - 1))
        if one.no_interval:
            assert error == pytest.approx(0, abs=1e-6)
            continue
        half = stats.t.ppf(0.975, n - 1) * error
        assert (one.low, one.high) == pytest.approx((one.value - half, one.value + half))
        assert one.p == pytest.approx(2 * stats.t.sf(abs(one.value) / error, n - 1))


@few
@given(levels, st.randoms(use_true_random=False))
def test_the_order_of_reviewers_does_not_matter(level, random):
    order = random.sample(range(level.shape[1]), level.shape[1])
    found, shuffled = severities(from_levels(level)), severities(from_levels(level[:, order]))
    for one, which in zip(shuffled, order, strict=True):
        assert (one.value is None) == (found[which].value is None)
        assert one.value is None or one.value == pytest.approx(found[which].value, abs=1e-9)
        assert (one.scores, one.conversations) == (found[which].scores, found[which].conversations)


@few
@given(levels)
def test_the_middle_of_each_group_is_zero_of_those_who_scored_half_as_much_as_anybody(level):
    found = severities(from_levels(level))
    for group in {one.group for one in found}:
        inside = [one for one in found if one.group == group and one.value is not None]
        most = max((one.conversations for one in inside), default=0)
        middle = [one.value for one in inside if 2 * one.conversations >= most]
        assert not middle or np.median(middle) == pytest.approx(0, abs=1e-9)


def test_of_a_large_team_those_with_twelve_conversations_have_a_middle():
    rng = np.random.default_rng(6)
    level = rng.integers(0, 5, (40, 3))
    level[12:, 1] = NOT_SCORED
    found = severities(from_levels(level))
    assert np.median([one.value for one in found]) == pytest.approx(0, abs=1e-9)
    level[11:, 1] = NOT_SCORED
    first, _, third = severities(from_levels(level))
    assert first.value == pytest.approx(-third.value)


@few
@given(levels, st.integers(0, 4))
def test_a_reviewer_who_is_always_a_point_lower_has_a_severity_of_a_point_less(level, which):
    which %= level.shape[1]
    wide = NumberedScale(tuple(map(float, range(6))))
    raised = np.where(level >= 0, level + 1, level)
    lower = raised.copy()
    lower[:, which] = level[:, which]
    before, after = (severities(from_levels(one, wide)) for one in (raised, lower))
    assert [one.value is None for one in after] == [one.value is None for one in before]
    partners = [n for n, one in enumerate(before) if one.group == before[which].group]
    if before[which].value is not None:
        for n in set(partners) - {which}:
            apart = before[which].value - before[n].value
            assert after[which].value - after[n].value == pytest.approx(apart - 1, abs=1e-9)


# Groups


def test_reviewers_whom_nothing_links_are_in_different_groups():
    rows = [[1, 2, None, None], [2, 3, None, None], [None, None, 5, 2], [None, None, 4, 1]]
    found = severities(a_table(rows))
    assert [one.group for one in found] == [0, 0, 1, 1]
    assert [one.value for one in found] == pytest.approx([-0.5, 0.5, 1.5, -1.5])


def test_a_chain_of_shared_conversations_links():
    found = severities(a_table([[1, 2, None, None], [None, 2, 3, None], [None, None, 3, 4]]))
    assert {one.group for one in found} == {0}
    assert [one.value for one in found] == pytest.approx([-1.5, -0.5, 0.5, 1.5])


def test_nobody_to_compare_with():
    [lonely, second, _] = severities(a_table([[5, None, None], [None, 2, 3]]))
    assert lonely.value is None
    assert lonely.undefined == "nobody else has scored the same conversations"
    assert (lonely.low, lonely.shrunk, lonely.p, lonely.q) == (None, None, None, None)
    assert second.no_interval == "one conversation says nothing about the next one"


@pytest.mark.parametrize(
    "scores", [[], from_levels(np.zeros((0, 3), dtype=int)), [a_table([[3]])], a_table([["NA"]])]
)
def test_nobody_scored_is_nobody_s_severity(scores):
    assert {one.value for one in severities(scores)} <= {None}


def test_a_reviewer_who_scored_nothing_moves_nobody():
    scores = a_panel(np.random.default_rng(0))
    padded = severities(scores, reviewers=7)
    assert [one.value for one in padded[:5]] == pytest.approx(values(scores))
    assert [one.value for one in padded[5:]] == [None, None]
    assert [one.q for one in padded[:5]] == pytest.approx([one.q for one in severities(scores)])


# Scales and columns


def test_scales_of_different_width_meet_in_hundredths():
    quality = a_table([[1, 5]])
    met = replace(a_table([[0, 1]], MET), criterion=np.ones(2, dtype=int))
    assert values([quality, met]) == pytest.approx([-50.0, 50.0])
    assert values([quality]) == pytest.approx([-2.0, 2.0])


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.int16, np.uint32])
def test_the_width_of_columns_does_not_matter(kind):
    wide = a_panel(np.random.default_rng(5), 60, criteria=4)
    columns = ("reviewer", "conversation", "level", "criterion")
    narrow = replace(wide, **{name: getattr(wide, name).astype(kind) for name in columns})
    assert severities(narrow) == severities(wide)


def test_criteria_of_a_conversation_are_one_piece_of_evidence():
    one = a_panel(np.random.default_rng(1))
    copied = replace(
        one,
        **{
            column: np.tile(getattr(one, column), 4)
            for column in ("reviewer", "conversation", "level")
        },
        criterion=np.repeat(np.arange(4), len(one.level)),
    )
    for alone, four in zip(severities(one), severities(copied), strict=True):
        assert four.conversations == alone.conversations == 12
        assert four.scores == 4 * alone.scores
        if alone.low is not None:
            assert (four.low, four.high) == pytest.approx((alone.low, alone.high))


def test_a_deviation_is_from_the_others_on_the_same_unit():
    found = deviations(a_table([[1, 2, 6], [5, None, 5], [4, None, None]],
                               NumberedScale(tuple(map(float, range(1, 7))))))  # fmt: skip
    assert found.reviewer.tolist() == [0, 1, 2, 0, 2]
    assert found.conversation.tolist() == [0, 0, 0, 1, 1]
    assert found.deviation.tolist() == pytest.approx([1 - 4, 2 - 3.5, 6 - 1.5, 0, 0])


# What may be said


def test_always_one_point_below_is_evidence_without_spread():
    [first, *_] = severities(a_table([[3, 4, 4], [2, 3, 3], [4, 5, 5], [1, 2, 2], [3, 4, 4]]))
    assert first.value == pytest.approx(-1.0)
    assert first.low is None
    assert first.p == pytest.approx(2 * 0.5**5)  # the sign test


def test_shrinkage_pulls_towards_zero_and_more_so_on_few_conversations():
    rng = np.random.default_rng(2)
    for conversations, least in ((4, 0.5), (40, 0.9)):
        for one in severities(a_panel(rng, conversations)):
            assert least * abs(one.value) <= abs(one.shrunk) <= abs(one.value)


@pytest.mark.parametrize("reviewers", [3, 4, 6])
@pytest.mark.parametrize("conversations", [6, 12, 40])
def test_intervals_hold_in_about_95_of_100_projects(reviewers, conversations):
    rng = np.random.default_rng([reviewers, conversations])
    truth = np.arange(reviewers) * 0.8
    truth -= np.median(truth)
    held = []
    for _ in range(150):
        found = severities(a_panel(rng, conversations, truth))
        held += [
            one.low <= true <= one.high
            for one, true in zip(found, truth, strict=True)
            if one.low is not None
        ]
    assert np.mean(held) > 0.92


A_YEAR = [dt.date(2026, 1, 1) + dt.timedelta(days=round(30.42 * n)) for n in range(12)]


@pytest.mark.parametrize("reviewers", [4, 5, 6, 8])
def test_one_severe_reviewer_is_named_and_unbiased_colleagues_are_not(reviewers):
    """Of 200 projects of 48 conversations an innocent one is named in at most 10%."""
    rng = np.random.default_rng(reviewers)
    threshold = named_at(A_YEAR)
    found, innocent = 0, 0
    for _ in range(200):
        severity = [-1.0] + [0.0] * (reviewers - 1)
        named = {
            one.reviewer: one.value
            for one in severities(a_panel(rng, 48, severity))
            if one.q is not None and one.q < threshold
        }
        found += named.pop(0, 0) < 0
        innocent += bool(named)
    assert found >= 190
    assert innocent <= 20


@pytest.mark.parametrize("scored", [1, 4, 12])
@pytest.mark.parametrize("reviewers", [3, 5])
def test_one_who_scored_little_makes_nobody_else_stricter(reviewers, scored):
    """Half the team is strict, half lenient, and the one in between has scored a few."""
    rng = np.random.default_rng([reviewers, scored])
    half = reviewers // 2
    wrong = 0
    for _ in range(200):
        panel = a_panel(rng, 40, [0.0] * (half + 1) + [1.6] * half, criteria=4)
        kept = (panel.reviewer != half) | (panel.conversation < scored)
        level = np.where(kept, panel.level, NOT_SCORED)
        found = severities(replace(panel, level=level))
        middle = found[half]
        strict = found[0]
        truth = 0.0 if middle.conversations >= 12 else -0.8
        wrong += strict.low is not None and not strict.low <= truth <= strict.high
    assert wrong / 200 < 0.15


def test_without_any_difference_somebody_is_named_as_rarely_as_the_threshold_says():
    rng = np.random.default_rng(3)
    named = sum(
        any(one.q is not None and one.q < 0.05 for one in severities(panel))
        for panel in (a_panel(rng, 24, [0.0] * 8) for _ in range(200))
    )
    assert named <= 20  # 10 expected; 20 has a chance of one in five hundred


def test_of_three_the_severe_one_is_apart_and_the_two_others_are_not():
    rng = np.random.default_rng(4)
    threshold = named_at(A_YEAR)
    for _ in range(20):
        ana, *others = severities(a_panel(rng, 48, [-1.0, 0.0, 0.0]))
        assert ana.q < threshold
        assert max(abs(one.value) for one in others) < 0.5
        assert min(one.q for one in others) >= threshold


@few
@given(levels)
def test_whatever_was_scored_the_numbers_are_numbers(level):
    found = severities(from_levels(level), reviewers=level.shape[1])
    assert [one.reviewer for one in found] == list(range(level.shape[1]))
    for one in found:
        assert (one.value is None) == (one.undefined is not None)
        assert (one.low is None) == (one.high is None) == (one.no_interval is not None)
        assert one.low is None or one.low <= one.value <= one.high
        assert one.p is None or 0 <= one.p <= one.q <= 1
        assert one.value is None or abs(one.shrunk) <= abs(one.value) + 1e-12
        assert one.scores >= one.conversations >= 0


def test_many_reviewers_and_units_are_no_trouble():
    rng = np.random.default_rng(6)
    level = random_levels(rng, units=3000, reviewers=40, missing=0.9)
    scored = level != NOT_SCORED
    centred = level - np.where(scored, level, 0).sum(axis=1, keepdims=True) / np.maximum(
        scored.sum(axis=1, keepdims=True), 1
    )  # Frisch and Waugh: units taken out of scores and dummies alike
    dummies = np.eye(40) - scored[:, None, :] / np.maximum(scored.sum(axis=1), 1)[:, None, None]
    effect = np.linalg.lstsq(dummies[scored], centred[scored], rcond=None)[0]
    assert values(from_levels(level)) == pytest.approx(effect - np.median(effect))

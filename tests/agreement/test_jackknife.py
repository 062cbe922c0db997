"""The fast way of leaving out is the slow way, done once for each conversation."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from agreement.tables import EVERY, FIVE, MET, SIX, WITHIN, from_levels, random_levels
from mkdocs_rubric.agreement import NOT_SCORED, Cells, Coefficient, Scores, agreement


def error_by_hand(found, values):
    n = len(values)
    return np.sqrt((n - 1) / n * ((np.array(values) - found.value) ** 2).sum())


def without(scores, column, which):
    """The scores with one conversation's, or one reviewer's, made missing."""
    gone = getattr(scores, column) == which
    return replace(scores, level=np.where(gone, NOT_SCORED, scores.level))


def value(tables, coefficient):
    [found] = agreement(tables, [coefficient], intervals=False)
    return found.value


@pytest.mark.parametrize("coefficient", EVERY, ids=str)
@pytest.mark.parametrize("criteria", [1, 3])
def test_every_conversation_is_left_out_with_all_its_criteria(coefficient, criteria):
    rng = np.random.default_rng(3)
    scores = from_levels(random_levels(rng, units=8 * criteria), criteria=criteria)
    [found] = agreement(scores, [coefficient])
    by_hand = [value(without(scores, "conversation", i), coefficient) for i in range(8)]
    assert found.standard_error == pytest.approx(error_by_hand(found, by_hand), rel=1e-9)


@pytest.mark.parametrize("coefficient", SIX, ids=str)
def test_criteria_on_two_scales_are_pooled_each_with_its_own_chance(coefficient):
    rng = np.random.default_rng(4)
    quality = from_levels(random_levels(rng, units=18), FIVE, criteria=3)
    met = from_levels(random_levels(rng, units=6, levels=2), MET)
    met = replace(met, criterion=met.criterion + 3)
    [found] = agreement([quality, met], [coefficient])
    by_hand = [
        value([without(t, "conversation", i) for t in (quality, met)], coefficient)
        for i in range(6)
    ]
    assert found.standard_error == pytest.approx(error_by_hand(found, by_hand), rel=1e-9)
    assert (found.conversations, found.reviewers) == (6, 4)


def test_the_interval_of_percent_agreement_is_symmetric_on_the_logit():
    scores = from_levels(random_levels(np.random.default_rng(6)))
    [found] = agreement(scores, [WITHIN])
    t = stats.t.ppf(0.975, found.conversations - 1)
    p = found.value
    half = t * found.standard_error / (p * (1 - p))
    centre = np.log(p / (1 - p))
    expected = 1 / (1 + np.exp(-(centre + np.array([-half, half]))))
    assert (found.low, found.high) == pytest.approx(tuple(expected), rel=1e-9)


def test_the_interval_of_ac2_is_symmetric_on_the_logarithm_of_what_is_missing():
    scores = from_levels(random_levels(np.random.default_rng(6)))
    [found] = agreement(scores, [Coefficient("gwet", "quadratic")], confidence=0.9)
    t = stats.t.ppf(0.95, found.conversations - 1)
    half = t * found.standard_error / (1 - found.value)
    expected = 1 - (1 - found.value) * np.exp([half, -half])
    assert (found.low, found.high) == pytest.approx(tuple(expected), rel=1e-9)


@pytest.mark.parametrize("coefficient", EVERY, ids=str)
def test_a_cell_is_what_its_scores_alone_would_give(coefficient):
    rng = np.random.default_rng(7)
    scores = from_levels(random_levels(rng, units=36), criteria=2)
    session = np.repeat([0, 2, 1], 6)
    found = agreement(scores, [coefficient], Cells(session, [(0,), (2, 1)], each_criterion=True))
    for one in found:
        conversations = np.flatnonzero(np.isin(session, [[0], [2, 1]][one.session]))
        mine = np.isin(scores.conversation, conversations) & (scores.criterion == one.criterion)
        alone = Scores(scores.reviewer[mine], scores.conversation[mine], scores.level[mine], FIVE)
        [expected] = agreement(alone, [coefficient])
        assert one.value == pytest.approx(expected.value, abs=1e-12)
        assert one.low == pytest.approx(expected.low, abs=1e-9)
        assert (one.scores, one.pairs) == (expected.scores, expected.pairs)

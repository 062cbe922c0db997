"""Many questions about two windows, against asking the engine again for each."""

from dataclasses import replace

import numpy as np
import pytest

from agreement.tables import FIVE, MET, WITHIN, from_levels
from mkdocs_rubric.agreement import Coefficient, Contrast, Windows, agreement, comparisons, effects

CRITERIA, CONVERSATIONS, REVIEWERS = 4, 13, 5
BEFORE, AFTER = np.arange(1, 7), np.array([7, 9, 10, 11, 12])
COEFFICIENTS = [WITHIN, Coefficient("gwet", "quadratic"), Coefficient("conger", "identity")]


def some_scores(rng):
    """Two criteria on one scale, two on another, three in ten scores missing."""
    level = rng.integers(0, 5, (CONVERSATIONS, CRITERIA, REVIEWERS))
    level[rng.random(level.shape) < 0.3] = -1
    tables = []
    for scale, mine in ((FIVE, [0, 2]), (MET, [1, 3])):
        part = np.full_like(level, -1)
        part[:, mine] = np.minimum(level[:, mine], scale.levels - 1)
        tables.append(from_levels(part.reshape(-1, REVIEWERS), scale, criteria=CRITERIA))
    return tables


def figure(tables, coefficient, conversations, criteria):
    """The figure of some criteria on some conversations, None where it is undefined."""
    kept = [
        replace(
            one,
            level=np.where(
                np.isin(one.conversation, conversations) & np.isin(one.criterion, list(criteria)),
                one.level,
                -1,
            ),
        )
        for one in tables
    ]
    return agreement(kept, [coefficient], over="nothing")[0].value


def scored(tables, criterion, window):
    """The conversations of a window on which two people have scored a criterion."""
    given = np.zeros(CONVERSATIONS, dtype=int)
    for one in tables:
        mine = (one.criterion == criterion) & (one.level >= 0)
        given += np.bincount(one.conversation[mine], minlength=CONVERSATIONS)
    return {int(one) for one in window if given[one] > 1}


def by_hand(tables, coefficient, criteria, against):
    """The change, its variance with each conversation left out in turn, and the fewest of a side.

    The variance is NaN where it is undefined, and leaves out Wilson's where there is no spread.
    """
    weights = {}
    for one in range(CRITERIA):
        sides = [len(scored(tables, one, window)) for window in (BEFORE, AFTER)]
        known = all(figure(tables, coefficient, w, [one]) is not None for w in (BEFORE, AFTER))
        weights[one] = sides[0] * sides[1] / sum(sides) if known and min(sides) else 0

    def mean(of, conversations):
        found = {one: figure(tables, coefficient, conversations, [one]) for one in of}
        left = {one: weights[one] for one, value in found.items() if value is not None}
        total = sum(left.values())
        return sum(left[one] * found[one] for one in left) / total if total else np.nan

    value, variance, fewest = 0, 0, CONVERSATIONS
    for sign, window in ((-1, BEFORE), (1, AFTER)):
        here = mean(criteria, window) - mean(against, window)
        value += sign * here
        sets = [
            set().union(*(scored(tables, one, window) for one in of if weights[one]))
            for of in (criteria, against)
        ]
        there = sorted(sets[0] | sets[1])
        fewest = min(fewest, *map(len, sets))
        less = [np.setdiff1d(window, [one]) for one in there]
        changes = [mean(criteria, one) - mean(against, one) - here for one in less]
        variance += (len(there) - 1) / max(len(there), 1) * sum(one**2 for one in changes)
    return value, variance, fewest


@pytest.mark.parametrize("coefficient", COEFFICIENTS, ids=lambda one: one.name)
@pytest.mark.parametrize("seed", range(5))
def test_every_question_is_answered_as_if_it_were_the_only_one(coefficient, seed):
    tables = some_scores(np.random.default_rng(seed))
    asked = [({0}, {1, 2, 3}), ({1, 2}, {0, 3}), ({3}, {0})]
    found = comparisons(Contrast(tables, Windows(BEFORE, AFTER), coefficient), asked)
    for (criteria, against), one in zip(asked, found, strict=True):
        value, variance, fewest = by_hand(tables, coefficient, criteria, against)
        assert (one.net.value is None) == np.isnan(value)
        assert (one.net.low is None) == (np.isnan(variance) or fewest < 3)
        if one.net.low is not None:
            assert one.net.value == pytest.approx(value)
            assert one.touched.value - one.untouched.value == pytest.approx(value)
            half = (one.net.high - one.net.low) / 2
            assert half > 1.96 * np.sqrt(variance)
            assert one.net.detectable / half == pytest.approx(1.4, abs=0.1)


def test_the_interval_is_as_wide_as_the_spread_over_conversations():
    tables = some_scores(np.random.default_rng(7))
    [one] = comparisons(Contrast(tables, Windows(BEFORE, AFTER), WITHIN), [({0, 1}, {2, 3})])
    _, variance, _ = by_hand(tables, WITHIN, {0, 1}, {2, 3})
    t = ((one.net.high - one.net.low) / 2) / np.sqrt(variance)
    assert 2.2 < t < 2.6  # Student's with four to ten degrees of freedom


def test_what_was_not_scored_in_either_window_is_not_held_against_anything():
    tables = some_scores(np.random.default_rng(1))
    gone = [replace(one, level=np.where(one.criterion == 2, -1, one.level)) for one in tables]
    contrast = Contrast(gone, Windows(BEFORE, AFTER), WITHIN)
    assert contrast.criteria == {0, 1, 3}
    [one] = effects(gone, [{0, 1, 3}], Windows(BEFORE, AFTER))
    assert one.untouched is None
    assert one.net == one.touched
    [nobody] = effects(gone, [{2, 99}], Windows(BEFORE, AFTER))
    assert nobody.net.value is None
    assert not nobody.picked_worst


def test_a_criterion_scored_more_often_later_is_no_change():
    """Two criteria that stay what they are; of the worse one there is less in the second half."""
    level = np.zeros((24, 2, 2), dtype=int)
    level[::2, 0, 1] = 2  # half of the pairs of the first disagree
    level[12:20, 0] = -1
    [one] = comparisons(
        Contrast(
            from_levels(level.reshape(-1, 2), FIVE, criteria=2),
            Windows(np.arange(12), np.arange(12, 24)),
            WITHIN,
        ),
        [({0, 1}, ())],
    )
    assert one.net.value == pytest.approx(0)


def test_a_criterion_scored_on_one_side_alone_is_left_out_and_counted():
    level = np.zeros((24, 3, 3), dtype=int)
    level[:12, 1] = [0, 2, 4]
    level[12:, 1] = -1
    scores = from_levels(level.reshape(-1, 3), FIVE, criteria=3)
    [one] = effects(scores, [{0, 1}], Windows(np.arange(12), np.arange(12, 24)))
    assert (one.touched.before, one.touched.after) == (1, 1)
    assert one.left_out == 1


def test_where_nothing_varies_the_interval_is_wilsons_and_not_nothing():
    level = np.zeros((12, 1, 3), dtype=int)
    [one] = comparisons(
        Contrast(
            from_levels(level.reshape(-1, 3), FIVE),
            Windows(np.arange(6), np.arange(6, 12)),
            WITHIN,
        ),
        [({0}, ())],
    )
    assert one.net.value == 0
    assert -0.6 < one.net.low < -0.2
    assert 0.2 < one.net.high < 0.6

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


def by_hand(tables, coefficient, criteria, against):
    """The change and its variance, each conversation left out in turn; NaN where undefined."""
    value = variance = 0
    for sign, window in ((-1, BEFORE), (1, AFTER)):

        def net(conversations):
            sides = [figure(tables, coefficient, conversations, one) for one in (criteria, against)]
            return np.nan if None in sides else sides[0] - sides[1]

        here = net(window)
        value += sign * here
        n = len(window)
        less = [net(np.delete(window, place)) for place in range(n)]
        variance += (n - 1) / n * sum((one - here) ** 2 for one in less)
    return value, variance


@pytest.mark.parametrize("coefficient", COEFFICIENTS, ids=lambda one: one.name)
@pytest.mark.parametrize("seed", range(5))
def test_every_question_is_answered_as_if_it_were_the_only_one(coefficient, seed):
    tables = some_scores(np.random.default_rng(seed))
    asked = [({0}, {1, 2, 3}), ({1, 2}, {0, 3}), ({3}, {0})]
    found = comparisons(Contrast(tables, Windows(BEFORE, AFTER), coefficient), asked)
    for (criteria, against), one in zip(asked, found, strict=True):
        value, variance = by_hand(tables, coefficient, criteria, against)
        assert (one.net.value is None) == np.isnan(value)
        assert (one.net.low is None) == np.isnan(variance)
        if one.net.low is not None:
            assert one.net.value == pytest.approx(value)
            assert one.touched.value - one.untouched.value == pytest.approx(value)
            half = (one.net.high - one.net.low) / 2
            assert half > 1.96 * np.sqrt(variance)
            assert one.net.detectable / half == pytest.approx(1.4, abs=0.1)
    assert sum(one.net.low is not None for one in found) > 0


def test_the_interval_is_as_wide_as_the_spread_over_conversations():
    tables = some_scores(np.random.default_rng(7))
    [one] = comparisons(Contrast(tables, Windows(BEFORE, AFTER), WITHIN), [({0, 1}, {2, 3})])
    _, variance = by_hand(tables, WITHIN, {0, 1}, {2, 3})
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

"""The additive model against ordinary least squares on the whole design."""

from dataclasses import replace

import numpy as np
import pytest

from agreement.tables import FIVE, a_table, from_levels, random_levels
from mkdocs_rubric.agreement import Scale, many_facets, severities


def by_least_squares(scores):
    """Reviewer effects around their mean from dummy variables for everything."""
    rows = scores.level >= 0
    dummies = [
        (column[rows, None] == np.unique(column[rows])).astype(float)
        for column in (scores.conversation, scores.criterion, scores.reviewer)
    ]
    value = scores.scale.points[scores.level[rows]]
    effect = np.linalg.lstsq(np.hstack(dummies), value)[0][-dummies[-1].shape[1] :]
    return effect - effect.mean()


@pytest.mark.parametrize("seed", range(4))
def test_effects_are_least_squares(seed):
    level = random_levels(np.random.default_rng(seed), units=36, reviewers=5, missing=0.5)
    scores = from_levels(level, criteria=3)
    found = [one.value for one in many_facets(scores)]
    assert found == pytest.approx(by_least_squares(scores), abs=1e-9)


def test_linked_reviewers_are_told_from_hard_conversations():
    """Ana and Chloe never meet; Ben links them. Chloe had the easy conversations."""
    rows = [[2, 3, None], [1, 2, None], [3, 4, None], [None, 4, 4], [None, 5, 5], [None, 3, 3]]
    ana, ben, chloe = many_facets(a_table(rows))
    assert ana.group == ben.group == chloe.group
    assert chloe.value - ana.value == pytest.approx(1.0)
    assert ben.value - chloe.value == pytest.approx(0.0)
    assert severities(a_table(rows))[0].value == -1.0


def test_reviewers_without_a_link_are_different_groups():
    rows = [[1, 2, None, None, None], [None, None, 4, 4, None], [None, None, None, None, 5]]
    found = many_facets(a_table(rows))
    first, second, third = (
        {one.group for one in found[part]} for part in (slice(2), slice(2, 4), slice(4, 5))
    )
    assert len(first) == len(second) == len(third) == 1
    assert len(first | second | third) == 3
    assert found[4].undefined == "nobody else has scored the same conversations"
    assert found[0].value == pytest.approx(-0.5)


def test_a_conversation_scored_once_changes_nothing():
    rows = [[1, 2], [4, 4], [3, 5], [2, 2]]
    more = [*rows, [5, None], [None, 1]]
    assert many_facets(a_table(more)) == many_facets(a_table(rows))


def test_intervals_cover():
    rng = np.random.default_rng(5)
    scale = Scale(tuple(float(value) for value in range(41)))
    severity = np.array([-3.0, 0.0, 1.0, 2.0])
    held = []
    for _ in range(200):
        latent = 20 + rng.normal(0, 4, (24, 1)) + severity + rng.normal(0, 2, (24, 4))
        level = np.clip(np.rint(latent), 0, 40).astype(int)
        level[rng.random(level.shape) < 0.3] = -1
        found = many_facets(from_levels(level, scale))
        held += [one.low <= s <= one.high for one, s in zip(found, severity, strict=True)]
    assert 0.92 < np.mean(held) < 0.985


def test_small_integers_are_enough():
    level = random_levels(np.random.default_rng(6), units=120, reviewers=200, missing=0.9)
    wide = from_levels(level, FIVE, criteria=60)  # 60 criteria and 200 reviewers pass 255
    narrow = replace(
        wide,
        **{
            column: getattr(wide, column).astype(np.uint8)
            for column in ("reviewer", "conversation", "criterion")
        },
        level=wide.level.astype(np.int8),
    )
    assert many_facets(narrow) == many_facets(wide)

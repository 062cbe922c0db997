"""Did the decision work, and would anybody have seen it if it had."""

from dataclasses import replace

import numpy as np
import pytest

from agreement.tables import EXACT, FIVE, WITHIN, a_table, from_levels
from mkdocs_rubric.agreement import (
    Coefficient,
    Verdict,
    Windows,
    agreement,
    change,
    effect,
)

CRITERIA = 4


def some_sessions(rng, noise, conversations=24, reviewers=6):
    """Scores whose noise is given for each half of the conversations and each criterion."""
    spread = np.repeat(np.asarray(noise, dtype=float), conversations // 2, axis=0)
    latent = (
        rng.normal(3, 0.6, (conversations, CRITERIA, 1))
        + rng.normal(0, 1, (conversations, CRITERIA, reviewers)) * spread[:, :, None]
    )
    level = np.clip(np.rint(latent), 1, 5).astype(int) - 1
    return from_levels(level.reshape(-1, reviewers), FIVE, criteria=CRITERIA)


def halves(conversations=24, missing=0):
    half = conversations // 2
    return Windows(np.arange(half), np.arange(half, conversations), missing)


STEADY = [[1.0] * CRITERIA] * 2
BETTER = [[1.6, 0.9, 1.0, 1.1], [0.5, 0.9, 1.0, 1.1]]


def test_a_change_is_the_difference_of_two_figures():
    scores = some_sessions(np.random.default_rng(0), BETTER)
    found = change(scores, halves(), WITHIN, criteria=[0])
    mine = np.where(scores.criterion == 0, scores.level, -1)
    sides = [
        agreement(replace(scores, level=np.where(np.isin(scores.conversation, side), mine, -1)))[0]
        for side in (halves().before, halves().after)
    ]
    assert found.before == pytest.approx(sides[0].value)
    assert found.value == pytest.approx(sides[1].value - sides[0].value)
    error = np.hypot(sides[0].standard_error, sides[1].standard_error)
    assert (found.high - found.low) / 2 > 1.96 * error
    assert found.detectable > 2.8 * error
    assert found.conversations == (12, 12)


def test_a_decision_that_worked():
    found = effect(some_sessions(np.random.default_rng(1), BETTER), [0], halves())
    assert found.verdict in {Verdict.CONSISTENT, Verdict.CONSISTENT_OR_PULL}
    assert found.picked_worst
    assert found.net.value == pytest.approx(found.touched.value - found.untouched.value)
    assert found.net.distinguishable
    assert found.pull > 0


def test_what_changes_everywhere_is_not_the_decisions():
    rng = np.random.default_rng(2)
    everywhere = [[1.6] * CRITERIA, [0.4] * CRITERIA]
    found = [effect(some_sessions(rng, everywhere), [0], halves()) for _ in range(30)]
    assert all(one.touched.value > 0.1 for one in found)
    wrong = {Verdict.CONSISTENT, Verdict.CONSISTENT_OR_PULL, Verdict.WORSE}
    assert sum(one.verdict in wrong for one in found) <= 4


def test_the_interval_of_no_effect_covers_none():
    rng = np.random.default_rng(3)
    found = [effect(some_sessions(rng, STEADY), [0], halves()).net for _ in range(200)]
    assert np.mean([one.distinguishable for one in found]) < 0.09


def test_picking_the_worst_is_expected_to_recover():
    rng = np.random.default_rng(4)
    pulls, changes = [], []
    for _ in range(150):
        scores = some_sessions(rng, STEADY, conversations=12)
        before = [change(scores, halves(12), WITHIN, criteria=[c]).before for c in range(CRITERIA)]
        found = effect(scores, [int(np.argmin(before))], halves(12))
        assert found.picked_worst
        pulls.append(found.pull)
        changes.append(found.net.value)
    assert np.mean(changes) > 0.05  # nothing was decided, and yet
    assert np.mean(pulls) == pytest.approx(np.mean(changes), rel=0.35)


def test_too_early():
    scores = some_sessions(np.random.default_rng(5), BETTER)
    assert effect(scores, [0], halves(missing=3)).verdict is Verdict.TOO_EARLY


def test_a_decision_on_every_criterion_has_nothing_to_be_held_against():
    found = effect(some_sessions(np.random.default_rng(6), BETTER), range(CRITERIA), halves())
    assert found.untouched is None
    assert found.pull is None
    assert found.net == found.touched


def test_too_little_to_compare():
    scores = a_table([[1, 1], [5, 1], [4, 4], [2, 3]])
    found = change(scores, Windows(np.array([0, 1]), np.array([2, 3])), EXACT)
    assert (found.before, found.after, found.value) == (0.5, 0.5, 0.0)
    assert (found.low, found.none) == (None, "fewer than three conversations on one side")
    nobody = change(scores, Windows(np.array([0, 1]), np.array([], dtype=int)), EXACT)
    assert (nobody.after, nobody.value) == (None, None)
    assert nobody.none == "one of the figures that are compared is undefined"
    assert not nobody.distinguishable


def test_no_spread_at_all():
    scores = a_table([[4, 4]] * 8)
    alpha = change(scores, halves(8), Coefficient("brennan_prediger", "identity"))
    assert alpha.none.startswith("neither side shows any spread")
    assert change(scores, halves(8), EXACT).low < 0 < change(scores, halves(8), EXACT).high


@pytest.mark.parametrize(
    ("mine", "others", "verdict"),
    [
        ((0.0, 2.5), (1, 1), Verdict.WORSE),
        ((1.2, 0.9), (4, 0), Verdict.ROSE_LESS),
        ((2.5, 0.0), (1, 1), Verdict.CONSISTENT),
        ((0.6, 0.9), (0, 4), Verdict.HELD),
    ],
)
def test_the_verdict_says_what_its_own_figures_say(mine, others, verdict):
    noise = [[mine[side], *[others[side]] * 3] for side in (0, 1)]
    scores = some_sessions(np.random.default_rng(8), noise, conversations=48, reviewers=8)
    found = effect(scores, [0], halves(48))
    assert found.verdict is verdict
    words = found.verdict.value
    rose = found.touched.value > 0
    assert ("fell" not in words) if rose else ("rose" not in words)


def test_a_verdict_does_not_rest_on_three_conversations():
    scores = some_sessions(np.random.default_rng(1), BETTER)
    few = np.isin(scores.conversation % 12, [0, 1, 2])
    level = np.where((scores.criterion == 0) & ~few, -1, scores.level)
    found = effect(replace(scores, level=level), [0], halves())
    assert found.touched.conversations == (3, 3)
    assert found.verdict is Verdict.UNKNOWN
    assert found.net.low is not None


def test_no_verdict_claims_a_cause():
    assert not any("cause" in verdict.value for verdict in Verdict)

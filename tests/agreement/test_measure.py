"""The hard cases: what comes out when there is little, nothing, or nothing but sameness."""

import math
from dataclasses import replace

import numpy as np
import pytest

from agreement.tables import (
    EVERY,
    EXACT,
    FIVE,
    MET,
    SIX,
    WITHIN,
    a_table,
    from_levels,
    random_levels,
)
from mkdocs_rubric.agreement import (
    NAMES,
    NOT_SCORED,
    Cells,
    Coefficient,
    NumberedScale,
    Scores,
    agreement,
    applicable,
)
from mkdocs_rubric.agreement.quantiles import wilson


def only(scores, coefficient=WITHIN, **options):
    [found] = agreement(scores, [coefficient], **options)
    return found


def test_nobody_has_scored():
    found = only(a_table([[None, None]]))
    assert (found.value, found.undefined) == (None, "nobody has scored this")
    assert (found.low, found.high, found.reviewers, found.scores) == (None, None, 0, 0)


def test_no_rows_at_all():
    nothing = np.zeros(0, dtype=np.int64)
    for coefficient in EVERY:
        found = only(Scores(nothing, nothing, nothing, FIVE), coefficient)
        assert found.undefined == "nobody has scored this"


def test_one_reviewer():
    assert only(a_table([[4], [5]])).undefined == "only one reviewer has scored this"


def test_reviewers_who_never_overlap():
    found = only(a_table([[4, None], [None, 5]]))
    assert found.undefined == "no conversation was scored by two reviewers"
    assert (found.reviewers, found.scores, found.pairs) == (2, 2, 0)


@pytest.mark.parametrize("coefficient", EVERY, ids=str)
def test_everybody_gives_the_same_level(coefficient):
    found = only(a_table([[5, 5, 5]] * 6), coefficient)
    if coefficient.name in {"percent_agreement", "brennan_prediger", "gwet"}:
        assert found.value == 1.0  # agreement over the declared levels, of which one was used
        assert 0 < found.low < found.high == 1.0
    elif coefficient.name.startswith("icc"):
        assert found.undefined.startswith("too few scores to tell")
    else:
        assert found.undefined == "everybody gave the same level"


def test_all_levels_within_the_tolerance_leave_nothing_above_chance():
    found = only(a_table([[4, 5, 4], [5, 4, 4], [4, 4, 5]]), Coefficient("fleiss", "tolerance"))
    assert found.undefined == "any two of the levels given agree, so there is nothing to tell apart"


def test_cohens_kappa_is_for_two():
    found = only(a_table([[1, 2, 3], [4, 4, 5]]), Coefficient("cohen"))
    assert found.undefined.startswith("Cohen's kappa compares two reviewers")


def test_one_conversation_has_no_interval():
    found = only(a_table([[3, 4, 5]]))
    assert found.value == pytest.approx(2 / 3)
    assert (found.low, found.no_interval) == (
        None,
        "one conversation says nothing about the next one",
    )


def test_two_conversations_have_no_interval():
    found = only(a_table([[3, 4, 5], [1, 1, 1]]))
    assert (found.low, found.high) == (None, None)
    assert found.no_interval == "two conversations are too few for a likely range"


def test_three_conversations_have_an_interval():
    found = only(a_table([[3, 4, 5], [1, 1, 1], [2, 5, 5]]))
    assert found.no_interval is None
    assert found.low < found.value < found.high


@pytest.mark.parametrize("coefficient", SIX, ids=str)
def test_fewer_than_twelve_conversations_are_rough(coefficient):
    rows = [[3, 4, 5], [1, 1, 1], [2, 5, 5], [3, 3, 5]]
    assert only(a_table(rows * 3), coefficient).rough is False
    assert only(a_table((rows * 3)[1:]), coefficient).rough is True
    assert only(a_table([*rows * 2, *[[3, None, None]] * 4]), coefficient).rough is True


def test_no_spread_falls_back_to_wilson_on_conversations():
    found = only(a_table([[4, 5, 5]] * 5))
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(wilson(1.0, 5)[0])
    exact = only(a_table([[4, 5, 5]] * 5), EXACT)
    assert (exact.low, exact.high) == pytest.approx(wilson(1 / 3, 5))


def test_a_coefficient_that_rests_on_one_conversation_has_no_interval():
    found = only(a_table([[5, 5, 5], [5, 5, 5], [5, 5, 5], [1, 1, 5]]), Coefficient("fleiss"))
    assert found.value is not None
    assert found.no_interval.startswith("without one of the conversations")


def test_not_applicable_is_left_out_and_has_an_agreement_of_its_own():
    rows = [[4, "NA", 4], ["NA", "NA", "NA"], ["NA", 3, "NA"], [None, 5, 5]]
    scores = a_table(rows)
    assert only(scores, EXACT).value == 1.0
    assert only(scores, EXACT).pairs == 2
    answer = only(applicable(scores), EXACT)
    assert answer.value == pytest.approx(np.mean([1 / 3, 1, 1 / 3, 1]))
    assert answer.pairs == 3 + 3 + 3 + 1


def test_missing_is_pairwise():
    found = only(a_table([[1, 1, None], [None, 2, 2], [3, None, 4], [None, None, 5]]), EXACT)
    assert found.value == pytest.approx(2 / 3)
    assert (found.conversations, found.scores, found.pairs) == (3, 7, 3)


def test_unused_levels_count():
    rows = [[4, 5, 4], [5, 5, 4], [4, 4, 4], [5, 4, 5]]
    wide = only(a_table(rows), Coefficient("gwet")).value
    narrow = only(a_table(rows, NumberedScale((4.0, 5.0))), Coefficient("gwet")).value
    assert wide > narrow


def test_a_pooled_figure_counts_criteria_by_the_conversations_they_were_compared_on():
    quality = a_table([[4, 4], [1, 5], [3, 3]])
    met = a_table([[1, 1]], MET)
    met = replace(met, criterion=met.criterion + 1)
    assert only([quality, met], EXACT).value == pytest.approx((2 + 1) / 4)


def test_a_criterion_everybody_agrees_on_does_not_undo_the_others():
    mixed = [[1, 1], [2, 2], [4, 5], [5, 5]]
    same = [[5, 5]] * 4
    together = a_table([row for pair in zip(mixed, same, strict=True) for row in pair], criteria=2)
    fleiss = Coefficient("fleiss")
    assert only(together, fleiss).value == pytest.approx(only(a_table(mixed), fleiss).value)


def test_sessions_and_criteria_without_scores_say_so():
    scores = a_table([[4, 5], [None, None]], criteria=2)
    found = agreement(scores, [WITHIN], Cells(np.array([0]), each_criterion=True))
    assert [(one.session, one.criterion, one.undefined) for one in found] == [
        (0, 0, None),
        (0, 1, "nobody has scored this"),
    ]


def test_conversations_of_no_session_are_left_out():
    scores = a_table([[4, 4], [1, 5], [2, 2]])
    [found] = agreement(scores, [EXACT], Cells(np.array([0, -1])))  # the third is not even listed
    assert (found.value, found.conversations, found.reviewers) == (1.0, 1, 2)


def test_the_same_score_twice_is_refused():
    twice = Scores(np.array([0, 0, 1]), np.zeros(3, dtype=int), np.array([1, 2, 2]), FIVE)
    with pytest.raises(ValueError, match="scored the same criterion of a conversation twice"):
        only(twice, Coefficient("conger"))


@pytest.mark.parametrize(
    ("name", "weights", "message"),
    [
        ("kappa", "identity", "no coefficient is called 'kappa'"),
        ("krippendorff", "identity", "krippendorff has no weights 'identity'"),
        ("gwet", "interval", "gwet has no weights 'interval'"),
    ],
)
def test_unknown_names_are_refused_with_the_known_ones(name, weights, message):
    with pytest.raises(ValueError, match=message):
        Coefficient(name, weights)


def test_every_documented_coefficient_exists():
    documented = (
        "percent_agreement cohen light fleiss conger brennan_prediger gwet krippendorff icc_2_1"
    )
    assert set(documented.split()) <= set(NAMES)


@pytest.mark.parametrize("levels", [1, 2, 11])
@pytest.mark.parametrize("coefficient", SIX, ids=str)
def test_scales_of_any_length(coefficient, levels):
    scale = NumberedScale(tuple(float(value) for value in range(levels)), tolerance=1.0)
    rng = np.random.default_rng(1)
    found = only(from_levels(rng.integers(0, levels, (6, 3)), scale), coefficient)
    assert (found.value is None) == (found.undefined is not None)


def test_many_sessions_with_sheets_in_any_order():
    rng = np.random.default_rng(3)
    scores = from_levels(rng.integers(-2, 5, (480, 6)))
    order = rng.permutation(len(scores.level))
    columns = ("reviewer", "conversation", "level", "criterion")
    shuffled = replace(scores, **{column: getattr(scores, column)[order] for column in columns})
    cells = Cells(np.repeat(np.arange(120), 4))
    found = agreement(shuffled, EVERY, cells)
    assert found == agreement(scores, EVERY, cells)
    assert len(found) == 120 * len(EVERY)


def test_a_criterion_that_is_nearly_always_not_applicable():
    rows = [["NA"] * 4] * 11 + [[4, 5, "NA", "NA"]]
    scores = a_table(rows)
    found = only(scores)
    assert (found.value, found.conversations, found.pairs) == (1.0, 1, 1)
    assert found.low is None
    assert only(applicable(scores), EXACT).value == pytest.approx((11 + 1 / 3) / 12)


def test_two_hundred_reviewers_and_small_integers():
    rng = np.random.default_rng(2)
    level = rng.integers(NOT_SCORED, 5, (30, 200)).astype(np.int8)
    wide = from_levels(level)
    narrow = replace(wide, reviewer=wide.reviewer.astype(np.uint8))
    for coefficient in (*SIX, Coefficient("light", "linear")):
        found = only(narrow, coefficient)
        assert found == only(wide, coefficient)
        assert math.isfinite(found.low)
        assert found.reviewers == 200


def test_all_criteria_are_the_criteria_s_own_figures_weighted_by_conversations():
    level = random_levels(np.random.default_rng(8), units=30)
    level[::4, 1:] = NOT_SCORED  # one reviewer alone: compared on nothing
    scores = from_levels(level, criteria=3)
    [pooled] = agreement(scores, [WITHIN])
    each = agreement(scores, [WITHIN], Cells(each_criterion=True))
    weights = [one.conversations for one in each]
    assert len(set(weights)) > 1
    assert pooled.value == pytest.approx(np.average([one.value for one in each], weights=weights))


@pytest.mark.parametrize("name", ["light", "icc_2_1"])
def test_an_interval_does_not_reach_below_what_can_be(name):
    scores = a_table([[1, 1, 1], [5, 5, 5], [3, 3, 4]])
    found = only(scores, Coefficient(name, "quadratic" if name == "light" else "identity"))
    assert found.rough
    assert -1 <= found.low < found.value < found.high <= 1


def test_ratios_mean_nothing_on_a_scale_with_levels_below_zero_and_all_else_comes_out():
    scores = a_table(
        [[-2, 5, 5], [0, 0, 1], [1, 0, -2], [5, 5, 5]], NumberedScale((-2.0, 0.0, 1.0, 5.0))
    )
    for coefficient in EVERY:
        found = only(scores, coefficient)
        ratio = coefficient.weights == "ratio"
        assert found.undefined == (
            "ratios of scores mean nothing on a scale with levels below zero" if ratio else None
        )
        assert (found.value is None) == (found.low is None) == ratio


def test_ratios_are_undefined_where_one_of_several_scales_has_none():
    ratio = Coefficient("krippendorff", "ratio")
    good, below = a_table([[1, 5], [3, 3], [2, 2]]), NumberedScale((-1.0, 0.0, 1.0))
    assert only([good, a_table([[-1, 0], [0, 1], [1, 1]], below)], ratio).undefined
    alone = a_table([[-1, None], [None, 1], [1, None]], below)
    assert only([good, alone], ratio).value == only(good, ratio).value


def test_ratios_begin_at_zero():
    ratio = Coefficient("krippendorff", "ratio")
    assert (
        only(a_table([[0, 5], [0, 0], [5, 5]], NumberedScale((0.0, 5.0))), ratio).undefined is None
    )


@pytest.mark.parametrize("levels", [2, 3, 11, 101])
def test_no_scale_is_too_wide(levels):
    scale = NumberedScale(tuple(map(float, range(levels))), tolerance=1.0)
    scores = from_levels(random_levels(np.random.default_rng(1), levels=levels), scale)
    for coefficient in EVERY:
        found = only(scores, coefficient)
        assert found.undefined is None
        assert found.low <= found.value <= found.high <= 1


def test_each_criterion_and_all_of_them_together_are_what_either_is_alone():
    rng = np.random.default_rng(8)
    scores = from_levels(random_levels(rng, units=36, missing=0.3), criteria=3)
    session = np.repeat(np.arange(3), 4)
    both = agreement(scores, EVERY, Cells(session, each_criterion=True, together=True))
    each = agreement(scores, EVERY, Cells(session, each_criterion=True))
    pooled = agreement(scores, EVERY, Cells(session))
    of_one = [both[at : at + 12] for at in range(0, len(both), 12)]
    assert [one for some in of_one for one in some[:9]] == each
    assert [one for some in of_one for one in some[9:]] == pooled

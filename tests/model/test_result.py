"""The result of a review, by the formula that `result` documents."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_criterion, a_rubric, a_scale
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model import Group, Mark, result
from mkdocs_rubric.model.rubric import EarlierScale

NA, EMPTY = Mark.NOT_APPLICABLE, Mark.NOT_SCORED
SCALES = {"quality": a_scale(1, 2, 3, 4, 5), "met": a_scale(0, 1)}


def a_team_rubric(**changes):
    return a_rubric(
        a_criterion("empathy", weight=15, scores=range(1, 6)),
        a_criterion("privacy", weight=5, scale="met", scores=(0, 1), critical=True),
        a_criterion("clarity", weight=20, scores=range(1, 6)),
        **({"scales": SCALES, "passing": 80} | changes),
    )


def test_each_score_counts_by_its_place_on_the_scale_and_its_weight():
    found = result(a_team_rubric(), {"empathy": 4, "privacy": 1, "clarity": 3})
    assert found.percent == pytest.approx(100 * (15 * 3 / 4 + 5 * 1 + 20 * 2 / 4) / (15 + 5 + 20))
    assert found.passed is False


@pytest.mark.parametrize("left_out", [NA, EMPTY, None])
def test_not_applicable_and_not_scored_are_left_out_of_both_sums(left_out):
    scores = {"empathy": 4, "privacy": 1, "clarity": left_out}
    if left_out is None:
        del scores["clarity"]
    found = result(a_team_rubric(), scores)
    assert found.percent == pytest.approx(100 * (15 * 3 / 4 + 5) / (15 + 5))
    assert found.passed is True


def test_a_critical_criterion_at_its_lowest_level_makes_it_zero():
    found = result(a_team_rubric(), {"empathy": 5, "privacy": 0, "clarity": 5})
    assert (found.percent, found.passed, found.failed_by) == (0, False, ("privacy",))
    assert found.by_group == {"all": pytest.approx(100 * 35 / 40)}, "groups show what was earned"


def test_a_critical_criterion_that_does_not_apply_fails_nothing():
    assert result(a_team_rubric(), {"empathy": 5, "privacy": NA}).percent == 100


@pytest.mark.parametrize(("score", "passed"), [(4, False), (5, True)])
def test_the_pass_mark_itself_passes(score, passed):
    rubric = a_team_rubric(passing=100)
    assert result(rubric, {"empathy": score}).passed is passed


def test_nothing_scored_has_no_result_and_neither_passes_nor_fails():
    found = result(a_team_rubric(), {"empathy": NA})
    assert (found.percent, found.passed, found.by_group) == (None, None, {})


def test_without_a_pass_mark_nothing_passes_or_fails():
    assert result(a_team_rubric(passing=None), {"empathy": 5}).passed is None


def test_criteria_of_weight_zero_alone_have_no_result():
    rubric = a_rubric(a_criterion("tone", weight=0))
    assert result(rubric, {"tone": 3}).percent is None


def test_groups_are_computed_alike_over_their_own_criteria():
    groups = (
        Group(id="warm", title="Warm", criteria=("empathy",)),
        Group(id="safe", title="Safe", criteria=("privacy",)),
        Group(id="clear", title="Clear", criteria=("clarity",)),
    )
    found = result(a_team_rubric(groups=groups), {"empathy": 3, "privacy": 1})
    assert found.by_group == {"warm": 50, "safe": 100}


def test_an_earlier_id_counts_as_todays():
    rubric = a_rubric(a_criterion("empathy", aliases=("compassion",)))
    assert result(rubric, {"compassion": 2}).percent == 50


def test_a_retired_criterion_counts_no_longer():
    rubric = a_rubric(a_criterion("empathy"), a_criterion("tone", retired=dt.date(2026, 5, 1)))
    assert result(rubric, {"empathy": 3, "tone": 1}).percent == 100


def test_the_scale_is_that_of_the_day_of_the_review():
    earlier = (EarlierScale(before=dt.date(2026, 3, 1), scale="met"),)
    rubric = a_rubric(
        a_criterion("empathy", scores=range(1, 6), earlier_scales=earlier), scales=SCALES
    )
    assert result(rubric, {"empathy": 1}, on=dt.date(2026, 2, 28)).percent == 100
    assert result(rubric, {"empathy": 1}, on=dt.date(2026, 3, 1)).percent == 0
    assert result(rubric, {"empathy": 1}).percent == 0


def test_the_rubric_of_another_day_gives_another_result():
    scores = {"empathy": 5, "clarity": 1}
    before = a_rubric(a_criterion("empathy", weight=3), a_criterion("clarity"), passing=50,
                      scales={"quality": a_scale(1, 5)})  # fmt: skip
    after = a_rubric(a_criterion("empathy"), a_criterion("clarity", weight=3), passing=50,
                     scales={"quality": a_scale(1, 5)})  # fmt: skip
    assert result(before, scores).passed
    assert not result(after, scores).passed


@pytest.mark.parametrize("scores", [{"empaty": 3}, {"empathy": 6}, {"privacy": 2}])
def test_what_the_rubric_does_not_have_cannot_be_computed(scores):
    with pytest.raises(RubricError):
        result(a_team_rubric(), scores)


LEVELS = st.sets(st.integers(-5, 12), min_size=2, max_size=6)


@given(LEVELS, st.data(), st.floats(0.1, 1000))
def test_on_any_scale_the_lowest_score_is_zero_the_highest_a_hundred_and_order_is_kept(
    levels, data, weight
):
    rubric = a_rubric(
        a_criterion("a", scores=levels, weight=weight), scales={"quality": a_scale(*levels)}
    )
    one, two = sorted(data.draw(st.tuples(*[st.sampled_from(sorted(levels))] * 2)))
    percents = [
        result(rubric, {"a": score}).percent for score in (min(levels), one, two, max(levels))
    ]
    assert percents[0] == pytest.approx(0)
    assert percents[3] == pytest.approx(100)
    assert percents == sorted(percents)


@given(st.permutations(["empathy", "privacy", "clarity"]))
def test_the_order_of_the_scores_does_not_matter(order):
    scores = {"empathy": 2, "privacy": 1, "clarity": 4}
    shuffled = {name: scores[name] for name in order}
    assert result(a_team_rubric(), shuffled) == result(a_team_rubric(), scores)

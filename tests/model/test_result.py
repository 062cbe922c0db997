"""The result of a review, by the formula that `result` documents."""

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_criterion, a_rubric, a_scale
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import FolderTree, load_project
from mkdocs_rubric.model import Group, Mark, result
from mkdocs_rubric.model.criterion import EarlierScale

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


class TestAReviewAtTheMarkPasses:
    """In binary 0.1 + 0.2 is not 0.3: what decides is computed as it is written."""

    def test_a_review_of_exactly_80_in_the_example(self):
        rubric = load_project(FolderTree(Path(__file__).parents[2])).project.rubric
        scores = {"clarity": 5, "opening": 2, "all-questions": 2, "tone": 4}
        found = result(rubric, scores)
        assert (found.exact, found.percent, found.passed) == (80, 80.0, True)

    def test_weights_and_mark_are_what_is_written(self):
        rubric = a_rubric(
            a_criterion("a", weight=0.1, scores=(0, 1), scale="met"),
            a_criterion("b", weight=0.2, scores=(0, 1), scale="met"),
            a_criterion("c", weight=0.7, scores=(0, 1), scale="met"),
            scales=SCALES,
            passing=30,
        )
        found = result(rubric, {"a": 1, "b": 1, "c": 0})
        assert (found.exact, found.passed) == (30, True)

    def test_a_hair_below_fails(self):
        rubric = a_rubric(
            a_criterion("a", weight=799_999, scores=(0, 1), scale="met"),
            a_criterion("b", weight=200_001, scores=(0, 1), scale="met"),
            scales=SCALES,
            passing=80,
        )
        assert result(rubric, {"a": 1, "b": 0}).passed is False
        assert result(rubric, {"a": 1, "b": 0}).percent == 79.9999

    @pytest.mark.parametrize("half", [Decimal("3.5"), Fraction(7, 2)])
    def test_half_a_point_counts_half(self, half):
        found = result(a_team_rubric(passing=62.5), {"empathy": half})
        assert (found.exact, found.passed) == (Fraction("62.5"), True)

    @pytest.mark.parametrize("score", [Decimal("5.5"), Decimal("0.5"), Fraction(11, 2)])
    def test_half_a_point_off_the_scale(self, score):
        with pytest.raises(RubricError, match="is not a level"):
            result(a_team_rubric(), {"empathy": score})

    @given(st.randoms(use_true_random=False))
    def test_thousands_of_reviews_come_out_as_by_hand(self, chance):
        levels = [sorted(chance.sample(range(-2, 11), chance.randint(2, 6))) for _ in range(3)]
        criteria = [
            (f"c{n}", Decimal(chance.randint(0, 3000)) / 10 ** chance.randint(0, 3), which)
            for n, which in enumerate(chance.choices(range(3), k=chance.randint(1, 6)))
        ]
        critical = chance.random() < 0.5
        mark = Decimal(chance.choice(["80", "75", "62.5", "33.3", "50", "0", "100"]))
        rubric = a_rubric(
            *(
                a_criterion(
                    name,
                    weight=float(weight),
                    scale=f"s{which}",
                    scores=levels[which],
                    critical=critical and name == "c0",
                )
                for name, weight, which in criteria
            ),
            scales={f"s{n}": a_scale(*scores) for n, scores in enumerate(levels)},
            passing=float(mark),
        )
        for _ in range(30):
            scores = {
                name: chance.choice([*levels[which], NA, EMPTY, halfway(chance, levels[which])])
                for name, _, which in criteria
            }
            expected = by_hand(criteria, levels, scores, critical=critical)
            found = result(rubric, scores)
            assert found.exact == expected
            assert found.percent == (None if expected is None else float(expected))
            assert found.passed is (None if expected is None else expected >= Fraction(mark))


def halfway(chance: random.Random, levels):
    low = chance.randint(levels[0], levels[-1] - 1)
    return Decimal(low) + Decimal("0.5")


def by_hand(criteria, levels, scores, *, critical):
    """The documented formula, term by term."""
    above = below = Fraction(0)
    for name, weight, which in criteria:
        if scores[name] in (NA, EMPTY):
            continue
        low, high = levels[which][0], levels[which][-1]
        if critical and name == "c0" and scores[name] == low:
            return Fraction(0)
        above += Fraction(weight) * (Fraction(scores[name]) - low) / (high - low)
        below += Fraction(weight)
    return 100 * above / below if below else None


@given(st.permutations(["empathy", "privacy", "clarity"]))
def test_the_order_of_the_scores_does_not_matter(order):
    scores = {"empathy": 2, "privacy": 1, "clarity": 4}
    shuffled = {name: scores[name] for name in order}
    assert result(a_team_rubric(), shuffled) == result(a_team_rubric(), scores)

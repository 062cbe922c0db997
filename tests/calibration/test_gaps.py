import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.calibration import gaps, spreads
from mkdocs_rubric.model import Mark
from mkdocs_rubric.model.criterion import EarlierScale
from mkdocs_rubric.model.session import Settled

NA, EMPTY = Mark.NOT_APPLICABLE, Mark.NOT_SCORED
FIVE = a_scale(1, 2, 3, 4, 5)


def scored(*scores, criterion="empathy", conversation="C-1"):
    """A session in which each reviewer gives one of the scores."""
    return a_session(
        *[a_sheet(f"r{n}", [(conversation, criterion, score)]) for n, score in enumerate(scores)]
    )


def the_spread(*scores, scale=FIVE, **criterion):
    project = a_project(a_rubric(a_criterion(**criterion), scales={"quality": scale}))
    (spread,) = spreads(project, scored(*scores))
    return spread


@pytest.mark.parametrize(
    ("scores", "width", "is_gap"),
    [
        ((3, 3), 0, False),
        ((3, 4, 3), 1, False),
        ((2, 3, 4), 2, True),
        ((1, NA, 5), 4, True),
        ((1, NA), None, False),
        ((EMPTY, NA), None, False),
    ],
)
def test_a_gap_is_a_spread_wider_than_the_tolerance(scores, width, is_gap):
    spread = the_spread(*scores)
    assert (spread.width, spread.is_gap) == (width, is_gap)


@pytest.mark.parametrize(
    ("scores", "width", "is_gap"),
    [
        ((NA, 3, 3, NA), 4, True),
        ((NA, 3), 4, True),
        ((1, NA, 5), 4, True),
        ((NA, NA), None, False),
        ((EMPTY, 3, 3), 0, False),
        ((EMPTY, NA), None, False),
        ((9, NA), None, False),
    ],
)
def test_to_dispute_that_it_applies_is_a_gap_as_wide_as_the_scale(scores, width, is_gap):
    spread = the_spread(*scores, not_applicable="They only ask.")
    assert (spread.width, spread.is_gap, spread.is_disputed) == (width, is_gap, is_gap)


def test_no_tolerance_is_wide_enough_for_it():
    spread = the_spread(NA, 3, scale=a_scale(1, 2, 3, tolerance=2), not_applicable="They only ask.")
    assert spread.is_gap


def test_where_a_criterion_always_applies_na_is_a_mistake_and_no_gap():
    assert not the_spread(NA, 3).is_gap
    assert the_spread(NA, 3).not_applicable == 0


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, NA, EMPTY, 9]), min_size=1, max_size=5),
       st.sampled_from([None, "They only ask."]))  # fmt: skip
def test_the_quick_look_finds_the_gaps_that_a_close_one_does(scores, not_applicable):
    criterion = a_criterion(not_applicable=not_applicable)
    project = a_project(a_rubric(criterion, scales={"quality": FIVE}))
    held = scored(*scores)
    assert gaps(project, held) == gaps(project, held, list(spreads(project, held)))


def test_without_tolerance_neighbours_are_a_gap():
    assert the_spread(2, 3, scale=a_scale(1, 2, 3)).is_gap


def test_scores_off_the_scale_of_that_day_are_left_out():
    assert the_spread(2, 9, 3).values == [2, 3]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=8), st.randoms())
def test_the_order_of_reviewers_does_not_matter(scores, random):
    shuffled = random.sample(scores, len(scores))
    assert the_spread(*scores).values == the_spread(*shuffled).values
    assert the_spread(*scores).width == max(scores) - min(scores)


def test_gaps_come_widest_first_with_what_settled_them():
    held = a_session(
        a_sheet("ana", [("C-1", "empathy", 2), ("C-2", "empathy", 1)]),
        a_sheet("ben", [("C-1", "empathy", 4), ("C-2", "empathy", 5)]),
        settled=(Settled(conversation="C-1", criterion="empathy", no_change="Clear."),),
    )
    project = a_project(a_rubric(a_criterion(), scales={"quality": FIVE}))
    found = gaps(project, held)
    assert [(one.spread.conversation, one.spread.width) for one in found] == [
        ("C-2", 4),
        ("C-1", 2),
    ]
    assert found[0].settled is None
    assert found[1].settled.no_change == "Clear."


def test_whether_it_applies_comes_before_how_good_it_was():
    held = a_session(
        a_sheet("ana", [("C-1", "empathy", 2), ("C-2", "empathy", NA)]),
        a_sheet("ben", [("C-1", "empathy", 5), ("C-2", "empathy", 3)]),
    )
    criterion = a_criterion(not_applicable="They only ask.")
    found = gaps(a_project(a_rubric(criterion, scales={"quality": FIVE})), held)
    assert [one.spread.conversation for one in found] == ["C-2", "C-1"]


def test_an_earlier_id_settles_todays_gap():
    rubric = a_rubric(a_criterion("empathy", aliases=("compassion",)), scales={"quality": FIVE})
    held = a_session(
        *scored(1, 5, criterion="compassion").sheets,
        settled=(Settled(conversation="C-1", criterion="empathy", no_change="Clear."),),
    )
    (gap,) = gaps(a_project(rubric), held)
    assert (gap.spread.criterion.id, gap.settled.no_change) == ("empathy", "Clear.")


def test_a_session_is_read_on_the_scale_of_its_day():
    earlier = (EarlierScale(before=dt.date(2026, 4, 1), scale="met"),)
    scales = {"quality": FIVE, "met": a_scale(0, 1)}
    rubric = a_rubric(a_criterion(earlier_scales=earlier), scales=scales)
    (spread,) = spreads(a_project(rubric), scored(0, 1, 5))
    assert (spread.values, spread.scale, spread.is_gap) == ([0, 1], scales["met"], True)


def test_what_the_rubric_does_not_have_has_no_spread():
    assert list(spreads(a_project(), scored(1, 2, criterion="nobody"))) == []
    assert list(spreads(a_project(a_rubric(a_criterion(scale="gone"))), scored(1, 2))) == []


def test_reviewers_who_use_the_old_and_the_new_id_are_compared():
    rubric = a_rubric(a_criterion("empathy", aliases=("compassion",)), scales={"quality": FIVE})
    held = a_session(
        a_sheet("ana", [("C-1", "compassion", 1)]), a_sheet("ben", [("C-1", "empathy", 5)])
    )
    (spread,) = spreads(a_project(rubric), held)
    assert spread.scores == [("ana", 1), ("ben", 5)]
    assert spread.is_gap

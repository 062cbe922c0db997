import datetime as dt
from decimal import Decimal

import pytest
from pydantic import ValidationError

from factories import a_criterion, a_rubric, a_scale, an_edge_case
from mkdocs_rubric.model import Mark
from mkdocs_rubric.model.criterion import EarlierScale
from mkdocs_rubric.model.scalars import id_problem


@pytest.mark.parametrize(
    ("scores", "tolerance"), [((0, 1), 0), ((1, 2, 3), 0), ((0, 1, 2, 3), 1), ((1, 10), 0)]
)
def test_neighbours_agree_by_default_on_four_or_more_levels(scores, tolerance):
    assert a_scale(*scores).agree_within == tolerance


def test_a_tolerance_that_is_given_holds():
    assert a_scale(0, 1, tolerance=1).agree_within == 1
    assert a_scale(1, 2, 3, 4, 5, tolerance=0).agree_within == 0


def test_scores_are_in_order_and_any_whole_numbers():
    assert a_scale(2, -2, 0).scores == [-2, 0, 2]
    assert a_scale(-2, 0, 2).fraction(0) == 0.5
    assert a_scale(1, 10).fraction(10) == 1


def test_a_criterion_is_known_by_every_id_it_ever_had():
    rubric = a_rubric(a_criterion("empathy", aliases=("compassion", "warmth")), a_criterion("tone"))
    assert rubric.by_name["warmth"].id == "empathy"
    assert rubric.by_name["empathy"].id == "empathy"


def test_a_criterion_wins_over_anothers_alias():
    rubric = a_rubric(a_criterion("empathy", aliases=("tone",)), a_criterion("tone"))
    assert rubric.by_name["tone"].id == "tone"


def test_active_criteria_are_in_the_order_of_the_groups_without_retired_ones():
    rubric = a_rubric(
        a_criterion("tone", retired=dt.date(2026, 1, 1)),
        a_criterion("empathy"),
        a_criterion("clarity"),
    )
    assert [one.id for one in rubric.active] == ["empathy", "clarity"]


def test_a_criterion_is_retired_from_its_day_on():
    criterion = a_criterion(retired=dt.date(2026, 5, 1))
    assert not criterion.retired_on(dt.date(2026, 4, 30))
    assert criterion.retired_on(dt.date(2026, 5, 1))
    assert not a_criterion().retired_on(dt.date(2026, 5, 1))


def test_earlier_scales_hold_before_their_day_in_any_order_of_entries():
    criterion = a_criterion(
        earlier_scales=(
            EarlierScale(before=dt.date(2026, 3, 1), scale="second"),
            EarlierScale(before=dt.date(2025, 3, 1), scale="first"),
        )
    )
    days = {"2025-02-28": "first", "2025-03-01": "second", "2026-02-28": "second"}
    days["2026-03-01"] = "quality"
    assert {d: criterion.scale_on(dt.date.fromisoformat(d)) for d in days} == days
    assert criterion.scale_on(None) == "quality"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (2, (2, 2)),
        (0, (0, 0)),
        ("2-3", (2, 3)),
        ("2 - 3", (2, 3)),
        ("2\N{EN DASH}3", (2, 3)),
        ("2 to 3", (2, 3)),
        ("-2--1", (-2, -1)),
        ("-1-1", (-1, 1)),
        (2.5, (Decimal("2.5"), Decimal("2.5"))),
        ("2.5-3", (Decimal("2.5"), 3)),
        ("NA", Mark.NOT_APPLICABLE),
        ("n/a", Mark.NOT_APPLICABLE),
    ],
)
def test_the_score_of_an_edge_case_is_a_score_or_a_range(written, means):
    assert an_edge_case(score=written).score == means


@pytest.mark.parametrize(
    "written", ["3-2", "2-2", "2", "two", True, 2.54321, "1-" + "9" * 5000, (3, 2)]
)
def test_anything_else_is_neither(written):
    with pytest.raises(ValidationError, match="has to be a score"):
        an_edge_case(score=written)


@pytest.mark.parametrize("text", ["empathy", "2026-09", "a", "7", "a-b-c", "x" * 80, "confetti"])
def test_an_id_is_words_joined_by_hyphens(text):
    assert id_problem(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "A", "a b", "a_b", "-a", "a-", "a--b", "../x", "a/b", "é", "x" * 81, "con", "LPT1", "a\n"],
)
def test_what_cannot_be_a_file_or_an_address_everywhere_is_no_id(text):
    assert id_problem(text)


@pytest.mark.parametrize("title", ["Café au lait", "標題", "Is it\u00a0so?", "👩‍💻 at work", "نص"])
def test_a_title_may_be_in_any_language(title):
    assert a_criterion(title=title).title == title


@pytest.mark.parametrize("title", ["", "   ", "a\nb", "a\x1bb", "a\u202eb", "x" * 401])
def test_a_title_is_one_line_of_visible_text(title):
    with pytest.raises(ValidationError):
        a_criterion(title=title)


def test_models_cannot_be_changed_and_do_not_convert():
    with pytest.raises(ValidationError, match="frozen"):
        a_criterion().title = "Other"
    with pytest.raises(ValidationError):
        a_criterion(critical="no")
    with pytest.raises(ValidationError):
        a_criterion(weight="3")

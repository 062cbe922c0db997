"""Scales as teams have them: half points, bands, anchors, values of their own."""

from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from factories import a_criterion, a_rubric
from mkdocs_rubric.model import Criterion, Scale, Span, result
from mkdocs_rubric.model.score import level_key, number, span_of

HALF = Decimal("0.5")


def scale(levels, **more):
    return Scale.model_validate({"levels": levels} | more)


def described(*keys):
    return Criterion.model_validate(
        {
            "id": "a",
            "title": "A",
            "question": "Is it?",
            "scale": "quality",
            "levels": {key: {"description": f"Level {key}."} for key in keys},
        }
    )


TEN = scale({"0-10": "Any"})


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("4", 4),
        ("4.0", 4),
        ("4,0", 4),
        ("3,5", Decimal("3.5")),
        ("2.750", Decimal("2.75")),
        ("-1", -1),
        ("\N{MINUS SIGN}1", -1),
        ("0.1", Decimal("0.1")),
    ],
)
def test_a_number_is_exact_and_whole_where_it_can_be(text, means):
    assert number(text) == means
    assert type(number(text)) is type(means)


@pytest.mark.parametrize("text", ["", "x", "1,000", "1.23456", "1e3", "1.", ".5", "9" * 10, "1-2"])
def test_other_texts_are_no_numbers(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("key", "means"),
    [
        (3, 3),
        (2.5, Decimal("2.5")),
        ("2.5", Decimal("2.5")),
        ("7-8", Span(7, 8)),
        ("0 \N{EN DASH} 2.5", Span(0, Decimal("2.5"))),
        ("-2--1", Span(-2, -1)),
        ("8-7", None),
        (True, None),
        ("Yes", None),
    ],
)
def test_a_level_is_of_a_score_or_of_a_band(key, means):
    assert level_key(key) == means


def test_bands_and_scores_are_sorted_as_numbers():
    keys = [10, Span(2, 3), 1, Decimal("1.5"), Span(4, 9)]
    assert sorted(keys) == [1, Decimal("1.5"), Span(2, 3), Span(4, 9), 10]
    assert max(keys) == 10


def test_a_step_fills_in_what_lies_between_named_levels():
    found = scale({1: "Poor", 2: "Fair", 3: "Good"}, step=0.5)
    assert found.levels == {
        1: "Poor",
        Decimal("1.5"): "between Poor and Fair",
        2: "Fair",
        Decimal("2.5"): "between Fair and Good",
        3: "Good",
    }
    assert found.named == [1, 2, 3]


def test_a_band_is_every_score_in_it():
    found = scale({"0-4": "Poor", "5-8": "Fair", "9-10": "Good"})
    assert found.scores == list(range(11))
    assert [found.levels[one] for one in (0, 4, 5, 9)] == ["Poor", "Poor", "Fair", "Good"]


def test_a_hundred_points_need_two_labels():
    found = scale({0: "None", 100: "All"}, step=1)
    assert (len(found.scores), found.listed) == (101, "0 to 100")
    assert scale({"0-100": "Points"}).scores == list(range(101))


def test_levels_may_have_any_values():
    assert scale({0: "Poor", 3: "Fair", 8: "Good", 10: "Great"}).listed == "0, 3, 8, 10"


@pytest.mark.parametrize(
    ("levels", "more", "message"),
    [
        ({1: "a"}, {}, "at least 2"),
        ({1: "a", "1.0": "b"}, {}, "has 1 and 1, which are of the same score"),
        ({"1-3": "a", "3-5": "b"}, {}, "which are of the same score"),
        ({"0-100": "a"}, {"step": 0.5}, "has 201 levels, and 101 are possible"),
        ({1: "a", 2: "b"}, {"step": 0}, "has to be more than 0"),
        ({1: "a", 2: "b"}, {"step": -1}, "has to be more than 0"),
        ({1: "a", 2: "b"}, {"tolerance": -0.5}, "cannot be less than 0"),
        ({1: "a", 2: "b"}, {"tolerance": "1"}, "has to be a number"),
        ({"low": "a", 2: "b"}, {}, "has to be a score such as 2 or 2.5, or a band"),
    ],
)
def test_a_scale_that_cannot_be_is_refused(levels, more, message):
    with pytest.raises(ValidationError, match=message):
        scale(levels, **more)


@pytest.mark.parametrize(
    ("levels", "keys", "lacking"),
    [
        (TEN, (0, 3, 6, 9), []),
        (TEN, (0, 5, 10), []),
        (TEN, ("0-2", "3-5", "6-8", "9-10"), []),
        (TEN, ("0-2", "8-10"), []),
        (TEN, ("0-2", "3-5", "6-8"), [Span(9, 10)]),
        (TEN, (0, 3, 6), [Span(7, 10)]),
        (TEN, (5, 6), [Span(0, 4), Span(7, 10)]),
        (TEN, (0,), [Span(1, 10)]),
        (scale({"1-5": "Any"}), (1, 3, 5), []),
        (scale({"1-5": "Any"}), (1, 5), []),
        (scale({"1-5": "Any"}), (1, 2, 4, 5), [3]),
        (scale({"1-5": "Any"}), (1, 2, 3, 4), [5]),
        (scale({1: "No", 2: "Yes"}), (1,), [2]),
        (scale({1: "Poor", 2: "Fair", 3: "Good"}, step=0.5), (1, 2, 3), []),
        (scale({1: "Poor", 2: "Fair", 3: "Good"}, step=0.5), (1, 3), []),
        (scale({1: "Poor", 2: "Fair", 3: "Good", 4: "Top"}, step=0.5), (1, 3, 4), [2]),
    ],
)
def test_levels_are_anchors_where_about_half_are_described_or_fewer(levels, keys, lacking):
    assert described(*keys).lacking(levels) == lacking


def test_the_ladder_has_what_lies_between_anchors():
    assert described(0, 3, 6, 9).ladder(TEN) == [10, 9, Span(7, 8), 6, Span(4, 5), 3, Span(1, 2), 0]
    assert described("0-4", "5-10").ladder(TEN) == [Span(5, 10), Span(0, 4)]


def test_what_is_described_of_a_score_is_its_level_or_its_band():
    criterion = described("0-4", 5)
    assert criterion.level_of(3)[0] == Span(0, 4)
    assert criterion.level_of(5)[0] == 5
    assert criterion.level_of(6) is None
    assert span_of(5) == Span(5, 5)


def test_two_descriptions_of_one_score_are_refused():
    with pytest.raises(
        ValidationError, match="has 2\N{EN DASH}4 and 3, which are of the same score"
    ):
        described("2-4", 3)


def test_half_points_count_exactly():
    quality = scale({1: "Poor", 2: "Fair", 3: "Good", 4: "Strong", 5: "Top"}, step=0.1)
    rubric = a_rubric(a_criterion(id="a", scale="tenths"), a_criterion(id="b", scale="tenths"))
    rubric = rubric.model_copy(update={"scales": rubric.scales | {"tenths": quality}})
    found = result(rubric, {"a": Decimal("1.1"), "b": Decimal("3.3")})
    assert found.exact == Fraction(100) * (Fraction("0.1") + Fraction("2.3")) / 8

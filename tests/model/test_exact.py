"""Numbers are compared as they are written, and never shown on the other side of a mark."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric.model import as_written, percent_beside, reaches
from mkdocs_rubric.model.exact import exact


@pytest.mark.parametrize(
    ("number", "fraction"),
    [
        (3, Fraction(3)),
        (0.1, Fraction(1, 10)),
        (12.5, Fraction(25, 2)),
        (1e-7, Fraction(1, 10_000_000)),
        (1_000_000.0, Fraction(1_000_000)),
        (Decimal("2.5"), Fraction(5, 2)),
        (Fraction(2, 3), Fraction(2, 3)),
    ],
)
def test_a_number_is_what_is_written(number, fraction):
    assert exact(number) == fraction


@pytest.mark.parametrize(
    ("value", "marks", "shown"),
    [
        (79.6, [80], "79.6%"),
        (79.4, [80], "79%"),
        (79.96, [80], "79.96%"),
        (80, [80], "80%"),
        (80.2, [80], "80%"),
        (Fraction(80), [80], "80%"),
        (79.99999999999999, [80], "80%"),  # a computed 80
        (Fraction(7_999_999_999_999_999, 100_000_000_000_000), [80], "79.99999999999999%"),
        (69.7, [70, 85], "69.7%"),
        (84.99, [70, 85], "84.99%"),
        (85.5, [85.5], "86%"),  # reaches the mark, and says so
        (84.5, [84.5], "84.5%"),  # 84 would not have
        (79.6, [], "80%"),
        (0, [80], "0%"),
        (-0.2, [], "0%"),
        (-12.5, [-12.4], "-12.5%"),
        (100, [100], "100%"),
        (99.6, [100], "99.6%"),
    ],
)
def test_a_figure_has_as_few_decimals_as_keep_it_on_its_side(value, marks, shown):
    assert percent_beside(value, marks) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(80, "80.0%"), (79.96, "79.96%"), (81.25, "81.2%"), (Fraction(200, 3), "66.7%")],
)
def test_figures_below_each_other_have_as_many_decimals(value, shown):
    assert percent_beside(value, [80], decimals=1) == shown


@given(st.fractions(0, 100, max_denominator=5000), st.decimals(0, 100, places=2))
def test_what_is_shown_is_never_on_the_other_side(value, mark):
    shown = Decimal(percent_beside(value, [mark]).rstrip("%"))
    assert (shown >= mark) == (value >= mark) == reaches(value, mark)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_computed_float_is_where_the_fraction_is(part, whole):
    value = Fraction(100 * part, whole + part)
    for mark in (50, 70, 80, 85):
        assert reaches(100 * (part / (whole + part)), mark) == reaches(value, mark)
        assert percent_beside(100 * (part / (whole + part)), [mark]) == percent_beside(
            value, [mark]
        )


@pytest.mark.parametrize(
    ("number", "shown"),
    [(80.0, "80"), (85.5, "85.5"), (0.1, "0.1"), (1_000_000.0, "1000000"), (Fraction(2, 3), "2/3"),
     (66.66667, "66.66667"), (Decimal("2.50"), "2.5"), (-0.5, "-0.5")],
)  # fmt: skip
def test_a_number_in_full(number, shown):
    assert as_written(number) == shown

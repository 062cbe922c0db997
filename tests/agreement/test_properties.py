"""What must hold whatever was scored."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from agreement.tables import EVERY, FIVE, SIX, from_levels
from mkdocs_rubric.agreement import (
    NOT_SCORED,
    Cells,
    Coefficient,
    agreement,
    confusions,
    drift,
    severities,
)

levels = hnp.arrays(
    np.int64,
    st.tuples(st.integers(1, 6), st.integers(1, 5)),
    elements=st.integers(-2, 4),
)
few = settings(max_examples=40, derandomize=True)
NOMINAL = (
    Coefficient(),
    Coefficient("fleiss"),
    Coefficient("conger"),
    Coefficient("light"),
    Coefficient("brennan_prediger"),
    Coefficient("gwet"),
    Coefficient("krippendorff", "nominal"),
)


def figures(level, coefficients=EVERY, **options):
    return agreement(from_levels(level), coefficients, **options)


def same(found, expected, *, coverage=True):
    """Equal up to round-off; whether an interval exists included."""
    for one, other in zip(found, expected, strict=True):
        assert one.undefined == other.undefined
        ends = ("value", "low", "high") if coverage else ("value",)
        for field in ends:
            left, right = getattr(one, field), getattr(other, field)
            assert (left is None) == (right is None)
            assert left is None or math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-6)


@few
@given(levels, st.randoms(use_true_random=False))
def test_the_order_of_reviewers_does_not_matter(level, random):
    order = random.sample(range(level.shape[1]), level.shape[1])
    same(figures(level[:, order]), figures(level))


@few
@given(levels, st.randoms(use_true_random=False))
def test_the_order_of_conversations_does_not_matter(level, random):
    order = random.sample(range(len(level)), len(level))
    same(figures(level[order]), figures(level))


@few
@given(levels, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(level, random):
    scores = from_levels(level)
    order = np.array(random.sample(range(level.size), level.size))
    columns = ("reviewer", "conversation", "level", "criterion")
    shuffled = dataclasses.replace(scores, **{c: getattr(scores, c)[order] for c in columns})
    same(agreement(shuffled, EVERY), agreement(scores, EVERY))


@few
@given(levels, st.permutations(range(5)))
def test_relabelling_does_not_matter_to_nominal_coefficients(level, labels):
    relabelled = np.where(level >= 0, np.array(labels)[np.maximum(level, 0)], level)
    same(figures(relabelled, NOMINAL), figures(level, NOMINAL))


@few
@given(levels, st.integers(1, 3))
def test_an_empty_conversation_changes_nothing(level, empty):
    padded = np.vstack([level, np.full((empty, level.shape[1]), NOT_SCORED)])
    same(figures(padded), figures(level))


@few
@given(levels)
def test_a_reviewer_who_scored_nothing_changes_nothing(level):
    padded = np.hstack([level, np.full((len(level), 1), NOT_SCORED)])
    same(figures(padded), figures(level))


@few
@given(hnp.arrays(np.int64, st.integers(2, 8), elements=st.integers(0, 4)), st.integers(2, 5))
def test_perfect_agreement_is_one_or_undefined(level, reviewers):
    found = figures(np.repeat(level[:, None], reviewers, axis=1), [*NOMINAL, *SIX])
    for one in found:
        assert one.undefined or one.value == pytest.approx(1.0, abs=1e-12)
    if len(set(level.tolist())) > 1:
        assert not any(one.undefined for one in found)


@few
@given(levels, st.booleans())
def test_nothing_is_ever_not_a_number(level, intervals):
    for one in figures(level, intervals=intervals):
        assert (one.value is None) == (one.undefined is not None)
        assert (one.low is None) == (one.high is None) == (one.no_interval is not None)
        for field in (one.value, one.low, one.high, one.standard_error):
            assert field is None or math.isfinite(field)
        if one.low is not None and not one.coefficient.startswith("icc"):
            assert -1e12 < one.low <= one.value + 1e-9
            assert one.value <= one.high + 1e-9 <= 1 + 1e-8


@few
@given(levels)
def test_fleiss_conger_and_alpha_are_what_they_are_with_two_more_unused_levels(level):
    wider = dataclasses.replace(FIVE, values=(*FIVE.values, 6.0, 7.0))
    steady = (Coefficient("fleiss"), Coefficient("conger"), Coefficient("krippendorff", "ordinal"))
    same(agreement(from_levels(level, wider), steady), figures(level, steady))


@few
@given(levels)
def test_reviewers_and_confusions_take_anything(level):
    scores = from_levels(level)
    session = np.arange(len(level)) // 2
    for one in severities(scores):
        assert (one.value is None) == (one.undefined is not None)
        assert one.value is None or math.isfinite(one.value)
    assert all(math.isfinite(one.smoothed) for one in drift(scores, session))
    [exact] = agreement(scores, [Coefficient()])
    if exact.value is not None:
        mixed = sum(one.share for one in confusions(scores))
        assert mixed == pytest.approx(1 - exact.value, abs=1e-12)


@few
@given(levels)
def test_cells_take_anything(level):
    session = np.arange(len(level)) % 3 - 1
    cells = Cells(session, windows=[(0,), (0, 1), ()], each_criterion=True)
    assert len(agreement(from_levels(level), SIX, cells)) == 3 * len(SIX)

"""Likely ranges that borrow the spread of conversations from the record."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from mkdocs_rubric.agreement.spans import dispersion, spans

few = settings(max_examples=60, derandomize=True)

from_zero_to_one = st.floats(0, 1).map(lambda one: round(one, 6))


def span(value, error, number, record=0.0, on_record=0, confidence=0.95):
    """One likely range."""
    columns = [np.array([one], dtype=float) for one in (value, error)]
    whole = [np.array([one]) for one in (number, on_record)]
    found = spans(*columns, whole[0], np.array([record]), whole[1], confidence)
    return float(found.low[0]), float(found.high[0])


def wilson_by_its_equation(value, n, t):
    """Where (value - p)² = t² p (1 - p) / n, as the roots of a polynomial."""
    roots = np.roots([n + t * t, -(2 * n * value + t * t), n * value * value])
    return pytest.approx(sorted(roots.real), abs=1e-6)


@few
@given(
    st.floats(0.02, 0.98),
    st.floats(0.001, 0.3),
    st.integers(3, 23),
    st.floats(0.05, 1.2),
    st.integers(24, 90),
)
def test_few_conversations_have_wilson_s_range_with_the_larger_of_two_spreads(
    value, error, number, record, on_record
):
    own = error**2 * number / (value * (1 - value))
    t = stats.t.ppf(0.975, on_record - 1)
    expected = wilson_by_its_equation(value, number / max(own, record), t)
    assert span(value, error, number, record, on_record) == expected


def test_by_hand():
    # 4 conversations, 90%: φ = 0.5 counts as 8, t = 2.0687 with 24 on record
    low, high = span(0.9, 0.01, 4, record=0.5, on_record=24)
    assert (low, high) == pytest.approx((0.5352, 0.9860), abs=1e-4)


def test_with_many_on_record_it_is_statsmodels_wilson():
    expected = proportion_confint(9, 12, method="wilson")
    assert span(0.75, 0.0, 12, record=1.0, on_record=10**6) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(("number", "on_record"), [(24, 90), (40, 90), (8, 23), (4, 0)])
def test_who_stands_alone_has_student_s_range_on_the_logit(number, on_record):
    low, high = span(0.8, 0.05, number, record=5.0, on_record=on_record)
    half = stats.t.ppf(0.975, number - 1) * 0.05 / (0.8 * 0.2)
    logit = np.log(0.8 / 0.2)
    assert (low, high) == pytest.approx((stats.logistic.cdf(logit - half),
                                         stats.logistic.cdf(logit + half)))  # fmt: skip


@few
@given(
    from_zero_to_one,
    st.floats(0, 1),
    st.integers(1, 60),
    st.floats(0, 3),
    st.integers(0, 90),
    st.sampled_from([0.5, 0.8, 0.95]),
)
def test_a_range_lies_between_0_and_1_and_holds_the_figure(
    value, spread, number, record, on_record, confidence
):
    error = spread * np.sqrt(value * (1 - value) / number)
    low, high = span(value, error, number, record, on_record, confidence)
    if number < 3:
        assert np.isnan([low, high]).all()
    else:
        assert 0 <= low <= value <= high <= 1


@few
@given(st.floats(0.05, 0.95), st.floats(0.01, 2), st.floats(0.01, 2), st.integers(3, 23))
def test_the_more_conversations_differ_on_record_the_wider(value, one, other, number):
    narrow, wide = (span(value, 0.0, number, phi, 40) for phi in sorted([one, other]))
    assert wide[0] <= narrow[0] + 1e-12
    assert narrow[1] <= wide[1] + 1e-12


@pytest.mark.parametrize("value", [0.0, 1.0])
@pytest.mark.parametrize("on_record", [0, 24, 90])
@pytest.mark.parametrize("number", [3, 6, 12, 23, 24, 60])
def test_where_nobody_ever_disagreed_it_is_as_wide_as_if_each_conversation_could_have(
    value, on_record, number
):
    low, high = span(value, 0.0, number, record=0.0, on_record=on_record)
    wilson = proportion_confint(round(value * number), number, method="wilson")
    assert high - low >= wilson[1] - wilson[0] - 1e-12
    assert value in (low, high)


def test_where_every_conversation_is_alike_it_is_as_wide_as_if_each_could_have_differed():
    low, high = span(2 / 3, 0.0, 12, record=0.0, on_record=30)
    assert (low, high) == wilson_by_its_equation(2 / 3, 12, stats.t.ppf(0.975, 29))


def test_where_nobody_disagreed_lately_the_record_says_how_wide():
    calm, contentious = (span(1.0, 0.0, 6, phi, 40)[0] for phi in (0.1, 0.8))
    assert contentious < calm < 1


def test_dispersion_is_one_for_conversations_that_agree_or_do_not():
    drawn = np.random.default_rng(0).uniform(size=40_000) < 0.3
    phi = dispersion(np.array([drawn.mean()]), np.array([drawn.var()]))
    assert phi == pytest.approx(1)
    assert dispersion(np.array([1.0]), np.array([0.0])) == 0


def some_worlds(rng, worlds, conversations, criteria=6, reviewers=4):
    """(worlds, criteria, conversations) shares; 15% of conversations are contentious in all."""
    contentious = rng.uniform(size=(worlds, 1, conversations, 1)) < 0.15
    met = np.where(contentious, 0.5, 0.97)
    level = rng.uniform(size=(worlds, criteria, conversations, reviewers)) < met
    yes = level.sum(axis=-1)
    return (yes * (yes - 1) + (reviewers - yes) * (reviewers - yes - 1)) / (
        reviewers * (reviewers - 1)
    )


def agreement_of(met):
    return met**2 + (1 - met) ** 2


TRUTH = 0.15 * agreement_of(0.5) + 0.85 * agreement_of(0.97)


@pytest.mark.parametrize("number", [4, 6, 12, 18, 24])
@pytest.mark.parametrize("together", [True, False])
def test_ranges_hold_where_one_in_seven_conversations_is_contentious(number, together):
    """Once 24 are on record: in 88% of worlds with 4 and 6 conversations, in 92% from 12 on."""
    rng = np.random.default_rng([number, together])
    found = some_worlds(rng, 3000, max(number, 24))
    x = found.mean(axis=1) if together else found[:, 0]
    assert x.mean() == pytest.approx(TRUTH, abs=0.01)
    record, window = x, x[:, -number:]
    phi = dispersion(record.mean(axis=1), record.var(axis=1, ddof=1))
    error = window.std(axis=1, ddof=1) / np.sqrt(number)
    of_each = [np.full(len(x), one) for one in (number, record.shape[1])]
    low, high = spans(window.mean(axis=1), error, of_each[0], phi, of_each[1])
    held = np.mean((low <= TRUTH) & (high >= TRUTH))
    assert held >= (0.92 if number >= 12 else 0.88)

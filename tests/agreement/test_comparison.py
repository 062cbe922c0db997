"""What changed between two runs of sessions, and whether luck explains it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mkdocs_rubric.agreement import Shares, compare
from mkdocs_rubric.agreement.comparison import after_run, before_run

few = settings(max_examples=40, derandomize=True)
BEFORE, AFTER = (0, 2), (4, 6)


def shares(value, session=None):
    """A table of shares, criteria by conversations, four conversations a session."""
    value = np.array(value, dtype=float)
    session = np.arange(value.shape[1]) // 4 if session is None else np.array(session)
    return Shares(value, session, int(session.max()) + 1)


def some_shares(rng, criteria=5, sessions=7, missing=0.0, hard=0.3):
    """Shares with hard conversations, as three reviewers give them."""
    shape = (criteria, 4 * sessions)
    p = np.clip(rng.uniform(0.4, 0.95, (criteria, 1)) - hard * rng.uniform(size=shape[1]), 0, 1)
    value = rng.binomial(3, p, shape) / 3
    value[rng.uniform(size=shape) < missing] = np.nan
    return shares(value)


tables = st.builds(
    lambda seed, missing, criteria: some_shares(
        np.random.default_rng(seed), criteria=criteria, missing=missing
    ),
    st.integers(0, 10_000),
    st.sampled_from([0.0, 0.3, 0.8]),
    st.integers(1, 6),
)


def columns(found, run):
    return (found.session >= run[0]) & (found.session <= run[1])


# The change


def test_a_change_by_hand():
    found = compare(
        shares([[0.0, 0.5, 1.0, 1.0], [0.5, 0.5, 0.5, 1.0]], [0, 0, 1, 1]), [0], (0, 0), (1, 1)
    )
    assert (found.before, found.after) == pytest.approx((0.25, 1.0))
    assert found.rest == pytest.approx(0.25)
    assert found.value == pytest.approx(0.75 - 0.25)
    assert found.conversations == (2, 2)
    assert found.left_out == 0


@few
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_change_is_the_own_one_less_that_of_the_others(seed, touched):
    found = some_shares(np.random.default_rng(seed))
    one = compare(found, range(touched), BEFORE, AFTER)
    change = found.value[:, columns(found, AFTER)].mean(axis=1) - found.value[
        :, columns(found, BEFORE)
    ].mean(axis=1)
    own, rest = change[:touched].mean(), change[touched:].mean()
    assert one.after - one.before == pytest.approx(own)
    assert one.rest == pytest.approx(rest)
    assert one.value == pytest.approx(own - rest)
    assert one.before == pytest.approx(found.value[:touched, columns(found, BEFORE)].mean())


@few
@given(st.integers(0, 10_000))
def test_of_two_criteria_it_is_the_interaction_of_a_regression(seed):
    found = some_shares(np.random.default_rng(seed), criteria=2)
    used = columns(found, BEFORE) | columns(found, AFTER)
    y = found.value[:, used]
    mine, after = np.broadcast_arrays([[1.0], [0.0]], columns(found, AFTER)[used].astype(float))
    x = sm.add_constant(np.column_stack([mine.ravel(), after.ravel(), (mine * after).ravel()]))
    did = sm.OLS(y.ravel(), x).fit().params[-1]
    assert compare(found, [0], BEFORE, AFTER).value == pytest.approx(did, abs=1e-9)


@few
@given(tables, st.integers(0, 10_000))
def test_the_order_of_conversations_in_a_session_changes_nothing(found, seed):
    rng = np.random.default_rng(seed)
    order = np.concatenate([4 * s + rng.permutation(4) for s in range(7)])
    swapped = Shares(found.value[:, order], found.session[order], found.sessions)
    assert same(compare(swapped, [0], BEFORE, AFTER), compare(found, [0], BEFORE, AFTER))


def same(one, other):
    if one is None or other is None:
        return one is other
    names = ("before", "after", "rest", "value", "error", "df", "pull", "p")
    return all(
        getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9) for name in names
    )


@few
@given(tables)
def test_conversations_outside_both_runs_change_nothing(found):
    value = found.value.copy()
    value[:, ~(columns(found, BEFORE) | columns(found, AFTER))] = 0.123
    other = Shares(value, found.session, found.sessions)
    assert same(compare(other, [0], BEFORE, AFTER), compare(found, [0], BEFORE, AFTER))


@few
@given(st.integers(0, 10_000))
def test_sessions_that_are_harder_for_all_are_no_change(seed):
    rng = np.random.default_rng(seed)
    value = np.tile(rng.uniform(size=28), (4, 1))
    found = compare(shares(value), [0], BEFORE, AFTER)
    assert found.value == pytest.approx(0)
    assert found.rest == pytest.approx(found.after - found.before)


def test_alone_a_change_that_sessions_share_counts():
    value = np.tile(np.repeat([0.2, 0.9], 14), (3, 1)) + np.linspace(0, 0.05, 28)
    together = compare(shares(value), [0, 1, 2], (0, 2), (4, 6), alone=True)
    assert together.rest is None
    assert together.value == pytest.approx(together.after - together.before)
    assert together.p == pytest.approx(2 * stats.t.sf(together.value / together.error, 4))
    assert together.p < 1e-5
    one = compare(shares(value), [0], (0, 2), (4, 6), alone=True)
    assert one.value == pytest.approx(together.value)


# Who is compared


@pytest.mark.parametrize("side", [BEFORE, AFTER])
def test_a_criterion_scored_on_one_side_only_is_left_out(side):
    found = some_shares(np.random.default_rng(1), criteria=4)
    value = found.value.copy()
    value[1, columns(found, side)] = np.nan
    without = Shares(np.delete(value, 1, axis=0), found.session, found.sessions)
    told = compare(Shares(value, found.session, found.sessions), [0, 1], BEFORE, AFTER)
    assert told.left_out == 1
    assert same(told, compare(without, [0], BEFORE, AFTER))
    # among the others it is left out too
    assert same(
        compare(Shares(value, found.session, found.sessions), [0], BEFORE, AFTER),
        compare(without, [0], BEFORE, AFTER),
    )


def test_easy_criteria_that_are_added_are_no_change():
    value = np.full((3, 28), np.nan)
    value[0] = np.tile([0.2, 0.4, 0.4, 0.6], 7)
    value[1:, 16:] = 1.0
    found = compare(shares(value), [0, 1, 2], BEFORE, AFTER, alone=True)
    assert (found.value, found.left_out) == (0, 2)
    assert found.before == found.after == pytest.approx(0.4)


def test_a_criterion_that_is_scored_more_often_is_not_taken_for_a_change():
    value = np.full((2, 28), np.nan)
    value[0, ::2], value[1] = 0.3, 0.9
    value[0, 16:] = 0.3
    found = compare(shares(value), [0, 1], BEFORE, AFTER, alone=True)
    assert found.value == pytest.approx(0)


def unevenly(rise, seed=0):
    """The first criterion is scored throughout, the second nearly only before, the third after."""
    rng = np.random.default_rng(seed)
    value = 0.4 + rise * (np.arange(40) >= 28) + rng.normal(0, 0.08, (3, 40))
    value[1, 30:], value[2, :22] = np.nan, np.nan
    return shares(value)


@pytest.mark.parametrize("touched", [[0], [1, 2]])
def test_a_rise_of_all_is_nobody_s_however_unevenly_they_were_scored(touched):
    found = [compare(unevenly(0.4, seed), touched, (0, 5), (7, 9)) for seed in range(60)]
    assert np.mean([one.value for one in found]) == pytest.approx(0, abs=0.02)
    assert np.mean([one.rest for one in found]) == pytest.approx(0.4, abs=0.02)
    assert np.mean([one.before for one in found]) == pytest.approx(0.4, abs=0.02)
    assert np.mean([one.after for one in found]) == pytest.approx(0.8, abs=0.02)
    assert sum(one.claimed(0.05) for one in found) <= 8  # 3 expected


def test_criteria_that_come_and_go_while_all_rise_are_nobody_s_rise():
    rng = np.random.default_rng(9)
    found = []
    for _ in range(200):
        value = rng.binomial(3, np.where(np.arange(36) >= 24, 0.8, 0.55), (11, 36)) / 3
        value[1:6, 28:], value[6:, :20] = np.nan, np.nan
        found.append(compare(shares(value), [0], (0, 5), (6, 8)))
    assert np.mean([one.value for one in found]) == pytest.approx(0, abs=0.02)
    assert np.mean([one.claimed(0.05) for one in found]) < 0.07


@pytest.mark.parametrize("criteria", [[], [0], [0, 1]])
def test_nothing_on_both_sides_is_no_comparison(criteria):
    value = np.full((2, 28), np.nan)
    value[0, :12], value[1, 16:] = 0.5, 0.5
    assert compare(shares(value), criteria, BEFORE, AFTER) is None


def test_conversations_of_no_session_are_on_neither_side():
    found = some_shares(np.random.default_rng(2))
    value = np.hstack([found.value, np.ones((5, 9))])
    longer = Shares(value, np.append(found.session, [-1] * 9), found.sessions)
    assert same(compare(longer, [0], BEFORE, AFTER), compare(found, [0], BEFORE, AFTER))


# Its error


def test_the_error_by_hand():
    found = shares([[0.0, 1.0, 0.5, 0.5, 1.0, 0.0, 1.0, 1.0]], [0, 0, 1, 1, 2, 2, 3, 3])
    one = compare(found, [0], (0, 1), (2, 3))
    # squares 0.5 before, 0.75 after; 6 degrees of freedom: s² = 1.25 / 6
    # between sessions: before 0 (means 0.5, 0.5), after 2 (0.25² + 0.25²) = 0.25; over 2
    # within sessions: 0.5 + 0 and 0.5 + 0 = 1: the ratio is 0.125 / (1.25 / 6), which counts as 1
    assert one.error == pytest.approx(np.sqrt(1.25 / 6 * (1 / 4 + 1 / 4)))
    assert one.df == 2  # sessions less one on each side
    assert one.p == pytest.approx(2 * stats.t.sf(0.25 / one.error, 2))


def test_sessions_that_differ_widen_the_error_by_the_ratio_of_mean_squares():
    session = [0, 0, 1, 1, 2, 2, 3, 3]
    value = [0.0, 0.2, 0.8, 1.0, 0.1, 0.1, 0.7, 0.7]
    one = compare(shares([value], session), [0], (0, 1), (2, 3))
    y = np.array(value).reshape(4, 2)
    # squares between sessions of a side over 2, within sessions over 4
    between = sum(2 * ((side.mean(axis=1) - side.mean()) ** 2).sum() for side in (y[:2], y[2:]))
    within = ((y - y.mean(axis=1, keepdims=True)) ** 2).sum()
    ratio = (between / 2) / ((between + within) / 6)
    assert ratio > 2
    s2 = sum(((side - side.mean()) ** 2).sum() for side in (y[:2], y[2:])) / 6
    assert one.error == pytest.approx(np.sqrt(s2 * ratio * (1 / 4 + 1 / 4)))


def test_conversations_that_are_all_alike_in_their_session_are_worth_one():
    """And no more certain than where a single one of them differs."""
    session = np.repeat(np.arange(9), 4)
    value = np.repeat([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.5, 1.0], 4)
    nearly = np.where(np.arange(36) == 0, 0.5, value)
    flat, other = (compare(shares([one], session), [0], (0, 5), (6, 8)) for one in (value, nearly))
    of_session = value[::4]
    assert flat.p == pytest.approx(stats.ttest_ind(of_session[:6], of_session[6:]).pvalue)
    assert flat.error == pytest.approx(other.error, rel=0.1)


def test_a_short_run_that_scatters_more_is_held_against_its_own_scatter():
    rng = np.random.default_rng(12)
    value = np.clip(rng.normal(0.5, np.where(np.arange(36) < 24, 0.02, 0.2)), 0, 1)
    one = compare(shares([value]), [0], (0, 5), (6, 8))
    assert one.error >= stats.sem(value[24:])
    assert one.error**2 >= value[:24].var(ddof=1) / 24 + value[24:].var(ddof=1) / 12 - 1e-12


@pytest.mark.parametrize("sessions", [1, 2])
def test_too_few_conversations_or_sessions_have_no_error(sessions):
    value = [[0.0, 1.0]] if sessions == 1 else [[0.0, 0.5, 1.0, 1.0]]
    session = [0, 1] if sessions == 1 else [0, 0, 1, 1]
    one = compare(shares(value, session), [0], (0, 0), (1, 1))
    assert (one.error, one.p, one.range(), one.detectable(0.05)) == (None, None, None, None)
    assert not one.claimed(1.0)


def test_without_any_spread_there_is_no_error():
    one = compare(shares(np.full((3, 28), 0.5)), [0], BEFORE, AFTER)
    assert (one.value, one.error, one.p) == (0, None, None)


def test_a_jump_from_never_to_always_is_held_against_the_spread_of_both():
    value = np.repeat([0.0, 1.0], 14).reshape(1, -1)
    one = compare(shares(value), [0], (0, 2), (4, 6))
    assert one.value == 1
    assert one.error == pytest.approx(np.sqrt(6 / 22 * (1 / 12 + 1 / 12)))
    assert one.p == pytest.approx(2 * stats.t.sf(1 / one.error, 4))  # six sessions less two


def test_p_of_a_world_without_change_is_uniform_at_most():
    """Sessions are drawn anew for each side: what they are called says nothing."""
    rng = np.random.default_rng(3)
    p = []
    for _ in range(600):
        found = some_shares(rng)
        order = rng.permutation(7)
        renamed = Shares(found.value, order[found.session], 7)
        p.append(compare(renamed, [0], BEFORE, AFTER).p)
    p = np.sort(p)
    # Dvoretzky-Kiefer-Wolfowitz: beyond 0.066 in one of two hundred worlds
    assert (np.arange(1, 601) / 600 - p).max() < 0.066


def test_and_is_so_where_sessions_differ():
    rng = np.random.default_rng(4)
    below = 0
    for _ in range(400):
        p = np.clip(0.7 + rng.normal(0, 0.12, (5, 7)), 0, 1).repeat(4, axis=1)
        found = compare(shares(rng.binomial(3, p) / 3), [0], BEFORE, AFTER)
        below += found.p < 0.05
    assert below <= 34  # 20 expected; 34 has a chance of one in five hundred


# What would have come by itself


def pulled(own, others, spread=0.2):
    """Criteria with these figures before, each with the same spread; after they are at rest."""
    rng = np.random.default_rng(5)
    figures = [own, *others]
    noise = rng.normal(0, 1, (len(figures), 12))
    noise = (noise - noise.mean(axis=1, keepdims=True)) / noise.std(axis=1, ddof=1)[:, None]
    before = np.array(figures)[:, None] + spread * noise
    middle, after = np.full((len(figures), 4), 0.5), before + 0.001
    return compare(shares(np.hstack([before, middle, after])), [0], BEFORE, AFTER)


def test_the_worst_comes_towards_the_others_by_itself_as_efron_and_morris_say():
    figures = np.array([0.4, 0.6, 0.7, 0.8])
    error2 = 0.2**2 / 12
    between = figures.var(ddof=1) - error2
    expected = error2 / (between + error2) * (0.7 - 0.4)
    assert pulled(0.4, [0.6, 0.7, 0.8]).pull == pytest.approx(expected)
    assert pulled(0.9, [0.6, 0.7, 0.8]).pull < 0 < pulled(0.5, [0.6, 0.7, 0.8]).pull


def test_it_comes_all_the_way_where_the_criteria_differ_by_no_more_than_luck():
    assert pulled(0.66, [0.70, 0.72, 0.68], spread=0.3).pull == pytest.approx(0.70 - 0.66)


def test_the_less_is_known_of_it_the_further_it_comes():
    pulls = [pulled(0.4, [0.6, 0.7, 0.8], spread).pull for spread in (0.01, 0.1, 0.3, 0.6)]
    assert all(one < other for one, other in pairwise(pulls))
    assert pulls[0] == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize("criteria", [[0], [0, 1, 2, 3, 4]])
def test_without_others_nothing_is_known_of_that(criteria):
    found = some_shares(np.random.default_rng(6), criteria=len(criteria))
    assert compare(found, criteria, BEFORE, AFTER).pull == 0
    alone = some_shares(np.random.default_rng(6))
    assert compare(alone, [0], BEFORE, AFTER, alone=True).pull == 0


def test_the_worst_of_many_criteria_rises_by_the_pull_on_average():
    rng = np.random.default_rng(7)
    rises, pulls = [], []
    for _ in range(300):
        found = some_shares(rng, criteria=8)
        worst = int(found.value[:, columns(found, BEFORE)].mean(axis=1).argmin())
        one = compare(found, [worst], BEFORE, AFTER)
        rises.append(one.value)
        pulls.append(one.pull)
    error = np.std(np.subtract(rises, pulls)) / np.sqrt(300)
    assert np.mean(rises) > 3 * error
    assert np.mean(rises) == pytest.approx(np.mean(pulls), abs=3 * error)


@pytest.mark.parametrize("touched", [1, 4])
def test_the_worst_several_rise_by_the_pull_too(touched):
    rng = np.random.default_rng(11)
    rises, pulls = [], []
    for _ in range(300):
        found = shares(rng.binomial(3, np.clip(rng.normal(0.7, 0.1, (12, 1)), 0, 1), (12, 28)) / 3)
        worst = found.value[:, columns(found, BEFORE)].mean(axis=1).argsort()[:touched].tolist()
        one = compare(found, worst, BEFORE, AFTER)
        rises.append(one.value)
        pulls.append(one.pull)
    error = np.std(np.subtract(rises, pulls)) / np.sqrt(300)
    assert np.mean(rises) > 3 * error
    assert np.mean(rises) == pytest.approx(np.mean(pulls), abs=3 * error + 0.01)


a_comparison = compare(some_shares(np.random.default_rng(8)), [0], BEFORE, AFTER)


@pytest.mark.parametrize(
    ("value", "pull", "beyond"),
    [
        (0.3, 0.1, 0.2),  # a rise counts beyond what would have come anyway
        (0.05, 0.1, 0.0),
        (-0.2, 0.1, -0.2),  # a fall beyond nothing
        (-0.3, -0.1, -0.2),
        (-0.05, -0.1, 0.0),
        (0.2, -0.1, 0.2),
        (0.0, 0.0, 0.0),
    ],
)
def test_what_counts_is_beyond_what_would_have_come(value, pull, beyond):
    assert replace(a_comparison, value=value, pull=pull).beyond == pytest.approx(beyond)


# What is said of it


@few
@given(tables, st.sampled_from([0.5, 0.95, 0.999]))
def test_a_range_holds_the_change_and_nothing_that_cannot_be(found, confidence):
    one = compare(found, [0], BEFORE, AFTER)
    if one is None or one.error is None:
        return
    low, high = one.range(confidence)
    assert low <= one.value <= high
    expected = one.before + (one.rest or 0)
    for end in (low, high):
        possible = -1e-9 <= expected + end <= 1 + 1e-9
        assert possible or end == one.value
    half = stats.t.ppf(0.5 + confidence / 2, one.df) * one.error
    assert low >= one.value - half - 1e-9
    assert high <= one.value + half + 1e-9


def test_a_range_is_student_s_where_all_of_it_is_possible():
    one = replace(a_comparison, before=0.5, rest=0.0, value=0.1, error=0.05, df=10.0)
    assert one.range() == pytest.approx(stats.t.interval(0.95, 10, 0.1, 0.05))
    assert replace(one, before=0.95).range()[1] == pytest.approx(0.1)
    assert replace(one, before=0.85).range()[1] == pytest.approx(0.15)


def test_a_change_of_the_detectable_size_is_called_one_in_four_of_five_tries():
    one = replace(a_comparison, error=0.05, df=200.0)
    size = one.detectable(0.01)
    tries = stats.nct.sf(stats.t.ppf(0.995, 200), 200, size / 0.05)
    assert tries == pytest.approx(0.8, abs=0.01)


def test_a_claim_needs_more_than_the_chance_it_is_given():
    one = replace(a_comparison, p=0.01)
    assert one.claimed(0.02)
    assert not one.claimed(0.01)
    assert not one.claimed(0.0)


@few
@given(tables)
def test_whatever_was_scored_the_numbers_are_numbers(found):
    for criteria in ([0], range(len(found.value))):
        one = compare(found, criteria, BEFORE, AFTER)
        if one is not None:
            assert 0 <= one.before <= 1
            assert 0 <= one.after <= 1
            assert -2 <= one.value <= 2
            assert (one.error is None) == (one.p is None)
            assert one.p is None or 0 <= one.p <= 1
            assert one.error is None or (one.error > 0 and one.df >= 1)


# Which sessions


@few
@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.data())
def test_runs_are_whole_sessions_and_no_longer_than_they_have_to_be(number, data):
    at = data.draw(st.integers(0, len(number) - 1))
    first, last = before_run(number, at, 12)
    assert last == at
    assert sum(number[first : at + 1]) >= 12 or first == 0
    assert sum(number[first + 1 : at + 1]) < 12
    first, last = after_run(number, at, 12)
    assert first == at
    assert sum(number[at : last + 1]) >= 12 or last == len(number) - 1
    assert sum(number[at:last]) < 12


def test_before_the_first_and_after_the_last_session_there_is_nothing():
    first, last = before_run([4, 4], -1, 12)
    assert first > last
    first, last = after_run([4, 4], 2, 12)
    assert first > last

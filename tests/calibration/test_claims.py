"""What a site may call a change, all of it under one control."""

import datetime as dt
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_rubric.agreement import Shares
from mkdocs_rubric.calibration.claims import (
    PARTS,
    YEARLY,
    Part,
    Verdict,
    criterion_moves,
    effects,
    looks,
    overall_move,
)

few = settings(max_examples=40, derandomize=True)
FIRST = dt.date(2026, 1, 10)
CALLED = {Verdict.BETTER, Verdict.WORSE}
gaps = st.lists(st.integers(0, 900), max_size=20)


def after(*days):
    """Days of sessions, each so many days after the one before."""
    return [FIRST + dt.timedelta(days=int(one)) for one in np.cumsum([0, *days])]


def monthly(sessions):
    return after(*[30.4167] * (sessions - 1))


def some_shares(rng, sessions=14, criteria=6, each=4, changed=0.0, at=7):
    """Agreement as three reviewers give it; that on the first criterion changes after a session."""
    session = np.repeat(np.arange(sessions), each)
    p = np.tile(rng.uniform(0.5, 0.8, (criteria, 1)), len(session))
    p[0] = np.where(session > at, np.clip(0.5 + changed, 0, 1), 0.5)
    return Shares(rng.binomial(3, p) / 3, session, sessions)


def cut(shares, sessions):
    """What there was after so many sessions."""
    inside = shares.session < sessions
    return Shares(shares.value[:, inside], shares.session[inside], sessions)


# The allowance


def test_the_parts_are_one_whole():
    assert set(PARTS) == set(Part)
    assert sum(PARTS.values()) == pytest.approx(1)
    assert sum(one.a_year for one in Part) == pytest.approx(YEARLY) == 0.10


def test_a_look_earns_the_time_since_the_one_before():
    assert looks(after(73, 365, 730)) == pytest.approx([1 / 12, 0.2, 0.25, 0.25])
    assert looks([FIRST]) == [1 / 12]
    assert looks([]) == []


def test_sessions_of_one_day_share_what_it_earned():
    assert looks(after(0, 73, 0, 0, 0, 365)) == pytest.approx([1 / 24, 1 / 24, *[0.05] * 4, 0.25])


def test_days_out_of_order_earn_nothing():
    assert looks([FIRST, FIRST - dt.timedelta(days=90)]) == pytest.approx([1 / 12, 0])


@few
@given(gaps)
def test_all_looks_together_earn_no_more_than_the_time_that_went_by(days):
    held = after(*days)
    for last in range(len(held)):
        went_by = (held[last] - held[0]).days / 365
        assert sum(looks(held)[: last + 1]) <= 1 / 12 + went_by + 1e-9


@pytest.mark.parametrize("start", range(13))
def test_the_looks_of_any_year_of_monthly_sessions_earn_a_year(start):
    assert sum(looks(monthly(25))[start : start + 12]) == pytest.approx(1, abs=0.01)


def allowed(days, decided, shares):
    """What is spent on the decisions of each session, both looks taken."""
    spent = dict.fromkeys(range(len(days)), 0.0)
    for (session, _), one in effects(shares, days, decided).items():
        spent[session] += one.alpha / (0.8 if one.after >= 24 else 0.2)
    return spent


def test_the_decisions_of_a_session_share_what_it_has_earned():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    for number in (1, 2, 5):
        decided = [(6, (one,)) for one in range(number)] + [(5, (0,))]
        found = effects(shares, days, decided)
        for one in range(number):
            alpha = looks(days)[6] * Part.DECISIONS.a_year / number
            assert found[6, (one,)].alpha == pytest.approx(0.8 * alpha)


def test_what_is_not_used_is_kept_for_the_next_decision():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    [one] = effects(shares, days, [(6, (0,))]).values()
    assert one.alpha == pytest.approx(0.8 * 0.25 * Part.DECISIONS.a_year), (
        "seven months earned more"
    )
    [_, two] = effects(shares, days, [(4, (0,)), (6, (0,))]).values()
    assert two.alpha == pytest.approx(0.8 * sum(looks(days)[5:7]) * Part.DECISIONS.a_year)


def test_no_more_than_a_quarter_of_a_year_s_part_is_kept():
    shares, days = some_shares(np.random.default_rng(0)), after(*[200] * 13)
    [one] = effects(shares, days, [(6, (0,))]).values()
    assert one.alpha == pytest.approx(0.8 * Part.DECISIONS.a_year / 4)


def test_a_decision_that_cannot_be_told_anything_about_uses_nothing():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    early = [(one, (0,)) for one in range(3)]  # fewer than 12 conversations before
    with_early, alone = (effects(shares, days, [*more, (6, (1,))]) for more in (early, []))
    assert with_early[6, (1,)] == alone[6, (1,)]
    assert {with_early[one].verdict for one in early} == {Verdict.FEW_BEFORE}
    assert {with_early[one].alpha for one in early} == {0}


@few
@given(st.lists(st.integers(0, 400), min_size=13, max_size=13), st.data())
def test_decisions_never_spend_more_than_time_has_earned(days, data):
    held, shares = after(*days), some_shares(np.random.default_rng(1))
    a_decision = st.tuples(st.integers(-1, 13), st.integers(0, 5).map(lambda one: (one,)))
    decided = data.draw(st.lists(a_decision, max_size=20))
    found = effects(shares, held, decided)
    spent = np.zeros(14)
    for (session, _), one in found.items():
        if one.alpha:
            spent[session] += one.alpha / (0.8 if one.after >= 24 else 0.2)
    for last in range(14):
        earned = (1 / 12 + (held[last] - held[0]).days / 365) * Part.DECISIONS.a_year
        assert spent[: last + 1].sum() <= earned + 1e-9
        assert spent[last] <= Part.DECISIONS.a_year + 1e-9


@pytest.mark.parametrize("start", range(13))
def test_all_allowances_of_a_year_of_monthly_decisions_are_one_in_ten(start):
    shares, days = some_shares(np.random.default_rng(2), sessions=40), monthly(40)
    decided = [(one, (one % 6,)) for one in range(40)]
    found = effects(shares, days, decided)
    # both looks of a decision: a fifth and four fifths of its part
    of_decisions = [found[one].alpha / 0.8 for one in decided[4 + start : 16 + start]]
    year = looks(days)[4 + start : 16 + start]
    others = sum(one.a_year for one in Part if one is not Part.DECISIONS)
    assert sum(of_decisions) + others * sum(year) <= YEARLY + 1e-9


# Verdicts


def verdict(changed=0.0, seed=0, sessions=14, **options):
    shares = some_shares(np.random.default_rng(seed), sessions, changed=changed, **options)
    return effects(shares, monthly(sessions), [(7, (0,))])[7, (0,)]


def test_a_large_rise_is_better_and_a_large_fall_worse():
    better, worse = verdict(0.5), verdict(-0.45)
    assert better.verdict is Verdict.BETTER
    assert better.found.beyond > 0
    assert worse.verdict is Verdict.WORSE
    assert worse.found.beyond < 0


def test_no_change_is_untold_and_says_what_would_have_shown():
    one = verdict()
    assert one.verdict is Verdict.UNTOLD
    assert one.detectable == one.found.detectable(one.alpha)
    assert 0 < one.detectable < 1


def test_too_few_before_too_few_after_and_nothing_in_common():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    found = effects(shares, days, [(2, (0,)), (3, (0,)), (11, (0,)), (10, (0,)), (-1, (0,))])
    assert found[-1, (0,)].verdict is Verdict.FEW_BEFORE
    assert found[2, (0,)].verdict is Verdict.FEW_BEFORE
    assert (found[2, (0,)].before, found[2, (0,)].after) == (8, 44)
    assert found[3, (0,)].before == 12
    assert found[3, (0,)].verdict is not Verdict.FEW_BEFORE
    assert found[11, (0,)].verdict is Verdict.EARLY
    assert found[11, (0,)].after == 8
    assert found[11, (0,)].detectable is None
    assert found[10, (0,)].verdict is not Verdict.EARLY
    value = shares.value.copy()
    value[0, shares.session <= 7], value[1, shares.session > 7] = np.nan, np.nan
    parted = Shares(value, shares.session, shares.sessions)
    [one] = effects(parted, days, [(7, (0, 1))]).values()
    assert (one.verdict, one.found) == (Verdict.NOT_COMPARABLE, None)


def test_the_newest_decision_has_nothing_after_it():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    [one] = effects(shares, days, [(13, (0,))]).values()
    assert (one.verdict, one.found, one.after) == (Verdict.EARLY, None, 0)


@few
@given(st.integers(0, 10_000), st.integers(-1, 13))
def test_the_session_that_decided_counts_on_neither_side(seed, session):
    shares, days = some_shares(np.random.default_rng(seed)), monthly(14)
    value = shares.value.copy()
    value[:, shares.session == session] = 0
    other = Shares(value, shares.session, shares.sessions)
    assert effects(other, days, [(session, (0,))]) == effects(shares, days, [(session, (0,))])


@few
@given(st.integers(0, 10_000), st.sampled_from([-0.4, 0.0, 0.3, 0.5]))
def test_what_comes_after_24_conversations_changes_no_verdict(seed, changed):
    rng = np.random.default_rng(seed)
    shares = some_shares(rng, 24, changed=changed)
    decided = [(7, (0,)), (5, (1, 2)), (3, (3,))]
    days = monthly(24)
    enough = {(7, (0,)): 14, (5, (1, 2)): 12, (3, (3,)): 10}
    final = effects(shares, days, decided)
    for sessions in range(10, 25):
        now = effects(cut(shares, sessions), days[:sessions], decided)
        for one in decided:
            if sessions >= enough[one]:
                assert now[one].found == final[one].found
                assert (now[one].verdict, now[one].alpha) == (final[one].verdict, final[one].alpha)


@few
@given(st.integers(0, 10_000), st.sampled_from([-0.4, 0.0, 0.3, 0.5]))
def test_between_12_and_24_conversations_after_it_nothing_is_looked_at(seed, changed):
    shares = some_shares(np.random.default_rng(seed), changed=changed)
    days = monthly(14)
    first, second, third = (
        effects(cut(shares, sessions), days[:sessions], [(7, (0,))])[7, (0,)]
        for sessions in (11, 12, 13)
    )
    assert [one.after for one in (first, second, third)] == [12, 16, 20]
    assert first.found == second.found == third.found
    assert first.verdict == second.verdict == third.verdict
    earlier = effects(cut(shares, 10), days[:10], [(7, (0,))])[7, (0,)]
    assert earlier.verdict is Verdict.EARLY


@few
@given(st.integers(0, 10_000))
def test_a_decision_made_later_changes_no_verdict_before_it(seed):
    shares, days = some_shares(np.random.default_rng(seed)), monthly(14)
    alone = effects(shares, days, [(5, (0,))])
    more = effects(shares, days, [(5, (0,)), (6, (1,)), (9, (0,))])
    assert more[5, (0,)] == alone[5, (0,)]


def test_two_sessions_a_day_claim_what_one_does():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    shares.value[:, shares.session > 7] = 1.0
    assert overall_move(shares, days, 10).claimed
    assert overall_move(shares, [days[one // 2 * 2] for one in range(14)], 10).claimed


# Moves


def test_a_move_is_of_the_newest_twelve_conversations_against_those_before():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    move = overall_move(shares, days, 13)
    assert move.found.conversations == (24, 12)
    assert move.found.rest is None
    assert move.alpha == pytest.approx(looks(days)[13] * Part.OVERALL.a_year)
    assert move.found.before == pytest.approx(shares.value[:, 20:44].mean())
    assert move.found.after == pytest.approx(shares.value[:, 44:].mean())


def test_a_move_needs_twelve_conversations_on_both_sides():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    assert [overall_move(shares, days, one) is None for one in range(7)] == [True] * 5 + [False] * 2
    assert criterion_moves(shares, days, 4, range(6)) == {}
    assert set(criterion_moves(shares, days, 5, range(6))) == set(range(6))


def test_criteria_are_held_against_the_others_and_share_the_allowance():
    shares, days = some_shares(np.random.default_rng(0)), monthly(14)
    shares.value[0] = np.where(shares.session > 7, 1.0, 0.0)
    found = criterion_moves(shares, days, 10, range(6))
    assert {one.alpha for one in found.values()} == {looks(days)[10] * Part.CRITERIA.a_year / 6}
    assert all(one.found.rest is not None for one in found.values())
    assert found[0].claimed
    assert not any(found[one].claimed for one in range(1, 6))
    assert criterion_moves(shares, days, 10, []) == {}


@few
@given(st.integers(0, 10_000))
def test_a_look_at_an_earlier_session_is_what_was_seen_then(seed):
    shares, days = some_shares(np.random.default_rng(seed)), monthly(14)
    then = cut(shares, 9)
    assert overall_move(shares, days, 8) == overall_move(then, days[:9], 8)
    assert criterion_moves(shares, days, 8, [0, 3]) == criterion_moves(then, days[:9], 8, [0, 3])


# All of it


@pytest.fixture(scope="module")
def sites():
    """`benchmarks/claims.py`, which draws them and looks at them every month."""
    path = Path(__file__).parents[2] / "benchmarks" / "claims.py"
    spec = spec_from_file_location("benchmark_of_claims", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("picked", ["any", "worst now", "worst so far"])
def test_in_sites_without_any_change_something_is_claimed_in_at_most_one_of_ten(sites, picked):
    rng = np.random.default_rng(7)
    usual = sites.World(criteria=8, picked=picked)
    harder = replace(usual, reviewers=3, scored=0.6, differ=0.15)
    told = [sites.claims(one, rng)[0] for one in (usual, harder) for _ in range(20)]
    assert sum(any(one.values()) for one in told) <= 4

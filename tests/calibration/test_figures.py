"""From a project's sheets to figures."""

import datetime as dt
import random
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from scipy import stats

from factories import a_criterion, a_decision, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.agreement import Cells, Shares, agreement
from mkdocs_rubric.calibration import lines
from mkdocs_rubric.calibration.claims import Part, Verdict, looks
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.calibration.scores import score_tables
from mkdocs_rubric.model import Mark, Status
from mkdocs_rubric.model.rubric import EarlierScale

NA, EMPTY = Mark.NOT_APPLICABLE, Mark.NOT_SCORED
FIVE = a_scale(1, 2, 3, 4, 5)


def scored(*scores, criterion="empathy", conversation="C-1", **changes):
    """A session in which each reviewer gives one of the scores."""
    rows = [[(conversation, criterion, score)] for score in scores]
    return a_session(*[a_sheet(f"r{n}", row) for n, row in enumerate(rows)], **changes)


def figures(*sessions, rubric=None):
    rubric = rubric or a_rubric(a_criterion(), scales={"quality": FIVE})
    return Figures(a_project(rubric, sessions=sessions))


@pytest.mark.parametrize(
    ("scores", "share"),
    [
        ((3, 3), 1),
        ((3, 5), 0),
        ((2, 3, 4), 2 / 3),
        ((1, 2, 4, 5), 2 / 6),
        ((3, NA, 3), 1),
        ((3, EMPTY), None),
        ((NA, 3), None),
        ((3,), None),
    ],
)
def test_the_share_of_pairs_within_the_tolerance(scores, share):
    (one,) = figures(scored(*scores)).overall.sessions
    assert one.value == (share if share is None else pytest.approx(share))
    assert (one.undefined is None) == (share is not None)


def test_an_old_and_a_new_id_are_one_criterion():
    rubric = a_rubric(a_criterion("empathy", aliases=("compassion",)), scales={"quality": FIVE})
    sessions = (
        scored(1, 1, criterion="compassion", id="s1"),
        scored(2, 2, id="s2", date=dt.date(2026, 4, 10)),
    )
    assert list(figures(*sessions, rubric=rubric).criteria) == ["empathy"]
    assert figures(*sessions, rubric=rubric).criteria["empathy"].latest.conversations == 2


def test_an_earlier_scale_counts_in_its_session_and_is_never_pooled():
    earlier = (EarlierScale(before=dt.date(2026, 4, 1), scale="met"),)
    rubric = a_rubric(
        a_criterion(earlier_scales=earlier), scales={"quality": FIVE, "met": a_scale(0, 1)}
    )
    found = figures(
        scored(0, 1, id="s1"), scored(5, 5, id="s2", date=dt.date(2026, 4, 10)), rubric=rubric
    )
    assert [one.value for one in found.overall.sessions] == [0, 1]
    assert found.overall.latest.conversations == 1
    assert [era.scale_id for era in found.scores.eras] == ["met", "quality"]


def test_what_the_checks_complain_of_is_left_out():
    rubric = a_rubric(a_criterion(retired=dt.date(2026, 1, 1)), scales={"quality": FIVE})
    assert score_tables(a_project(rubric, sessions=[scored(3, 3)])).tables == []
    tables = figures(scored(3, 9, 3)).scores.tables
    assert sum(len(table.level) for table in tables) == 2


def test_nothing_scored_is_nothing_computed():
    found = figures()
    assert found.overall.latest is None
    assert found.criteria == {}
    assert found.severities == []
    assert found.overall == Line([], [], [], [])
    assert found.coefficients == []
    assert found.applicability == {}
    assert found.drift == []
    assert found.pairs == []
    assert found.move() is None
    assert found.named_at == 0
    assert found.agreed == (None, {}, {})


def two_scales(scores):
    """Empathy on five levels and greeting on two, a session of one conversation for each score.

    Greeting is scored in every other session only.
    """
    rubric = a_rubric(
        a_criterion(),
        a_criterion("greeting", scale="met", scores=(0, 1)),
        scales={"quality": FIVE, "met": a_scale(0, 1)},
    )
    sessions = []
    for n, (first, second) in enumerate(scores):
        rows = [[("C-1", "empathy", score)] for score in (first, second)]
        if n % 2:
            rows = [[*row, ("C-1", "greeting", int(row[0][2] > 2))] for row in rows]
        day = dt.date(2026, 1, 1) + dt.timedelta(days=n)
        sheets = [a_sheet(f"r{who}", row) for who, row in enumerate(rows)]
        sessions.append(a_session(*sheets, id=f"s{n:02}", date=day))
    return figures(*sessions, rubric=rubric)


def test_levels_are_counted_and_mixed_up_on_their_own_scale():
    found = two_scales([(3, 3), (2, 4), (5, 5), (1, 2)])
    assert found.scale_use("empathy") == [1, 2, 2, 1, 2]
    assert found.scale_use("greeting") == [3, 1]
    assert list(found.scale_use("nobody")) == []
    mixed = {
        name: [(one.lower, one.upper, one.share) for one in found.confusions(name)]
        for name in ("empathy", "greeting")
    }
    assert mixed == {"empathy": [(0, 1, 0.25), (1, 3, 0.25)], "greeting": [(0, 1, 0.5)]}
    assert found.confusions("nobody") == []


def test_each_criterion_is_compared_on_its_own_conversations():
    found = two_scales([(3, 3)] * 24 + [(1, 5), (2, 2)] * 12)
    greeting, empathy, everything = map(found.move, ("greeting", "empathy", ""))
    assert greeting.found.conversations == (12, 12)
    assert (greeting.found.value, greeting.found.before) == (0, 1)
    assert empathy.found.conversations == everything.found.conversations == (24, 12)
    assert (empathy.found.before, empathy.found.after) == pytest.approx((18 / 24, 6 / 12))
    assert found.move("nobody") is None


def test_few_conversations_are_no_change():
    found = two_scales([(3, 3)] * 11 + [(1, 5)] * 12)
    assert found.move("empathy") is None
    assert found.move() is None


def test_criteria_share_what_all_of_them_may_claim():
    found = two_scales([(3, 3), (2, 3), (1, 4), (2, 2)] * 12)
    days = [held.session.date for held in found._project.sessions.values()]
    part = looks(days)[-1]
    assert found.move().alpha == pytest.approx(part * Part.OVERALL.a_year)
    assert found.move("empathy").alpha == pytest.approx(part * Part.CRITERIA.a_year / 2)


# The mix of criteria

EASY = ("ea", "eb", "ec", "ed", "ee")
MET = {"quality": a_scale(0, 1, tolerance=0)}
THREE = ("ana", "ben", "chloe")


def held(number, cells, *, order=None, consensus=None):
    """A session of four conversations; `cells(conversation, reviewer)` has a score by criterion."""
    conversations = [f"C-{number}{one}" for one in order or range(4)]
    sheets = [
        a_sheet(
            name,
            [
                (conversation, criterion, score)
                for conversation in conversations
                for criterion, score in cells(int(conversation[-1]), who).items()
            ],
            path=f"scores/{number}/{name}.csv",
        )
        for who, name in enumerate(THREE)
    ]
    day = dt.date(2026, 1, 10) + dt.timedelta(days=round(30.42 * number))
    one = a_session(*sheets, id=f"s{number:02}", date=day)
    return replace(one, consensus=a_sheet("consensus", consensus) if consensus else None)


def easy_ones_added(number):
    """The field's case: five easy criteria are scored from the middle of the year on."""

    def cells(conversation, who):
        hard = {"hard": int((conversation, who) not in {(1, 0), (2, 2)})}
        return hard | (dict.fromkeys(EASY, 1) if number >= 4 else {})

    return held(number, cells)


@pytest.fixture(scope="module")
def composition():
    rubric = a_rubric(*(a_criterion(one, scores=(0, 1)) for one in ("hard", *EASY)), scales=MET)
    return figures(*map(easy_ones_added, range(8)), rubric=rubric)


def test_easy_criteria_that_are_added_leave_the_line_flat(composition):
    whole = (2 / 3 + 5) / 6
    assert [one.value for one in composition.overall.windows] == pytest.approx([whole] * 8)
    assert composition.overall.latest.value == pytest.approx(whole)
    assert [one.value for one in composition.criteria["hard"].windows] == pytest.approx([2 / 3] * 8)


def test_a_session_alone_is_what_was_scored_in_it(composition):
    values = [one.value for one in composition.overall.sessions]
    assert values == pytest.approx([2 / 3] * 4 + [(2 / 3 + 5) / 6] * 4)


def test_and_nothing_is_called_a_change(composition):
    assert composition.move().found.value == pytest.approx(0)
    assert composition.move().found.left_out == 0  # the fifth session has all of them
    assert not composition.move().claimed
    step = composition.step("s04")
    assert (step.before, step.after) == pytest.approx((2 / 3, 2 / 3))


def test_the_newest_window_is_what_percent_agreement_makes_of_it(composition):
    found = composition
    plain = agreement(found.scores.current, cells=Cells(found.scores.session, [(5, 6, 7)]))
    assert found.overall.members[-1] == (5, 6, 7)
    assert found.overall.latest.value == pytest.approx(plain[0].value)
    assert found.overall.latest.standard_error == pytest.approx(plain[0].standard_error)


def test_the_line_moves_when_a_criterion_does():
    def cells(number):
        def of(conversation, who):
            rose = number >= 5 or conversation not in (1, 2)
            return {"hard": 1, "ea": int(rose or who > 0)}

        return of

    rubric = a_rubric(*(a_criterion(one, scores=(0, 1)) for one in ("hard", "ea")), scales=MET)
    found = figures(*(held(number, cells(number)) for number in range(8)), rubric=rubric)
    values = [one.value for one in found.overall.windows]
    assert values[4] == pytest.approx((1 + 2 / 3) / 2)
    assert values[4] < values[5] < values[6] < values[7] == 1


def test_a_window_is_whole_sessions(composition):
    assert composition.overall.members == [
        (0,), (0, 1), *((one - 2, one - 1, one) for one in range(2, 8))
    ]  # fmt: skip
    assert composition.criteria["ea"].members == [
        (4,), (4, 5), (4, 5, 6), (5, 6, 7)
    ]  # fmt: skip
    assert [one.conversations for one in composition.overall.windows] == [4, 8, *[12] * 6]


# Conversations in any order


def a_messy_year(order=None, sessions=14):
    """Two criteria, one on another scale, one that does not always apply, decided on thrice."""
    rubric = a_rubric(
        a_criterion("empathy", scores=(1, 2, 3, 4, 5), not_applicable="They only ask."),
        a_criterion("greeting", scale="met", scores=(0, 1)),
        scales={"quality": FIVE, "met": a_scale(0, 1)},
    )
    drawn = random.Random(3)
    found = []
    for number in range(sessions):
        table = {
            (conversation, who): {
                "empathy": drawn.choice([1, 2, 3, 4, 5, 5, NA, EMPTY]),
                "greeting": drawn.choice([0, 1, 1]),
            }
            for conversation in range(4)
            for who in range(3)
        }
        agreed = [(f"C-{number}{one}", "empathy", drawn.choice([3, 4])) for one in range(3)]
        cells = partial(lambda table, *place: table[place], table)
        found.append(held(number, cells, order=order, consensus=agreed))
    decisions = [
        a_decision(f"2026-0{month}-10-d", criteria=("empathy",), session=None)
        for month in (5, 6, 8)
    ]
    return a_project(rubric, sessions=found, decisions=decisions)


FIGURES = ("overall", "criteria", "coefficients", "applicability", "severities", "drift", "agreed",
           "pairs")  # fmt: skip


def every_figure(project):
    """All that pages and commands may ask for, as JSON has it."""
    found = Figures(project)
    known = {}
    remembering = Figures(project, lambda _: known)
    for name in FIGURES:
        getattr(remembering, name)
    for session in found.sessions:
        remembering.step(session)
    for name in ("", "empathy", "greeting"):
        remembering.move(name)
    for decision in project.decisions.values():
        assert remembering.effect(decision) is not None
    remembering.confusions("empathy")
    remembering.scale_use("empathy")
    names = [conversation for _, conversation in found.scores.conversations]
    for one in (one for mixed in known["confusions"].values() for one in mixed):
        one["conversations"] = sorted(names[which] for which in one["conversations"])
    return known


def assert_close(one, other, at=""):
    if isinstance(one, dict):
        assert one.keys() == other.keys(), at
        for name in one:
            assert_close(one[name], other[name], f"{at}.{name}")
    elif isinstance(one, list):
        assert len(one) == len(other), at
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            assert_close(left, right, f"{at}[{place}]")
    else:
        expected = pytest.approx(other, abs=1e-9) if isinstance(other, float) else other
        assert one == expected, at


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (3, 2, 1, 0)])
def test_the_order_of_conversations_in_a_session_changes_no_figure_of_any_kind(order):
    shuffled, usual = (
        {"agreed" if name.startswith("agreed") else name: one for name, one in found.items()}
        for found in (every_figure(a_messy_year(order)), every_figure(a_messy_year()))
    )
    assert_close(shuffled, usual)


def test_what_is_remembered_is_what_is_computed():
    project = a_messy_year()
    known = every_figure(project)
    fresh, remembering = Figures(project), Figures(project, lambda _: known)
    for name in FIGURES:
        assert getattr(remembering, name) == getattr(fresh, name), name
    for session in fresh.sessions:
        assert remembering.step(session) == fresh.step(session)
    for decision in project.decisions.values():
        assert remembering.effect(decision) == fresh.effect(decision)
    assert remembering.move() == fresh.move()


# Whether it applies


def allows_na():
    return a_rubric(a_criterion(not_applicable="They only ask."), scales={"quality": FIVE})


def test_a_dispute_about_whether_it_applies_stands_beside_the_scores():
    found = figures(scored(NA, 3, 3, NA), rubric=allows_na())
    assert found.overall.latest.value == 1
    assert list(found.applicability) == ["", "empathy"]
    for line in found.applicability.values():
        assert line.latest.value == pytest.approx(2 / 6)  # of six pairs two say alike
        assert line.numbers == [0]


def test_where_nobody_gives_na_there_is_no_such_line():
    assert figures(scored(3, 3), rubric=allows_na()).applicability == {}


def test_that_nobody_thinks_it_applies_is_agreement_about_that():
    found = figures(scored(NA, NA, NA), rubric=allows_na())
    assert found.overall.latest is None
    assert found.applicability["empathy"].latest.value == 1


def test_all_together_is_of_those_that_anybody_doubted():
    rubric = a_rubric(
        a_criterion("empathy", not_applicable="They only ask."),
        a_criterion("greeting", not_applicable="They only ask."),
        scales={"quality": FIVE},
    )
    rows = [[("C-1", "empathy", score), ("C-1", "greeting", 3)] for score in (NA, 3)]
    found = figures(
        a_session(*[a_sheet(f"r{n}", row) for n, row in enumerate(rows)]), rubric=rubric
    )
    assert list(found.applicability) == ["", "empathy"]
    assert found.applicability[""].latest.value == 0


# Against the consensus


def test_scores_are_held_against_what_their_session_agreed_on():
    given_ = {0: (3, 3, 5), 1: (1, 2, NA), 2: (4, 4, 4), 3: (5, 5, 5)}
    agreed = [("C-00", "empathy", 3), ("C-01", "empathy", 2), ("C-02", "empathy", NA)]
    one = held(0, lambda conversation, who: {"empathy": given_[conversation][who]},
               consensus=agreed)  # fmt: skip
    found = figures(one, rubric=allows_na()).agreed
    assert found.everybody.scores == 5
    assert found.everybody.conversations == 2
    assert found.everybody.exact == pytest.approx(3 / 5)
    assert found.everybody.within == pytest.approx(4 / 5)
    assert found.everybody.apart == pytest.approx((0 + 0 + 2 - 1 + 0) / 5)
    assert {who: one.exact for who, one in found.reviewers.items()} == {0: 0.5, 1: 1, 2: 0}
    assert found.criteria == {"empathy": found.everybody}


def test_a_consensus_on_an_earlier_scale_is_not_held_against_today_s():
    earlier = (EarlierScale(before=dt.date(2026, 1, 20), scale="met"),)
    rubric = a_rubric(
        a_criterion(earlier_scales=earlier), scales={"quality": FIVE, "met": a_scale(0, 1)}
    )
    sessions = [
        held(number, lambda *_: {"empathy": 1}, consensus=[(f"C-{number}0", "empathy", 1)])
        for number in range(3)
    ]
    assert figures(*sessions, rubric=rubric).agreed.everybody.conversations == 2


# One session beside another


def test_a_session_stands_beside_the_last_one_in_which_the_same_was_scored():
    def of(number, name, agreeing):
        return held(number, lambda one, who: {name: int(one < agreeing or who > 0)})

    rubric = a_rubric(*(a_criterion(one, scores=(0, 1)) for one in ("hard", "ea")), scales=MET)
    sessions = [of(0, "hard", 2), of(1, "ea", 0), of(2, "hard", 4)]
    found = figures(*sessions, rubric=rubric)
    step = found.step("s02")
    assert step.earlier == 0
    assert (step.before, step.after) == pytest.approx(((2 + 2 / 3) / 4, 1))
    assert step.conversations == (4, 4)
    assert found.step("s00") is None
    assert found.step("s01") is None


# The record


def test_the_record_is_how_conversations_have_differed():
    found = lines.record(
        Shares(np.array([[1.0, 0.5, 0.0, np.nan], [1.0, 1.0, 1.0, 1.0]]), np.arange(4), 4)
    )
    assert found.number.tolist() == [3, 4]
    assert found.phi.tolist() == pytest.approx([0.25 / 0.25, 0])
    assert found.number_of_all == 4
    together = [0.25, 0, -0.25, 0]  # each criterion against its own mean
    centre = 5.5 / 7
    assert found.phi_of_all == pytest.approx(np.var(together, ddof=1) / (centre * (1 - centre)))


def test_a_few_conversations_borrow_from_the_record():
    project = a_messy_year()
    found = Figures(project)
    shares = found.shares
    [row] = [n for n, era in enumerate(found.scores.eras) if era.criterion.id == "greeting"]
    x = shares.value[row][shares.there[row]]
    phi = x.var(ddof=1) / (x.mean() * (1 - x.mean()))
    for one in (*found.criteria["greeting"].sessions, *found.criteria["greeting"].windows):
        own = one.standard_error**2 * one.conversations / (one.value * (1 - one.value)) if (
            0 < one.value < 1) else 0  # fmt: skip
        n, t = one.conversations / max(phi, own), stats.t.ppf(0.975, len(x) - 1)
        roots = np.roots([n + t * t, -(2 * n * one.value + t * t), n * one.value**2])
        assert (one.low, one.high) == pytest.approx(sorted(roots), abs=1e-6)


# Decisions and days


def test_only_what_came_into_force_has_an_effect():
    project = a_messy_year()
    [first, *_] = project.decisions.values()
    for status in Status:
        changed = replace(
            project, decisions={first.id: first.model_copy(update={"status": status})}
        )
        effect = Figures(changed).effect(changed.decisions[first.id])
        assert (effect is not None) == (status in (Status.ACCEPTED, Status.RETIRED))


def test_a_decision_about_nothing_that_was_scored_has_no_effect():
    project = a_messy_year()
    found = Figures(project)
    assert found.effect(a_decision("2026-06-10-tone", criteria=("nobody",))) is None


def test_a_decision_before_the_first_session_has_nothing_before_it():
    project = a_messy_year()
    early = a_decision("2020-01-01-d")
    found = Figures(replace(project, decisions={early.id: early})).effect(early)
    of_all_sessions = int(Figures(project).shares.number([0]).sum())
    assert (found.verdict, found.before, found.after) == (Verdict.FEW_BEFORE, 0, of_all_sessions)


def test_a_decision_is_looked_at_from_the_session_that_made_it():
    project = a_messy_year()
    by_date, by_name = a_decision("2026-07-20-a"), a_decision("2026-12-01-b", session="s06")
    decisions = {one.id: one for one in (by_date, by_name)}
    found = Figures(replace(project, decisions=decisions))
    assert found.effect(by_date) == found.effect(by_name)
    earned = min(sum(looks(found._days)[:7]), 0.25)
    assert found.effect(by_date).alpha == pytest.approx(0.8 * earned * Part.DECISIONS.a_year)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_session_that_is_only_prepared_is_no_look_at_the_scores(days):
    project = a_messy_year()
    last = list(project.sessions.values())[-1].session.date
    empty = a_session(id="s99", date=last + dt.timedelta(days=days))
    before = Figures(project)
    after = Figures(replace(project, sessions=project.sessions | {"s99": empty}))
    assert after.named_at == before.named_at > 0
    assert after.drift == before.drift
    assert after.severities == before.severities
    assert after.move() == before.move()
    assert after.overall.latest.value == before.overall.latest.value


def test_two_sessions_of_one_day_name_reviewers_as_any_two():
    project = a_messy_year()
    day = list(project.sessions.values())[-2].session.date
    *others, last = project.sessions.values()
    same_day = replace(last, session=last.session.model_copy(update={"date": day}))
    found = Figures(a_project(project.rubric, sessions=[*others, same_day]))
    assert found.named_at == pytest.approx(Figures(project).named_at / 2, rel=0.05)


@pytest.mark.parametrize(("not_applicable", "counted"), [("They only ask.", 3), (None, 2)])
def test_na_where_a_criterion_always_applies_is_left_out_as_what_is_off_the_scale(
    not_applicable, counted
):
    criterion = a_criterion(not_applicable=not_applicable)
    rubric = a_rubric(criterion, scales={"quality": FIVE})
    (table,) = score_tables(a_project(rubric, sessions=[scored(3, NA, 9, 3)])).tables
    assert len(table.level) == counted

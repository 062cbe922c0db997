"""From a project's sheets to figures."""

import datetime as dt

import pytest

from factories import a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.scores import score_tables
from mkdocs_rubric.model import Mark
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


def test_the_effect_of_a_decision_needs_something_before_it():
    from mkdocs_rubric.model import Decision, Status

    decision = Decision(
        id="d", path="decisions/d.md", title="D", status=Status.ACCEPTED,
        date=dt.date(2026, 3, 11), criteria=("empathy",),
    )  # fmt: skip
    assert figures(scored(3, 3)).effect(decision) == (
        "Conversations scored before it: 1. 12 are needed to compare with."
    )


def test_nothing_scored_is_nothing_computed():
    found = figures()
    assert found.overall.latest is None
    assert found.criteria == {}
    assert found.severities == []
    assert found.recent_change() is None


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
    assert found.scale_use("empathy") == {1: 1, 2: 2, 3: 2, 4: 1, 5: 2}
    assert found.scale_use("greeting") == {0: 3, 1: 1}
    assert found.scale_use("nobody") == {}
    mixed = {
        name: [(one.lower, one.upper, one.share) for one in found.confusions(name)]
        for name in ("empathy", "greeting")
    }
    assert mixed == {"empathy": [(0, 1, 0.25), (1, 3, 0.25)], "greeting": [(0, 1, 0.5)]}
    assert found.confusions("nobody") == []


def test_each_criterion_is_compared_on_its_own_conversations():
    found = two_scales([(3, 3)] * 12 + [(1, 5), (2, 2)] * 6)
    assert found.recent_change("greeting").conversations == (6, 6)
    assert found.recent_change("greeting").value == 0
    empathy, everything = found.recent_change("empathy"), found.recent_change()
    assert (empathy.before, empathy.after) == (1.0, 0.5)
    assert everything.conversations == empathy.conversations == (12, 12)
    assert everything.value == pytest.approx(12 / 18 - 1)
    assert found.recent_change("nobody") is None


def test_few_conversations_are_no_change():
    found = two_scales([(3, 3)] * 5 + [(1, 5)] * 5)
    assert found.recent_change("empathy") is None
    assert found.recent_change() is None


def test_changes_of_many_criteria_are_held_to_more_than_one_alone():
    found = two_scales([(3, 3), (2, 3), (1, 4), (2, 2)] * 3 + [(1, 5), (2, 2), (4, 1)] * 4)
    one = found.recent_change("empathy")
    assert one.p < one.q == pytest.approx(2 * one.p)
    assert found.recent_change().q is None
    assert one.distinguishable == (one.q < 0.05)


@pytest.mark.parametrize(("not_applicable", "counted"), [("They only ask.", 3), (None, 2)])
def test_na_where_a_criterion_always_applies_is_left_out_as_what_is_off_the_scale(
    not_applicable, counted
):
    criterion = a_criterion(not_applicable=not_applicable)
    rubric = a_rubric(criterion, scales={"quality": FIVE})
    (table,) = score_tables(a_project(rubric, sessions=[scored(3, NA, 9, 3)])).tables
    assert len(table.level) == counted

"""What is asked of somebody who practises, and what a result is worth."""

import datetime as dt
from dataclasses import replace

import pytest

from factories import a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.calibration.practice import (
    PracticeQuestion,
    counted_by,
    questions,
    verdict,
    wording_digest,
)
from mkdocs_rubric.calibration.practice_figures import practice_figures
from mkdocs_rubric.model import (
    CalibratedWhen,
    Mark,
    Practice,
    PracticeConversation,
    PracticeResult,
    PracticeScore,
    PracticeSet,
)

NA = Mark.NOT_APPLICABLE
DAY = dt.date(2026, 5, 1)
"""Of every result here."""


def a_practice(**rule):
    entry = PracticeConversation(session="2026-03", conversation="C-1")
    sets = (PracticeSet(title="One", conversations=(entry,)),)
    return Practice(id="first", title="First", sets=sets, calibrated=CalibratedWhen(**rule))


def a_team(*criteria, rows, cells=None):
    """One conversation, scored by ana, agreed on as `rows` (criterion, cell)."""
    sheet = a_sheet("ana", [("C-1", name, cell) for name, cell in cells or rows])
    agreed = a_sheet("", [("C-1", name, cell) for name, cell in rows])
    held = replace(a_session(sheet), consensus=agreed)
    return a_project(a_rubric(*criteria), sessions=[held])


def a_result(project, **scores):
    rubric = project.rubric
    return PracticeResult(
        practice="first",
        reviewer="ben",
        date=DAY,
        rubric_version="1",
        counted_by={
            name: counted_by(rubric.criteria[name], rubric.scale(rubric.criteria[name]))
            for name in scores
        },
        scores=tuple(
            PracticeScore(session="2026-03", conversation="C-1", criterion=name, score=score)
            for name, score in scores.items()
        ),
    )


def a_question(agreed, *, scale=None, conversation="C-1", criterion="empathy"):
    place = ("s", conversation, criterion)
    return PracticeQuestion(
        place, a_criterion(criterion), scale or a_scale(1, 2, 3, 4, 5), agreed, "", ()
    )


@pytest.mark.parametrize(
    ("agreed", "given", "agrees"),
    [(3, 3, True), (3, 4, True), (3, 5, False), (NA, NA, True), (NA, 3, False), (3, NA, False)],
)
def test_a_score_agrees_within_the_tolerance_and_na_with_na_alone(agreed, given, agrees):
    assert a_question(agreed).agrees(given) is agrees


def test_what_cannot_be_scored_today_is_not_asked():
    retired = a_criterion("tone", retired=DAY)
    project = a_team(a_criterion(), retired, rows=[("empathy", 2), ("tone", 2), ("gone", 1)])
    (entry,) = a_practice().conversations
    assert [each.place[2] for each in questions(project, entry)] == ["empathy"]


def test_a_result_holds_as_long_as_nothing_that_decides_changes():
    project = a_team(a_criterion(), rows=[("empathy", 2)])
    result = a_result(project, empathy=2)
    assert verdict(project, a_practice(), result).holds
    allowed = a_team(a_criterion(not_applicable="Never."), rows=[("empathy", 2)])
    found = verdict(allowed, a_practice(), result)
    assert not found.holds
    assert found.lapsed == ["Empathy: N/A is allowed now"]


def test_a_result_on_another_wording_holds_and_is_to_be_looked_at():
    project = a_team(a_criterion(), rows=[("empathy", 2)])
    result = a_result(project, empathy=2)
    after = a_team(a_criterion(question="Did they really?"), rows=[("empathy", 2)])
    found = verdict(after, a_practice(), result)
    assert found.holds
    assert [each.id for each in found.reworded] == ["empathy"]


def test_critical_misses_count_apart_from_agreement():
    critical = a_criterion("privacy", critical=True)
    rows = [("empathy", 3), ("privacy", 3)]
    project = a_team(a_criterion(), critical, rows=rows)
    found = verdict(project, a_practice(agreement=50), a_result(project, empathy=3, privacy=1))
    assert (found.agreed, found.scores, found.critical) == (1, 2, ["Privacy"])
    assert not found.reached
    lenient = a_practice(agreement=50, critical_misses=1)
    assert verdict(project, lenient, a_result(project, empathy=3, privacy=1)).reached


def test_a_practice_that_asks_for_more_makes_a_result_lapse():
    project = a_team(a_criterion(), a_criterion("tone"), rows=[("empathy", 2), ("tone", 2)])
    found = verdict(project, a_practice(), a_result(project, empathy=2))
    assert found.lapsed == ["the practice asks for more now, about C-1"]


def test_space_and_folding_are_no_other_wording():
    scale = a_scale(1, 2, 3)
    first = wording_digest(a_criterion(question="Did  they\ncare?"), scale)
    assert first == wording_digest(a_criterion(question="Did they care?"), scale)
    assert first != wording_digest(a_criterion(question="Did they care"), scale)


def test_figures_of_a_worked_example():
    """Kappa of a 2 by 2 table by hand: observed 3/4, by chance 1/2, so 1/2."""
    scale = a_scale(0, 1)
    names = ("C-1", "C-2", "C-3", "C-4")
    asked = [
        a_question(agreed, scale=scale, conversation=name)
        for name, agreed in zip(names, (0, 0, 1, 1), strict=True)
    ]
    given = dict(zip((each.place for each in asked), (0, 1, 1, 1), strict=True))
    found = practice_figures(asked, given)
    assert (found.scores, found.conversations, found.within, found.exact) == (4, 4, 0.75, 0.75)
    assert found.apart == 0.25
    assert found.kappa == pytest.approx(0.5)


def test_without_scores_there_are_no_figures():
    assert practice_figures([a_question(3)], {}) is None

"""Agreed scores on a criterion that says something else today."""

import datetime as dt
from dataclasses import replace

from factories import a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.changes.consensus import consensus_on_earlier_wording
from mkdocs_rubric.changes.timeline import History, HistoryStep, Wording
from mkdocs_rubric.model import EarlierScale

SCALE = a_scale(1, 2, 3)
CHANGED = dt.date(2026, 4, 1)


def a_history(*wordings):
    """A criterion's wordings, (first day, question) each."""
    found = []
    for place, (first, question) in enumerate(wordings):
        until = wordings[place + 1][0] if place + 1 < len(wordings) else None
        step = HistoryStep(day=first, commit=str(place))
        criterion = a_criterion(question=question)
        found.append(Wording(criterion, SCALE, "1", "All", step, until=until))
    return History(wordings={"empathy": found})


def a_team(*, confirmed=None, criterion=None, consensus=True):
    sheet = a_sheet("ana", [("C-1", "empathy", 2)])
    held = a_session(sheet, confirmed=confirmed)
    criterion = criterion or a_criterion(question="Did they now?")
    agreed = replace(held, consensus=a_sheet("", [("C-1", "empathy", 2)]))
    return a_project(a_rubric(criterion), sessions=[agreed if consensus else held])


BEFORE_AND_AFTER = a_history((dt.date(2026, 1, 1), "Did they?"), (CHANGED, "Did they now?"))


def test_what_was_reworded_since_is_named_with_what_changed():
    found = consensus_on_earlier_wording(BEFORE_AND_AFTER, a_team())
    ((earlier,),) = found.values()
    assert list(found) == ["2026-03"]
    assert (earlier.criterion, earlier.wording.first) == ("empathy", dt.date(2026, 1, 1))
    assert [each.sentence for each in earlier.changes] == ["the question reworded"]


def test_a_session_that_was_confirmed_since_rests_on_the_later_wording():
    assert consensus_on_earlier_wording(BEFORE_AND_AFTER, a_team(confirmed=CHANGED)) == {}


def test_a_session_without_a_consensus_has_nothing_that_could_be_doubted():
    assert consensus_on_earlier_wording(BEFORE_AND_AFTER, a_team(consensus=False)) == {}


def test_what_nobody_scores_by_any_more_is_left_out():
    retired = a_criterion(question="Did they now?", retired=CHANGED)
    assert consensus_on_earlier_wording(BEFORE_AND_AFTER, a_team(criterion=retired)) == {}
    rescaled = a_criterion(
        question="Did they now?", earlier_scales=(EarlierScale(before=CHANGED, scale="old"),)
    )
    assert consensus_on_earlier_wording(BEFORE_AND_AFTER, a_team(criterion=rescaled)) == {}


def test_without_a_history_nothing_is_known():
    assert consensus_on_earlier_wording(History(), a_team()) == {}

"""May a machine score alone: verdicts, and that it is in nobody's figures."""

import numpy as np
import pytest

from factories import a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.gaps import gaps
from mkdocs_rubric.calibration.judged import fingerprint
from mkdocs_rubric.calibration.machines import Trust, machine_figures
from mkdocs_rubric.calibration.trust_words import as_data, reason
from mkdocs_rubric.model.reviewer import Reviewer
from mkdocs_rubric.model.session import MachineThen

PEOPLE = ("ana", "ben", "cleo", "dan")


def a_team(count, gives, *, now="m1", then="m1", marks=None):
    """Conversations that four people score around a truth, and a machine as `gives` says."""
    chance = np.random.default_rng(5)
    rows = {name: [] for name in (*PEOPLE, "bot")}
    agreed = []
    for n in range(count):
        truth = int(chance.integers(1, 6))
        for name in PEOPLE:
            noise = int(np.rint(chance.normal(0, 0.8)))
            rows[name].append((f"C-{n}", "empathy", min(5, max(1, truth + noise))))
        rows["bot"].append((f"C-{n}", "empathy", gives(truth)))
        agreed.append((f"C-{n}", "empathy", truth))
    rubric = a_rubric(
        a_criterion(scores=(1, 2, 3, 4, 5)),
        scales={"quality": a_scale(1, 2, 3, 4, 5)},
        reviewers={"bot": Reviewer(kind="machine", title="Bot", model=now)},
    )
    held = a_session(
        *(a_sheet(name, given) for name, given in rows.items()),
        machines={"bot": MachineThen(model=then, fingerprints=marks or {})},
    )
    held = type(held)(held.session, held.sheets, a_sheet("", agreed))
    return a_project(rubric, sessions=[held])


def verdict(*args, **more):
    (found,) = machine_figures(a_team(*args, **more))
    return found


def test_a_machine_as_good_as_people_may_score_alone():
    found = verdict(80, lambda truth: truth)
    assert found.trust is Trust.ALONE
    assert found.wins == 4
    assert reason(found).startswith("It lies as near to the others as a person does")


def test_a_machine_that_is_always_kind_may_not():
    found = verdict(30, lambda _: 5)
    assert found.trust is Trust.NO
    assert found.severity > 1
    assert "points more than you agree on" in reason(found)
    assert found.misses[0].given == 5


def test_few_conversations_say_how_many_are_missing():
    found = verdict(5, lambda truth: truth)
    assert found.trust is Trust.FEW
    assert found.more >= 3
    assert f"about {found.more} more" in reason(found)


def test_a_machine_is_in_no_figure_of_the_team():
    project = a_team(20, lambda _: 5)
    held = project.sessions["2026-03"]
    assert {name for sheet in held.sheets for name in sheet.people} == set(PEOPLE)
    assert "bot" not in held.session.reviewers
    assert "bot" not in project.people
    assert "bot" not in Figures(project).scores.reviewers
    assert all("bot" not in dict(gap.spread.scores) for gap in gaps(project, held))
    assert len(held.as_written.sheets) == 5, "it is still checked, and kept when files change"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"now": "m2"}, "the model was m1, and is m2 now"),
        ({"marks": {"empathy": "0" * 12}}, "Empathy was reworded since"),
        ({}, None),
    ],
)
def test_a_verdict_about_another_model_or_wording_is_out_of_date(more, why):
    found = verdict(20, lambda truth: truth, **more)
    assert found.stale == ((why,) if why else ())


def test_the_fingerprint_of_today_is_up_to_date():
    project = a_team(3, lambda truth: truth)
    mark = fingerprint(project, project.rubric.criteria["empathy"])
    assert verdict(20, lambda truth: truth, marks={"empathy": mark}).stale == ()


def test_the_data_name_no_person():
    project = a_team(20, lambda _: 5)
    (found,) = machine_figures(project)
    text = str(as_data(project, found))
    assert not any(name in text for name in PEOPLE)

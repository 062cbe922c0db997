"""What came of a session, as a text that is sent."""

import datetime as dt

from factories import a_criterion, a_decision, a_project, a_rubric, a_session, a_sheet, an_edge_case
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.summary import Telling, summary
from mkdocs_rubric.model import Mark, Settled, Status

RUBRIC = a_rubric(
    a_criterion(
        not_applicable="Nobody is upset.",
        edge_cases=(an_edge_case(situation="They shout. Twice.", decision="2026-03-10-tone"),),
    ),
    a_criterion("clarity"),
)


def a_held(**changes):
    ana = a_sheet("ana", [("C-1", "empathy", 1), ("C-2", "empathy", 2), ("C-2", "clarity", 3)])
    ben = a_sheet("ben", [("C-1", "empathy", 3), ("C-2", "empathy", Mark.NOT_APPLICABLE)])
    settled = (Settled(conversation="C-1", criterion="empathy", decision="2026-03-10-tone"),)
    filled = {"facilitator": "ana", "reviewers": ("ana", "ben", "cleo"), "settled": settled}
    return a_session(ana, ben, **(filled | changes))


def told(held, *decisions, **telling):
    project = a_project(RUBRIC, sessions=[held], decisions=decisions)
    return summary(project, held, Figures(project), Telling(**telling))


def test_everything_that_came_of_it():
    tone = a_decision(session="2026-03", title="Tone is not enough")
    open_one = a_decision(
        "2026-03-11-macros",
        session="2026-03",
        title="Macros",
        status=Status.PROPOSED,
        owner="ben",
        review_by=dt.date(2026, 4, 1),
    )
    text = told(a_held(), tone, open_one, name=str.title, address=lambda *at: f"https://q/{at[1]}")
    assert (
        text
        == """\
Calibration, 10 March 2026
2 conversations, 2 reviewers
https://q/2026-03
Two reviewers who scored the same thing agreed 0% of the time (1 conversation, so this is rough).

Discussed:
- Empathy on C-1: scores from 1 to 3. Decided: Tone is not enough
- Empathy on C-2: 1 of 2 said N/A, the other gave 2. Not settled yet.

Decided:
- Tone is not enough (Empathy) https://q/2026-03-10-tone
- Macros (Empathy, proposed) https://q/2026-03-11-macros

Changed in the guideline:
- Empathy: edge case \N{LEFT DOUBLE QUOTATION MARK}They shout\N{RIGHT DOUBLE QUOTATION MARK} \
https://q/empathy

Still to do:
- Ana: settle Empathy on C-2
- Ben: decide \N{LEFT DOUBLE QUOTATION MARK}Macros\N{RIGHT DOUBLE QUOTATION MARK} by 1 April 2026
- scores of Cleo are missing
"""
    )


def test_a_decision_that_no_edge_case_rests_on_is_still_to_be_written_down():
    other = a_decision("2026-03-12-other", session="2026-03", title="Other")
    assert "- ana: add the edge case for \N{LEFT DOUBLE QUOTATION MARK}Other" in told(
        a_held(), other
    )


def test_where_nobody_is_named_only_numbers_are_told():
    text = told(a_held(), name=lambda _: "")
    assert "- settle Empathy on C-2\n" in text
    assert "- scores of 1 reviewer are missing\n" in text
    assert "ana" not in text


def test_without_a_gap_it_says_so():
    sheets = [a_sheet(name, [("C-1", "clarity", 3)]) for name in ("ana", "ben")]
    text = told(a_session(*sheets, title="The quiet one"))
    assert text.startswith("The quiet one, 10 March 2026\n")
    assert "There is no gap: everybody scored alike, or close enough." in text
    assert "Discussed" not in text
    alone = told(a_session(sheets[0]))
    assert "One reviewer scored: there is nothing to compare." in alone

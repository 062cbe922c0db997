"""Tables as forms, spreadsheets and people lay them out."""

import datetime as dt
import io
import json

import pytest
from openpyxl import Workbook

from desks import FILES, a_desk, brought, files
from mkdocs_rubric.calibration.judged import fingerprint, outdated
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange import Asked, Hints, bring

HEADER = "conversation,criterion,score,note\n"


def a_workbook(tmp_path, *rows, merged=(), title="Calibration"):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "export.xlsx"
    path.write_bytes(content.getvalue())
    return path


def of(path, **more):
    return bring(a_desk(), Asked("table", [path], "2026-11", **more))


def test_a_forms_grid_has_a_conversation_in_brackets(tmp_path):
    table = "Email,Empathy [T-1],Empathy [T-2],Clarity [T-1]\nana@x.example,4,5,3\n"
    made = files(brought(tmp_path, "table", table, into="2026-11"))
    assert made["scores/2026-11/ana.csv"] == (
        f"{HEADER}T-1,empathy,4,\nT-1,clarity,3,\nT-2,empathy,5,\n"
    )
    table = "Email,Ticket,Empathy [1-5]\nana@x.example,T-9,4\n"
    made = files(brought(tmp_path, "table", table, into="2026-11"))
    assert made["scores/2026-11/ana.csv"] == f"{HEADER}T-9,empathy,4,\n"


def test_headers_and_ids_that_are_written_once_for_several_cells(tmp_path):
    path = a_workbook(
        tmp_path,
        ["Calibration November"],
        ["Ticket", "Criterion", "Scores", None, None, "Final score"],
        [None, None, "Ana", "Ben", "Chlo\u00eb", None],
        ["T-1", "Empathy", 4, 3, 5, 4],
        [None, "Clarity", 4, "n/a", 5, 4],
        merged=("A1:F1", "C2:E2", "A4:A5"),
    )
    result = of(path)
    made = files(result)
    assert made["scores/2026-11/ben.csv"] == f"{HEADER}T-1,empathy,3,\nT-1,clarity,NA,\n"
    assert made["scores/2026-11/chloe.csv"] == f"{HEADER}T-1,empathy,5,\nT-1,clarity,5,\n"
    assert made["scores/2026-11/consensus.csv"] == f"{HEADER}T-1,empathy,4,\nT-1,clarity,4,\n"
    assert 'the column "Final score" is what the session agreed on' in result.lines


def test_a_workbook_keeps_ids_as_long_as_a_spreadsheet_does_and_dates(tmp_path):
    path = a_workbook(
        tmp_path,
        ["Ticket ID", "Reviewer", "Criterion", "Score", "Date"],
        [360001234567890, "ana", "Empathy", 4, dt.datetime(2026, 11, 3, 9, 5)],  # noqa: DTZ001
        [9007199254740993, "ana", "Empathy", 4, dt.datetime(2026, 11, 4)],  # noqa: DTZ001
        [9450123456789.0, "ana", "Clarity", 4.0, dt.date(2026, 11, 5)],
    )
    result = of(path)
    assert files(result)["scores/2026-11/ana.csv"] == (
        f"{HEADER}360001234567890,empathy,4,\n9450123456789,clarity,4,\n"
    )
    assert "date: 2026-11-05" in files(result)["scores/2026-11/session.yaml"]
    assert any("9.45E+12" in line and "row 3" in line for line in result.lines)


def test_a_formula_that_nobody_computed_is_said(tmp_path):
    path = a_workbook(
        tmp_path,
        ["Ticket ID", "Reviewer", "Criterion", "Score"],
        ["T-1", "ana", "Empathy", "=2+2"],
        ["T-2", "ana", "Empathy", 3],
    )
    result = of(path)
    assert files(result)["scores/2026-11/ana.csv"] == f"{HEADER}T-2,empathy,3,\n"
    assert any("1 formula without a value (the first: D2)" in line for line in result.lines)


def test_a_formula_that_failed_is_no_score_and_is_said(tmp_path):
    table = "Ticket,Criterion,Ana,Ben\nT-1,Empathy,#REF!,4\nT-1,Clarity,3,#N/A\n"
    result = brought(tmp_path, "table", table, into="2026-11")
    made = files(result)
    assert made["scores/2026-11/ana.csv"] == f"{HEADER}T-1,clarity,3,\n"
    assert made["scores/2026-11/ben.csv"] == f"{HEADER}T-1,empathy,4,\n"
    assert any("left out: 2 scores: a formula that failed" in line for line in result.lines)


@pytest.mark.parametrize(
    "header",
    [
        "Empathy,Empathy comment,Clarity,Clarity - comments",
        "Empathy,Comment on empathy,Clarity,Notes for clarity",
        "Empathy,Comment,Clarity,Comment",
    ],
)
def test_notes_on_one_criterion_stand_with_its_score(tmp_path, header):
    table = f"Email,Ticket,{header}\nana@x.example,T-1,4,kind,2,vague\n"
    made = files(brought(tmp_path, "table", table, into="2026-11"))
    assert made["scores/2026-11/ana.csv"] == (f"{HEADER}T-1,empathy,4,kind\nT-1,clarity,2,vague\n")


def test_a_conversation_may_be_a_column(tmp_path):
    table = "Criterion,Reviewer,{0}-1,{0}-2\nEmpathy,Ana,4,5\nClarity,Ana,3,2\n"
    session = "date: 2026-11-10\nreviewers: [ana]\nconversations: [{id: T-1}, {id: T-2}]\n"
    desk = a_desk(**{"scores/2026-11/session.yaml": session})
    made = files(brought(tmp_path, "table", table.format("T"), into="2026-11", desk=desk))
    assert made["scores/2026-11/ana.csv"] == (
        f"{HEADER}T-1,empathy,4,\nT-1,clarity,3,\nT-2,empathy,5,\nT-2,clarity,2,\n"
    )
    with pytest.raises(RubricError, match="add its id to conversations in the session's"):
        brought(tmp_path, "table", table.format("X"), into="2026-11", desk=desk)


def test_a_date_that_can_be_two_is_asked_for(tmp_path):
    table = "ticket,reviewer,criterion,score,date\nT-1,ana,Empathy,4,3/4/2026\n"
    with pytest.raises(RubricError, match="no time") as error:
        brought(tmp_path, "table", table, live=True)
    assert "--dates day-first" in error.value.details[0]
    hints = Hints(more={"day_first": True})
    made = files(brought(tmp_path, "table", table, live=True, hints=hints))
    assert "scores/live-2026-04/reviews.csv" in made
    assert "day_first: true" in made["imports/table.yaml"]


def test_a_note_that_is_there_changes_only_when_somebody_says_so(tmp_path):
    there = {
        "scores/2026-11/session.yaml": (
            "date: 2026-11-02\nreviewers: [ana]\nconversations: [{id: C-1}]\n"
        ),
        "scores/2026-11/ana.csv": f"{HEADER}C-1,empathy,4,mine\n",
    }
    table = "ticket,reviewer,criterion,score,note\nC-1,ana,empathy,4,another\n"
    with pytest.raises(RubricError) as error:
        brought(tmp_path, "table", table, desk=a_desk(**there), into="2026-11")
    assert error.value.details == ('ana, C-1, empathy: its note "mine" \u2192 "another"',)


def test_a_profile_that_names_what_is_not_there_is_not_guessed_at(tmp_path):
    table = "ticket,reviewer,criterion,score\nC-1,ana,Empathy,Good\n"
    wrong = {"imports/table.yaml": "source: table\ncolumns: {conversation: Tickit}\n"}
    with pytest.raises(RubricError) as error:
        brought(tmp_path, "table", table, desk=a_desk(**wrong), into="2026-11")
    assert error.value.details == ('"Tickit", which is to be the conversation',)
    wrong = {"imports/table.yaml": "source: table\ncriteria: {Empathy: empathi}\n"}
    with pytest.raises(RubricError) as error:
        brought(tmp_path, "table", table, desk=a_desk(**wrong), into="2026-11")
    assert error.value.details == ('"Empathy" is to be empathi',)
    wrong = {"imports/table.yaml": "source: table\nlabels: {Good: 9}\n"}
    with pytest.raises(RubricError) as error:
        brought(tmp_path, "table", table, desk=a_desk(**wrong), into="2026-11")
    assert error.value.details == (
        '"Good" on empathy: the profile says 9, and it has 1, 2, 3, 4, 5',
    )


def test_a_column_that_is_missing_this_time_stays_in_the_profile(tmp_path):
    known = {"imports/table.yaml": "source: table\ncolumns: {note: Remarks}\n"}
    table = "ticket,reviewer,criterion,score\nC-1,ana,Empathy,4\n"
    made = files(brought(tmp_path, "table", table, desk=a_desk(**known), into="2026-11"))
    assert "note: Remarks" in made["imports/table.yaml"]


def test_whoever_is_there_is_asked_what_columns_and_words_mean(tmp_path):
    path = tmp_path / "form.csv"
    path.write_text("Email,Case,How kind?,Clear?,Shift\nana@x.example,C-1,warm,3,night\n", "utf-8")
    asked = []

    def ask(question, choices):
        asked.append(question)
        answers = {"How kind": "empathy", "Clear": "clarity", "warm": "5"}
        found = next((each for word, each in answers.items() if word in question), "")
        assert not found or found in choices
        return found

    made = files(bring(a_desk(), Asked("table", [path], "2026-11"), ask))
    assert made["scores/2026-11/ana.csv"] == f"{HEADER}C-1,empathy,5,\nC-1,clarity,3,\n"
    assert len(asked) == 4, asked
    again = bring(a_desk(**made), Asked("table", [path], "2026-11"), ask)
    assert len(asked) == 4, "the profile knows it all"
    assert not again.patch


def test_a_judges_answers_come_back_with_the_fingerprint_of_what_it_was_given(tmp_path):
    """One answer a line, as the schema of `rubric export judge` wants them."""
    desk = a_desk()
    empathy = desk.project.rubric.criteria["empathy"]
    mark = fingerprint(desk.project, empathy)
    answer = {"criterion": "empathy", "reason": "Named it", "score": 4, "fingerprint": mark}
    path = tmp_path / "judge-7.jsonl"
    lines = [{"conversation": f"C-{n}", **answer} for n in (1, 2)]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    result = bring(desk, Asked("table", [path], "2026-11"))
    made = files(result)
    assert made["scores/2026-11/judge-7.csv"].startswith(f"{HEADER}C-1,empathy,4,Named it\n")
    assert "judge-7: {kind: machine" in made["rubric/rubric.yaml"]
    assert f"empathy: {mark}" in made["scores/2026-11/session.yaml"]
    after = a_desk(**made).project
    held = after.every_folder["2026-11"]
    assert outdated(after, held, "judge-7", after.rubric.criteria["empathy"]) == ""
    reworded = FILES["rubric/criteria/empathy.yaml"].replace("Was it met?", "Was it seen?")
    later = a_desk(**{**made, "rubric/criteria/empathy.yaml": reworded}).project
    assert outdated(later, held, "judge-7", later.rubric.criteria["empathy"])

"""Each tool's export, written after its documents, to the sheets that come of it."""

import pytest

import exports
from desks import a_desk, brought, files
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange import Hints
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.meeting.desk import Desk


def test_zendesk_qa_calibration_sessions_become_sessions(tmp_path):
    result = brought(tmp_path, "zendesk-qa", exports.ZENDESK_QA)
    made = files(result)
    assert made["scores/2026-09/ana-lopez.csv"] == (
        "conversation,criterion,score,note\n"
        "48213,empathy,4,[agent] named it. Ring [phone].\n"
        "48213,clarity,5,\n"
    )
    assert made["scores/2026-09/ben-ode.csv"] == (
        "conversation,criterion,score,note\n48213,empathy,2,Tone\n48213,clarity,1,\n"
    ), "a score that is left out is a zero, which is the lowest level in percent"
    assert "title: September calibration" in made["scores/2026-09/session.yaml"]
    assert "'9007199254740993123': 2026-09" in made["imports/zendesk-qa.yaml"]
    assert "unit: percent" in made["imports/zendesk-qa.yaml"]
    assert any("percentages" in line for line in result.lines), "what was inferred is said"
    assert not any("Priya" in text for text in made.values())
    assert "Priya Nair → [agent]" in result.replaced


def test_a_second_import_is_silent_and_changes_nothing(tmp_path):
    desk = a_desk()
    made = brought(tmp_path, "zendesk-qa", exports.ZENDESK_QA, desk=desk).patch
    after = Desk(DictTree({**desk.tree.files, **{p: c.decode() for p, c in made.after.items()}}))
    again = brought(tmp_path, "zendesk-qa", exports.ZENDESK_QA, desk=after)
    assert not again.patch
    assert not any("found from the data" in line or "new here" in line for line in again.lines)


def test_zendesk_qa_reviews_are_daily_work(tmp_path):
    with pytest.raises(RubricError, match="belong to no calibration session"):
        brought(tmp_path, "zendesk-qa", exports.ZENDESK_QA_REVIEWS)
    made = files(brought(tmp_path, "zendesk-qa", exports.ZENDESK_QA_REVIEWS, live=True))
    assert made["scores/live-2026-09/reviews.csv"] == (
        "reviewer,conversation,criterion,score,note\nana-lopez,48999,empathy,3,\n"
    )
    assert "kind: live" in made["scores/live-2026-09/session.yaml"]
    assert "channel: email" in made["scores/live-2026-09/session.yaml"]


def test_autoqa_is_a_machine_and_listed_as_one(tmp_path):
    result = brought(tmp_path, "zendesk-qa", exports.ZENDESK_QA_AUTOQA, into="2026-09")
    made = files(result)
    assert made["scores/2026-09/zendesk-autoqa.csv"].endswith("48213,empathy,5,\n")
    assert "zendesk-autoqa: {kind: machine, title: Zendesk AutoQA}" in made["rubric/rubric.yaml"]
    assert "reviewers" not in made["scores/2026-09/session.yaml"], "a machine is not invited"
    assert any("not evaluated" in line for line in result.lines)


def test_zendesk_tickets_become_transcripts_in_which_nobody_is_named(tmp_path):
    session = {"scores/2026-12/session.yaml": 'date: 2026-12-15\nconversations: [{id: "4711"}]\n'}
    result = brought(tmp_path, "zendesk", exports.ZENDESK, desk=a_desk(**session), into="2026-12")
    made = files(result)
    assert made["scores/2026-12/4711.md"] == (
        "**Customer:** The poles\n\ndo not fit.\n\n**Agent:** Sorry, [customer]. Is [card] yours?\n"
    )
    assert "transcript: 4711.md" in made["scores/2026-12/session.yaml"]
    assert any("internal notes" in line for line in result.lines)
    assert any("older copy" in line for line in result.lines)


def test_intercom_has_texts_and_scores_of_both_people_and_software(tmp_path):
    hints = Hints(criteria={"54321": "empathy"}, labels={"pass": "5", "fail": "1"})
    result = brought(tmp_path, "intercom", exports.INTERCOM, into="2026-12", hints=hints)
    made = files(result)
    assert made["scores/2026-12/1295.md"] == (
        "**Customer:** Hey there, [customer] here!\n\n**Agent:** Hello [customer]\n"
    )
    assert "1295,empathy,5,[customer] was met." in made["scores/2026-12/intercom-ai.csv"]
    assert "1295,empathy,1," in made["scores/2026-12/reviewer.csv"]
    assert "date: 2024-06-27" in made["scores/2026-12/session.yaml"]


def test_freshdesk_tickets_become_transcripts(tmp_path):
    result = brought(tmp_path, "freshdesk", exports.FRESHDESK, into="2026-12", conversations=["31"])
    assert files(result)["scores/2026-12/31.md"] == (
        "**Customer:** Where is my parcel? [customer]\n\n**Agent:** On its way, [customer].\n"
    )


def test_an_evaluation_of_amazon_connect(tmp_path):
    result = brought(tmp_path, "amazon-connect", exports.AMAZON_CONNECT)
    made = files(result)
    assert made["scores/2026-11/ana.csv"] == (
        "conversation,criterion,score,note\nbadd4896,empathy,3,named it\nbadd4896,clarity,NA,\n"
    )
    assert any("of type TEXT" in line for line in result.lines)
    assert any("metadata.agentId" in line for line in result.lines if line.startswith("personal"))


def test_label_studio_has_people_a_consensus_and_predictions(tmp_path):
    made = files(brought(tmp_path, "label-studio", exports.LABEL_STUDIO, into="2026-03"))
    assert made["scores/2026-03/ana-lopez.csv"].endswith("T-1,empathy,4,named it\n")
    assert made["scores/2026-03/consensus.csv"].endswith("T-1,empathy,3,\n")
    assert made["scores/2026-03/judge-7.csv"].endswith("T-1,empathy,5,\n")


def test_a_table_with_a_row_for_each_score(tmp_path):
    result = brought(tmp_path, "table", exports.LONG, into="2026-11")
    made = files(result)
    assert made["scores/2026-11/ana.csv"] == (
        "conversation,criterion,score,note\n"
        "9007199254740993123,empathy,4,[agent] named it\n9007199254740993124,clarity,NA,\n"
    )
    assert any("9.45E+12" in line and "row 5" in line for line in result.lines)


def test_a_table_with_a_column_for_each_reviewer(tmp_path):
    hints = Hints(reviewers={"ana": "ana", "ben": "ben"})
    made = files(brought(tmp_path, "table", exports.WIDE, into="2026-11", hints=hints))
    assert made["scores/2026-11/ben.csv"] == "conversation,criterion,score,note\nC-1,empathy,2,\n"


def test_a_form_with_a_column_for_each_criterion(tmp_path):
    result = brought(tmp_path, "table", exports.FORM, into="2026-11")
    made = files(result)
    assert made["scores/2026-11/ana.csv"] == (
        "conversation,criterion,score,note\nC-1,empathy,3,\nC-1,clarity,5,\n"
    ), "the last answer counts"
    assert made["scores/2026-11/ben.csv"].endswith("C-1,empathy,2,\nC-1,clarity,NA,\n")
    assert any("scored again later" in line for line in result.lines)
    assert any("a total" in line for line in result.lines)


def test_what_nobody_knows_is_asked_for_all_at_once(tmp_path):
    table = "ticket,reviewer,criterion,score\nC-1,ana,Warmth,5\nC-1,ana,Speed,high\n"
    with pytest.raises(RubricError) as error:
        brought(tmp_path, "table", table, into="2026-11")
    assert error.value.details == ('"Warmth"', '"Speed"')
    hints = Hints(criteria={"Warmth": "empathy"}, ignore=("Speed",))
    assert brought(tmp_path, "table", table, into="2026-11", hints=hints).patch
    hints = Hints(criteria={"Warmth": "empathy", "Speed": "clarity"})
    with pytest.raises(RubricError) as error:
        brought(tmp_path, "table", table, into="2026-11", hints=hints)
    assert error.value.details == ('"high" on clarity',)


def test_scores_that_are_there_change_only_when_somebody_says_so(tmp_path):
    there = {
        "scores/2026-11/session.yaml": (
            "date: 2026-11-02\nreviewers: [ana]\nconversations: [{id: C-1}]\n"
        ),
        "scores/2026-11/ana.csv": "conversation,criterion,score,note\nC-1,empathy,4,mine\n",
    }
    table = "ticket,reviewer,criterion,score\nC-1,ana,empathy,5\nC-2,ana,empathy,2\n"
    with pytest.raises(RubricError, match="1 scores of 2026-11 would change"):
        brought(tmp_path, "table", table, desk=a_desk(**there), into="2026-11")
    made = files(
        brought(tmp_path, "table", table, desk=a_desk(**there), into="2026-11", replace=True)
    )
    assert made["scores/2026-11/ana.csv"].endswith("C-1,empathy,5,mine\nC-2,empathy,2,\n")


def test_a_file_without_reviewers_is_of_whom_it_is_called_after(tmp_path):
    table = ",conversation,criterion,score\n0,C-1,empathy,4.0\n1,C-2,empathy,\n"
    result = brought(tmp_path, "table", table, into="2026-11")
    assert files(result)["scores/2026-11/export.csv"].endswith("C-1,empathy,4,\n")
    assert 'no column says who scored: "export", as the file is called' in result.lines
    assert any("no header (the first: column 1)" in line for line in result.lines)


def test_a_row_with_one_cell_too_many_is_left_out_and_said(tmp_path):
    table = "conversation,criterion,score,note,reviewer\nC-1,empathy,3,5,,ana\nC-2,empathy,4,,ana\n"
    result = brought(tmp_path, "table", table, into="2026-11")
    assert "C-1" not in files(result)["scores/2026-11/ana.csv"]
    assert any("more cells than the header" in line and "row 2" in line for line in result.lines)

"""Each tool's export, written after its documents, to the sheets that come of it."""

import gzip
import json

import pytest

import exports
from desks import a_desk, brought, files
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange import Asked, Hints, bring
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
    assert any("1 internal note:" in line for line in result.lines)
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
    with pytest.raises(RubricError, match="1 score of 2026-11 would change"):
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


@pytest.mark.parametrize("shape", ["list", "lines", "put into data by a script"])
def test_zendesk_qa_is_read_however_its_entries_were_saved(tmp_path, shape):
    entries = exports.ZENDESK_QA_REVIEWS["conversations"]
    content = {
        "list": entries,
        "lines": "\n".join(map(json.dumps, entries)),
        "put into data by a script": {"data": exports.ZENDESK_QA_REVIEWS},
    }[shape]
    made = files(brought(tmp_path, "zendesk-qa", content, live=True))
    assert made["scores/live-2026-09/reviews.csv"].endswith("ana-lopez,48999,empathy,3,\n")


def test_calibration_sessions_and_autoqa_rows_one_a_line(tmp_path):
    lines = "\n".join(map(json.dumps, exports.ZENDESK_QA["calibrationSessions"]))
    assert "scores/2026-09/ana-lopez.csv" in files(brought(tmp_path, "zendesk-qa", lines))
    lines = "\n".join(map(json.dumps, exports.ZENDESK_QA_AUTOQA["rows"]))
    made = files(brought(tmp_path, "zendesk-qa", lines, into="2026-09"))
    assert made["scores/2026-09/zendesk-autoqa.csv"].endswith("48213,empathy,5,\n")


def test_pages_that_were_not_exported_are_missed(tmp_path):
    page = {**exports.ZENDESK_QA_REVIEWS, "pagination": {"page": 1, "pageSize": 1, "total": 40}}
    result = brought(tmp_path, "zendesk-qa", page, live=True)
    assert any("has 40 reviewed conversations, and these files 1" in line for line in result.lines)
    rows = {**exports.ZENDESK_QA_AUTOQA, "nextCursor": "abc"}
    result = brought(tmp_path, "zendesk-qa", rows, into="2026-09")
    assert any("the last page of rows of AutoQA is missing" in line for line in result.lines)
    both = [rows, exports.ZENDESK_QA_AUTOQA]
    result = brought(tmp_path, "zendesk-qa", both, into="2026-09")
    assert not any("missing" in line for line in result.lines)


OLGA = {
    "id": 101,
    "role": "end-user",
    "name": "\u041e\u043b\u044c\u0433\u0430 \u0418\u0432\u0430\u043d\u043e\u0432\u0430",
    "email": "o.ivanova+shop@mail.example",
    "phone": "600 123 456",
}
TICKET = {"id": 4711, "requester_id": 101, "description": "It is torn."}
COMMENTS = [
    {
        "author_id": 101,
        "public": True,
        "body": f"{OLGA['name'].split()[0]}: 600-123-456, 8 (912) 345-67-89",
    },
    {"author_id": 7, "public": True, "body": "Thanks", "attachments": [{"file_name": "olga.jpg"}]},
    {"author_id": 7, "public": True, "body": "To DE89 3704 0044 0532 0130 00, order 20260921 12"},
]


def test_people_that_stand_beside_tickets_are_kept_out_of_transcripts(tmp_path):
    page = {"tickets": [{**TICKET, "comments": COMMENTS}], "users": [OLGA]}
    made = files(brought(tmp_path, "zendesk", page, into="2026-12", conversations=["4711"]))
    assert made["scores/2026-12/4711.md"] == (
        "**Customer:** \\[customer]: [phone], [phone]\n\n"
        "**Agent:** Thanks\n\n[attachment]\n\n"
        "**Agent:** To [account], order 20260921 12\n"
    )


def test_comments_in_a_file_of_their_own_go_to_the_ticket_it_is_called_after(tmp_path):
    comments, tickets = tmp_path / "4711.json", tmp_path / "tickets.json"
    comments.write_text(json.dumps({"comments": COMMENTS[1:2], "count": 1}), "utf-8")
    tickets.write_text(json.dumps({"tickets": [TICKET]}), "utf-8")
    asked = Asked("zendesk", [comments, tickets], "2026-12", conversations=["4711"])
    result = bring(a_desk(), asked)
    assert files(result)["scores/2026-12/4711.md"] == "**Agent:** Thanks\n\n[attachment]\n"
    assert not any("first message" in line for line in result.lines)
    nameless = comments.rename(tmp_path / "comments.json")
    asked = Asked("zendesk", [nameless, tickets], "2026-12", conversations=["4711"])
    assert any("call the file after it" in line for line in bring(a_desk(), asked).lines)


def test_intercom_says_when_a_conversation_is_longer_than_its_export(tmp_path):
    (conversation,) = exports.INTERCOM["conversations"]
    parts = {**conversation["conversation_parts"], "total_count": 700}
    longer = {**conversation, "conversation_parts": parts, "scorecards": []}
    result = brought(tmp_path, "intercom", [longer], into="2026-12", conversations=["1295"])
    assert any("1 end of conversations" in line for line in result.lines)


def test_what_is_packed_is_unpacked(tmp_path):
    content = gzip.compress(json.dumps(exports.ZENDESK_QA).encode())
    assert brought(tmp_path, "zendesk-qa", content).patch
    assert brought(tmp_path, "table", gzip.compress(exports.LONG.encode()), into="2026-11").patch
    with pytest.raises(RubricError, match="cut off"):
        brought(tmp_path, "zendesk-qa", content[:-9])
    with pytest.raises(RubricError, match="zip archive"):
        brought(tmp_path, "zendesk-qa", b"PK\x03\x04" + content)


def test_json_in_utf_16_with_two_marks(tmp_path):
    content = ("\ufeff" + json.dumps(exports.ZENDESK_QA)).encode("utf-16")
    assert brought(tmp_path, "zendesk-qa", content).patch

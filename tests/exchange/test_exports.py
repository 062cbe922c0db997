"""What is given to other tools, and that it comes back as it was."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
import yaml

from desks import FILES, a_desk
from mkdocs_rubric import load_folder
from mkdocs_rubric.calibration.judged import fingerprint
from mkdocs_rubric.exchange import Asked, bring
from mkdocs_rubric.exchange.judge import (
    answer_schema,
    judge_data,
    judged_conversations,
    prompt,
    promptfoo,
)
from mkdocs_rubric.exchange.out_label_studio import as_interface, as_tasks
from mkdocs_rubric.exchange.out_table import as_csv_table, as_workbook, session_grid
from mkdocs_rubric.exchange.out_zendesk_qa import as_zendesk_qa
from mkdocs_rubric.importing import read_json_scorecard
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.meeting.desk import Desk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example():
    return load_folder(ROOT).project


def scored(held):
    """Every score of a session, with its note."""
    written = held.as_written
    return {
        (who if sheet is not written.consensus else "", what, on): (cell, note)
        for sheet in (*written.sheets, written.consensus)
        for who, what, on, cell, note in zip(
            sheet.reviewers,
            sheet.conversations,
            sheet.criteria,
            sheet.cells,
            sheet.notes,
            strict=True,
        )
        if str(cell) != "Mark.NOT_SCORED"
    }


def emptied(project):
    """The example's standard without its sessions."""
    tree = {
        path: (ROOT / path).read_text("utf-8")
        for path in project.files
        if path.startswith("rubric/")
    }
    return Desk(DictTree(tree))


@pytest.mark.parametrize("name", ["sheets.xlsx", "sheets.csv"])
def test_a_table_comes_back_as_the_same_sheets(example, tmp_path, name):
    sessions = [example.sessions[each] for each in ("2026-10", "2026-11")]
    path = tmp_path / name
    path.write_bytes(
        as_workbook(example, sessions) if name.endswith("xlsx") else as_csv_table(sessions)
    )
    desk = emptied(example)
    patch = bring(desk, Asked("table", [path])).patch
    after = Desk(DictTree({**desk.tree.files, **patch.after})).project
    assert list(after.sessions) == ["2026-10", "2026-11"]
    for before in sessions:
        assert scored(after.sessions[before.id]) == scored(before)


def test_a_workbook_offers_the_levels_and_is_the_same_every_time(example):
    from io import BytesIO

    from openpyxl import load_workbook

    held = example.sessions["2026-11"]
    content = as_workbook(example, [held])
    assert content == as_workbook(example, [held])
    sheet = load_workbook(BytesIO(content))["2026-11"]
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"1,2,3,4,5,NA"' in offered
    assert [cell.value for cell in sheet[1]][:2] == ["conversation", "criterion"]


def test_what_a_spreadsheet_would_run_is_text_and_comes_back(tmp_path):
    note = '=HYPERLINK("x")'
    there = {
        "scores/2026-11/session.yaml": (
            "date: 2026-11-02\nreviewers: [ana]\nconversations: [{id: C-1}]\n"
        ),
        "scores/2026-11/ana.csv": (
            'conversation,criterion,score,note\nC-1,empathy,4,"=HYPERLINK(""x"")"\n'
        ),
    }
    desk = a_desk(**there)
    held = desk.project.sessions["2026-11"]
    assert session_grid(desk.project, held)[1][-1] == note
    path = tmp_path / "sheets.csv"
    path.write_bytes(as_csv_table([held]))
    assert b"'=HYPERLINK" in path.read_bytes()
    patch = bring(a_desk(), Asked("table", [path])).patch
    assert "=HYPERLINK" in patch.after["scores/2026-11/ana.csv"].decode()
    assert "'=HYPERLINK" not in patch.after["scores/2026-11/ana.csv"].decode()


def test_label_studio_gets_tasks_and_an_interface_and_gives_the_same_sheets(example, tmp_path):
    held = example.sessions["2026-11"]
    interface = ET.fromstring(as_interface(example, held))
    assert [each.get("name") for each in interface.iter("Choices")][:2] == ["opening", "empathy"]
    path = tmp_path / "tasks.json"
    path.write_text(as_tasks(example, held), "utf-8")
    desk = emptied(example)
    patch = bring(desk, Asked("label-studio", [path], into="2026-11")).patch
    after = Desk(DictTree({**desk.tree.files, **patch.after})).project
    assert scored(after.sessions["2026-11"]) == scored(held)


def test_the_scorecard_for_zendesk_qa_begins_the_same_standard(example, tmp_path):
    path = tmp_path / "card.json"
    path.write_text(as_zendesk_qa(example), "utf-8")
    card = read_json_scorecard(path)
    rubric = example.rubric
    assert [each.entry.title for each in card.criteria] == [each.title for each in rubric.active]
    assert list(card.groups.values()) == [group.title for group in rubric.groups]
    for given, criterion in zip(card.criteria, rubric.active, strict=True):
        assert given.entry.weight == criterion.weight
        assert given.entry.critical == criterion.critical
        assert (given.entry.not_applicable is None) == (criterion.not_applicable is None)
        assert list(card.scales[given.scale]) == rubric.scale(criterion).scores


def test_a_prompt_has_all_that_a_score_follows_from(example):
    criterion = example.rubric.criteria["empathy"]
    text = prompt(example, criterion)
    assert criterion.question in text
    for level in criterion.levels.values():
        assert level.description in text
        assert all(each.text.strip() in text for each in level.examples)
    assert "decided 2026-09-16: Tone alone is not empathy" in text
    assert fingerprint(example, criterion) in text
    schema = answer_schema(example, criterion)
    answer = {"criterion": "empathy", "reason": "x", "score": 3}
    jsonschema.validate({**answer, "fingerprint": fingerprint(example, criterion)}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**answer, "score": 6, "fingerprint": "x"}, schema)


def test_the_fingerprint_changes_with_the_wording_and_with_nothing_else():
    desk = a_desk()
    before = fingerprint(desk.project, desk.project.rubric.criteria["empathy"])
    heavier = a_desk(
        **{"rubric/criteria/empathy.yaml": FILES["rubric/criteria/empathy.yaml"] + "weight: 7\n"}
    ).project
    assert fingerprint(heavier, heavier.rubric.criteria["empathy"]) == before
    other = FILES["rubric/criteria/empathy.yaml"].replace("Was it met?", "Was it seen?")
    reworded = a_desk(**{"rubric/criteria/empathy.yaml": other}).project
    assert fingerprint(reworded, reworded.rubric.criteria["empathy"]) != before


def test_a_promptfoo_file_has_prompts_and_the_agreed_scores_as_tests(example):
    criterion = example.rubric.criteria["empathy"]
    document = yaml.safe_load(promptfoo(example, [criterion]))
    assert document["prompts"][0]["raw"].startswith("{% raw %}Score one criterion")
    mark = fingerprint(example, criterion)
    whole = document["prompts"][0]["raw"].rstrip()
    assert f"[begin {mark}]\n{{% endraw %}}{{{{conversation}}}}{{% raw %}}\n[end {mark}]" in whole
    assert document["providers"] == []
    assert len(document["tests"]) == len(judged_conversations(example, [criterion]).splitlines())
    assert "Math.abs(JSON.parse(output).score - 4) <= 1" in str(document["tests"])


def test_the_data_are_json_and_name_no_reviewer(example):
    text = json.dumps(judge_data(example, example.rubric.active))
    assert not any(f'"{name}"' in text for name in example.people)

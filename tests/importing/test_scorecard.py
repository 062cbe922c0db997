"""A team's scorecard, as the rubric it describes."""

import io
import re
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric import DictTree, Layout, Severity, load_and_check
from mkdocs_rubric.edit import formatted, kind_of
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing import Said, understood
from mkdocs_rubric.importing.header_rows import header_of
from mkdocs_rubric.importing.scorecard import _scorecard
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.scaffold import to_do
from sites import rebuild, write

PLAIN = """\
Category,Criterion,Weight,Description,3,2,1
Communication,Greeting,10,Greets by name.,At once,Late,Never
,Clarity,20%,Is the reply clear?,,,
Process,Notes,5,,Complete,,None
"""


TAKEN = "the criteria's weights were taken"


def in_short(card):
    return [(one.group, one.id, one.entry.weight) for one in card.criteria]


def criterion(made, card, name, **changes):
    return yaml.safe_load(made(card, **changes)[f"rubric/criteria/{name}.yaml"])


def checked(files):
    return load_and_check(DictTree(files))


def test_a_row_is_a_criterion_and_a_group_goes_on_until_the_next(scorecard):
    card = scorecard(PLAIN)
    assert in_short(card) == [
        ("communication", "greeting", 10),
        ("communication", "clarity", 20),
        ("process", "notes", 5),
    ]
    assert card.groups == {"communication": "Communication", "process": "Process"}
    assert card.scales == {"quality": {1: "Level 1", 2: "Level 2", 3: "Level 3"}}
    assert card.notes == []


def test_what_the_cells_say_stands_in_the_files(scorecard, made):
    content = criterion(made, scorecard(PLAIN), "greeting")
    assert content == {
        "title": "Greeting",
        "question": "Greets by name.",
        "scale": "quality",
        "weight": 10,
        "levels": {
            3: {"description": "At once"},
            2: {"description": "Late"},
            1: {"description": "Never"},
        },
    }


def test_what_it_does_not_say_is_to_be_written_and_counted(scorecard, made):
    card = scorecard(PLAIN)
    files = made(card)
    notes = yaml.safe_load(files["rubric/criteria/notes.yaml"])
    assert notes["question"] == 'To be written. What does a reviewer ask about "Notes"?'
    assert notes["levels"][2] == {"description": "To be written. What earns a 2?"}
    texts = {name: text.decode() for name, text in files.items()}
    assert next(to_do(card, texts)) == (
        '5 texts are still to be written: search rubric/criteria/ for "To be written."'
    )


def test_the_repository_it_makes_passes_its_checks_and_builds(scorecard, made, tmp_path):
    files = made(scorecard(PLAIN))
    found = checked(files).found
    assert {one.severity for one in found} == {Severity.INFO}
    assert {one.code for one in found} == {"R208"}
    for name, text in files.items():
        kind = kind_of(name, Layout())
        assert kind is None or formatted(text, name, kind) == text
    site = rebuild(write(tmp_path / "made", files))
    assert "At once" in (site / "criteria/greeting/index.html").read_text(encoding="utf-8")


def test_titles_above_the_header_and_blank_rows_are_passed_over(scorecard):
    lines = PLAIN.replace("Process,", "\n,,\nProcess,")
    card = scorecard(f"Acme QA form v7,,\n\nValid from,2026\n{lines}")
    assert card.header == 4
    assert [one.id for one in card.criteria] == ["greeting", "clarity", "notes"]


def test_a_group_can_be_a_row_of_its_own(scorecard):
    card = scorecard(
        "Question,Points,Yes,No\nOPENING (20%),,,\nDid they greet?,10,Greets,Does not\n"
        "Closing - 80 pts,,,\nDid they close?,30,,\nTotal,40,,\n"
    )
    assert card.groups == {"opening": "OPENING", "closing": "Closing"}
    assert in_short(card) == [("opening", "did-they-greet", 10), ("closing", "did-they-close", 30)]
    assert card.notes == [
        "row 6 is a total and was left out",
        "read as headings of groups: rows 2, 4",
        f'the group "OPENING" says 20, and its criteria come to 10: {TAKEN}',
        f'the group "Closing" says 80, and its criteria come to 30: {TAKEN}',
    ]
    assert card.scales == {"met": {0: "No", 1: "Yes"}}


def test_a_list_of_names_is_a_scorecard_too(scorecard, made):
    card = scorecard("Criterion\nGreeting\nClarity\n")
    assert [one.id for one in card.criteria] == ["greeting", "clarity"]
    assert card.groups == {"criteria": "Criteria"}
    content = criterion(made, card, "greeting", scale="1-3")
    assert content["scale"] == "standard"
    assert list(content["levels"]) == [3, 2, 1]
    assert "weight" not in content


def test_yes_no_rows_among_others_get_a_scale_of_their_own(scorecard):
    card = scorecard(
        "Criterion,3,2,1,Yes,No\nTone,Warm,Neutral,Cold,,\nIdentity,,,,Checked,Not checked\n"
    )
    assert [one.scale for one in card.criteria] == ["quality", "met"]
    assert card.criteria[1].levels == {1: "Checked", 0: "Not checked"}


def test_points_under_the_levels_are_weights_and_no_descriptions(scorecard):
    card = scorecard("Criterion,Yes,No\nGreeting,10,0\nClosing,5,0\n")
    assert [one.entry.weight for one in card.criteria] == [10, 5]
    assert [set(one.levels.values()) for one in card.criteria] == [{""}, {""}]


def test_weights_that_are_fractions_become_percent(scorecard):
    card = scorecard("Criterion,Weight\nA,0.125\nB,.5\nC,0.375\n".replace(",.5", ",0.5"))
    assert [one.entry.weight for one in card.criteria] == [12.5, 50, 37.5]
    assert card.notes == ["the weights are fractions; they were written as percent"]


def test_a_row_without_a_weight_is_told(scorecard):
    card = scorecard("Group,Criterion,Weight,Critical\nG,A,10,\n,B,,\n,C,,yes\n")
    assert [one.entry.weight for one in card.criteria] == [10, 1, 0]
    assert card.notes == [
        'row 3: "B" has no weight; it got 1',
        'row 4: "C" has no weight; it got 0',
    ]


def test_critical_is_said_in_many_ways(scorecard):
    words = ["YES", "x", "✓", "Auto-fail", "no", "-", "", "N"]
    rows = "".join(f"G,{number},{word}\n" for number, word in enumerate(words))
    card = scorecard(f"Group,Criterion,Auto fail\n{rows}")
    assert [one.entry.critical for one in card.criteria] == [True] * 4 + [False] * 4


def test_a_weight_that_says_auto_fail_is_critical(scorecard):
    (one,) = scorecard("Criterion,Points\nIdentity,Auto-fail\n").criteria
    assert (one.entry.weight, one.entry.critical) == (0, True)


def test_not_applicable_is_yes_no_or_a_rule(scorecard, made):
    card = scorecard("Criterion,N/A\nA one,yes\nB two,no\nC three,Only on the phone\n")
    files = made(card)
    rules = [
        yaml.safe_load(files[f"rubric/criteria/{one.id}.yaml"]).get("not_applicable")
        for one in card.criteria
    ]
    assert rules == ["To be written. When does it not apply?", None, "Only on the phone"]


def test_tags_are_told_apart(scorecard):
    (one,) = scorecard('Criterion,Tags\nA,"tone; writing, tone\nchat"\n').criteria
    assert one.entry.tags == ["tone", "writing", "chat"]


def test_a_long_question_makes_a_short_title_and_stays_whole(scorecard, made):
    question = "Did the agent follow the process from beginning to end and note each exception?"
    card = scorecard(f'Question,Weight\n"{question}",1\n')
    (one,) = card.criteria
    assert one.entry.title == "Did the agent follow the process from beginning to end and…"
    assert criterion(made, card, one.id)["question"] == question
    assert any("(1)" in line for line in to_do(card, {}))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Empathy & Tone!", "empathy-tone"),
        ("Café / Größe", "cafe-grosse"),
        ("顧客", "gu-ke"),
        ("Привет клиент", "privet-klient"),
        ("1.2) Greeting", "greeting"),
        ("!?", "criterion"),
        ("CON", "criterion-con"),
        ("Index", "criterion-index"),
        ("Customer's name", "customers-name"),
        ("x" * 200, "x" * 59),
    ],
)
def test_ids_are_made_of_titles_and_can_always_be_files(scorecard, title, name):
    (one,) = scorecard(f"Criterion,Weight\n{title},1\n").criteria
    assert one.id == name


def test_two_criteria_of_one_name_get_two_ids(scorecard):
    card = scorecard("Category,Criterion\nA,Other\nB,Other\n")
    assert [one.id for one in card.criteria] == ["other", "other-2"]


def test_every_bad_row_is_named_at_once(scorecard):
    bad = (
        "Category,Criterion,Weight,Auto-fail,Description\n"
        "A,One,ten,no,\nA,Two,5,perhaps,\nA,,5,,Something\nA,Four,-3,,\n"
    )
    with pytest.raises(RubricError) as raised:
        scorecard(bad)
    first, *lines, _ = str(raised.value).split("\n")
    assert first.endswith("scorecard.csv cannot be used as it is:")
    assert [line.partition(";")[0] for line in lines] == [
        '  row 2, column C "Weight": "ten" is not a weight',
        '  row 3, column D "Auto-fail": "perhaps" is neither yes nor no',
        "  row 4 has no name for its criterion",
        '  row 5, column C "Weight": "-3" is not a weight',
    ]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Weight,5,4\n1,2,3\n"])
def test_a_sheet_that_is_no_scorecard_is_said_to_be_none(scorecard, text):
    with pytest.raises(RubricError, match="no row that names the columns") as raised:
        scorecard(text)
    assert "Category, Criterion, Weight" in raised.value.help


def test_a_header_alone_has_no_criterion(scorecard):
    with pytest.raises(RubricError, match="there is no criterion below row 1"):
        scorecard("Criterion,Weight\n")


def a_workbook(**sheets):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == "Merged":
            sheet.merge_range(1, 0, 2, 0, "Communication")
    book.close()
    return content.getvalue()


HEADER = ["Category", "Criterion", "Weight", 5, 4]


def test_of_a_workbook_the_sheet_that_looks_like_a_scorecard_is_read(scorecard):
    content = a_workbook(
        Guide=[["Name", "Title"], ["x", "y"]], Merged=[HEADER, ["", "A", 1], ["", "B", 2]]
    )
    card = scorecard(content, "book.xlsx")
    assert (card.sheet, card.unread) == ("Merged", ["Guide"])
    assert [one.group for one in card.criteria] == ["communication"] * 2


def test_another_sheet_can_be_named(scorecard):
    content = a_workbook(New=[HEADER, ["G", "A", 1]], Old=[["Criterion", "Weight"], ["B", 1]])
    assert [one.id for one in scorecard(content, "book.xlsx", worksheet="Old").criteria] == ["b"]
    with pytest.raises(RubricError, match='has no sheet "Older"') as raised:
        scorecard(content, "book.xlsx", worksheet="Older")
    assert raised.value.help == 'its sheets: "New", "Old"'


def test_what_was_understood_is_told_column_by_column(scorecard):
    card = scorecard(
        "Section,Criterion,Owner,5 - Great,4\nA,Greeting,Jo,x,\n", told=Said(ignored=["owner"])
    )
    assert "\n".join(understood(card, "form.csv")) == (
        "form.csv: the columns are named in row 1.\n"
        "\n"
        "  A  Section    group\n"
        "  B  Criterion  criterion\n"
        "  C  Owner      ignored: as you said\n"
        "  D  5 - Great  level 5, Great\n"
        "  E  4          level 4\n"
        "\n"
        "1 criterion in 1 group:\n"
        "  a           A\n"
        "    greeting  Greeting\n"
        "Scale quality: 4 Level 4, 5 Great"
    )


HOSTILE = """\
Category,Criterion,Weight,Description,5,4,Tags
"<script>alert(1)</script>","=cmd|' /C calc'!A0",1,"{{ config }} [x](javascript:alert(1))","- <b>
#h",": yes","{a: b}, *x"
"# heading","x: &a *a",2,"---",,,
"""


def test_nothing_in_a_cell_is_yaml_markup_or_a_formula(scorecard, made, tmp_path):
    card = scorecard(HOSTILE)
    files = made(card)
    assert {one.severity for one in checked(files).found} == {Severity.INFO}
    site = rebuild(write(tmp_path / "made", files))
    pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert "<script>alert" not in pages
    assert 'href="javascript:alert' not in pages
    assert "=cmd|" in re.sub(r"&#\d+;", lambda one: chr(int(one[0][2:-1])), pages)
    assert len(card.criteria) == 2


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "Criterion", "Weight", "5", "4", "yes", "10%", "Total", "a: b"])
            | st.text(max_size=12),
            min_size=4,
            max_size=4,
        ),
        max_size=6,
    )
)
def test_any_table_is_a_scorecard_or_a_message(rows):
    table = Worksheet("", [["Section", "Criterion", "Weight", "Auto-fail"], *rows])
    try:
        card = _scorecard(Path("a.csv"), table, header_of(table), [])
    except RubricError:
        return
    assert card.criteria
    assert len({one.id for one in card.criteria}) == len(card.criteria)

"""Sheets that are no list of scores: a column a reviewer, a column a criterion, labels, titles."""

import datetime as dt
from decimal import Decimal

import pytest

from factories import a_criterion, a_rubric, a_scale
from mkdocs_rubric.load.sheet_reader import read_sheet
from mkdocs_rubric.load.vocabulary import Vocabulary
from mkdocs_rubric.model import Mark, Session
from mkdocs_rubric.model.rubric import Sheets
from mkdocs_rubric.model.session import Conversation

NA, EMPTY = Mark.NOT_APPLICABLE, Mark.NOT_SCORED
LONG = "conversation,criterion,score\n"


def vocabulary(reviewers=("ana", "ben", "Zoë"), ignore=(), **changes):
    rubric = a_rubric(
        a_criterion(id="empathy", title="Empathy", not_applicable="Never.", **changes),
        a_criterion(id="right-answer", title="Right answer", aliases=("answer",), **changes),
        sheets=Sheets(ignore=ignore),
        scales={
            "quality": a_scale(1, 2, 3),
            "met": a_scale(0, 1).model_copy(update={"levels": {0: "Not met", 1: "Met"}}),
            "half": a_scale(1, Decimal("1.5"), 2),
            "hundred": a_scale(0, 50, 75, 100),
        },
    )
    session = Session(
        date=dt.date(2026, 2, 10),
        reviewers=reviewers,
        conversations=(Conversation(id="T-1"), Conversation(id="T-2")),
        path="scores/2026-02/session.yaml",
    )
    return Vocabulary(rubric, session)


def read(text, known=None):
    return read_sheet(text, "a.csv", "ana", None, known or vocabulary())


def rows(text, known=None):
    sheet, _, found = read(text, known)
    assert found == []
    columns = (sheet.conversations, sheet.criteria, sheet.reviewers, sheet.cells)
    return list(zip(*columns, strict=True))


def told(text, known=None):
    return [f"{one.where} {one.message} | {one.hint}{one.help}" for one in read(text, known)[2]]


def test_a_column_a_reviewer():
    assert rows("conversation,criterion,ana,Ben\nT-1,empathy,1,2\nT-1,Right answer,3,\n") == [
        ("T-1", "empathy", "ana", 1),
        ("T-1", "empathy", "ben", 2),
        ("T-1", "right-answer", "ana", 3),
        ("T-1", "right-answer", "ben", EMPTY),
    ]


def test_a_column_a_criterion_by_title_id_or_earlier_id():
    assert rows("Ticket;Reviewer;EMPATHY;answer\nT-1;ben;2;n.a.\n") == [
        ("T-1", "empathy", "ben", 2),
        ("T-1", "answer", "ben", NA),
    ]


def test_a_grid_of_one_reviewer_is_named_by_its_file():
    assert rows("conversation,empathy\nT-1,2\n") == [("T-1", "empathy", "ana", 2)]


def test_a_cell_of_a_grid_is_found_where_it_is():
    sheet, source, _ = read("conversation,criterion,ana,ben\nT-1,empathy,1,22\n")
    assert [str(source.locate(line, "score")) for line in sheet.lines] == [
        "a.csv:2:13",
        "a.csv:2:15",
    ]
    assert [str(source.locate(line, "reviewer")) for line in sheet.lines] == [
        "a.csv:1:24",
        "a.csv:1:28",
    ]
    assert str(source.locate(sheet.lines[1], "conversation")) == "a.csv:2:1"


def test_a_note_of_a_grids_row_stands_with_its_first_score():
    sheet, _, _ = read("conversation,criterion,ana,ben,comment\nT-1,empathy,,2,late\n")
    assert sheet.notes == ("", "late")


def test_of_a_forms_answers_the_latest_counts_and_that_is_said():
    text = (
        "Timestamp,Email Address,Ticket ID,Empathy,Comments\n"
        "2026/02/14 10:02:11 AM GMT+1,ana@team.example,T-1,1,first\n"
        "2026/02/14 9:12:43 PM GMT+1,ana@team.example,T-1,3,last\n"
        "2026/02/14 11:12:43 AM GMT+1,ana@team.example,T-1,2,between\n"
    )
    sheet, _, found = read(text)
    assert (sheet.cells, sheet.notes) == ((3,), ("last",))
    assert [(one.code, one.where.line) for one in found] == [("R023", 2), ("R023", 4)]


def test_where_times_cannot_be_read_the_answer_further_down_counts():
    text = "When,Timestamp,Email,Ticket,Empathy\n".replace("When,", "")
    text += "14.2.26,ana@x.example,T-1,1\n13.2.26,ana@x.example,T-1,3\n"
    assert read(text)[0].cells == (3,)


LISTED = "reviewers in scores/2026-02/session.yaml"
GRID = "this is a grid with a column for each"
CANNOT = {
    "conversation,criterion,dana,eve\nT-1,empathy,1,2\n": f"a.csv:1:24 {GRID} reviewer, and "
    f'"dana", "eve" '
    f"are no reviewers of the session | add them to {LISTED}, or correct the names",
    "conversation,criterion,ana,bem\nT-1,empathy,1,2\n": 'a.csv:1:28 the column "bem" has scores, '
    'and nobody of that name is a reviewer of the session | did you mean "ben"?'
    f"add the name to {LISTED}, or correct it",
    "conversation,criterion,ana,consensus\nT-1,empathy,1,2\n": 'a.csv:1:28 the column "consensus" '
    "has the agreed scores, which have a sheet of their own | move it to consensus.csv: "
    "conversation, criterion, score",
    "conversation,Empathie,Answers right\nT-1,1,2\n": f"a.csv:1:14 {GRID} criterion, "
    'and "Empathie", "Answers right" are no criteria | name each column by the id or the title of '
    "a criterion",
    "conversation,empathy,Tone\nT-1,1,2\n": 'a.csv:1:22 the column "Tone" has scores, and no '
    "criterion is called so | name the column by the criterion's title or id",
}


@pytest.mark.parametrize("text", CANNOT)
def test_a_grid_that_cannot_be_read_is_called_one(text):
    assert told(text) == [CANNOT[text]]


def test_what_follows_a_remedy_is_read():
    wrong = "conversation,criterion,dana,eve\nT-1,empathy,1,2\n"
    assert told(wrong, vocabulary(reviewers=("dana", "eve"))) == []
    assert told("conversation,empathy,Tone\nT-1,1,2\n".replace("Tone", "Right answer")) == []
    column = LONG.replace("score", "score,agent") + "T-1,empathy,1,Bo\n"
    assert "delete it, or add agent to `sheets: {ignore: […]}` in rubric.yaml" in told(column)[0]
    assert 'if it is a "note" or a "reviewer", call it that; else' in told(column)[0]
    assert told(column, vocabulary(ignore=("Agent",))) == []
    assert told(column.replace("agent", "note")) == []
    assert told(LONG + "T-1,empathy,2,5\n") != []
    assert told(LONG + 'T-1,empathy,"2,5"\n') == []
    assert told(LONG.replace(",", ";") + "T-1;empathy;2,5\n") == []


LABELS = [
    ("Met", 1),
    ("not MET", 0),
    ("1 - Met", 1),
    ("1: Met", 1),
    ("0 (Not met)", 0),
    ("Met (1)", 1),
    ("1 = met", 1),
    ("1.0", 1),
    ("n/a", NA),
    ("N.A.", NA),
    ("-", NA),
    ("\N{EN DASH}", NA),
    ("", EMPTY),
]


@pytest.mark.parametrize(("cell", "means"), LABELS)
def test_the_names_of_levels_are_scores_in_any_case(cell, means):
    assert rows(f"{LONG}T-1,empathy,{cell}\n", vocabulary(scale="met"))[0][3] == means


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("Yes", 'did you mean 1 ("Met")?'),
        ("no", 'did you mean 0 ("Not met")?'),
        ("Mett", 'did you mean 1 ("Met")?'),
        ("1/1", 'did you mean 1 ("Met")?'),
        ("0 - Met", 'did you mean 1 ("Met")?'),
        ("excellent", ""),
    ],
)
def test_anything_else_names_the_number_of_the_nearest_label(cell, hint):
    (found,) = read(f"{LONG}T-1,empathy,{cell}\n", vocabulary(scale="met"))[2]
    assert (found.code, found.hint) == ("R016", hint)
    assert found.help == "write a number (0, 1), NA, or nothing for not scored"


def test_a_dash_is_not_applicable_only_where_that_is_allowed():
    (found,) = read(f"{LONG}T-1,right-answer,-\n")[2]
    assert found.help == (
        'write a number (1, 2, 3), or nothing for not scored; "right-answer" always applies'
    )


@pytest.mark.parametrize(
    "cell", ["2-Jan", "02. Jan", "Jan-02", "2026-01-02", "1.2.2026", "02/01/26"]
)
def test_a_date_that_was_a_score_is_called_one(cell):
    (found,) = read(f"{LONG}T-1,empathy,{cell}\n")[2]
    assert (found.code, found.message[: len(cell) + 12]) == ("R022", f'"{cell}" is a date')


@pytest.mark.parametrize("cell", ["Decision 1", "Marketing 5", "Mayor 3", "1 dead", "Juniper 2"])
def test_a_word_that_begins_like_a_month_is_no_date(cell):
    (found,) = read(f"{LONG}T-1,empathy,{cell}\n")[2]
    assert found.code == "R016"


@pytest.mark.parametrize("cell", ["1.23457E+14", "1,23457E+14", "1E+15", "9.9e+20"])
def test_an_id_that_was_shortened_is_called_so_and_costs_its_row(cell):
    sheet, _, (found,) = read(f'{LONG}"{cell}",empathy,1\nT-2,empathy,2\n')
    assert found.code == "R022"
    assert f'shortened the conversation to "{cell}"' in found.message
    assert sheet.conversations == ("T-2",)


def test_a_grid_without_conversations_is_told_what_it_lacks():
    (found,) = read("criterion,ana,ben\nempathy,1,2\n")[2]
    assert found.message == "this grid (ana, ben) does not say which conversation a row is of"
    assert found.help == 'add a column "conversation" with the ids of session.yaml'


def test_an_accent_may_be_one_letter_or_two():
    composed, apart = "Zo\u00eb", "Zoe\u0308"
    assert read_sheet(f"{LONG}T-1,empathy,1\n", "a.csv", apart)[0].reviewers == (composed,)
    sheet, _, _ = read(f"{LONG.replace('score', 'score,reviewer')}T-1,empathy,1,{apart}\n")
    assert sheet.reviewers == (composed,)
    assert rows(f"conversation,criterion,{apart}\nT-1,empathy,2\n")[0][2] == composed


def test_the_running_numbers_of_an_export_are_nothing():
    assert rows(",conversation,criterion,score\n0,T-1,empathy,1.0\n1,T-2,empathy,2.0\n")[1][3] == 2
    (found,) = read(",conversation,criterion,score\nx,T-1,empathy,1.0\n")[2]
    assert found.message == "the column A is not read"
    assert found.help == 'if it is a "note" or a "reviewer", call it that; else delete it'


def test_headers_of_other_languages_and_tools_are_known():
    assert rows("Ticketnummer;Kriterium;Bewertung;Prüfer;Kommentar\nT-1;empathy;2,0;ben;\n") == [
        ("T-1", "empathy", "ben", 2)
    ]


def test_half_points_are_kept_exactly():
    assert rows(f"{LONG}T-1,empathy,2.5\n")[0][3] == Decimal("2.5")


def test_a_column_a_conversation():
    assert rows("Criterion,T-1,t-2\nempathy,1,2\nRight answer,3,\n") == [
        ("T-1", "empathy", "ana", 1),
        ("T-2", "empathy", "ana", 2),
        ("T-1", "right-answer", "ana", 3),
        ("T-2", "right-answer", "ana", EMPTY),
    ]
    several = "criterion,reviewer,T-1,T-2\nempathy,ben,1,2\n"
    assert [row[2] for row in rows(several)] == ["ben", "ben"]


def test_a_conversation_in_the_header_that_is_not_the_sessions_is_told():
    (said,) = told("criterion,T-1,T-9\nempathy,1,2\n")
    assert said.startswith(
        'a.csv:1:15 the column "T-9" has scores, and no conversation of the session is called so'
    )
    (said,) = told("criterion,X-1,X-2\nempathy,1,2\n")
    assert said.endswith('"conversation" with the ids of session.yaml, or name each column by one')


def test_what_stands_above_the_header_is_one_finding_and_the_rest_is_read():
    sheet, source, (found,) = read("Calibration, February\nby Ana\n\n" + LONG + "T-1,empathy,2\n")
    assert (found.where.line, found.message) == (
        1,
        "what stands above line 4, which names the columns, is not read",
    )
    assert sheet.cells == (2,)
    assert source.locate(sheet.lines[0], "score").line == 5


def test_a_sheet_without_a_header_is_told_so():
    (said,) = told("T-1,empathy,2\nT-2,empathy,3\n")
    assert said == (
        "a.csv:1:1 the first line names no columns: it has a score | put a line above it: "
        "conversation,criterion,score"
    )


@pytest.mark.parametrize("note", ["5", " 5", "50"])
def test_a_score_that_a_decimal_comma_may_have_cut_in_two_is_asked_about(note):
    known = vocabulary(scale="half")
    (said,) = told(f"conversation,criterion,score,note\nT-1,empathy,1,{note}\n", known)
    written = f"1,{note.strip()}"
    assert said.startswith(f"a.csv:2:13 {written} may be one score or a score and a note")
    assert f'a decimal number goes in double quotes, "{written}"' in said


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("conversation,criterion,score,note\nT-1,empathy,2,5\n", "half"),  # 2.5 is no level
        ("conversation,criterion,score,note\nT-1,empathy,1,5\n", "quality"),
        ("conversation;criterion;score;note\nT-1;empathy;1;5\n", "half"),
        ("conversation,criterion,note,score\nT-1,empathy,5,1\n", "half"),
    ],
)
def test_a_note_that_is_a_number_is_a_note_where_it_can_be_nothing_else(text, scale):
    sheet, _, found = read(text, vocabulary(scale=scale))
    assert (found, sheet.notes) == ([], ("5",))


@pytest.mark.parametrize(
    ("cell", "scale", "means"),
    [
        ("75%", "hundred", 75),
        ("100 %", "hundred", 100),
        ("'2", "quality", 2),
        ("\uff12", "quality", 2),
        ("\u0662", "quality", 2),
        ("\u0661\u066b\u0665", "half", Decimal("1.5")),
    ],
)
def test_numbers_as_other_keyboards_and_programs_write_them(cell, scale, means):
    assert rows(LONG + f"T-1,empathy,{cell}\n", vocabulary(scale=scale))[0][3] == means


def test_a_percentage_of_another_scale_is_no_score():
    assert "not a score" in told(LONG + "T-1,empathy,75%\n")[0]


def test_a_row_of_a_grid_that_says_nothing_is_one_finding():
    assert len(told("conversation,criterion,ana,ben\nT-1,empathy,1,2\nMean,,1,2\n")) == 1


def test_a_row_with_another_separator_is_told_which_one_the_others_have():
    (said,) = told("conversation;criterion;score\nT-1;empathy;2\nT-2,empathy,2\n")
    assert said.endswith("separate its cells by semicolons, as the first line's are")
    (said,) = told("conversation;criterion;score\nT-1;empathy;2\nT-2;empathy\n")
    assert said.endswith("a cell that is left out still needs its semicolon")


@pytest.mark.parametrize("header", ["Ticket,Criteria,Rating", "Case ID,Question,Points"])
def test_usual_words_name_the_columns(header):
    assert rows(f"{header}\nT-1,empathy,2\n") == [("T-1", "empathy", "ana", 2)]


def test_numbers_beside_scores_are_no_criterion():
    (said,) = told("id,conversation,criterion,score\n7,T-1,empathy,2\n")
    assert 'the column "id" is not read' in said
    assert "or add id to `sheets: {ignore: […]}` in rubric.yaml" in said

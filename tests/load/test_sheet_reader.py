"""CSV files as people and spreadsheets write them."""

from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric.load import sheet_reader
from mkdocs_rubric.load.sheet_reader import read_sheet
from mkdocs_rubric.model import Mark

HEADER = "conversation,criterion,score,note\n"
NOTHING = "the first line has none of the columns conversation, criterion and score"
NA, EMPTY = Mark.NOT_APPLICABLE, Mark.NOT_SCORED


def sheet(text, reviewer="ana"):
    found = read_sheet(text, "a.csv", reviewer)
    assert found[2] == []
    return found[0]


def wrong(text):
    return [f"{one.where} {one.code} {one.message}" for one in read_sheet(text, "a.csv", "ana")[2]]


def test_a_sheet_is_columns_and_the_line_of_each_row():
    found = sheet(HEADER + "C-1,empathy,2,named nothing\nC-2,empathy,NA,\n")
    assert found.conversations == ("C-1", "C-2")
    assert found.criteria == ("empathy", "empathy")
    assert found.cells == (2, NA)
    assert found.notes == ("named nothing", "")
    assert found.reviewers == ("ana", "ana")
    assert list(found.lines) == [2, 3]


def test_the_order_of_columns_their_case_and_further_columns_do_not_matter():
    found = sheet("Score,date,Criterion,Reviewer,Conversation\n3,2026-03-01,empathy,ben,C-1\n")
    assert (found.cells, found.criteria, found.reviewers) == ((3,), ("empathy",), ("ben",))
    assert found.notes == ("",)


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("3", 3),
        ("-2", -2),
        (" 4 ", 4),
        ("0", 0),
        ("4.0", 4),
        ("3.50", Decimal("3.5")),
        ('"3,5"', Decimal("3.5")),
        ("2.75", Decimal("2.75")),
        ("4.000000000", 4),
        ("NA", NA),
        ("n/a", NA),
        ("Na", NA),
        ("n.a.", NA),
        ("", EMPTY),
    ],
)
def test_a_score_is_a_number_not_applicable_or_not_scored(cell, means):
    assert sheet(f"{HEADER}C-1,empathy,{cell},\n").cells == (means,)


@pytest.mark.parametrize(
    "cell", ["3.51234", "4/5", "yes", "-", "--1", "1e3", "٣", "²", "9" * 10, "+3", "3."]
)
def test_anything_else_is_no_score_and_costs_only_its_row(cell):
    found = read_sheet(f"{HEADER}C-1,empathy,{cell},\nC-2,empathy,3,\n", "a.csv", "ana")
    assert [f"{one.where} {one.message}" for one in found[2]] == [
        f'a.csv:2:13 "{cell}" is not a score'
    ]
    assert found[0].conversations == ("C-2",)
    assert list(found[0].lines) == [3]


def test_cells_in_quotes_may_hold_commas_quotes_and_lines():
    found = sheet(HEADER + 'C-1,empathy,2,"polite, but ""late"",\nand short"\nC-2,empathy,3,\n')
    assert found.notes == ('polite, but "late",\nand short', "")
    assert list(found.lines) == [2, 4]


def test_a_blank_after_a_comma_does_not_undo_the_quotes():
    assert sheet(HEADER + 'C-1, empathy, 2, "polite, but late"\n').notes == ("polite, but late",)


def test_blank_rows_and_rows_of_commas_at_the_end_of_an_export_are_nothing():
    found = sheet(HEADER + "\nC-1,empathy,2,\n\n,,,\n,,\n,\n   \n")
    assert (found.conversations, list(found.lines)) == (("C-1",), [3])


def test_empty_cells_at_the_end_of_a_row_may_be_missing():
    assert sheet(HEADER + "C-1,empathy,2\nC-2,empathy,3,\n").cells == (2, 3)


@pytest.mark.parametrize("row", ["C-1,empathy,3,5,", "C-1,empathy,3,,", "C-1,empathy,3,,,"])
def test_a_cell_too_many_is_never_nothing_even_where_it_is_empty(row):
    found = read_sheet(f"{HEADER}{row}\n", "a.csv", "ana")
    assert [one.message for one in found[2]] == [
        f"the row has {row.count(',') + 1} cells, and the sheet 4 columns"
    ]
    assert len(found[0]) == 0


def test_numeric_ids_stay_text():
    assert sheet(HEADER + "0042,empathy,2,\n").conversations == ("0042",)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("", ["a.csv:1:1 R014 the sheet is empty"]),
        ("\n\n", ["a.csv:1:1 R014 the sheet is empty"]),
        (
            "conversation;criterion;score\nC-1;empathy;1;2\n",
            ["a.csv:2:15 R015 the row has 4 cells, and the sheet 3 columns"],
        ),
        ("conversation\tcriterion\n", ['a.csv:1:1 R014 the column "score" is missing']),
        (
            "who,what\n",
            [f"a.csv:1:1 R014 {NOTHING}"],
        ),
        ("conversation,score\n", ['a.csv:1:1 R014 the column "criterion" is missing']),
        (
            "Conversation,criterion,scores\nC-1,empathy,2\n",
            ['a.csv:1:24 R014 unknown column "scores"'],
        ),
        (
            "conversation,criterion,score,score\n",
            ['a.csv:1:30 R014 the column "score" is there twice'],
        ),
        (
            HEADER.replace("note", "noet") + "C-1,empathy,1,late\n",
            ['a.csv:1:30 R014 unknown column "noet"'],
        ),
        (
            HEADER.replace("note", "agent") + "C-1,empathy,1,Bo\n",
            ['a.csv:1:30 R014 the column "agent" is not read'],
        ),
        (
            HEADER + "C-1,empathy,2,polite, but late\n",
            ["a.csv:2:23 R015 the row has 5 cells, and the sheet 4 columns"],
        ),
        (HEADER + "C-1,2\n", ["a.csv:2:1 R015 the row has 2 cells, and the sheet 4 columns"]),
        (HEADER + "C-1,,2,\n", ["a.csv:2:5 R015 the row does not say which criterion"]),
        (HEADER + ",empathy,2,\n", ["a.csv:2:1 R015 the row does not say which conversation"]),
        (
            "reviewer," + HEADER + ",C-1,empathy,2,\n",
            ["a.csv:2:1 R015 the row does not say which reviewer"],
        ),
        (
            HEADER + 'C-1,empathy,2,"a" b\nC-2,empathy,3,"open\n',
            [
                "a.csv:2:15 R015 this cell goes on after its closing quote",
                "a.csv:3:15 R015 a quote is opened here and never closed",
            ],
        ),
        (
            HEADER + f"C-1,empathy,2,{'x' * 100_001}\n",
            ["a.csv:2:1 R015 a cell of this row is longer than 100,000 characters"],
        ),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said_at_the_very_cell(text, findings):
    assert wrong(text) == findings


def test_rows_after_a_broken_one_are_read():
    found = read_sheet(
        HEADER + 'C-1,empathy,2,"a" b\nC-2,empathy,3,\nC-3,empathy,1,"open\nC-4,empathy,2,\n',
        "a.csv",
        "ana",
    )
    assert found[0].conversations == ("C-2", "C-4")
    assert list(found[0].lines) == [3, 5]


def test_a_column_of_wrong_scores_is_not_ten_thousand_findings():
    text = HEADER + "C-1,empathy,good,\n" * 10_000
    found = read_sheet(text, "a.csv", "ana")[2]
    assert len(found) == 51
    assert found[-1].message == (
        "9950 more rows have something that is not a score: lines 52 to 10001"
    )


@pytest.mark.parametrize(
    ("row", "fine", "message"),
    [
        ("C-1,empathy", "C-2,empathy,3", "do not have the sheet's 4 columns"),
        (",empathy,3,", "C-2,empathy,3,", "do not say what was scored by whom"),
    ],
)
def test_every_row_that_is_wrong_is_named(row, fine, message):
    text = HEADER + f"{row}\n" * 52 + f"{fine}\n" + f"{row}\n" * 3
    found = read_sheet(text, "a.csv", "ana")[2]
    assert found[-1].message == f"5 more rows {message}: lines 52 to 53, 55 to 57"


@pytest.mark.parametrize(
    "text",
    [
        HEADER + 'C-1,empathy,2,"polite, late"\nC-2,empathy,3,\n',
        HEADER + 'C-1,empathy,2,""\nC-2,empathy,3,"x"',
        'note,conversation,criterion,score\n"a, b",C-1,empathy,2\n,C-2,empathy,3\n',
        HEADER + 'C-1,empathy,2,say ""hi""\nC-2,empathy,3,\n',
        HEADER + 'C-1,"empathy",2,"x"\nC-2,empathy,3,\n',
        HEADER + "C-1, empathy, 2, fine\nC-2,empathy,3,\n",
    ],
)
def test_the_quick_way_reads_as_the_csv_reader_does(text, monkeypatch):
    quick = read_sheet(text, "a.csv", "ana")
    monkeypatch.setattr(sheet_reader, "plain_columns", lambda *_: None)
    slow = read_sheet(text, "a.csv", "ana")
    assert (quick[0], quick[2]) == (slow[0], slow[2])


def test_a_cell_after_one_of_several_lines_is_found_on_its_line():
    text = 'conversation,note,criterion,score\n"C-1","two\nlines, here",empathy,many\n'
    source, found = read_sheet(text, "a.csv", "ana")[1:]
    assert (str(found[0].where), found[0].where.width) == ("a.csv:3:22", 4)
    assert str(source.locate(2, "criterion")) == "a.csv:3:14"
    assert str(source.locate(2, "note")) == "a.csv:2:7"


@pytest.mark.parametrize("end", ["", "\n"])
def test_lines_of_a_long_sheet_are_found_in_any_order(end):
    lines = [f"C-{n},empathy,2,{'long ' * (n % 97)}" for n in range(2000)]
    text = "\n".join([HEADER.rstrip("\n"), *lines]) + end
    source = read_sheet(text, "a.csv", "ana")[1]
    for n in (1999, 0, 700, 701, 12, 1500, 1999):
        assert source.start(n + 2) == text.index(f"C-{n},")
        assert str(source.locate(n + 2, "criterion")) == f"a.csv:{n + 2}:{len(f'C-{n},') + 1}"
    assert source.start(2003 + len(end)) == len(text)


CELLS = st.text('ab ,"\n', max_size=6)


def quoted(cell):
    return f'"{cell.replace(chr(34), chr(34) * 2)}"'


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_cell_is_found_where_it_is_written(cells):
    rows = [f"{quoted(note)},C-1,empathy,2,{quoted(last)}\n" for note, last in cells]
    text = "note,conversation,criterion,score,timestamp\n" + "".join(rows)
    found, source, problems = read_sheet(text, "a.csv", "ana")
    assert problems == []
    assert found.notes == tuple(note for note, _ in cells)
    lines = text.split("\n")
    for line in found.lines:
        where = source.locate(line, "criterion")
        assert lines[where.line - 1][where.column - 1 :][: where.width] == "empathy"


@given(st.text('conversation,criterion,score\n"" ;\tNA1', max_size=80))
def test_no_text_is_a_traceback_and_every_place_is_in_the_file(text):
    lines = text.split("\n")
    for header in ("", HEADER):
        for one in read_sheet(header + text, "a.csv", "ana")[2]:
            all_lines = (header + text).split("\n")
            assert one.where.line <= len(all_lines)
            assert one.where.column <= len(all_lines[one.where.line - 1]) + 1
    assert lines


@given(st.lists(st.text(alphabet='ab,"\n 3', max_size=12), max_size=6).map("\n".join))
def test_the_quick_way_reads_any_text_as_the_csv_reader_does(text):
    quick = read_sheet(HEADER + text, "a.csv", "ana")
    with patch.object(sheet_reader, "plain_columns", return_value=None):
        slow = read_sheet(HEADER + text, "a.csv", "ana")
    assert quick[2] == slow[2]
    same = [
        (one.conversations, one.criteria, one.cells, one.notes, list(one.lines))
        for one in (quick[0], slow[0])
    ]
    assert same[0] == same[1]

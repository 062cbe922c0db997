"""Cells as text, from CSV of any make and from workbooks."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.spreadsheet import read_tables
from sites import write

ROWS = [["Criterion", "Weight"], ["Greeting, by name", "10"], ["Größe; Maß", "5,5"]]


@pytest.fixture
def read(tmp_path):
    def read(content, name="sheet.csv"):
        return read_tables(write(tmp_path, {name: content}) / name)

    return read


def a_workbook(fill):
    """The bytes of a workbook; `fill` gets it to write into."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    fill(book)
    book.close()
    return content.getvalue()


def rows(tables):
    (table,) = tables
    return [list(row) for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(read, delimiter):
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert rows(read(text)) == ROWS


def test_commas_in_texts_do_not_make_a_semicolon_file_a_comma_one(read):
    text = "Criterion;Weight\nGreets, by name, at once;10\nListens, asks;20\nSolves;30\n"
    assert rows(read(text))[1] == ["Greets, by name, at once", "10"]


def test_excels_line_about_the_delimiter_is_no_row_of_text(read):
    assert rows(read("sep=;\r\nCriterion;Weight\r\nA, b;1\r\n")) == [
        ["", ""],
        ["Criterion", "Weight"],
        ["A, b", "1"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_programs_save_as_is_read(read, encoding):
    assert rows(read("Criterion\tWeight\nMaß\t1\n".encode(encoding)))[1] == ["Maß", "1"]


def test_another_encoding_is_read_and_told(read):
    (table,) = read("Criterion,Weight\nMaß,1\n".encode("windows-1252"))
    assert table.rows[1][0] == "Maß"
    assert "read as Windows-1252" in table.notes[0]


def test_a_cell_with_lines_is_one_cell_and_rows_are_even(read):
    assert rows(read('a,b,c\n"one\ntwo",x\n\n')) == [["a", "b", "c"], ["one\ntwo", "x", ""]]


def test_a_workbook_shows_what_was_last_shown_in_it(read):
    def fill(book):
        sheet = book.add_worksheet("QA form")
        percent = book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["text", 5, 2.5, True])
        sheet.write(1, 0, 0.1, percent)
        sheet.write_datetime(1, 1, dt.datetime(2026, 1, 2), day)  # noqa: DTZ001
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_string(2, 0, "=cmd()|x")
        sheet.write_rich_string(2, 1, "a ", book.add_format({"bold": True}), "bold", " word\nb")

    (table,) = read(a_workbook(fill), "sheet.xlsx")
    assert table.name == "QA form"
    assert [list(row) for row in table.rows] == [
        ["text", "5", "2.5", "Yes"],
        ["10%", "2026-01-02", "2", "#DIV/0!"],
        ["=cmd()|x", "a bold word\nb", "", ""],
    ]


def test_sheets_that_nobody_sees_are_not_read(read):
    def fill(book):
        book.add_worksheet("Seen").write(0, 0, "x")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "y")
        hidden.hide()

    assert [table.name for table in read(a_workbook(fill), "sheet.xlsx")] == ["Seen"]


def test_a_workbook_is_one_whatever_it_is_called(read):
    content = a_workbook(lambda book: book.add_worksheet("One").write(0, 0, "x"))
    assert read(content, "sheet.csv")[0].name == "One"


def test_a_cell_far_away_costs_nothing(read):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "y")

    (table,) = read(a_workbook(fill), "sheet.xlsx")
    assert [list(row) for row in table.rows] == [["x"]]


def test_rows_and_columns_past_any_scorecard_are_told(read):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(1000, 0, "x")
        sheet.write(0, 60, "y")

    (table,) = read(a_workbook(fill), "sheet.xlsx")
    assert table.lost == [
        "there are more than 1000 rows, and those after them would not be read",
        "there are more than 60 columns, and those after them would not be read",
    ]


def a_bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 101 * 1024 * 1024)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"PK\x03\x04 and no more", "sheet.xlsx", "cannot be read as a workbook"),
        (b"", "sheet.xlsx", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old.xls", "neither a .csv nor"),
        (b"%PDF-1.4\0\0", "scan.pdf", "neither a .csv nor"),
        (b"x" * (10 * 1024 * 1024 + 1), "big.csv", "is larger than 10 MB"),
        (b'"' + b"x" * 200_000, "odd.csv", "cannot be read as CSV"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_said_to_be_none(read, content, name, message):
    with pytest.raises(RubricError, match=message) as raised:
        read(content, name)
    assert raised.value.help


def test_a_workbook_that_unpacks_to_more_than_any_scorecard_is_left_alone(read):
    with pytest.raises(RubricError, match="unpacks to 101 MB, and at most 16 MB are read"):
        read(a_bomb(), "sheet.xlsx")


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path):
    with pytest.raises(RubricError, match="cannot be read"):
        read_tables(tmp_path / "nowhere.csv")


A_WORKBOOK = a_workbook(lambda book: book.add_worksheet("One").write_row(0, 0, ["Criterion", 5, 4]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | st.builds(
        lambda place, byte: A_WORKBOOK[:place] + bytes([byte]) + A_WORKBOOK[place + 1 :],
        st.integers(0, len(A_WORKBOOK) - 1),
        st.integers(0, 255),
    )
)
def test_no_file_makes_a_traceback(read, content):
    try:
        tables = read(content, "sheet.xlsx" if content[:2] == b"PK" else "sheet.csv")
    except RubricError:
        return
    assert all(isinstance(cell, str) for table in tables for row in table.rows for cell in row)

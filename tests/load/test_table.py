"""One reader of tables: encodings, what separates cells, quotes, damage."""

import random
from contextlib import suppress

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing import read_scorecard
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.encoding import decoded
from mkdocs_rubric.load.sheet_reader import read_sheet
from mkdocs_rubric.load.table import delimiter_of, read_rows

TEXT = "conversation;criterion;score;note\nT-1;empathy;4;gut, aber spät\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_what_spreadsheet_programs_save_is_text(codec, name):
    found = decoded(TEXT.encode(codec))
    assert (found.text, found.encoding, found.doubtful) == (TEXT, name, -1)


@pytest.mark.parametrize(
    "text",
    [
        "c\u0153ur \u2013 \u201cd\u201d it\u2019s 5 €",
        "¿Qué? señor ½",
        "naïve, Žižek",
        "\u201ax\u2018",
    ],
)
def test_the_signs_of_western_europe_are_certain(text):
    assert decoded(text.encode("cp1252")).text == text
    assert decoded(text.encode("cp1252")).doubtful == -1


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("gut, aber spät", "mac_roman"),
        ("für", "cp437"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("Привет", "cp1251"),
        ("Καλημέρα", "cp1253"),
        ("日本語のテスト", "shift_jis"),
        ("ł,1", "cp1250"),
    ],
)
def test_another_encoding_is_not_read_as_one_it_is_not(text, codec):
    assert decoded(text.encode(codec)).doubtful >= 0
    found, (told,) = decode(text.encode(codec), "a.csv", table=True)
    assert found is None
    assert told.code == "R003"


def test_only_a_table_is_read_in_another_encoding_than_utf_8():
    assert decode(TEXT.encode("cp1252"), "a.yaml")[0] is None
    text, (told,) = decode(TEXT.encode("cp1252"), "a.csv", table=True)
    assert (text, told.code, told.severity) == (TEXT, "R021", "info")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1;2,5;3\n2;3,5;4\n", ";"),
        ("a;b\nx, y;1\nz;2\nu, v, w;3\n", ";"),
        ("a\tb\nx, y\tz; w\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('"a;b",c\n"d;e",f\n', ","),
        ("sep=;\na,b;c\n", ";"),
        ('"sep=|"\na|b\n', "|"),
        ("SEP=\t\na,b\tc\n", "\t"),
        ("alone\n", ","),
        ("", ","),
    ],
)
def test_what_separates_cells_is_told_by_the_rows(text, delimiter):
    assert delimiter_of(text)[0] == delimiter


def test_a_row_that_is_no_csv_costs_only_itself_whatever_separates_cells():
    read = read_rows('sep=;\na;b\n1;"x" y\n2;"z;\n3"\n4;"open\n', ";", 1)
    assert read.cells == [["a", "b"], ["2", "z;\n3"]]
    assert list(read.lines) == [2, 4]
    assert [(one.line, one.message) for one in read.broken] == [
        (3, "this cell goes on after its closing quote"),
        (6, "a quote is opened here and never closed"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_a_sheet_is_the_same_however_it_was_saved(delimiter, newline, codec):
    rows = [
        ["conversation", "criterion", "score", "note"],
        ["T-1", "empathy", "3", "spät, ja; und"],
    ]
    text = newline.join(delimiter.join(f'"{one}"' for one in row) for row in rows) + newline
    decodable, _ = decode(text.encode(codec), "a.csv", table=True)
    sheet, source, found = read_sheet(decodable, "a.csv", "ana")
    assert found == []
    assert (sheet.cells, sheet.notes) == ((3,), ("spät, ja; und",))
    where = source.locate(2, "score")
    assert decodable.split("\n")[1][where.column - 1 :][: where.width] == '"3"'


STARTS = [
    "conversation,criterion,score,note\nT-1,empathy,4,x\nT-2,empathy,NA,\n",
    "sep=;\nconversation;criterion;score\nT-1;empathy;3,5\n",
    "conversation\tcriterion\tana\tben\nT-1\tempathy\t4\t\n",
    "Timestamp,Email,Ticket ID,Empathy\n2026-02-14 10:00,ana@x.example,T-1,4\n",
    'Category,Criterion,Weight (%),5,4,3\nTalk,Greeting,"12,5",now,late,\n',
    "Criterion,Score (1-10),Comments\nGreeting,,\n",
]
PIECES = [
    '"',
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\x00",
    "sep=;",
    "1-2",
    "é",
    "NA",
    "-",
    "\ufeff",
    "=",
    "9" * 12,
]


def damaged(seed):
    drawn = random.Random(seed)
    content = bytearray(drawn.choice(STARTS).encode(drawn.choice(["utf-8", "utf-16", "cp1252"])))
    for _ in range(drawn.randint(1, 6)):
        place = drawn.randint(0, len(content))
        match drawn.randint(0, 3):
            case 0:
                content[place:place] = drawn.choice(PIECES).encode(
                    drawn.choice(["utf-8", "utf-16-le"])
                )
            case 1:
                del content[place : place + drawn.randint(1, 9)]
            case 2:
                content[place : place + 1] = bytes([drawn.randint(0, 255)])
            case _:
                content[place:place] = content[drawn.randint(0, len(content)) :][:20]
    return bytes(content)


@pytest.mark.parametrize("seed", range(300))
def test_no_damage_is_a_traceback(seed, tmp_path):
    content = damaged(seed)
    text, found = decode(content, "a.csv", table=True)
    if text is not None:
        sheet, source, more = read_sheet(text, "a.csv", "ana")
        found = [*found, *more]
        lines = text.split("\n")
        assert all(1 <= one.where.line <= len(lines) for one in found)
        if sheet is not None:
            assert all(source.locate(line, "score").line <= len(lines) for line in sheet.lines)
    (tmp_path / "a.csv").write_bytes(content)
    with suppress(RubricError):
        read_scorecard(tmp_path / "a.csv")

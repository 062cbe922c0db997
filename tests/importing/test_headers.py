"""What columns are called in scorecards, and what a message says of those that nobody knows."""

import datetime as dt
import io
import re

import pytest
from openpyxl import Workbook

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing import said
from mkdocs_rubric.scaffold.fill import yaml_key


def levels_of(card):
    return {key: label for labels in card.scales.values() for key, label in labels.items()}


def refused(scorecard, content, **options):
    with pytest.raises(RubricError) as raised:
        scorecard(content, **options)
    return str(raised.value)


@pytest.mark.parametrize(
    ("header", "labels"),
    [
        ('"Poor\n1","OK\n2","Good\n3"', {1: "Poor", 2: "OK", 3: "Good"}),
        ("Poor 1,OK 2,Good 3", {1: "Poor", 2: "OK", 3: "Good"}),
        ("1 Poor,2 OK,3 Good", {1: "Poor", 2: "OK", 3: "Good"}),
        ("★☆☆,★★☆,★★★", {1: "Level 1", 2: "Level 2", 3: "Level 3"}),
        ("Not met,Partially met,Met", {0: "Not met", 1: "Partially met", 2: "Met"}),
        ("Não atende,Atende parcialmente,Atende", None),
        ("Nie,Częściowo,Tak", {0: "Nie", 1: "Częściowo", 2: "Tak"}),
        ("Red,Amber,Green", {1: "Red", 2: "Amber", 3: "Green"}),
        ("Not acceptable,Acceptable,Excellent", None),
    ],
)
def test_levels_are_told_by_words_and_numbers_side_by_side(scorecard, header, labels):
    card = scorecard(f"Criterion,{header}\nTone,cold,warm,kind\n")
    assert levels_of(card) == (labels or dict(enumerate(header.split(","))))
    assert list(card.criteria[0].levels.values()) == ["cold", "warm", "kind"]


@pytest.mark.parametrize(
    "header",
    [
        "Good (8-10 pts),Fair (5-7 pts),Poor (0-4 pts)",
        "Gold (8-10),Silver (5-7),Bronze (0-4)",
        "Good 8-10,Fair 5-7,Poor 0-4",
    ],
)
def test_several_ranges_are_bands_and_no_scale_of_all(scorecard, header):
    card = scorecard(f"Criterion,{header}\nTone,kind,warm,cold\n")
    assert [yaml_key(key) for key in levels_of(card)] == ["0-4", "5-7", "8-10"]


def test_unknown_columns_side_by_side_may_be_levels_and_the_message_leads_to_them(scorecard):
    text = "Criterion,A,B,C,D\nTone,kind,warm,cool,cold\n"
    told = refused(scorecard, text)
    assert told.count("is not read") + told.count("are not read") == 1
    options = re.findall(r'--column (\d="\w")', told)
    card = scorecard(text, told=said([each.replace('"', "") for each in options], []))
    assert levels_of(card) == {1: "D", 2: "C", 3: "B", 4: "A"}
    assert card.criteria[0].levels == {1: "cold", 2: "cool", 3: "warm", 4: "kind"}


def test_unknown_bands_are_offered_as_bands(scorecard):
    text = "Criterion,Gold 8-10,Silver 5-7,Bronze 0-4\nTone,kind,warm,cold\n"
    options = re.findall(r'--column (\d+-\d+="[^"]+")', refused(scorecard, text))
    card = scorecard(text, told=said([each.replace('"', "") for each in options], []))
    assert [yaml_key(key) for key in levels_of(card)] == ["0-4", "5-7", "8-10"]


def test_a_column_of_comments_is_not_taken_for_a_level(scorecard):
    told = refused(scorecard, "Critère,Oui,Non,Commentaire\nTon,Chaud,Froid,à revoir\n")
    assert 'column D "Commentaire" is not read (not recognised)' in told


@pytest.mark.parametrize(
    "text",
    [
        "Criterion,Weight,None (0),Minor (-5),Major (-10)\nTone,10,fine,cool,rude\n",
        "Criterion,Weight,Minor,Major\nTone,10,-2,-5\n",
    ],
)
def test_levels_that_take_points_off_are_explained(scorecard, text):
    assert "points that are taken off are weights, told the other way round" in refused(
        scorecard, text
    )


@pytest.mark.parametrize("header", ["Answer", "Response", "Format", "Possible values"])
def test_a_column_with_a_scale_in_each_cell_is_one_whatever_it_is_called(scorecard, header):
    card = scorecard(f"Question,{header}\nGreets?,Yes/No\nVerifies?,Yes/No/NA\nTone,1-3\n")
    assert [one.scale for one in card.criteria] == ["met", "met", "1-to-3"]
    assert card.criteria[1].entry.not_applicable == ""


def test_somebodys_scores_are_no_scales(scorecard):
    told = refused(scorecard, "Criterion,Score\nTone,4/5\nLog,3/5\n")
    assert 'column B "Score" has scores, which no standard has' in told


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Kategoria;Kryterium;Waga;Tak;Nie;Nie dotyczy", "A;Ton;10;a;b;tak"),
        ("Категория;Критерий;Вес;Да;Нет;Не применимо", "A;Тон;10;a;b;да"),  # noqa: RUF001
        ("Kategori;Kriterium;Vikt;Ja;Nej;Ej tillämpligt", "A;Ton;10;a;b;ja"),
        ("Kategori;Kriter;Ağırlık;Evet;Hayır;Uygulanamaz", "A;Ton;10;a;b;evet"),  # noqa: RUF001
        ("الفئة;المعيار;الوزن;نعم;لا;لا ينطبق", "A;نبرة;10;a;b;نعم"),
        ("분류;평가 항목;배점;예;아니오;해당 없음", "A;말투;10;a;b;예"),
        ("Onderdeel;Criterium;Weging;Ja;Nee;N.v.t.", "A;Toon;10;a;b;ja"),
    ],
)
def test_more_languages_are_known(scorecard, header, cells):
    card = scorecard(f"{header}\n{cells}\n")
    (one,) = card.criteria
    assert (one.entry.weight, one.scale, one.levels) == (10, "met", {1: "a", 0: "b"})
    assert one.entry.not_applicable == ""


def test_the_upper_of_two_header_rows_may_name_what_the_lower_does_not(scorecard):
    text = "QA 2026,,,,\n,,Weight,Rating,\nSection,Criterion,,Good,Poor\nTalk,Tone,10,warm,cold\n"
    card = scorecard(text)
    assert card.shown == "rows 2 and 3"
    assert card.criteria[0].entry.weight == 10
    assert card.criteria[0].levels == {2: "warm", 1: "cold"}


@pytest.mark.parametrize(
    ("text", "example"),
    [
        (
            "Osio,Peruste,Paino,5,3,1\nA,Sävy,10,a,b,c\n",
            '--column title="Osio" --column weight="Paino"',
        ),
        (
            "Section,,Weight,Yes,No\nTalk,Tone,10,a,b\n",
            '--column title="B" --column weight="Weight"',
        ),
        ("Fault,Severity\nLate,minor\n", '--column title="Fault" (also'),
    ],
)
def test_a_table_without_known_headers_is_asked_about_with_its_own(scorecard, text, example):
    assert example in refused(scorecard, text)


def test_a_date_in_the_header_is_asked_about_with_what_was_typed(scorecard):
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Criterion", dt.datetime(2026, 1, 2), dt.datetime(2026, 3, 4)])  # noqa: DTZ001
    book.active.append(["Tone", "cold", "warm"])
    book.save(content)
    told = refused(scorecard, content.getvalue())
    options = re.findall(r"--column (\S+=\w)", told)
    card = scorecard(content.getvalue(), told=said(options, []))
    assert [yaml_key(key) for key in levels_of(card)] == ["1-2", "3-4"]


def test_what_rows_are_counted_by_is_no_text(scorecard):
    rows = "A,OPENING,,\n1,Greets,5%,5\n2,Names,5%,5\nB,TALK,,\n3,Tone,90%,90\n"
    for name in ("#", "Sr. No.", "Nr.", "序号"):
        card = scorecard(f"{name},Parameter,Weightage,Max Score\n{rows}")
        assert list(card.groups.values()) == ["OPENING", "TALK"]
        assert [one.entry.weight for one in card.criteria] == [5, 5, 90]
        assert 'column D "Max Score" says the same as column C' in card.notes


def test_a_group_in_each_row_that_nothing_else_names_is_the_criterion(scorecard):
    rows = "Tone,a,b\nLog,c,d\n"
    assert [one.id for one in scorecard(f"Competency,Good (2),Poor (1)\n{rows}").criteria] == [
        "tone",
        "log",
    ]
    assert "--column title=" in refused(scorecard, f"Section,Good (2),Poor (1)\n{rows}Tone,e,f\n")


def test_what_is_between_a_group_and_a_criterion_is_a_tag(scorecard):
    text = "Category,Sub-category,Parameter,Fatal,Points\nSoft,Tone,Polite,Non-fatal,5\n"
    (one,) = scorecard(text).criteria
    assert (one.entry.group, one.entry.title, one.entry.tags) == ("Soft", "Polite", ["Tone"])
    assert one.entry.critical is False


def test_a_criterion_called_overall_is_one_where_it_has_a_scale(scorecard):
    card = scorecard("Criterion,Scale,Weight\nTone,1-5,50\nOverall,0-10,50\n")
    assert [one.id for one in card.criteria] == ["tone", "overall"]


@pytest.mark.parametrize("row", ["Tone,1,5", "Tone,1,5,", "Tone,5,kind, warm,cold"])
def test_a_row_with_more_cells_than_the_header_is_asked_about(scorecard, row):
    header = "Criterion,Weight,Yes,No" if "kind" in row else "Criterion,Weight"
    told = refused(scorecard, f"{header}\n{row}\n")
    assert "a number or a text with a comma goes in double quotes" in told


def test_a_table_of_scores_is_told_to_be_one(scorecard):
    told = refused(scorecard, "Ticket,Criterion,Score\nT-1,Tone,4\nT-1,Log,3\n")
    assert "this is a table of scores and no scorecard: `rubric import table`" in told


def test_a_second_column_of_a_name_is_left_out_by_its_letter(scorecard):
    text = "Criterion,Description,Description\nTone,a,b\n"
    assert "or leave it out with --ignore C" in refused(scorecard, text)
    assert scorecard(text, told=said([], ["C"])).criteria[0].entry.question == "a"


def test_two_weights_of_one_name_are_told_apart_by_their_letters(scorecard):
    text = "Section,Max,Criterion,Max\nTalk,40,Tone,30\nTalk,40,Clarity,10\nDo,60,Log,60\n"
    told = refused(scorecard, text)
    assert "--column weight=D --ignore B" in told
    for options in (said(["weight=D"], ["B"]), said(["weight=D", "group-weight=B"], [])):
        card = scorecard(text, told=options)
        assert [one.entry.weight for one in card.criteria] == [30, 10, 60]


def test_a_second_name_of_a_criterion_is_offered_as_its_description(scorecard):
    text = "区分,評価項目,評価基準,K.O.\n応対,挨拶,明るく挨拶できている,x\n"
    assert "--column description=C" in refused(scorecard, text)
    (one,) = scorecard(text, told=said(["description=C"], [])).criteria
    assert (one.entry.question, one.entry.critical) == ("明るく挨拶できている", True)

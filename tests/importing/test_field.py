"""Scorecards from the field, as they came: folder by folder what is right."""

from pathlib import Path

import pytest

from mkdocs_rubric.importing import read_scorecard, said

FIELD = Path(__file__).parent / "field"


def read(name, **options):
    return read_scorecard(FIELD / name, **options)


def in_short(card):
    return {one.id: one.entry.weight for one in card.criteria}


@pytest.mark.parametrize("name", ["rubrica.csv", "english-headers.csv"])
def test_01_a_spanish_rubric(name):
    card = read(f"01-spanish-rubric-csv/{name}")
    assert card.groups == {"atencion": "Atención", "solucion": "Solución"}
    assert in_short(card) == {
        "saluda-y-se-presenta": 12.5,
        "escucha-sin-interrumpir": 37.5,
        "da-la-respuesta-correcta": 50,
    }


def test_01_what_no_table_can_know_can_be_said():
    told = said(["title=Criterio", "weight=Peso (%)"], ["Aspecto"])
    card = read("01-spanish-rubric-csv/rubrica.csv", told=told)
    assert card.groups == {"criteria": "Criteria"}


@pytest.mark.parametrize("name", ["form.csv", "swapped.csv"])
def test_04_two_weights(name):
    card = read(f"04-partial-credit-two-weights/{name}")
    assert [one.entry.weight for one in card.criteria] == [45, 15, 20, 20]
    assert card.notes == ["weights in a group were multiplied by the group's: 45, 15, 20, 20"]
    assert card.scales == {"steps": {0: "No", 1: "Partially", 2: "Yes"}}


@pytest.mark.parametrize("name", ["zh.csv", "zh-english-headers.csv"])
def test_05_chinese_items_with_points_of_their_own(name):
    card = read(f"05-own-maximum-each-row/{name}")
    assert card.groups == {
        "xin-xi-nei-rong-zhun-que": "信息内容准确",
        "yu-yin-yu-diao": "语音语调",
    }
    assert in_short(card) == {
        "xin-xi-nei-rong-zhun-que-wu-wu": 8,
        "xin-xi-nei-rong-quan-mian": 5,
        "shi-fou-yu-yong-hu-he-shi": 4,
        "tu-zi-qing-xi": 2,
    }


@pytest.mark.parametrize(
    ("name", "scale", "ends"),
    [("hive", "1-to-5", (1, 5)), ("ten", "1-to-10", (1, 10)), ("hundred", "0-to-100", (0, 100))],
)
def test_06_a_range_in_the_header(name, scale, ends):
    card = read(f"06-merged-sections-score-range/{name}.xlsx")
    assert list(card.scales) == [scale]
    assert (min(card.scales[scale]), max(card.scales[scale])) == ends
    assert {one.scale for one in card.criteria} == {scale}
    assert list(card.groups.values()) == ["1. Greeting & Identification", "2. Listening"]


def test_23_a_header_of_two_rows():
    card = read("23-two-row-header/scorecard.xlsx")
    assert [dict(one.levels) for one in card.criteria] == [
        {1: "none", 2: "late", 3: "ok", 4: "warm", 5: "warm and personal"},
        {1: "rude", 2: "flat", 3: "polite", 4: "kind", 5: "exemplary"},
    ]
    assert in_short(card) == {"greeting": 10, "tone": 20}

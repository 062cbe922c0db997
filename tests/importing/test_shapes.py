"""Scorecards of another shape than a row a criterion and a column a level."""

import csv
import io
from random import Random

import pytest

from mkdocs_rubric import DictTree, load_and_check
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing import said

LEVELS = {3: "kind", 2: "warm", 1: "cold"}


def refused(scorecard, content):
    with pytest.raises(RubricError) as raised:
        scorecard(content)
    return str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "Criterion,Weight,Level,Description\nTone,10,3,kind\nTone,10,2,warm\nTone,10,1,cold\n",
        "Criterion,Weight,Score,Descriptor\nTone,10,3,kind\n,,2,warm\n,,1,cold\n",
        "Criterion,Weight,Points,Description\nTone,10,3,kind\n,,2,warm\n,,1,cold\n",
        "Criterion,Weight,Rating,Text\nTone,10,Excellent,kind\n,,Good,warm\n,,Poor,cold\n",
        "Criterion,Weight,Score,Label,Description\nTone,10,3,A,kind\n,,2,B,warm\n,,1,C,cold\n",
    ],
)
def test_a_row_may_be_a_level(scorecard, text):
    if "Points" in text:
        text = text.replace("Weight", "Section").replace(",10,", ",Talk,")
    card = scorecard(text)
    (one,) = card.criteria
    assert one.levels == LEVELS
    assert one.entry.weight == (None if "Points" in text else 10)
    (labels,) = card.scales.values()
    assert ({"A", "B", "C"} == {*labels.values()}) == ("Label" in text)


def test_each_criterion_keeps_what_is_said_once(scorecard):
    rows = "Talk,Tone,10,3,kind\n,,,1,cold\n,Log,5,3,whole\n,,,1,none\n"
    card = scorecard(f"Section,Criterion,Weight,Level,Description\n{rows}")
    assert [(one.group, one.id, one.entry.weight) for one in card.criteria] == [
        ("talk", "tone", 10),
        ("talk", "log", 5),
    ]
    assert card.criteria[1].levels == {3: "whole", 1: "none"}
    assert 'column "Level" names the levels, and "Description" describes them' in card.notes


def test_points_that_differ_among_the_levels_of_a_criterion_are_asked_about(scorecard):
    rows = "Tone,Good,10,kind\n,Poor,0,cold\nLog,Good,20,whole\n,Poor,0,none\n"
    text = f"Criterion,Rating,Points,Description\n{rows}"
    told = refused(scorecard, text)
    assert 'rows 2 to 3 are the levels of one criterion, and column "Points" differs' in told
    card = scorecard(text, told=said([], ["Points"]))
    assert [one.levels for one in card.criteria] == [
        {2: "kind", 1: "cold"},
        {2: "whole", 1: "none"},
    ]


def test_a_criterion_may_be_a_column(scorecard):
    card = scorecard("Criterion,Tone,Log\nWeight,10,20\nYes,kind,whole\nNo,cold,none\n")
    assert [(one.id, one.entry.weight) for one in card.criteria] == [("tone", 10), ("log", 20)]
    assert card.criteria[1].levels == {1: "whole", 0: "none"}
    assert card.notes == [
        "a criterion is a column in it: what is called a row here is a column there"
    ]
    told = refused(scorecard, "Criterion,Tone,Log\nWeight,ten,20\nYes,kind,whole\nNo,cold,none\n")
    assert "a criterion is a column in it" in told


def test_a_row_without_a_middle_level_has_a_scale_without_it(scorecard):
    card = scorecard("Criterion,Full,Partial,None\nTone,10,5,0\nLog,6,,0\n")
    assert [list(one.levels) for one in card.criteria] == [[0, 1, 2], [6, 0]]
    assert [one.entry.weight for one in card.criteria] == [10, 6]


def test_a_fraction_among_percentages_is_asked_about(scorecard):
    told = refused(scorecard, "Criterion,Weight\nTone,25%\nLog,0.25\nCase,50%\n")
    assert 'row 3, column B "Weight": "0.25" stands among percentages; write 25%' in told
    card = scorecard("Criterion,Weight\nTone,0.5%\nLog,99.5%\n")
    assert [float(one.entry.weight) for one in card.criteria] == [0.5, 99.5]


def test_letters_that_cannot_be_told_are_not_guessed_at(scorecard):
    told = refused(scorecard, "Category,Criterion\n服务,问候客户并确认身份\n".encode("gb18030"))
    assert "is not UTF-8, and nothing says which letters it has instead (line 2, after" in told
    assert "save it as .xlsx or CSV UTF-8" in told


HEADS = [
    *("Category", "Criterion", "Weight", "Points", "5", "3", "1", "Yes", "No", "N/A", ""),
    *("Description", "Score (1-5)", "Score", "Level", "Good (8)", "0-49", "50-100", "Comment"),
    *("Answer", "Excellent", "Fair", "★★", "#", "Section weight", "Deduction", "2026-01-02"),
]
CELLS = [
    *("", "", "", "10", "20%", "0.5", "x", "no", "Some text", "1-5", "Yes/No", "#REF!", "-5"),
    *("Total", "1.1 Greets", "A", "auto-fail", "10,5", "Good", "2", "=B2", "Note: x", "语气"),
    *("0", "a\nb", "| <b> {{x}}", "Opening (20%)"),
]


@pytest.mark.parametrize("seed", range(8))
def test_any_table_is_refused_in_words_or_makes_a_standard_without_errors(scorecard, made, seed):
    random = Random(seed)
    for _ in range(10):
        width = random.randint(2, 7)
        rows = [["Criterion", *random.choices(HEADS, k=width - 1)]]
        rows += [
            [random.choice([f"Name {number}"] * 4 + CELLS), *random.choices(CELLS, k=width - 1)]
            for number in range(random.randint(1, 7))
        ]
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        try:
            files = made(scorecard(text.getvalue()))
        except RubricError:
            continue
        assert load_and_check(DictTree(files)).errors == [], rows

"""What only a workbook has: merged cells, formulas that failed or have no value, comments."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from mkdocs_rubric.errors import RubricError


def a_book(*rows, merged=(), comments=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place in merged:
        book.active.merge_cells(place)
    for place in comments:
        book.active[place].comment = Comment("Only in writing", "QA")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refused(scorecard, content):
    with pytest.raises(RubricError) as raised:
        scorecard(content)
    return str(raised.value)


def weights(card):
    return [one.entry.weight for one in card.criteria]


def test_what_is_merged_over_rows_is_said_of_each(scorecard):
    card = scorecard(
        a_book(
            ("Group", "Criterion", "Weight", "Description", "Critical", "Yes", "No"),
            ("Soft", "Empathy", 10, "Is it kind?", "x", "Kind", "Cold"),
            (None, "Tone", 20, None, None, None, None),
            merged=("A2:A3", "D2:D3", "E2:E3", "F2:F3", "G2:G3"),
        )
    )
    assert [one.entry.question for one in card.criteria] == ["Is it kind?"] * 2
    assert [one.entry.critical for one in card.criteria] == [True] * 2
    assert [one.levels for one in card.criteria] == [{1: "Kind", 0: "Cold"}] * 2


def test_a_weight_that_is_merged_over_a_group_is_the_groups(scorecard):
    rows = [
        ("Group", "Weight", "Criterion"),
        ("Soft", 40, "Empathy"),
        (None, None, "Tone"),
        ("Hard", 60, "Log"),
    ]
    card = scorecard(a_book(*rows, merged=("A2:A3", "B2:B3")))
    assert weights(card) == [20, 20, 60]
    assert 'criteria have none: "Soft" 40, "Hard" 60, spread evenly' in " ".join(card.notes)


def test_a_weight_that_is_merged_over_part_of_a_group_is_asked_about(scorecard):
    rows = [("Group", "Weight", "Criterion"), ("Soft", 40, "Empathy"), (None, None, "Tone")]
    text = refused(scorecard, a_book(*rows, (None, 60, "Log"), merged=("A2:A4", "B2:B3")))
    said = 'rows 2 to 3, column B "Weight": one weight for several rows; write what each weighs'
    assert said in text


def test_a_formula_without_a_value_is_no_missing_weight(scorecard):
    text = refused(scorecard, a_book(("Criterion", "Weight"), ("Tone", "=2*5"), ("Log", 5)))
    assert (
        'row 2, column B "Weight" is a formula without a value; open the file in a spreadsheet '
        "program and save it"
    ) in text


def test_a_total_that_nobody_computed_is_a_note(scorecard):
    rows = [("Criterion", "Weight"), ("Tone", 10), ("Log", 5), ("Total", "=SUM(B2:B3)")]
    card = scorecard(a_book(*rows))
    assert weights(card) == [10, 5]
    assert '"Sheet" has 1 formula without a value (the first: B4)' in card.notes[0]


@pytest.mark.parametrize("failed", ["#REF!", "#DIV/0!", "#BEZUG!", "#NOM?", "#N/A", "#NV"])
def test_a_formula_that_failed_is_nobodys_text_or_weight(scorecard, failed):
    rows = (("Criterion", "Weight", "Yes", "No"), ("Tone", failed, failed, "Cold"))
    said = [
        f'row 2, column B "Weight": "{failed}" is what a spreadsheet shows where a formula fails',
        f'row 2, column C "Yes": "{failed}" is what a spreadsheet shows where a formula fails',
    ]
    for content in (a_book(*rows), "\n".join(",".join(row) for row in rows)):
        text = refused(scorecard, content)
        assert all(each in text for each in said)
        assert "is not a weight" not in text


def test_a_score_that_failed_on_an_empty_form_is_no_text_to_ask_about(scorecard):
    rows = [("Criterion", "Weight", "Score", "%"), ("Tone", 5, None, "#DIV/0!")]
    assert weights(scorecard(a_book(*rows))) == [5]


def test_comments_on_cells_are_told(scorecard):
    card = scorecard(a_book(("Criterion", "Weight"), ("Tone", 10), comments=("A2",)))
    assert card.notes == ["1 comment on a cell was not read (the first: A2)"]

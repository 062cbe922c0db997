"""Scorecards as teams have them: what they say is what comes out, or one sentence says why not."""

import io
from fractions import Fraction

import pytest
import xlsxwriter
import yaml

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing import said


def a_workbook(rows, merged):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for place in merged:
        sheet.merge_range(place, "")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    book.close()
    return content.getvalue()


def weights(card):
    return [one.entry.weight for one in card.criteria]


def refused(scorecard, content, **options):
    with pytest.raises(RubricError) as raised:
        scorecard(content, **options)
    return str(raised.value)


# Two weights


FORM = "Category,Category Weight,Question,Question Weight\n"
SWAPPED = "Category,Question,Question Weight,Category Weight\n"


@pytest.mark.parametrize(
    "text",
    [
        FORM + "Tech,60%,A?,75%\nTech,60%,B?,25%\nTalk,40%,C?,50%\nTalk,40%,D?,50%\n",
        FORM + "Tech,60,A?,75\n,,B?,25\nTalk,40,C?,50\n,,D?,50\n",
        FORM + "Tech,0.6,A?,0.75\n,,B?,0.25\nTalk,0.4,C?,0.5\n,,D?,0.5\n",
        SWAPPED + "Tech,A?,75%,60%\nTech,B?,25%,60%\nTalk,C?,50%,40%\nTalk,D?,50%,40%\n",
        "Category,Question,Weight\nTech (60%),A?,75%\n,B?,25%\nTalk (40%),C?,50%\n,D?,50%\n",
    ],
)
def test_a_weight_in_a_group_is_multiplied_by_the_groups(scorecard, text):
    card = scorecard(text)
    assert weights(card) == [45, 15, 20, 20]
    assert "weights in a group were multiplied by the group's" in " ".join(card.notes)


def test_weights_that_come_to_the_groups_are_the_whole_ones_already(scorecard):
    card = scorecard(FORM + "Tech,60,A?,45\n,,B?,15\nTalk,40,C?,20\n,,D?,20\n")
    assert weights(card) == [45, 15, 20, 20]


TWO_WAYS = FORM + "Tech,60,A?,30\n,,B?,20\nTalk,40,C?,10\n"


def test_two_weights_that_can_be_read_in_two_ways_are_asked_about(scorecard):
    text = refused(scorecard, TWO_WAYS)
    assert 'in "Tech" the weights come to 50, which is neither 100 nor the group\'s 60' in text
    assert weights(scorecard(TWO_WAYS, told=said(["group-weight=Category Weight"], []))) == [
        36,
        24,
        40,
    ]
    assert weights(scorecard(TWO_WAYS, told=said([], ["Category Weight"]))) == [30, 20, 10]


def test_a_second_column_of_weights_is_asked_about(scorecard):
    text = "Criterion,Weight,Points\nA,10,5\nB,20,6\n"
    assert 'column C "Points" can be the weight too' in refused(scorecard, text)
    told = said(["weight=Points"], ["Weight"])
    assert weights(scorecard(text, told=told)) == [5, 6]


def test_points_in_a_title_are_the_weight_where_nothing_else_is(scorecard):
    text = "Category,Criterion\n信息[20分],准确[8分]\n信息[20分],全面 (12 points)\n"
    wide = {"[": "\N{FULLWIDTH LEFT PARENTHESIS}", "]": "\N{FULLWIDTH RIGHT PARENTHESIS}"}
    card = scorecard(text.translate(str.maketrans(wide)))
    assert weights(card) == [8, 12]
    assert [one.entry.title for one in card.criteria] == ["准确", "全面"]
    assert card.groups == {"xin-xi": "信息"}
    assert card.notes == [
        "row 2: the weight 8 is from the title",
        "row 3: the weight 12 is from the title",
    ]


def test_a_group_whose_criteria_have_no_weights_gives_its_own_evenly(scorecard):
    card = scorecard("Section,Question\nOpening (20%),A?\n,B?\nRest (80%),C?\n")
    assert weights(card) == [10, 10, 80]


# Scales


@pytest.mark.parametrize(
    ("header", "scale", "step"),
    [
        ("Score (1-5)", [1, 2, 3, 4, 5], None),
        ("Score (1\N{EN DASH}5)", [1, 2, 3, 4, 5], None),
        ("Rating 1 to 10", [1, 10], 1),
        ("Score (0-100)", [0, 100], 1),
        ("Score /10", [0, 10], 1),
        ("Points (out of 5)", [0, 1, 2, 3, 4, 5], None),
        ("Bewertung (1-6)", [1, 2, 3, 4, 5, 6], None),
        ("Agent's mark (0-3)", [0, 1, 2, 3], None),
        (
            "评分\N{FULLWIDTH LEFT PARENTHESIS}1-5\N{FULLWIDTH RIGHT PARENTHESIS}",
            [1, 2, 3, 4, 5],
            None,
        ),
    ],
)
def test_a_range_in_a_header_is_the_scale(scorecard, header, scale, step):
    card = scorecard(f"Criterion,{header}\nGreeting,\nClosing,\n")
    ((name, labels),) = card.scales.items()
    assert list(labels) == scale
    assert card.steps.get(name) == step
    assert {one.scale for one in card.criteria} == {name}


def test_a_long_scale_is_written_with_its_step_and_three_anchors(scorecard, made):
    files = made(scorecard("Criterion,Score (0-100)\nGreeting,\n"))
    scale = yaml.safe_load(files["rubric/rubric.yaml"])["scales"]["0-to-100"]
    assert scale == {"step": 1, "levels": {0: "Lowest", 100: "Highest"}}
    criterion = yaml.safe_load(files["rubric/criteria/greeting.yaml"])
    assert list(criterion["levels"]) == [100, 50, 0]


def test_levels_beside_a_range_are_its_anchors(scorecard):
    card = scorecard("Criterion,1 - Bad,5 - Good,Score (0-10)\nGreeting,Never,At once,\n")
    assert card.scales == {"quality": {0: "Lowest", 1: "Bad", 5: "Good", 10: "Highest"}}
    assert card.steps == {"quality": 1}
    assert card.criteria[0].levels == {0: "", 1: "Never", 5: "At once", 10: ""}


def test_anchors_that_leave_out_an_end_leave_it_to_be_written(scorecard, made):
    files = made(scorecard("Criterion,Score (1-5),1,3\nTone,,cold,warm\n"))
    criterion = yaml.safe_load(files["rubric/criteria/tone.yaml"])
    assert list(criterion["levels"]) == [5, 3, 1]


def test_each_row_can_name_its_scale(scorecard):
    card = scorecard(
        'Criterion,Scale\nGreeting,Yes/No\nTone,1-5\nEmpathy,"0, 3, 8, 10"\n'
        "Notes,Yes / No / NA\nSpeed,0-100\n"
    )
    assert [list(card.scales[one.scale]) for one in card.criteria] == [
        [0, 1],
        [1, 2, 3, 4, 5],
        [0, 3, 8, 10],
        [0, 1],
        [0, 100],
    ]
    assert [one.entry.not_applicable for one in card.criteria] == [None, None, None, "", None]


def test_a_column_of_scores_may_have_scales_in_its_cells(scorecard):
    card = scorecard("Criterion,Weight,Score\nGreeting,1,1-5\nClosing,1,Yes / No\n")
    assert [one.scale for one in card.criteria] == ["1-to-5", "met"]


def test_a_scale_that_a_spreadsheet_made_a_date_of_is_called_one(scorecard):
    text = refused(scorecard, "Criterion,Scale\nGreeting,2026-05-01\n")
    assert '"2026-05-01" is a date, which a spreadsheet makes of what looks like one' in text


def test_bands_are_levels(scorecard, made):
    card = scorecard("Criterion,0-2,3-5,6-8,9-10\nGreeting,None,Late,Soon,At once\n")
    files = made(card)
    levels = yaml.safe_load(files["rubric/criteria/greeting.yaml"])["levels"]
    assert {key: one["description"] for key, one in levels.items()} == {
        "9-10": "At once",
        "6-8": "Soon",
        "3-5": "Late",
        "0-2": "None",
    }


def test_half_points_are_levels(scorecard, made):
    files = made(scorecard('Criterion,1,"1,5",2\nGreeting,None,Late,Soon\n'))
    assert list(yaml.safe_load(files["rubric/criteria/greeting.yaml"])["levels"]) == [2, 1.5, 1]


def test_levels_have_the_values_that_their_points_say(scorecard):
    card = scorecard("Criterion,Excellent,Good,Fair,Poor\nA,10,8,3,0\nB,5,4,1.5,0\n")
    assert card.scales == {"points": {0: "Poor", 3: "Fair", 8: "Good", 10: "Excellent"}}
    assert weights(card) == [10, 5]


def test_rows_whose_points_are_in_other_proportions_have_scales_of_their_own(scorecard):
    card = scorecard("Criterion,Yes,Partly,No\nA,10,8,0\nB,4,1,0\nC,6,3,0\n")
    assert [(one.scale, weights(card)[n]) for n, one in enumerate(card.criteria)] == [
        ("points", 10),
        ("points-2", 4),
        ("steps", 6),
    ]
    assert card.scales["points-2"] == {0: "No", 1: "Partly", 4: "Yes"}


def test_points_under_some_levels_and_texts_under_others_are_not_lost(scorecard):
    assert "row 2 has points (10) under some levels and texts under others" in refused(
        scorecard, "Criterion,Yes,No\nA,10,Does not greet\n"
    )


def test_deductions_are_explained_and_can_be_taken_as_weights(scorecard):
    text = "Criterion,Deduction\nNo greeting,-5\nWrong name,-10\n"
    assert "points that are taken off are weights" in refused(scorecard, text)
    assert weights(scorecard(text, told=said(["weight=Deduction"], []))) == [5, 10]


# Headers


def test_a_header_of_two_rows_is_one(scorecard):
    card = scorecard("Criterion,Weight,Rating,,\n,,1,2,3\nGreeting,10,None,Late,Soon\n")
    assert card.shown == "rows 1 and 2"
    assert card.criteria[0].levels == {1: "None", 2: "Late", 3: "Soon"}


def test_cells_over_several_columns_name_them_together(scorecard):
    content = a_workbook(
        [
            ["Criterion", "Rating", None, None, "Weight", None],
            [None, "Poor", "Good", "Excellent", "of group", "%"],
            ["Greeting", "None", "Late", "Soon", 40, 25],
        ],
        ["A1:A2", "B1:D1", "E1:F1"],
    )
    card = scorecard(content, "book.xlsx", told=said([], ["Weight of group"]))
    assert card.criteria[0].levels == {1: "None", 2: "Late", 3: "Soon"}
    assert weights(card) == [25]


@pytest.mark.parametrize(
    "header",
    [
        "Category,Criterion,Weight",
        "Aspecto,Criterio,Peso (%)",
        "Kategorie,Kriterium,Gewichtung",
        "Catégorie,Critère,Pondération",
        "Categoria,Critério,Peso",
        "Categoria,Criterio,Peso",
        "Categorie,Criterium,Gewicht",
        "类别,评分标准,分值",
        "カテゴリ,評価項目,配点",
        "Bereich;Kriterium;Punkte",
        "Catégorie\tCritère\tPoints",
    ],
)
def test_headers_of_the_common_languages_are_known(scorecard, header):
    apart = next(one for one in ";\t," if one in header)
    card = scorecard(f"{header}\nX{apart}Y{apart}10\n")
    assert (card.groups, weights(card)) == ({"x": "X"}, [10])


def test_a_language_nobody_knows_is_read_as_somebody_says(scorecard):
    text = "Osio;Peruste;Paino\nX;Y;12,5\n"
    told = refused(scorecard, text)
    assert 'it has "Osio", "Peruste", "Paino"' in told
    assert '--column title="Osio"' in told
    options = said(["group=Osio", "title=Peruste", "weight=C"], [])
    card = scorecard(text, told=options)
    assert (card.groups, weights(card)) == ({"x": "X"}, [Fraction(25, 2)])


def test_what_is_said_of_a_column_that_is_not_there_is_refused(scorecard):
    text = refused(scorecard, "Criterion,Weight\nA,1\n", told=said([], ["Owner"]))
    assert 'there is no column "Owner"' in text
    assert 'row 1 has the columns "Criterion", "Weight"' in text


@pytest.mark.parametrize("text", ["title", "titel=X", "title=", "=X"])
def test_an_option_that_says_nothing_is_explained(text):
    with pytest.raises(RubricError, match="does not say what a column is"):
        said([text], [])


# Nothing is lost


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Criterion,Owner\nA,Jo\n", 'column B "Owner" is not read'),
        ("Criterion,Weight,\nA,1,a text\n", "column C has no header"),
        ("Criterion,Score\nA,good\n", 'column B "Score" has scores'),
        ("Criterion,5,5,4\nA,x,y here,z\n", 'column C "5" is not read (column B is the level'),
        ("Criterion,Weight,2-Jan\nA,1,a text\n", 'column C "2-Jan" is a date'),
        ("Criterion,Weight,Excellent\nA,1,a text\n", "one level alone makes no scale"),
    ],
)
def test_a_column_of_texts_that_is_not_read_is_refused_until_it_is_ignored(scorecard, text, told):
    assert told in refused(scorecard, text)
    header = text.partition("\n")[0].split(",")
    letter = "C" if len(header) > 2 else "B"
    assert len(scorecard(text, told=said([], [letter])).criteria) == 1


def test_numbers_that_nobody_reads_are_told(scorecard):
    card = scorecard("Priority,Criterion,Score\n1,A,4\n2,B,5\n")
    assert [note.partition(",")[0] for note in card.notes] == [
        'column A "Priority" has only numbers',
        'column C "Score" has scores',
    ]


def test_what_stands_above_the_header_is_told(scorecard):
    card = scorecard("QA form 2026\nCriterion,Weight\nA,1\n")
    assert card.notes == ['above the header, and not read: "QA form 2026"']


def test_a_broken_quote_swallows_no_rows(scorecard):
    text = 'Criterion,Description\nA,"never closed\nB,x\n'
    assert "line 2: a quote is opened here and never closed" in refused(scorecard, text)

"""Which rows below a header are criteria: not headings that carry a sum, totals, or notes."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        # the parts are what the others are numbered by
        "Criterion,Points\n1. Opening,20\n1.1 Greets,10\n1.2 Names,10\n2. Closing,80\n2.1 Bye,80\n",
        "Item,Weight\nA. Opening,20\nA1. Greets,10\nA2. Names,10\nB. Closing,80\nB1. Bye,80\n",
        "Item,Weight\nA. Open,20%\nA1. Greets,50%\nA2. Names,50%\nB. Close,80%\nB1. Bye,100%\n",
        # the parts say nothing but their weight, where all others do
        "Item,Weight,5,1\nOpening,20,,\nGreets,10,a,b\nNames,10,c,d\nClosing,80,,\nBye,80,e,f\n",
        # the parts alone come to the total
        "Criterion,Points\nOpening,20\nGreets,10\nNames,10\nClosing,80\nBye,80\nTotal,100\n",
        "Criterion,Points\nOpening,20\nGreets,10\nNames,10\nClosing,80\nBye,80\n,100\n",
    ],
)
def test_a_row_with_the_sum_of_those_below_it_is_their_heading(scorecard, text):
    card = scorecard(text)
    assert [one.id for one in card.criteria] == ["greets", "names", "bye"]
    assert [one.entry.weight for one in card.criteria] == [10, 10, 80]
    assert len(card.groups) == 2
    assert "read as headings of groups: rows 2, 5" in card.notes


@pytest.mark.parametrize(
    "text",
    [
        "Criterion,Points\nAccuracy,50\nTone,25\nClarity,25\nTotal,100\n",
        "Criterion,Points,Description\nAccuracy,50,Right\nTone,25,\nClarity,25,Plain\n",
        "Criterion,Points\n1. Accuracy,50\n2. Tone,25\n3. Clarity,25\n",
    ],
)
def test_a_criterion_that_weighs_as_much_as_two_others_is_one(scorecard, text):
    assert [one.entry.weight for one in scorecard(text).criteria] == [50, 25, 25]


def test_a_part_and_its_first_group_may_follow_each_other(scorecard):
    card = scorecard("Criterion,Weight\nTALK,\nTone,\nPolite,10\nCalm,20\nPROCESS,\nLog,5\n")
    assert list(card.groups.values()) == ["TALK: Tone", "PROCESS"]
    assert [one.id for one in card.criteria] == ["polite", "calm", "log"]


def test_a_criterion_without_a_description_is_no_heading(scorecard):
    card = scorecard("Criterion,Description\nGreeting,Says hello\nEmpathy,\nTone,Friendly\n")
    assert [one.id for one in card.criteria] == ["greeting", "empathy", "tone"]


@pytest.mark.parametrize(
    "total",
    ["Opening total,,20", "Total possible points,,20", "TOTAL SCORE,,20", ",,20", "合计,,20"],
)
def test_totals_are_no_criteria_whatever_they_are_called(scorecard, total):
    card = scorecard(f"Section,Criterion,Weight\nOpening,Greets,10\n,Names,10\n{total}\n")
    assert [one.entry.weight for one in card.criteria] == [10, 10]
    assert card.notes == ["row 4 is a total and was left out"]


def test_a_second_weight_of_a_criterion_is_no_total(scorecard):
    text = "Section,Criterion,Weight\nOpening,Greets,10\n,,10\n,Names,5\n"
    with pytest.raises(Exception, match="row 3 has no name for its criterion; write it there"):
        scorecard(text)


@pytest.mark.parametrize(
    "below",
    [
        "\nNote: scores below 80 fail,,,\n",
        "* judged on chat only,,,\n",
        "\nLegend,,done,\nApproved by,,Ana,\n",
        "Passing score,80,,\n",
        "Total,20,,\n\nSigned,,,\n",
    ],
)
def test_notes_below_the_table_are_told_and_are_no_criteria(scorecard, below):
    card = scorecard(f"Criterion,Weight,Yes,No\nGreets,10,a,b\nNames,10,c,d\n{below}")
    assert [one.id for one in card.criteria] == ["greets", "names"]
    assert any("was not read" in note for note in card.notes)


def test_a_last_criterion_without_a_weight_is_no_note(scorecard):
    card = scorecard("Criterion,Weight\nGreets,10\nNames,10\nSurvey,\n")
    assert [one.id for one in card.criteria] == ["greets", "names", "survey"]
    assert card.notes == ['row 4: "Survey" has no weight; it got 1']


def test_numbers_that_criteria_are_counted_by_are_not_in_their_ids(scorecard):
    card = scorecard(
        "Criterion,Weight\n1.1 Greets,10\nA2. Names,10\n2.1.3. Survey,5\n24/7 cover,5\n"
    )
    assert [one.id for one in card.criteria] == ["greets", "names", "survey", "24-7-cover"]


def test_a_weight_that_can_be_a_thousand_or_one_is_asked_about(scorecard):
    with pytest.raises(Exception, match=r'"1,000" is 1000 or 1: write the one that is meant'):
        scorecard('Criterion,Weight\nGreets,"1,000"\nNames,500\n')
    shares = scorecard('Criterion,Weight\nGreets,"0,125"\nNames,"12,5"\n')
    assert len(shares.criteria) == 2

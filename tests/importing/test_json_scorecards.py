"""Scorecards of Zendesk QA and Amazon Connect: groups, weights, levels, reasons."""

import json
import random
from fractions import Fraction

import pytest

from damage import restructured
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing import read_json_scorecard, understood

ZENDESK_QA = {
    "data": [
        {
            "id": "12",
            "name": "Support",
            "groups": [
                {
                    "name": "Resolution",
                    "position": 2,
                    "categories": [
                        {
                            "name": "Solution",
                            "scale": "2",
                            "weight": 30,
                            "critical": True,
                            "ratings": [{"rating": "0"}, {"rating": "1", "description": "Solved."}],
                        }
                    ],
                },
                {
                    "name": "Communication",
                    "position": 1,
                    "categories": [
                        {
                            "name": "Empathy",
                            "description": "Was the customer met?",
                            "weight": 20,
                            "skippable": True,
                            "position": 1,
                            "ratings": [
                                {"rating": "1", "description": "Ignored."},
                                {"rating": "2", "description": "In general."},
                                {"rating": "5", "description": "By name."},
                            ],
                            "rootCauses": {
                                "ratings": [
                                    {"rating": 1, "rootCauses": [{"rootCause": "Wrong macro"}]}
                                ]
                            },
                            "autoQaCategory": "EMPATHY",
                        },
                        {"name": "Old", "status": "ARCHIVED"},
                    ],
                },
            ],
        }
    ],
    "total": 1,
}
CONNECT = {
    "EvaluationForm": {
        "Title": "Calls",
        "Items": [
            {
                "Section": {
                    "Title": "Opening",
                    "Weight": 40,
                    "Items": [
                        {
                            "Question": {
                                "Title": "Greeted",
                                "Instructions": "By name?",
                                "NotApplicableEnabled": True,
                                "QuestionType": "SINGLESELECT",
                                "QuestionTypeProperties": {
                                    "SingleSelect": {
                                        "Options": [
                                            {"RefId": "a", "Text": "Yes", "Score": 10},
                                            {"RefId": "b", "Text": "Partly", "Score": 3},
                                            {
                                                "RefId": "c",
                                                "Text": "No",
                                                "Score": 0,
                                                "AutomaticFail": True,
                                            },
                                        ]
                                    }
                                },
                                "Weight": 50,
                            }
                        },
                        {"Question": {"Title": "Why", "QuestionType": "TEXT"}},
                        {
                            "Question": {
                                "Title": "Pace",
                                "QuestionType": "NUMERIC",
                                "QuestionTypeProperties": {
                                    "Numeric": {"MinValue": 1, "MaxValue": 5}
                                },
                            }
                        },
                    ],
                }
            }
        ],
    }
}


def a_category(**more):
    return {"data": [{"name": "A", "categories": [{"name": "Solved", "weight": 1, **more}]}]}


def read(tmp_path, document, **more):
    path = tmp_path / "card.json"
    path.write_text(json.dumps(document), "utf-8")
    return read_json_scorecard(path, **more)


def test_a_scorecard_of_zendesk_qa_keeps_its_groups_and_uneven_ratings(tmp_path):
    card = read(tmp_path, ZENDESK_QA)
    assert card.groups == {"communication": "Communication", "resolution": "Resolution"}
    empathy, solution = card.criteria
    assert (empathy.id, empathy.entry.weight) == ("empathy", Fraction(20))
    assert empathy.entry.not_applicable == ""
    assert empathy.levels == {1: "Ignored.\n- Wrong macro", 2: "In general.", 5: "By name."}
    assert list(card.scales["1-to-5"]) == [1, 2, 5]
    assert solution.entry.critical
    assert solution.entry.not_applicable is None
    said = "\n".join(understood(card, "card.json"))
    assert '"Old" is archived, and left out' in said
    assert '"Empathy" is scored by AutoQA' in said


def test_a_form_of_amazon_connect_multiplies_two_weights(tmp_path):
    card = read(tmp_path, CONNECT)
    greeted, pace = card.criteria
    assert greeted.entry.weight == 20
    assert greeted.entry.critical
    assert card.scales[greeted.scale] == {0: "No", 3: "Partly", 10: "Yes"}
    assert list(card.scales[pace.scale]) == [1, 2, 3, 4, 5]
    assert any("it has no score" in note for note in card.notes)


def test_one_of_several_has_to_be_named(tmp_path):
    two = {"data": [{"name": "A"}, {"name": "Support", **ZENDESK_QA["data"][0]}]}
    with pytest.raises(RubricError, match='has 2 scorecards: "A", "Support"'):
        read(tmp_path, two)
    assert read(tmp_path, two, worksheet="Support").criteria


@pytest.mark.parametrize("document", [ZENDESK_QA, CONNECT])
def test_a_damaged_scorecard_is_read_or_refused(tmp_path, document):
    chance, read_whole = random.Random(7), 0
    for _ in range(300):
        try:
            read_whole += bool(read(tmp_path, restructured(document, chance)).criteria)
        except RubricError as error:
            read_whole += not str(error)
    assert 0 < read_whole < 300


def test_levels_that_nobody_described_are_levels_all_the_same(tmp_path):
    ratings = [{"rating": "1", "description": "No"}, {"rating": "5", "description": "Yes"}]
    card = read(tmp_path, a_category(scale="5", ratings=ratings))
    assert list(card.scales["1-to-5"]) == [1, 2, 3, 4, 5]
    assert dict(card.criteria[0].levels) == {1: "No", 5: "Yes"}


def test_what_a_tool_keeps_as_html_is_read_as_words(tmp_path):
    ratings = [{"rating": "0"}, {"rating": "1", "description": "Right &amp; <i>whole</i>"}]
    about = "<p>Was it <b>right</b>?</p>"
    card = read(tmp_path, a_category(description=about, ratings=ratings))
    assert card.criteria[0].entry.question == "Was it right?"
    assert card.criteria[0].levels[1] == "Right & whole"
    assert card.title == "A"


def test_points_by_bands_are_not_lost_without_a_word(tmp_path):
    bands = [{"MinValue": 0, "MaxValue": 5, "Score": 10}, {"MinValue": 6, "MaxValue": 60}]
    numeric = {"Numeric": {"MinValue": 0, "MaxValue": 60, "Options": bands}}
    question = {"Title": "Minutes", "QuestionType": "NUMERIC", "QuestionTypeProperties": numeric}
    card = read(tmp_path, {"Title": "Calls", "Items": [{"Question": question}]})
    assert any("0 to 5 \u2192 10, 6 to 60 \u2192 nothing" in note for note in card.notes)

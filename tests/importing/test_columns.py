"""Which column is what, by its header."""

import pytest

from mkdocs_rubric.importing.columns import Column, columns, levels
from mkdocs_rubric.importing.known_words import Role


def read_as(*header):
    """What each header is read as, in short."""
    return [
        f"level {one.score} {one.label}".strip() if one.role is Role.LEVEL else str(one.role)
        for one in columns(header)
    ]


@pytest.mark.parametrize(
    ("role", "headers"),
    [
        ("group", "Category|SECTION|Group|Skill Area|competency|Quality area"),
        ("criterion", "Criterion|CRITERIA|Attribute|Evaluation criteria|Quality parameter|Item"),
        ("question", "Question|Questions|Evaluation question"),
        ("weight", "Weight|Weight (%)|Points|Max. score|Weightage|Max points|%|Out of"),
        ("description", "Description|Guideline|Scoring guidance|What to look for|Definition"),
        ("critical", "Critical|Auto-fail|Auto Fail?|Fatal|Critical error|critical (y/n)"),
        ("N/A rule", "N/A|NA allowed|N/A allowed?|Not applicable|Allow N/A"),
        ("tags", "Tags|Labels"),
        ("ignored", "Owner|Agent name|Date|Comments|Score|Reviewer|Id"),
    ],
)
def test_common_headers_are_recognised(role, headers):
    for header in headers.split("|"):
        _, second = read_as("Criterion" if role != "criterion" else "Section", header)
        assert second == role, header


def test_where_nothing_names_a_criterion_its_description_does():
    assert read_as("Description", "Weight") == ["question", "weight"]


@pytest.mark.parametrize(
    "header",
    [
        ["5", "4", "3", "2", "1"],
        ["1", "2", "3", "4", "5"],
        ["Score 5", "Level 4", "rating: 3", "2 points", "1 pt"],
    ],
)
def test_levels_can_be_numbers(header):
    assert sorted(read_as(*header)) == [f"level {score}" for score in range(1, 6)]


def test_levels_can_have_labels_before_or_after_their_number():
    header = ["5 - Excellent", "4: Good", "OK (3)", "2 (Weak)", "Poor \N{EN DASH} 1"]
    assert read_as(*header) == [
        "level 5 Excellent",
        "level 4 Good",
        "level 3 OK",
        "level 2 Weak",
        "level 1 Poor",
    ]


@pytest.mark.parametrize("header", [["Yes", "No"], ["No", "Yes"], ["Met", "Not met"]])
def test_yes_and_no_are_one_and_nought(header):
    good, bad = ("Yes", "No") if "Yes" in header else ("Met", "Not met")
    assert sorted(read_as(*header)) == [f"level 0 {bad}", f"level 1 {good}"]


def test_words_are_levels_in_the_order_of_how_good_they_are():
    header = ["Needs improvement", "Exceeds expectations", "Poor", "Meets expectations"]
    assert sorted(read_as(*header)) == [
        "level 1 Poor",
        "level 2 Needs improvement",
        "level 3 Meets expectations",
        "level 4 Exceeds expectations",
    ]
    assert sorted(read_as("Met", "Partially met", "Not met")) == [
        "level 0 Not met",
        "level 1 Partially met",
        "level 2 Met",
    ]


def test_numbers_and_words_make_a_scale_each():
    found = levels(columns(["Criterion", "3", "2", "1", "Yes", "No"]))
    scores = {family: [one.score for one in some] for family, some in found.items()}
    assert scores == {"numbers": [1, 2, 3], "words": [0, 1]}


def test_one_level_alone_is_none():
    (_, level) = columns(["Criterion", "5"])
    assert (level.role, level.why) == (Role.IGNORED, "one level alone makes no scale")


def test_a_role_is_taken_once():
    first, second, third = columns(["Criterion", "Weight", "Points"])
    assert (first.role, second.role) == (Role.TITLE, Role.WEIGHT)
    assert (third.role, third.why) == (Role.IGNORED, "column B is the weight already")


def test_a_level_is_taken_once():
    assert read_as("Criterion", "5", "5", "4") == ["criterion", "level 5", "ignored", "level 4"]


def test_of_two_columns_that_name_things_the_first_is_the_group():
    assert read_as("Attribute", "Sub-criterion", "Weight") == ["group", "criterion", "weight"]
    assert read_as("Category", "Attribute", "Item") == ["group", "criterion", "ignored"]


def test_a_criterion_and_its_question_can_both_be_there():
    assert read_as("Criterion", "Question") == ["criterion", "question"]


def test_a_column_without_a_header_is_nothing():
    assert [one.place for one in columns(["Criterion", "", "Weight", " "])] == [0, 2]


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (59, "BH")])
def test_columns_are_called_as_spreadsheets_call_them(place, letter):
    assert Column(place, "x", Role.IGNORED).letter == letter

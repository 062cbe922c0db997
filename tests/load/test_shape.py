"""Everything that can be wrong with the shape of a file, as the sentence people read."""

import datetime as dt

import pytest

from factories import loaded

RUBRIC = """
    title: Quality
    version: "1"
    scales:
      quality: {levels: {1: Weak, 2: Fine, 3: Strong}}
    groups:
      - {id: all, title: All, criteria: [empathy]}
    """
CRITERION = """
    title: Empathy
    question: Did they?
    scale: quality
    levels: {1: {description: a}, 2: {description: b}, 3: {description: c}}
    """
DECISION = """
    ---
    title: Tone
    status: accepted
    date: 2026-03-10
    criteria: [empathy]
    {}
    ---
    Text.
    """
SESSION = """
    date: 2026-03-10
    """


def first(**files):
    """`code line:column message | hint | help` of the first finding."""
    (one, *_) = loaded(**files).found
    parts = [f"{one.code} {one.where.line}:{one.where.column} {one.message}", one.hint, one.help]
    return " | ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("sumary: x", 'R104 5:1 unknown key "sumary" | known here: title, question'),
        ("weigth: 3", 'R104 5:1 unknown key "weigth" | did you mean "weight"?'),
        ("id: other", 'R104 5:1 unknown key "id" | delete it: this comes from file name'),
        ("weight: heavy", 'R102 5:9 a number is expected for "weight", not the text "heavy"'),
        ('weight: "15"', 'R102 5:9 a number is expected for "weight", not the text "15" | write'),
        ("weight: -1", 'R103 5:9 "weight" cannot be less than 0'),
        ("weight: 1e9", 'R103 5:9 "weight" cannot be more than 1000000'),
        (
            "critical: no",
            'R102 5:11 true or false is expected for "critical", not the text "no" | ',
        ),
        ("critical: 1", 'R102 5:11 true or false is expected for "critical", not the number 1'),
        (
            "tags: tone",
            'R102 5:7 a list is expected for "tags", not the text "tone" | write a list',
        ),
        ("tags:", 'R102 5:1 a list is expected for "tags", not nothing | write the value after'),
        (
            "tags: [2026]",
            'R102 5:8 text is expected for entry 1 in "tags", not the number 2026 | put',
        ),
        (
            "tags: [{a: b}]",
            'R102 5:8 text is expected for entry 1 in "tags", not a mapping of keys',
        ),
        ("tags: ['']", 'R103 5:8 entry 1 in "tags" has to be one line of visible text'),
        ("description: ''", 'R103 5:14 "description" is empty'),
        (
            "retired: 16.9.2026",
            'R105 5:10 "retired" has to be a date, and "16.9.2026" is not written',
        ),
        (
            "retired: 2026-02-30",
            'R105 5:10 "retired" has to be a date, and "2026-02-30" is not in the',
        ),
        ("retired: true", 'R105 5:10 a date is expected for "retired", not true'),
        ("replaced_by: Clear It", 'R103 5:14 "Clear It" is not an id: lower-case letters'),
        ("replaced_by: ../../x", 'R103 5:14 "../../x" is not an id'),
        ("replaced_by: con", 'R103 5:14 "con" is a device name on Windows'),
        ("edge_cases: {a: b}", 'R102 5:13 a list is expected for "edge_cases", not a mapping'),
        (
            "edge_cases: [x]",
            'R102 5:14 a mapping of keys and values is expected for entry 1 in "edge',
        ),
        (
            "edge_cases: [{id: x}]",
            'R101 5:14 "guidance" is missing in edge case 1 | add `guidance:`',
        ),
        (
            "edge_cases: [{id: x, situation: s, guidance: g, score: 3-2}]",
            'R103 5:56 "score" in edge case 1 has to be a score such as 2, a range such as',
        ),
    ],
)
def test_a_criterion_with(line, sentence):
    assert first(empathy=f"{CRITERION}{line}\n".replace("\n    ", "\n")).startswith(sentence)


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        (
            "{10: great}",
            'for level 10, not the text "great" | write what it is: `10: {description: …}`',
        ),
        (
            "[{score: 1}]",
            '"levels", not a list | write the score of each before it: `3: {description: …}`',
        ),
        ("{3: }", "a mapping of keys and values is expected for level 3, not nothing"),
    ],
)
def test_levels_that_are_texts_or_a_list_are_told_what_to_write(levels, sentence):
    text = CRITERION.replace("\n    ", "\n")
    before, _, _ = text.partition("levels:")
    assert sentence in first(empathy=f"{before}levels: {levels}\n")


@pytest.mark.parametrize(
    ("written", "meant"), [('"10%"', "10"), ("10 %", "10"), ("'10,5'", "10.5")]
)
def test_a_weight_that_a_spreadsheet_would_take_is_told_as_a_number(written, meant):
    said = first(empathy=f"{CRITERION}weight: {written}\n".replace("\n    ", "\n"))
    assert said.endswith(f" | write {meant}")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"1"',
            "3.10",
            'R102 2:10 text is expected for "version", not the number 3.1 | put it in quotes: "3',
        ),
        ('"1"', "2026-01-01", 'R102 2:10 text is expected for "version", not the date 2026-01-01'),
        (
            "1: Weak",
            "one: Weak",
            'R103 4:22 a key in "levels" of scale quality has to be a score such as 2 or 2.5, or a',
        ),
        (
            "1: Weak",
            "1-2: Weak",
            'R103 4:21 "levels" in scale quality has 1\N{EN DASH}2 and 2, which',
        ),
        ("quality:", "Quality:", 'R103 4:3 "Quality" is not an id'),
        ("quality:", "7:", 'R102 4:3 text is expected for a key in "scales", not the number 7'),
        (
            "1: Weak, 2: Fine, 3: Strong",
            "1: Weak",
            'R103 4:21 "levels" in scale quality is too short: 2 or more',
        ),
        (
            "[empathy]",
            "empathy",
            'R102 6:37 a list is expected for "criteria" in group 1, not the text',
        ),
        ("title: All, ", "", 'R101 6:5 "title" is missing in group 1'),
    ],
)
def test_a_rubric_with(old, new, sentence):
    assert old in RUBRIC
    assert first(rubric=RUBRIC.replace(old, new)).startswith(sentence)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "kind: weekly",
            'R103 2:7 "weekly" is not possible for "kind" | possible: regular, launch',
        ),
        ("kind: regulr", 'R103 2:7 "regulr" is not possible for "kind" | did you mean "regular"?'),
        (
            "reviewers: [1024]",
            'R102 2:13 text is expected for entry 1 in "reviewers", not the number 1024',
        ),
        (
            "settled: [{conversation: C-1, criterion: empathy}]",
            "R103 2:11 a settled gap has either a decision or a no_change",
        ),
    ],
)
def test_a_session_with(line, sentence):
    assert first(session=f"date: 2026-03-10\n{line}\n").startswith(sentence)


def test_a_decision_that_says_it_is_superseded():
    text = DECISION.replace("accepted", "superseded").replace("{}", "tags: [tone]")
    assert first(decision=text).startswith("R103 3:9 superseded is never written: list this")


def test_a_decision_counts_lines_from_the_top_of_the_file():
    assert first(decision=DECISION.replace("{}", "tag: x")).startswith('R104 6:1 unknown key "tag"')


def test_bands_in_the_wrong_order_cost_only_the_bands():
    extra = "calibration: {bands: {acceptable: 90, strong: 80}, cadence: {regular: 31d}}\n"
    result = loaded(rubric=RUBRIC.replace("\n    ", "\n") + extra)
    assert [one.message for one in result.found] == [
        "in the calibration bands, acceptable has to be lower than strong"
    ]
    assert result.project.rubric.calibration.bands.strong == 85
    assert result.project.rubric.calibration.cadence == {"regular": "31d"}


def test_what_comes_from_elsewhere_does_not_stand_in_a_file():
    found = loaded(rubric=RUBRIC.replace("\n    ", "\n") + "id: mine\ncriteria: {a: {}}\n").found
    assert [f"{one.code} {one.where.line} {one.help}" for one in found] == [
        "R104 7 delete it: this comes from file name",
        "R104 8 delete it: this comes from rubric/criteria/",
    ]


def test_a_day_in_quotes_is_the_same_day():
    result = loaded(empathy=CRITERION.replace("\n    ", "\n") + 'retired: "2026-05-01"\n')
    assert result.found == []
    assert result.project.rubric.criteria["empathy"].retired == dt.date(2026, 5, 1)


def test_a_number_where_text_belongs_is_kept_as_it_is_written():
    assert loaded(rubric=RUBRIC.replace('"1"', "3.10")).project.rubric.version == "3.10"


def test_a_misspelt_required_key_is_one_finding():
    found = loaded(empathy=CRITERION.replace("question", "qestion")).found
    assert [one.message for one in found] == ['unknown key "qestion"']


def test_every_mistake_of_a_file_is_reported_at_once_and_the_rest_is_kept():
    extra = """\
weight: many
edge_cases:
  - {id: one, situation: s, guidance: g, scor: 1}
  - {id: Two, situation: s, guidance: g}
  - {situation: s, guidance: g}
  - {id: four, situation: s, guidance: g, score: [1]}
  - {id: five, situation: s, guidance: g}
"""
    result = loaded(empathy=CRITERION.replace("\n    ", "\n") + extra)
    assert [f"{one.where.line} {one.code}" for one in result.found] == [
        "5 R102",
        "7 R104",
        "8 R103",
        "9 R101",
        "10 R103",
    ]
    criterion = result.project.rubric.criteria["empathy"]
    assert (criterion.weight, [one.id for one in criterion.edge_cases]) == (
        1,
        ["one", "four", "five"],
    )
    path = criterion.path
    assert result.project.locate(path, "edge_cases", 2, "id").line == 11, "places follow the file"
    assert result.project.lost_in(path, "edge_cases", 2)


def test_what_has_no_meaning_without_the_key_is_left_out():
    result = loaded(empathy="title: Empathy\n")
    assert [one.message for one in result.found] == [
        '"levels" is missing', '"question" is missing', '"scale" is missing',
    ]  # fmt: skip
    assert [one.id for one in result.project.broken] == ["empathy"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("# nothing yet\n", "the file is empty"),
        (
            "just text\n",
            'the file has to be a mapping of keys and values, and is the text "just text"',
        ),
        ("- a\n- b\n", "the file has to be a mapping of keys and values, and is a list"),
    ],
)
def test_a_file_that_is_no_mapping(text, message):
    assert [one.message for one in loaded(empathy=text).found] == [message]

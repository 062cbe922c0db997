from factories import findings

RUBRIC = """
    title: Quality
    version: "1"
    scales: {{quality: {{levels: {{1: a, 2: b, 3: c}}}}}}
    groups: [{{id: all, title: All, criteria: [empathy]}}]
    checks:
      silence:
        - {silence}
    """
EMPATHY = """
    title: Empathy
    question: Did they?
    scale: quality
    levels: {1: {description: a}, 2: {description: b}, 3: {description: c}}
    """


def codes(silence, **files):
    found = findings(rubric=RUBRIC.format(silence=silence), empathy=EMPATHY, **files)
    return [one.split(" ")[1] for one in found]


def test_a_code_is_silenced_everywhere():
    assert codes("{code: R208, reason: Examples come next month.}") == []


def test_a_code_is_silenced_in_some_files():
    assert codes('{code: R208, path: "rubric/criteria/e*", reason: Later.}') == []


def test_a_silence_of_other_files_silences_nothing_and_is_told():
    assert codes('{code: R208, path: "decisions/*", reason: x}') == ["R208"] * 3 + ["R601"]


def test_a_silence_needs_a_reason():
    assert codes("{code: R208}") == ["R208"] * 3 + ["R101"]


def test_a_code_that_does_not_exist_is_told_with_the_one_that_was_meant():
    (one,) = [
        one
        for one in findings(rubric=RUBRIC.format(silence="{code: R20, reason: x}"), empathy=EMPATHY)
        if " R601 " in one
    ]
    assert one == 'rubric/rubric.yaml:7:14 R601 there is no code "R20"'


def test_mistakes_of_reading_can_be_silenced_too():
    bad = f"{EMPATHY.rstrip()}\n    wrong: 1\n"
    rubric = RUBRIC.format(silence="{code: R104, reason: A key of another tool.}")
    found = findings(rubric=rubric, empathy=bad)
    assert [one.split(" ")[1] for one in found] == ["R208"] * 3

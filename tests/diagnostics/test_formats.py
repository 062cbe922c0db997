"""What each rendering of the findings looks like, in full."""

import json

from factories import a_diagnostic
from mkdocs_rubric.diagnostics import Rule, Severity
from mkdocs_rubric.diagnostics.formats import (
    as_github,
    as_gitlab,
    as_json,
    as_sarif,
    as_text,
    summary,
)

SOURCE = {("a.yaml", 14): "    sumary: Ideas follow one another", ("b.csv", 2): "C-1,empathy,9,"}
TWO = [
    a_diagnostic("a.yaml", 14, 5, width=6, hint='did you mean "summary"?'),
    a_diagnostic(
        "b.csv",
        2,
        13,
        code="R401",
        severity=Severity.WARNING,
        message="9 is off the scale, 50% of it",
        help="the levels are 1, 2, 3",
    ),
]


def source_line(path, line):
    return SOURCE.get((path, line))


def line_shown(line, **where):
    return as_text([a_diagnostic(**where)], lambda *_: line, files=1).split("\n")[2:4]


class UnknownKeyForTest(Rule):
    """A key that the format does not know.

    More about it.
    """


RULES = {"R104": UnknownKeyForTest, "R401": UnknownKeyForTest}


def test_text_shows_each_line_with_a_caret_and_then_the_sum():
    assert as_text(TWO, source_line, files=3) == (
        'a.yaml:14:5: error[R104]: unknown key "sumary"\n'
        "   |\n"
        "14 |     sumary: Ideas follow one another\n"
        '   |     ^^^^^^ did you mean "summary"?\n'
        "\n"
        "b.csv:2:13: warning[R401]: 9 is off the scale, 50% of it\n"
        "  |\n"
        "2 | C-1,empathy,9,\n"
        "  |             ^\n"
        "   = help: the levels are 1, 2, 3\n"
        "\n"
        "1 error and 1 warning in 2 of 3 files."
    )


def test_text_in_colour_paints_place_code_caret_and_hint():
    assert as_text(TWO[:1], source_line, files=1, colour=True) == (
        '\033[1ma.yaml:14:5\033[0m: \033[1;31merror[R104]\033[0m: unknown key "sumary"\n'
        "   |\n"
        "14 |     sumary: Ideas follow one another\n"
        '   |     \033[31m^^^^^^\033[0m \033[31mdid you mean "summary"?\033[0m\n'
        "\n"
        "1 error in 1 of 1 file."
    )


def test_text_without_findings_is_one_line():
    assert as_text([], source_line, files=31) == "No problems in 31 files."


def test_the_sum_names_each_severity_once():
    found = [a_diagnostic(severity=one) for one in (*Severity, Severity.INFO)]
    assert summary(found, 9) == "1 error, 1 warning and 2 notes in 1 of 9 files."


def test_a_line_that_must_not_be_repeated_is_not():
    secret = a_diagnostic("a.yaml", 14, 5, quotable=False)
    assert "Ideas" not in as_text([secret], source_line, files=1)


def test_nothing_from_a_file_can_forge_a_line_or_send_a_terminal_code():
    forged = a_diagnostic(message="x\n2 errors", help="\x1b[2Jgone")
    text = as_text([forged], lambda *_: "a\x1b[2Jb\u202ec", files=1)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "x\N{REPLACEMENT CHARACTER}2 errors" in text


def test_a_long_line_is_cut_around_the_token():
    line = "x" * 5000 + "TOKEN" + "y" * 5000
    shown, caret = line_shown(line, column=5001, width=5)
    assert len(shown) < 200
    assert shown[caret.index("^") :][:5] == "TOKEN"


def test_the_caret_stands_under_the_token_after_wide_characters_and_accents():
    assert line_shown("標題: x", column=5, width=1) == ["1 | 標題: x", "  |       ^"]
    assert line_shown("e\u0301t: x", column=6, width=1) == ["1 | e\u0301t: x", "  |     ^"]


def test_blanks_of_other_kinds_are_shown_as_blanks():
    assert line_shown("a\u00a0b\tc", column=5) == ["1 | a b c", "  |     ^"]


def test_json_is_a_list_of_objects_with_the_promised_keys():
    assert json.loads(as_json(TWO)) == [
        {
            "code": "R104",
            "severity": "error",
            "path": "a.yaml",
            "line": 14,
            "column": 5,
            "message": 'unknown key "sumary"',
            "help": 'Did you mean "summary"?',
        },
        {
            "code": "R401",
            "severity": "warning",
            "path": "b.csv",
            "line": 2,
            "column": 13,
            "message": "9 is off the scale, 50% of it",
            "help": "The levels are 1, 2, 3",
        },
    ]


def test_github_gets_one_escaped_workflow_command_a_finding():
    assert as_github(TWO) == (
        "::error file=a.yaml,line=14,col=5,endColumn=11,title=R104::"
        'unknown key "sumary". Did you mean "summary"?\n'
        "::warning file=b.csv,line=2,col=13,endColumn=14,title=R401::"
        "9 is off the scale, 50%25 of it. The levels are 1, 2, 3"
    )


def test_github_properties_cannot_be_broken_out_of():
    command = as_github([a_diagnostic("a,b:c.yaml", message="x\n::error::y")])
    assert command.startswith("::error file=a%2Cb%3Ac.yaml,")
    assert "\n" not in command


def test_gitlab_gets_a_code_quality_report():
    first, second = json.loads(as_gitlab(TWO))
    assert first.pop("fingerprint") != second.pop("fingerprint")
    assert [first, second] == [
        {
            "description": 'unknown key "sumary". Did you mean "summary"?',
            "check_name": "R104",
            "severity": "major",
            "location": {"path": "a.yaml", "lines": {"begin": 14}},
        },
        {
            "description": "9 is off the scale, 50% of it. The levels are 1, 2, 3",
            "check_name": "R401",
            "severity": "minor",
            "location": {"path": "b.csv", "lines": {"begin": 2}},
        },
    ]


def test_gitlab_knows_a_finding_again_on_another_line_and_two_alike_apart():
    def prints(*lines):
        found = json.loads(as_gitlab([a_diagnostic(line=line) for line in lines]))
        return [one["fingerprint"] for one in found]

    assert prints(14) == prints(20)
    assert len(set(prints(14, 20))) == 2


def test_sarif_names_the_rules_it_uses_and_the_region_of_each_result():
    sarif = json.loads(as_sarif(TWO, RULES, version="1.2.3"))
    assert sarif["version"] == "2.1.0"
    (run,) = sarif["runs"]
    assert run["tool"]["driver"]["semanticVersion"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["R104", "R401"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {
        "text": "A key that the format does not know"
    }
    assert run["results"][1] == {
        "ruleId": "R401",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": "9 is off the scale, 50% of it. The levels are 1, 2, 3"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "b.csv"},
                    "region": {"startLine": 2, "startColumn": 13, "endColumn": 14},
                }
            }
        ],
    }


def test_sarif_addresses_are_escaped():
    sarif = json.loads(as_sarif([a_diagnostic("scores/Q1 2026/a#b.csv")], RULES, version="1"))
    location = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "scores/Q1%202026/a%23b.csv"

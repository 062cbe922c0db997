"""`rubric agreement`."""

import csv
import io
import json
import re
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from click.testing import CliRunner
from scipy import stats

from mkdocs_rubric.cli import main
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.report import as_csv, as_json, as_text, report
from sites import a_repository, write

REPOSITORY = Path(__file__).parents[2]
KEY = ["of", "session", "sessions", "criterion", "question", "scale", "coefficient", "weights"]
KEYS = [
    *KEY, "estimate", "low", "high", "conversations", "reviewers", "scores", "pairs", "rough",
    "undefined", "no_interval",
]  # fmt: skip


def run(*arguments, path=REPOSITORY):
    return CliRunner().invoke(main, ["agreement", str(path), *arguments])


def test_text_shows_everything_then_each_criterion():
    lines = run().output.splitlines()
    columns = ["agreement", "likely", "range", "conversations", "reviewers", "N/A", "agreed"]
    assert lines[0].split() == columns
    assert lines[1].startswith("all criteria ")
    assert any(line.startswith("empathy ") for line in lines)


def test_json_is_a_list_of_objects_with_these_keys():
    rows = json.loads(run("--session", "2026-11", "--format", "json").output)
    assert list(rows[0]) == KEYS
    names = {(row["coefficient"], row["weights"]) for row in rows}
    assert names >= {
        ("percent_agreement", "tolerance"), ("percent_agreement", "identity"),
        ("cohen", "quadratic"), ("light", "linear"), ("fleiss", "identity"),
        ("conger", "identity"), ("brennan_prediger", "identity"), ("gwet", "ordinal"),
        ("krippendorff", "ratio"), ("icc_2_1", "identity"),
    }  # fmt: skip
    for row in rows:
        assert list(row) == KEYS
        assert (row["estimate"] is None) == (row["undefined"] is not None)
        assert (row["low"] is None) == (row["no_interval"] is not None)


@pytest.mark.parametrize(
    "options", [(), ("--by", "session"), ("--by", "criterion"), ("--session", "2026-11")], ids=str
)
def test_of_one_key_there_is_one_row(options):
    rows = json.loads(run(*options, "--format", "json").output)
    assert {tuple(row) for row in rows} == {tuple(KEYS)}
    assert len({tuple(row[name] for name in KEY) for row in rows}) == len(rows) > 0


def test_csv_has_the_same_rows():
    options = ("--criterion", "empathy", "--by", "session")
    rows = list(csv.DictReader(io.StringIO(run(*options, "--format", "csv").output)))
    assert len(rows) == len(json.loads(run(*options, "--format", "json").output))


def test_an_earlier_id_will_do():
    assert "case-notes" in run("--criterion", "wrap-up").output


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--criterion", "empaty"), 'there is no criterion "empaty"\n  help: did you mean'),
        (("--session", "2026-13"), 'there is no session "2026-13"\n  help: did you mean'),
    ],
)
def test_what_does_not_exist_is_said_with_what_was_meant(option, words):
    done = run(*option)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_a_name_that_is_a_formula_stays_text_in_csv(tmp_path):
    files = {
        "rubric/rubric.yaml": 'title: T\nversion: "1"\nscales: {s: {levels: {0: No, 1: Yes}}}\n'
        "groups: [{id: g, title: G, criteria: [c]}]\n",
        "rubric/criteria/c.yaml": "title: C\nquestion: Q?\nscale: s\n"
        "levels: {0: {description: a}, 1: {description: b}}\n",
        "scores/s/session.yaml": "date: 2026-01-01\nreviewers: ['=cmd()', b]\n"
        "conversations: [{id: C}]\n",
        "scores/s/x.csv": "reviewer,conversation,criterion,score\n=cmd(),C,c,1\nb,C,c,1\n",
    }
    write(tmp_path, files)
    rows = list(
        csv.DictReader(
            io.StringIO(run("--by", "reviewer", "--format", "csv", path=tmp_path).output)
        )
    )
    assert [row["reviewer"] for row in rows] == ["'=cmd()", "b"]
    assert "=cmd()" in run("--by", "reviewer", path=tmp_path).output


def test_nothing_scored_is_said(tmp_path):
    write(tmp_path, {
        "rubric/rubric.yaml": 'title: T\nversion: "1"\nscales: {s: {levels: {0: No, 1: Yes}}}\n'
        "groups: [{id: g, title: G, criteria: []}]\n"})  # fmt: skip
    done = run(path=tmp_path)
    assert done.exit_code == 2
    assert "nothing has been scored yet" in done.stderr


def test_mistakes_in_the_files_are_told_beside_the_figures(tmp_path):
    files = a_repository()
    files["scores/s1/anouk.csv"] += "C-9,empathy,3,\n"
    write(tmp_path, files)
    done = run(path=tmp_path)
    assert done.exit_code == 0
    assert done.stderr.startswith("rubric: there is 1 mistake in the files, and what it concerns")
    assert "mistake" not in done.stdout


def test_the_folders_may_be_called_otherwise(tmp_path):
    files = {path.replace("scores/", "calib/"): text for path, text in a_repository().items()}
    write(tmp_path, files)
    assert run(path=tmp_path).exit_code == 2
    done = run("--scores", "calib", path=tmp_path)
    assert done.exit_code == 0
    assert "empathy" in done.output


def test_severities_in_points_have_two_decimals_and_no_minus_nothing(tmp_path):
    write(tmp_path, a_repository())
    output = run("--by", "reviewer", path=tmp_path).output
    assert "in points:" in output
    numbers = re.findall(r"[+-]?\d+\.\d+", output)
    assert numbers
    assert all(len(one.partition(".")[2]) >= 2 for one in numbers)
    assert "-0.00" not in output


# Whole outputs of small projects


def small(sessions, *, criteria=("empathy",), levels=(0, 1), tolerance=0):
    """A project of as many months as there are sessions.

    A session is reviewers by name, each with a row of cells for every criterion, by conversation;
    `agreed` is the consensus.
    """
    named = ", ".join(f"{one}: L{one}" for one in levels)
    described = ", ".join(f"{one}: {{description: It is {one}.}}" for one in levels)
    files = {
        "rubric/rubric.yaml": f'title: T\nversion: "1"\nscales: {{s: {{levels: {{{named}}}, '
        f"tolerance: {tolerance}}}}}\n"
        f"groups: [{{id: g, title: G, criteria: [{', '.join(criteria)}]}}]\n"
    }
    for name in criteria:
        files[f"rubric/criteria/{name}.yaml"] = (
            f"title: {name.title()}\nquestion: Is it?\nscale: s\nnot_applicable: They only ask.\n"
            f"levels: {{{described}}}\n"
        )
    for number, sheets in enumerate(sessions, 1):
        folder = f"scores/2026-{number:02}"
        [length] = {len(row) for rows in sheets.values() for row in rows}
        conversations = [f"C-{number}{one:02}" for one in range(length)]
        people = ", ".join(name for name in sheets if name != "agreed")
        files[f"{folder}/session.yaml"] = (
            f"date: 2026-{number:02}-10\nreviewers: [{people}]\n"
            f"conversations: [{', '.join(f'{{id: {one}}}' for one in conversations)}]\n"
        )
        for name, rows in sheets.items():
            sheet = "consensus" if name == "agreed" else name
            files[f"{folder}/{sheet}.csv"] = "conversation,criterion,score\n" + "".join(
                f"{conversation},{criterion},{cell}\n"
                for criterion, row in zip(criteria, rows, strict=True)
                for conversation, cell in zip(conversations, row, strict=True)
            )
    return load_project(DictTree(files)).project


def rows_of(project, *, session=None, criterion=None, by=None, every=False):
    return report(project, session=session, criterion=criterion, by=by, every=every)


def text_of(project, marks=(70, 85), **asked):
    return as_text(rows_of(project, **asked), marks)


ELEVEN_OF_THIRTEEN = small([{"ana": [[1] * 13], "ben": [[0, 0, *[1] * 11]]}])


def test_eleven_of_thirteen_are_not_rounded_to_the_line_of_85():
    assert text_of(ELEVEN_OF_THIRTEEN) == dedent("""\
                      agreement  likely range  conversations  reviewers
        all criteria      84.6%     49 to 97%             13          2  ▆
        empathy           84.6%     49 to 97%             13          2  ▆

        The running figures of the site: the newest sessions with 12 to 24 conversations. rough: fewer than 12.
        """)  # noqa: E501 - as it is printed
    assert " 85% " in text_of(ELEVEN_OF_THIRTEEN, marks=())


@pytest.mark.parametrize("marks", [(70, 85), (49, 97), (48.9, 97.2), (84.61, 84.62)])
def test_no_figure_and_no_end_of_a_range_is_shown_across_a_line(marks):
    [row, _] = rows_of(ELEVEN_OF_THIRTEEN)
    [_, line, *_] = text_of(ELEVEN_OF_THIRTEEN, marks).splitlines()
    shown = [float(one) for one in re.findall(r"\d+(?:\.\d+)?(?=%| to)", line)]
    for one, true in zip(shown, (row["estimate"], row["low"], row["high"]), strict=True):
        assert one == pytest.approx(100 * true, abs=0.5)
        assert all((one >= mark) == (100 * true >= mark) for mark in marks)


TWO_A_SESSION = small([{"ana": [[1, 1]], "ben": [[1, 0]]}, {"ana": [[1, 1]], "ben": [[1, 1]]}])


def test_a_session_of_two_conversations_has_no_range_and_is_rough():
    assert text_of(TWO_A_SESSION, by="session") == dedent("""\
                 agreement  likely range  conversations  reviewers
        2026-01        50%                            2          2  rough
        2026-02       100%                            2          2  rough

        Each session alone. rough: fewer than 12 conversations, too few to read one session against another.
        """)  # noqa: E501 - as it is printed


def test_one_session_of_one_criterion():
    assert text_of(TWO_A_SESSION, session="2026-01", criterion="empathy") == dedent("""\
                         agreement  likely range  conversations  reviewers
        2026-01 empathy        50%                            2          2  rough

        Each session alone. rough: fewer than 12 conversations, too few to read one session against another.
        """)  # noqa: E501 - as it is printed


DISPUTED = small(
    [{"ana": [["NA"], [3]], "ben": [[3], [3]], "chloe": [[3], [4]], "dan": [["NA"], [3]]}],
    criteria=("empathy", "clarity"),
    levels=(1, 2, 3, 4, 5),
)


def test_whether_it_applies_stands_beside_the_scores():
    assert text_of(DISPUTED) == dedent("""\
                      agreement  likely range  conversations  reviewers  N/A agreed
        all criteria        75%                            1          4         33%  ▅  rough
        clarity             50%                            1          4              ▃  rough
        empathy            100%                            1          2         33%  █  rough

        The running figures of the site: the newest sessions with 12 to 24 conversations. rough: fewer than 12.
        N/A agreed: how often two reviewers say alike that it is N/A, or is not.
        """)  # noqa: E501 - as it is printed


SEVERE = small(
    [
        {
            "ana": [[2, 3, 1, 4, 2, 3] * 4],
            "ben": [[3, 4, 2, 5, 3, 4] * 3 + [3, 4, 2, 5, 3, 3]],
            "chloe": [[3, 4, 2, 5, 3, 4] * 3 + [3, 3, 2, 5, 3, 4]],
            "dan": [[3, 4, 2, 5, 3, 4] * 4],
            "agreed": [[3, 4, 2, 5, 3, 4] * 4],
        }
    ],
    levels=(1, 2, 3, 4, 5),
)


def test_one_severe_reviewer_among_four_is_called_stricter_and_nobody_more_lenient():
    assert text_of(SEVERE, by="reviewer") == dedent("""\
        reviewer  severity    likely range                         consensus  conversations
        ana          -0.96  -1.02 to -0.90               stricter         0%  24
        ben           0.00  -0.06 to +0.06  not clearly different        96%  24
        chloe         0.00  -0.06 to +0.06  not clearly different        96%  24
        dan          +0.04  -0.02 to +0.10  not clearly different       100%  24

        Against the reviewer in the middle, in points: negative is stricter, positive more lenient.
        Somebody is only called so where luck is very unlikely. consensus: scores close enough to what the session agreed on.
        """)  # noqa: E501 - as it is printed


def test_reviewers_as_rows():
    first, *_ = rows_of(SEVERE, by="reviewer")
    assert list(first) == [
        "reviewer", "severity", "low", "high", "shrunk", "p", "q", "named", "verdict",
        "unit",
        "conversations", "scores", "undefined", "no_interval", "consensus_within",
        "consensus_exact", "consensus_apart", "consensus_scores",
    ]  # fmt: skip
    assert (first["reviewer"], first["named"], first["unit"]) == ("ana", True, "points")
    assert (first["consensus_within"], first["consensus_apart"]) == (0, -1)
    assert first["consensus_scores"] == 24


def test_somebody_alone_has_no_severity_and_why():
    project = small([{"ana": [[1, "", 1]], "ben": [[0, "", 1]], "chloe": [["", 1, ""]]}])
    assert text_of(project, by="reviewer") == dedent("""\
        reviewer  severity  likely range                                                 consensus  conversations
        ana          +0.25                                               too few to say             2
        ben          -0.25                                               too few to say             2
        chloe                             nobody else has scored the same conversations             0

        Against the reviewer in the middle, in points: negative is stricter, positive more lenient.
        Somebody is only called so where luck is very unlikely. consensus: scores close enough to what the session agreed on.
        """)  # noqa: E501 - as it is printed


def test_pairs():
    assert text_of(TWO_A_SESSION, by="pair") == dedent("""\
                  agreement  likely range  conversations  reviewers
        ana, ben        75%     4 to 100%              4          2  rough

        Of the scores both gave, how many were close enough.
        """)
    rows = rows_of(TWO_A_SESSION, by="pair", every=True)
    assert [(row["pair"], row["coefficient"], row["weights"]) for row in rows] == [
        ("ana, ben", "percent_agreement", "tolerance"),
        ("ana, ben", "cohen", "quadratic"),
    ]


def test_csv_of_one_session():
    rows = [
        row
        for row in rows_of(TWO_A_SESSION, session="2026-01", criterion="empathy", every=True)
        if row["coefficient"] in ("percent_agreement", "icc_2_1")
    ]
    assert as_csv(rows) == dedent("""\
        of,session,sessions,criterion,question,scale,coefficient,weights,estimate,low,high,conversations,reviewers,scores,pairs,rough,undefined,no_interval
        session,2026-01,1,empathy,score,s,percent_agreement,tolerance,0.5,,,2,2,4,2,True,,two conversations are too few for a likely range
        session,2026-01,1,empathy,score,s,percent_agreement,identity,0.5,,,2,2,4,2,True,,two conversations are too few for a likely range
        session,2026-01,1,empathy,score,s,icc_2_1,identity,0.0,,,2,2,4,2,True,,two conversations are too few for a likely range
        """)  # noqa: E501 - as it is written


def test_json_of_one_figure():
    [row] = [
        row
        for row in rows_of(ELEVEN_OF_THIRTEEN, every=True)
        if (row["of"], row["criterion"], row["weights"]) == ("window", None, "tolerance")
    ]
    assert {name: value for name, value in row.items() if name not in ("low", "high")} == {
        "of": "window",
        "session": "2026-01",
        "sessions": 1,
        "criterion": None,
        "question": "score",
        "scale": "s",
        "coefficient": "percent_agreement",
        "weights": "tolerance",
        "estimate": pytest.approx(11 / 13),
        "conversations": 13,
        "reviewers": 2,
        "scores": 26,
        "pairs": 13,
        "rough": False,
        "undefined": None,
        "no_interval": None,
    }
    p = 11 / 13
    logit, half = np.log(p / (1 - p)), stats.t.ppf(0.975, 12) / np.sqrt(12 * p * (1 - p))
    assert (row["low"], row["high"]) == pytest.approx(
        stats.logistic.cdf([logit - half, logit + half])
    )
    assert json.loads(as_json([row])) == [row]


@pytest.mark.parametrize(
    ("cells", "undefined", "no_interval"),
    [
        ([[1, 1, 1]], None, None),
        ([[1, 1]], None, "two conversations are too few for a likely range"),
        ([[1]], None, "one conversation says nothing about the next one"),
        ([["NA"]], "nobody has scored this", "nobody has scored this"),
    ],
)
def test_without_a_range_a_row_says_why(cells, undefined, no_interval):
    project = small([{"ana": cells, "ben": cells}])
    [row] = [
        row
        for row in rows_of(project, session="2026-01", criterion="empathy", every=True)
        if row["weights"] == "tolerance"
    ]
    assert (row["undefined"], row["no_interval"]) == (undefined, no_interval)


def test_scores_that_nobody_else_gave_are_said_to_be_so():
    project = small([{"ana": [[1, ""]], "ben": [["", 1]]}])
    assert text_of(project) == dedent("""\
                      agreement  likely range  conversations  reviewers
        all criteria  undefined                            0          2  no conversation was scored by two reviewers
        empathy       undefined                            0          2  no conversation was scored by two reviewers

        The running figures of the site: the newest sessions with 12 to 24 conversations. rough: fewer than 12.
        """)  # noqa: E501 - as it is printed


def test_nothing_that_was_asked_for_is_said_to_be_so():
    assert as_text([]) == (
        "No two reviewers have scored the same conversation on the scales of today.\n"
    )
    assert as_csv([]) == "session\n"
    assert as_json([]) == "[]"

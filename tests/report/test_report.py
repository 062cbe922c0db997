"""`rubric agreement`."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from sites import a_repository, write

REPOSITORY = Path(__file__).parents[2]
KEYS = [
    "session", "criterion", "coefficient", "weights", "estimate", "low", "high", "conversations",
    "reviewers", "scores", "pairs", "undefined",
]  # fmt: skip


def run(*arguments, path=REPOSITORY):
    return CliRunner().invoke(main, ["agreement", str(path), *arguments])


def test_text_shows_everything_then_each_criterion():
    lines = run().output.splitlines()
    assert lines[0].split() == ["agreement", "95%", "interval", "conversations", "reviewers"]
    assert lines[1].startswith("everything")
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
        assert (row["estimate"] is None) == (row["undefined"] is not None)


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
    assert "in points." in output
    numbers = re.findall(r"[+-]?\d+\.\d+", output)
    assert numbers
    assert all(len(one.partition(".")[2]) >= 2 for one in numbers)
    assert "-0.00" not in output

"""`rubric check` and `rubric explain`, as somebody types them."""

import json
import os
import subprocess
import sys

import pytest

from sites import a_repository, write

BROKEN = a_repository(clarity="title: Clarity\nquestion: What?\nscale: qualty\nlevels: {}\n")


def rubric(*arguments, cwd, **environment):
    clean = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs_rubric", *arguments],
        cwd=cwd,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_clean_repository_exits_with_0_and_one_line(tmp_path):
    done = rubric("check", cwd=write(tmp_path, a_repository()))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No problems in 9 files.\n"


def test_errors_exit_with_1_and_show_the_token(tmp_path):
    done = rubric("check", str(write(tmp_path, BROKEN)), cwd="/")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        'rubric/criteria/clarity.yaml:3:8: error[R204]: the rubric has no scale "qualty"\n'
        "  |\n"
        "3 | scale: qualty\n"
        '  |        ^^^^^^ did you mean "quality"?\n'
        "\n"
        "1 error in 1 of 9 files.\n"
    )


def test_warnings_alone_exit_with_0(tmp_path):
    files = a_repository()
    path = "decisions/2026-02-01-new.md"
    files[path] = files[path].replace("session:", "review_by: 2026-02-02\nsession:")
    done = rubric("check", cwd=write(tmp_path, files))
    assert done.returncode == 0
    assert "warning[R307]" in done.stdout


@pytest.mark.parametrize("arguments", [["check", "nowhere"], ["check", "--format", "xml"]])
def test_what_cannot_run_exits_with_2_and_prints_to_stderr(tmp_path, arguments):
    done = rubric(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error" in done.stderr


def test_no_rubric_here_is_said_with_what_to_do(tmp_path):
    done = rubric("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "rubric: there is no rubric/rubric.yaml here\n"
        "  help: run this in the folder that holds rubric/, decisions/ and scores/, or name it, in "
        "mkdocs.yml as `rubric: ../rubric`; `rubric init` makes a first one\n"
    )


def test_json_is_a_list_of_objects_with_these_keys(tmp_path):
    done = rubric("check", "--format", "json", cwd=write(tmp_path, BROKEN))
    (found,) = json.loads(done.stdout)
    assert found == {
        "code": "R204",
        "severity": "error",
        "path": "rubric/criteria/clarity.yaml",
        "line": 3,
        "column": 8,
        "message": 'the rubric has no scale "qualty"',
        "help": 'Did you mean "quality"?',
    }


def test_github_annotates_the_line(tmp_path):
    done = rubric("check", "--format", "github", cwd=write(tmp_path, BROKEN))
    assert done.stdout == (
        "::error file=rubric/criteria/clarity.yaml,line=3,col=8,endColumn=14,title=R204::"
        'the rubric has no scale "qualty". Did you mean "quality"?\n'
    )


def test_sarif_names_rule_and_region(tmp_path):
    done = rubric("check", "--format", "sarif", cwd=write(tmp_path, BROKEN))
    (run,) = json.loads(done.stdout)["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "R204"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rubric/criteria/clarity.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 8, "endColumn": 14}


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour_where_it_is_wanted(tmp_path, environment, coloured):
    done = rubric("check", cwd=write(tmp_path, BROKEN), **environment)
    assert ("\033[" in done.stdout) == coloured


def test_other_folders(tmp_path):
    write(tmp_path, {f"qa-{path}": text for path, text in a_repository().items()})
    folders = ("--rubric", "qa-rubric", "--decisions", "qa-decisions", "--scores", "qa-scores")
    assert rubric("check", *folders, cwd=tmp_path).returncode in (0, 1)
    assert "9 files" in rubric("check", *folders, cwd=tmp_path).stdout


def test_explain_tells_what_is_wrong_why_and_how_to_fix_it(tmp_path):
    done = rubric("explain", "r104", cwd=tmp_path)
    assert done.stdout.startswith("R104 unknown-key (error)\n\nA key that the format does not know")
    for heading in ("## What is wrong", "## Why it matters", "## How to fix it", "## Example"):
        assert heading in done.stdout


def test_explain_lists_every_code(tmp_path):
    lines = rubric("explain", cwd=tmp_path).stdout.splitlines()
    assert len(lines) > 40
    assert all(line.startswith("R") for line in lines)


def test_explain_of_no_code_exits_with_2(tmp_path):
    done = rubric("explain", "R999", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no code" in done.stderr


def test_help_teaches_by_example(tmp_path):
    text = rubric("--help", cwd=tmp_path).stdout
    for command in ("rubric check", "rubric explain R104", "rubric agreement"):
        assert command in text

"""Each benchmark runs at a very small size and prints its table."""

import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_rubric.diagnostics import Severity
from mkdocs_rubric.site import FolderTree, load_and_check

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


def run(script, *arguments):
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(output):
    """The tables of the output, a list of cells for each row."""
    lines = [line for line in output.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_same_size_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        run("generate.py", tmp_path / name, "--criteria", 4, "--decisions", 20, "--scores", 400)
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert len(one) > 60


@pytest.mark.parametrize("criteria", [1, 7])
def test_a_generated_project_has_its_size_and_no_errors_or_warnings(tmp_path, criteria):
    arguments = ["--criteria", criteria, "--decisions", 30, "--sessions", 3, "--scores", 70]
    run("generate.py", tmp_path, *arguments)
    checked = load_and_check(FolderTree(tmp_path))
    assert [one for one in checked.found if one.severity is not Severity.INFO] == []
    project = checked.project
    assert len(project.rubric.criteria) == criteria
    assert len(project.decisions) == 30
    assert sum(len(sheet) for held in project.sessions.values() for sheet in held.sheets) == 70


def test_the_benchmark_of_the_command_prints_its_table():
    table = rows(run("check.py", "--quick"))
    assert table[0] == ["", "time", "baseline", "its time", "ratio", "target"]
    assert [row[0] for row in table[2:]] == ["`rubric check`", "`rubric --help`"]


def test_the_benchmark_of_the_site_prints_its_tables():
    table = rows(run("site.py", "--quick"))
    shares = ["load, check, render", "with laying out"]
    assert table[0] == ["pages", "rubric", "plain files", "ratio", *shares, "a page"]
    assert table[3] == ["pages", "a criterion", "a plain page", "ratio"]
    assert len(table) == 6


def test_the_benchmark_of_the_scores_prints_its_table():
    table = rows(run("scores.py", "--quick"))
    assert table[0] == ["", "read, checked, summed up", "read with `csv`", "ratio", "target"]
    assert [row[0] for row in table[2:]] == [
        "3 by 4, all fine",
        "3 by 4, one in a thousand wrong",
        "3 by 4, one in a hundred wrong",
    ]


def test_the_benchmark_of_the_history_prints_its_table():
    table = rows(run("history.py", "--quick"))
    assert table[0] == ["", "time", "baseline", "its time", "ratio", "target"]
    assert [row[2] for row in table[2:]] == ["`git log -p`", "loading both"]


def test_the_benchmark_of_the_claims_prints_its_tables():
    table = rows(run("claims.py", "--runs", 1))
    kinds = ["any claim", "decisions", "headline", "criteria", "severity", "drift"]
    assert table[0] == ["sites without any change", "decisions on", *kinds]
    asked = {"any", "worst now", "worst so far", "worst four"}
    assert {row[1] for row in table[2:102]} == asked
    assert table[102] == ["one criterion truly rises at session 8", "10 points", "20 points",
                         "30 points"]  # fmt: skip
    assert len(table) == 2 + 100 + 2 + 6


def test_the_benchmark_of_many_reviewers_prints_its_table():
    table = rows(run("many_reviewers.py", "--quick"))
    assert table[0] == ["", "time", "target", "memory", "target"]
    assert len(table) == 2 + 2 * 5

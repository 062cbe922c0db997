"""One directory for each kind of mistake, with the whole text `rubric check` prints for it.

To add a case, make a directory `tests/cases/<code>-<name>` with the files that matter. They are
laid over the small valid project in `tests/cases/base`. Then write its `expected.txt` with

    pytest tests/test_cases.py --update-cases

and read the difference: that output is what people will see. Where the order of commits matters, a
`commits.txt` has the files of each commit on a line.
"""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from machines import git
from mkdocs_rubric.cli import main
from mkdocs_rubric.site import catalogue

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
RULES = {rule.code: rule for rule in catalogue()}
TODAY = "1780272000"  # 2026-06-01
SECTIONS = ["## What is wrong", "## Why it matters", "## How to fix it", "## Example"]


def names():
    return sorted(path.name for path in CASES.iterdir() if path != BASE)


def check(folder):
    return CliRunner().invoke(main, ["check", str(folder)], env={"SOURCE_DATE_EPOCH": TODAY})


def test_the_project_that_cases_are_laid_over_is_valid():
    assert check(BASE).output == "No problems in 7 files.\n"


def commit_in_order(folder):
    """Commit the files of a case as its `commits.txt` says: a line for each commit."""
    order = folder / "commits.txt"
    if order.exists():
        lines = order.read_text(encoding="utf-8").splitlines()
        order.unlink()
        git(folder, "init", "--quiet", "--initial-branch", "main")
        for line in lines:
            git(folder, "add", *line.split())
            git(folder, "commit", "--quiet", "--message", line)


@pytest.mark.parametrize("name", names())
def test_a_case_prints_exactly_what_it_expects(name, tmp_path, update_cases):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(
        CASES / name, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )
    commit_in_order(tmp_path)
    result = check(tmp_path)
    expected = CASES / name / "expected.txt"
    if update_cases:
        expected.write_text(result.output, encoding="utf-8")
    assert result.output == expected.read_text(encoding="utf-8")
    assert result.exit_code == (1 if ": error[" in result.output else 0)
    assert f"[{name[:4]}]" in result.output, "the case shows a different mistake than its name says"


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_a_case_of_its_name(code):
    assert any(name.startswith(f"{code}-{RULES[code].name()}") for name in names()), (
        f"add tests/cases/{code}-{RULES[code].name()}/ with a small tree, then run "
        "pytest tests/test_cases.py --update-cases"
    )


def test_every_case_is_about_a_code():
    assert [name for name in names() if name[:4] not in RULES] == []


def test_codes_are_unique():
    codes = [rule.code for rule in catalogue()]
    assert sorted(set(codes)) == codes


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_is_documented_in_the_same_four_sections(rule):
    documentation = rule.documentation()
    prose = re.sub(r"```.*?```", "", documentation, flags=re.DOTALL)
    assert re.findall(r"^## .*", prose, re.MULTILINE) == SECTIONS
    title, _, rest = documentation.partition("\n\n")
    assert "\n" not in title
    assert title.endswith(".")
    assert rest.startswith(SECTIONS[0])
    assert all(part.strip() for part in rest.split("## ")[1:])

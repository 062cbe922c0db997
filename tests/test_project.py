"""A project others can join: workflows that check everything, forms, and what may be relied on."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def workflow(path):
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(path):
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_but_what_each_job_says(path):
    found = workflow(path)
    assert found["permissions"] == {}
    for name, job in found["jobs"].items():
        assert job["permissions"], name
        assert int(job["timeout-minutes"]) <= 60, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_from_outside_becomes_part_of_a_command(path):
    for step in steps(path):
        for inserted in re.findall(r"\$\{\{(.*?)\}\}", step.get("run", "")):
            assert inserted.strip().startswith("matrix."), inserted


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_keeps_no_credentials_and_has_the_whole_history(path):
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_a_pull_request_is_tested_on_every_system_and_python_and_needs_no_secret():
    path = ROOT / ".github/workflows/tests.yml"
    found = workflow(path)
    assert "pull_request" in found["on"]
    assert "secrets." not in path.read_text(encoding="utf-8")
    matrix = found["jobs"]["systems"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["system"]] == ["ubuntu", "macos", "windows"]
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert matrix["python"] == [lowest, "3.12", "3.13", "3.14"]
    resolutions = found["jobs"]["dependencies"]["strategy"]["matrix"]["resolution"]
    assert resolutions == ["lowest-direct", "highest"]
    generators = found["jobs"]["generators"]["strategy"]["matrix"]["generator"]
    assert generators == ["mkdocs", "properdocs", "zensical"]


def test_a_release_has_no_token_and_is_attested():
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    publish = workflow(ROOT / ".github/workflows/release.yml")["jobs"]["publish"]
    assert publish["environment"] == "pypi"
    assert publish["permissions"]["id-token"] == "write"
    assert publish["permissions"]["attestations"] == "write"
    assert "password" not in text
    assert "secrets." not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_files_and_targets_that_a_workflow_names_exist(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for step in steps(path):
        command = step.get("run", "")
        for target in re.findall(r"^\s*make (\w+)", command, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
        for name in re.findall(r"\btests/[\w/.]+", command):
            assert (ROOT / name).exists(), name


def test_forms_for_issues_are_forms():
    for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        form = workflow(path)
        if path.name == "config.yml":
            assert form["contact_links"]
            continue
        ids = [each["id"] for each in form["body"] if each["type"] != "markdown"]
        assert len(ids) == len(set(ids)) > 0
        assert form["description"]


def test_what_is_promised_has_a_page():
    for name in ("SECURITY.md", "CODE_OF_CONDUCT.md", ".github/PULL_REQUEST_TEMPLATE.md"):
        assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_the_container_works_as_an_ordinary_user_and_takes_only_what_it_needs():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last = [line for line in lines if line.startswith("USER ")][-1]
    assert last not in ("USER root", "USER 0")
    assert lines.index(last) < lines.index('ENTRYPOINT ["rubric"]')
    copied = {name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]}
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert kept[0] == "*"
    assert {f"!{name}" for name in copied} <= set(kept)
    for name in copied:
        assert (ROOT / name).exists(), name


COMMANDS = {"mypy", "pytest", "ruff", "import-linter"}
"""What `make test` runs."""
NAMED = {
    "axe-playwright-python": ("axe_playwright_python", "tests/browser/test_practice.py"),
    "build": ('"-m", "build"', "tests/test_wheel.py"),
    "hatchling": ("hatchling", "pyproject.toml"),
    "ibis-framework": ("ibis", "tests/live/test_sql.py"),
    "mike": ("mike", "tests/mkdocs_plugin/test_companions.py"),
    "mkdocs-awesome-nav": ("awesome-nav", "tests/mkdocs_plugin/test_navigation.py"),
    "mkdocs-redirects": ("redirects", "tests/mkdocs_plugin/test_companions.py"),
    "mkdocstrings-python": ("mkdocstrings", "mkdocs.yml"),
    "properdocs": ("properdocs", "tests/publish/test_three_generators.py"),
    "scikit-learn": ("sklearn", "benchmarks/agreement.py"),
    "zensical": ("zensical", "tests/publish/test_three_generators.py"),
}
"""What is run or named in settings, by what and where."""


def test_every_development_dependency_is_used():
    python = [path for folder in ("tests", "benchmarks") for path in ROOT.glob(f"{folder}/**/*.py")]
    imported = {
        name
        for path in python
        for name in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    for wanted in PROJECT["dependency-groups"]["dev"]:
        name = re.match(r"[\w-]+", wanted)[0]
        if name in NAMED:
            word, place = NAMED[name]
            assert word in (ROOT / place).read_text(encoding="utf-8"), name
        else:
            assert name in COMMANDS | imported or name.startswith("types-"), name

"""`rubric diff`, as somebody types it."""

import json

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from repositories import Repository
from sites import EMPATHY, a_repository

CRITERION = "rubric/criteria/empathy.yaml"


@pytest.fixture
def repository(tmp_path):
    repository = Repository(tmp_path)
    repository.commit("2026-01-02", "Start", a_repository())
    return repository


def diff(repository, *arguments):
    return CliRunner().invoke(main, ["diff", *arguments, "--project", str(repository.root)])


def edit(repository, old, new):
    (repository.root / CRITERION).write_text(EMPATHY.replace(old, new), encoding="utf-8")


def test_nothing_to_tell(repository):
    done = diff(repository, "--check")
    assert done.exit_code == 0
    assert "Nothing is different" in done.output


def test_check_fails_where_scoring_changes_and_the_version_does_not(repository):
    edit(repository, "weight: 3", "weight: 5")
    assert diff(repository).exit_code == 0
    done = diff(repository, "--check")
    assert done.exit_code == 1
    assert "rubric/rubric.yaml:2:10: error[new-version]: 1 change of scoring" in done.output


def test_check_passes_with_a_new_version(repository):
    edit(repository, "weight: 3", "weight: 5")
    path = repository.root / "rubric/rubric.yaml"
    path.write_text(path.read_text().replace('"1.0"', '"1.1"'), encoding="utf-8")
    assert diff(repository, "--check").exit_code == 0


def test_wording_needs_no_version(repository):
    edit(repository, "Names a feeling.", "Names some feeling.")
    assert diff(repository, "--check").exit_code == 0


def test_github_gets_an_annotation(repository):
    edit(repository, "weight: 3", "weight: 5")
    done = diff(repository, "--check", "--format", "github")
    assert done.exit_code == 1
    assert done.output.startswith("::error file=rubric/rubric.yaml,line=2,")


def test_json_is_one_object(repository):
    edit(repository, "weight: 3", "weight: 5")
    done = diff(repository, "--check", "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.output)["needs_version"] is True


def test_what_cannot_run_exits_with_2(repository):
    done = diff(repository, "v9")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith('rubric: there is no revision "v9" here\n  help: ')

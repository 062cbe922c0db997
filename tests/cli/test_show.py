"""`rubric show`, as somebody types it."""

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from repositories import Repository
from sites import a_repository, write

CRITERION = "rubric/criteria/empathy.yaml"


@pytest.fixture
def repository(tmp_path):
    repository = Repository(tmp_path)
    repository.commit("2026-01-02", "Start", a_repository())
    repository.edit(
        "2026-03-04", "Say it plainer (#4)", CRITERION, "Names a feeling.", "Names some."
    )
    return repository


def show(root, *arguments):
    return CliRunner().invoke(main, ["show", *arguments, "--project", str(root)])


def test_without_a_name_all_criteria_are_listed(repository):
    done = show(repository.root)
    assert done.output == "Conversation quality, version 1.0\nempathy  Empathy\nclarity  Clarity\n"


def test_a_criterion_as_it_is(repository):
    done = show(repository.root, "empathy")
    assert done.exit_code == 0
    assert done.output.startswith("Empathy (version 1.0)\n  Did the agent acknowledge")
    assert "Names some." in done.output
    assert "2026-02-01  Score what is written" in done.output


def test_a_criterion_as_it_was(repository):
    done = show(repository.root, "empathy", "--as-of", "2026-02-03")
    assert done.output.startswith(
        "Empathy (as of 2026-02-03: version 1.0, in force from 2026-01-02 until 2026-03-04)\n"
    )
    assert "Names a feeling." in done.output
    assert "Names some." not in done.output


def test_the_decisions_of_that_day(repository):
    done = show(repository.root, "empathy", "--as-of", "2026-01-20")
    assert "Tone counts" in done.output
    assert "Score what is written" not in done.output


def test_an_earlier_id_is_known(repository):
    assert show(repository.root, "compassion").output.startswith("Empathy")


def test_its_history(repository):
    done = show(repository.root, "empathy", "--history")
    assert done.output == (
        "2026-03-04  version 1.0  Say it plainer #4\n"
        "    level 2 (Fair) reworded\n"
        "\n"
        "2026-01-02  version 1.0  Start\n"
        "    the first wording on record\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["emphaty"], 'there is no criterion "emphaty"\n  help: did you mean "empathy"?'),
        (["empathy", "--as-of", "2025-01-01"], "nothing is on record of empathy on 2025-01-01"),
        (["empathy", "--as-of", "March"], "does not match the format"),
    ],
)
def test_what_is_not_there(repository, arguments, message):
    done = show(repository.root, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_without_git_there_is_no_past(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, a_repository())
    assert show(tmp_path, "empathy").exit_code == 0
    done = show(tmp_path, "empathy", "--as-of", "2026-02-03")
    assert done.exit_code == 2
    assert "in no git repository" in done.stderr

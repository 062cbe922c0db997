"""`rubric rename criterion`, as somebody types it."""

import pytest
from click.testing import CliRunner

from mkdocs_rubric import FolderTree, load_and_check
from mkdocs_rubric.cli import main
from sites import a_repository, write


def rename(*arguments):
    done = CliRunner().invoke(main, ["rename", "criterion", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def project(tmp_path):
    return write(tmp_path, a_repository())


def files(root):
    return {one.relative_to(root): one.read_bytes() for one in root.rglob("*") if one.is_file()}


def test_it_renames_and_says_what_it_did_and_how_to_take_it_back(project):
    code, said, wrong = rename("empathy", "care", project)
    assert (code, wrong) == (0, "")
    assert said == (
        "rubric/criteria/empathy.yaml is now rubric/criteria/care.yaml\n"
        "  rubric: 2 places in 2 files\n"
        "  decisions: 2 places in 2 files\n"
        "  scores: 3 places in 3 files\n"
        "To take it back: rubric rename criterion care empathy\n"
    )
    assert not (project / "rubric/criteria/empathy.yaml").exists()
    checked = load_and_check(FolderTree(project))
    assert not checked.errors
    assert checked.project.rubric.criteria["care"].aliases == ("compassion", "empathy")
    assert rename("care", "empathy", project)[0] == 0


def test_dry_run_shows_the_edits_and_writes_nothing(project):
    before = files(project)
    code, shown, _ = rename("empathy", "care", project, "--dry-run")
    assert code == 0
    assert files(project) == before
    assert (
        "--- rubric/criteria/empathy.yaml\n+++ rubric/criteria/care.yaml\n"
        "@@ -3,7 +3,7 @@\n scale: quality\n weight: 3\n not_applicable: Nobody is upset.\n"
        "-aliases: [compassion]\n+aliases: [compassion, empathy]\n"
    ) in shown
    assert "-C-1,empathy,2,\n+C-1,care,2,\n" in shown
    changed = [line for line in shown.split("\n") if line[:1] == "+" and line[:3] != "+++"]
    assert len(changed) == 7


def test_what_cannot_be_renamed_exits_with_2_and_changes_nothing(project):
    before = files(project)
    assert rename("empaty", "care", project) == (
        2,
        "",
        'rubric: there is no criterion "empaty"\n  help: did you mean "empathy"?\n',
    )
    assert files(project) == before


def test_a_disk_that_fails_halfway_leaves_everything_as_it_was(project, monkeypatch):
    before = files(project)
    replaced = []
    replace = type(project).replace

    def failing(path, target):
        replaced.append(target)
        if len(replaced) == 4:
            raise OSError(5, "Input/output error")
        return replace(path, target)

    monkeypatch.setattr("pathlib.Path.replace", failing)
    code, _, wrong = rename("empathy", "care", project)
    assert code == 2
    assert "cannot be written: input/output error" in wrong
    assert files(project) == before


def test_other_folders(tmp_path):
    write(tmp_path, {f"qa-{path}": text for path, text in a_repository().items()})
    folders = ("--rubric", "qa-rubric", "--decisions", "qa-decisions", "--scores", "qa-scores")
    code, said, _ = rename("empathy", "care", tmp_path, *folders)
    assert code == 0
    assert "qa-rubric/criteria/empathy.yaml is now qa-rubric/criteria/care.yaml" in said
    assert "  qa-scores: 3 places in 3 files" in said


def test_no_rubric_here_is_said(tmp_path):
    code, _, wrong = rename("empathy", "care", tmp_path)
    assert code == 2
    assert wrong.startswith("rubric: there is no rubric/rubric.yaml here")

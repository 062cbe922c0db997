"""`rubric export`: copies of the standard, and whether they are still what it says."""

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from sites import a_repository, write


@pytest.fixture
def team(tmp_path):
    return write(tmp_path / "team", a_repository())


def export(team, *words):
    done = CliRunner().invoke(
        main, ["export", *words, "--project", str(team)], catch_exceptions=False
    )
    return done.exit_code, done.output


def reword(team):
    path = team / "rubric/criteria/empathy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Names a feeling.", "Names some feeling."), encoding="utf-8")


COPIES = [
    ("judge", "empathy", "-o", "prompt.txt"),
    ("judge", "--format", "json", "-o", "judge.json"),
    ("judge", "--format", "promptfoo", "-o", "promptfoo.yaml"),
    ("zendesk-qa", "-o", "scorecard.json"),
]


@pytest.mark.parametrize("words", COPIES)
def test_a_copy_is_out_of_date_once_a_wording_has_changed_until_it_is_written_anew(team, words):
    *words, name = words
    copy = team / name
    assert export(team, *words, str(copy))[0] == 0
    assert export(team, *words, str(copy), "--check") == (0, "")
    copy.write_bytes(copy.read_bytes().replace(b"\n", b"\r\n"))
    assert export(team, *words, str(copy), "--check") == (0, ""), "git may end lines so"
    before = copy.read_bytes()
    reword(team)
    code, out = export(team, *words, str(copy), "--check")
    assert (code, out.splitlines()) == (
        1,
        [
            f"{copy} would change",
            "  help: --dry-run shows the words that differ, --force writes it anew",
        ],
    )
    code, out = export(team, *words, str(copy), "--dry-run")
    assert code == 0
    assert {"Names a feeling." in line for line in out.splitlines() if line[:1] == "-"} >= {True}
    assert {"Names some feeling." in each for each in out.splitlines() if each[:1] == "+"} >= {True}
    assert copy.read_bytes() == before, "nothing is written"
    assert export(team, *words, str(copy), "--force")[0] == 0
    assert export(team, *words, str(copy), "--check") == (0, "")


def test_a_workbook_is_held_against_today_too(team):
    copy = team / "scores.xlsx"
    assert export(team, "table", "-o", str(copy))[0] == 0
    assert export(team, "table", "-o", str(copy), "--check") == (0, "")
    copy.write_bytes(b"something else")
    code, out = export(team, "table", "-o", str(copy), "--dry-run")
    assert (code, out.splitlines()) == (0, [f"{copy} would change"])


def test_which_copy_is_meant_has_to_be_said(team):
    code, out = export(team, "judge", "empathy", "--check")
    assert (code, "which copy is meant is not said" in out) == (2, True)


def test_a_copy_that_is_not_there_would_be_new(team):
    code, out = export(team, "judge", "empathy", "-o", str(team / "new.txt"), "--check")
    assert (code, "new.txt would change" in out) == (1, True)
    assert not (team / "new.txt").exists()

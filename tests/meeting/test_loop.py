"""A session from its plan to its record, by the commands a team types."""

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from mkdocs_rubric.load import FolderTree
from mkdocs_rubric.sealing import opened
from mkdocs_rubric.site import load_and_check

BASE = Path(__file__).parents[1] / "cases" / "base"
EPOCH = "1780272000"  # 2026-06-01
LATER = "1781049600"  # 2026-06-10
HEADER = "conversation,criterion,score,note\n"


@pytest.fixture
def team(tmp_path, monkeypatch):
    """A small project, and a home of its own for keys and drafts."""
    project = tmp_path / "project"
    shutil.copytree(BASE, project)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home" / "appdata"))
    monkeypatch.delenv("RUBRIC_SEAL_SECRET", raising=False)
    return project


def rubric(project, *words, day=EPOCH, typed=None):
    done = CliRunner().invoke(
        main,
        [*words, "--project", str(project)],
        env={"SOURCE_DATE_EPOCH": day},
        input=typed,
        catch_exceptions=False,
    )
    return done.exit_code, done.output


def planned(project, *more):
    code, out = rubric(
        project, "session", "new", "2026-06", "--date", "2026-06-15", "--conversation", "C-9", *more
    )
    assert code == 0, out
    return out


def a_sheet(tmp_path, empathy, clarity=3, note=""):
    path = tmp_path / "sheet.csv"
    path.write_text(f"{HEADER}C-9,empathy,{empathy},{note}\nC-9,clarity,{clarity},\n")
    return str(path)


def revealed(project, tmp_path, ana=1, ben=3):
    planned(project, "--sealed")
    for name, score in (("ana", ana), ("ben", ben)):
        code, out = rubric(
            project, "score", "2026-06", "--as", name, "--from", a_sheet(tmp_path, score)
        )
        assert code == 0, out
    code, out = rubric(project, "session", "reveal", "2026-06", day=LATER)
    assert code == 0, out
    return out


def found(project, day=dt.date(2026, 6, 20)):
    checked = load_and_check(FolderTree(project), today=day)
    return [(each.code, each.where.path) for each in checked.found]


def files(project):
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file()
    }


def test_a_planned_session_takes_who_scores_from_the_last_one(team):
    planned(team)
    assert (team / "scores/2026-06/session.yaml").read_text() == (
        "date: 2026-06-15\n"
        "minutes: 60\n"
        "kind: regular\n"
        'rubric_version: "1.0"\n'
        "reviewers: [ana, ben]\n"
        "conversations:\n"
        "  - id: C-9\n"
    )
    assert found(team, dt.date(2026, 6, 1)) == []


def test_a_plan_that_would_not_hold_is_not_written(team):
    code, out = rubric(
        team, "session", "new", "2026-06", "--reviewer", "ana", "--reviewer", "ana",
        "--conversation", "C-9",
    )  # fmt: skip
    assert code == 2
    assert '"ana" is among the reviewers twice' in out
    assert not (team / "scores/2026-06").exists()


def test_a_planned_session_is_in_no_figure(team):
    planned(team)
    project = load_and_check(FolderTree(team), today=dt.date(2026, 6, 1)).project
    assert list(project.sessions) == ["2026-03"]
    assert list(project.upcoming) == ["2026-06"]


def test_scores_that_come_early_are_in_no_figure_until_the_day(team, tmp_path):
    planned(team)
    rubric(team, "score", "2026-06", "--as", "ana", "--from", a_sheet(tmp_path, 1))
    before = load_and_check(FolderTree(team), today=dt.date(2026, 6, 14)).project
    on_the_day = load_and_check(FolderTree(team), today=dt.date(2026, 6, 15)).project
    assert list(before.upcoming) == ["2026-06"]
    assert list(on_the_day.sessions) == ["2026-03", "2026-06"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-03"], "scores/2026-03 is there already"),
        (["June 26"], "is not an id"),
        (["2026-06", "--date", "2026-06-15", "--due", "2026-06-16"], "after the session"),
    ],
)
def test_what_cannot_be_planned_is_refused_and_nothing_is_written(team, words, said):
    before = files(team)
    code, out = rubric(team, "session", "new", *words)
    assert (code, files(team)) == (2, before)
    assert said in out


def test_sealed_sheets_open_to_what_was_scored_and_to_nobody_before(team, tmp_path):
    planned(team, "--sealed")
    sheet = a_sheet(tmp_path, 1, note="matched the tone")
    code, out = rubric(team, "score", "2026-06", "--as", "ana", "--from", sheet)
    assert code == 0
    assert "Receipt: " in out
    assert sorted(path.name for path in (team / "scores/2026-06").iterdir()) == [
        "ana.jwe",
        "session.yaml",
    ]
    assert "matched" not in (team / "scores/2026-06/ana.jwe").read_text()

    code, out = rubric(team, "session", "reveal", "2026-06")
    assert code == 2
    assert "ben has not scored yet" in out

    code, out = rubric(team, "session", "reveal", "2026-06", "--excuse", "ben", day=LATER)
    assert code == 0, out
    assert (team / "scores/2026-06/ana.csv").read_bytes() == Path(sheet).read_bytes()
    session = load_and_check(FolderTree(team)).project.sessions["2026-06"].session
    assert session.sealed.revealed.excused == ("ben",)
    assert session.sealed.revealed.date == dt.date(2026, 6, 10)
    assert found(team) == []


def test_a_score_that_is_changed_after_the_reveal_is_named_and_can_be_put_back(team, tmp_path):
    revealed(team, tmp_path)
    sheet = team / "scores/2026-06/ana.csv"
    before = sheet.read_bytes()
    sheet.write_bytes(before.replace(b"empathy,1", b"empathy,3"))
    wrong = [each for each in load_and_check(FolderTree(team)).found if each.code == "R410"]
    assert [each.message for each in wrong] == [
        'this sheet is not what was sealed: line 2 was "C-9,empathy,1," and is "C-9,empathy,3,"'
    ]
    assert rubric(team, "session", "reveal", "2026-06")[0] == 0
    assert sheet.read_bytes() == before


def test_the_published_key_lets_anybody_check(team, tmp_path):
    revealed(team, tmp_path)
    held = load_and_check(FolderTree(team)).project.sessions["2026-06"]
    private = held.session.sealed.revealed.private
    for seal in held.seals:
        assert opened(seal.text, private, f"2026-06/{seal.reviewer}") == seal.sheet


@pytest.mark.parametrize("damage", [b"x", b"e30.x.y.z.w", b""])
def test_a_damaged_sheet_opens_none_and_nothing_is_written(team, tmp_path, damage):
    planned(team, "--sealed")
    for name in ("ana", "ben"):
        rubric(team, "score", "2026-06", "--as", name, "--from", a_sheet(tmp_path, 1))
    (team / "scores/2026-06/ben.jwe").write_bytes(damage)
    before = files(team)
    code, out = rubric(team, "session", "reveal", "2026-06")
    assert (code, files(team)) == (2, before)
    assert "scores/2026-06/ben.jwe: it is not a sealed sheet" in out


def test_another_sessions_sheet_does_not_open(team, tmp_path):
    planned(team, "--sealed")
    rubric(team, "score", "2026-06", "--as", "ana", "--from", a_sheet(tmp_path, 1))
    (team / "scores/2026-06/ben.jwe").write_bytes((team / "scores/2026-06/ana.jwe").read_bytes())
    code, out = rubric(team, "session", "reveal", "2026-06")
    assert code == 2
    assert "it was sealed for 2026-06/ana, not for 2026-06/ben" in out


def test_a_lost_key_is_said_and_who_may_have_it(team, tmp_path):
    planned(team, "--sealed")
    for name in ("ana", "ben"):
        rubric(team, "score", "2026-06", "--as", name, "--from", a_sheet(tmp_path, 1))
    shutil.rmtree(tmp_path / "home")
    code, out = rubric(team, "session", "reveal", "2026-06")
    assert code == 2
    assert "the private key of 2026-06 is not on this computer" in out


def test_a_key_derived_from_a_secret_is_held_by_nobody(team, tmp_path, monkeypatch):
    monkeypatch.setenv("RUBRIC_SEAL_SECRET", "0123456789abcdef" * 2)
    out = revealed(team, tmp_path)
    assert "2 sheets opened. To be talked about: 1 gap." in out
    assert not (tmp_path / "home").exists()


def test_without_a_facilitator_a_hash_comes_first_and_the_sheet_later(team, tmp_path):
    planned(team, "--sealed", "hash")
    folder = team / "scores/2026-06"
    for name in ("ana", "ben"):
        code, out = rubric(team, "score", "2026-06", "--as", name, "--from", a_sheet(tmp_path, 2))
        assert code == 0, out
    assert sorted(path.name for path in folder.iterdir()) == [
        "ana.sha256",
        "ben.sha256",
        "session.yaml",
    ]
    code, out = rubric(team, "session", "reveal", "2026-06")
    assert code == 2
    assert out.count("its sheet and salt are not here yet") == 2
    for kept in (tmp_path / "home").rglob("*"):
        if kept.suffix in (".csv", ".salt"):
            shutil.copy(kept, folder / kept.name)
    assert rubric(team, "session", "reveal", "2026-06")[0] == 0
    assert found(team) == []
    (folder / "ana.csv").write_text(f"{HEADER}C-9,empathy,3,\n")
    assert ("R410", "scores/2026-06/ana.csv") in found(team)


@pytest.mark.parametrize(
    ("who", "said"),
    [("chloe", '"chloe" is not invited to 2026-06'), ("ana", "ana has handed over a sheet")],
)
def test_who_may_not_score_is_told_why(team, tmp_path, who, said):
    planned(team, "--sealed")
    rubric(team, "score", "2026-06", "--as", "ana", "--from", a_sheet(tmp_path, 1))
    code, out = rubric(team, "score", "2026-06", "--as", who, "--from", a_sheet(tmp_path, 1))
    assert code == 2
    assert said in out


@pytest.mark.parametrize("who", ["../ana", "a/b", "", ".ana", "a\\b", "a\nb", "consensus"])
def test_nobody_is_called_what_no_file_of_theirs_may_be(team, tmp_path, who):
    planned(team)
    before = files(team)
    code, out = rubric(team, "score", "2026-06", "--as", who, "--from", a_sheet(tmp_path, 1))
    assert code == 2
    assert "cannot be the name of a file" in out
    assert files(team) == before


def test_a_sheet_with_mistakes_is_not_handed_over_and_all_are_named(team, tmp_path):
    planned(team, "--sealed")
    code, out = rubric(
        team, "score", "2026-06", "--as", "ana", "--from", a_sheet(tmp_path, 9, clarity=7)
    )
    assert code == 2
    assert 'line 2: 9 is not on the scale of "empathy"' in out
    assert 'line 3: 7 is not on the scale of "clarity"' in out


def test_scoring_in_the_terminal_can_be_stopped_and_goes_on(team):
    planned(team)
    code, out = rubric(team, "score", "2026-06", "--as", "ana", typed="2\nq\n")
    assert code == 0
    assert "Kept on this computer" in out
    code, out = rubric(team, "score", "2026-06", "--as", "ana", typed="n\nshort, and clear\n3\n")
    assert code == 0, out
    assert "Going on with 1 scores from before." in out
    assert (team / "scores/2026-06/ana.csv").read_text() == (
        f'{HEADER}C-9,empathy,2,\nC-9,clarity,3,"short, and clear"\n'
    )


def test_what_is_left_open_is_asked_about(team):
    planned(team)
    code, out = rubric(team, "score", "2026-06", "--as", "ana", typed="s\n3\ny\n")
    assert code == 0
    assert "1 are left open. Hand it over like this?" in out
    assert (team / "scores/2026-06/ana.csv").read_text().splitlines()[1] == "C-9,empathy,,"


def test_a_session_cannot_be_closed_while_a_gap_is_open(team, tmp_path):
    revealed(team, tmp_path)
    code, out = rubric(team, "session", "close", "2026-06")
    assert code == 2
    assert "1 gap is open still:\n  empathy on C-9: scored from 1 to 3" in out
    assert "rubric decide 2026-06 C-9 empathy" in out


def test_a_decision_settles_its_gap_and_reaches_the_guideline(team, tmp_path):
    revealed(team, tmp_path)
    code, out = rubric(
        team, "decide", "2026-06", "C-9", "empathy",
        "--title", "A warm word is not enough",
        "--decision", "Score 2 where the feeling is named and the problem is not.",
        "--why", "The customer asked for help.",
        "--situation", "The agent says something warm. The problem is not named.",
        "--score", "2",
        day=LATER,
    )  # fmt: skip
    assert code == 0, out
    assert (team / "decisions/2026-06-10-a-warm-word-is-not-enough.md").read_text() == (
        "---\n"
        "title: A warm word is not enough\n"
        "status: accepted\n"
        "date: 2026-06-10\n"
        "session: 2026-06\n"
        "criteria: [empathy]\n"
        "conversations: [C-9]\n"
        "deciders: [ana, ben]\n"
        "review_by: 2026-12-09\n"
        "---\n"
        "\n## Situation\n\nThe agent says something warm. The problem is not named.\n"
        "\n## How reviewers read it\n\nOne gave 1, one gave 3.\n"
        "\n## Decision\n\nScore 2 where the feeling is named and the problem is not.\n"
        "\n## Why\n\nThe customer asked for help.\n"
    )
    assert found(team) == []
    assert rubric(team, "session", "close", "2026-06", day=LATER)[0] == 0
    assert (team / "scores/2026-06/session.yaml").read_text().endswith("closed: 2026-06-10\n")
    code, out = rubric(team, "session", "close", "2026-06")
    assert (code, "was closed on 2026-06-10" in out) == (2, True)


def test_a_gap_is_settled_without_a_decision_where_the_guideline_is_clear(team, tmp_path):
    revealed(team, tmp_path)
    code, out = rubric(
        team, "decide", "2026-06", "C-9", "empathy", "--no-change", "Ben missed the second mail."
    )
    assert code == 0, out
    assert found(team) == []
    assert not list((team / "decisions").glob("2026-06*"))


def test_a_decision_that_replaces_another_takes_over_its_edge_case(team, tmp_path):
    revealed(team, tmp_path)
    code, out = rubric(
        team, "decide", "2026-06", "C-9", "empathy", "--title", "Tone counts a little",
        "--decision", "Matched tone is 2.", "--why", "It helps.", "--score", "2",
        "--situation", "As before.", "--supersedes", "2026-03-10-tone-is-not-empathy",
        day=LATER,
    )  # fmt: skip
    assert code == 0, out
    criterion = load_and_check(FolderTree(team)).project.rubric.criteria["empathy"]
    assert [(case.decision, case.guidance) for case in criterion.edge_cases] == [
        ("2026-06-10-tone-counts-a-little", "Matched tone is 2.")
    ]
    assert found(team) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-06", "C-9", "clarity"], "clarity on C-9 is no gap in 2026-06"),
        (["2026-06", "C-8", "empathy"], "open are: C-9 empathy"),
        (["2026-06", "C-9", "empaty"], 'did you mean "empathy"?'),
        (["2026-07", "C-9", "empathy"], 'did you mean "2026-06"?'),
        (["2026-03", "C-1", "empathy"], "is settled already (2026-03-10-tone-is-not-empathy)"),
        (["2026-06", "C-9", "empathy"], "a decision needs --title, --decision, --why"),
    ],
)
def test_what_cannot_be_decided_is_told(team, tmp_path, words, said):
    revealed(team, tmp_path)
    before = files(team)
    code, out = rubric(team, "decide", *words)
    assert (code, files(team)) == (2, before)
    assert said in out


def test_a_decision_alone_settles_a_gap_by_what_it_says(team, tmp_path):
    revealed(team, tmp_path)
    (team / "decisions/2026-06-10-by-hand.md").write_text(
        "---\ntitle: By hand\nstatus: accepted\ndate: 2026-06-10\nsession: 2026-06\n"
        "criteria: [empathy]\nsettles: [{conversation: C-9, criterion: empathy}]\n---\n"
        "## Decision\n\nIt is 2.\n"
    )
    assert ("R405", "scores/2026-06/session.yaml") not in found(team)


def test_every_command_shows_before_it_writes(team, tmp_path):
    revealed(team, tmp_path)
    before = files(team)
    code, out = rubric(
        team, "decide", "2026-06", "C-9", "empathy", "--no-change", "Clear.", "--dry-run"
    )
    assert (code, files(team)) == (0, before)
    assert "+  - conversation: C-9\n+    criterion: empathy\n+    no_change: Clear.\n" in out
    code, out = rubric(
        team, "decide", "2026-06", "C-9", "empathy", "--no-change", "Clear.", "--check"
    )
    assert (code, files(team)) == (1, before)


def test_status_says_who_is_to_score_and_when_the_next_is_due(team, tmp_path):
    planned(team, "--sealed")
    rubric(team, "score", "2026-06", "--as", "ana", "--from", a_sheet(tmp_path, 1))
    code, out = rubric(team, "session", "status")
    assert code == 0
    assert out == (
        "2026-06 is open: held on 2026-06-15, scores due by 2026-06-13, sealed (jwe)\n"
        "  1 conversation\n"
        "  scored: ana\n"
        "  to score: ben\n"
        "\n"
        "2026-03 was held on 2026-03-10: closed, all settled.\n"
        "No cadence says when the next session is due: see `calibration` in rubric.yaml.\n"
    )


_KILLED = """
import os, sys
from pathlib import Path
real, left = os.replace, [int(sys.argv[1])]
def replace(*arguments, **options):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 9)
    return real(*arguments, **options)
os.replace = replace
import pathlib
pathlib.Path.replace = lambda self, target: (replace(self, target), pathlib.Path(target))[1]
sys.argv = ["rubric", *sys.argv[2:]]
from mkdocs_rubric.cli import main
main()
"""


@pytest.mark.parametrize("writes", range(8))
@pytest.mark.parametrize("command", ["reveal", "decide", "close"])
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for POSIX")
def test_killed_at_any_moment_nothing_is_half_and_nothing_lost(team, tmp_path, command, writes):
    planned(team, "--sealed")
    for name, score in (("ana", 1), ("ben", 3)):
        rubric(team, "score", "2026-06", "--as", name, "--from", a_sheet(tmp_path, score))
    words = {
        "reveal": ["session", "reveal", "2026-06"],
        "decide": ["decide", "2026-06", "C-9", "empathy", "--title", "A", "--decision", "B",
                   "--why", "C", "--situation", "D"],
        "close": ["session", "close", "2026-06"],
    }  # fmt: skip
    if command != "reveal":
        rubric(team, *words["reveal"])
    if command == "close":
        rubric(team, "decide", "2026-06", "C-9", "empathy", "--no-change", "Clear.")
    before = files(team)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(writes), *words[command], "--project", str(team)],
        env={**os.environ, "SOURCE_DATE_EPOCH": LATER},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    rubric(team, "session", "status")  # the next command finishes it, or undoes it
    after = files(team)
    if after != before:
        code, out = rubric(team, *words[command], day=LATER)
        assert "already" in out or "was closed" in out or code == 0
        assert files(team) == after, "what was finished is whole"
    assert not [name for name in after if name.endswith(".new") or "rubric-patch" in name]

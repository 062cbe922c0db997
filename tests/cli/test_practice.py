"""`rubric practice`: who is calibrated, and known conversations in daily work."""

import csv

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from practising import practice_files
from sites import write

EPOCH = "1780272000"  # 2026-06-01
HEAD = "conversation,criterion,score,reviewer\n"


@pytest.fixture
def team(tmp_path):
    """A team with three conversations that have a consensus, none of which is practised on."""
    files = practice_files()
    del files["practice/first.yaml"]
    return write(tmp_path / "team", files)


def rubric(team, *words):
    done = CliRunner().invoke(
        main,
        ["practice", *words, "--project", str(team)],
        env={"SOURCE_DATE_EPOCH": EPOCH},
        catch_exceptions=False,
    )
    return done.exit_code, done.output


def seeded(team, number="3"):
    target = team.parent / "daily.csv"
    code, out = rubric(team, "seed", number, "--to", str(target))
    assert code == 0, out
    record = yaml.safe_load((team / "practice/seeds.yaml").read_text(encoding="utf-8"))["seeds"]
    return target, {each["conversation"]: each["name"] for each in record}


def test_known_conversations_are_written_out_under_other_names(team):
    target, names = seeded(team)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert sorted(names.values()) == [row["conversation"] for row in rows]
    assert set(names) == {"K-1", "K-2", "K-3"}
    assert set(rows[0]) == {"conversation", "channel", "text"}
    text = target.read_text(encoding="utf-8")
    assert not any(name in text for name in names), "nothing says that they are known"
    assert "consensus" not in text


def test_what_divided_people_comes_first_and_nothing_comes_twice(team):
    _, names = seeded(team, "1")
    assert set(names) == {"K-1"}, "bram gave a 1 and anouk a 3"
    (team.parent / "daily.csv").unlink()
    _, names = seeded(team, "2")
    assert set(names) == {"K-1", "K-2", "K-3"}
    code, out = rubric(team, "seed", "1", "--to", str(team.parent / "more.csv"))
    assert (code, "there are 0 to choose from, and not 1" in out) == (2, True)
    assert not (team.parent / "more.csv").exists()


def test_a_file_that_is_there_is_not_written_over(team):
    target = team.parent / "daily.csv"
    target.write_text("mine")
    code, out = rubric(team, "seed", "1", "--to", str(target))
    assert (code, "is there already" in out, target.read_text()) == (2, True, "mine")
    assert not (team / "practice").exists()


def test_a_dry_run_writes_nothing(team):
    code, out = rubric(team, "seed", "1", "--to", str(team.parent / "daily.csv"), "--dry-run")
    assert (code, "+    conversation: K-1" in out) == (0, True)
    assert not (team / "practice").exists()
    assert not (team.parent / "daily.csv").exists()


def test_what_is_practised_on_is_not_slipped_in(tmp_path):
    team = write(tmp_path / "team", practice_files())
    code, out = rubric(team, "seed", "1", "--to", str(tmp_path / "daily.csv"))
    assert (code, "there are 0 to choose from" in out) == (2, True)


def test_scores_are_held_against_the_standard_and_against_the_same_persons_first(team):
    _, names = seeded(team)
    scores = team.parent / "scores.csv"
    rows = [(names["K-1"], "empathy", 1, "bram"), (names["K-1"], "privacy", 1, "bram")]
    rows += [("C-999", "empathy", 3, "bram"), (names["K-3"], "empathy", 2, "carla")]
    scores.write_text(HEAD + "".join(f"{','.join(map(str, row))}\n" for row in rows))
    code, out = rubric(team, "read", str(scores))
    assert code == 0
    few = "too few to tell the rule from the reviewer"
    once, own = "100% (1 score of 1 conversation, few)", "with their own first score"
    assert out.splitlines() == [
        "By reviewer",
        (
            "  bram: with the standard 50% (2 scores of 1 conversation, few), "
            "on average 50% of the scale stricter; "
            f"{own} 100% (2 scores of 1 conversation, few); {few}"
        ),
        f"  carla: with the standard {once}",
        "By criterion",
        (
            "  Empathy: with the standard 50% (2 scores of 2 conversations, few), "
            f"on average 1.0 points stricter; {own} {once}; {few}"
        ),
        f"  Privacy: with the standard {once}; {own} {once}; {few}",
    ]


def test_every_row_that_does_not_count_is_named(team):
    rubric_yaml = (team / "rubric/rubric.yaml").read_text(encoding="utf-8")
    listed = rubric_yaml + "reviewers: {bram: {names: [Bram de Vries]}}\n"
    (team / "rubric/rubric.yaml").write_text(listed, encoding="utf-8")
    _, names = seeded(team)
    scores = team.parent / "scores.csv"
    first, second = names["K-1"], names["K-2"]
    scores.write_text(
        f"{HEAD}{first},empathy,9,bram\n{first},warmth,2,bram\n{first},privacy,NA,bram\n"
        f"{second},privacy,0,Bram de Vries\n{second},privacy,1,bram\n{second},empathy,,bram\n"
    )
    code, out = rubric(team, "read", str(scores))
    assert code == 0
    assert out.splitlines()[:6] == [
        "scores.csv:2: 9 is none of the scores of Empathy: left out",
        'scores.csv:3: there is no criterion "warmth": left out',
        "scores.csv:4: N/A is none of the scores of Privacy: left out",
        "scores.csv:6: bram has scored Privacy here further up: this one counts",
        "By reviewer",
        (
            "  bram: with the standard 100% (1 score of 1 conversation, few); "
            "with their own first score 100% (1 score of 1 conversation, few); "
            "too few to tell the rule from the reviewer"
        ),
    ]


def test_nothing_is_on_record_that_nobody_was_given(team):
    for name, why in (("gone/daily.csv", "cannot be written"), ("daily.xlsx", "call it .csv")):
        code, out = rubric(team, "seed", "1", "--to", str(team.parent / name))
        assert (code, why in out) == (2, True)
        assert not (team / "practice").exists()
    (team / "practice").write_text("no folder")
    code, out = rubric(team, "seed", "1", "--to", str(team.parent / "daily.csv"))
    assert code == 2
    assert not (team.parent / "daily.csv").exists()


def test_a_workbook_is_told_what_to_become(team):
    scores = team.parent / "scores.xlsx"
    scores.write_bytes(b"PK")
    code, out = rubric(team, "read", str(scores))
    assert (code, "save its sheet as CSV" in out) == (2, True)


def test_scores_of_nothing_known_say_so(team):
    scores = team.parent / "scores.csv"
    scores.write_text(f"{HEAD}C-1,empathy,3,bram\n")
    code, out = rubric(team, "read", str(scores))
    assert (code, out) == (0, "None of these scores is of a conversation that was slipped in.\n")


def test_what_is_no_sheet_is_told_in_words(team):
    scores = team.parent / "scores.csv"
    scores.write_bytes(b"\x00\xff\xfe,,,\n\x00")
    code, out = rubric(team, "read", str(scores))
    assert (code, "cannot be read as a sheet" in out) == (2, True)


def test_status_says_who_holds(tmp_path):
    from pages.practice.test_practice_page import RESULT

    team = write(tmp_path / "team", practice_files(**{"practice/first/c.yaml": RESULT}))
    code, out = rubric(team, "status")
    assert (code, out) == (
        0,
        (
            "First days (first): 1 result\n"
            "  chloe  2026-05-20  6 of 6  to be looked at: Empathy, Privacy reworded since\n"
        ),
    )
    files = {p: t for p, t in practice_files().items() if "practice" not in p}
    code, out = rubric(write(tmp_path / "none", files), "status")
    assert (code, out) == (0, "There is no practice: it would be a file in practice/.\n")

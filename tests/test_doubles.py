"""What was scored twice counts once, the first time, for whoever asks."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from factories import TODAY, a_criterion, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.calibration import spreads
from mkdocs_rubric.changes import compare, impact
from mkdocs_rubric.cli import main
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.report import report
from mkdocs_rubric.site import Options, Privacy, Renderer, build, load_and_check
from sites import RUBRIC, a_repository, write

HEAD = "conversation,criterion,score,note\n"
SHEETS = {
    "scores/s1/anouk.csv": HEAD + "C-1,empathy,1,cold\nC-1,clarity,3,\n",
    "scores/s1/bram.csv": HEAD + "C-1,empathy,3,\nC-1,clarity,3,\n",
    "scores/s1/consensus.csv": HEAD + "C-1,empathy,3,\nC-1,clarity,3,\n",
}
ONCE = a_repository() | SHEETS
AGAIN = {
    "a row that stands twice": ("anouk", "C-1,empathy,3,kind\n"),
    "an earlier id beside today's": ("anouk", "C-1,compassion,3,kind\n"),
    "a second sheet": ("copy", "reviewer," + HEAD + "anouk,C-1,empathy,3,kind\n"),
    "a second sheet with more": (
        "copy",
        "reviewer," + HEAD + "anouk,C-1,empathy,2,kind\nanouk,C-1,empathy,3,kind\n",
    ),
    "the consensus": ("consensus", "C-1,compassion,1,after all\n"),
}
NAMES = Options(privacy=Privacy.NAMES)
FINDINGS = {"index.md", "checks.md"}
"""The pages that say what is wrong with the files."""


@pytest.fixture(params=AGAIN)
def twice(request):
    """The files of a repository in which something was scored again."""
    name, rows = AGAIN[request.param]
    path = f"scores/s1/{name}.csv"
    return ONCE | {path: ONCE.get(path, "") + rows}


def project(files):
    return load_project(DictTree(files)).project


@pytest.mark.parametrize("by", [None, "session", "criterion", "reviewer", "pair"])
@pytest.mark.parametrize("every", [False, True])
def test_the_figures_are_those_of_the_first_scores(twice, by, every):
    asked = {"session": None, "criterion": None, "by": by, "every": every}
    assert report(project(twice), **asked) == report(project(ONCE), **asked)


def test_a_half_stays_a_half_in_text_json_and_csv(twice, tmp_path):
    write(tmp_path, twice)

    def printed(*options):
        done = CliRunner().invoke(main, ["agreement", str(tmp_path), *options])
        assert done.exit_code == 0
        assert "what" in done.stderr
        assert "left out" in done.stderr
        return done.stdout

    assert printed().splitlines()[1].split()[:3] == ["all", "criteria", "50%"]
    assert printed("--by", "pair").splitlines()[1].split()[:3] == ["anouk,", "bram", "50%"]
    assert json.loads(printed("--format", "json"))[0]["estimate"] == 0.5
    first = next(csv.DictReader(io.StringIO(printed("--format", "csv"))))
    assert first["estimate"] == "0.5"


def test_the_site_is_that_of_the_first_scores(twice):
    def pages(files):
        made = build(DictTree(files), NAMES, Renderer(), today=TODAY)
        return {uri: text for uri, text in made.text.items() if uri not in FINDINGS}

    assert pages(twice) == pages(ONCE)
    session = pages(twice)["calibration/s1.md"]
    assert "<dd>50%" in session
    assert "cold" in session
    assert "kind" not in session
    assert "after all" not in session


def test_reviews_are_scored_again_by_the_first_scores(twice):
    def scored_again(files):
        stricter = files | {"rubric/rubric.yaml": RUBRIC.replace("passing: 80", "passing: 20")}
        return impact(compare(project(files), project(stricter)))

    assert scored_again(twice) == scored_again(ONCE)


def test_two_ids_that_were_one_criterion_once_are_scored_again_as_one():
    apart = ONCE | {
        "rubric/rubric.yaml": RUBRIC.replace("[empathy,", "[empathy, compassion,"),
        "rubric/criteria/empathy.yaml": ONCE["rubric/criteria/empathy.yaml"].replace(
            "aliases: [compassion]\n", ""
        ),
        "rubric/criteria/compassion.yaml": ONCE["rubric/criteria/clarity.yaml"],
        "scores/s1/anouk.csv": HEAD + "C-1,empathy,1,\nC-1,compassion,3,\n",
        "scores/s1/bram.csv": HEAD,
    }
    assert impact(compare(project(ONCE | SHEETS), project(apart))).overall.before == 0


def test_every_second_row_is_named_with_the_first_and_with_what_else_is_wrong_with_it():
    files = ONCE | {
        "scores/s1/anouk.csv": HEAD + "C-1,empathy,1,\nC-1,compassion,9,ring 020 624 1111\n",
        "scores/s1/copy.csv": "reviewer," + HEAD + "anouk,C-1,empathy,2,\n",
    }
    second_sheet = (
        'scores/s1/copy.csv:2:11 "empathy" on C-1 is already scored in line 2 '
        "of scores/s1/anouk.csv"
    )
    found = [f"{one.where} {one.message}" for one in load_and_check(DictTree(files)).found]
    assert found == [
        'scores/s1/anouk.csv:3:5 "empathy" on C-1 is already scored in line 2',
        'scores/s1/anouk.csv:3:16 9 is not on the scale of "empathy"',
        "scores/s1/anouk.csv:3:18 this looks like a phone number",
        second_sheet,
    ]


def test_the_consensus_is_one_whoever_wrote_it_down():
    files = ONCE | {
        "scores/s1/consensus.csv": "reviewer," + HEAD + "sam,C-1,empathy,3,\nkim,C-1,empathy,1,\n"
    }
    assert project(files).sessions["s1"].consensus.cells == (3,)
    assert [one.code for one in load_and_check(DictTree(files)).found] == ["R403"]


def test_an_entry_that_may_have_settled_what_the_second_score_said_is_no_mistake():
    same = ONCE | {"scores/s1/anouk.csv": HEAD + "C-1,empathy,3,\n"}
    again = same | {"scores/s1/anouk.csv": HEAD + "C-1,empathy,3,\nC-1,empathy,1,\n"}
    codes = [[one.code for one in load_and_check(DictTree(files)).found] for files in (same, again)]
    assert codes == [["R406"], ["R403"]]


def test_a_project_made_of_models_has_each_score_once_too():
    rubric = a_rubric(a_criterion(aliases=("compassion",)), scales={"quality": a_scale(1, 2, 3)})
    held = a_session(
        a_sheet("ana", [("C-1", "compassion", 1), ("C-1", "empathy", 2)]),
        a_sheet("ben", [("C-1", "empathy", 3)]),
        a_sheet("ana", [("C-1", "empathy", 3)], path="scores/2026-03/copy.csv"),
    )
    made = a_project(rubric, sessions=[held])
    (spread,) = spreads(made, made.sessions["2026-03"])
    assert spread.scores == [("ana", 1), ("ben", 3)]
    assert [(one.path, one.line, one.first) for one in made.sessions["2026-03"].doubles] == [
        ("scores/2026-03/ana.csv", 3, ("scores/2026-03/ana.csv", 2)),
        ("scores/2026-03/copy.csv", 2, ("scores/2026-03/ana.csv", 2)),
    ]
    assert made.sessions["2026-03"].as_written == held


def test_a_session_without_any_stays_what_it_is():
    held = a_session(a_sheet("ana", [("C-1", "empathy", 1)]), a_sheet("ben", []))
    assert a_project(sessions=[held]).sessions["2026-03"] is held

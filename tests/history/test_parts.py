"""The parts the history is read by, each by itself: no repository is needed for these."""

import datetime as dt

import pytest

from mkdocs_rubric.changes import ChangeKind
from mkdocs_rubric.changes.timeline import History, HistoryStep, Wording
from mkdocs_rubric.history.committed import CommittedFiles
from mkdocs_rubric.history.criterion_lines import CriterionLine, CriterionLines
from mkdocs_rubric.history.decision_records import DecisionRecords
from mkdocs_rubric.history.in_force import (
    CommitInForce,
    commits_in_force,
    first_days,
    link_in_the_way,
)
from mkdocs_rubric.history.reading import repository_below
from mkdocs_rubric.history.uncommitted import with_uncommitted, without_history
from mkdocs_rubric.load import DictTree, Layout, load_project
from mkdocs_rubric.load.log import Commit, FileChange
from sites import a_repository

LAYOUT = Layout()
MAIN, EMPATHY = "rubric/rubric.yaml", "rubric/criteria/empathy.yaml"
RUBRIC = load_project(DictTree(a_repository())).project.rubric


def day(text):
    return dt.date.fromisoformat(f"2026-{text}")


def a_commit(when, *files, name=""):
    return Commit(name or when, day(when), ("Rae",), "Edit", "", files)


def a_file(path=EMPATHY, blob="1", **more):
    return FileChange(path, more.pop("was", ""), blob, **more)


class SaidBy:
    """What contents say, given by hand: criteria by path, or nothing where they are broken."""

    def __init__(self, **blobs):
        self.blobs = blobs

    def criteria(self, blob, _path, _layout):
        return dict.fromkeys(self.blobs[blob] or (), "said " + blob)

    def is_broken(self, blob, _path):
        return self.blobs[blob] is None

    def decision_status(self, blob):
        return blob


class TestCommitsInForce:
    def in_force(self, *commits):
        days = [commit.day for commit in commits]
        return [
            (found.commit.id, found.touched, found.renamed)
            for found in commits_in_force(commits, days, LAYOUT)
        ]

    def test_each_is_while_dates_go_forward(self):
        assert self.in_force(
            a_commit("01-02", a_file(blob="1")),
            a_commit("01-02", a_file(blob="2"), name="same day"),
            a_commit("01-03", a_file("docs/x.md")),
        ) == [("01-02", {EMPATHY: "1"}, {}), ("same day", {EMPATHY: "2"}, {}), ("01-03", {}, {})]

    def test_one_that_a_later_one_precedes_never_was_and_its_files_count_with_that(self):
        assert self.in_force(
            a_commit("01-05", a_file(blob="1"), a_file(MAIN, "2")),
            a_commit("01-02", a_file(blob="3")),
        ) == [("01-02", {EMPATHY: "3", MAIN: "2"}, {})]

    def test_a_file_renamed_twice_on_the_way_was_called_what_it_was_first(self):
        warmth, care = "rubric/criteria/warmth.yaml", "rubric/criteria/care.yaml"
        assert self.in_force(
            a_commit("01-05", a_file(warmth, was=EMPATHY)),
            a_commit("01-02", a_file(care, was=warmth)),
        ) == [("01-02", {EMPATHY: "", warmth: "", care: "1"}, {care: EMPATHY})]

    def test_a_rubric_that_takes_effect_later_holds_all_after_it_back(self):
        later = RUBRIC.model_copy(update={"effective": day("03-01")})
        said = {"now": RUBRIC.model_copy(update={"effective": None}), "later": later, "bad": None}
        commits = [
            a_commit("01-02", a_file(MAIN, "now")),
            a_commit("01-03", a_file(MAIN, "later")),
            a_commit("01-04", a_file()),
            a_commit("01-05", a_file(MAIN, "bad")),
            a_commit("04-01", a_file(MAIN, "")),
        ]
        assert first_days(commits, LAYOUT, lambda blob, _: said[blob]) == [
            day("01-02"), day("03-01"), day("03-01"), day("03-01"), day("04-01"),
        ]  # fmt: skip

    @pytest.mark.parametrize("path", ["rubric", "rubric/criteria", EMPATHY, "decisions"])
    def test_a_link_is_in_the_way_until_it_is_none(self, path):
        link = a_commit("01-02", a_file(path, is_link=True))
        assert link_in_the_way([link], LAYOUT) == path
        assert link_in_the_way([link, a_commit("01-03", a_file(path))], LAYOUT) == ""

    def test_links_elsewhere_are_in_nobodys_way(self):
        assert link_in_the_way([a_commit("01-02", a_file("docs/x", is_link=True))], LAYOUT) == ""


class TestCommittedFiles:
    def test_what_is_new_changed_and_gone(self):
        files = CommittedFiles(SaidBy(one=["empathy"], two=["empathy"], big=["a", "b"]), LAYOUT)
        assert files.change({EMPATHY: "one"}) == ({"empathy": "said one"}, set())
        assert files.change({EMPATHY: "two"}) == ({"empathy": "said two"}, set())
        assert files.change({EMPATHY: "", MAIN: "big"}) == (
            {"a": "said big", "b": "said big"},
            {"empathy"},
        )
        assert list(files.criteria()) == ["a", "b"]

    def test_what_cannot_be_read_leaves_what_stood_there(self):
        files = CommittedFiles(SaidBy(one=["empathy"], bad=None), LAYOUT)
        files.change({EMPATHY: "one"})
        assert files.change({EMPATHY: "bad"}) == ({}, set())
        assert files.change({EMPATHY: ""}) == ({}, {"empathy"})

    def test_what_moves_from_one_file_to_another_is_not_gone(self):
        files = CommittedFiles(SaidBy(big=["a", "b"], less=["b"], own=["a"]), LAYOUT)
        files.change({MAIN: "big"})
        found, gone = files.change({MAIN: "less", "rubric/criteria/a.yaml": "own"})
        assert (sorted(found), gone) == (["a", "b"], set())


class TestLines:
    def step(self, when="01-02"):
        return HistoryStep(when, day(when))

    def said(self, **changes):
        return RUBRIC.criteria["empathy"].model_copy(update=changes)

    def test_a_criterion_is_worded_once_and_told_when_it_changes(self):
        line = CriterionLine()
        assert line.say(self.said(), RUBRIC, self.step(), first=True) == ()
        assert line.say(self.said(tags=("x",)), RUBRIC, self.step("01-03"), first=False) != ()
        (change,) = line.say(self.said(weight=9), RUBRIC, self.step("01-04"), first=False)[:1]
        assert change.kind is ChangeKind.WEIGHT
        assert [(one.step.commit, one.until) for one in line.closed()] == [
            ("01-02", day("01-04")),
            ("01-04", None),
        ]
        assert line.closed()[0].criterion.tags == ("x",), "tags make no wording"

    def test_a_new_one_is_added_unless_the_rubric_is_new_too(self):
        (change,) = CriterionLine().say(self.said(), RUBRIC, self.step(), first=False)
        assert change.sentence == "added"

    def test_one_that_comes_back_unchanged_is_restored(self):
        line = CriterionLine()
        line.say(self.said(), RUBRIC, self.step(), first=True)
        line.end(day("01-03"))
        (change,) = line.say(self.said(), RUBRIC, self.step("01-05"), first=False)
        assert change.kind is ChangeKind.RESTORED
        assert [one.until for one in line.closed()] == [day("01-03"), None]

    def lines(self):
        lines = CriterionLines()
        lines.of("empathy").say(self.said(), RUBRIC, self.step(), first=True)
        return lines

    @pytest.mark.parametrize(
        ("aliases", "renamed"),
        [(("empathy",), {}), ((), {"rubric/criteria/warmth.yaml": EMPATHY})],
        ids=["by its alias", "by git"],
    )
    def test_a_renamed_criterion_keeps_its_line(self, aliases, renamed):
        lines = self.lines()
        path = "rubric/criteria/warmth.yaml"
        warmth = self.said(id="warmth", aliases=aliases, path=path)
        lines.rename({"warmth": warmth}, {"empathy"}, renamed)
        assert list(lines.every()) == list(lines.said()) == ["warmth"]
        assert list(lines.end({"empathy"}, day("01-03"))) == []

    def test_one_that_is_gone_ends(self):
        lines = self.lines()
        lines.rename({}, {"empathy"}, {})
        ((line, change),) = lines.end({"empathy"}, day("01-03"))
        assert change.kind is ChangeKind.REMOVED
        assert line.closed()[-1].until == day("01-03")
        assert (lines.said(), list(lines.every())) == ({}, ["empathy"])


class TestDecisionRecords:
    def noted(self, *moments):
        records = DecisionRecords(SaidBy(), "decisions")
        for when, touched, renamed in moments:
            files = {f"decisions/{name}.md": blob for name, blob in touched.items()}
            were = {f"decisions/{a}.md": f"decisions/{b}.md" for a, b in renamed.items()}
            records.note(CommitInForce(a_commit(when), day(when), files, were))
        return records

    def test_it_is_recorded_once_and_touched_by_each(self):
        found = self.noted(("01-02", {"a": "accepted"}, {}), ("01-03", {"a": "accepted"}, {}))
        assert found.recorded == {"a": day("01-02")}
        assert found.touched == {"a": {"01-02", "01-03"}}

    def test_it_is_withdrawn_while_its_record_says_retired(self):
        retired = [("01-02", {"a": "accepted"}, {}), ("01-03", {"a": "retired"}, {})]
        assert self.noted(*retired).withdrawn == {"a": day("01-03")}
        assert self.noted(*retired, ("01-04", {"a": "accepted"}, {})).withdrawn == {}

    def test_under_a_new_name_it_stays_what_it_was(self):
        found = self.noted(
            ("01-02", {"a": "retired"}, {}), ("02-03", {"a": "", "b": "retired"}, {"b": "a"})
        )
        assert (found.recorded, found.withdrawn["b"]) == ({"b": day("01-02")}, day("01-02"))
        assert found.touched["b"] == {"01-02", "02-03"}


class TestUncommitted:
    def history(self, **changes):
        criterion = RUBRIC.criteria["empathy"].model_copy(update=changes)
        scale = RUBRIC.scale(criterion)
        step = HistoryStep("first", day("01-02"))
        return History({"empathy": (Wording(criterion, scale, "1.0", "Communication", step),)})

    def test_what_differs_is_the_last_step(self):
        found = with_uncommitted(self.history(weight=9), RUBRIC, day("06-01"), {EMPATHY})
        assert found.wordings["empathy"][-1].step.commit == "first", "git ignores the file"
        found = with_uncommitted(self.history(weight=9), RUBRIC, day("06-01"))
        assert [one.until for one in found.wordings["empathy"]] == [day("06-01"), None]
        ((step, told),) = found.steps
        assert (step.commit, step.day) == ("", day("06-01"))
        assert [change.sentence for change in told] == ["added", "weight 9 → 3"]

    def test_criteria_of_which_nothing_is_committed(self):
        assert [one.id for one in without_history(self.history(), RUBRIC)] == ["clarity"]


def test_the_repository_around_the_rubric(tmp_path):
    (tmp_path / "quality/inner/rubric").mkdir(parents=True)
    assert repository_below(tmp_path, "quality/inner/rubric") == ""
    (tmp_path / "quality/.git").write_text("gitdir: elsewhere")
    assert repository_below(tmp_path, "quality/inner/rubric") == "quality"
    (tmp_path / "quality/inner/.git").mkdir()
    assert repository_below(tmp_path, "quality/inner/rubric") == "quality/inner"
    assert repository_below(tmp_path, "rubric") == ""

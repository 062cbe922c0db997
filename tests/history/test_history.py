"""What a repository remembers: wordings, versions, decisions, through whatever people do to it."""

import datetime as dt
import subprocess

import pytest

from mkdocs_rubric.changes.timeline import (
    cases_on_earlier_wording,
    decision_on_earlier_wording,
)
from mkdocs_rubric.history import HistoryAsRead, ProjectHistory, read_history
from mkdocs_rubric.load import FolderTree, Layout, load_project
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.git_command import NoHistoryError
from repositories import Repository
from sites import CLARITY, EMPATHY, RUBRIC, a_decision, a_repository

MAIN, CRITERION = "rubric/rubric.yaml", "rubric/criteria/empathy.yaml"
PLAIN = {
    MAIN: RUBRIC.replace("effective: 2026-01-01\n", ""),
    "rubric/criteria/clarity.yaml": CLARITY,
}
START = PLAIN | {CRITERION: EMPATHY}


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def history(repository, layout=None):
    with Git(repository.root) as git:
        return read_history(git, layout or Layout())


def wordings(repository, name="empathy"):
    """(first day, sentences) of each wording."""
    return [
        (one.first.isoformat(), [change.sentence for change in one.changes])
        for one in history(repository).wordings[name]
    ]


def day(text):
    return dt.date.fromisoformat(text)


class TestWordings:
    def test_each_change_is_a_wording_from_its_day(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Weigh (#4)", CRITERION, "weight: 3", "weight: 5")
        repository.commit("2026-02-04", "Elsewhere", {"docs/x.md": "x"})
        repository.edit(
            "2026-03-05", "Reword", CRITERION, "Names a feeling.", "Names some feeling."
        )
        assert wordings(repository) == [
            ("2026-01-02", []),
            ("2026-02-03", ["weight 3 → 5"]),
            ("2026-03-05", ["level 2 (Fair) reworded"]),
        ]
        found = history(repository)
        assert found.wording("empathy", day("2026-01-01")) is None
        assert found.wording("empathy", day("2026-02-02")).criterion.weight == 3
        assert found.wording("empathy", day("2026-02-03")).criterion.weight == 5
        assert found.wording("empathy", day("2026-02-03")).step.pull == "#4"
        assert [one.lasted for one in found.wordings["empathy"]] == [True, True, True]
        assert len(found.wordings["clarity"]) == 1

    def test_comments_and_form_make_no_wording(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit(
            "2026-02-03", "Comment", CRITERION, "scale: quality", 'scale: "quality" # as is'
        )
        assert len(wordings(repository)) == 1

    def test_tags_and_confirmations_are_told_and_make_no_wording(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Tag", CRITERION, "tags: [tone]", "tags: [voice]")
        (only,) = history(repository).wordings["empathy"]
        assert (only.first, only.until) == (day("2026-01-02"), None)
        assert only.criterion.tags == ("voice",)
        (_, (change,)) = history(repository).steps[0]
        assert change.sentence == "tags: +voice, -tone"

    def test_of_one_day_the_last_wording_is_in_force(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Five", CRITERION, "weight: 3", "weight: 5")
        repository.edit("2026-02-03", "Seven", CRITERION, "weight: 5", "weight: 7")
        found = history(repository)
        assert found.wording("empathy", day("2026-02-03")).criterion.weight == 7
        assert [one.lasted for one in found.wordings["empathy"]] == [True, False, True]

    def test_a_version_that_takes_effect_later_is_in_force_from_that_day(self, repository):
        repository.commit("2026-01-02", "Start", START)
        text = START[MAIN].replace('"1.0"', '"2.0"\neffective: 2026-03-01')
        files = {MAIN: text, CRITERION: EMPATHY.replace("weight: 3", "weight: 5")}
        repository.commit("2026-02-10", "Prepare", files)
        found = history(repository)
        assert found.wording("empathy", day("2026-02-28")).criterion.weight == 3
        assert found.wording("empathy", day("2026-03-01")).criterion.weight == 5
        assert [(one.version, str(one.first)) for one in found.releases] == [
            ("1.0", "2026-01-02"),
            ("2.0", "2026-03-01"),
        ]

    def test_a_past_can_be_recorded_after_the_fact(self, repository):
        repository.commit("2026-05-02", "Start", START)
        repository.commit(
            "2025-03-01", "As it was", {CRITERION: EMPATHY.replace("weight: 3", "weight: 1")}
        )
        repository.commit("2026-01-01", "As it is", START)
        assert wordings(repository) == [("2025-03-01", []), ("2026-01-01", ["weight 1 → 3"])]

    def test_a_change_of_scale_is_a_change_of_its_criteria(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Label", MAIN, "3: Good", "3: Fine")
        sentence = 'scale "quality": level 3 is called "Fine", was "Good"'
        assert wordings(repository)[1:] == [("2026-02-03", [sentence])]
        assert wordings(repository, "clarity")[1:] == [("2026-02-03", [sentence])]

    def test_a_broken_file_leaves_what_stood_there(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.commit("2026-02-03", "Break", {CRITERION: "title: [\n"})
        repository.commit(
            "2026-02-05", "Mend", {CRITERION: EMPATHY.replace("weight: 3", "weight: 5")}
        )
        assert wordings(repository) == [("2026-01-02", []), ("2026-02-05", ["weight 3 → 5"])]
        assert history(repository).wording("empathy", day("2026-02-04")).criterion.weight == 3

    def test_a_file_that_is_removed_while_it_is_broken_is_gone(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.commit("2026-02-03", "Break", {CRITERION: "title: [\n"})
        repository.commit("2026-02-05", "Remove", removed=[CRITERION])
        assert history(repository).wording("empathy", day("2026-02-05")) is None


class TestThroughChangesOfFiles:
    def test_a_renamed_criterion_keeps_its_history(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Weigh", CRITERION, "weight: 3", "weight: 5")
        text = EMPATHY.replace("weight: 3", "weight: 5").replace("compassion", "empathy")
        repository.commit(
            "2026-03-04",
            "Rename",
            {
                "rubric/criteria/feeling.yaml": text,
                MAIN: START[MAIN].replace("[empathy", "[feeling"),
            },
            removed=[CRITERION],
        )
        found = history(repository)
        assert "empathy" not in found.wordings
        assert [str(one.first) for one in found.wordings["feeling"]] == [
            "2026-01-02",
            "2026-02-03",
            "2026-03-04",
        ]
        assert found.wording("feeling", day("2026-02-20")).criterion.id == "empathy"
        named = {change.criterion for _, changes in found.steps for change in changes}
        assert named == {"feeling"}

    def test_a_file_that_git_sees_as_renamed_needs_no_alias(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.git("mv", CRITERION, "rubric/criteria/feeling.yaml")
        repository.commit(
            "2026-03-04", "Rename", {MAIN: START[MAIN].replace("[empathy", "[feeling")}
        )
        assert len(history(repository).wordings["feeling"]) == 2

    def test_criteria_that_were_once_in_one_big_file(self, repository):
        inside = "".join(f"    {line}\n" for line in EMPATHY.splitlines())
        big = START[MAIN] + f"criteria:\n  empathy:\n{inside}"
        repository.commit("2026-01-02", "One file", {MAIN: big})
        repository.edit("2026-02-03", "Weigh", MAIN, "weight: 3", "weight: 5")
        repository.commit(
            "2026-03-04", "Split", START | {CRITERION: EMPATHY.replace("weight: 3", "weight: 5")}
        )
        assert wordings(repository) == [("2026-01-02", []), ("2026-02-03", ["weight 3 → 5"])]
        assert wordings(repository, "clarity") == [("2026-03-04", ["added"])]

    def test_a_list_of_criteria_in_one_file(self, repository):
        inside = "".join(f"    {line}\n" for line in EMPATHY.splitlines())
        big = f"criteria:\n  - id: empathy\n{inside}"
        files = PLAIN | {"rubric/criteria.yaml": big}
        repository.commit("2026-01-02", "One file", files)
        repository.commit("2026-03-04", "Split", START, removed=["rubric/criteria.yaml"])
        assert wordings(repository) == [("2026-01-02", [])]

    def test_files_that_are_not_read_say_nothing(self, repository):
        draft = EMPATHY.replace("weight: 3", "weight: 9")
        drafts = {
            "rubric/criteria/drafts/empathy.yaml": draft,
            "rubric/2024.yaml": "criteria: {}\n",
        }
        repository.commit("2026-01-02", "Start", START | drafts)
        repository.commit("2026-02-03", "Clean up", removed=list(drafts))
        (only,) = history(repository).wordings["empathy"]
        assert (only.criterion.weight, only.until) == (3, None)

    @pytest.mark.parametrize("text", ["# to be written\n", "\n\n", ""])
    def test_a_file_with_nothing_in_it(self, repository, text):
        repository.commit("2026-01-02", "Start", START | {CRITERION: text})
        repository.commit("2026-02-03", "Write", {CRITERION: EMPATHY})
        assert wordings(repository) == [("2026-02-03", ["added"])]

    def test_criteria_that_were_there_before_the_rubric(self, repository):
        repository.commit("2026-01-02", "Criteria", {CRITERION: EMPATHY})
        repository.commit("2026-02-03", "Rubric", PLAIN)
        assert wordings(repository) == [("2026-02-03", [])]

    def test_a_criterion_dropped_when_the_big_file_was_split(self, repository):
        inside = "".join(f"    {line}\n" for line in EMPATHY.splitlines())
        other = inside.replace("Empathy", "Warmth").replace("    aliases: [compassion]\n", "")
        big = START[MAIN] + f"criteria:\n  empathy:\n{inside}  warmth:\n{other}"
        repository.commit("2026-01-02", "One file", {MAIN: big})
        repository.commit("2026-03-04", "Split", START)
        assert history(repository).wording("warmth", day("2026-03-04")) is None

    def test_a_merge_is_in_force_from_the_day_it_was_merged(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.git("switch", "--quiet", "--create", "topic")
        repository.edit("2026-01-10", "Try", CRITERION, "weight: 3", "weight: 4")
        repository.edit("2026-01-11", "Settle", CRITERION, "weight: 4", "weight: 5")
        repository.git("switch", "--quiet", "main")
        repository.merge("topic", "2026-02-01", "Merge pull request #9 from x/topic\n\nWeigh")
        assert wordings(repository) == [("2026-01-02", []), ("2026-02-01", ["weight 3 → 5"])]
        assert history(repository).wordings["empathy"][-1].step.authors == ("Rae",)

    def test_a_criterion_that_was_removed_and_came_back(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.commit("2026-02-03", "Remove", removed=[CRITERION])
        found = history(repository)
        assert found.wording("empathy", day("2026-02-03")) is None
        repository.commit("2026-03-04", "Restore", {CRITERION: EMPATHY})
        found = history(repository)
        assert found.wording("empathy", day("2026-02-20")) is None
        assert found.wording("empathy", day("2026-03-04")) is not None
        assert wordings(repository)[-1] == ("2026-03-04", ["back in the repository"])

    def test_folders_of_other_names(self, repository):
        files = {path.replace("rubric/", "standard/", 1): text for path, text in START.items()}
        repository.commit("2026-01-02", "Start", files)
        for name in ("standard", "./standard/"):
            assert history(repository, Layout(rubric=name)).wordings.keys() == {
                "empathy",
                "clarity",
            }


class TestDecisions:
    FILE = "decisions/2026-01-15-old.md"

    def test_a_decision_holds_until_another_supersedes_it(self, repository):
        repository.commit("2026-01-02", "Start", a_repository())
        found = history(repository)
        project = load_project(FolderTree(repository.root)).project
        periods = {name: found.in_force(one, project) for name, one in project.decisions.items()}
        assert periods == {
            "2026-01-15-old": (day("2026-01-15"), day("2026-02-01")),
            "2026-02-01-new": (day("2026-02-01"), None),
        }

    def test_a_retired_decision_held_until_its_record_said_so(self, repository):
        repository.commit("2026-01-02", "Start", START | {self.FILE: a_decision()})
        repository.edit("2026-03-04", "Retire", self.FILE, "accepted", "retired")
        project = load_project(FolderTree(repository.root)).project
        period = history(repository).in_force(project.decisions["2026-01-15-old"], project)
        assert period == (day("2026-02-01"), day("2026-03-04"))

    def test_a_decision_that_is_renamed_stays_what_it_was(self, repository):
        repository.commit("2026-01-02", "Start", START | {self.FILE: a_decision(status="retired")})
        repository.git("mv", self.FILE, "decisions/2026-01-15-older.md")
        repository.commit("2026-05-06", "Rename")
        found = history(repository)
        name = "2026-01-15-older"
        assert (found.recorded[name], found.withdrawn[name]) == (day("2026-01-02"),) * 2


class TestMadeOnEarlierWording:
    """Edge case `hostile` is scored 2, and settled by the decision `2026-02-01-new`."""

    def marks(self, repository):
        past, missing = ProjectHistory(repository.root).read(
            Layout(), load_project(FolderTree(repository.root)).project.rubric, day("2026-09-01")
        )
        assert missing is None
        project = load_project(FolderTree(repository.root)).project
        criterion = project.rubric.criteria["empathy"]
        decision = project.decisions["2026-02-01-new"]
        return (
            sorted(cases_on_earlier_wording(past, criterion)),
            [one.criterion for one in decision_on_earlier_wording(past, project, decision)],
        )

    def test_a_reworded_level_marks_what_was_settled_before(self, repository):
        repository.commit("2026-02-02", "Start", a_repository())
        repository.edit(
            "2026-03-04", "Reword", CRITERION, "Names a feeling.", "Names some feeling."
        )
        assert self.marks(repository) == (["hostile"], ["empathy"])

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Names a feeling.", "Names a feeling!"),
            ("weight: 3", "weight: 5"),
            ("tags: [tone]", "tags: [voice]"),
            ("Sorry about that.", "Sorry for that."),
        ],
    )
    def test_form_weight_labels_and_examples_mark_nothing(self, repository, old, new):
        repository.commit("2026-02-02", "Start", a_repository())
        repository.edit("2026-03-04", "Edit", CRITERION, old, new)
        assert self.marks(repository) == ([], [])

    def test_what_is_put_back_marks_nothing(self, repository):
        repository.commit("2026-02-02", "Start", a_repository())
        repository.edit(
            "2026-03-04", "Reword", CRITERION, "Names a feeling.", "Names some feeling."
        )
        repository.edit(
            "2026-03-05", "Revert", CRITERION, "Names some feeling.", "Names a feeling."
        )
        assert self.marks(repository) == ([], [])

    def test_confirming_clears_the_mark(self, repository):
        repository.commit("2026-02-02", "Start", a_repository())
        repository.edit(
            "2026-03-04", "Reword", CRITERION, "Names a feeling.", "Names some feeling."
        )
        repository.edit(
            "2026-03-09",
            "Confirm",
            CRITERION,
            "score: 2\n",
            "score: 2\n    confirmed: 2026-03-09\n",
        )
        assert self.marks(repository) == ([], ["empathy"])
        path = "decisions/2026-02-01-new.md"
        repository.edit(
            "2026-03-10", "Confirm", path, "session: s1", "session: s1\nconfirmed: 2026-03-10"
        )
        assert self.marks(repository) == ([], [])

    def test_the_rewording_that_came_with_it_belongs_to_it(self, repository):
        before = a_repository(empathy=EMPATHY[: EMPATHY.index("edge_cases")])
        del before["decisions/2026-02-01-new.md"]
        repository.commit("2026-01-02", "Start", before)
        after = a_repository(empathy=EMPATHY.replace("Names a feeling.", "Names some feeling."))
        repository.commit("2026-02-09", "Decide", after)
        assert self.marks(repository) == ([], [])

    def test_a_level_far_from_the_score_does_not_matter(self, repository):
        wide = RUBRIC.replace("3: Good", "3: Good, 4: Better, 5: Best")
        levels = "  5: {description: Best.}\n  4: {description: Better.}\n  3: {desc"
        text = EMPATHY.replace("  3: {desc", levels)
        repository.commit("2026-02-02", "Start", a_repository(rubric=wide, empathy=text))
        repository.edit(
            "2026-03-04", "Reword", CRITERION, "{description: Best.}", "{description: Top.}"
        )
        assert self.marks(repository) == ([], [])
        repository.edit("2026-03-05", "Reword", CRITERION, "Names the problem.", "Names a problem.")
        assert self.marks(repository) == (["hostile"], ["empathy"])

    def test_what_is_not_committed_marks_too(self, repository):
        repository.commit("2026-02-02", "Start", a_repository())
        path = repository.root / CRITERION
        path.write_text(
            EMPATHY.replace("Names a feeling.", "Names some feeling."), encoding="utf-8"
        )
        assert self.marks(repository) == (["hostile"], ["empathy"])


class TestTheWorkingTree:
    def test_what_is_not_committed_is_the_last_step(self, repository):
        repository.commit("2026-01-02", "Start", START)
        path = repository.root / CRITERION
        path.write_text(EMPATHY.replace("weight: 3", "weight: 5"), encoding="utf-8")
        rubric = load_project(FolderTree(repository.root)).project.rubric
        found, _ = ProjectHistory(repository.root).read(Layout(), rubric, day("2026-04-01"))
        assert [one.step.commit != "" for one in found.wordings["empathy"]] == [True, False]
        assert found.wording("empathy", day("2026-04-01")).criterion.weight == 5
        assert found.wording("empathy", day("2026-03-31")).criterion.weight == 3

    def test_what_takes_effect_later_is_not_in_force_before(self, repository):
        repository.commit("2026-01-02", "Start", START)
        text = START[MAIN].replace('"1.0"', '"2.0"\neffective: 2026-09-01')
        files = {MAIN: text, CRITERION: EMPATHY.replace("weight: 3", "weight: 5")}
        repository.commit("2026-02-10", "Prepare", files)
        path = repository.root / CRITERION
        path.write_text(EMPATHY.replace("weight: 3", "weight: 7"), encoding="utf-8")
        rubric = load_project(FolderTree(repository.root)).project.rubric
        found, _ = ProjectHistory(repository.root).read(Layout(), rubric, day("2026-04-01"))
        assert found.wording("empathy", day("2026-08-31")).criterion.weight == 3
        assert found.wording("empathy", day("2026-09-01")).criterion.weight == 7

    def test_while_nothing_is_committed_nothing_is_read_again(self, repository):
        repository.commit("2026-01-02", "Start", START)
        as_read = HistoryAsRead()
        with Git(repository.root) as git:
            first = read_history(git, Layout(), as_read)
            assert read_history(git, Layout(), as_read) is first
        repository.edit("2026-02-03", "Weigh", CRITERION, "weight: 3", "weight: 5")
        with Git(repository.root) as git:
            assert len(read_history(git, Layout(), as_read).wordings["empathy"]) == 2


class TestWithoutHistory:
    def test_a_shallow_clone_is_no_history_and_says_what_to_do(self, repository, tmp_path):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Weigh", CRITERION, "weight: 3", "weight: 5")
        command = ["git", "clone", "--quiet", "--depth=1", f"file://{repository.root}", "clone"]
        subprocess.run(command, cwd=tmp_path, check=True)
        with Git(tmp_path / "clone") as git, pytest.raises(NoHistoryError) as raised:
            read_history(git, Layout())
        assert "fetch --unshallow" in raised.value.help

    def test_a_link_in_place_of_a_file(self, repository):
        repository.commit("2026-01-02", "Start", START)
        (repository.root / CRITERION).unlink()
        (repository.root / CRITERION).symlink_to("../rubric.yaml")
        repository.commit("2026-02-03", "Link")
        with Git(repository.root) as git, pytest.raises(NoHistoryError, match="symbolic link"):
            read_history(git, Layout())

    def test_an_object_that_is_not_here(self, repository):
        repository.commit("2026-01-02", "Start", START)
        repository.edit("2026-02-03", "Weigh", CRITERION, "weight: 3", "weight: 5")
        blob = repository.git("rev-parse", f"HEAD~1:{CRITERION}")
        path = repository.root / ".git/objects" / blob[:2] / blob[2:]
        path.unlink()
        with Git(repository.root) as git, pytest.raises(NoHistoryError, match="git has no object"):
            read_history(git, Layout())

    def test_a_repository_without_a_commit(self, repository):
        with Git(repository.root) as git, pytest.raises(NoHistoryError, match="nothing has been"):
            read_history(git, Layout())

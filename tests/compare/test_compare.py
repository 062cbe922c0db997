"""A difference as a person, a pull request and a program read it."""

import json
import re

import pytest

from mkdocs_rubric.changes import Shift
from mkdocs_rubric.changes.redline import Redline
from mkdocs_rubric.compare import as_json, as_markdown, as_text, difference, sentences
from mkdocs_rubric.compare.sentences import elided
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import Layout
from repositories import Repository
from sites import EMPATHY, RUBRIC, a_repository, write

CRITERION = "rubric/criteria/empathy.yaml"


@pytest.fixture
def folders(tmp_path):
    """Two folders, the second with changes of every sort."""
    write(tmp_path / "old", a_repository())
    text = EMPATHY.replace("weight: 3", "weight: 5").replace(
        "Names a feeling.", "Names some feeling."
    )
    write(tmp_path / "new", a_repository(empathy=text, rubric=RUBRIC.replace("80", "40")))
    return str(tmp_path / "old"), str(tmp_path / "new")


def compared(folders, **more):
    return difference(more.pop("root", None), *folders, **more)


def test_a_terminal_shows_sentences_words_and_what_follows(folders):
    text = as_text(compared(folders)).replace(folders[0], "old").replace(folders[1], "new")
    assert text == (
        "old → new\n"
        "2 changes of scoring and 1 other change, version 1.0\n"
        "\n"
        "The rubric  rubric/rubric.yaml\n"
        "! pass mark 80% → 40%\n"
        "\n"
        "Empathy  rubric/criteria/empathy.yaml\n"
        "! weight 3 → 5\n"
        "  level 2 (Fair) reworded\n"
        "      Names [-a-]{+some+} feeling.\n"
        "\n"
        "What it does to 2 reviews already scored\n"
        "  every result stays what it is\n"
        "  1 conversation crosses the pass mark of 40%:\n"
        "    C-1 (s1): 1 of 2 reviews failed and would pass\n"
        "  without clarity, which no past review has a score on\n"
        "  result = 100 · Σ w·(s - l)/(h - l) ÷ Σ w, over the criteria that were scored\n"
        "\n"
        "To be read again, as it rests on words that have changed\n"
        "  Empathy\n"
        "    edge cases: hostile\n"
        "    decisions: 2026-02-01-new\n"
        "    examples of level 2\n"
        "\n"
        "! changes scoring\n"
    )


def test_colour_takes_the_place_of_brackets(folders):
    text = as_text(compared(folders), colour=True)
    assert "\033[31;9ma\033[0m\033[32msome\033[0m" in text
    assert "[-" not in text


def test_a_comment_shows_the_same_in_markdown(folders):
    text = as_markdown(compared(folders))
    assert text.startswith("<!-- rubric diff -->\n### What this changes: 2 changes of scoring")
    assert "Names <del>a</del><ins>some</ins> feeling." in text
    assert "| **All criteria** | 75.0% | 75.0% | 2 |" in text
    assert "- C-1 (s1): 1 of 2 reviews failed and would pass" in text
    assert '> **2 changes of scoring, and the version is still "1.0".**' in text


@pytest.mark.parametrize("name", ["anouk", "bram", "Anouk"])
def test_no_reviewer_is_named_in_a_comment(folders, name):
    found = compared(folders)
    assert name not in as_markdown(found) + as_json(found)


def test_nothing_in_a_text_is_markup_a_mention_or_a_reference(tmp_path):
    hostile = "<img src=x onerror=alert(1)> @everyone #1 [x](http://y) `c` **b** | ~~s~~ & !2"
    write(tmp_path / "old", a_repository())
    text = EMPATHY.replace("Names a feeling.", f"'{hostile}'")
    write(tmp_path / "new", a_repository(empathy=text))
    comment = as_markdown(compared((str(tmp_path / "old"), str(tmp_path / "new"))))
    shown = comment[comment.index("level 2") :].split("\n")[1]
    assert "<img" not in shown
    without_escapes = re.sub(r"\\.", "", shown)
    assert not re.search(r"[`*\[|~]", without_escapes)
    assert "@<!-- -->everyone #<!-- -->1" in shown


def test_a_comment_stays_within_what_a_host_takes(tmp_path):
    write(tmp_path / "old", a_repository())
    cases = "".join(
        f"  - id: case-{n}\n    situation: {'It happens again and again. ' * 9}{n}\n"
        f"    guidance: {'Score it so. ' * 20}\n    score: 2\n"
        for n in range(600)
    )
    write(tmp_path / "new", a_repository(empathy=EMPATHY + cases))
    comment = as_markdown(compared((str(tmp_path / "old"), str(tmp_path / "new"))))
    assert len(comment) < 65_536
    assert "`rubric diff` shows them" in comment


def test_a_program_gets_everything(folders):
    found = json.loads(as_json(compared(folders)))
    assert found.keys() == {
        "base", "head", "version", "changes", "impact", "reread", "unread", "needs_version",
    }  # fmt: skip
    assert found["version"] == {"before": "1.0", "after": "1.0"}
    assert found["needs_version"] is True
    weight = next(one for one in found["changes"] if one["kind"] == "weight")
    assert weight == {
        "kind": "weight",
        "effect": "scoring",
        "criterion": "empathy",
        "place": None,
        "path": CRITERION,
        "sentence": "weight 3 → 5",
        "before": None,
        "after": None,
    }
    level = next(one for one in found["changes"] if one["kind"] == "level")
    assert (level["before"], level["after"]) == ("Names a feeling.", "Names some feeling.")
    assert found["impact"]["overall"] == {"before": 75.0, "after": 75.0, "reviews": 2}
    assert found["impact"]["crossings"][0]["conversation"] == "C-1"
    assert found["reread"][0]["decisions"] == ["2026-02-01-new"]


def test_files_with_errors_are_named(tmp_path):
    write(tmp_path / "old", a_repository())
    write(tmp_path / "new", a_repository(clarity="title: ["))
    text = as_text(compared((str(tmp_path / "old"), str(tmp_path / "new"))))
    assert "removed" not in text
    assert "Not compared, as they have errors (run `rubric check`):" in text
    assert "rubric/criteria/clarity.yaml" in text


def test_a_mean_is_never_shown_on_the_other_side_of_the_pass_mark(tmp_path):
    write(tmp_path / "old", a_repository(rubric=RUBRIC.replace("80", "75.03")))
    write(tmp_path / "new", a_repository(rubric=RUBRIC.replace("80", "75.02")))
    found = compared((str(tmp_path / "old"), str(tmp_path / "new")))
    assert "! pass mark 75.03% → 75.02%" in as_text(found)
    assert "no conversation crosses the pass mark of 75.02%" in as_text(found)
    assert "| **All criteria** | 75.0% | 75.0% | 2 |" in as_markdown(found)

    assert sentences.shift(found, Shift(75.0151, 75.0251, 2)) == "75.0% → 75.025%"
    assert sentences.shift(found, Shift(74.96, 75.04, 2)) == "75.0% → 75.04%"
    assert not sentences.moved(found, Shift(74.96, 75.01, 2))


class TestRevisions:
    @pytest.fixture
    def repository(self, tmp_path):
        repository = Repository(tmp_path / "repository")
        repository.commit("2026-01-02", "Start", a_repository())
        return repository

    def sentences(self, repository, *states):
        found = difference(repository.root, *states)
        return [one.sentence for one in found.comparison.changes]

    def test_by_default_the_last_commit_and_the_files_as_they_are(self, repository):
        assert self.sentences(repository) == []
        path = repository.root / CRITERION
        path.write_text(EMPATHY.replace("weight: 3", "weight: 5"), encoding="utf-8")
        assert self.sentences(repository) == ["weight 3 → 5"]

    def test_a_branch_is_compared_with_where_it_began(self, repository):
        repository.git("switch", "--quiet", "--create", "topic")
        repository.edit("2026-01-03", "Weigh", CRITERION, "weight: 3", "weight: 5")
        repository.git("switch", "--quiet", "main")
        repository.edit("2026-01-04", "Meanwhile", "rubric/rubric.yaml", "80", "70")
        assert self.sentences(repository, "main", "topic") == ["weight 3 → 5"]

    def test_what_others_merged_is_not_shown_backwards(self, repository):
        repository.edit("2026-01-03", "Meanwhile", "rubric/rubric.yaml", "80", "70")
        repository.git("switch", "--quiet", "--detach", "HEAD~1")
        path = repository.root / CRITERION
        path.write_text(EMPATHY.replace("weight: 3", "weight: 5"), encoding="utf-8")
        assert self.sentences(repository, "main") == ["weight 3 → 5"]

    def test_an_empty_name(self, repository):
        with pytest.raises(RubricError, match="empty name"):
            difference(repository.root, "")

    def test_a_rubric_that_cannot_be_read(self, repository):
        repository.commit("2026-01-03", "Break", {"rubric/rubric.yaml": "title: ["})
        with pytest.raises(RubricError, match=r"HEAD: rubric/rubric\.yaml cannot be read"):
            difference(repository.root, "HEAD~1", "HEAD")

    def test_backwards(self, repository):
        repository.edit("2026-01-03", "Weigh", CRITERION, "weight: 3", "weight: 5")
        assert self.sentences(repository, "HEAD~1", "HEAD") == ["weight 3 → 5"]
        assert self.sentences(repository, "HEAD", "HEAD~1") == ["weight 5 → 3"]

    def test_a_folder_and_a_revision(self, repository, tmp_path):
        other = write(tmp_path / "other", a_repository(rubric=RUBRIC.replace("80", "70")))
        assert self.sentences(repository, str(other), "HEAD") == ["pass mark 70% → 80%"]

    def test_a_revision_that_is_not_there(self, repository):
        with pytest.raises(RubricError, match='there is no revision "v9"'):
            difference(repository.root, "v9")

    def test_a_revision_without_a_rubric(self, repository):
        repository.commit("2026-01-03", "Gone", removed=["rubric/rubric.yaml"])
        with pytest.raises(RubricError, match=r"HEAD: there is no rubric/rubric\.yaml here"):
            difference(repository.root, "HEAD~1", "HEAD")

    def test_a_project_that_is_a_submodule_is_compared_with_its_own_commits(
        self, repository, tmp_path
    ):
        outer = Repository(tmp_path / "outer")
        outer.git("clone", "--quiet", str(repository.root), "quality")
        path = outer.root / "quality" / CRITERION
        path.write_text(path.read_text().replace("weight: 3", "weight: 5"))
        layout = Layout("quality/rubric", "quality/decisions", "quality/scores")
        found = difference(outer.root, layout=layout).comparison.changes
        assert [change.sentence for change in found] == ["weight 3 → 5"]

    def test_without_git_two_folders_can_be_compared(self, tmp_path, monkeypatch):
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        write(tmp_path, a_repository())
        with pytest.raises(RubricError) as raised:
            difference(tmp_path)
        assert raised.value.help == "name two folders to compare: rubric diff OLD NEW"
        assert difference(tmp_path, str(tmp_path), str(tmp_path)).comparison.changes == ()


def test_where_words_are_left_out_none_run_together():
    long = "and so on " * 40
    redline = Redline(f"{long}names a feeling without {long}", f"{long}names it without {long}")
    first, gone, come, last = (text for _, text in elided(redline))
    assert (gone, come) == ("a feeling", "it")
    assert (first[:11], first[-7:]) == ("… on and so", " names ")
    assert (last[:12], last[-7:]) == (" without and", "so on …")

"""A project as a commit has it, and the commits of the main line."""

import datetime as dt
import os
import subprocess

import pytest

from mkdocs_rubric.errors import RubricError, UnreadableError
from mkdocs_rubric.load import FolderTree, git_command, load_project
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.git_command import NoHistoryError
from repositories import Repository
from sites import a_repository


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def log(root, *folders):
    with Git(root) as git:
        return git.log(folders or ("rubric", "decisions"))


class TestTree:
    def test_a_commit_loads_as_its_folder_did(self, repository):
        repository.commit("2026-01-02", "All", a_repository())
        folder = load_project(FolderTree(repository.root))
        repository.commit("2026-01-03", "Nothing", removed=a_repository())
        with Git(repository.root) as git:
            then = load_project(git.tree(git.resolve("HEAD~1")))
        assert then.project.rubric == folder.project.rubric
        assert then.project.decisions == folder.project.decisions
        assert then.project.files == folder.project.files
        assert then.found == folder.found

    def test_a_project_in_a_folder_of_the_repository(self, repository):
        files = {f"quality/standard/{path}": text for path, text in a_repository().items()}
        repository.commit("2026-01-02", "All", files)
        root = repository.root / "quality" / "standard"
        with Git(root) as git:
            assert load_project(git.tree("HEAD")).project.rubric.title == "Conversation quality"
        (commit,) = log(root)
        assert "rubric/rubric.yaml" in {file.path for file in commit.files}

    def test_names_that_are_not_ascii_or_have_spaces(self, repository):
        repository.commit("2026-01-02", "All", {"rubric/Ä b.yaml": "x"})
        with Git(repository.root) as git:
            tree = git.tree("HEAD")
            assert tree.list("rubric") == ["rubric/Ä b.yaml"]
            assert tree.read("rubric/Ä b.yaml") == b"x"
        assert log(repository.root)[0].files[0].path == "rubric/Ä b.yaml"

    @pytest.mark.parametrize(
        ("target", "expected"),
        [("b.yaml", b"here"), ("../../outside", None), ("a.yaml", None), ("/etc/passwd", None)],
    )
    def test_links_are_followed_inside_the_project_only(self, repository, target, expected):
        repository.root.joinpath("rubric").mkdir()
        repository.root.joinpath("rubric/a.yaml").symlink_to(target)
        repository.commit("2026-01-02", "All", {"rubric/b.yaml": "here"})
        with Git(repository.root) as git:
            tree = git.tree("HEAD")
            if expected is None:
                with pytest.raises(UnreadableError, match="out of the project"):
                    tree.read("rubric/a.yaml")
            else:
                assert tree.read("rubric/a.yaml") == expected

    @pytest.mark.parametrize(
        ("target", "allowed"),
        [("b.yaml", True), ("../scores/b.yaml", True), ("../b.yaml", False), (".b.yaml", False)],
    )
    def test_links_lead_to_files_of_the_data_only(self, repository, target, allowed):
        (repository.root / "standards").mkdir()
        (repository.root / "rubric").symlink_to("standards")
        (repository.root / "standards/a.yaml").symlink_to(target)
        names = ("standards/b.yaml", "standards/.b.yaml", "scores/b.yaml", "b.yaml")
        repository.commit("2026-01-02", "All", dict.fromkeys(names, "here"))
        with Git(repository.root) as git:
            for tree in (git.tree("HEAD"), FolderTree(repository.root)):
                data = tree.within(["rubric", "decisions", "scores"])
                assert data.read("rubric/b.yaml") == tree.read("rubric/a.yaml") == b"here"
                if allowed:
                    assert data.read("rubric/a.yaml") == b"here"
                else:
                    with pytest.raises(UnreadableError, match=r"b\.yaml, which is not the rubric"):
                        data.read("rubric/a.yaml")

    def test_what_is_not_there_too_large_or_a_folder(self, repository):
        repository.commit("2026-01-02", "All", {"rubric/a.yaml": "12345"})
        with Git(repository.root) as git:
            tree = git.tree("HEAD")
            for path, limit in [("rubric/b.yaml", 9), ("rubric", 9), ("rubric/a.yaml", 4)]:
                with pytest.raises(UnreadableError):
                    tree.read(path, limit)
            assert tree.list("nowhere") == []
            assert (tree.is_folder("rubric"), tree.is_folder("rubric/a.yaml")) == (True, False)
            with pytest.raises(UnreadableError):
                tree.list("rubric/a.yaml")


class TestLog:
    def test_a_merge_is_one_step_by_those_who_wrote_it(self, repository):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1\n", "rubric/b.yaml": "1\n"})
        repository.git("switch", "--quiet", "--create", "topic")
        repository.commit("2026-01-03", "One", {"rubric/a.yaml": "2\n"}, author="Ida")
        repository.commit("2026-01-04", "Two", {"rubric/a.yaml": "3\n"}, author="Olu")
        repository.git("switch", "--quiet", "main")
        repository.commit("2026-01-05", "Meanwhile", {"rubric/b.yaml": "2\n"})
        message = "Merge pull request #12 from x/topic\n\nSay it plainer"
        repository.merge("topic", "2026-01-06", message)
        found = log(repository.root)
        assert [(one.day.isoformat(), one.subject, one.pull) for one in found] == [
            ("2026-01-02", "First", ""),
            ("2026-01-05", "Meanwhile", ""),
            ("2026-01-06", "Say it plainer", "#12"),
        ]
        assert found[-1].authors == ("Ida", "Olu")
        assert [file.path for file in found[-1].files] == ["rubric/a.yaml"]

    def test_a_rename_says_what_the_file_was_called(self, repository):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "one\ntwo\nthree\n"})
        repository.git("mv", "rubric/a.yaml", "rubric/b.yaml")
        repository.commit("2026-01-03", "Rename")
        (file,) = log(repository.root)[-1].files
        assert (file.path, file.was) == ("rubric/b.yaml", "rubric/a.yaml")

    def test_a_removal_and_commits_elsewhere(self, repository):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1"})
        repository.commit("2026-01-03", "Elsewhere", {"docs/index.md": "x"})
        repository.commit("2026-01-04", "Gone", removed=["rubric/a.yaml"])
        found = log(repository.root)
        assert [one.subject for one in found] == ["First", "Gone"]
        assert (found[1].files[0].path, found[1].files[0].blob) == ("rubric/a.yaml", "")

    @pytest.mark.parametrize(
        ("message", "subject", "pull"),
        [
            ("Say it plainer (#41)", "Say it plainer", "#41"),
            ("Merge the tone rules\n\nBecause.", "Merge the tone rules", ""),
            ("Reword level (2 of 3)", "Reword level (2 of 3)", ""),
            ('Revert "Weigh (#12)" (#15)', 'Revert "Weigh (#12)"', "#15"),
            ("x" * 300, f"{'x' * 200}…", ""),
            ("Merged PR 88: Plainer", "Plainer", "#88"),
            ("Plainer (see 2024)", "Plainer (see 2024)", ""),
            ("Größer (#5)", "Größer", "#5"),
            ("One\n\nTwo :100644 x\x01\x02 lines", "One", ""),
        ],
    )
    def test_pull_requests_are_read_from_messages(self, repository, message, subject, pull):
        repository.commit("2026-01-02", message, {"rubric/a.yaml": "1"})
        (found,) = log(repository.root)
        assert (found.subject, found.pull) == (subject, pull)
        assert found.day == dt.date(2026, 1, 2)

    @pytest.mark.parametrize(
        ("message", "subject", "pull"),
        [
            ("Merge pull request #5 from ida/topic\n\nPlainer", "Plainer", "#5"),
            ("Merge branch 'x' into 'main'\n\nPlainer\n\nSee merge request a/b!7", "Plainer", "!7"),
            ("Merged in topic (pull request #3)\n\nPlainer", "Plainer", "#3"),
            ("Merge branch 'ida/topic'", "Merged a branch", ""),
        ],
    )
    def test_a_merge_says_what_it_brought(self, repository, message, subject, pull):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1\n"})
        repository.git("switch", "--quiet", "--create", "topic")
        repository.commit("2026-01-03", "One", {"rubric/a.yaml": "2\n"})
        repository.git("switch", "--quiet", "main")
        repository.merge("topic", "2026-01-06", message)
        found = log(repository.root)[-1]
        assert (found.subject, found.pull) == (subject, pull)

    @pytest.mark.parametrize(
        "setting",
        [
            ("log.showRoot", "false"),
            ("log.diffMerges", "off"),
            ("diff.relative", "true"),
            ("i18n.logOutputEncoding", "latin1"),
            ("core.quotePath", "true"),
            ("diff.renames", "false"),
            ("color.ui", "always"),
        ],
    )
    def test_what_the_user_has_set_changes_nothing(self, repository, setting):
        repository.commit("2026-01-02", "First", {"rubric/ä.yaml": "1\n", "rubric/b.yaml": "1\n"})
        repository.git("switch", "--quiet", "--create", "topic")
        repository.commit("2026-01-03", "Größer", {"rubric/b.yaml": "2\n"}, author="Zoë")
        repository.git("switch", "--quiet", "main")
        repository.merge("topic", "2026-01-06", "Merge branch 'topic'")
        expected = log(repository.root)
        repository.git("config", *setting)
        assert log(repository.root) == expected
        assert expected[-1].authors == ("Zoë",)

    def test_variables_that_hooks_have_set_change_nothing(self, repository, monkeypatch):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1\n"})
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            monkeypatch.setenv(name, "/nowhere")
        monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
        assert len(log(repository.root)) == 1

    def test_a_date_that_is_in_no_calendar(self, repository):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1\n"})
        raw = repository.git("cat-file", "commit", "HEAD").replace("1767355200", "253402300800")
        path = repository.root / "commit"
        path.write_text(raw + "\n", encoding="utf-8")
        odd = repository.git("hash-object", "-t", "commit", "-w", "--literally", str(path))
        repository.git("reset", "--quiet", "--hard", odd)
        repository.commit("2026-03-04", "Second", {"rubric/a.yaml": "2\n"})
        assert [one.day for one in log(repository.root)] == [dt.date(2026, 3, 4)] * 2


class TestWithoutHistory:
    def test_no_repository(self, tmp_path, monkeypatch):
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        with pytest.raises(NoHistoryError, match="in no git repository"):
            Git(tmp_path)

    def test_no_git(self, repository, monkeypatch):
        monkeypatch.setenv("PATH", "")
        with pytest.raises(NoHistoryError, match="git is not installed"):
            Git(repository.root)

    @pytest.mark.parametrize("answer", ["", "echo", "echo; echo maybe"])
    def test_another_program_of_that_name(self, tmp_path, monkeypatch, answer):
        program = tmp_path / "git"
        program.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(NoHistoryError, match="git does not answer"):
            Git(tmp_path)

    def test_no_commit(self, repository):
        with Git(repository.root) as git:
            assert git.head == ""
            with pytest.raises(RubricError, match='no revision "HEAD"'):
                git.resolve("HEAD")

    def test_a_shallow_clone_knows_that_it_is_one(self, repository, tmp_path):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1"})
        repository.commit("2026-01-03", "Second", {"rubric/a.yaml": "2"})
        command = ["git", "clone", "--quiet", "--depth=1", f"file://{repository.root}", "clone"]
        subprocess.run(command, cwd=tmp_path, check=True)
        with Git(tmp_path / "clone") as git:
            assert git.is_shallow
            with pytest.raises(RubricError) as raised:
                git.resolve("HEAD~1")
        assert "git fetch --unshallow" in raised.value.help

    def test_a_revision_that_looks_like_an_option(self, repository):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1"})
        with Git(repository.root) as git, pytest.raises(RubricError, match="no revision"):
            git.resolve("--all")


class TestNothingRunsAndNothingIsFetched:
    """Whatever the repository's own settings say."""

    @pytest.fixture
    def partial(self, repository, tmp_path):
        """A clone that has left out old contents."""
        repository.git("config", "uploadpack.allowFilter", "true")
        repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1\n2\n3\n"})
        repository.git("mv", "rubric/a.yaml", "rubric/b.yaml")
        repository.commit("2026-01-03", "Rename", {"rubric/b.yaml": "1\n2\n3\n4\n"})
        origin = f"file://{repository.root}"
        command = ["git", "clone", "--quiet", "--filter=blob:none", origin, "partial"]
        subprocess.run(command, cwd=tmp_path, check=True)
        return tmp_path / "partial"

    def program(self, folder):
        """One that leaves a trace."""
        program = folder / "program"
        program.write_text(f"#!/bin/sh\ntouch {folder}/ran\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    def set(self, root, *settings):
        for name, value in settings:
            subprocess.run(["git", "-C", str(root), "config", name, value], check=True)

    @pytest.mark.parametrize("older", [False, True], ids=["git", "git before 2.45"])
    def test_a_remote_that_is_a_program_is_not_asked(self, partial, tmp_path, monkeypatch, older):
        if older:
            monkeypatch.delitem(git_command._VARIABLES, "GIT_NO_LAZY_FETCH")
        ran, program = tmp_path / "ran", self.program(tmp_path)
        self.set(
            partial,
            ("remote.origin.url", f"ext::{program}"),
            ("protocol.ext.allow", "always"),
            ("protocol.allow", "always"),
        )
        with Git(partial) as git:
            assert git.tree("HEAD").read("rubric/b.yaml") == b"1\n2\n3\n4\n"
            with pytest.raises(UnreadableError, match="git has no object"):
                git.tree("HEAD~1").read("rubric/a.yaml")
        assert not ran.exists()

    @pytest.mark.parametrize("older", [False, True], ids=["git", "git before 2.45"])
    def test_a_partial_clone_fetches_nothing(self, partial, monkeypatch, older):
        if older:
            monkeypatch.delitem(git_command._VARIABLES, "GIT_NO_LAZY_FETCH")
        before = sorted(partial.rglob(".git/objects/**/*"))
        with Git(partial) as git, pytest.raises(UnreadableError, match="git has no object"):
            git.tree("HEAD~1").read("rubric/a.yaml")
        assert sorted(partial.rglob(".git/objects/**/*")) == before

    def test_a_renamed_file_of_a_partial_clone_is_said_to_be_missing(self, partial):
        with pytest.raises(NoHistoryError, match="this is a partial clone") as raised:
            log(partial)
        assert "git fetch --refetch --no-filter" in raised.value.help

    def test_programs_that_settings_name_do_not_run(self, repository, tmp_path):
        attributes = {".gitattributes": "* diff=x"}
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1"} | attributes)
        repository.commit("2026-01-03", "Second", {"rubric/a.yaml": "2"})
        ran, program = tmp_path / "ran", str(self.program(tmp_path))
        self.set(
            repository.root,
            ("core.fsmonitor", program),
            ("core.pager", program),
            ("diff.external", program),
            ("diff.x.command", program),
            ("diff.x.textconv", program),
        )
        with Git(repository.root) as git:
            git.log(["rubric"])
            git.tree("HEAD~1").read("rubric/a.yaml")
            git.ignored(["rubric/a.yaml", "rubric/b.yaml"])
        assert not ran.exists()

    def test_a_folder_that_only_looks_like_a_repository_is_none(self, repository):
        repository.commit("2026-01-02", "First", {"rubric/a.yaml": "1"})
        fake = repository.root / "fake"
        repository.git("clone", "--quiet", "--bare", str(repository.root), str(fake))
        with pytest.raises(NoHistoryError):
            Git(fake)


def test_trust_is_recommended_for_this_repository_alone():
    told = "fatal: detected dubious ownership in repository at '/srv/our quality'\nTo add …\n"
    assert git_command.no_repository(told).help == (
        "run `git config --global --add safe.directory '/srv/our quality'` where the site is built"
    )

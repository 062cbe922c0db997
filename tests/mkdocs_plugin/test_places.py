"""Where the files are, and where builds keep theirs: beside each other, and where they may not."""

import logging
import os
import re
import threading
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from mkdocs_rubric.mkdocs_plugin import RubricPlugin
from repositories import Repository
from sites import a_repository, a_site, all_text, rebuild, write

NAMES = re.compile(r"\b(anouk|bram)\b", re.IGNORECASE)
SETTINGS = "site_name: Test\ntheme: material\nplugins: []\n"


@pytest.fixture
def told(caplog):
    """What the plugin has said so far, above what it says of files."""
    caplog.set_level(logging.INFO, "mkdocs.plugins.rubric")
    return lambda: [
        one.getMessage() for one in caplog.records if "nothing is kept" in one.getMessage()
    ]


class Build:
    """A build of its own, up to the point where MkDocs begins to read pages."""

    def __init__(self, root, **options):
        self.plugin = RubricPlugin()
        assert self.plugin.load_config(options) == ([], [])
        config = load_config(config_file=str(root / "mkdocs.yml"))
        config.plugins["rubric"] = self.plugin
        self.config = config.plugins.on_config(config)

    def pages(self):
        files = self.config.plugins.on_files(Files([]), config=self.config)
        return [file for file in files if file.src_uri.endswith(".md")]


class TestTwoBuildsAtOnce:
    @pytest.fixture
    def root(self, tmp_path):
        return write(tmp_path, a_repository() | {"docs/x.md": "x", "mkdocs.yml": SETTINGS})

    def test_neither_reads_the_pages_of_the_other(self, root):
        """One with names and one with pseudonyms, for thirty rounds."""
        both = threading.Barrier(2, timeout=60)
        found = {"names": [], "pseudonyms": []}

        def build(mode):
            one = Build(root, reviewers=mode)
            for _ in range(30):
                both.wait()
                pages = one.pages()
                both.wait()
                found[mode].append(sum(bool(NAMES.search(page.content_string)) for page in pages))
            one.plugin.on_shutdown()

        threads = [threading.Thread(target=build, args=[mode]) for mode in found]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found["pseudonyms"] == [0] * 30
        assert len(found["names"]) == 30
        assert min(found["names"]) > 0

    def test_neither_do_builds_of_the_same_configuration(self, root):
        text = a_repository()["rubric/criteria/empathy.yaml"]
        said = []
        builds = []
        for title in ("Empathy", "Warmth"):
            write(root, a_repository(empathy=text.replace("title: Empathy", f"title: {title}")))
            builds.append(Build(root))
            said.append(builds[-1].pages())
        titles = [
            re.search(r"title: \W?(\w+)", page.content_string)[1]
            for pages in said
            for page in pages
            if page.src_uri == "criteria/empathy.md"
        ]
        assert titles == ["Empathy", "Warmth"]
        for build in builds:
            build.plugin.on_shutdown()


class TestWithoutCache:
    @pytest.mark.parametrize("place", [".cache", ".cache/rubric"])
    def test_a_link_is_not_written_through(self, tmp_path, told, place):
        write(tmp_path, a_repository())
        before = sorted((tmp_path / "decisions").iterdir())
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).symlink_to(tmp_path / "decisions")
        site = a_site(tmp_path)
        assert "Names a feeling." in all_text(site)
        assert sorted((tmp_path / "decisions").iterdir()) == before
        (said,) = told()
        assert said.endswith(f"next build: {tmp_path}/{place} cannot be used: it is a link")

    def test_a_file_of_that_name(self, tmp_path, told):
        write(tmp_path, {".cache": "mine"})
        assert "Names a feeling." in all_text(a_site(tmp_path))
        assert (tmp_path / ".cache").read_text() == "mine"
        assert len(told()) == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
    def test_a_folder_that_may_not_be_written(self, tmp_path):
        site = a_site(tmp_path)
        expected = all_text(site)
        for path in (*(tmp_path / ".cache").rglob("*"), tmp_path / ".cache"):
            path.chmod(0o500 if path.is_dir() else 0o400)
        write(tmp_path, {"mkdocs.yml": (tmp_path / "mkdocs.yml").read_text() + "# \n"})
        assert all_text(rebuild(tmp_path)) == expected

    def test_a_site_is_the_same_without(self, tmp_path):
        write(tmp_path / "b", {".cache": "in the way"})
        with_cache, without = (a_site(tmp_path / name) for name in "ab")
        assert all_text(with_cache) == all_text(without)


class TestFilesElsewhere:
    def test_mkdocs_yml_in_a_folder_beside_the_data(self, tmp_path):
        config = (
            "repo_url: https://github.com/o/r\nedit_uri: edit/main/site-src/docs/\n"
            "plugins: [search, {rubric: {rubric: ../rubric, decisions: ../decisions,"
            " scores: ../scores}}]\n"
        )
        repository = Repository(tmp_path)
        repository.commit("2026-01-02", "Start", a_repository())
        site = a_site(tmp_path / "site-src", config, files={})
        html = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
        assert "https://github.com/o/r/edit/main/rubric/criteria/empathy.yaml" in html
        assert (site / "criteria/empathy/history/index.html").exists()
        assert (tmp_path / "site-src/.cache/rubric").is_dir()

    def test_a_rubric_that_is_a_link_out_of_the_project_is_named(self, tmp_path, caplog):
        write(tmp_path, a_repository())
        (tmp_path / "rubric").rename(tmp_path.parent / "shared-rubric")
        (tmp_path / "rubric").symlink_to(tmp_path.parent / "shared-rubric")
        with pytest.raises(Abort):
            a_site(tmp_path, files={})
        assert "rubric cannot be read: this is a link that leads out of the project" in caplog.text
        assert "name the folder it leads to in mkdocs.yml" in caplog.text


class TestHistoryElsewhere:
    CONFIG = (
        "plugins: [search, {rubric: {rubric: quality/rubric, decisions: quality/decisions,"
        " scores: quality/scores}}]\n"
    )

    @pytest.fixture
    def standard(self, tmp_path):
        repository = Repository(tmp_path / "standard")
        repository.commit("2026-01-02", "Start", a_repository())
        repository.edit(
            "2026-02-03", "Weigh (#4)", "rubric/criteria/empathy.yaml", "weight: 3", "weight: 5"
        )
        return repository

    def test_a_submodule_has_a_history_of_its_own(self, tmp_path, standard):
        site = Repository(tmp_path / "site")
        allow = ("-c", "protocol.file.allow=always")
        site.git(*allow, "submodule", "--quiet", "add", str(standard.root), "quality")
        site.commit("2026-03-01", "Add the standard", {"docs/x.md": "x"})
        text = all_text(a_site(site.root, self.CONFIG, files={}))
        assert "not committed" not in text
        assert "Weight 3 → 5" in text
        assert "Weigh" in text

    def test_a_clone_that_git_ignores_has_one_too(self, tmp_path, standard):
        site = Repository(tmp_path / "site")
        site.commit("2026-03-01", "Start", {"docs/x.md": "x", ".gitignore": "/quality\n"})
        site.git("clone", "--quiet", str(standard.root), "quality")
        text = all_text(a_site(site.root, self.CONFIG, files={}))
        assert "not committed" not in text
        assert "Weight 3 → 5" in text

    @pytest.mark.parametrize("ignored", ["/quality\n", ""], ids=["ignored", "copied"])
    def test_files_that_were_never_committed_have_none_and_that_is_said(
        self, tmp_path, caplog, ignored
    ):
        caplog.set_level(logging.INFO, "mkdocs.plugins.rubric")
        site = Repository(tmp_path / "site")
        site.commit("2026-03-01", "Start", {"docs/x.md": "x", ".gitignore": ignored or "/y\n"})
        write(site.root / "quality", a_repository())
        built = a_site(site.root, self.CONFIG, files={})
        assert "Changes that are not committed" not in all_text(built)
        said = "nothing of quality/rubric has been committed here, so there is no history"
        assert any(said in one.getMessage() for one in caplog.records)

    def test_one_file_that_git_ignores_is_not_waiting_to_be_committed(self, tmp_path):
        site = Repository(tmp_path)
        ignored = "rubric/criteria/clarity.yaml"
        site.commit("2026-01-02", "Start", a_repository(clarity=None) | {".gitignore": ignored})
        built = a_site(tmp_path, files=a_repository())
        assert "Changes that are not committed" not in all_text(built)
        assert (built / "criteria/clarity/index.html").exists()


def test_a_clean_path(tmp_path):
    """Names of folders with dots lead where they would."""
    config = "plugins: [search, {rubric: {rubric: ../a/rubric, scores: ./scores}}]\n"
    write(tmp_path / "a", a_repository())
    site = a_site(tmp_path / "a", config, files={})
    assert Path(site / "criteria/empathy/index.html").exists()

"""Building with a generator: the site arrives, and nothing of the team's makes way for it."""

import os
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from mkdocs_rubric.generator.checkout import head
from mkdocs_rubric.publish.following import edits, state
from mkdocs_rubric.publish.running import mirror
from repositories import Repository
from sites import a_repository, write

CONFIG = "site_name: Test\ntheme: material\nplugins: [search, rubric: {pseudonym_key: k}]\n"


def build(root, *arguments):
    return CliRunner().invoke(main, ["build", "-f", str(root), *arguments])


def test_a_folder_becomes_another_and_hidden_files_stay(tmp_path):
    made = write(tmp_path / "a", {"index.html": "new", "x/y.html": "y", "same.txt": "s"})
    site = write(
        tmp_path / "b",
        {"index.html": "old", "gone/z.html": "z", ".nojekyll": "", ".git/HEAD": "h"},
    )
    mirror(made, site)
    left = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert left == {"index.html", "x/y.html", "same.txt", ".nojekyll", ".git/HEAD"}
    assert (site / "index.html").read_text("utf-8") == "new"
    before = (site / "same.txt").stat().st_ino
    mirror(made, site)
    assert (site / "same.txt").stat().st_ino == before


@pytest.mark.parametrize("target", [".", "docs", "rubric/criteria", "scores"])
def test_a_folder_with_the_teams_files_is_no_place_for_a_site(tmp_path, target):
    pytest.importorskip("zensical", reason="ZENSICAL IS NOT INSTALLED: pip install zensical")
    root = write(tmp_path / "r", a_repository() | {"mkdocs.yml": CONFIG, "docs/a.md": "# A\n"})
    done = build(root, "--with", "zensical", "-d", str(root / target))
    assert done.exit_code == 2, done.output
    assert "holds your own files" in done.output
    assert (root / "rubric/criteria/empathy.yaml").is_file()


@pytest.mark.parametrize(
    ("file", "more", "said"),
    [
        ("rubric/criteria/empathy.yaml", "sumary: x\n", 'unknown key "sumary"'),
        ("docs/old/ana.csv", "conversation,criterion,score\nC-1,empathy,3\n", "old/ana.csv in"),
        ("mine/home.md.jinja", '<a href="gone/">x</a>\n', "index.md has a link to gone/"),
    ],
)  # fmt: skip
def test_what_fails_a_strict_build_fails_it_before_the_generator_begins(tmp_path, file, more, said):
    pytest.importorskip("zensical", reason="ZENSICAL IS NOT INSTALLED: pip install zensical")
    files = a_repository() | {"mkdocs.yml": CONFIG.replace("{pseu", "{templates: mine, pseu")}
    files |= {"docs/a.md": "# A\n", "mine/README": "", file: files.get(file, "") + more}
    done = build(write(tmp_path, files), "--with", "zensical", "--strict")
    assert done.exit_code == 1
    assert said in done.output
    assert not (tmp_path / "site").exists()


def test_what_pages_are_made_of_outside_of_docs_is_read_anew(tmp_path):
    pytest.importorskip("zensical", reason="ZENSICAL IS NOT INSTALLED: pip install zensical")
    snippets = (
        f"markdown_extensions: [pymdownx.snippets: {{base_path: ['{tmp_path.as_posix()}']}}]\n"
    )
    files = {"mkdocs.yml": CONFIG + snippets, "docs/a.md": '# A\n\n--8<-- "piece.md"\n'}
    root = write(tmp_path, a_repository() | files)
    for text in ("once", "again"):
        write(root, {"piece.md": f"Read {text}.\n"})
        done = build(root, "--with", "zensical")
        assert done.exit_code == 0, done.output
        assert f"Read {text}." in (root / "site/a/index.html").read_text(encoding="utf-8")


def test_edits_are_seen_and_folders_that_come_and_go(tmp_path):
    write(tmp_path, {"rubric/a.yaml": "1", "out/x": "1"})
    stopped = threading.Event()
    seen = edits(lambda: [tmp_path], [tmp_path / "out"], stopped=stopped.is_set, pause=0.01)
    os.utime(tmp_path / "out/x", (1, 1))
    changes = iter([lambda: write(tmp_path, {"rubric/a.yaml": "22"}),
                    lambda: write(tmp_path, {"scores/b.csv": "1"}),
                    (tmp_path / "scores/b.csv").unlink])  # fmt: skip
    before = state([tmp_path], [tmp_path / "out"])
    assert list(before) == [str(tmp_path / "rubric/a.yaml")]

    found = []
    for change in changes:
        threading.Timer(0.05, change).start()
        found.append(next(seen))
    assert [[Path(name).name for name in names] for names in found] == [
        ["a.yaml"], ["b.csv"], ["b.csv"],
    ]  # fmt: skip


def test_the_commit_that_is_checked_out_is_read_from_files(tmp_path):
    assert head(tmp_path) == "no repository"
    team = Repository(tmp_path / "team")
    write(team.root, {"a.txt": "a"})
    team.commit("2026-01-02", "First")
    first = team.git("rev-parse", "HEAD").strip()
    assert head(team.root / "below") == first
    team.git("pack-refs", "--all")
    assert head(team.root) == first
    team.git("checkout", "--quiet", "--detach")
    assert head(team.root) == first
    team.git("worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "other")
    assert head(tmp_path / "other") == first

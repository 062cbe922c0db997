"""A rebuild lays out only what an edit changes, and still says what a build from scratch says."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.site import Cache, FolderTree, LaidOut, Options, Past, Renderer, build
from repositories import Repository
from sites import a_repository

GENERATE = Path(__file__).resolve().parent.parent / "benchmarks" / "generate.py"
CRITERION = "rubric/criteria/criterion-0001.yaml"
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    size = ["--criteria", "2", "--decisions", "8", "--sessions", "2", "--scores", "48"]
    subprocess.run([sys.executable, str(GENERATE), str(folder), *size], check=True)
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.*")
        if path.is_file()
    }


def texts(files, *, cache=None, renderer=None, held=None):
    tree = DictTree(files)
    options = Options(pseudonym_key="a key")
    site = build(tree, options, renderer or Renderer(), today=TODAY, cache=cache, laid_out=held)
    return dict(site.text)


def the_first(files, start, end=""):
    return min(path for path in files if path.startswith(start) and path.endswith(end))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CRITERION, "title: ", "title: Better "),
        (CRITERION, "question: ", "question: Really, "),
        (CRITERION, "question: ", "description: New.\nquestion: "),
        (CRITERION, "weight: ", "weight: 1"),
        (CRITERION, "not_applicable: ", "not_applicable: Hardly ever. "),
        (CRITERION, "use_when:\n  - >-\n", "use_when:\n  - New.\n  - >-\n"),
        (CRITERION, "avoid_when:\n  - >-\n", "avoid_when:\n  - New.\n  - >-\n"),
        (CRITERION, "    description: >-\n", "    description: >-\n      New.\n"),
        (CRITERION, "        why: ", "        why: New. "),
        (CRITERION, "    situation: >-\n", "    situation: >-\n      New.\n"),
        (CRITERION, "    guidance: >-\n", "    guidance: >-\n      New.\n"),
        (CRITERION, "    keywords: [", "    keywords: [new, "),
        (CRITERION, "    tags: [", "    tags: [new, "),
        (CRITERION, "tags: [", "tags: [new, "),
        (CRITERION, "scale: ", "retired: 2025-01-01\nscale: "),
        (CRITERION, "scale: ", "aliases: [before]\nscale: "),
        (CRITERION, "scale: ", "see_also: [criterion-0002]\nscale: "),
        (CRITERION, "scale: ", "scael: "),
        (CRITERION, "edge_cases:", "edge_cases: ["),
        ("rubric/rubric.yaml", "title: ", "title: Better "),
        ("rubric/rubric.yaml", "Strong", "Very strong"),
        ("rubric/rubric.yaml", "tolerance: 1", "tolerance: 0"),
        ("decisions/", "title: ", "title: Better "),
        ("decisions/", "status: ", "status: proposed # "),
        ("decisions/", "## Decision\n", "## Decision\n\nNew.\n"),
        ("scores/", "summary: ", "summary: New. "),
        ("scores/", "reviewers: [ana", "reviewers: [anna"),
    ],
)
def test_after_an_edit_every_page_is_as_in_a_build_from_scratch(files, path, old, new):
    path = path if path in files else the_first(files, path, "l" if "scores" in path else "md")
    assert old in files[path]
    stays = {"cache": Cache(), "renderer": Renderer(), "held": LaidOut()}
    before = texts(files, **stays)
    edited = files | {path: files[path].replace(old, new, 1)}
    after = texts(edited, **stays)
    assert after == texts(edited)
    assert after != before
    assert texts(files, **stays) == before


@pytest.mark.parametrize("kind", [".csv", "C-", "session.yaml"])
def test_files_of_a_session_that_change_or_go_are_noticed(files, kind):
    path = min(p for p in files if p.startswith("scores/") and kind in p)
    stays = {"cache": Cache(), "renderer": Renderer(), "held": LaidOut()}
    texts(files, **stays)
    for edited in (
        files | {path: files[path] + "\n"},
        {name: text for name, text in files.items() if name != path},
    ):
        assert texts(edited, **stays) == texts(edited)


def test_what_is_kept_is_made_once_for_an_outline():
    made = []

    @once_an_outline
    def number(context):
        made.append(context)
        return len(made)

    class Context:
        def __init__(self, held, outline):
            self.results = held.results(outline)

    held = LaidOut()
    assert [number(Context(held, (n,))) for n in (1, 1, 2, 2, 1)] == [1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Names a feeling.", "Names some feeling."), ("tags: [tone]", "tags: [voice]")],
)
def test_what_is_not_committed_is_as_in_a_build_from_scratch(tmp_path, old, new):
    repository = Repository(tmp_path)
    repository.commit("2026-02-02", "Start", a_repository())

    def texts(**stays):
        options, renderer = Options(pseudonym_key="a key"), stays.pop("renderer", Renderer())
        past = stays.pop("past", Past(tmp_path))
        site = build(FolderTree(tmp_path), options, renderer, today=TODAY, past=past, **stays)
        return dict(site.text)

    stays = {
        "cache": Cache(),
        "renderer": Renderer(),
        "laid_out": LaidOut(),
        "past": Past(tmp_path),
    }
    before = texts(**stays)
    path = tmp_path / "rubric/criteria/empathy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    after = texts(**stays)
    assert after == texts()
    assert after != before

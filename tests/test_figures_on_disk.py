"""Figures are computed once for the same scores, however often the site is built."""

import json
from contextlib import ExitStack
from unittest.mock import patch

import pytest

from mkdocs_rubric import agreement as engine
from mkdocs_rubric.calibration import compute, lines
from mkdocs_rubric.figures_on_disk import FiguresOnDisk
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Renderer, build
from test_rebuild import CRITERION, TODAY, the_first
from test_rebuild import files as files  # noqa: PLC0414 - a fixture

ENGINE = {
    module: [name for name in (*engine.__all__, *more) if name in vars(module) and name.islower()]
    for module, more in ((compute, ("compared", "moves", "step")), (lines, ("record", "shares")))
}


def built(files, folder):
    """What a build writes, and how often it called the engine."""
    calls = []

    def counted(name, function):
        def call(*args, **options):
            calls.append(name)
            return function(*args, **options)

        return call

    with ExitStack() as patched:
        for module, names in ENGINE.items():
            fakes = {name: counted(name, getattr(module, name)) for name in names}
            patched.enter_context(patch.multiple(module, **fakes))
        options = Options(pseudonym_key="a key", figures_folder=folder)
        site = build(DictTree(files), options, Renderer(), today=TODAY)
    return {**site.text, **site.data}, calls


def edited(files, path, old, new):
    text = files[path]
    assert old in text
    return files | {path: text.replace(old, new, 1)}


def test_the_second_build_computes_nothing_and_says_the_same(files, tmp_path):
    first, calls = built(files, tmp_path)
    every = {name for names in ENGINE.values() for name in names}
    assert every - {"applicable"} <= set(calls)  # nobody gave N/A
    assert built(files, tmp_path) == (first, [])
    assert built(files, None) == (first, calls)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CRITERION, "question: ", "question: Really, "),
        (CRITERION, "    description: >-\n", "    description: >-\n      New.\n"),
        ("rubric/rubric.yaml", "title: ", "title: New "),
        ("a decision", "## Decision\n", "## Decision\nNew.\n"),
        ("a session", "summary: ", "summary: New "),
    ],
)
def test_after_a_change_of_words_nothing_is_computed(files, tmp_path, path, old, new):
    places = {"a decision": ("decisions/", ".md"), "a session": ("scores/", "session.yaml")}
    path = the_first(files, *places[path]) if path in places else path
    after = edited(files, path, old, new)
    built(files, tmp_path)
    text, calls = built(after, tmp_path)
    assert calls == []
    assert text == built(after, None)[0]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("a sheet", ",3,", ",5,"),
        ("a sheet", ",3,", ",NA,"),
        ("rubric/rubric.yaml", "tolerance: 1", "tolerance: 2"),
    ],
)
def test_after_a_change_of_scores_they_are_computed(files, tmp_path, path, old, new):
    path = the_first(files, "scores/", "ana.csv") if path == "a sheet" else path
    built(files, tmp_path)
    after = edited(files, path, old, new)
    text, calls = built(after, tmp_path)
    assert "agreement" in calls
    assert text == built(after, None)[0]
    assert built(after, tmp_path) == (text, [])


@pytest.mark.parametrize("spoil", [
    lambda _: b"",
    lambda _: b"\xff\x00 not JSON",
    lambda _: b"[" * 100_000,
    lambda _: b"[]",
    lambda kept: json.dumps({**kept, "of": "other scores"}).encode(),
    lambda kept: json.dumps({**kept, "figures": []}).encode(),
    lambda kept: json.dumps({**kept, "figures": dict.fromkeys(kept["figures"], "x")}).encode(),
])  # fmt: skip
def test_a_file_that_is_no_good_counts_as_none(files, tmp_path, spoil):
    first, calls = built(files, tmp_path)
    file = tmp_path / "figures.json"
    file.write_bytes(spoil(json.loads(file.read_bytes())))
    assert built(files, tmp_path) == (first, calls)


def test_what_cannot_be_kept_is_no_trouble(files, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert built(files, tmp_path / "file")[0] == built(files, None)[0]


def test_another_engine_is_not_believed(files, tmp_path):
    built(files, tmp_path)
    with patch("mkdocs_rubric.figures_on_disk._engine", return_value="newer"):
        assert FiguresOnDisk(tmp_path).figures("any") == {}
        assert built(files, tmp_path)[1] != []

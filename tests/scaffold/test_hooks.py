"""The hooks for pre-commit: valid, real commands, and the same ones in a new repository."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from mkdocs_rubric.checked import Layout
from mkdocs_rubric.cli import main
from mkdocs_rubric.edit import kind_of

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SHARED = ("id", "name", "entry", "language", "files", "exclude", "pass_filenames")


def runs_on(hook, path):
    excluded = "exclude" in hook and re.search(hook["exclude"], path)
    return bool(re.search(hook["files"], path)) and not excluded


def test_there_is_one_to_check_and_one_to_format():
    assert [hook["id"] for hook in HOOKS] == ["rubric-check", "rubric-fmt"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_is_a_command_of_ours(hook):
    program, command, *more = shlex.split(hook["entry"])
    assert (program, more) == ("rubric", [])
    assert command in main.commands
    assert {"id", "name", "entry", "language", "description"} <= hook.keys()
    assert hook["language"] == "python"


@pytest.mark.parametrize(
    "path",
    [
        "rubric/rubric.yaml",
        "rubric/criteria/empathy.yml",
        "rubric/schema/criterion.json",
        "rubric/notes.yaml",
        "decisions/2026-01-01-tone.md",
        "decisions/README.md",
        "decisions/old/tone.md",
        "scores/2026-01/session.yaml",
        "scores/2026-01/ana.csv",
        "scores/2026-01/C-1.md",
        "docs/rubric/rubric.yaml",
    ],
)
def test_what_is_formatted_is_what_the_command_formats(path):
    check, fmt = HOOKS
    inside = not path.startswith("docs/")
    assert runs_on(check, path) == inside
    assert runs_on(fmt, path) == (inside and kind_of(path, Layout()) is not None)


def test_a_new_repository_uses_the_same_hooks(made):
    (local,) = yaml.safe_load(made()[".pre-commit-config.yaml"])["repos"]
    for ours, theirs in zip(HOOKS, local["hooks"], strict=True):
        assert {key: ours.get(key) for key in SHARED} == {key: theirs.get(key) for key in SHARED}
        assert theirs["additional_dependencies"] == ["mkdocs-rubric>=0.1.0,<0.2"]

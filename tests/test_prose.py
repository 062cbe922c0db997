"""What README and CONTRIBUTING say is true: commands run, options and files exist."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mkdocs_rubric
from mkdocs_rubric.mkdocs_plugin.config import RubricConfig
from mkdocs_rubric.site import catalogue
from repositories import Repository

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def commands(text, first_word):
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(first_word)]


@pytest.fixture
def team(tmp_path):
    """The example as a team has it: a clone with a past, and versions with tags."""
    team = Repository(tmp_path / "team")
    for folder in ("rubric", "decisions", "scores", "disputes"):
        shutil.copytree(ROOT / folder, team.root / folder)
    main = team.root / "rubric/rubric.yaml"
    main.write_text(re.sub(r"(effective:) \S+", r"\1 2026-01-01", main.read_text("utf-8")), "utf-8")
    team.commit("2026-01-02", "The standard")
    for name in ("tags/v3.1", "tags/v3.2", "remotes/origin/main"):
        team.git("update-ref", f"refs/{name}", "HEAD")
    return team.root


@pytest.mark.parametrize("command", commands(README, "rubric "))
def test_the_commands_of_the_readme_run(command, team, tmp_path):
    new = tmp_path / "new"
    new.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_rubric", *shlex.split(command)[1:]],
        cwd=new if command == "rubric init" else team,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout


def test_the_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README + CONTRIBUTING, re.MULTILINE))
    assert {"serve", "test", "site"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_ci_runs_what_the_readme_says():
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_every_option_is_in_the_readme():
    table = README.partition("### Options")[2].partition("###")[0]
    documented = set(re.findall(r"`([a-z_]+)`", re.sub(r"\|[^|]*\|[^|]*\|$", "", table)))
    options = {name for name, _ in RubricConfig._schema}
    assert options <= documented


def test_the_readme_links_to_files_that_exist():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README + CONTRIBUTING):
        assert (ROOT / target).exists(), target


def test_the_message_in_the_readme_is_the_message(tmp_path):
    path = tmp_path / "rubric/criteria/clarity.yaml"
    path.parent.mkdir(parents=True)
    (tmp_path / "rubric/rubric.yaml").write_text(
        'title: T\nversion: "1"\nscales: {s: {levels: {1: a, 2: b}}}\n'
        "groups: [{id: g, title: G, criteria: [clarity]}]\n"
    )
    path.write_text(
        "title: C\nquestion: Q?\nscale: s\n" + "# a line\n" * 6 + "levels:\n"
        "    1:\n        description: a\n        examples: [{text: a}]\n"
    )
    lines = path.read_text(encoding="utf-8").replace("    1:", "    2:").splitlines()
    lines.insert(13, "        sumary: Ideas follow one another")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_rubric", "check"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    shown = re.search(r"```\n(rubric/criteria/clarity.*?)\n```", README, re.DOTALL)[1]
    head = 'rubric/criteria/clarity.yaml:14:9: error[R104]: unknown key "sumary" in level 2'
    assert shown.startswith(head)
    assert head in done.stdout


def test_public_names_exist_once_and_are_documented():
    for name in mkdocs_rubric.__all__:
        assert getattr(mkdocs_rubric, name).__doc__ or name == "Cell", name
    assert sorted(mkdocs_rubric.__all__) == mkdocs_rubric.__all__


def test_codes_named_in_the_prose_exist():
    known = {rule.code for rule in catalogue()}
    assert set(re.findall(r"\bR\d{3}\b", README + CONTRIBUTING)) <= known

"""`rubric schema`: files that an editor finds by the first line of a YAML file."""

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from mkdocs_rubric.cli import main
from mkdocs_rubric.schema import FOLDER, MODELS, files, modeline, schema

ROOT = Path(__file__).parents[2]
EXAMPLE = {
    "rubric": [ROOT / "rubric/rubric.yaml"],
    "criterion": sorted((ROOT / "rubric/criteria").glob("*.yaml")),
    "session": sorted((ROOT / "scores").glob("*/session.yaml")),
}


def run(*arguments):
    done = CliRunner().invoke(main, ["schema", *map(str, arguments)])
    return done.exit_code, done.output


def says(code, text):
    return code, dedent(text).lstrip("\n")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "rubric").mkdir()
    return tmp_path


def written(project):
    return {
        path.relative_to(project).as_posix(): path.read_bytes().decode()
        for path in project.rglob("*")
        if path.is_file()
    }


def test_it_writes_the_schemas_and_says_how_an_editor_finds_them(project):
    assert run(project) == says(
        0,
        """
        wrote rubric/schema/rubric.json
        wrote rubric/schema/criterion.json
        wrote rubric/schema/decision.json
        wrote rubric/schema/dispute.json
        wrote rubric/schema/session.json
        wrote rubric/schema/practice.json
        wrote rubric/schema/practice-result.json
        wrote rubric/schema/practice-seeds.json

        An editor finds them by a file's first line:
          rubric/rubric.yaml             # yaml-language-server: $schema=schema/rubric.json
          rubric/criteria/empathy.yaml   # yaml-language-server: $schema=../schema/criterion.json
          scores/2026-09/session.yaml    # yaml-language-server: $schema=../../rubric/schema/session.json
          practice/first-days.yaml       # yaml-language-server: $schema=../rubric/schema/practice.json
        """,  # noqa: E501 - as it is printed
    )
    assert written(project) == files()


def test_it_writes_only_what_has_changed(project):
    run(project)
    (project / FOLDER / "session.json").write_text(schema("session").replace("text", "txt"))
    code, output = run(project)
    assert (code, output.splitlines()[0]) == (0, "wrote rubric/schema/session.json")
    assert written(project) == files()
    assert run(project) == (0, "The schemas in rubric/schema/ are up to date.\n")


def test_lines_may_end_as_on_windows(project):
    run(project)
    path = project / FOLDER / "rubric.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(project, "--check")[0] == 0


def test_check_says_what_would_change_and_writes_nothing(project):
    run(project)
    (project / FOLDER / "session.json").write_text(schema("session").replace("text", "txt"))
    (project / FOLDER / "rubric.json").unlink()
    before = written(project)
    assert run(project, "--check") == says(
        1,
        """
        rubric/schema/rubric.json would change
        rubric/schema/session.json would change
          help: run `rubric schema`, and commit what it writes
        """,
    )
    assert written(project) == before


def test_a_file_that_is_no_schema_of_ours_is_kept_unless_it_is_told_otherwise(project):
    mine = project / FOLDER / "session.json"
    mine.parent.mkdir()
    mine.write_text('{"mine": true}')
    assert run(project) == says(
        2,
        """
        rubric: rubric/schema/session.json is there, and is no schema of ours
          help: rename it, or replace it with --force
        """,
    )
    assert written(project) == {"rubric/schema/session.json": '{"mine": true}'}
    assert run(project, "--force")[0] == 0
    assert written(project) == files()


def test_where_there_is_no_rubric_nothing_is_written(tmp_path):
    for arguments in ([], ["--check"]):
        assert run(tmp_path, *arguments) == says(
            2,
            """
            rubric: there is no rubric/ here
              help: run this in the folder that holds rubric/, decisions/ and scores/, or name it
            """,
        )
    assert written(tmp_path) == {}


def test_a_folder_in_a_schemas_place_is_said(project):
    (project / FOLDER / "rubric.json").mkdir(parents=True)
    code, output = run(project)
    assert code == 2
    assert output.startswith("rubric: rubric/schema/rubric.json cannot be read: ")


def test_other_folders(tmp_path):
    (tmp_path / "qa/standard").mkdir(parents=True)
    code, output = run(tmp_path, "--rubric", "qa/standard", "--scores", "qa/scores")
    assert code == 0
    assert set(written(tmp_path)) == set(files("qa/standard/schema"))
    assert "$schema=../../standard/schema/session.json" in output


@pytest.mark.parametrize("kind", MODELS)
def test_it_prints_one(kind):
    code, output = run("--print", kind)
    assert (code, output) == (0, schema(kind))
    assert json.loads(output)["title"] == kind.replace("-", " ").capitalize()


def test_help_teaches_by_example():
    code, output = run("--help")
    assert code == 0
    for command in ("rubric schema", "rubric schema --check", "rubric schema --print criterion"):
        assert re.search(rf"  {command}$", output, re.MULTILINE)
    assert modeline("criterion", "rubric/criteria/empathy.yaml") in output


def test_the_schemas_of_this_repository_are_up_to_date():
    assert run(ROOT, "--check") == (0, "The schemas in rubric/schema/ are up to date.\n")


@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, some in EXAMPLE.items() for path in some]
)
def test_each_file_of_this_repository_names_its_schema(kind, path):
    first, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first == modeline(kind, path.relative_to(ROOT).as_posix())
    assert (path.parent / first.partition("$schema=")[2]).is_file()


def test_there_are_as_many_as_the_example_has():
    assert [len(some) for some in EXAMPLE.values()] == [1, 15, 15]

"""`rubric import`, `export` and `live` as somebody at a terminal meets them."""

import pytest
from click.testing import CliRunner

from desks import FILES
from exports import FORM, LONG
from mkdocs_rubric.cli import main
from sites import write


@pytest.fixture
def team(tmp_path):
    return write(tmp_path / "team", FILES)


def run(*command):
    return CliRunner().invoke(main, [str(each) for each in command])


def test_the_first_import_says_everything_and_the_next_one_nothing_new(team, tmp_path):
    table = write(tmp_path, {"scores.csv": LONG}) / "scores.csv"
    done = run("import", "table", table, "--into", "2026-11", "--project", team)
    assert done.exit_code == 0, done.output
    assert "read: 4 rows" in done.output
    assert "personal: agents are never read" in done.output
    assert "Priya → [agent]" in done.output
    assert done.output.index("Replaced in texts") < done.output.index("wrote   imports/table.yaml")
    text = "".join(path.read_text("utf-8") for path in team.rglob("*") if path.is_file())
    assert "Priya" not in text
    again = run("import", "table", table, "--into", "2026-11", "--project", team)
    assert again.exit_code == 0
    assert "new here" not in again.output
    assert again.output.endswith("Everything was there already.\n")


def test_nothing_is_written_when_something_has_to_be_said_first(team, tmp_path):
    table = write(tmp_path, {"form.csv": FORM.replace("Was it clear?", "Pace")}) / "form.csv"
    done = run("import", "table", table, "--into", "2026-11", "--project", team)
    assert done.exit_code == 2
    assert '--ignore "Pace"' in done.output
    assert not (team / "imports").exists()
    said = run("import", "table", table, "--into", "2026-11", "--project", team,
               "--criterion", "Pace=clarity")  # fmt: skip
    assert said.exit_code == 0, said.output
    assert "Pace: clarity" in (team / "imports/table.yaml").read_text("utf-8")


def test_dry_run_shows_it_and_check_answers(team, tmp_path):
    table = write(tmp_path, {"scores.csv": LONG}) / "scores.csv"
    command = ("import", "table", table, "--into", "2026-11", "--project", team)
    assert "+9007199254740993123,empathy,4" in run(*command, "--dry-run").output
    assert run(*command, "--check").exit_code == 1
    assert not (team / "scores").exists()


def test_an_export_is_never_written_over_a_file_that_is_there(team, tmp_path):
    path = tmp_path / "card.json"
    assert run("export", "zendesk-qa", "-o", path, "--project", team).exit_code == 0
    before = path.read_bytes()
    done = run("export", "zendesk-qa", "-o", path, "--project", team)
    assert done.exit_code == 2
    assert "--force" in done.output
    assert path.read_bytes() == before
    assert run("export", "zendesk-qa", "-o", path, "--force", "--project", team).exit_code == 0


def test_live_reduce_says_what_is_missing(team):
    done = run("live", "reduce", "--project", team)
    assert done.exit_code == 2
    assert "there is no live/source.yaml" in done.output
    write(team, {"live/source.yaml": "engine: bigquery\ntable: qa.reviews\nconnection: NOT_SET\n"})
    done = run("live", "reduce", "--project", team)
    assert "the environment variable NOT_SET has no address" in done.output
    write(team, {"live/source.yaml": "enigne: duckdb\n"})
    assert 'unknown key "enigne"' in run("live", "reduce", "--project", team).output


def test_machines_are_asked_about_only_where_there_are_some(team):
    done = run("agreement", team, "--machines")
    assert done.exit_code == 2
    assert "no machine has scored a session" in done.output

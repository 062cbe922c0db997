"""The buttons of the hosts' pages: a session is planned, revealed and closed without a terminal."""

import re

import pytest
import yaml

from machines import a_machine, git
from mkdocs_rubric.scaffold import Host

GITHUB = ".github/workflows/session.yml"
GITLAB = ".gitlab-ci.yml"
SECRET = "0123456789abcdef" * 2
INPUTS = {"what": "New session", "session": "2026-12", "date": "2026-12-15"}


@pytest.fixture
def pressed(tmp_path, made):
    """Runs the step that does what a button says, in a clone of a new repository."""
    files = made()
    workflow = yaml.load(files[GITHUB], yaml.BaseLoader)
    machine = a_machine(tmp_path, files, {})
    step = next(
        each for each in workflow["jobs"]["session"]["steps"] if each.get("name") == "Do it"
    )

    def press(secret=SECRET, **typed):
        inputs = {"conversations": "", "excuse": "", **INPUTS, **typed}
        values = {f"inputs.{name}": text for name, text in inputs.items()}
        values["secrets.RUBRIC_SEAL_SECRET"] = secret
        env = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], text)
            for name, text in step["env"].items()
        }
        return machine.run(step["run"], **env), machine

    return press


def test_a_session_is_planned_and_sealed_to_a_key_nobody_holds(pressed):
    done, machine = pressed(conversations="C-1 C-2")
    assert done.returncode == 0, done.stderr
    session = yaml.safe_load(machine.text("scores/2026-12/session.yaml"))
    assert [each["id"] for each in session["conversations"]] == ["C-1", "C-2"]
    assert session["sealed"]["binding"] == "jwe"
    assert "derived from RUBRIC_SEAL_SECRET, kept nowhere" in done.stdout
    assert git(machine.folder, "status", "--short", "scores") == "?? scores/2026-12/"


def test_without_a_secret_it_is_planned_open(pressed):
    done, machine = pressed(secret="")
    assert done.returncode == 0, done.stderr
    assert "sealed" not in yaml.safe_load(machine.text("scores/2026-12/session.yaml"))


@pytest.mark.parametrize(
    "typed",
    [
        {"session": "2026-12; touch hacked"},
        {"session": "$(touch hacked)"},
        {"date": "`touch hacked`"},
        {"conversations": "C-1;touch${IFS}hacked $(touch hacked)"},
        {"what": "Reveal", "excuse": "ana;touch hacked"},
    ],
)
def test_what_is_typed_never_runs(pressed, typed):
    _, machine = pressed(**typed)
    assert not (machine.folder / "hacked").exists()


def test_nothing_is_revealed_while_somebody_is_missing(pressed):
    pressed()
    done, machine = pressed(what="Reveal")
    assert done.returncode != 0
    assert "have not scored yet" in done.stderr
    assert "revealed" not in machine.text("scores/2026-12/session.yaml")


def test_on_gitlab_the_buttons_are_there_only_for_who_starts_a_pipeline_by_hand(made):
    pipeline = yaml.load(made(host=Host.GITLAB)[GITLAB], yaml.BaseLoader)
    for name in ("new session", "reveal"):
        assert pipeline[name]["extends"] == ".session"
    (rule,) = pipeline[".session"]["rules"]
    assert '$CI_PIPELINE_SOURCE == "web"' in rule["if"]
    assert rule["when"] == "manual"


def test_on_gitlab_a_session_is_planned_by_its_job(tmp_path, made):
    files = made(host=Host.GITLAB)
    machine = a_machine(tmp_path, files, {})
    script = "\n".join(yaml.load(files[GITLAB], yaml.BaseLoader)["new session"]["script"])
    values = {
        "SESSION": "2026-12",
        "CONVERSATIONS": "C-1 $(touch hacked)",
        "RUBRIC_SEAL_SECRET": SECRET,
    }
    done = machine.run(script, **values)
    assert not (machine.folder / "hacked").exists()
    done = machine.run(script, **(values | {"SESSION": "2027-01", "CONVERSATIONS": "C-1"}))
    assert done.returncode == 0, done.stderr
    assert "key:" in machine.text("scores/2027-01/session.yaml")

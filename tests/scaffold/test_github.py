"""The workflow for GitHub: what each job may do, and its commands in a real repository."""

import re

import pytest
import yaml

from machines import EMPTY, a_machine, git

PATH = ".github/workflows/rubric.yml"
CLEAR = "rubric/criteria/clear-reply.yaml"
MARKER = "<!-- rubric diff -->"


@pytest.fixture
def files(made):
    return made()


@pytest.fixture
def workflow(files):
    return yaml.load(files[PATH], yaml.BaseLoader)  # `on` is no boolean


@pytest.fixture
def on_github(tmp_path, files, workflow):
    """Runs the steps of a job that have a script; the change is made on a branch."""

    class OnGitHub:
        def __init__(self, change):
            self.machine = a_machine(tmp_path, files, change)
            self.machine.variables = workflow["env"] | {
                "GITHUB_BASE_REF": "main",
                "GITHUB_REPOSITORY": "acme/support-quality",
                "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
                "GITHUB_OUTPUT": str(tmp_path / "output.txt"),
            }
            self.summary = tmp_path / "summary.md"
            self.output = tmp_path / "output.txt"

        def run(self, job, **expressions):
            """The exit code and the output of each script, by the step's name."""
            done = {}
            for step in workflow["jobs"][job]["steps"]:
                if "run" in step:
                    values = {k: expand(v, expressions) for k, v in step.get("env", {}).items()}
                    done[step["name"]] = self.machine.run(step["run"], **values)
            return done

    return OnGitHub


def expand(value, expressions):
    """A value with `${{ … }}` as the test says; one it does not know is a mistake."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: expressions[found[1]], value)


def a_change(files, old="Could the customer act", new="Was the customer able to act"):
    text = files[CLEAR].decode()
    assert old in text
    return {CLEAR: text.replace(old, new)}


def codes(done):
    return {name: one.returncode for name, one in done.items()}


COMMENT = {
    "github.token": "token",
    "github.event.pull_request.number": "7",
    "needs.check.outputs.preview": "https://github.com/acme/support-quality/artifacts/1",
}


def test_it_runs_on_pull_requests_and_on_the_branch_that_is_published(made, workflow):
    assert workflow["on"] == {"pull_request": "", "push": {"branches": ["main"]}}
    trunk = yaml.load(made(branch="trunk")[PATH], yaml.BaseLoader)
    assert trunk["on"]["push"] == {"branches": ["trunk"]}


def test_every_job_has_the_permissions_it_needs_and_no_other(workflow):
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "check": {"contents": "read"},
        "comment": {"pull-requests": "write"},
        "site": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_the_job_that_may_write_runs_nothing_of_the_pull_request(workflow):
    steps = workflow["jobs"]["comment"]["steps"]
    assert [step.get("uses", "").partition("@")[0] for step in steps] == [
        "actions/download-artifact",
        "",
    ]
    assert "rubric " not in steps[1]["run"].replace("rubric diff -->", "")


def test_only_githubs_own_actions_are_used(workflow):
    used = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert len(used) == 10
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)


def test_all_of_the_history_is_there(workflow):
    for name in ("check", "site"):
        first = workflow["jobs"][name]["steps"][0]
        assert first["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_a_pull_request_is_checked_compared_and_built(on_github, files):
    change = on_github(a_change(files))
    done = change.run("check")
    assert codes(done) == dict.fromkeys(
        [
            "Install",
            "Find mistakes",
            "Check the layout of the files",
            "Say what the change does",
            "Build the site",
        ],
        0,
    )
    assert change.machine.calls("pip") == [
        ["install", "--quiet", "--requirement", "requirements.txt"]
    ]
    assert change.machine.text("comment.md").startswith(MARKER)
    assert "Clear reply" in change.summary.read_text(encoding="utf-8")
    assert (change.machine.folder / "preview/criteria/clear-reply.html").is_file()


def test_mistakes_are_marked_on_their_lines_and_hide_no_other_finding(on_github, files):
    change = on_github(a_change(files, "scale: quality", "scale: qualty"))
    done = change.run("check")
    assert done["Find mistakes"].returncode == 1
    assert f"::error file={CLEAR},line=4," in done["Find mistakes"].stdout
    assert done["Check the layout of the files"].returncode == 0
    assert done["Build the site"].returncode == 1


def test_a_change_of_scoring_needs_a_version(on_github, files):
    done = on_github(a_change(files, "weight: 20", "weight: 25")).run("check")
    step = done["Say what the change does"]
    assert step.returncode == 1
    assert "::error file=rubric/rubric.yaml,line=3," in step.stdout


def test_the_layout_of_the_files_is_checked(on_github, files):
    done = on_github(a_change(files, "weight: 20\n", "weight:    20\n")).run("check")
    assert codes(done)["Check the layout of the files"] == 1
    assert codes(done)["Find mistakes"] == 0


def test_the_first_standard_has_nothing_to_be_compared_with(on_github):
    change = on_github({})
    empty = git(change.machine.folder, "commit-tree", "-m", "Empty", EMPTY)
    git(change.machine.folder, "update-ref", "refs/remotes/origin/main", empty)
    done = change.run("check")["Say what the change does"]
    assert (done.returncode, done.stdout) == (
        0,
        "There is no standard on main yet to compare with.\n",
    )


def test_later_steps_run_whatever_earlier_ones_found(workflow):
    steps = workflow["jobs"]["check"]["steps"]
    after = [step for step in steps if "run" in step][2:]
    assert len(after) == 3
    for step in after:
        assert step["if"].startswith("${{ !cancelled() && steps.install.outcome == 'success'")


def test_the_comment_is_written_once_and_then_renewed(on_github, files):
    change = on_github(a_change(files))
    change.run("check")
    done = change.run("comment", **COMMENT)
    assert codes(done) == {"Write or renew the comment": 0}
    asked, wrote = change.machine.calls("gh")
    comments = "repos/acme/support-quality/issues/7/comments"
    assert asked[:3] == ["api", comments, "--paginate"]
    assert wrote[:4] == ["api", comments, "--method", "POST"]
    assert "body=@comment.md" in wrote
    assert "[Preview of the site](https://github.com/" in change.machine.text("comment.md")

    change.machine.answers("gh", "4711\n4712\n")
    change.run("comment", **COMMENT)
    renewed = change.machine.calls("gh")[-1]
    assert renewed[:4] == [
        "api",
        "repos/acme/support-quality/issues/comments/4711",
        "--method",
        "PATCH",
    ]


def test_a_comment_that_cannot_be_written_fails_nothing(on_github, files):
    change = on_github(a_change(files))
    change.run("check")
    change.machine.answers("gh", code=1)
    done = change.run("comment", **COMMENT)["Write or renew the comment"]
    assert done.returncode == 0
    assert "::notice::The comment could not be written" in done.stdout


def test_without_anything_to_say_nothing_is_asked(on_github):
    change = on_github({})
    done = change.run("comment", **COMMENT)["Write or renew the comment"]
    assert (done.returncode, done.stdout) == (0, "There is nothing to say.\n")
    assert change.machine.calls("gh") == []


def test_what_cannot_be_compared_is_not_commented_on(on_github):
    change = on_github({"rubric/rubric.yaml": b""})
    (change.machine.folder / "rubric/rubric.yaml").unlink()
    assert change.run("check")["Say what the change does"].returncode == 2
    done = change.run("comment", **COMMENT)["Write or renew the comment"]
    assert (done.returncode, done.stdout) == (0, "There is nothing to say.\n")


def test_a_fork_gets_no_comment_and_keeps_its_summary(workflow):
    condition = workflow["jobs"]["comment"]["if"]
    assert "github.event.pull_request.head.repo.full_name == github.repository" in condition
    assert condition.startswith("${{ !cancelled() &&")


SITE = {
    "github.token": "token",
    "secrets.RUBRIC_PSEUDONYM_KEY": "any text",
    "steps.pages.outputs.base_url": "https://acme.github.io/support-quality",
}


def test_what_is_merged_is_built_for_its_address_and_published(on_github, workflow):
    change = on_github({})
    done = change.run("site", **SITE)
    assert set(codes(done).values()) == {0}
    assert change.machine.calls("gh") == [["api", "repos/acme/support-quality/pages", "--silent"]]
    assert change.output.read_text(encoding="utf-8") == "place=pages\n"
    page = change.machine.text("site/criteria/clear-reply/index.html")
    assert 'href="https://acme.github.io/support-quality/criteria/clear-reply/"' in page
    assert workflow["jobs"]["site"]["if"] == "github.event_name == 'push'"
    assert workflow["jobs"]["deploy"]["needs"] == "site"


def test_before_pages_are_turned_on_the_run_says_how_and_fails_nothing(on_github, workflow):
    change = on_github({})
    change.machine.answers("gh", code=1)
    done = change.run("site", **SITE | {"steps.pages.outputs.base_url": ""})
    assert set(codes(done).values()) == {0}
    assert "choose Settings, Pages, Source" in done["See whether the site has a place"].stdout
    assert not change.output.exists()
    waiting = [step for step in workflow["jobs"]["site"]["steps"] if "if" in step]
    assert [one["uses"].partition("@")[0] for one in waiting] == [
        "actions/configure-pages",
        "actions/upload-pages-artifact",
    ]
    assert workflow["jobs"]["deploy"]["if"] == "needs.site.outputs.place != ''"


@pytest.mark.parametrize("reviewers", ["names", "hidden"])
def test_without_pseudonyms_there_is_no_word_of_a_key(made, reviewers):
    files = made(reviewers=reviewers)
    assert not [name for name, text in files.items() if b"PSEUDONYM" in text]

"""The pipeline for GitLab: its jobs' commands in a real repository."""

import json
import re

import pytest
import yaml

from machines import EMPTY, a_machine, git
from mkdocs_rubric.scaffold import Host

CLEAR = "rubric/criteria/clear-reply.yaml"
MARKER = "<!-- rubric diff -->"
NOTES = "https://gitlab.test/api/v4/projects/12/merge_requests/7/notes"


@pytest.fixture
def files(made):
    return made(host=Host.GITLAB, url="https://gitlab.com/acme/sub/quality")


@pytest.fixture
def pipeline(files):
    return yaml.safe_load(files[".gitlab-ci.yml"])


@pytest.fixture
def on_gitlab(tmp_path, files, pipeline):
    """Runs a job's script as the runner does: one shell, the pipeline's variables first."""

    class OnGitLab:
        def __init__(self, change):
            self.machine = a_machine(tmp_path, files, change)
            self.variables = {
                "CI_API_V4_URL": "https://gitlab.test/api/v4",
                "CI_JOB_ID": "99",
                "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(self.machine.folder, "rev-parse", "HEAD^1"),
                "CI_MERGE_REQUEST_IID": "7",
                "CI_MERGE_REQUEST_PROJECT_ID": "12",
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
                "CI_PAGES_DOMAIN": "pages.test",
                "CI_PAGES_URL": "https://acme.pages.test/quality",
                "CI_PROJECT_DIR": str(self.machine.folder),
                "CI_PROJECT_PATH": "acme/sub/quality",
                "CI_PROJECT_ROOT_NAMESPACE": "acme",
            }

        def run(self, job, **variables):
            before = pipeline[job].get("before_script", pipeline["default"]["before_script"])
            script = [*before, *pipeline[job]["script"]]
            declared = pipeline["variables"] | pipeline[job].get("variables", {})
            known = self.variables | {k: self._expand(v) for k, v in declared.items()}
            return self.machine.run("\n".join(script), **(known | variables))

        def _expand(self, value):
            return re.sub(r"\$(\w+)", lambda found: self.variables[found[1]], value)

    return OnGitLab


def a_change(files, old="Could the customer act", new="Was the customer able to act"):
    text = files[CLEAR].decode()
    assert old in text
    return {CLEAR: text.replace(old, new)}


def test_it_runs_for_merge_requests_and_on_the_default_branch(pipeline):
    assert [one["if"] for one in pipeline["workflow"]["rules"]] == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    ]
    (only,) = pipeline["pages"]["rules"]
    assert only == {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}


def test_all_of_the_history_is_there(pipeline):
    assert pipeline["variables"]["GIT_DEPTH"] == "0"


def test_a_good_change_passes_with_an_empty_report(on_gitlab, files):
    change = on_gitlab(a_change(files))
    done = change.run("check")
    assert done.returncode == 0, done.stderr
    assert json.loads(change.machine.text("code-quality.json")) == []
    assert "No problems" in done.stdout
    assert change.machine.calls("pip") == [
        ["install", "--quiet", "--requirement", "requirements.txt"]
    ]


def test_mistakes_fail_the_job_and_are_reported_with_their_lines(on_gitlab, files, pipeline):
    change = on_gitlab(a_change(files, "scale: quality", "scale: qualty"))
    assert change.run("check").returncode == 1
    found, *_ = json.loads(change.machine.text("code-quality.json"))
    assert found["location"] == {"path": CLEAR, "lines": {"begin": 4}}
    artifacts = pipeline["check"]["artifacts"]
    assert artifacts == {"when": "always", "reports": {"codequality": "code-quality.json"}}


def test_the_layout_of_the_files_is_checked(on_gitlab, files):
    done = on_gitlab(a_change(files, "weight: 20\n", "weight:    20\n")).run("check")
    assert done.returncode == 1
    assert "would format 1 file" in done.stdout.lower()


def test_what_a_merge_request_brings_along_never_runs_beside_the_token(pipeline):
    comment = pipeline["comment"]
    assert comment["variables"] == {"GIT_STRATEGY": "none"}
    assert comment["before_script"] == comment["cache"] == []
    assert comment["environment"] == {"name": "rubric-comment", "action": "access"}
    assert comment["needs"] == ["compare"]
    assert "rubric " not in "".join(comment["script"]).replace("<!-- rubric diff -->", "")
    with_token = [job for job, one in pipeline.items() if "RUBRIC_COMMENT_TOKEN" in str(one)]
    assert with_token == ["comment"]


def test_without_a_token_the_comment_stands_in_the_log(on_gitlab, files):
    change = on_gitlab(a_change(files))
    assert MARKER in change.run("compare").stdout
    done = change.run("comment")
    assert done.returncode == 0, done.stderr
    assert "No comment: there is no RUBRIC_COMMENT_TOKEN here." in done.stdout
    assert change.machine.calls("curl") == []


def test_the_comment_is_written_once_and_then_renewed(on_gitlab, files):
    change = on_gitlab(a_change(files))
    assert change.run("compare").returncode == 0
    change.machine.answers("curl", json.dumps([{"id": 1, "body": "Looks good"}]))
    assert change.run("comment", RUBRIC_COMMENT_TOKEN="token").returncode == 0
    asked, wrote = change.machine.calls("curl")
    assert asked[-1] == f"{NOTES}?sort=asc&per_page=100"
    assert "PRIVATE-TOKEN: token" in asked
    assert wrote[-5:] == ["--request", "POST", "--data-urlencode", "body@comment.md", NOTES]

    notes = [{"id": 1, "body": "Looks good"}, {"id": 4711, "body": f"{MARKER}\n### What"}]
    change.machine.answers("curl", json.dumps(notes))
    assert change.run("comment", RUBRIC_COMMENT_TOKEN="token").returncode == 0
    renewed = change.machine.calls("curl")[-1]
    assert renewed[-1] == f"{NOTES}/4711"
    assert "PUT" in renewed


def test_a_comment_that_cannot_be_written_fails_nothing(on_gitlab, files):
    change = on_gitlab(a_change(files))
    assert change.run("compare").returncode == 0
    change.machine.answers("curl", code=22)
    done = change.run("comment", RUBRIC_COMMENT_TOKEN="token")
    assert done.returncode == 0
    assert "so none was written" in done.stdout


def test_a_change_of_scoring_needs_a_version(on_gitlab, files):
    done = on_gitlab(a_change(files, "weight: 20", "weight: 25")).run("compare")
    assert done.returncode == 1
    assert 'the version is still "0.1"' in done.stdout + done.stderr


def test_the_first_standard_has_nothing_to_be_compared_with(on_gitlab):
    change = on_gitlab({})
    empty = git(change.machine.folder, "commit-tree", "-m", "Empty", EMPTY)
    done = change.run("compare", CI_MERGE_REQUEST_DIFF_BASE_SHA=empty)
    assert done.returncode == 0
    assert "There is no standard on main yet to compare with." in done.stdout


def test_the_preview_is_built_to_be_opened_from_the_jobs_files(on_gitlab, pipeline):
    change = on_gitlab({})
    done = change.run("preview")
    assert done.returncode == 0, done.stderr
    assert (change.machine.folder / "public/criteria/clear-reply.html").is_file()
    assert change.machine.text("preview.env") == (
        "PREVIEW=https://acme.pages.test/-/sub/quality/-/jobs/99/artifacts/public/index.html\n"
    )
    assert pipeline["preview"]["environment"]["url"] == "$PREVIEW"
    assert pipeline["preview"]["artifacts"]["reports"] == {"dotenv": "preview.env"}


def test_what_is_merged_is_built_for_its_address_and_published(on_gitlab, pipeline):
    change = on_gitlab({})
    done = change.run("pages")
    assert done.returncode == 0, done.stderr
    page = change.machine.text("public/criteria/clear-reply/index.html")
    assert 'href="https://acme.pages.test/quality/criteria/clear-reply/"' in page
    assert pipeline["pages"]["artifacts"] == {"paths": ["public"]}

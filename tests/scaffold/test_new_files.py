"""The files around the standard."""

import re

import pytest
import yaml

from mkdocs_rubric.scaffold import Host


def settings(files):
    text = re.sub(r"!ENV \[(\w+), \"\"\]", r"\1", files["mkdocs.yml"].decode())
    return yaml.safe_load(text)


@pytest.mark.parametrize(
    ("host", "there", "others"),
    [
        (Host.GITHUB, ".github/workflows/session.yml", [".gitlab-ci.yml"]),
        (Host.GITLAB, ".gitlab-ci.yml", [".github/workflows/rubric.yml"]),
        (Host.NONE, "mkdocs.yml", [".gitlab-ci.yml", ".github/workflows/rubric.yml"]),
    ],
)
def test_only_the_chosen_hosts_pipeline_is_written(made, host, there, others):
    files = made(host=host)
    assert there in files
    assert not set(others) & files.keys()


def test_pages_are_edited_where_the_repository_is(made):
    github = settings(made())
    assert github["repo_url"] == "https://github.com/acme/support-quality"
    assert github["edit_uri"] == "edit/main/docs/"
    gitlab = settings(made(host=Host.GITLAB, url="https://git.acme.test/x/y", branch="trunk"))
    assert gitlab["edit_uri"] == "-/edit/trunk/docs/"


def test_without_an_address_there_are_no_links_to_edit(made):
    files = made(url="")
    assert {"repo_url", "edit_uri"}.isdisjoint(settings(files))
    assert b"# repo_url: the address" in files["mkdocs.yml"]


def test_an_address_of_an_unknown_host_gets_no_links_that_lead_nowhere(made):
    files = made(host=Host.NONE, url="https://git.acme.test/x/y")
    assert settings(files)["repo_url"] == "https://git.acme.test/x/y"
    assert "edit_uri" not in settings(files)


@pytest.mark.parametrize("reviewers", ["pseudonyms", "names", "hidden"])
def test_the_site_shows_of_reviewers_what_was_asked_for(made, reviewers):
    (_, plugin) = settings(made(reviewers=reviewers))["plugins"]
    assert plugin["rubric"]["reviewers"] == reviewers
    assert ("pseudonym_key" in plugin["rubric"]) == (reviewers == "pseudonyms")


@pytest.mark.parametrize(
    ("version", "requirement"),
    [
        ("0.1.0", "mkdocs-rubric>=0.1.0,<0.2"),
        ("0.9.3", "mkdocs-rubric>=0.9.3,<0.10"),
        ("2.3.1", "mkdocs-rubric>=2.3.1,<3"),
    ],
)
def test_requirements_stop_where_the_formats_may_change(made, version, requirement):
    lines = made(version=version)["requirements.txt"].decode().splitlines()
    assert lines[1:] == [requirement]


@pytest.mark.parametrize(
    "title", ["Yes", "1.5", "a: b # c", 'He said "no"', "*new* <b>", "Qualité"]
)
def test_any_title_is_the_same_title_everywhere(made, title):
    files = made(title=title)
    assert settings(files)["site_name"] == title
    assert yaml.safe_load(files["rubric/rubric.yaml"])["title"] == title


def test_what_is_built_is_not_committed(made):
    ignored = made()[".gitignore"].decode().split()
    assert {"/site/", "/.cache/", "/.venv/"} <= set(ignored)

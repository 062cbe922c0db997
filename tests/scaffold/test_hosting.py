"""Where a repository is, from what git says and from an address."""

import pytest

from machines import git
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.scaffold import Host, host_of, surroundings, web_address

GITHUB = "https://github.com/acme/quality"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://github.com/acme/quality", GITHUB),
        ("https://github.com/acme/quality.git", GITHUB),
        ("https://github.com/acme/quality/", GITHUB),
        ("git@github.com:acme/quality.git", GITHUB),
        ("github.com:acme/quality", GITHUB),
        ("ssh://git@github.com/acme/quality.git", GITHUB),
        ("https://somebody:secret@github.com/acme/quality.git", GITHUB),
        ("ssh://git@gitlab.acme.test:2222/a/b/c.git", "https://gitlab.acme.test/a/b/c"),
        ("http://gitlab.acme.test:8080/a/b.git", "http://gitlab.acme.test:8080/a/b"),
    ],
)
def test_an_address_is_as_in_a_browser_however_it_is_written(text, address):
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "quality", "/srv/git/quality.git", "file:///srv/x/y", "https://github.com/acme",
     "https://github.com/a/b c", "C:\\work\\quality", "https://[bad/a/b"],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(text):
    with pytest.raises(RubricError, match="is not the address of a repository"):
        web_address(text)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (GITHUB, Host.GITHUB),
        ("https://github.acme.test/a/b", Host.GITHUB),
        ("https://gitlab.acme.test/a/b", Host.GITLAB),
        ("https://git.acme.test/gitlab/b", None),
        ("", None),
    ],
)
def test_the_host_is_told_by_its_name(url, host):
    assert host_of(url) is host


def test_a_folder_outside_a_repository_has_no_surroundings(tmp_path):
    found = surroundings(tmp_path / "new" / "one")
    assert (found.top, found.url, found.branch, found.is_below) == (None, "", "main", False)


def test_a_repository_tells_its_top_its_remote_and_its_branch(tmp_path):
    git(tmp_path, "init", "--quiet", "--initial-branch", "trunk")
    git(tmp_path, "remote", "add", "origin", "git@github.com:acme/quality.git")
    found = surroundings(tmp_path / "new")
    assert found.top.resolve() == tmp_path.resolve()
    assert (found.url, found.branch, found.is_below) == (GITHUB, "trunk", True)
    assert not surroundings(tmp_path).is_below


def test_without_git_there_is_nothing_to_know(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert surroundings(tmp_path).branch == "main"

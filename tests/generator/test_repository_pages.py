"""Where files are edited: where they are, also when that is another repository."""

import pytest
from mkdocs.config import load_config

from mkdocs_rubric.generator import checkout
from mkdocs_rubric.generator.repository_pages import Published, repository
from mkdocs_rubric.mkdocs_plugin import making
from mkdocs_rubric.site import Layout
from sites import a_site, write

HOME = "https://github.com/team/site"
ORIGIN = '[core]\n\tbare = false\n[remote "origin"]\n\turl = {}\n\tfetch = x\n'


def addresses(root, layout):
    return repository(Published(root, root / "docs", HOME, "edit/trunk/docs/"), root, layout)


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "edited", "listed"),
    [
        ("https://codeberg.org/a/b", "_edit/main/docs/", "/_edit/main/", "/src/branch/main/"),
        ("https://git.example/a/b/", "src/branch/dev/docs", "/src/branch/dev/", "/src/branch/dev/"),
        ("https://bitbucket.org/a/b", "src/default/docs/", "/src/default/", "/src/default/"),
        ("https://dev.azure.com/o/p/_git/b", "?path=/docs/", "?path=/", None),
        ("https://wiki.example/b", "?page=home", None, None),
        ("https://cgit.example/b", "edit/main/docs/", "/edit/main/", "/tree/main/"),
    ],
)
def test_at_another_host_files_are_edited_as_edit_uri_says(
    tmp_path, repo_url, edit_uri, edited, listed
):
    site = Published(tmp_path, tmp_path / "docs", repo_url, edit_uri)
    found = repository(site, tmp_path, Layout())
    base = repo_url.rstrip("/")
    assert found.edit_url("decisions/x.md") == (f"{base}{edited}decisions/x.md" if edited else "")
    assert found.folder_url("scores/s1") == (f"{base}{listed}scores/s1" if listed else "")


def test_a_template_of_edit_addresses_tells_the_branch(tmp_path):
    config = "repo_url: https://github.com/a/b\nedit_uri_template: edit/trunk/docs/{path}\n"
    site = a_site(tmp_path, config)
    page = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "https://github.com/a/b/edit/trunk/rubric/criteria/empathy.yaml" in page


@pytest.fixture
def root(tmp_path):
    """A repository with another one in it: a submodule, whose default branch is `stable`."""
    git = tmp_path / ".git"
    return write(
        tmp_path,
        {
            ".git/config": ORIGIN.format("git@github.com:team/site.git"),
            ".git/modules/quality/config": ORIGIN.format("git@gitlab.example:qa/standard.git"),
            ".git/modules/quality/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/stable\n",
            "quality/.git": f"gitdir: {git}/modules/quality\n",
            "quality/rubric/rubric.yaml": "",
            "data/scores/s1/session.yaml": "",
            "decisions/x.md": "",
        },
    )


def test_a_submodules_files_are_edited_in_its_own_repository(root):
    (root / "scores").symlink_to("data/scores")
    found = addresses(root, Layout(rubric="quality/rubric"))
    there = "https://gitlab.example/qa/standard/-"
    assert found.edit_url("quality/rubric/criteria/a.yaml", 3) == (
        f"{there}/edit/stable/rubric/criteria/a.yaml#L3"
    )
    assert found.folder_url("quality/rubric") == f"{there}/tree/stable/rubric"
    assert found.commit_url("abc") == f"{there}/commit/abc", "of the rubric's history"
    assert found.edit_url("decisions/x.md") == f"{HOME}/edit/trunk/decisions/x.md"
    assert found.new_url("decisions", "y.md", "z") == (
        f"{HOME}/new/trunk/decisions?filename=y.md&value=z"
    )
    assert found.folder_url("scores/s1") == f"{HOME}/tree/trunk/data/scores/s1", "where it is"


def test_a_repository_that_is_nowhere_on_the_web_has_no_addresses(root):
    (root / ".git/modules/quality/config").write_text(ORIGIN.format("/srv/git/standard"), "utf-8")
    found = addresses(root, Layout(rubric="quality/rubric"))
    assert found.edit_url("quality/rubric/criteria/a.yaml") == ""
    assert found.edit_url("decisions/x.md") == f"{HOME}/edit/trunk/decisions/x.md"


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("git@github.com:o/r.git", "https://github.com/o/r"),
        ("ssh://git@host.example:2222/o/r", "https://host.example/o/r"),
        ("https://somebody:secret@github.com/o/r.git", "https://github.com/o/r"),
        ("https://github.com/o/r/", "https://github.com/o/r"),
        ("../r.git", ""),
        ("file:///srv/r.git", ""),
    ],
)
def test_the_address_of_a_clone(tmp_path, origin, address):
    write(tmp_path, {".git/config": ORIGIN.format(origin), "a/b.md": ""})
    assert checkout.around(tmp_path / "a") == checkout.Checkout(tmp_path, address, "main")


def test_a_folder_in_no_repository(tmp_path):
    assert checkout.around(tmp_path) is None


@pytest.mark.parametrize(
    ("config", "filled", "empty"),
    [
        (
            "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n",
            "https://github.com/o/r/new/main/scores/s%201?filename={name}&value={text}",
            "https://github.com/o/r/new/main/scores/s%201?filename={name}",
        ),
        (
            "repo_url: https://gitlab.com/g/p\nedit_uri: -/edit/dev/qa/docs/\n",
            "",
            "https://gitlab.com/g/p/-/new/dev/qa/scores/s%201?file_name={name}",
        ),
        ("repo_url: https://git.example/o/r\nedit_uri: edit/main/docs/\n", "", ""),
        ("", "", ""),
    ],
)
def test_forms_for_a_new_file_in_a_folder(tmp_path, config, filled, empty):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Test\n{config}", encoding="utf-8")
    found = making.sources(
        load_config(config_file=str(tmp_path / "mkdocs.yml")), tmp_path, Layout()
    )
    assert found.forms_in("scores/s 1") == (filled, empty)


@pytest.mark.parametrize(
    ("path", "text", "address", "page"),
    [
        (".github/workflows/session.yml", "on: x", HOME, f"{HOME}/actions/workflows/session.yml"),
        (".github/workflows/site.yml", "on: x", HOME, ""),
        (".gitlab-ci.yml", "x: [rubric session new]", "https://gitlab.com/a/b", "/-/pipelines/new"),
        (".gitlab-ci.yml", "x: [rubric check]", "https://gitlab.com/a/b", ""),
    ],
)
def test_the_buttons_are_where_pipelines_are_started_if_they_are_there(
    tmp_path, path, text, address, page
):
    write(tmp_path, {path: text, "rubric/rubric.yaml": ""})
    site = Published(tmp_path, tmp_path / "docs", address, "edit/main/docs/")
    found = repository(site, tmp_path, Layout()).buttons
    assert found == (page if page.startswith("http") or not page else f"{address}{page}")

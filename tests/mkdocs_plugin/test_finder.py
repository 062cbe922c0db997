"""What the finder gets to look through, whatever theme and search a site has."""

import json
import re

import pytest
from mkdocs.config.config_options import Type
from mkdocs.plugins import BasePlugin

from other_plugins import install
from sites import a_repository, a_site, rebuild, write

OWN = (
    "# Your first week\n\nBring tea.\n\n## On Friday\n\nAn hour with [Anouk](https://x.example).\n"
)


def index(site):
    script = (site / "assets/rubric/index.js").read_text(encoding="utf-8")
    found = re.fullmatch(r"window\.rubricIndex = JSON\.parse\((.*)\);\n", script, re.DOTALL)
    return json.loads(json.loads(found[1]))


def sections(site):
    return {
        one["url"]: (one["kind"], one["title"], one.get("text", ""))
        for one in index(site)["sections"]
    }


def with_own_pages(root, **pages):
    return write(root / "docs", {f"{name}.md": text for name, text in pages.items()})


@pytest.mark.parametrize(
    "config",
    ["theme: material\n", "theme: mkdocs\n", "theme: readthedocs\n", "plugins: [rubric]\n"],
)
def test_a_teams_own_pages_are_listed_with_their_headings(tmp_path, config):
    with_own_pages(tmp_path, week=OWN)
    found = sections(a_site(tmp_path, config))
    assert found["week/"] == ("page", "Your first week", "Bring tea.")
    assert found["week/#on-friday"] == ("page", "On Friday", "An hour with Anouk .")
    assert found["glossary/#drift"][:2] == ("explanation", "Drift")
    assert not [url for url in found if url.startswith(("criteria/empathy", "decisions/2026"))]


def test_what_is_kept_out_of_search_is_kept_out(tmp_path):
    with_own_pages(
        tmp_path,
        secret="---\nsearch: {exclude: true}\n---\n# Secret\n\nNothing.\n",
        draft="# Draft\n",
    )
    site = a_site(tmp_path, "exclude_docs: draft.md\n")
    assert not [url for url in sections(site) if "secret" in url or "draft" in url]


def test_what_a_plugin_keeps_out_of_search_is_kept_out(tmp_path, monkeypatch):
    class ExcludeSearch(BasePlugin):
        config_scheme = (("exclude", Type(list)),)

    install(monkeypatch, exclude_search=ExcludeSearch)
    with_own_pages(tmp_path, secret="# Secret\n", week=OWN)
    plugin = "exclude-search: {exclude: [secret.md, criteria/empathy.md]}"
    site = a_site(tmp_path, f"plugins: [search, {plugin}, rubric]\n")
    assert {"week/", "week/#on-friday"} <= sections(site).keys()
    assert "secret/" not in sections(site)
    rules = {one["url"].partition("#")[0] for one in index(site)["answers"]}
    assert "criteria/clarity/" in rules
    assert "criteria/empathy/" not in rules


def test_two_builds_give_the_same_bytes_and_a_page_that_is_gone_is_gone(tmp_path):
    with_own_pages(tmp_path, week=OWN)
    site = a_site(tmp_path)
    first = (site / "assets/rubric/index.js").read_bytes()
    assert (rebuild(tmp_path) / "assets/rubric/index.js").read_bytes() == first
    (tmp_path / "docs/week.md").unlink()
    assert "week/" not in sections(rebuild(tmp_path))


def test_the_finder_takes_the_place_of_materials_search(tmp_path):
    html = (a_site(tmp_path) / "index.html").read_text(encoding="utf-8")
    assert 'name="search"' not in html  # or Material fetches its index
    assert "md-search__input" in html
    assert 'src="assets/rubric/open.js"' in html


def test_a_team_may_keep_the_themes_search(tmp_path):
    site = a_site(tmp_path, "plugins: [search, rubric: {finder: false}]\n")
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'name="search"' in html
    assert "open.js" not in html
    assert not (site / "assets/rubric/index.js").exists()


def test_nothing_is_fetched_for_a_search_that_is_not_there(tmp_path):
    site = a_site(tmp_path, "plugins: [search, offline, rubric]\n")
    assert "unpkg.com" not in (site / "index.html").read_text(encoding="utf-8")
    assert index(site)["answers"][0]["url"] == "criteria/clarity.html"


def test_no_name_comes_in_through_a_page(tmp_path):
    files = a_repository()
    script = (a_site(tmp_path, files=files) / "assets/rubric/index.js").read_text(encoding="utf-8")
    assert "nouk" not in script
    assert "Bram" not in script

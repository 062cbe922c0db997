"""The plugin with other settings, plugins and themes."""

import re

import pytest
from mkdocs.exceptions import Abort

from sites import a_repository, a_site, all_text

PLAIN = {"docs/index.md": "# Home\n\n[Empathy](criteria/empathy.md)\n", "docs/how.md": "# How\n"}


def menu(site, path="index.html"):
    """The titles in the menu of a page, in order."""
    html = (site / path).read_text(encoding="utf-8")
    nav = html.partition('data-md-component="sidebar" data-md-type="navigation"')[2]
    nav = nav.partition('data-md-type="toc"')[0]
    found = re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*(?:<|</span>)', nav, re.DOTALL)
    return list(dict.fromkeys(text for text in found if text))


def test_without_a_nav_our_pages_come_first(tmp_path):
    site = a_site(tmp_path, files=a_repository() | {"docs/how.md": "# How\n"})
    ours = ["Start here", "Overview", "Criteria", "Decisions", "Calibration", "Agreement"]
    assert menu(site) == [*ours, "How", "More"]


def test_the_section_can_have_a_title_and_come_last(tmp_path):
    config = "plugins:\n  - search\n  - rubric: {title: Guideline, position: last}\n"
    site = a_site(tmp_path, config, files=a_repository() | PLAIN)
    assert menu(site)[:4] == ["Start here", "Home", "How", "Guideline"]


def test_an_explicit_nav_keeps_its_order_and_gets_our_pages(tmp_path):
    site = a_site(
        tmp_path, "nav:\n  - Start: index.md\n  - How: how.md\n", files=a_repository() | PLAIN
    )
    assert menu(site)[-3:] == ["Start", "How", "More"]
    assert "Criteria" in menu(site)


def test_an_explicit_nav_that_names_our_pages_is_left_alone(tmp_path):
    config = "nav:\n  - Start: index.md\n  - The criteria: criteria/index.md\n  - How: how.md\n"
    site = a_site(tmp_path, config, files=a_repository() | PLAIN)
    assert menu(site) == ["Start", "The criteria", "How"]


def test_a_hand_written_page_in_place_of_one_of_ours_costs_no_other(tmp_path):
    files = a_repository() | {"docs/tags.md": "# My tags\n"}
    titles = menu(a_site(tmp_path, files=files))
    ours = ["Start here", "Overview", "Criteria", "Decisions", "Calibration", "Agreement"]
    assert titles == [*ours, "My tags", "More"]


def test_many_criteria_leave_the_menu_and_nothing_else_does(tmp_path):
    files = a_repository()
    names = [f"extra-{n}" for n in range(90)]
    for name in names:
        text = files["rubric/criteria/clarity.yaml"].replace("Clarity", name.title())
        files[f"rubric/criteria/{name}.yaml"] = text
    path = "rubric/rubric.yaml"
    files[path] = files[path].replace("empathy, clarity", f"empathy, clarity, {', '.join(names)}")
    site = a_site(tmp_path, "plugins:\n  - search\n  - rubric\ntheme: mkdocs\n", files=files)
    html = (site / "checks/index.html").read_text(encoding="utf-8")
    for uri in ("tags/", "agreement/reviewers/", "criteria/"):
        assert f'href="../{uri}"' in html
    assert "criteria/extra-7/" not in html.partition("<main")[0].partition('role="main"')[0]


def test_with_awesome_nav(tmp_path):
    config = "plugins: [search, awesome-nav, rubric]\n"
    nav = {"docs/.nav.yml": "nav:\n  - how.md\n  - index.md\n"}
    site = a_site(tmp_path, config, files=a_repository() | PLAIN | nav)
    assert menu(site)[-3:] == ["How", "Home", "More"]
    assert "Criteria" in menu(site)


def test_with_tags(tmp_path):
    config = "plugins: [search, tags, rubric]\n"
    files = a_repository() | {"docs/all.md": "# All tags\n\n<!-- material/tags -->\n"}
    site = a_site(tmp_path, config, files=files)
    listing = (site / "all/index.html").read_text(encoding="utf-8")
    assert "Empathy" in listing.partition('id="all-tags"')[2]


def test_with_offline(tmp_path):
    site = a_site(tmp_path, "plugins: [search, offline, {rubric: {finder: false}}]\n")
    html = (site / "criteria/empathy.html").read_text(encoding="utf-8")
    assert 'href="../decisions/2026-02-01-new.html"' in html
    assert '<script src="../assets/rubric/iframe-worker.js">' in html
    assert "unpkg.com/iframe-worker" not in html
    assert (site / "assets/rubric/iframe-worker.js").is_file()


def test_with_redirects(tmp_path):
    config = """\
        plugins:
          - search
          - redirects: {redirect_maps: {old.md: criteria/empathy.md}}
          - rubric
        """
    site = a_site(tmp_path, config)
    assert "criteria/empathy/" in (site / "old/index.html").read_text(encoding="utf-8")


def test_a_script_of_a_teams_own_stays(tmp_path):
    config = """\
        extra: {polyfills: [mine.js]}
        plugins: [search, offline, {rubric: {finder: false}}]
        """
    site = a_site(tmp_path, config, files=a_repository() | {"docs/mine.js": "1;"})
    html = (site / "index.html").read_text(encoding="utf-8")
    assert html.count('<script src="mine.js">') == 1
    assert html.count('<script src="assets/rubric/iframe-worker.js">') == 1


def test_under_mike_the_feed_has_the_version_in_its_address(tmp_path, monkeypatch):
    monkeypatch.setenv("MIKE_DOCS_VERSION", "1.0")
    config = "site_url: https://q.example/\nplugins: [search, mike, rubric]\n"
    feed = (a_site(tmp_path, config) / "changes/feed.xml").read_text(encoding="utf-8")
    assert 'href="https://q.example/1.0/changes/feed.xml"' in feed


def test_with_mike(tmp_path):
    a_site(tmp_path, "plugins: [search, mike, rubric]\nextra: {version: {provider: mike}}\n")


@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_every_link_of_a_site_leads_somewhere(tmp_path, directory_urls):
    config = f"use_directory_urls: {directory_urls}\nsite_url: https://test.example/below/a/path/\n"
    site = a_site(tmp_path, config)
    broken = []
    for html in site.rglob("*.html"):
        if html.name == "404.html":
            continue
        text = html.read_text(encoding="utf-8")
        for link, _, anchor in re.findall(r'<a [^>]*?href="([^"#]*)(#([^"]*))?"', text):
            if re.match(r"[a-z]+:|//", link):
                continue
            target = (html.parent / link).resolve() if link else html
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                broken.append(f"{html.relative_to(site)}: {link}")
            elif anchor and not re.search(rf'id="{re.escape(anchor)}"', target.read_text("utf-8")):
                broken.append(f"{html.relative_to(site)}: {link}#{anchor}")
    assert broken == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_is_plain_and_complete(tmp_path, theme):
    site = a_site(tmp_path, f"theme: {theme}\n")
    html = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    for words in ("Names the problem.", "The customer is hostile", "Score 2", "Decision history"):
        assert words in html
    assert "assets/rubric/rubric.css" in html
    assert "highlight.min.js" not in html, "nothing is fetched from elsewhere"


def test_a_team_may_have_its_code_highlighted_from_elsewhere(tmp_path):
    site = a_site(tmp_path, "theme: mkdocs\nplugins: [{rubric: {theme_defaults: false}}]\n")
    assert "highlight.min.js" in (site / "index.html").read_text(encoding="utf-8")


def test_a_theme_that_is_set_up_is_left_alone(tmp_path):
    config = """\
        theme:
          name: material
          palette: {primary: red}
          features: [navigation.sections]
        """
    site = a_site(tmp_path, config)
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'data-md-color-primary="red"' in html
    assert "navigation.indexes" not in html


def test_other_folders(tmp_path):
    files = {f"qa/{path}": text for path, text in a_repository().items()}
    options = "{rubric: qa/rubric, decisions: qa/decisions, scores: qa/scores}"
    site = a_site(tmp_path, f"plugins:\n  - search\n  - rubric: {options}\n", files=files)
    assert "Names the problem." in all_text(site)


def test_a_wrong_option_is_named(tmp_path, caplog):
    with pytest.raises(Abort):
        a_site(tmp_path, "plugins:\n  - search\n  - rubric: {reviewers: some}\n")
    assert "'reviewers'" in caplog.text

"""Which pages are made, what happens when others take them away, and that no link leads nowhere."""

import html
import re
from urllib.parse import unquote

import pytest

from mkdocs_rubric.site import KINDS
from other_plugins import Exclude, GenFiles, GitDates, I18n, install
from sites import RUBRIC, a_repository, a_site, all_text, rebuild

LINK = re.compile(r"""\s(?:(?:xlink:)?href|src)="([^"]*)\"""")


def broken(site):
    """Every link of every page that leads nowhere, by file and place."""
    found = []
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    for path, text in pages.items():
        for link in set(LINK.findall(text)):
            if re.match(r"[a-z]+:|/", link) or path.name == "404.html":
                continue
            address, _, anchor = html.unescape(link).partition("#")
            to = (path.parent / unquote(address)).resolve() if address else path
            to = to / "index.html" if to.is_dir() else to
            if not to.is_file() or (anchor and f'id="{unquote(anchor)}"' not in pages.get(to, "")):
                found.append(f"{path.relative_to(site)}: {link}")
    return sorted(found)


def warnings(caplog):
    return [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]


def one_line(text):
    return " ".join(text.split())


def made(site):
    return {one.relative_to(site).as_posix() for one in site.rglob("*.html")}


@pytest.mark.parametrize(
    "kinds", [*([kind] for kind in KINDS), *([k for k in KINDS if k != kind] for kind in KINDS)]
)
def test_with_some_kinds_of_pages_no_link_leads_to_another(tmp_path, kinds):
    config = f"site_url: https://t.example/\nplugins: [search, {{rubric: {{pages: {kinds}}}}}]\n"
    assert broken(a_site(tmp_path, config)) == []


@pytest.mark.parametrize(
    ("patterns", "gone"),
    [
        ("decisions/", "decisions/2026-02-01-new/index.html"),
        ("/changes.md", "changes/index.html"),
        ("criteria/empathy.md", "criteria/empathy/index.html"),
        ("calibration/s1.md\n  agreement/", "calibration/s1/index.html"),
        ("tags.md\n  glossary.md\n  method/\n  checks.md", "tags/index.html"),
        ("criteria/index.md\n  index.md", "criteria/index.html"),
    ],
)
@pytest.mark.parametrize("setting", ["exclude_docs", "draft_docs"])
def test_what_mkdocs_is_told_to_leave_out_is_left_out_with_its_links(
    tmp_path, setting, patterns, gone
):
    site = a_site(tmp_path, f"site_url: https://t.example/\n{setting}: |\n  {patterns}\n")
    assert gone not in made(site)
    assert not (site / "changes/feed.xml").exists() or "changes.md" not in patterns
    assert broken(site) == []


def test_words_stay_where_a_link_is_left_out(tmp_path):
    site = a_site(tmp_path, "exclude_docs: decisions/\n")
    text = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "Score only what the agent wrote, as in the decision." in text
    assert "Score what is written</span>" in text


def test_pages_that_come_back_get_their_links_again(tmp_path):
    site = a_site(tmp_path, "exclude_docs: decisions/\n")
    assert "decisions/" not in (site / "tags/index.html").read_text(encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("exclude_docs: decisions/\n", "")
    config.write_text(text, encoding="utf-8")
    rebuild(tmp_path)
    assert "../../decisions/2026-02-01-new/" in (site / "criteria/empathy/index.html").read_text(
        encoding="utf-8"
    )


def test_a_step_that_is_not_on_the_site_is_left_out_and_named_where_it_stands(tmp_path, caplog):
    rubric = f"{RUBRIC}start: [first.md, later.md, gone.md, standard]\n"
    files = {**a_repository(rubric=rubric), "docs/first.md": "# First\n", "docs/later.md": "# H\n"}
    site = a_site(tmp_path, "exclude_docs: later.md\n", files=files, strict=False)
    path = (site / "start/index.html").read_text(encoding="utf-8")
    assert 'href="../first/"' in path
    assert "later" not in path
    assert broken(site) == []
    assert [one_line(message) for message in warnings(caplog)] == [
        one_line(
            """rubric: rubric/rubric.yaml:12:8: "start" names gone.md, and there is no such page in
            docs/: it is left out"""
        )
    ]


def test_without_a_first_page_the_sites_address_leads_to_the_criteria(tmp_path):
    site = a_site(tmp_path, "plugins: [search, {rubric: {pages: [decisions]}}]\n")
    assert 'content="0; url=criteria/"' in (site / "index.html").read_text(encoding="utf-8")


def test_a_plugin_that_takes_pages_away_is_named_and_no_link_is_left(tmp_path, caplog, monkeypatch):
    install(monkeypatch, exclude=Exclude)
    site = a_site(tmp_path, "plugins: [search, rubric, exclude]\n", strict=False)
    assert broken(site) == []
    assert warnings(caplog) == [
        one_line(
            """rubric: 3 of the generated pages and files were taken out of the site, probably by
        exclude: decisions/index.md, decisions/2026-01-15-old.md,
        decisions/2026-02-01-new.md. Links to them are not made. To leave out pages on
        purpose, use `pages:` of this plugin or MkDocs' `exclude_docs:`; to have them,
        change the other plugin's settings"""
        )
    ]


def test_a_hook_that_removes_a_page_after_it_was_written_is_named(tmp_path, caplog):
    hook = (
        "def on_post_page(output, page, config):\n"
        "    return '' if page.file.src_uri == 'tags.md' else output\n"
    )
    a_site(tmp_path, "hooks: [hook.py]\n", files=a_repository() | {"hook.py": hook}, strict=False)
    assert warnings(caplog) == [
        one_line(
            """rubric: 1 of the generated pages and files was not on the built site: tags.md. They
        were left out, probably by hook.py, and links to them lead nowhere: change its
        settings"""
        )
    ]


def test_a_plugin_that_makes_a_site_for_each_language_keeps_ours(tmp_path, caplog, monkeypatch):
    install(monkeypatch, i18n=I18n)
    files = a_repository() | {
        "docs/how.md": "# How\n\n[Empathy](criteria/empathy.md)\n",
        "docs/index.html": "The first language.",
    }
    site = a_site(tmp_path, "plugins: [search, i18n, rubric]\n", files=files)
    assert warnings(caplog) == []
    assert {one for one in made(site) if not one.startswith("de/")} == {"404.html", "index.html"}
    assert (site / "de/agreement/agreement.csv").is_file()
    assert broken(site) == []
    assert "Names the problem." in all_text(site)
    index = (site / "de/assets/rubric/index.js").read_text(encoding="utf-8")
    assert '"url\\":\\"criteria/empathy/' in index  # from the folder of the script that reads it
    assert '"url\\":\\"how/' in index


def test_a_page_that_another_plugin_makes_wins_over_ours(tmp_path, monkeypatch):
    class Theirs(GenFiles):
        written = ("criteria/empathy.md", "# By a script\n")

    install(monkeypatch, gen_files=Theirs)
    site = a_site(tmp_path, "plugins: [search, gen-files, rubric]\n")
    page = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "By a script" in page
    assert "Names the problem." not in page
    assert 'href="../../decisions/"' in page  # the menu is whole


def test_a_place_that_is_not_on_a_page_of_the_teams_own_is_not_linked_to(tmp_path):
    files = a_repository() | {
        "docs/criteria/index.md": "# Ours\n\n[Empathy](empathy.md)\n",
        "docs/tags.md": "# By topic\n\n<!-- material/tags -->\n",
    }
    site = a_site(tmp_path, "plugins: [search, tags, rubric]\n", files=files)
    assert broken(site) == []
    page = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert 'href="../../tags/#tag:tone" class="rubric-tag"' in page
    assert 'href="../"' in page


def test_what_another_plugin_writes_on_a_page_of_ours_is_on_it(tmp_path, monkeypatch):
    class More(GenFiles):
        written = ("criteria/empathy.md", None)

    install(monkeypatch, gen_files=More)
    site = a_site(tmp_path, "plugins: [search, gen-files, rubric]\n")
    page = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "Names the problem." in page
    assert "<p>Written below.</p>" in page
    assert 'href="../../decisions/"' in page
    assert broken(site) == []


def test_a_page_is_as_old_as_its_file_for_plugins_that_ask_git(tmp_path, monkeypatch):
    install(monkeypatch, git_dates=GitDates)
    a_site(tmp_path, "plugins: [search, git-dates, rubric]\n")
    asked = {
        one: path and path.removeprefix(f"{tmp_path}/") for one, path in GitDates.asked.items()
    }
    for event in ("markdown", "content", "context"):
        assert asked["criteria/empathy.md", event] == "rubric/criteria/empathy.yaml"
        assert asked["decisions/2026-02-01-new.md", event] == "decisions/2026-02-01-new.md"
        assert asked["calibration/s1.md", event] == "scores/s1"
        assert asked["agreement/index.md", event] == "scores"
        assert asked["tags.md", event] == "rubric"

"""Sites built with each generator: the same addresses, words, links, titles, menus, answers."""

import html
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from mkdocs_rubric.publish.which import is_installed, title
from sites import a_repository, write

ROOT = Path(__file__).parents[2]
OTHERS = ("properdocs", "zensical")
SEARCHES = ("search.json", "search/search_index.json")


def built(generator, folder, root=ROOT):
    command = [sys.executable, "-m", "mkdocs_rubric", "build", "--with", generator, "--strict"]
    done = subprocess.run(
        [*command, "-d", str(folder)], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def all_built(generators, folder, root=ROOT):
    """The site of each generator: one processor each, and as a team's pipelines may, at once."""
    with ThreadPoolExecutor() as together:
        made = together.map(lambda name: built(name, folder / name, root), generators)
        return dict(zip(generators, made, strict=True))


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    there = [name for name in ("mkdocs", *OTHERS) if is_installed(name)]
    return all_built(there, tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="module")
def usual(sites):
    return sites["mkdocs"]


@pytest.fixture(scope="module", params=OTHERS)
def other(request, sites):
    if request.param not in sites:
        name = title(request.param)
        pytest.skip(f"{name.upper()} IS NOT INSTALLED: pip install {request.param}")
    return sites[request.param]


class ReadPage(HTMLParser):
    """What a reader has of a page: its words, links, places, title, edit link and breadcrumbs."""

    def __init__(self, path, root):
        super().__init__()
        self.address = path.relative_to(root).as_posix().removesuffix("index.html")
        self.words, self.links, self.places, self.menu = "", [], [], []
        self.title = self.edit = self.feed = self.trail = ""
        self._in = set()
        self.feed_text(path.read_text(encoding="utf-8"))

    def feed_text(self, text):
        HTMLParser.feed(self, text)
        self.close()

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self._in |= {tag} & {"article", "title"}
        if tag == "nav" and "md-path" in (told.get("class") or ""):
            self._in.add("nav")
        if told.get("rel") == "edit":
            self.edit = told["href"]
        if told.get("type") == "application/atom+xml":
            self.feed = self._whole(told["href"])
        if re.search(r"\bmd-(tabs|nav)__link\b", told.get("class") or "") and tag == "a":
            self.menu += [] if told["href"].startswith("#") else [self._whole(told["href"])]
        if "article" in self._in:
            for name in ("href", "xlink:href", "src", "action"):
                if told.get(name) and told.get("rel") != "edit":
                    self.links.append((tag, self._whole(told[name])))
            if (told.get("id") or "__")[:2] != "__":
                self.places.append(told["id"])

    def handle_endtag(self, tag):
        self._in.discard(tag)

    def handle_data(self, data):
        if "article" in self._in:
            self.words += data
        if "title" in self._in and "article" not in self._in and not self.title:
            self.title = data
        if "nav" in self._in:
            self.trail += data

    def _whole(self, link):
        return urljoin(f"https://x.example/{self.address}", link)

    def told(self):
        words = "".join(self.words.split())
        trail = " ".join(self.trail.split())
        return {
            "words": html.unescape(words), "links": self.links, "places": self.places,
            "title": self.title, "edit": self.edit, "feed": self.feed, "trail": trail,
            "menu": self.menu,
        }  # fmt: skip


def assert_pages_are_the_same(usual, other):
    assert pages(usual) == pages(other)
    for name in sorted(pages(usual)):
        ours, theirs = (ReadPage(root / name, root).told() for root in (usual, other))
        for told, value in ours.items():
            assert theirs[told] == value, (name, told)


def pages(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*.html")}


def test_every_page_says_the_same_and_leads_to_the_same(usual, other):
    assert len(pages(usual)) > 100
    assert_pages_are_the_same(usual, other)


def test_every_file_of_ours_is_the_same(usual, other):
    """The finder's index among them: what it finds first is the same, whatever was typed."""
    ours = [
        path.relative_to(usual)
        for path in usual.rglob("*")
        if path.suffix in {".csv", ".json", ".xml", ".ics", ".js", ".css"}
        and path.relative_to(usual).parts[0] not in {"search", "sitemap.xml"}
        and path.relative_to(usual).parts[:2]
        not in {("assets", "javascripts"), ("assets", "stylesheets")}
        and path.name not in {"sitemap.xml", "_mkdocstrings.css"}
    ]
    assert len(ours) > 20
    for name in ours:
        assert (other / name).read_bytes() == (usual / name).read_bytes(), name


def searched(root):
    """What the theme's own search looks through: the words of each place."""
    index = next(root / name for name in SEARCHES if (root / name).is_file())
    whole = json.loads(index.read_text(encoding="utf-8"))
    found = {}
    for entry in whole.get("items") or whole["docs"]:
        words = html.unescape(re.sub(r"<[^>]+>", "", entry["text"]))
        found[entry["location"]] = "".join(words.split())
    return found


def test_the_themes_own_search_reads_the_same(usual, other):
    ours, theirs = searched(usual), searched(other)
    assert ours.keys() == theirs.keys()
    assert {place: words for place, words in ours.items() if theirs[place] != words} == {}


def test_nothing_is_fetched_from_elsewhere(other):
    for name in sorted(pages(other)):
        text = (other / name).read_text(encoding="utf-8")
        assert "fonts.googleapis" not in text, name
        assert 'data-md-component="source"' not in text, name
        assert 'src="http' not in text, name


HOME = {"docs/index.md": "# Ours\n\n[The standard](standard.md)\n", "docs/b/c/d.md": "# D\n"}
OWN = HOME | {
    "docs/a/Über uns.md": "# Über uns\n\n## Wir sind's\n\n![x](../x.png) [d](../b/c/d.md)\n",
    "docs/x.png": b"\x89PNG",
    "docs/a/first.md": (
        '# First\n\n??? note "More"\n    In it.\n\n<a href="../../criteria/">C</a>\n'
    ),
}
SLUGS = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
EXTENSIONS = f"markdown_extensions: [pymdownx.details, toc: {{slugify: {SLUGS}}}]\n"
SITE = "site_name: Q\nsite_url: https://x.example/a/b/\ntheme: material\n"
NAV = """\
use_directory_urls: false
plugins: [search, rubric]
not_in_nav: a/Ü*
nav: [Home: index.md, Us: [a/first.md, D: b/c/d.md], Rules: criteria/]
"""
TITLED = f"{SITE}plugins: [search, rubric: {{title: Standard, position: last}}]\n"
DISK = f"{SITE}plugins: [search, offline, rubric]\n"
THEMES = f"{SITE}plugins: [search, offline, rubric: {{finder: false}}]\n"
TEAMS = {
    "no navigation": (OWN, f"{SITE}{EXTENSIONS}plugins: [search, rubric]\n"),
    "under a title, last": (OWN | {"docs/index.md": None}, TITLED),
    "read from a disk": (OWN, DISK),
    "the theme's search, from a disk": (HOME, THEMES),
    "a navigation": (OWN, SITE + NAV),
}


@pytest.mark.parametrize("team", TEAMS)
def test_a_teams_own_pages_and_settings_change_nothing_of_it(tmp_path, team):
    pytest.importorskip("zensical", reason="ZENSICAL IS NOT INSTALLED: pip install zensical")
    files, config = TEAMS[team]
    files = {**a_repository(), **files, "mkdocs.yml": config}
    root = write(tmp_path / "r", {name: text for name, text in files.items() if text is not None})
    usual, other = all_built(("mkdocs", "zensical"), tmp_path, root).values()
    assert_pages_are_the_same(usual, other)
    if "finder: false" not in config:
        index = "assets/rubric/index.js"
        assert (other / index).read_bytes() == (usual / index).read_bytes()
    for name in pages(other):
        assert 'src="http' not in (other / name).read_text(encoding="utf-8"), name

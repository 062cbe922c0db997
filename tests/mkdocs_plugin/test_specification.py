"""A small site as MkDocs builds it with the plugin: menu, ways, search, addresses, settings."""

import json
import re
from unittest import mock

import pytest
from mkdocs.config import load_config

from sites import a_repository, a_site, write

CONFIG = """\
repo_url: https://github.com/o/r
edit_uri: edit/main/docs/
site_url: https://quality.example/
theme: {name: material, features: [navigation.instant]}
hooks: [hook.py]
plugins: [search, tags, rubric]
extra_css: [mine.css]
"""
# Writes what a theme is given of each page, and the menu.
HOOK = """
import json
from pathlib import Path

def title(page):
    return page.title if page else "-"

def on_page_context(context, page, config, nav):
    line = {
        "uri": page.file.src_uri, "title": page.title, "edit": page.edit_url,
        "under": [one.title for one in page.ancestors], "before": title(page.previous_page),
        "after": title(page.next_page), "menu": str(nav), "home": page.is_homepage,
    }
    with (Path(config.config_file_path).parent / "seen.jsonl").open("a") as out:
        out.write(json.dumps(line) + "\\n")
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    files = a_repository() | {"hook.py": HOOK, "docs/mine.css": "a {}", "docs/help.md": "# Help\n"}
    with mock.patch.dict("os.environ", SOURCE_DATE_EPOCH="1780272000"):  # 2026-06-01
        a_site(root, CONFIG, files=files)
    return root


@pytest.fixture(scope="module")
def seen(root):
    found = map(json.loads, (root / "seen.jsonl").read_text(encoding="utf-8").splitlines())
    return {one["uri"]: one for one in found}


def page(root, path):
    return (root / "site" / path).read_text(encoding="utf-8")


def test_the_menu(seen, same):
    same("menu.txt", seen["index.md"]["menu"] + "\n")


def test_where_each_page_stands_where_one_goes_on_and_where_it_is_edited(seen, same):
    lines = []
    for uri, one in sorted(seen.items()):
        edit = (one["edit"] or "-").removeprefix("https://github.com/o/r/")
        way = f"{one['before']} < {one['title']} > {one['after']}"
        lines.append(f"{uri}: {' / '.join(reversed(one['under']))} | {way} | {edit}")
    same("ways.txt", "\n".join(lines) + "\n")


def test_only_the_first_page_is_the_home_page(seen):
    assert [uri for uri, one in seen.items() if one["home"]] == ["index.md"]


def test_what_the_search_knows_and_how_much_it_weighs(root, same):
    """But for the glossary and the checks, whose places are many and all alike."""
    index = json.loads(page(root, "search/search_index.json"))
    found = [
        f"{one['location'] or '/'} {one.get('boost', 1):g} {one['title']}" for one in index["docs"]
    ]
    many = re.compile(r"(glossary|checks)/#")
    same("search.txt", "\n".join(one for one in found if not many.match(one)) + "\n")


def test_search_fields_are_weighed(root):
    fields = json.loads(page(root, "search/search_index.json"))["config"]["fields"]
    assert fields == {"title": {"boost": 2.0}, "text": {"boost": 1.0}, "tags": {"boost": 2.0}}


def test_what_is_not_for_the_search_is_not_in_it(root):
    text = page(root, "search/search_index.json")
    assert "Names the problem." in text
    for left_out in ("no consensus recorded", "Decided by", "Wording since", "data-rubric-aside"):
        assert left_out not in text


def test_every_file_of_the_site(root, same):
    made = {one.relative_to(root / "site").as_posix() for one in (root / "site").rglob("*.*")}
    same("files.txt", "\n".join(sorted(one for one in made if one.endswith(".html"))) + "\n")
    assert {"agreement/agreement.csv", "agreement/agreement.json", "changes/feed.xml"} <= made
    assert {f"schema/{one}.json" for one in ("criterion", "decision", "rubric", "session")} <= made
    assert {"assets/rubric/rubric.css", "assets/rubric/rubric.js"} <= made


def test_every_link_leads_somewhere(root):
    site = root / "site"
    for path in site.rglob("*.html"):
        if path.name == "404.html":
            continue
        html = path.read_text(encoding="utf-8")
        for target, anchor in re.findall(r'<a [^>]*href="([^"#:]*)(?:#([^"]*))?"', html):
            to = (path.parent / target).resolve() if target else path
            to = to / "index.html" if to.is_dir() else to
            assert to.exists(), f"{path.relative_to(site)}: {target}"
            if anchor and to.suffix == ".html":
                assert f'id="{anchor}"' in to.read_text(encoding="utf-8"), f"{path}: #{anchor}"


def test_the_feed_is_named_where_a_reader_looks(root):
    link = '<link rel="alternate" type="application/atom+xml" href="{}"></head>'
    assert link.format("changes/feed.xml") in page(root, "index.html")
    assert link.format("feed.xml") in page(root, "changes/index.html")
    named = [one for one in (root / "site").rglob("*.html") if "atom+xml" in one.read_text("utf-8")]
    assert len(named) == 2


def test_the_theme_shows_tags_and_the_page_is_not_repeated(root):
    html = page(root, "criteria/empathy/index.html")
    assert re.search(r'class="md-tag"[^>]*>\s*tone', html)
    assert "md-tag" not in page(root, "criteria/clarity/index.html")


def test_style_and_script_come_before_the_teams_own(root):
    html = page(root, "criteria/empathy/index.html")
    assert html.index("assets/rubric/rubric.css") < html.index("mine.css")
    assert html.count("assets/rubric/rubric.js") == 1


def test_landmarks_have_names_and_nobody_is_called(root):
    for path in ("criteria/empathy/index.html", "404.html"):
        html = page(root, path)
        assert 'role="dialog" aria-label="Search"' in html
        assert 'data-md-component="source"' not in html
    assert '<nav class="md-path" aria-label="Navigation"' not in page(
        root, "decisions/2026-02-01-new/index.html"
    )


def test_git_is_told_to_ignore_what_is_kept(root):
    assert (root / ".cache/rubric/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert len(list((root / ".cache/rubric").glob("pages-*/index.md"))) == 1


def settings(root, text):
    write(root, a_repository() | {"mkdocs.yml": f"site_name: Test\n{text}"})
    (root / "docs").mkdir(exist_ok=True)
    config = load_config(config_file=str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    return config.plugins.on_config(config)


def test_open_settings_of_the_theme_are_filled_in(tmp_path):
    config = settings(tmp_path, "theme: material\nplugins: [search, rubric]\n")
    assert config.theme["font"] is False
    assert "navigation.path" in config.theme["features"]
    assert "search.suggest" in config.theme["features"]
    assert [one["scheme"] for one in config.theme["palette"]] == ["default", "slate"]
    assert {"attr_list", "md_in_html"} <= {*config.markdown_extensions}
    assert {*config.watch} >= {str(tmp_path / one) for one in ("rubric", "decisions", "scores")}


def test_what_the_team_has_set_stays(tmp_path):
    own = (
        "theme: {name: material, font: {text: Inter}, features: [toc.follow], "
        "palette: {scheme: slate}}\n"
        "plugins:\n  - search: {fields: {title: {boost: 7.0}}}\n  - rubric\n"
    )
    config = settings(tmp_path, own)
    assert config.theme["font"] == {"text": "Inter"}
    assert config.theme["features"] == ["toc.follow"]
    assert config.theme["palette"] == {"scheme": "slate"}
    fields = config.plugins["material/search"].config["fields"]
    assert fields["title"] == {"boost": 7.0}
    assert fields["text"] == {"boost": 1.0}


def test_nothing_is_filled_in_where_that_is_not_wanted(tmp_path):
    off = "{theme_defaults: false, search_defaults: false}"
    config = settings(tmp_path, f"theme: material\nplugins:\n  - search\n  - rubric: {off}\n")
    assert config.theme["font"] != False  # noqa: E712 - Material's own default is a mapping
    assert not config.theme["features"]
    assert config.plugins["material/search"].config["fields"]["title"] != {"boost": 2.0}


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ("title: Standard", ["Start here", "Overview", "Standard", "Help"]),
        (
            "position: last",
            [
                "Start here",
                "Overview",
                "Help",
                "Criteria",
                "Decisions",
                "Calibration",
                "Agreement",
                "More",
            ],
        ),
    ],
)
def test_where_the_pages_stand_among_the_teams_own(tmp_path, options, titles):
    files = a_repository() | {"hook.py": HOOK, "docs/help.md": "# Help\n"}
    config = f"hooks: [hook.py]\nplugins:\n  - search\n  - rubric: {{{options}}}\n"
    a_site(tmp_path, config, files=files)
    line = json.loads((tmp_path / "seen.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    top = re.findall(r"^\w+\(title='?(.*?)'?(?:, url|\))", line["menu"], re.MULTILINE)
    assert top == titles

"""Folders of ours in `nav:`, and navigation that other plugins make."""

import pytest

from mkdocs_rubric.generator import folders
from mkdocs_rubric.mkdocs_plugin import nav_files
from mkdocs_rubric.site import Entry
from other_plugins import LiterateNav, install
from sites import a_repository, a_site

CONTENTS = [
    Entry("Overview", "index.md"),
    Entry(
        "Criteria",
        "criteria/index.md",
        (Entry("Talk & tone", below=(Entry("Empathy", "criteria/empathy.md", one_of_many=True),)),),
    ),
    Entry("Decisions", "decisions/index.md"),
    Entry("More", below=(Entry("Result", "method/result.md"), Entry("Tags", "tags.md"))),
]
MADE = {"index.md", "criteria/index.md", "criteria/empathy.md", "decisions/index.md"}
MADE |= {"method/result.md", "tags.md"}
CRITERIA = ["criteria/index.md", {"Talk &amp; tone": [{"Empathy": "criteria/empathy.md"}]}]
# Writes the menu as a theme is given it.
HOOK = """
from pathlib import Path

def on_nav(nav, config, files):
    (Path(config.config_file_path).parent / "menu.txt").write_text(str(nav))
on_nav.mkdocs_priority = -200
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ([{"Rules": "criteria/"}], [{"Rules": CRITERIA}]),
        (["criteria/"], [{"Criteria": CRITERIA}]),
        (["criteria"], [{"Criteria": CRITERIA}]),
        ([{"Rules": "./criteria/"}], [{"Rules": CRITERIA}]),
        (["decisions/", "how.md"], [{"Decisions": ["decisions/index.md"]}, "how.md"]),
        (["method/"], [{"Result": "method/result.md"}]),
        ([{"A": [{"B": "decisions/"}, "x.md"]}], [{"A": [{"B": ["decisions/index.md"]}, "x.md"]}]),
        (["mine/", {"Mine": "mine"}], ["mine/", {"Mine": "mine"}]),
        ([{"Out": "https://example.org/criteria/"}], [{"Out": "https://example.org/criteria/"}]),
        (["criteria/index.md", "tags.md"], ["criteria/index.md", "tags.md"]),
        (None, None),
    ],
)
def test_a_folder_stands_for_what_is_in_it(written, meant):
    assert folders.filled_in(written, CONTENTS, MADE) == meant


def test_what_is_not_made_is_not_in_it():
    assert folders.filled_in(["criteria/"], CONTENTS, {"criteria/empathy.md"}) == [
        {"Criteria": [{"Talk &amp; tone": [{"Empathy": "criteria/empathy.md"}]}]}
    ]
    assert folders.filled_in(["decisions/"], CONTENTS, set()) == ["decisions/"]


def test_a_long_folder_is_its_index():
    many = tuple(Entry(f"C{n}", f"criteria/c{n}.md", one_of_many=True) for n in range(90))
    contents = [Entry("Criteria", "criteria/index.md", many)]
    made = {"criteria/index.md", *(entry.uri for entry in many)}
    assert folders.filled_in([{"R": "criteria/"}], contents, made) == [{"R": ["criteria/index.md"]}]


def test_a_navigation_without_ours_keeps_all_else():
    nav = ["index.md", {"A": ["tags.md", "x.md"]}, {"B": ["tags.md"]}, {"C": "y.md"}]
    assert nav_files.without(nav, MADE) == [{"A": ["x.md"]}, {"C": "y.md"}]


def menu(tmp_path, config, files):
    a_site(
        tmp_path, f"hooks: [hook.py]\n{config}", files=a_repository() | files | {"hook.py": HOOK}
    )
    return (tmp_path / "menu.txt").read_text(encoding="utf-8").splitlines()


def test_a_site_with_folders_in_its_nav_passes_strict(tmp_path):
    config = "nav:\n  - Start: index.md\n  - Rules: criteria/\n  - decisions/\n"
    assert menu(tmp_path, config, {}) == [
        "Page(title='Start', url='./')",
        "Section(title='Rules')",
        "    Page(title=[blank], url='criteria/')",
        "    Section(title='Communication')",
        "        Page(title='Empathy', url='criteria/empathy/')",
        "        Page(title='Clarity', url='criteria/clarity/')",
        "Section(title='Decisions')",
        "    Page(title=[blank], url='decisions/')",
    ]


def test_awesome_nav_finds_what_its_file_names(tmp_path):
    names = "nav:\n  - how.md\n  - Rules: criteria\n  - tags.md\n"
    files = {"docs/.nav.yml": names, "docs/how.md": "# How\n"}
    lines = menu(tmp_path, "plugins: [search, awesome-nav, rubric]\n", files)
    assert lines == [
        "Page(title=[blank], url='how/')",
        "Section(title='Rules')",
        "    Page(title=[blank], url='criteria/')",
        "    Page(title=[blank], url='criteria/clarity/')",
        "    Page(title=[blank], url='criteria/empathy/')",
        "Page(title=[blank], url='tags/')",
    ]


def test_literate_nav_without_a_file_leaves_ours_to_us(tmp_path, monkeypatch):
    install(monkeypatch, literate_nav=LiterateNav)
    files = {"docs/how.md": "# How\n"}
    lines = menu(tmp_path, "plugins: [search, literate-nav, rubric]\n", files)
    assert lines[:2] == [
        "Page(title='Start here', url='start/')",
        "Page(title='Overview', url='./')",
    ]
    assert "2026-02-01-new" not in "".join(lines)
    how = lines.index("Page(title=[blank], url='how/')")
    assert lines[how + 1] == "Section(title='More')", "what is seldom looked for comes last"


def test_a_menu_that_a_plugin_makes_for_each_language_has_ours_too(tmp_path):
    alone = """
def on_nav(nav, config, files):
    assert nav.homepage is not None
    nav.items = [item for item in nav.items if item.title == "How"]
on_nav.mkdocs_priority = -100
"""
    later = HOOK.replace("-200", "-20000")
    files = {**a_repository(), "docs/how.md": "# How\n", "alone.py": alone, "hook.py": later}
    site = a_site(tmp_path, "hooks: [alone.py, hook.py]\nnav: [How: how.md]\n", files=files)
    menu = (tmp_path / "menu.txt").read_text()
    assert menu.count("Page(title='Overview'") == menu.count("title='How'") == 1
    assert 'href="../../decisions/"' in (site / "criteria/empathy/index.html").read_text("utf-8")


def test_a_menu_that_names_some_of_ours_is_left_alone_and_the_rest_named(tmp_path, caplog):
    caplog.set_level("INFO", "mkdocs.plugins.rubric")
    files = {**a_repository(), "docs/how.md": "# How\n"}
    a_site(tmp_path, "nav: [Home: index.md, criteria/, How: how.md]\n", files=files)
    (told,) = [one for one in caplog.messages if "navigation" in one]
    assert "Decisions, Calibration" in told
    assert "Criteria" not in told

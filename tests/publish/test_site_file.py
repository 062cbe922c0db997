"""A site's configuration, read as it stands; nothing in it is run."""

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.publish.site_file import as_yaml, plain, site_file
from sites import write

TAGS = """\
site_name: !ENV [NAME, Quality]
markdown_extensions:
- pymdownx.emoji:
    emoji_index: !!python/name:material.extensions.emoji.twemoji ''
- toc:
    slugify: !!python/object/apply:pymdownx.slugs.slugify
      kwds:
        case: lower
"""


def read(root, **files):
    write(root, {name.replace("_", "."): text for name, text in files.items()})
    return site_file(root)


def test_what_only_a_generator_understands_is_written_as_it_was(tmp_path):
    file = read(tmp_path, mkdocs_yml=TAGS)
    assert as_yaml(file.values) == TAGS.replace("!ENV [NAME, Quality]", "!ENV\n- NAME\n- Quality")


@pytest.mark.parametrize(
    ("written", "said", "meant"),
    [
        ("!ENV A", {"A": "x"}, "x"),
        ("!ENV A", {"A": "true"}, True),
        ("!ENV A", {}, None),
        ("!ENV [A, B, z]", {"B": "y"}, "y"),
        ("!ENV [A, B, z]", {}, "z"),
    ],
)
def test_the_environment_is_read_as_mkdocs_reads_it(tmp_path, monkeypatch, written, said, meant):
    for name in ("A", "B"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert plain(read(tmp_path, mkdocs_yml=f"k: {written}\n").values["k"]) == meant


def test_what_is_inherited_is_filled_in(tmp_path):
    file = read(
        tmp_path,
        base_yml="theme: {name: material, language: de}\nnav: [a.md]\nplugins: [search]\n",
        mkdocs_yml="INHERIT: base.yml\ntheme: {language: he}\nplugins: [rubric]\n",
    )
    assert file.plain("theme") == {"name": "material", "language": "he"}
    assert list(file.plugins()) == ["rubric"]
    assert [path.name for path in file.read] == ["mkdocs.yml", "base.yml"]


def test_a_team_that_has_moved_has_its_options_in_zensical_toml(tmp_path):
    file = read(
        tmp_path,
        zensical_toml='site_name = "Q"\n[plugins.rubric]\nreviewers = "hidden"\n',
    )
    assert file.text("site_name") == "Q"
    assert file.plugin("rubric") == {"reviewers": "hidden"}


@pytest.mark.parametrize(
    "plugins",
    ["[search, rubric: {title: T}]", "{search: {}, rubric: {title: T}}", "[rubric: {title: T}]"],
)
def test_plugins_are_named_in_lists_and_mappings(tmp_path, plugins):
    assert read(tmp_path, mkdocs_yml=f"plugins: {plugins}\n").plugin("rubric") == {"title": "T"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "there is no mkdocs.yml in"),
        ({"mkdocs_yml": "a: [b\n"}, "mkdocs.yml:2:1: expected ',' or ']'"),
        ({"mkdocs_yml": "- a\n"}, "mkdocs.yml: settings were expected"),
        ({"mkdocs_yml": "INHERIT: mkdocs.yml\n"}, "mkdocs.yml: INHERIT goes in circles"),
        ({"mkdocs_yml": "INHERIT: gone.yml\n"}, "gone.yml cannot be read: no such file"),
        ({"zensical_toml": "a = [\n"}, "zensical.toml: Invalid value"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, files, said):
    with pytest.raises(RubricError) as raised:
        read(tmp_path, **files)
    assert said in str(raised.value)

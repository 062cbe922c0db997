"""What stands between a page's view and its Markdown: escaping, addresses, parts that are HTML."""

import itertools
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin

import jinja2
import pytest
from markupsafe import Markup

from mkdocs_rubric import render
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.render.compiled import Compiled
from mkdocs_rubric.render.markdown import Renderer, UrlStyle, harmless, score
from mkdocs_rubric.site import Options, build
from sites import a_repository

URIS = [
    "index.md",
    "tags.md",
    "criteria/index.md",
    "criteria/empathy.md",
    "criteria/empathy/history.md",
    "criteria/clear.md",
    "decisions/2026-02-01-new.md",
    "calibration/2026-02.md",
]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain words, 3 of 4", "plain words, 3 of 4"),
        ("<script>", "&lt;script&gt;"),
        ("a \"b\" & 'c'", "a &#34;b&#34; &amp; &#39;c&#39;"),
        ("{{ config }} {% raw %}", "&#123;&#123; config &#125;&#125; &#123;% raw %&#125;"),
        ("one\n\n\ntwo", "one\ntwo"),
        ("one\n\x01\ntwo", "one\ntwo"),
        ("tab\tand\x00nul", "tab\tandnul"),
        (7, "7"),
        (Markup("<b>"), "<b>"),
    ],
)
def test_what_is_printed_means_nothing_to_html_or_markdown_or_macros(value, shown):
    assert harmless(value) == shown
    assert isinstance(harmless(value), Markup)


def test_a_template_prints_nothing_that_is_not_escaped(tmp_path):
    (tmp_path / "tags.md.jinja").write_text(
        "{{ page.uri ~ '<' }}|{{ '<i>' if page.uri }}|{{ ['<u>'] | join }}|"
        "{% set x %}<p>{% endset %}{{ x }}|"
        "{% macro m(y) %}{{ y }}<br>{% endmacro %}{{ m('<q>') }}\n",
        encoding="utf-8",
    )
    text = build(DictTree(a_repository()), Options(), Renderer(overrides=tmp_path)).text["tags.md"]
    assert text == "tags.md&lt;|&lt;i&gt;|&lt;u&gt;|<p>|&lt;q&gt;<br>\n"


def test_an_undefined_name_is_an_error(tmp_path):
    (tmp_path / "tags.md.jinja").write_text("{{ nobody }}", encoding="utf-8")
    with pytest.raises(Exception, match="'nobody' is undefined"):
        build(DictTree(a_repository()), Options(), Renderer(overrides=tmp_path))


@pytest.mark.parametrize("style", UrlStyle)
def test_every_address_leads_where_it_should(style):
    renderer = Renderer(style)
    root = "https://quality.example/below/"
    for page, target in itertools.product(URIS, URIS):
        here = urljoin(root, renderer.url(page, "index.md"))
        there = urljoin(root, renderer.url(target, "index.md"))
        assert urljoin(here, renderer.url(target, page)) == there, (page, target)
        place = urljoin(here, renderer.url(target, page, "a b"))
        assert unquote(place) == f"{there}#a b"


def test_a_score_says_what_it_means():
    class Cell:
        rung, words, text = 2, 'Not "met"', "<1>"

    assert score(Cell) == (
        '<span class="rubric-score rubric-r2" title="Not &#34;met&#34;">&lt;1&gt;</span>'
    )


def test_the_parts_that_are_html_stand_in_the_page_in_their_order():
    renderer = Renderer()
    site = build(DictTree(a_repository()), Options(), renderer)
    assert renderer.html_in("decisions/2026-02-01-new.md")
    for uri, text in site.text.items():
        rest = text
        for part in renderer.html_in(uri):
            before, found, rest = rest.partition(part)
            assert found
            assert before.endswith("\n")
            assert rest.startswith("\n")
            assert "markdown=" not in part
            tag = part[1:].split(None, 1)[0]
            assert part.count(f"<{tag} ") + part.count(f"<{tag}>") == part.count(f"</{tag}>")
    assert renderer.html_in("nowhere.md") == []


def test_a_compiled_template_is_kept_as_python_keeps_modules(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    build(DictTree(a_repository()), Options(), first := Renderer())
    kept = [path.name for path in tmp_path.rglob("*.pyc")]
    assert any(name.startswith("criterion.md.") for name in kept)
    monkeypatch.setattr(jinja2.Environment, "_compile", None)  # would fail if it were called
    again = build(DictTree(a_repository()), Options(), Renderer())
    assert again.text["tags.md"] == first.render(next(p for p in again.pages if p.uri == "tags.md"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept[:40] + b"?" + kept[41:],
        lambda kept: kept[:-40] + b"?" + kept[-39:],
        lambda _: b"\xff" * 1000,
    ],
    ids=["empty", "cut off", "a byte near the start", "a byte near the end", "something else"],
)
def test_a_compiled_template_that_is_damaged_is_made_anew(tmp_path, monkeypatch, spoil):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    expected = build(DictTree(a_repository()), Options(), Renderer()).text
    for path in tmp_path.rglob("*.pyc"):
        path.write_bytes(spoil(path.read_bytes()))
    assert build(DictTree(a_repository()), Options(), Renderer()).text == expected
    monkeypatch.setattr(jinja2.Environment, "_compile", None)  # would fail if it were called
    assert build(DictTree(a_repository()), Options(), Renderer()).text == expected


def test_a_template_of_the_teams_own_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "tags.md.jinja").write_text("Ours\n", encoding="utf-8")
    build(DictTree(a_repository()), Options(), Renderer(overrides=tmp_path))
    assert not [path for path in tmp_path.rglob("*.pyc") if path.name.startswith("tags")]
    assert Compiled("1").get_cache_key("tags.md.jinja", str(tmp_path / "tags.md.jinja")) == ""


@pytest.mark.parametrize(
    "path", sorted(Path(render.__file__).parent.rglob("*.jinja")), ids=lambda p: p.name
)
def test_no_template_writes_an_address_within_the_site_itself(path):
    """Only the renderer knows whether a page is a file or a folder."""
    written = re.findall(r'\b(?:href|src|action)="([^"#{][^"]*)"', path.read_text(encoding="utf-8"))
    assert [link for link in written if not link.startswith("https://")] == []

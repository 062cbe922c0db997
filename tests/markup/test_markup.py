"""Whatever Markdown makes of a hostile text, nothing of it runs; and what is taken out is named."""

# ruff: noqa: E501 - texts as somebody hostile writes them

import time
from html.parser import HTMLParser

import markdown
import pytest

from hostile import HARMLESS, HOSTILE, INERT
from mkdocs_rubric.markup import SCHEMES, is_allowed, may_have, not_of_ours, scheme_of, taken_out
from mkdocs_rubric.markup.cleaned import cleaned, words_only

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.superfences", "pymdownx.highlight", "pymdownx.details", "pymdownx.tasklist",
]  # fmt: skip


def as_html(text):
    return markdown.markdown(text, extensions=EXTENSIONS)


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


def odd(html):
    """What an author may not have, in some HTML."""
    for tag, attributes in Parsed(html).elements:
        if not is_allowed(tag):
            yield tag
        yield from (
            f"{tag} {name}={value}"
            for name, value in attributes.items()
            if not may_have(tag, name, value or "")
        )


@pytest.mark.parametrize("name", HOSTILE | INERT | HARMLESS)
def test_only_what_is_allowed_is_left(name):
    text = (HOSTILE | INERT | HARMLESS)[name]
    clean = cleaned(as_html(text))
    assert list(odd(clean)) == []
    assert cleaned(clean) == clean


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_taken_out_is_named(name):
    html = as_html(HOSTILE[name])
    if list(odd(html)):
        assert list(taken_out(HOSTILE[name])), html


@pytest.mark.parametrize("name", INERT | HARMLESS)
def test_what_stays_is_not(name):
    assert list(taken_out((INERT | HARMLESS)[name])) == []


def test_it_is_named_as_somebody_would_write_it_with_its_line():
    text = (
        'Fine.\n\n<script>x</script>\n`<script>`\n\n[x](javascript:x) and\n<img src="x" onerror="x">\n'
        "\ntext\n{: onclick=x }\n<div style='color: red'>x</div>\n"
    )
    assert list(taken_out(text)) == [
        (3, 1, "<script>"),
        (6, 3, "javascript:"),
        (7, 1, "onerror= in <img>"),
        (10, 1, "onclick="),
        (11, 1, "style= in <div>"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[x](https://x.example){ data-rubric-moved=1 }", "data-rubric-moved="),
        ('<a data-rubric-moved href="x">x</a>', "data-rubric-moved= in <a>"),
        ('x <a class="y md-overlay" href="x">x</a>', "class= in <a>"),
    ],
)
def test_what_passes_for_ours_or_the_themes_is_named(text, what):
    assert [each.what for each in taken_out(text)] == [what]
    assert not list(taken_out(not_of_ours(text).replace("md-overlay", "md-button")))


def test_nothing_of_an_author_is_what_our_scripts_look_for():
    for text in (
        "data-rubric-moved",
        "DATA-Rubric-x",
        "data\\-rubric\\-x",
        "data-rubric-data-rubric-x",
    ):
        assert "data-rubric-" not in not_of_ours(text).replace("\\", "").lower()
    assert not_of_ours("data-kind, rubric-based") == "data-kind, rubric-based"


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("page.md", ""),
        ("../a:b", ""),
        ("https://x", "https"),
        ("java\nscript:x", "javascript"),
        ("\x01javascript:x", "javascript"),
        ("java&#115;cript&colon;x", "javascript"),
        ("DATA:x", "data"),
    ],
)
def test_the_scheme_of_an_address(address, scheme):
    assert scheme_of(address) == scheme
    assert "https" in SCHEMES


@pytest.mark.parametrize(
    "text", ["<a " * 50_000, "`" * 150_000, "[x](" * 40_000, "{" * 150_000, "```\n" * 40_000,
             "<img a=" * 20_000, "[x]: " * 30_000, "``x`" * 40_000, "<!" * 70_000, "x:" * 70_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_time_grows_with_the_text(text):
    def taken(text):
        start = time.process_time()
        list(taken_out(text))
        return time.process_time() - start

    assert taken(text) < max(3 * taken(text[: len(text) // 2]), 1)


def test_icons_of_an_extension_stay():
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 2v1z"/></svg>'
    assert cleaned(f'<p><span class="twemoji">{icon}</span></p>') == (
        f'<p><span class="twemoji">{icon}</span></p>'
    )


def test_a_title_is_words():
    assert words_only("A &amp; <b>B</b> <img src=x onerror=x>&lt;i&gt;") == "A &amp; B &lt;i&gt;"

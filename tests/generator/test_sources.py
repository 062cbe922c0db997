"""HTML links as paths of files, for a generator that makes addresses of them."""

import pytest

from mkdocs_rubric.generator.sources import Sources

PAGES = {
    "": "index.md",
    "criteria/": "criteria/index.md",
    "criteria/empathy/": "criteria/empathy.md",
    "criteria/own words/": "criteria/own words.md",
}


def changed(text, *, is_html=False):
    sources = Sources(PAGES)
    return sources.changed(text, "criteria/empathy.md", "criteria/empathy/", is_html=is_html)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('<a href="../">', '<a href="index.md">'),
        ('<a class="x" href="../../#top">', '<a class="x" href="../index.md#top">'),
        ('<a href="./">', '<a href="empathy.md">'),
        ("<a href='../own%20words/?a=1&amp;b=2#c'>", "<a href='own%20words.md?a=1&amp;b=2#c'>"),
        ('<a\n href="../../assets/a.csv" download>', '<a\n href="../assets/a.csv" download>'),
        ('<script src="../../assets/x.js">', '<script src="../assets/x.js">'),
        ('<a href="../compassion/">', '<a href="compassion/">'),
        ('<a href="../../../another/site/">', '<a href="../../another/site/">'),
    ],
)
def test_an_address_becomes_the_path_of_a_file(written, meant):
    assert changed(written) == meant
    assert changed(written, is_html=True) == meant


@pytest.mark.parametrize(
    "written",
    [
        '<a href="#level-3">', '<a href="?x=1">', '<a href="/elsewhere/">', '<a href="">',
        '<a href="https://x.example/">', '<a href="mailto:a@x.example">', '<a xlink:href="../">',
        '<div data-root="../../">', "[x](../index.md)",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_site_stays(written):
    assert changed(written) == written


def test_code_is_text():
    code = '```html\n<a href="../">\n```\n\n`<a href="../">` and ``<a href="../">``'
    assert changed(code) == code


def test_a_lone_backtick_hides_no_link():
    assert changed('a ` b\n\n<a href="../">c ` d</a>') == 'a ` b\n\n<a href="index.md">c ` d</a>'
    assert changed('<td>`</td><a href="../"></a><td>`</td>', is_html=True) == (
        '<td>`</td><a href="index.md"></a><td>`</td>'
    )

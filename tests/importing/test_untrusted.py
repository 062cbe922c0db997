"""Text from a spreadsheet is text: nothing in it is markup, and nothing of it is lost."""

import html
import re

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric.importing.untrusted import markdown, plain, visible
from mkdocs_rubric.load.yaml import parse
from mkdocs_rubric.scaffold.fill import dumped

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
    "tables", "toc", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.mark",
    "pymdownx.tilde",
]  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "</div><img src=x onerror=alert(1)>",
    "*bold* _slanted_ **both** ~~gone~~ ==marked== ^^new^^ `code`",
    "[link](javascript:alert(1)) ![image](https://x.example/p.png)",
    "# heading",
    "> quotation",
    "- item",
    "+ item",
    "1. first",
    "12) twelfth",
    "---",
    "=====",
    "***",
    "___",
    "!!! note",
    "??? note",
    "=== tab",
    "::: block",
    ": definition",
    "text {: .class #id }",
    "{{ config }} {% raw %}",
    "{++ added ++}",
    "&lt;b&gt; &#60; &amp;",
    "[^1]: note",
    "*[HTML]: abbreviation",
    "```python",
    "~~~",
    "| a | b |",
    "=cmd|' /C calc'!A0",
    "back\\slash \\*",
    "snake_case_name and 2*3*4",
    '--8<-- "/etc/passwd"',
]
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
MARKUP = st.text(st.sampled_from(list("*_`[](){}<>#+-.!|~=^:&\\\"'0 1aéb\t")), max_size=40)


def shown(text):
    """The text somebody sees of Markdown, and the elements it is made of."""
    page = python_markdown.markdown(text, extensions=EXTENSIONS)
    elements = set(re.findall(r"<(\w+)", page))
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip(), elements


@pytest.mark.parametrize("text", HOSTILE)
def test_a_line_is_shown_as_it_is(text):
    assert shown(plain(text)) == (text, {"p"})


@given(CELLS | MARKUP)
def test_any_line_is_shown_as_it_is(text):
    line = visible(text).replace("\n", " ")
    if line:
        assert shown(plain(line)) == (line, {"p"})


@given(st.lists(CELLS | MARKUP, max_size=4).map("\n".join))
def test_any_cell_is_paragraphs_and_lists(text):
    cell = visible(text)
    elements = shown(markdown(cell))[1]
    assert elements <= {"p", "ul", "li"}


def test_bullets_become_a_list_and_other_lines_paragraphs():
    cell = "Greets.\n• by name\n- at once\nNot later."
    assert markdown(cell) == "Greets.\n\n- by name\n- at once\n\nNot later."


def test_what_cannot_be_seen_is_left_out():
    assert visible(" a\u200b\u202eb\t c\u00a0d \r\n\n\x00 e\u2028f ") == "ab c d\ne\nf"


def test_plain_words_stay_as_they_are():
    text = "Greets the customer by name (see 2.1), within 30 s - or says why; 5/5 & more: 100% ok!"
    assert markdown(text) == text


@given(CELLS | MARKUP)
def test_any_text_means_the_same_in_yaml_to_our_reader(text):
    value = {"title": visible(text), "levels": {5: {"description": markdown(visible(text))}}}
    document, found = parse(dumped(value), "a.yaml")
    assert found == []
    assert document.value == value


@pytest.mark.parametrize("text", ["1e5", "08", "0x1F", "no", "1:30", "2026-01-01", "~", "", ".5"])
def test_texts_that_look_like_something_else_stay_texts(text):
    document, _ = parse(dumped({"title": text}), "a.yaml")
    assert document.value == {"title": text}

"""The Markdown extension of rendered pages: nothing of an author runs, nothing of ours is lost."""

import pytest
from markdown import Markdown

from mkdocs_rubric.generator.extension import NAME, parts_of, written

FORM = '<form data-rubric-handing="x"><input name="a"></form>'
HEAD = '---\ntitle: "T"\n---\n'


def made(text, parts=(), *, authored=True, extensions=(), **settings):
    page = written(f"{HEAD}{text}", parts, authored=authored)
    assert page.startswith(HEAD)
    markdown = Markdown(
        extensions=["toc", "attr_list", "md_in_html", "tables", *extensions, NAME],
        extension_configs={NAME: settings},
    )
    return markdown.convert(page.removeprefix(HEAD)), markdown.toc_tokens


def test_what_authors_wrote_loses_what_would_run_and_ours_stays():
    html, _ = made(f"A <b onclick='x()'>b</b>\n\n<script>x()</script>\n\n{FORM}\n", [FORM])
    assert html.split() == ["<p>A", "<b>b</b></p>", *FORM.split()]


def test_where_no_author_wrote_nothing_is_cleaned():
    html, _ = made("<form><input></form>\n", authored=False)
    assert html == "<form><input></form>"


@pytest.mark.parametrize(
    "forged",
    [
        f'<form data-rubric-whole-part="{len(FORM)}" action="x"><input></form>',
        '<script data-rubric-whole-part="9999">x()</script>',
        '<p data-rubric-whole-part="3">a</p><script>x()</script>',
        "<!-- rubric: page -->\n<script>x()</script>",
    ],
)
def test_nobody_can_pass_off_a_text_as_ours(forged):
    html, _ = made(f"{forged}\n\n{FORM}\n", [FORM])
    assert html.count("<form") == 1
    assert "script" not in html
    assert FORM in html


def test_what_looks_like_a_command_is_text_in_headings_too():
    html, contents = made("## {{name}} {: .x }\n\n{first_name} `{{x}}`\n", extensions=["abbr"])
    assert "{{name}}" in html
    assert "{first_name}" in html
    assert "<code>{{x}}</code>" in html
    assert [entry["name"] for entry in contents] == ["{{name}}"]


def test_a_heading_of_an_author_is_cleaned_in_the_contents_too():
    _, contents = made("## A <img src=x onerror=alert(1)> b\n")
    assert "onerror" not in str(contents)


def test_pages_that_are_not_rendered_ones_are_left_alone():
    page = "<script>x()</script>\n\n{{macro}}\n"
    with_ours = Markdown(extensions=["attr_list", NAME]).convert(page)
    assert with_ours == Markdown(extensions=["attr_list"]).convert(page)


def test_english_words_are_marked_on_a_site_of_other_letters():
    html, _ = made("Levels\n", language="ja")
    assert html == '<p lang="en">Levels</p>'


def test_the_parts_come_back_as_they_were():
    parts = ["<p>a</p>", "<table><tr><td>b\nc</td></tr></table>", "<hr>"]
    text = "x\n\n" + "\n\ny\n\n".join(parts) + "\nz"
    page = written(text, parts, authored=False)
    assert parts_of(page)[1] == parts

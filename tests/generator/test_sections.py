"""What the finder lists of a page: its headings and, where words are explained, their texts."""

import pytest

from mkdocs_rubric.generator.sections import ReadPage, Sections


def texts(content, uri="glossary.md"):
    headings = {"t": "Words", "a": "Drift", "b": "Gap"}
    sections = Sections()
    sections.note(ReadPage(uri, "glossary/", "Words", content, headings, made=True))
    return [(section.title, section.text) for section in sections.of({uri})]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            '<h1 id="t">Words</h1><p>One.</p><h2 id="a">Drift</h2><p>Two.</p>',
            [("Words", "One."), ("Drift", "Two.")],
        ),
        (
            '<h1 id="t">Words</h1><aside data-search-exclude><h2 id="b">Gap</h2></aside>One.',
            [("Words", "One.")],
        ),
        (
            '<h1 id="t">Words</h1><div data-search-exclude><div>a</div><hr>b</div>c<div>d</div>',
            [("Words", "c d")],
        ),
        ('<h1 id="t">Words</h1><hr data-search-exclude><p>One.</p>', [("Words", "One.")]),
        (
            '<h2 id="a" data-search-exclude>Drift</h2><p>One.</p><h2 id="b">Gap</h2>Two',
            [("Words", ""), ("Gap", "Two")],
        ),
    ],
)
def test_what_is_kept_out_of_search_is_no_part_of_it(content, found):
    assert texts(content) == found


def test_of_pages_that_explain_nothing_only_headings_are_listed():
    assert texts('<h1 id="t">Words</h1><p>One.</p>', "changes.md") == [("Words", "")]

"""What an author's Markdown says, without the markup."""

import time

import pytest

from mkdocs_rubric.pages.base.plain_text import plain_text


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Score **2**, _not_ `3`.", "Score 2, not 3."),
        (
            "See [the decision](../../d.md#x) and ![a photo](p.png).",
            "See the decision and a photo.",
        ),
        ("## Decision\n\n- one\n- two\n\n> said", "Decision one two said"),
        ("1. first\n2. second", "first second"),
        ("Up to 15 euros: 5 * 3 = 15.", "Up to 15 euros: 5 * 3 = 15."),
        (
            "Dear {{first_name}}, {{#if vip}}hello{{/if}}",
            "Dear {{first_name}}, {{#if vip}}hello{{/if}}",
        ),
        ("A <b>bold</b> word &amp; <!-- not this --> that", "A bold word & that"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        (r"\*not a list\* 3\_4", "*not a list* 3_4"),
        ("```yaml\nscore: 2\n```", "score: 2"),
        ("Types `<b>`, `*x*`, ``[a](b)`` or `\\_`.", r"Types <b>, *x*, [a](b) or \_."),
        ("A heading {: #place }", "A heading"),
        ("", ""),
    ],
)
def test_the_words_stay_and_the_markup_goes(markdown, words):
    assert plain_text(markdown) == words


@pytest.mark.parametrize(
    "piece", ["[a](", "<!--", "*a ", "`", "[", "<a", "{:", "\\", "_x", "1" * 50]
)
def test_no_text_takes_its_length_squared(piece):
    start = time.process_time()
    plain_text(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 5

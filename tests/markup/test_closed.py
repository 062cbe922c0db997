"""An author's Markdown takes nothing of the page along that stands after it."""

import time

import pytest

from hostile import HARMLESS, HOSTILE, INERT
from mkdocs_rubric.markup import closed

LEFT_OPEN = {
    "<details>": "<details></details>",
    "<details><summary>More": "<details><summary>More</summary></details>",
    "A <b>bold": "A <b>bold</b>",
    "One.\n\n<div hidden>": "One.\n\n<div hidden>\n</div>",
    "<ul><li>a<li>b</ul>": "<ul><li>a<li>b</ul>",
    "<p>a<p>b": "<p>a<p>b</p></p>",
    "<script>if (a<b) <i>": "<script>if (a<b) <i></script>",
    "<style><i></style><i>": "<style><i></style><i></i>",
    "<DIV><Span></DIV>": "<DIV><Span></DIV>",
    "<img src=a.png><br>": "<img src=a.png><br>",
}
BEGINS_NOTHING = {
    "a <b and c": "a &lt;b and c",
    '<img alt="': '&lt;img alt="',
    '<img alt="> and so on': '&lt;img alt="> and so on',
    "<a title='x": "&lt;a title='x",
    "<!-- never ended": "&lt;!-- never ended",
    "<?php x": "&lt;?php x",
    "<![CDATA[ x": "&lt;![CDATA[ x",
    "x<plaintext>y": "x&lt;plaintext>y",
    "</": "&lt;/",
}
FINE = [
    "2 < 3, a<2",
    "<https://help.example> <jo@help.example>",
    "`<div>` and ``<p ` <b>`` and \\<i>",
    "```html\n<script>\n```\n\n~~~\n<plaintext>\n~~~",
    "<!-- a <b> c -->",
    '<a href="x.md" title="a > b">x</a>',
    "<kbd>Ctrl</kbd>",
    *(text for name, text in HARMLESS.items() if name != "comparison"),
]


@pytest.mark.parametrize(("text", "same"), LEFT_OPEN.items())
def test_what_is_left_open_is_closed(text, same):
    assert closed(text) == same


@pytest.mark.parametrize(("text", "same"), BEGINS_NOTHING.items())
def test_what_begins_no_element_is_text(text, same):
    assert closed(text) == same


@pytest.mark.parametrize("text", FINE)
def test_a_text_that_ends_what_it_begins_is_not_changed(text):
    assert closed(text) == text


@pytest.mark.parametrize("text", [*LEFT_OPEN, *BEGINS_NOTHING, *HOSTILE.values(), *INERT.values()])
def test_twice_is_once(text):
    assert closed(closed(text)) == closed(text)


@pytest.mark.parametrize(
    "unit", ["<a ", "<a b=", "<a / ", '<a b="', "<!--", "<script>", "<b>", "</b>", "<![CDATA["]
)
def test_time_grows_with_the_text(unit):
    def seconds(count):
        start = time.perf_counter()
        closed(unit * count)
        closed("<i>" * count + unit * count)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(20_000) < 30 * max(seconds(2_000), 0.002)

"""Elements of a page by the language of their texts, as told on a German site."""

import pytest

from mkdocs_rubric.generator import by_language, english

EN, DE = ' lang="en"', ' lang="de"'


def marked(html):
    return by_language.marked(html, "de", english.by_words)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Levels</h2>", f"<h2{EN}>Levels</h2>"),
        ("<h2>Stufen</h2>", "<h2>Stufen</h2>"),
        ("<p>In force since <b>2 May</b></p>", f"<p{EN}>In force since <b>2 May</b></p>"),
        (
            "<p>Decided in <a href='x'>Ein Gespräch</a></p>",
            f"<p{EN}>Decided in <a href='x'{DE}>Ein Gespräch</a></p>",
        ),
        ("<p>Das war <em>so</em> nicht gemeint.</p>", "<p>Das war <em>so</em> nicht gemeint.</p>"),
        (
            '<h3><span class="rubric-sr">Edge case: </span>Die Kundin schweigt</h3>',
            f'<h3><span class="rubric-sr"{EN}>Edge case: </span>Die Kundin schweigt</h3>',
        ),
        ("<p>3</p><p>&amp;</p>", "<p>3</p><p>&amp;</p>"),
        ("<p><code>score</code></p>", "<p><code>score</code></p>"),
        ("<p lang='fr'>Score</p>", "<p lang='fr'>Score</p>"),
        ("<div><p>One<p>Zwei Sachen</div>", f"<div><p{EN}>One<p{DE}>Zwei Sachen</div>"),
        ("<p>One<br>entry</p></div>", f"<p{EN}>One<br>entry</p></div>"),
        ("<!-- <p>Score</p> --><script>'<p>Score'</script>",) * 2,
        ("a < b and <b>more scores</b>", f"a < b and <b{EN}>more scores</b>"),
    ],
)
def test_texts(html, expected):
    assert marked(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<svg role="img" aria-label="Agreement by session"><path d="M0"/></svg>',
            f'<svg role="img" aria-label="Agreement by session"{EN}><path d="M0"/></svg>',
        ),
        ('<input placeholder="Note">', f'<input placeholder="Note"{EN}>'),
        ('<path aria-label="No entry"/>', f'<path aria-label="No entry"{EN}/>'),
        ('<nav aria-label="Übersicht"></nav>', '<nav aria-label="Übersicht"></nav>'),
        ('<b aria-label="Scores">Ein Ton</b>', '<b aria-label="Scores">Ein Ton</b>'),
    ],
)
def test_labels_of_what_has_no_text(html, expected):
    assert marked(html) == expected


def test_what_a_script_fills_is_english_and_a_teams_words_in_it_are_not():
    html = '<div data-rubric-practice="a"><h3>Klarheit</h3><p data-part="told"></p></div>'
    assert marked(html) == (
        f'<div data-rubric-practice="a"{EN}><h3{DE}>Klarheit</h3><p data-part="told"></p></div>'
    )


def test_elements_that_are_never_closed():
    assert marked("<p>Levels<i>" * 5000 + "</b>" * 50).startswith(f"<p{EN}>Levels<i><p>Levels")

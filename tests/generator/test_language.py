"""On a site in another language our English words are marked, and keep their order."""

import re

import pytest

from mkdocs_rubric.generator import language
from mkdocs_rubric.generator.language import Language
from sites import a_repository, a_site

OURS = ' lang="en" dir="ltr"'


HEBREW = Language("he")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Score it here when</p>", f"<p{OURS}>Score it here when</p>"),
        ("<td>1\N{EN DASH}3</td>", f"<td{OURS}>1\N{EN DASH}3</td>"),
        ("<p>שלום 3</p>", '<p dir="auto">שלום 3</p>'),
        ("<dd>1 to 5 <small>quality</small></dd>", f"<dd>1 to 5 <small{OURS}>quality</small></dd>"),
        ("<div><dt>Scale</dt></div>", f'<div dir="auto"><dt{OURS}>Scale</dt></div>'),
        ('<p dir="rtl">Hi</p>', '<p dir="rtl">Hi</p>'),
        (
            "<p data-rubric-compare hidden></p>",
            f"<p data-rubric-compare hidden{OURS}></p>",
        ),
        ('<svg role="img"></svg>', '<svg direction="ltr" role="img"></svg>'),
        ("<li>A <a href='x'>שלום</a></li>", "<li dir=\"auto\">A <a href='x'>שלום</a></li>"),
    ],
)
def test_under_a_theme_read_from_the_right(html, marked):
    assert language.marked(html, HEBREW) == marked


@pytest.mark.parametrize(
    ("theme", "marked"),
    [
        ({"code": "ja"}, f"<p{OURS}>Levels</p><p>電話</p>"),
        ({"code": "zh_TW"}, f"<p{OURS}>Levels</p><p>電話</p>"),
        ({"code": "en"}, "<p>Levels</p><p>電話</p>"),
        ({"code": "de"}, "<p>Levels</p><p>電話</p>"),
        ({}, "<p>Levels</p><p>電話</p>"),
        ({"direction": "rtl"}, f'<p{OURS}>Levels</p><p dir="auto">電話</p>'),
    ],
)
def test_under_another_theme(theme, marked):
    assert language.marked("<p>Levels</p><p>電話</p>", Language(**theme)) == marked


def test_a_hebrew_site(tmp_path):
    files = a_repository() | {"docs/how.md": "# How\n\nMine.\n"}
    site = a_site(tmp_path, "theme: {name: material, language: he}\n", files=files)
    html = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    assert f'<h2 id="levels"{OURS}>Levels</h2>' in article.replace("&para;", "")
    tags = re.findall(r"<(?:p|li|td|th|h\d)\b[^>]*>", article)
    assert [tag for tag in tags if "dir=" not in tag] == []
    assert 'role="dialog" aria-label="חיפוש"' in html
    assert "<p>Mine.</p>" in (site / "how/index.html").read_text(encoding="utf-8")

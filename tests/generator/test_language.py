"""On a site in another language our English words are marked, and keep their order."""

import re
from html.parser import HTMLParser

import pytest

import german
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
        ("<dd>1 to 5 <small>quality</small></dd>", f"<dd{OURS}>1 to 5 <small>quality</small></dd>"),
        ("<div><dt>Scale</dt></div>", f'<div dir="auto"><dt{OURS}>Scale</dt></div>'),
        ('<p dir="rtl">Hi</p>', '<p dir="rtl">Hi</p>'),
        (
            "<p data-rubric-compare hidden></p>",
            f"<p data-rubric-compare hidden{OURS}></p>",
        ),
        ('<svg role="img"></svg>', '<svg direction="ltr" role="img"></svg>'),
        (
            "<li>A <a href='x'>שלום</a></li>",
            f'<li{OURS}>A <a href=\'x\' lang="he" dir="auto">שלום</a></li>',
        ),
    ],
)
def test_under_a_theme_read_from_the_right(html, marked):
    assert language.marked(html, HEBREW) == marked


@pytest.mark.parametrize(
    ("theme", "marked"),
    [
        ({"code": "ja"}, '<p lang="en">Levels</p><p>電話</p>'),
        ({"code": "zh_TW"}, '<p lang="en">Levels</p><p>電話</p>'),
        ({"code": "en"}, "<p>Levels</p><p>電話</p>"),
        ({"code": "de"}, '<p lang="en">Levels</p><p>電話</p>'),
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


class _Texts(HTMLParser):
    """The texts of a page, each with the language that is in force there."""

    def __init__(self):
        super().__init__()
        self.found, self._open = [], [("", "de")]

    def handle_starttag(self, tag, attrs):
        if tag not in {"br", "hr", "img", "input", "link", "meta"}:
            self._open.append((tag, dict(attrs).get("lang", self._open[-1][1])))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        while self._open[-1][0] != tag:
            self._open.pop()
        self._open.pop()

    def handle_data(self, data):
        tag, language = self._open[-1]
        if tag not in {"script", "style", "textarea", "code", "pre", "kbd"}:
            self.found.append((language, " ".join(data.split())))


def _words(text):
    return re.findall(r"[^\W\d_]{2,}\b(?! =)", text)  # a formula is in no language


def test_a_german_site_tells_its_teams_words_from_ours(tmp_path):
    site = a_site(tmp_path, "theme: {name: material, language: de}\n", files=german.FILES)
    source = " ".join("\n".join(german.FILES.values()).split())
    sentences = re.findall(r"[A-ZÄÖÜ][\w ]+ [\w ]+(?=\.)", source)
    written = set(_words(source))
    found = []
    for path in site.rglob("index.html"):
        parser = _Texts()
        article = path.read_text(encoding="utf-8").partition("<article")[2]
        parser.feed("<article" + article.partition("</article>")[0])
        found += parser.found
    english = "\n".join(text for code, text in found if code == "en")
    assert len(english) > 10_000
    assert [text for text in sentences if text in english] == []
    ours = [text for code, text in found if code == "de" and written.isdisjoint(_words(text))]
    assert [text for text in ours if _words(text)] == []


def test_the_menus_of_every_page_tell_too(tmp_path):
    files = german.FILES | {"docs/wie.md": "# Wie wir kalibrieren\n\nOnly edge cases.\n"}
    site = a_site(tmp_path, "theme: {name: material, language: de}\n", files=files)
    html = (site / "wie/index.html").read_text(encoding="utf-8")
    menus = html.partition('<nav class="md-nav md-nav--primary')[2].partition("</nav>\n  </div>")[0]
    assert re.search(r'<span class="md-ellipsis" lang="en">\s*Decisions\s*<', menus)
    assert re.search(r'<span class="md-ellipsis">\s*Wie wir kalibrieren\s*<', menus)
    assert "<p>Only edge cases.</p>" in html

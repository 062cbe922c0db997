"""What is HTML already goes around Markdown and search, and nobody can tell."""

from html.parser import HTMLParser

from mkdocs_rubric.generator.aside import put_back, taken_out
from sites import a_repository, a_site

PART = '<aside class="a" data-search-exclude="true">\n<p id="x">One</p>\n</aside>'
OTHER = '<dl class="b">\n<div>Two</div>\n</dl>'
PAGE = f"# Title\n\n{PART}\n\nText.\n\n{OTHER}\n"
HOOK = """
from pathlib import Path

def on_page_content(html, page, **_):
    Path(__file__).with_name("seen").mkdir(exist_ok=True)
    (Path(__file__).with_name("seen") / page.file.src_uri.replace("/", "-")).write_text(html)
"""
A_SESSION = {
    "scores/2026-02/session.yaml": "date: 2026-02-01\nreviewers: [ana, ben]\nconversations:\n"
    "  - id: C-1\n",
    "scores/2026-02/ana.csv": "conversation,criterion,score,note\nC-1,empathy,1,<b>bold</b>\n",
    "scores/2026-02/ben.csv": "conversation,criterion,score,note\nC-1,empathy,3,calm\n",
}


class Balance(HTMLParser):
    """Elements that are open."""

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(html)

    def handle_starttag(self, tag, _):
        if tag not in {"meta", "link", "br", "input", "img", "hr", "path", "circle", "base"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in {"path", "circle"} and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


def the_article(site, path):
    html = (site / path / "index.html").read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def test_a_page_is_the_same_after_taking_out_and_putting_back():
    out = taken_out(PAGE, [PART, OTHER])
    assert "<aside" not in out
    assert "<dl" not in out
    assert put_back(out, [PART, OTHER]) == PAGE


def test_what_the_search_skips_can_wait():
    out = put_back(taken_out(PAGE, [PART, OTHER]), [PART, OTHER], searched_only=True)
    assert OTHER in out
    assert PART not in out
    assert put_back(out, [PART, OTHER]) == PAGE


def test_what_another_plugin_has_changed_stays_where_it_is():
    changed = PAGE.replace("One", "Uno")
    out = taken_out(changed, [PART, OTHER])
    assert "Uno" in out
    assert put_back(out, [PART, OTHER]) == changed


def test_what_looks_like_a_placeholder_is_left_alone():
    written = '<div data-rubric-aside="7"></div>'
    assert put_back(written, [PART]) == written


def test_pages_come_whole(tmp_path):
    site = a_site(tmp_path, files=a_repository() | A_SESSION)
    pages = ["", "criteria/empathy", "decisions", "decisions/2026-02-01-new", "calibration/2026-02"]
    for path in pages:
        article = the_article(site, path)
        assert "data-rubric-aside" not in article
        assert "data-search-exclude" not in article
        assert Balance(article.partition(">")[2]).wrong == []
    assert "rubric-traces" in the_article(site, "decisions/2026-02-01-new")
    assert "&lt;b&gt;bold&lt;/b&gt;" in the_article(site, "calibration/2026-02")


def test_a_plugin_that_reads_html_sees_all_of_it_and_changes_nothing(tmp_path):
    files = a_repository() | A_SESSION
    alone = a_site(tmp_path / "alone", files=files)
    read = a_site(tmp_path / "read", "hooks: [hook.py]\n", files=files | {"hook.py": HOOK})
    for path in ("criteria/empathy", "calibration/2026-02"):
        assert the_article(alone, path) == the_article(read, path)
        seen = tmp_path / "read/seen" / f"{path.replace('/', '-')}.md"
        assert "rubric-facts" in seen.read_text()
        assert "data-rubric-aside" not in seen.read_text()
    index = "search/search_index.json"
    assert (alone / index).read_bytes() == (read / index).read_bytes()


def test_a_theme_with_another_search_gets_whole_pages_too(tmp_path):
    site = a_site(tmp_path, "theme: readthedocs\n", files=a_repository() | A_SESSION)
    html = (site / "calibration/2026-02/index.html").read_text(encoding="utf-8")
    assert "data-rubric-aside" not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html


def test_a_place_within_can_be_linked_to(tmp_path, caplog):
    home = "# Home\n\n[Tone](tags.md#tag-tone), [none](tags.md#tag-none)\n"
    config = "validation: {links: {anchors: warn}}\n"
    site = a_site(tmp_path, config, files=a_repository() | {"docs/my.md": home}, strict=False)
    assert 'id="tag-tone"' in the_article(site, "tags")
    missing = [one.getMessage() for one in caplog.records if "anchor" in one.getMessage()]
    assert len(missing) == 1
    assert "#tag-none" in missing[0]

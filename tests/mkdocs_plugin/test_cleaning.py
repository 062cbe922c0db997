"""Authors' HTML is cleaned, and what is ours stays on their pages as it was."""

import re
from html.parser import HTMLParser

from score_form import CONFIG, the_files
from sites import a_site


class Elements(HTMLParser):
    """What a browser makes of a page, but for paragraphs that only Markdown knows."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag != "p":
            self.seen.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_data(self, data):
        self.seen.append(data.strip())


def test_forms_scripts_and_charts_of_ours_stay_on_pages_with_authors_html(tmp_path):
    kept = {}
    for which in ("sanitised", "raw"):
        config = CONFIG.replace("reviewers: names", f"reviewers: names, author_html: {which}")
        (tmp_path / which).mkdir()
        kept[which] = a_site(tmp_path / which, config, files=the_files())
    pages = [path.relative_to(kept["raw"]) for path in kept["raw"].rglob("*.html")]
    assert len(pages) > 10
    for path in pages:
        ours, theirs = (
            [one for one in Elements((site / path).read_text(encoding="utf-8")).seen if one]
            for site in kept.values()
        )
        assert ours == theirs, path


def test_a_page_with_authors_html_has_the_scripts_for_what_stands_on_it(tmp_path):
    site = a_site(tmp_path, CONFIG, files=the_files())
    html = (site / "calibration/open/score/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script src=[^>]*/rubric/score\.js", html)
    assert "<select" in html
    criterion = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "/rubric/levels.js" in criterion

"""Our own check of links: HTML, which no generator looks at."""

import time

import pytest
from mkdocs.exceptions import Abort

from mkdocs_rubric.generator.link_check import LinkCheck
from sites import a_repository, a_site

FILES = {
    "index.md": "index.html",
    "a/b.md": "a/b/index.html",
    "a/data.csv": "a/data.csv",
    "mine.md": "mine/index.html",
}
IDS = {"index.md": {"top"}, "a/b.md": {"here", "電話"}}


def broken(texts):
    return list(LinkCheck().broken(texts, FILES, lambda uri: IDS.get(uri, set())))


@pytest.mark.parametrize(
    "link",
    ["../../", "../..", "#here", "../../#top", "../data.csv", "./", "#%E9%9B%BB%E8%A9%B1", "?q=1",
     "../../mine/#anything", "https://example.org/", "/elsewhere/", "mailto:a@b.example",
     "../../../another/site/", "#"],
)  # fmt: skip
def test_a_link_that_leads_somewhere(link):
    texts = {"a/b.md": f'<p><a class="x" href="{link}">x</a></p>', "index.md": ""}
    assert broken(texts) == []


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ('<a href="../c/">', "../c/"),
        ("<a class='x' href='../c/'>", "../c/"),
        ('<a data-kind="point" role="link" xlink:href="../../c.html">', "../../c.html"),
        ('<a href="#there">', "#there"),
        ('<a\n href="../../#bottom">', "../../#bottom"),
        ('<a href="?a=1&amp;b=2#there">', "?a=1&b=2#there"),
        ('<area href="../data.json">', "../data.json"),
    ],
)
def test_a_link_that_leads_nowhere(written, link):
    texts = {"a/b.md": written, "index.md": ""}
    said = [f"a/b.md has a link to {link}, which is nowhere on the site"]
    assert broken(texts) == said


@pytest.mark.parametrize("text", ["<a ", "<a href", '<a href="x" ', "<area\n"])
def test_time_grows_with_the_text(text):
    def taken(times):
        start = time.process_time()
        broken({"a/b.md": text * times, "index.md": ""})
        return time.process_time() - start

    assert taken(100_000) < max(3 * taken(50_000), 1)


def test_a_template_of_a_teams_own_with_a_broken_link_fails_strict(tmp_path, caplog):
    files = a_repository()
    files["mine/criterion.md.jinja"] = '# One\n\n<p><a href="../nowhere/">x</a></p>\n'
    config = "plugins:\n  - search\n  - rubric: {templates: mine}\n"
    with pytest.raises(Abort, match="strict mode"):
        a_site(tmp_path, config, files=files)
    assert "criteria/empathy.md has a link to ../nowhere/, which is nowhere" in caplog.text

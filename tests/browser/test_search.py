"""Search is the product: a reviewer types the situation and lands on the edge case."""

import json
import urllib.request
from pathlib import Path

import pytest

QUERIES = [
    line.split("\t")
    for line in (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

# The visible results: places on pages. A page's own heading counts when none of its places matched.
RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].flatMap(item => {
  const links = [...item.querySelectorAll("a.md-search-result__link")]
    .filter(link => !link.closest("details") || link.closest("details").open)
    .map(link => new URL(link.href))
    .map(url => url.pathname.slice(1) + url.hash);
  return links.length > 1 ? links.slice(1) : links;
})"""


@pytest.fixture(scope="module")
def search(chromium, address):
    page = chromium.new_page(viewport={"width": 1300, "height": 900})
    page.goto(address)
    page.click(".md-search__input")
    page.wait_for_selector(".md-search-result__meta")

    def results(words):
        page.fill(".md-search__input", words)
        before = page.inner_text(".md-search-result__meta")
        page.press(".md-search__input", "End")
        page.wait_for_timeout(250)
        page.wait_for_function(
            "() => !document.querySelector('.md-search-result__meta').innerText.includes('Init')"
        )
        assert before is not None
        return page.evaluate(RESULTS)

    yield results
    page.close()


@pytest.mark.parametrize(("words", "place"), QUERIES, ids=[words for words, _ in QUERIES])
def test_the_right_place_is_among_the_first_three(search, words, place):
    assert place in search(words)[:3]


def test_there_are_at_least_twenty_queries():
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(
    "words", ["tone counts as empathy", "silence is not a score", "goodwill within reason"]
)
def test_a_superseded_decision_never_outranks_a_valid_place(search, address, words):
    with urllib.request.urlopen(f"{address}search/search_index.json") as answer:
        index = json.load(answer)
    old = {d["location"] for d in index["docs"] if d["title"].startswith("Superseded:")}
    ranks = [n for n, place in enumerate(search(words)) if place in old]
    assert old
    assert not ranks or min(ranks) > 0
    valid_after = [place for place in search(words)[min(ranks, default=0) :] if place not in old]
    assert all(not place.startswith("criteria/") or "#" not in place for place in valid_after[:1])

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

    def results(words, *, all_of_them=False):
        page.fill(".md-search__input", words)
        page.press(".md-search__input", "End")
        page.wait_for_timeout(250)
        if all_of_them:  # more are drawn each time one scrolls to the end
            page.mouse.move(650, 400)
            for _ in range(8):
                page.mouse.wheel(0, 20_000)
                page.wait_for_timeout(120)
                page.mouse.wheel(0, -800)
                page.wait_for_timeout(120)
        return page.evaluate(RESULTS)

    yield results
    page.close()


@pytest.mark.parametrize(("words", "place"), QUERIES, ids=[words for words, _ in QUERIES])
def test_the_right_place_is_among_the_first_three(search, words, place):
    assert place in search(words)[:3]


def test_there_are_at_least_twenty_queries():
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(
    "words", ["tone counts as empathy", "two reminders before closing", "goodwill within reason"]
)
def test_a_superseded_decision_never_outranks_a_valid_place(search, address, words):
    """Nothing in force that has all the words stands below what is not in force."""
    with urllib.request.urlopen(f"{address}search/search_index.json") as answer:
        index = {one["location"]: one for one in json.load(answer)["docs"]}
    places = search(words, all_of_them=True)
    old = [n for n, place in enumerate(places) if is_superseded(index[place])]
    valid = [
        n
        for n, place in enumerate(places)
        if place.startswith(("criteria/", "decisions/"))
        and not is_out_of_force(index[place])
        and has_all(index[place], words)
    ]
    assert old, "it is found, for whoever looks for what the rule was"
    assert valid, "what replaced it is found by its words"
    assert max(valid) < min(old)
    assert min(old) > 2


def is_out_of_force(entry):
    return entry["title"].startswith(("Superseded:", "Rejected:", "Retired:", "Proposed:"))


def is_superseded(entry):
    return entry["title"].startswith("Superseded:")


def has_all(entry, words):
    text = f"{entry['title']} {entry['text']}".casefold()
    return all(word in text for word in words.split())

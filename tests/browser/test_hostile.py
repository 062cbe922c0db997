"""Decisions and criteria as somebody hostile would write them: nothing of theirs runs."""

# ruff: noqa: E501 - texts as somebody hostile writes them

import json

import pytest

from hostile import HOSTILE, INERT
from practising import CONSENSUS, PRACTICE, RUBRIC, SESSION, practice_files
from sites import a_repository, a_site

CONFIG = """\
markdown_extensions: [abbr, admonition, footnotes, tables, attr_list, md_in_html, pymdownx.superfences]
plugins: [search, tags, rubric]
"""
FRAGMENTS = HOSTILE | INERT
TAG = "<img src=x onerror=window.ran=1>"


def decision(number, name, text):
    title = json.dumps(f"Case {number} {TAG} `{TAG}`")
    return (
        f"---\ntitle: {title}\nstatus: accepted\ndate: 2026-01-20\ncriteria: [empathy]\n"
        f"tags: [{json.dumps(TAG)}]\n---\n## Situation\n\nhostile{number} {name}.\n\n{text}\n\n"
        f"## Decision\n\n{text}\n\n## {TAG}\n\nMore hostile{number}.\n"
    )


def criterion():
    cases = [
        {"id": f"c{number}", "situation": f"Case {number}. {text}", "guidance": f"{text}\n\nEnd."}
        for number, text in enumerate(FRAGMENTS.values())
    ]
    level = {"description": FRAGMENTS["image"], "examples": [{"text": FRAGMENTS["svg"]}]}
    content = {"title": f"Empathy {TAG}", "question": FRAGMENTS["script"], "scale": "quality"}
    content |= {"levels": dict.fromkeys((1, 2, 3), level), "edge_cases": cases}
    content |= {"tags": [TAG], "keywords": [TAG], "use_when": [FRAGMENTS["image"]]}
    text = json.dumps(content, ensure_ascii=False)
    return text.replace('"1":', "1:").replace('"2":', "2:").replace('"3":', "3:")


def a_hostile_site(folder, config=CONFIG):
    files = a_repository(empathy=criterion())
    for number, (name, text) in enumerate(FRAGMENTS.items()):
        files[f"decisions/2026-01-20-h{number}.md"] = decision(number, name, text)
    return a_site(folder, config, files=files, strict=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return a_hostile_site(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def page(site, chromium, serving):
    yield from opened(site, chromium, serving)


@pytest.fixture(scope="module")
def page_with_themes_search(tmp_path_factory, chromium, serving):
    config = CONFIG.replace("rubric]", "{rubric: {finder: false}}]")
    site = a_hostile_site(tmp_path_factory.mktemp("themes"), config)
    yield from opened(site, chromium, serving)


def opened(site, chromium, serving):
    with serving(site) as address:
        page = chromium.new_page(base_url=address)
        page.set_default_timeout(30_000)
        page.asked, page.failed = [], []
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("dialog", lambda dialog: dialog.dismiss())
        yield page
        page.close()


LEFT = """() => ({
  ran: window.ran ?? null,
  handlers: [...document.querySelectorAll("article *")].filter(
      (e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
  scripts: [...document.querySelectorAll(
      "a[href]:not([data-md-component=search-share]), area[href], [src]")].filter(
      (e) => /^(javascript|data|vbscript):/.test(e.href || e.src)).length,
  styled: [...document.querySelectorAll("article [style*=fixed]")].length,
  over: [...document.querySelectorAll("article *")].filter(
      (e) => getComputedStyle(e).position === "fixed").length
    + [[0.5, 0.05], [0.5, 0.5], [0.99, 0.99]].filter(([x, y]) => document.elementFromPoint(
        x * innerWidth, y * innerHeight)?.closest("a[href*=evil]")).length,
  without: getComputedStyle(document.querySelector(".md-header")).display === "none"
    && !document.querySelector("[data-rubric-walk]"),
  bases: document.querySelectorAll("base, meta[http-equiv=refresh], article iframe").length,
})"""
NOTHING = {
    "ran": None, "handlers": 0, "scripts": 0, "styled": 0, "over": 0, "without": False, "bases": 0,
}  # fmt: skip


def uris(site):
    return [
        path.parent.relative_to(site).as_posix() + "/" for path in sorted(site.rglob("index.html"))
    ]


def test_nothing_runs_on_any_page(site, page):
    for uri in uris(site):
        page.goto(uri)
        assert page.evaluate(LEFT) == NOTHING, uri
        assert page.url.endswith(uri.removeprefix("./"))
    assert [url for url in page.asked if "evil" in url] == []
    assert page.failed == []


WORDS = ["case", "hostile1", "img onerror", "body onload"]


@pytest.mark.parametrize("words", WORDS)
def test_nothing_runs_among_what_the_finder_finds(page, words):
    page.goto("decisions/")
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type(words, delay=20)
    page.wait_for_selector("dialog[open] :is(.rubric-finder__told:not(:empty), [role=option])")
    page.wait_for_timeout(500)
    assert page.evaluate(LEFT) == NOTHING
    assert page.locator("dialog[open] :is(img, svg[onload], iframe, script)").count() == 0


@pytest.mark.parametrize("words", WORDS)
def test_nothing_runs_among_what_the_themes_search_finds(page_with_themes_search, words):
    page = page_with_themes_search
    page.goto("decisions/")
    page.locator("[data-md-component=search-query]").first.click()
    page.keyboard.type(words, delay=20)
    page.wait_for_selector(".md-search-result__item")
    page.wait_for_timeout(500)
    assert page.evaluate(LEFT) == NOTHING


MACHINE = f"""\
reviewers:
  robot: {{kind: machine, title: {json.dumps(TAG)}, model: {json.dumps(TAG)}, prompt: {json.dumps(TAG)}}}
"""


def practised_by_somebody_hostile():
    """Files in which every text that newcomers and machines bring to a page is an attack."""
    lines = "\n\n".join(f"Customer: {text}" for text in FRAGMENTS.values())
    said = json.dumps("\n\n".join(FRAGMENTS.values()))
    head, tag = "conversation,criterion,score,note\n", TAG.replace('"', '""')
    files = practice_files(
        rubric=RUBRIC + MACHINE,
        practice=PRACTICE.replace("First days", json.dumps(TAG))
        .replace("Take your time.", said)
        .replace("Beginning", json.dumps(TAG))
        .replace("Read the second sentence again.", json.dumps(TAG)),
    )
    files["scores/s2/session.yaml"] = SESSION.replace("The first.", json.dumps(TAG)).replace(
        "Bram read over the second sentence.", json.dumps(TAG)
    )
    for name in ("K-1", "K-2", "K-3"):
        files[f"scores/s2/{name}.md"] = lines
    noted = [f'{one},{of},{score},"{tag}"' for (one, of), score in CONSENSUS.items()]
    for sheet in ("anouk", "consensus", "robot"):
        files[f"scores/s2/{sheet}.csv"] = head + "\n".join([*noted, ""])
    return files


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practised")
    return a_site(folder, CONFIG, files=practised_by_somebody_hostile(), strict=False)


@pytest.fixture(scope="module")
def newcomer(practised, chromium, serving):
    yield from opened(practised, chromium, serving)


def test_nothing_runs_where_newcomers_practise(newcomer):
    newcomer.goto("practice/first/")
    newcomer.get_by_role("button", name="Start scoring").click()
    for keys in ("31", "n1", "20"):
        for key in (*keys, "Enter"):
            newcomer.keyboard.press(key)
        shown = newcomer.locator(".rubric-reveal:visible")
        assert "onerror" in shown.inner_text()
        assert newcomer.evaluate(LEFT) == NOTHING
        if (onward := shown.get_by_role("button", name="On to")).count():
            onward.click()
    assert (
        newcomer.locator(":is(.rubric-reveal, .rubric-figures) :is(img, iframe, script)").count()
        == 0
    )


def test_nothing_runs_where_sessions_and_machines_show_what_was_scored(practised, newcomer):
    assert "agreement/machines/" in uris(practised)
    for uri in uris(practised):
        newcomer.goto(uri)
        assert newcomer.evaluate(LEFT) == NOTHING, uri
    assert [url for url in newcomer.asked if "evil" in url] == []

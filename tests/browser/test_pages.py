"""Every kind of page, as a person meets it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from sites import EMPATHY, a_repository, a_site

KINDS = {
    "overview": "",
    "start": "start/",
    "pocket card": "pocket/",
    "edge cases": "edge-cases/",
    "what changed": "changes/",
    "practice": "practice/",
    "practice set": "practice/first-eight/",
    "criteria": "criteria/",
    "criterion": "criteria/empathy/",
    "critical criterion": "criteria/identity-check/",
    "retired criterion": "criteria/grammar/",
    "decisions": "decisions/",
    "decision": "decisions/2026-09-16-tone-alone-is-not-empathy/",
    "superseded decision": "decisions/2026-03-12-tone-counts/",
    "proposed decision": "decisions/2026-11-17-a-neighbour-is-not-delivery/",
    "calibration": "calibration/",
    "session": "calibration/2026-11/",
    "agenda": "calibration/2026-12/",
    "score form": "calibration/2026-12/score/",
    "walk-through": "calibration/2026-11/walk/",
    "disputes": "disputes/",
    "the standard on a day": "as-of/",
    "agreement": "agreement/",
    "reviewers": "agreement/reviewers/",
    "machines": "agreement/machines/",
    "daily reviews": "agreement/live/",
    "how a result is computed": "method/result/",
    "what agreement means": "method/agreement/",
    "glossary": "glossary/",
    "tags": "tags/",
    "checks": "checks/",
    "the manual": "manual/",
    "commands": "manual/commands/",
    "files": "manual/files/",
}
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


@every_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, path, scheme):
    page = open_page(path, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_nothing_is_wider_than_a_phone_in_another_theme(chromium, serving, tmp_path, theme):
    files = a_repository(empathy=EMPATHY.replace("title: Empathy", "title: Acknowledgement"))
    with serving(a_site(tmp_path, f"theme: {theme}\n", files=files)) as address:
        page = chromium.new_page(viewport={"width": 360, "height": 780})
        for path in ("", "criteria/empathy/", "calibration/s1/"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.close()


def test_a_menu_read_from_the_right_keeps_the_order_of_our_words(chromium, serving, tmp_path):
    with serving(a_site(tmp_path, "theme: {name: material, language: ar}\n")) as address:
        page = chromium.new_page(viewport={"width": 1300, "height": 780})
        page.goto(f"{address}criteria/empathy/")
        score, word = page.locator(
            ".md-sidebar--secondary .md-ellipsis", has_text="3 Good"
        ).evaluate(
            """one => [[0, 1], [2, 6]].map(([from, to]) => {
                const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
                const at = text.data.indexOf("3 Good"), range = document.createRange();
                range.setStart(text, at + from);
                range.setEnd(text, at + to);
                return range.getBoundingClientRect().left;
            })"""
        )
        assert score < word
        page.close()


@every_kind
def test_nothing_is_wider_than_a_phone(open_page, path):
    page = open_page(path, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@every_kind
def test_a_page_is_complete_without_script(open_page, path):
    page = open_page(path, javascript=False)
    assert page.locator("main h1").inner_text()
    assert page.locator("[data-rubric-filter]:visible, [data-rubric-compare]:visible").count() == 0


def test_what_separates_a_2_from_a_3(open_page):
    page = open_page("criteria/empathy/")
    page.get_by_role("button", name="2 and 3").click()
    levels = page.locator(".rubric-level:visible")
    assert levels.evaluate_all("all => all.map(one => one.dataset.score)") == ["3", "2"]
    left, right = (levels.nth(n).bounding_box() for n in (0, 1))
    assert left["y"] == right["y"], "side by side"
    assert page.url.endswith("?compare=2%2C3")
    page.reload()
    assert page.locator(".rubric-level:visible").count() == 2, "the view can be linked to"
    page.get_by_role("button", name="All").click()
    assert page.locator(".rubric-level:visible").count() == 5


def test_decisions_are_filtered_without_a_server(open_page):
    page = open_page("decisions/")
    items = page.locator(".rubric-item:visible")
    everything = items.count()
    page.get_by_label("Status").select_option("superseded")
    assert 0 < items.count() < everything
    assert set(items.evaluate_all("all => all.map(one => one.dataset.status)")) == {"superseded"}
    page.get_by_label("Criterion").select_option("empathy")
    assert "status=superseded" in page.url
    assert "criteria=empathy" in page.url
    page.reload()
    assert items.count() == 1
    assert "Tone counts" in items.first.inner_text()
    page.locator("main").get_by_role("button", name="Clear").click()
    page.wait_for_function(f"() => !location.search && {everything} > 0")
    assert items.count() == everything


def test_the_filter_works_by_keyboard(open_page):
    page = open_page("decisions/")
    page.get_by_label("Contains").focus()
    page.keyboard.type("courier")
    shown = page.locator(".rubric-item:visible")
    assert 0 < shown.count() < page.locator(".rubric-item").count()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_overview_opens_the_finder(open_page):
    page = open_page("")
    page.get_by_role("button", name="Describe the situation").click()
    page.wait_for_selector("dialog[open] input:focus")


def test_an_old_address_leads_to_the_renamed_criterion(open_page):
    page = open_page("criteria/wrap-up/#levels")
    page.wait_for_url("**/criteria/case-notes/#levels")


def test_a_superseded_decision_is_marked_on_paper_too(open_page):
    page = open_page("decisions/2026-03-12-tone-counts/")
    page.emulate_media(media="print")
    assert "Do not score by this" in page.locator("main").inner_text()
    assert page.locator("h1").inner_text() == "Superseded: Tone counts as empathy"
    assert page.locator("h1 s").count() == 0, "it can be read"


def test_paper_shows_every_level(open_page):
    page = open_page("criteria/empathy/?compare=2,3")
    page.emulate_media(media="print")
    assert page.locator(".rubric-level:visible").count() == 5
    assert not page.locator(".rubric-compare").is_visible()

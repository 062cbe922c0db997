"""A session led from the shared screen: by keyboard, with a record that survives a reload."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import meetings
from browser.conftest import served
from sites import a_site

WALK = "calibration/s1/walk/"
PAGES = [
    WALK,
    f"{WALK}#gap-c-1-empathy",
    f"{WALK}#walk-end",
    "calibration/s1/",
    "calibration/s2/",
    "calibration/",
    "",
]


@pytest.fixture
def walk(chromium, meeting):
    """Opens the walk-through; in the same browser, or where it keeps nothing."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def open_(path=WALK, script="", **options):
        page = (chromium.new_context(**options) if options else context).new_page()
        if script:
            page.add_init_script(script)
        page.goto(meeting + path)
        return page

    yield open_
    context.close()


def test_arrow_keys_lead_from_gap_to_gap(walk):
    page = walk()
    assert page.locator("[data-walk-place]").inner_text() == "Start"
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
        page.keyboard.press(key)
        seen.append(page.locator("[data-walk-place]").inner_text())
    gaps = ["Gap 1 of 2", "Gap 2 of 2"]
    assert seen == [*gaps, "The end", "The end", "Gap 2 of 2", "Start", "The end"]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.tagName") == "H2", "read aloud"
    assert page.url.endswith("#gap-22-empathy")
    assert page.locator("[data-walk-slide]:visible").count() == 1
    assert not page.locator(".md-header").is_visible(), "nothing in the way"


def test_a_link_leads_to_one_gap(walk):
    page = walk(f"{WALK}#gap-22-empathy")
    assert page.locator("[data-walk-place]").inner_text() == "Gap 2 of 2"
    assert "said N/A" in page.locator("h2:visible").inner_text()


def test_a_score_is_agreed_on_with_its_key_and_names_are_told_then(walk):
    page = walk()
    page.keyboard.press("ArrowRight")
    names = page.locator("[data-walk-gap]:visible [data-walk-name]")
    assert names.count() == 3
    assert not names.first.is_visible()
    page.keyboard.press("2")
    chosen = page.get_by_role("button", name="Agree on 2").first
    assert chosen.get_attribute("aria-pressed") == "true"
    assert names.first.inner_text() == "Bram"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    page.reload()
    page.keyboard.press("End")
    rows = page.locator("[data-walk-rows]").inner_text()
    assert rows == (
        "conversation,criterion,score,note\n"
        "C-1,empathy,2,\n22,empathy,NA,\nC-1,clarity,3,\n22,clarity,2,\n"
    )
    added = page.get_by_role("link", name="Add the file").get_attribute("href")
    assert added.startswith(
        "https://github.com/o/r/new/main/scores/s1?filename=consensus.csv&value=conversation%2C"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "consensus.csv"
    assert download.value.path().read_text(encoding="utf-8") == rows


def test_the_same_key_again_takes_it_back(walk):
    page = walk()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("3")
    page.keyboard.press("3")
    page.keyboard.press("9")
    assert page.locator('[aria-pressed="true"]:visible').count() == 0
    page.keyboard.press("End")
    assert not page.locator("[data-walk-hand-over]").is_visible()


def test_what_settles_a_gap_is_on_the_clipboard(walk):
    page = walk()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("2")
    with page.context.expect_page():
        page.get_by_role("link", name="Add the edge case").first.click()
    page.bring_to_front()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "  - id: a-short-name\n    situation: >-\n      A hostile start.\n"
        "    guidance: How to score it, and why.\n    score: 2\n"
        "    decision: 2026-01-31-empathy-c-1\n"
    )
    form = page.get_by_role("link", name="Write the decision").first.get_attribute("href")
    assert "/new/main/decisions?filename=2026-01-31-empathy-c-1.md&value=---%0Atitle" in form


def test_the_clock_starts_with_the_first_gap_and_survives_a_reload(walk):
    page = walk()
    assert page.locator("[data-walk-clock]").inner_text() == "0 of 45 min"
    assert "start" not in (page.evaluate("JSON.stringify(localStorage)"))
    page.keyboard.press("ArrowRight")
    page.evaluate(
        "() => { const key = Object.keys(localStorage).find(k => k.startsWith('rubric-walk'));"
        "const kept = JSON.parse(localStorage[key]); kept.start -= 50 * 60000;"
        "localStorage[key] = JSON.stringify(kept); }"
    )
    page.reload()
    assert page.locator("[data-walk-clock]").inner_text() == "50 of 45 min"
    assert "rubric-warn" in page.locator("[data-walk-clock]").get_attribute("class")


def test_where_nothing_can_be_kept_it_says_so_and_works(walk):
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});"
    page = walk(script=blocked)
    assert page.get_by_text("This browser keeps nothing").is_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    page.keyboard.press("End")
    assert "C-1,empathy,1," in page.locator("[data-walk-rows]").inner_text()


def test_without_script_and_on_paper_every_gap_is_there(walk):
    page = walk(java_script_enabled=False)
    assert page.locator("[data-walk-gap]:visible").count() == 2
    assert page.locator(".rubric-walk button:visible").count() == 0
    printed = walk()
    printed.emulate_media(media="print")
    assert printed.locator("[data-walk-gap]:visible").count() == 2
    assert not printed.locator("[data-walk-bar]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(walk, path, scheme):
    page = walk(path, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    options = {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    assert [(one["id"], [node["html"][:150] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("path", [f"{WALK}#gap-c-1-empathy", "calibration/s2/", "calibration/", ""])
def test_nothing_is_wider_than_a_phone(walk, path):
    page = walk(path, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_sessions_are_filtered_as_decisions_are(walk):
    page = walk("calibration/?criterion=empathy")
    assert page.locator("[data-item]:visible").count() == 1
    assert re.search(r"Clarity \(1\)", page.get_by_label("Criterion").inner_text())


def test_scores_can_be_hidden_to_score_first(walk):
    page = walk("calibration/s1/")
    assert page.locator(".rubric-sheets:visible").count() == 2
    page.get_by_label("Hide all scores").check()
    assert page.locator(".rubric-sheets:visible, .rubric-heat:visible").count() == 0
    assert page.get_by_text("The conversation", exact=True).is_visible()


def test_the_text_for_reviewers_is_copied(walk):
    page = walk("calibration/s2/")
    page.get_by_role("button", name="Copy the text").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("February 2026 calibration, 20 February 2026\n\nPlease score")
    assert copied.rstrip().endswith("/calibration/s2/")
    assert "http://127.0.0.1" in copied, "the site's address is not known, the page's is"


def test_where_pages_are_swapped_in_place_its_keys_and_its_look_go_with_it(chromium, tmp_path):
    (tmp_path / "site").mkdir()
    with served(tmp_path / "site") as address:
        features = "theme: {name: material, features: [navigation.instant]}\n"
        config = f"site_url: {address}\n{features}"
        a_site(tmp_path, config, files=meetings.files(), strict=False)
        page = chromium.new_page()
        page.goto(f"{address}calibration/s1/", wait_until="networkidle")
        page.evaluate("window.sameDocument = true")
        page.get_by_role("link", name="Walk through the gaps").click()
        page.wait_for_selector(".rubric-walk--on")
        page.keyboard.press("ArrowRight")
        assert page.locator("[data-walk-place]").inner_text() == "Gap 1 of 2"
        page.get_by_role("link", name="Leave").click()
        page.wait_for_selector("#summary")
        assert page.evaluate("window.sameDocument"), "nothing was loaded afresh"
        address_before = page.url
        page.keyboard.press("ArrowRight")
        assert page.url == address_before
        assert page.locator(".md-header").is_visible()
        page.get_by_role("link", name="Walk through the gaps").click()
        page.wait_for_selector(".rubric-walk--on")
        page.keyboard.press("ArrowRight")
        assert page.locator("[data-walk-place]").inner_text() == "Gap 1 of 2", "one step, not two"
        page.close()

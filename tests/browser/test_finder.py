"""The finder, as a person meets it: by keyboard, on a phone, read aloud, in any theme."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe

import german
from browser.conftest import served
from sites import a_repository, a_site

OPTIONS = "dialog[open] [role=option]"


def asked(page, question, key="/"):
    """The results of a question that is typed."""
    page.keyboard.press(key)
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type(question)
    page.wait_for_function(
        "document.querySelector('dialog input').getAttribute('aria-expanded') === 'true'"
    )
    return page.locator(OPTIONS)


def titles(results):
    return results.locator(".rubric-hit__title").all_inner_texts()


def test_a_result_shows_the_rule_its_score_and_its_decision(open_page):
    first = asked(open_page(), "customer stopped replying").first
    assert " ".join(first.inner_text().split()) == (
        "Score 0\N{EN DASH}2 Missing to Complete "
        "The customer never replied again and the ticket was closed "
        "One reminder that says what is needed and that the ticket can be reopened is 2. Closing "
        "without a reminder is 1, without a word 0. A second reminder adds nothing. "
        "Next steps · Decided 13 August 2026: One reminder and an open door"
    )


def test_no_rule_is_said_first_and_can_be_proposed(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("elderly customer confused")
    page.wait_for_selector(".rubric-finder__title")
    told = page.locator(".rubric-finder__told")
    assert told.inner_text().split("\n")[0] == "No rule about this yet"
    address = told.get_by_role("link", name="Propose an edge case").get_attribute("href")
    assert "issues/new" in address
    assert "elderly%20customer%20confused" in address
    assert "_SITUATION_" not in address
    assert page.locator("[role=status]").inner_text().startswith("No rule about this yet")
    near = page.locator(".rubric-finder__head").all_inner_texts()
    assert near in ([], ["Nearest rules"])


def test_two_levels_can_be_read_side_by_side(open_page):
    page = open_page()
    results = asked(page, "what separates a 2 from a 3 in empathy")
    assert titles(results)[:3] == [
        "Empathy 3: Meets standard",
        "Empathy 2: Below standard",
        "Empathy 2 and 3, side by side",
    ]
    results.nth(2).click()
    page.wait_for_selector(".rubric-ladder--pair")
    assert page.locator(".rubric-level:visible").count() == 2


def test_it_is_led_by_keyboard_alone(open_page):
    page = open_page("criteria/")
    results = asked(page, "refund")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-activedescendant") == results.first.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == results.nth(1).get_attribute("id")
    assert results.nth(1).get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert results.last.get_attribute("aria-selected") == "true", "from the first to the last"
    page.keyboard.press("ArrowDown")
    place = results.first.get_attribute("href").partition("#")[2]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{place}")
    assert page.locator(f"#{place}").is_visible()


def test_escape_leads_back_to_where_one_was(open_page):
    page = open_page("")
    box = page.locator("[data-rubric-search]")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.hasAttribute('data-rubric-search')")


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_these_keys_open_it(open_page, key):
    assert asked(open_page("decisions/"), "refund", key).count() > 0


def test_a_letter_typed_elsewhere_is_a_letter(open_page):
    page = open_page("decisions/")
    page.get_by_label("Contains").focus()
    page.keyboard.type("stuff")
    assert page.locator("dialog[open]").count() == 0
    assert page.get_by_label("Contains").input_value() == "stuff"


def test_what_is_typed_into_the_themes_field_is_asked(open_page):
    page = open_page("decisions/")
    page.locator(".md-search__input").focus()
    page.keyboard.type("refund")
    page.wait_for_selector(OPTIONS)
    assert page.locator("dialog input").input_value() == "refund"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("question", ["customer stopped replying", "elderly confused", "drift", ""])
def test_axe_finds_nothing(open_page, scheme, question):
    page = open_page("", scheme=scheme)
    page.keyboard.press("/")
    page.keyboard.type(question)
    page.wait_for_timeout(300)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []


def test_it_fits_a_phone(open_page):
    page = open_page("", width=360)
    asked(page, "customer stopped replying")
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 360
    box = page.get_by_role("button", name="Close").bounding_box()
    assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="Close").click()
    assert page.locator("dialog[open]").count() == 0


def test_paper_does_not_show_it(open_page):
    page = open_page("")
    asked(page, "refund")
    page.emulate_media(media="print")
    assert not page.locator("dialog").is_visible()


def test_pages_that_are_no_rules_stand_below_them(open_page):
    page = open_page("")
    results = asked(page, "your first week")
    page.wait_for_selector("text=Pages")
    assert "Your first week" in titles(results)


def test_the_themes_own_index_is_not_fetched(open_page):
    page = open_page("")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert [one for one in fetched if "search" in one or "finder" in one or "index.js" in one] == []


def test_the_first_result_is_there_within_half_a_second(open_page):
    page = open_page("criteria/")
    start = time.monotonic()
    asked(page, "ref")
    assert time.monotonic() - start < 1.5, "half a second on a machine that does nothing else"


THEMES = {
    "material": "theme: material\n",
    "mkdocs": "theme: mkdocs\n",
    "readthedocs": "theme: readthedocs\n",
    "no search of its own": "theme: mkdocs\nplugins: [rubric]\n",
    "flat addresses": "theme: material\nuse_directory_urls: false\n",
}


@pytest.mark.parametrize("config", THEMES.values(), ids=THEMES.keys())
def test_every_theme_finds_the_same(chromium, tmp_path, config):
    with served(a_site(tmp_path, config)) as address:
        page = chromium.new_page()
        page.goto(address)
        results = asked(page, "rude customer")
        assert titles(results)[0] == "The customer is hostile"
        results.first.click()
        page.wait_for_url("**#hostile")
        assert page.locator("#hostile").is_visible()
        page.close()


@pytest.mark.parametrize(
    ("theme", "field"),
    [
        ("material", ".md-search__input"),
        ("mkdocs", "[data-bs-target='#mkdocs_search_modal']"),
        ("readthedocs", "#rtd-search-form input"),
    ],
)
def test_the_themes_field_opens_it(chromium, tmp_path, theme, field):
    with served(a_site(tmp_path, f"theme: {theme}\n")) as address:
        page = chromium.new_page()
        page.goto(address)
        page.click(field)
        page.wait_for_selector("dialog[open] input:focus")
        assert page.locator(".modal.show, .md-search__output:visible").count() == 0
        page.close()


def test_it_works_from_a_file(chromium, tmp_path):
    site = a_site(tmp_path, "use_directory_urls: false\n")
    page = chromium.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "index.html").as_uri())
    results = asked(page, "rude customer")
    results.first.click()
    page.wait_for_url("**/criteria/empathy.html#hostile")
    assert errors == []
    page.close()


def test_a_teams_own_words_are_found(chromium, tmp_path):
    files = a_repository()
    files["rubric/rubric.yaml"] += "synonyms:\n  - [hostile, grumblebee]\n"
    with served(a_site(tmp_path, files=files)) as address:
        page = chromium.new_page()
        page.goto(address)
        assert titles(asked(page, "grumblebee"))[0] == "The customer is hostile"
        page.close()


def test_what_was_looked_for_is_text(chromium, tmp_path):
    files = a_repository()
    empathy = files["rubric/criteria/empathy.yaml"]
    files["rubric/criteria/empathy.yaml"] = empathy.replace(
        "situation: The customer is hostile.",
        "situation: The customer types `</script><img src=x onerror=window.ran=1>` hostile.",
    )
    with served(a_site(tmp_path, files=files, strict=False)) as address:
        page = chromium.new_page()
        page.goto(address)
        results = asked(page, "hostile <img src=x onerror=window.ran=1>")
        assert "</script><img src=x onerror=window.ran=1>" in titles(results)[0]
        assert page.evaluate("window.ran") is None
        page.close()


def test_on_a_german_site_it_says_which_words_are_english(chromium, tmp_path):
    site = a_site(tmp_path, "theme: {name: material, language: de}\n", files=german.FILES)
    with served(site) as address, chromium.new_page() as page:
        page.goto(address)
        found = asked(page, "beleidigt").first
        assert "Die Kundin wird ausfallend" in found.inner_text()
        assert page.locator("dialog[open]").get_attribute("lang") == "en"
        assert found.locator(".rubric-hit__body").get_attribute("lang") == "de"

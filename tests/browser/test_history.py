"""Earlier wordings, as somebody meets them who disputes a score."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

KINDS = {
    "history": "criteria/empathy/history/",
    "earlier wording": "criteria/empathy/v1.0/",
    "what changed": "changes/",
    "criterion": "criteria/empathy/",
}
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


@every_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_remembered, path, scheme):
    page = open_remembered(path, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


@every_kind
def test_nothing_is_wider_than_a_phone(open_remembered, path):
    page = open_remembered(path, width=360)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def ask(page, day):
    page.get_by_label("As of").fill(day)
    page.get_by_role("button", name="Show what it said").click()


class TestAsOfADay:
    def test_the_criterion_leads_to_the_wording_of_that_day(self, open_remembered):
        page = open_remembered("criteria/empathy/")
        page.get_by_role("button", name="As of…").click()
        ask(page, "2026-02-20")
        page.wait_for_url("**/criteria/empathy/v1.0/?on=2026-02-20")
        assert "Names some feeling." in page.locator("main").inner_text()
        told = page.locator(".rubric-as-of output").inner_text()
        assert "This is what it said on" in told
        assert "20 February 2026" in told

    def test_a_quoted_link_shows_which_decisions_held_on_that_day(self, open_remembered):
        page = open_remembered("criteria/empathy/2026-01-02/?on=2026-01-20")
        held = page.locator("[data-rubric-held] li:not(.rubric-lapsed)")
        assert [one.split("\n")[0] for one in held.all_inner_texts()] == [
            "Tone counts 15 Jan 2026 to 1 Feb 2026"
        ]

    def test_a_quoted_link_finds_its_wording_wherever_it_is(self, open_remembered):
        page = open_remembered("criteria/empathy/v1.1/?on=2026-01-05")
        page.wait_for_url("**/criteria/empathy/2026-01-02/?on=2026-01-05")

    def test_today_is_the_criterion_itself(self, open_remembered):
        page = open_remembered("criteria/empathy/history/")
        ask(page, dt.date(2026, 5, 6).isoformat())
        page.wait_for_url("**/criteria/empathy/?on=2026-05-06")
        assert page.locator(".rubric-as-of output").is_visible()

    def test_a_day_before_the_first_wording(self, open_remembered):
        page = open_remembered("criteria/empathy/v1.0/?on=2025-01-01")
        assert "Nothing is on record before" in page.locator(".rubric-as-of output").inner_text()

    def test_an_earlier_id_keeps_the_day(self, open_remembered):
        page = open_remembered("criteria/compassion/?on=2026-02-20")
        page.wait_for_url("**/criteria/empathy/v1.0/?on=2026-02-20")

    def test_without_script_the_history_lists_every_wording(self, open_remembered):
        page = open_remembered("criteria/empathy/history/", javascript=False)
        assert page.locator(".rubric-as-of:visible").count() == 0
        links = page.get_by_role("link", name="Read it as it was then")
        assert links.count() == 3


class TestSinceTheLastVisit:
    def fresh(self, page):
        return page.locator(".rubric-new--fresh").count()

    def test_what_is_new_is_marked_for_who_was_here_before(self, open_remembered):
        page = open_remembered("changes/")
        assert self.fresh(page) == 0, "everything is new to who was never here"
        assert not page.locator("[data-rubric-visit]").is_visible()
        # An earlier visit, at which the newest entry was not there yet.
        page.evaluate(
            "const name = Object.keys(localStorage).find(one => one.startsWith('rubric-seen:'));"
            "localStorage.setItem(name, JSON.stringify(JSON.parse(localStorage[name]).slice(1)));"
            "sessionStorage.clear()"
        )
        page.reload()
        assert self.fresh(page) == 1
        assert (
            page.locator("[data-rubric-visit]").inner_text()
            == "One thing is new since your last visit"
        )
        page.reload()
        assert self.fresh(page) == 1, "as long as the visit lasts"
        page.evaluate("sessionStorage.clear()")
        page.reload()
        assert self.fresh(page) == 0, "at the next visit it is known"

    def test_who_has_seen_the_overview_alone_was_here_before(self, open_remembered):
        page = open_remembered("")
        page.goto(f"{page.url}changes/")
        assert page.locator("[data-key]").count() > 3
        assert self.fresh(page) == 0
        assert not page.locator("[data-rubric-visit]").is_visible()

    def test_the_overview_tells_it_too(self, open_remembered):
        page = open_remembered("changes/")
        page.evaluate(
            "const name = Object.keys(localStorage).find(one => one.startsWith('rubric-seen:'));"
            "localStorage.setItem(name, JSON.stringify(JSON.parse(localStorage[name]).slice(2)));"
            "sessionStorage.clear()"
        )
        page.goto(page.url.replace("changes/", ""))
        assert page.get_by_role("link", name="2 things are new since your last visit").is_visible()


def test_the_whole_standard_of_a_day_is_on_one_page(open_remembered):
    page = open_remembered("as-of/?on=2026-02-15")
    rows = page.locator(".rubric-table--day tbody tr:visible")
    names = rows.locator("th").all_inner_texts()
    assert len(names) == len(set(names)) > 0, "one wording of each criterion"
    link = rows.filter(has_text="Empathy").get_by_role("link").first
    assert link.get_attribute("href").endswith("on=2026-02-15")
    day = page.get_by_label("Day of the review")
    told = page.locator(".rubric-day output")
    then = rows.filter(has_text="Empathy").inner_text()
    day.fill("2026-12-31")
    assert page.url.endswith("?on=2026-12-31")
    assert rows.filter(has_text="Empathy").inner_text() != then
    assert told.inner_text()
    day.fill("2019-01-01")
    assert rows.count() == 0
    assert told.inner_text().startswith("Nothing is on record before")

"""Pages loaded in place, as many Material sites have it (`navigation.instant`)."""

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from browser.conftest import ROOT, served

PAGES = [
    "criteria/", "criteria/empathy/", "agreement/", "agreement/reviewers/", "decisions/",
    "calibration/", "criteria/tone/", "changes/", "criteria/empathy/", "tags/",
    "criteria/resolution/", "agreement/",
]  # fmt: skip
FEATURES = [
    ["navigation.instant"],
    [
        "navigation.instant",
        "navigation.instant.prefetch",
        "navigation.tabs",
        "navigation.sections",
        "toc.integrate",
    ],
]


@pytest.fixture(params=FEATURES, ids=" ".join)
def instant(request, tmp_path):
    """The example with these features, at its own address."""
    with served(tmp_path) as address:
        config = load_config(
            config_file=str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), site_url=address
        )
        config.theme["features"] = [*config.theme.get("features", []), *request.param]
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        yield address


def test_twelve_pages_are_what_they_are_when_loaded_afresh(chromium, instant):
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page, fresh = context.new_page(), context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(instant, wait_until="networkidle")  # links are taken over once the sitemap is there
    page.evaluate("window.sameDocument = true")
    for uri in PAGES:
        page.evaluate(
            """uri => {
                const a = document.createElement("a");
                a.href = uri;
                document.querySelector("article").append(a);
                a.click();
            }""",
            instant + uri,
        )
        fresh.goto(instant + uri)
        title = fresh.inner_text("article h1")
        page.wait_for_function(
            "title => document.querySelector('article h1').innerText === title", arg=title
        )
        assert page.evaluate("window.sameDocument"), f"{uri} was loaded afresh"
        for made in ("[data-rubric-compare]:not([hidden])", "form.rubric-filter:not([hidden])",
                     ".rubric-c-point", "[data-rubric-periods]:not([hidden])"):  # fmt: skip
            page.wait_for_function(  # scripts run after the page is there
                "([made, count]) => document.querySelectorAll(made).length === count",
                arg=[made, fresh.locator(made).count()],
            )
    page.keyboard.press("/")
    page.keyboard.type("hostile customer")
    page.wait_for_selector("dialog[open] [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('article h1').innerText === 'Empathy'")
    assert page.evaluate("window.sameDocument"), "a result was loaded afresh"
    assert errors == []
    context.close()


def test_a_point_of_a_chart_leads_to_its_session(chromium, instant):
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.goto(f"{instant}agreement/", wait_until="networkidle")
    page.locator(".rubric-trend--wide .rubric-c-point[data-kind=session]:visible").last.click()
    page.wait_for_function("document.querySelector('article h1').innerText.includes('calibration')")
    context.close()

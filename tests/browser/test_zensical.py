"""The example as Zensical builds it, in a browser: the finder, colours, nothing from others."""

import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from mkdocs_rubric.publish.which import is_installed

ROOT = Path(__file__).parents[2]
PAGES = ("", "criteria/empathy/", "criteria/empathy/history/", "agreement/", "manual/tutorial/")


@pytest.fixture(scope="module")
def place(tmp_path_factory, serving):
    if not is_installed("zensical"):
        pytest.skip("ZENSICAL IS NOT INSTALLED: pip install zensical")
    folder = tmp_path_factory.mktemp("zensical")
    command = [sys.executable, "-m", "mkdocs_rubric", "build", "--with", "zensical"]
    done = subprocess.run(
        [*command, "--site-dir", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(folder) as address:
        yield address


@pytest.fixture
def opened(chromium, place):
    """Opens a page, and notes what goes wrong on it and what it asks others for."""
    contexts = []

    def open_page(path="", scheme="light"):
        context = chromium.new_context(color_scheme=scheme, viewport={"width": 1300, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("request", lambda each: _note(page, each.url, place))
        page.goto(place + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(page, url, place):
    if not url.startswith((place, "data:")):
        page.trouble.append(url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_fetched_from_elsewhere(opened, path, scheme):
    page = opened(path, scheme)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.trouble == []


@pytest.mark.parametrize("opener", ["/", "Control+k", ".md-search__button", "[for=__search]"])
def test_the_finder_answers_from_the_themes_own_field_and_keys(opened, opener):
    page = opened("criteria/clarity/")
    if opener.startswith((".", "[")):
        page.evaluate("selector => document.querySelector(selector).click()", opener)
    else:
        page.keyboard.press(opener)
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("customer stopped replying")
    first = page.locator("dialog[open] [role=option]").first
    first.wait_for()
    assert "The customer never replied again" in first.inner_text()
    assert page.trouble == []

"""A site built with Material's `offline`, opened as files: nothing is fetched, and search works."""

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from browser.conftest import ROOT


@pytest.fixture(params=[True, False], ids=["the finder", "the theme's search"])
def folder(tmp_path, request):
    """The example as files, with the shared plugin instance out of the way."""
    site = tmp_path
    rubric = {"pseudonym_key": "k", "finder": request.param}
    plugins = ["search", "offline", {"rubric": rubric}]
    config = load_config(config_file=str(ROOT / "mkdocs.yml"), site_dir=str(site), plugins=plugins)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return site


def test_search_runs_from_files_and_nobody_is_asked(chromium, folder):
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda one: asked.append(one.url) if one.url.startswith("http") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"file://{folder}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("refund", delay=20)
    page.wait_for_selector(".md-search-result__item, dialog[open] [role=option]")
    assert asked == []
    assert errors == []
    context.close()

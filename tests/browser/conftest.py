"""The example site in a real Chromium. Without one, these tests skip, loudly."""

import calendar
import contextlib
import functools
import http.server
import os
import shutil
import socketserver
import threading
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

import meetings
from repositories import a_remembered_site
from score_form import CONFIG, the_files
from sites import a_site

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    missing = pytest.mark.skip(
        reason="NO BROWSER: install chromium (Debian: apt-get install chromium) or set CHROMIUM"
    )
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(missing)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


@contextlib.contextmanager
def served(folder):
    """The address of a folder on the loopback."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def serving():
    """`served`, for tests that build a site of their own."""
    return served


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The example site, built from this repository."""
    folder = tmp_path_factory.mktemp("site")
    config = load_config(config_file=str(ROOT / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def remembered(tmp_path_factory):
    """A small site whose empathy has had four wordings; this clone may have no history."""
    config = "repo_url: https://github.com/o/r\n"
    with served(a_remembered_site(tmp_path_factory.mktemp("history"), config)) as address:
        yield address


@pytest.fixture(scope="session")
def meeting(tmp_path_factory):
    """A small team with a session to walk through, and one that is to come."""
    config = (
        "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"
        "plugins: [search, rubric: {reviewers: names}]\n"
    )
    files = meetings.files()
    files["rubric/rubric.yaml"] += "calibration: {hide_names: true}\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(calendar.timegm(meetings.TODAY.timetuple())))
        folder = a_site(tmp_path_factory.mktemp("meeting"), config, files=files)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Opens a page of the example site."""
    yield from _opens(chromium, address)


@pytest.fixture
def open_remembered(chromium, remembered):
    """Opens a page of the small site with a history."""
    yield from _opens(chromium, remembered)


def _opens(chromium, address):
    """Opens pages; fails when one asks anybody else for anything."""
    contexts, strangers = [], []

    def open_(path="", *, width=1300, scheme="light", javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda one: (
                None
                if one.url.startswith((address, "data:", "blob:"))
                else strangers.append(one.url)
            ),
        )
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert strangers == [], "the built site called somebody"


@pytest.fixture(scope="session")
def scored_folder(tmp_path_factory):
    return a_site(tmp_path_factory.mktemp("scored"), CONFIG, files=the_files())


@pytest.fixture(scope="session")
def scored_site(scored_folder):
    with served(scored_folder) as address:
        yield address


@pytest.fixture
def begin(chromium, scored_site):
    """Opens the form of a session as a reviewer who starts."""
    contexts, errors = [], []

    def begin(session="open", who="ana", *, address=scored_site, context=None, **options):
        if context is None:
            context = chromium.new_context(
                viewport={"width": options.pop("width", 1300), "height": 900}, **options
            )
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        end = "index.html" if address.startswith("file:") else ""
        page.goto(f"{address}calibration/{session}/score/{end}")
        if who:
            page.get_by_label("Your name").select_option(who)
            page.get_by_role("button", name="Start scoring").click()
        return page

    yield begin
    for context in contexts:
        context.close()
    # The theme's own: it reads the blocked storage, and asks a server for what to search in.
    assert [one for one in errors if one != "denied" and "search_index" not in one] == []

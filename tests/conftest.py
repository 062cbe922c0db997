"""Options of the whole suite, and what several folders begin with."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, settings

from mkdocs_rubric.cli.init import _files
from mkdocs_rubric.importing import read_scorecard
from mkdocs_rubric.scaffold import Answers, Host
from sites import write

# How long an example takes is the machine's business.
settings.register_profile("rubric", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rubric")


def pytest_addoption(parser):
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write what `rubric check` says now into tests/cases/*/expected.txt",
    )
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write what pages and sites are now into tests/*/snapshots/",
    )


@pytest.fixture
def update_cases(request):
    return request.config.getoption("--update-cases")


@pytest.fixture
def made():
    """The files of a new repository, as `rubric init` writes them."""

    def make(scorecard=None, **changes):
        filled = {
            "title": "Support quality",
            "scale": "1-5",
            "reviewers": "pseudonyms",
            "host": Host.GITHUB,
            "url": "https://github.com/acme/support-quality",
            "branch": "main",
            "today": dt.date(2026, 11, 23),
            "version": "0.1.0",
        }
        return _files(Answers(**(filled | changes)), scorecard)

    return make


@pytest.fixture
def scorecard(tmp_path):
    """A scorecard, from the text or bytes of a file."""

    def read(content, name="scorecard.csv", **options):
        return read_scorecard(write(tmp_path, {name: content}) / name, **options)

    return read


@pytest.fixture
def same(request):
    """Compares a text with a file of snapshots/ beside the test, or writes it."""

    def compare(name, text):
        path = request.path.parent / "snapshots" / name
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text == known, f"{path}: read the difference, then --update-snapshots"

    return compare

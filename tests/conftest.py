"""Options of the whole suite."""

import pytest


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

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
        help="write what pages show now into tests/pages/snapshots/",
    )


@pytest.fixture
def update_cases(request):
    return request.config.getoption("--update-cases")


@pytest.fixture
def update_snapshots(request):
    return request.config.getoption("--update-snapshots")

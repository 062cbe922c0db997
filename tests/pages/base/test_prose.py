"""An author's links between files become links between pages."""

# ruff: noqa: E501 - a link a line

import time

import pytest

from factories import a_decision, a_project
from mkdocs_rubric.pages.base.links import Links
from mkdocs_rubric.pages.base.people import People, Privacy
from mkdocs_rubric.pages.base.prose import linked


def shown(text):
    project = a_project(decisions=[a_decision("2026-03-10-tone")])
    links = Links(
        project,
        People(project, Privacy.NAMES),
        frozenset({"decisions"}),
        "index.md",
        lambda _: False,
    )
    return linked(text, "rubric/criteria/empathy.yaml", "criteria/empathy.md", links)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[so](../../decisions/2026-03-10-tone.md)", "[so](../decisions/2026-03-10-tone.md)"),
        ("[so](../../decisions/2026-03-10-tone.md#x 'T')", "[so](../decisions/2026-03-10-tone.md#x 'T')"),
        ("[a [b](empathy.yaml) c](x)", "[a [b](empathy.md) c](x)"),
        ("[so](https://help.example/a.md)", "[so](https://help.example/a.md)"),
        ("[so](elsewhere.md)", "[so](elsewhere.md)"),
    ],
)  # fmt: skip
def test_a_link(text, right):
    assert shown(text) == right


@pytest.mark.parametrize("piece", ["[a](", "[", "[](", "[a](b#", "[a](b ", "]("])
def test_time_grows_with_the_text(piece):
    def taken(times):
        start = time.process_time()
        shown(piece * times)
        return time.process_time() - start

    assert taken(60_000) < max(3 * taken(30_000), 0.5)

"""The navigation, written out as the plugin would have placed it."""

import pytest

from mkdocs_rubric.publish.site_nav import automatic, sections, titles, written_out
from mkdocs_rubric.site import Entry

CONTENTS = [
    Entry("Start here", "start.md", first=True),
    Entry("Overview", "index.md"),
    Entry(
        "Criteria",
        "criteria/index.md",
        (Entry("Talking", below=(Entry("Empathy", "criteria/empathy.md", one_of_many=True),)),),
        section=True,
    ),
    Entry("Decisions", "decisions/index.md", section=True),
    Entry("More", below=(Entry("Glossary", "glossary.md"),), last=True),
]
MADE = {
    "start.md",
    "index.md",
    "criteria/index.md",
    "criteria/empathy.md",
    "decisions/index.md",
    "glossary.md",
}
START, HOME = {"Start here": "start.md"}, {"Overview": "index.md"}
CRITERIA = {"Criteria": ["criteria/index.md", {"Talking": [{"Empathy": "criteria/empathy.md"}]}]}
DECISIONS = {"Decisions": ["decisions/index.md"]}
MORE = {"More": [{"Glossary": "glossary.md"}]}
OWN = [{"How": "how.md"}]


def placed(own=OWN, title=None, *, first=True, made=MADE):
    return written_out(own, CONTENTS, made, title, first=first)


def test_ours_stand_before_or_after_the_teams():
    assert placed() == [START, HOME, CRITERIA, DECISIONS, *OWN, MORE]
    assert placed(first=False) == [START, HOME, *OWN, CRITERIA, DECISIONS, MORE]


def test_under_a_title_they_stand_together():
    assert placed(title="Standard") == [
        START,
        HOME,
        {"Standard": [CRITERIA, DECISIONS, MORE]},
        *OWN,
    ]


def test_a_navigation_that_names_ours_is_the_teams():
    own = [{"Rules": "criteria/"}, *OWN]
    assert placed(own) == [{"Rules": ["criteria/index.md", *CRITERIA["Criteria"][1:]]}, *OWN]


def test_what_is_not_made_is_not_named():
    assert placed(made={"decisions/index.md"}) == [DECISIONS, *OWN]


@pytest.mark.parametrize(
    ("pages", "nav"),
    [
        (["b.md", "index.md", "a.md"], ["index.md", "a.md", "b.md"]),
        (["x/README.md", "x/a.md"], [{"X": ["x/README.md", "x/a.md"]}]),
        (["first-week/day_one/a.md"], [{"First week": [{"Day one": ["first-week/day_one/a.md"]}]}]),
        (["b.md", "x/a.md", "a/b/c.md"], ["b.md", {"A": [{"B": ["a/b/c.md"]}]}, {"X": ["x/a.md"]}]),
        (
            ["x/y/a.md", "x/b.md", "x/index.md"],
            [{"X": ["x/index.md", "x/b.md", {"Y": ["x/y/a.md"]}]}],
        ),
        ([], []),
    ],
)
def test_without_a_navigation_there_is_one_by_folder(pages, nav):
    assert automatic(pages) == nav


def test_the_sections_above_a_page_and_what_pages_are_called():
    nav = placed()
    assert dict(sections(nav))["criteria/empathy.md"] == (
        ("Criteria", "criteria/index.md"),
        ("Talking", "criteria/empathy.md"),
    )
    assert dict(titles(nav))["glossary.md"] == "Glossary"

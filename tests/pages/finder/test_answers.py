"""The rules of a small standard, as the finder has them."""

import datetime as dt
import json
import re

import pytest

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Privacy, Renderer, Repository, Section, build
from sites import a_repository

ISSUE = "https://host.example/new?title={title}&body={text}"


def the_site(files=None, **options):
    settings = Options(repository=Repository(issue=ISSUE), **options)
    return build(DictTree(files or a_repository()), settings, Renderer(), today=dt.date(2026, 5, 6))


def urls(site):
    return {page.uri: page.uri.removesuffix(".md") + "/" for page in site.pages}


def content(site, sections=()):
    """What a browser reads of the script."""
    script = site.finder.script(urls(site), sections)
    found = re.fullmatch(r"window\.rubricIndex = JSON\.parse\((.*)\);\n", script, re.DOTALL)
    return json.loads(json.loads(found[1]))


def test_every_rule_says_how_to_score_and_where_it_stands():
    shown = [
        " | ".join(
            filter(
                None,
                [one.get("standing", ""), one["kind"], one["url"], one["title"],
                 one.get("score", ""), one["guidance"], one.get("decided", "")],
            )
        )
        for one in content(the_site())["answers"]
    ]  # fmt: skip
    assert shown == [
        "criterion | criteria/clarity/ | Clarity | Could the customer act on it?",
        "level | criteria/clarity/#level-3 | Clarity 3: Good | 3 | At once.",
        "level | criteria/clarity/#level-2 | Clarity 2: Fair | 2 | With effort.",
        "level | criteria/clarity/#level-1 | Clarity 1: Poor | 1 | No.",
        "criterion | criteria/empathy/ | Empathy | Did the agent acknowledge the situation?",
        (
            "edge case | criteria/empathy/#hostile | The customer is hostile | 2 | Score only "
            "what the agent wrote, as in the decision. | Decided 1 February 2026: Score what is "
            "written"
        ),
        "level | criteria/empathy/#level-3 | Empathy 3: Good | 3 | Names the problem.",
        "level | criteria/empathy/#level-2 | Empathy 2: Fair | 2 | Names a feeling.",
        "level | criteria/empathy/#level-1 | Empathy 1: Poor | 1 | Names nothing.",
        "N/A | criteria/empathy/#when | When Empathy is not applicable | N/A | Nobody is upset.",
        (
            "Superseded | decision | decisions/2026-01-15-old/ | Tone counts | Only what is "
            "written counts. | Decided 15 January 2026"
        ),
        (
            "decision | decisions/2026-02-01-new/ | Score what is written | Only what is written "
            "counts. | Decided 1 February 2026"
        ),
    ]


def test_a_retired_criterion_says_so_and_nothing_else():
    files = a_repository()
    files["rubric/criteria/clarity.yaml"] += "retired: 2026-03-01\nreplaced_by: empathy\n"
    files["rubric/rubric.yaml"] = files["rubric/rubric.yaml"].replace(", clarity", "")
    found = [one for one in content(the_site(files))["answers"] if "clarity" in one["url"]]
    assert [(one["standing"], one["guidance"]) for one in found] == [
        ("Retired", "Not scored since 1 March 2026. What it asked is part of Empathy now.")
    ]


def test_kinds_that_are_not_made_are_not_found():
    found = content(the_site(kinds=frozenset({"home"})))["answers"]
    assert {one["kind"] for one in found} == {"criterion", "edge case", "level", "N/A"}
    assert not any("decision" in one for one in found)


def test_pages_that_others_take_away_are_not_found():
    site = the_site()
    known = {uri: url for uri, url in urls(site).items() if "empathy" not in uri}
    assert "criteria/empathy" not in site.finder.script(known)


@pytest.mark.parametrize("privacy", [Privacy.PSEUDONYMS, Privacy.HIDDEN])
def test_no_reviewer_is_named(privacy):
    files = a_repository()
    for path in ("rubric/criteria/empathy.yaml", "rubric/criteria/clarity.yaml"):
        files[path] = (
            files[path]
            .replace("?\n", "? Anouk knows.\n")
            .replace("situation: The customer", "situation: Anouk and the customer")
        )
    files["rubric/rubric.yaml"] += "synonyms: [[Anouk, the lead]]\n"
    script = the_site(files, privacy=privacy).finder.script(urls(the_site()))
    assert "nouk" not in script
    assert "Anouk" in the_site(files, privacy=Privacy.NAMES).finder.script(urls(the_site()))


def test_a_teams_own_words_stand_beside_those_of_the_trade():
    files = a_repository()
    files["rubric/rubric.yaml"] += "synonyms:\n  - [RMA, return slip]\n"
    synonyms = content(the_site(files))["synonyms"]
    assert synonyms[0] == ["RMA", "return slip"]
    assert next(group for group in synonyms if "money back" in group)[0] == "refund"


def test_no_phrase_of_the_trade_stands_twice_in_a_group():
    for group in content(the_site())["synonyms"]:
        assert len(group) == len({one.casefold() for one in group}) > 1, group
        assert all(one == one.strip() and one for one in group), group


def test_sections_of_other_pages_come_along():
    section = Section("page", "first-week/#start", "Start", "Your first week", "Read this.")
    assert content(the_site(), [section])["sections"] == [
        {
            "kind": "page",
            "url": "first-week/#start",
            "title": "Start",
            "page": "Your first week",
            "text": "Read this.",
        }
    ]


def test_the_form_takes_what_was_looked_for():
    found = content(the_site())
    assert found["proposal"].startswith(
        "https://host.example/new?title=Edge%20case%3A%20_SITUATION_"
    )
    assert found["place"] == "_SITUATION_"
    without = build(DictTree(a_repository()), Options(), Renderer(), today=dt.date(2026, 5, 6))
    assert content(without)["proposal"] == ""


def test_nothing_ends_the_script_it_stands_in():
    files = a_repository()
    files["rubric/criteria/clarity.yaml"] = files["rubric/criteria/clarity.yaml"].replace(
        "Could the customer act on it?", '"</script>\\u2028<!--"'
    )
    site = the_site(files)
    script = site.finder.script(urls(site))
    assert "</script" not in script
    assert "\u2028" not in script


def test_the_same_standard_gives_the_same_bytes():
    first, second = the_site(), the_site()
    assert first.finder.script(urls(first)) == second.finder.script(urls(second))

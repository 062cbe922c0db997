"""The page a session is led from, as it is read without a script; and what it hands over."""

import html
import re
from urllib.parse import unquote

import pytest

import meetings
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.site import Privacy
from sites import as_read

WALK = "calibration/s1/walk.md"


def walk(found=None, **options):
    return meetings.pages(found, **options).text[WALK]


def gap(text, number):
    """What is read of one gap, up to how it is settled."""
    return as_read(text).split("Settle it\n")[number].rpartition("\nEmpathy ")[2]


def test_gaps_come_largest_first_and_agreement_in_one_line_at_the_end():
    text = as_read(walk())
    assert "2 gaps, the largest first. 45 minutes are about 22 for each." in text
    assert text.index("Empathy scores from 1 to 3") < text.index("Empathy 1 of 2 said N/A")
    assert "Everybody agreed on 2 of 4 scores, and in every conversation on Clarity." in text
    assert "Clarity\n" not in text


def test_a_gap_is_read_at_once():
    assert (
        gap(walk(), 0)
        == """\
scores from 1 to 3
Did the agent acknowledge the situation?
C-1: A hostile start. email
N/A 0 gave it. agreed
1 Poor 1 gave it. agreed
2 Fair 0 gave it. agreed
3 Good 2 gave it. agreed
1 says Anouk: nothing is named Bram
3 the problem is named Anouk
3 Cleo
1 Poor
Names nothing.
As stated.
2 Fair
Names a feeling.
Sorry about that.
3 Good
Names the problem.
Three weeks is too long.
The conversation
Customer 09:00<b>Hello</b>
Agent 09:05Hi {{ page }}.
Decided so far
Score what is written In force 1 Feb 2026
Edge cases
The customer is hostile 2
"""
    )


def test_a_dispute_about_whether_it_applies_is_a_gap_with_the_rule_beside_the_levels():
    text = gap(walk(), 1)
    assert "1 of 2 said N/A, the other gave 2" in text
    assert "N/A not applicable\nNobody is upset.\n2 Fair\n" in text


def decision(text):
    """The file that the form for the first gap comes with: its name and its text."""
    url = html.unescape(re.search(r'href="(https://git.example/new/decisions[^"]*)"', text)[1])
    name, _, content = url.partition("?name=")[2].partition("&text=")
    return unquote(name), unquote(content)


def test_a_decision_comes_filled_in_and_settles_the_gap_as_soon_as_it_is_there():
    name, content = decision(walk())
    assert name == "2026-01-31-empathy-c-1.md"
    assert (
        content
        == """\
---
title: What is decided, as a statement
status: accepted
date: 2026-01-31
session: s1
criteria: [empathy]
conversations: [C-1]
settles: [{conversation: C-1, criterion: empathy}]
---
## Situation

A hostile start.

## How reviewers read it

- 1 of 3 gave 1 (Poor).
    - says a reviewer: nothing is named
- 2 of 3 gave 3 (Good).
    - the problem is named

## Decision

How it is scored from now on.

## Why

The reason, for the next person who asks.
"""
    )
    found = meetings.files() | {f"decisions/{name}": content.replace("What is decided", "Decided")}
    settled = meetings.pages(found)
    assert "Settled by Decided, as a statement" in as_read(settled.text[WALK])
    assert "Empathy on C-1" not in as_read(settled.text["calibration/s2.md"])


def pasted(text, which):
    found = re.search(rf'<pre id="gap-c-1-empathy-{which}"[^>]*>(.*?)</pre>', text, re.DOTALL)
    return html.unescape(found[1].replace("<span></span>", ""))


def test_the_edge_case_and_the_entry_fit_where_they_are_pasted():
    files = meetings.files()
    text = walk(files)
    criterion, session = "rubric/criteria/empathy.yaml", "scores/s1/session.yaml"
    case = pasted(text, "case").replace("score: ", "score: 2")
    entry = pasted(text, "clear")
    project = load_project(
        DictTree(files | {criterion: files[criterion] + case, session: files[session] + entry})
    ).project
    added = project.rubric.criteria["empathy"].edge_cases[-1]
    assert (added.situation, added.decision) == ("A hostile start.", "2026-01-31-empathy-c-1")
    settled = project.sessions["s1"].session.settled
    assert [(one.conversation, one.no_change) for one in settled] == [
        ("C-1", "Why the guideline stays as it is.")
    ]
    line = files[criterion].split("\n").index("edge_cases:") + 1
    assert f"https://git.example/edit/{criterion}#L{line}" in text or (
        f"https://git.example/edit/{criterion}#L{line + 1}" in text
    )


def test_the_same_can_be_done_in_a_terminal():
    assert "rubric decide s1 C-1 empathy --no-change &#34;Why the guideline" in walk()


@pytest.mark.parametrize(("hide", "hidden"), [("true", 3 + 2), ("false", 0)])
def test_names_wait_until_the_gap_is_settled_if_the_rubric_says_so(hide, hidden):
    found = meetings.files()
    found["rubric/rubric.yaml"] += f"calibration: {{hide_names: {hide}}}\n"
    assert walk(found).count("data-walk-name hidden") == hidden


def test_names_are_told_once_it_is_settled():
    entry = "settled: [{conversation: C-1, criterion: empathy, no_change: It is clear.}]\n"
    found = meetings.files(held=meetings.HELD + entry)
    found["rubric/rubric.yaml"] += "calibration: {hide_names: true}\n"
    text = walk(found)
    assert text.count("data-walk-name hidden") == 2, "of the other gap"
    assert "No change to the rubric: It is clear." in as_read(text)


@pytest.mark.parametrize("privacy", [Privacy.PSEUDONYMS, Privacy.HIDDEN])
def test_names_are_nowhere_on_a_site_that_does_not_show_them(privacy):
    text = unquote(walk(privacy=privacy))
    assert not re.search("anouk|bram|cleo", text, re.IGNORECASE)
    assert ("the problem is named" in text) == (privacy is Privacy.PSEUDONYMS)


def test_a_consensus_that_is_there_is_shown_and_edited():
    agreed = f"{meetings.HEAD}C-1,empathy,3,\n"
    text = walk(meetings.files() | {"scores/s1/consensus.csv": agreed})
    assert 'data-agreed="3"' in text
    assert 'data-edit="https://git.example/edit/scores/s1/consensus.csv"' in text
    assert "data-walk-same" not in text


def test_without_a_gap_there_is_only_that_to_say():
    found = meetings.files()
    for name in ("anouk", "bram", "cleo"):
        found[f"scores/s1/{name}.csv"] = f"{meetings.HEAD}C-1,clarity,3,\n"
    text = as_read(walk(found))
    assert "There is no gap: everybody scored alike, or close enough." in text
    assert "Everybody agreed on 1 of 1 scores, and in every conversation on Clarity." in text
    assert "Walk through" not in meetings.pages(found).text["calibration/s1.md"]


def test_without_a_host_the_texts_are_there_to_be_copied():
    text = walk(repository=meetings.Repository())
    assert 'data-rubric-copy="gap-c-1-empathy-decision" hidden>Copy: Write the decision' in text
    assert "settles: [{conversation: C-1" in as_read(text)

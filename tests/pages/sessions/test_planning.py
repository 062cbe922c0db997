"""The form on the host that plans a session, and what waits where nobody meets."""

import html
import re
from urllib.parse import unquote

import pytest

import meetings
from factories import findings
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Privacy, load_and_check

ASYNC = meetings.HELD.replace("minutes: 45", "kind: async")


def log(found=None, **options):
    return meetings.pages(found, **options).text["calibration/index.md"]


def form(page):
    """The address of the form and the file it is filled in with."""
    (address,) = re.findall(r'href="([^"]*)"[^>]*>Plan a session<', page)
    where, _, text = unquote(html.unescape(address)).partition("&text=")
    return where, text


def test_a_session_is_planned_on_the_host_as_the_last_one_was():
    where, text = form(log(meetings.files(planned="")))
    assert where == "https://git.example/new/scores/2026-02?name=session.yaml"
    assert (
        text
        == """\
date: 2026-02-24
minutes: 60
kind: regular
rubric_version: "1.0"
facilitator: anouk
reviewers: [anouk, bram, cleo]
# Two to four, and for each why: edge case, disagreement, common, escalation.
conversations:
  - id: C-0000
    picked_as: edge-case
    summary: What the customer wants, and what happens, in a line
"""
    )


@pytest.mark.parametrize("privacy", [Privacy.PSEUDONYMS, Privacy.HIDDEN])
def test_who_scores_is_not_told_where_the_site_does_not_name_people(privacy):
    _, text = form(log(meetings.files(planned=""), privacy=privacy))
    assert "anouk" not in text.lower()
    assert "# Who scores, as in scores/s1/session.yaml.\nreviewers: []\n" in text


def test_a_form_that_was_filled_in_is_a_session_without_mistakes():
    _, text = form(log(meetings.files(planned="")))
    written = text.replace("C-0000", "C-9").replace(
        "What the customer wants, and what happens, in a line", "A late refund."
    )
    found = meetings.files(planned="") | {"scores/2026-02/session.yaml": written}
    tree = DictTree({path: each.encode() for path, each in found.items()})
    checked = load_and_check(tree, today=meetings.TODAY)
    assert [each for each in checked.found if each.where.path.startswith("scores/2026-02/")] == []
    assert "2026-02" in checked.project.every_session


def test_what_is_left_of_the_form_is_an_error():
    _, text = form(log(meetings.files(planned="")))
    told = [each for each in findings({"scores/2026-09/session.yaml": text}) if "R417" in each]
    assert [each.split(" ")[0] for each in told] == [
        "scores/2026-09/session.yaml:9:9",
        "scores/2026-09/session.yaml:11:14",
    ]


def test_without_a_repository_there_is_no_form():
    assert "Plan a session" not in log(repository=meetings.Repository())


def test_where_the_hosts_form_takes_no_text_it_is_copied():
    host = meetings.Repository(new_empty="https://git.example/new/{folder}?file_name={name}")
    page = log(meetings.files(planned=""), repository=host)
    where, text = form(page)
    assert (where, text) == ("https://git.example/new/scores/2026-02?file_name=session.yaml", "")
    assert 'data-rubric-copy="plan"' in page
    assert "reviewers: [anouk, bram, cleo]" in page
    assert "copy.js" in page


def test_the_hosts_buttons_plan_it_sealed_and_open_it():
    host = meetings.Repository(buttons="https://git.example/actions")
    sealed = f"{meetings.PLANNED}\n    sealed: {{binding: hash}}\n"
    pages = meetings.pages(meetings.files(planned=sealed), repository=host).text
    assert 'href="https://git.example/actions"' in pages["calibration/index.md"]
    assert 'href="https://git.example/actions"' in pages["calibration/s2.md"]
    open_ = meetings.pages(repository=host).text
    assert "git.example/actions" not in open_["calibration/s2.md"], "open sheets are open already"


def test_where_nobody_met_open_gaps_need_live_discussion():
    found = meetings.files(held=ASYNC)
    assert "2 need live discussion" in log(found)
    pages = meetings.pages(found).text
    assert "2 need live discussion" in pages["calibration/s1.md"]
    assert (
        "scores from 1 to 3, 31 January 2026, needs live discussion" in pages["calibration/s2.md"]
    )
    assert "live discussion" not in log()

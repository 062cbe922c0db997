"""What agreement means: told by the scales and the limits of the team whose site it is."""

import datetime as dt

import pytest

from factories import a_scale
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.pages.method.meaning_page import _example, _how_far, _pairs
from mkdocs_rubric.site import Options, Renderer, build
from sites import RUBRIC, a_repository, as_read


def shown(**changes):
    tree = DictTree(a_repository(**changes))
    site = build(tree, Options(), Renderer(), today=dt.date(2026, 11, 23))
    return as_read(site.text["method/agreement.md"])


@pytest.mark.parametrize(
    ("scale", "agree", "example"),
    [
        (
            a_scale(1, 2, 3, 4, 5),
            "The same score, or one point apart",
            "3 and 4 agree, 2 and 4 do not",
        ),
        (a_scale(0, 1), "The same score only", "0 and 1 do not agree"),
        (a_scale(0, 1, 2), "The same score only", "1 and 2 do not agree"),
        (a_scale(1, 3, 5, 7), "The same score only", "3 and 5 do not agree"),
        (
            a_scale(*range(11), tolerance=2),
            "The same score, or up to 2 points apart",
            "4 and 6 agree, 4 and 7 do not",
        ),
        (a_scale(0, 1, tolerance=1), "Any two scores", "So nothing can be a gap"),
        (a_scale(-1, 0, 1), "The same score only", "0 and 1 do not agree"),
    ],
)  # fmt: skip
def test_what_agrees_on_a_scale_and_an_example(scale, agree, example):
    assert (_how_far(scale), _pairs(scale)) == (agree, example)


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (
            a_scale(1, 2, 3, 4, 5),
            (
                "Three reviewers give 2, 3 and 4 on 1 to 5. That makes three pairs: 3 and 4 agree, "
                "2 and 3 agree, 2 and 4 do not. So two of three pairs agree: 67%."
            ),
        ),
        (
            a_scale(0, 1),
            (
                "Three reviewers give 0, 1 and 1 on 0 to 1. That makes three pairs: 1 and 1 agree, "
                "0 and 1 do not, twice. So one of three pairs agrees: 33%."
            ),
        ),
        (a_scale(0, 1, tolerance=1), ""),
    ],
)
def test_the_percentage_is_counted_out_for_three_reviewers(scale, words):
    assert " ".join(_example(scale)) == words


def test_the_limits_are_those_of_the_team():
    bands = "calibration: {bands: {acceptable: 72.5, strong: 90}}\n"
    text = shown(rubric=RUBRIC + bands)
    assert [line.partition(" | Use")[0] for line in text.splitlines() if " | " in line][2:] == [
        "Agreement | We call it | What to do",
        "90% or more | Strong",
        "72.5% to just under 90% | Acceptable",
        (
            "Less than 72.5% | Unreliable | Leave these criteria out of an agent's review for now. "
            "Find out what you read in two ways, and write down what you decide."
        ),
        "Fewer than 4 conversations | Too few to say | Score more conversations together first.",
    ]


def test_every_scale_in_use_with_what_is_scored_on_it():
    assert "1 to 3 | The same score only | 2 and 3 do not agree | Empathy, Clarity\n" in shown()


def test_what_is_claimed_and_when():
    text = shown().partition("## When we call something a change\n")[2].partition("## ")[0]
    assert " ".join(text.split()) == (
        "Figures go up and down by themselves. A change is only named when luck is very unlikely: "
        "of ten teams like yours, at most one reads in a whole year of any change, on any page, "
        "that was only luck. A single session is never called better or worse than another. Has "
        "agreement changed? The newest sessions with 12 conversations are compared with some 24 "
        "conversations before (whole sessions, so it may be 25 or 26), the same criteria on both "
        "sides. What was scored on one side only is left out. Did a decision work? Each decision "
        "is judged twice: after 12 conversations were scored after it, and again after 24. They "
        "are compared with some 24 conversations before it, and with the criteria that the "
        "decision did not touch, on the same conversations. The session that made it counts on "
        "neither side: it was chosen because its figures were bad. Until then it is too early to "
        "say. Even then it only looks as if the decision worked: something else may have happened "
        "in the same weeks. And after an unusually bad month figures rise by themselves. Is "
        "somebody strict? Each reviewer is compared with the one in the middle, whom one very "
        "strict colleague cannot move."
    )


@pytest.mark.parametrize("word", ["pooled", "interval", "noise", "indicative", "chance", "kappa"])
def test_no_word_of_statistics_outside_the_fold(word):
    assert word not in shown().partition("\nFormulas\n")[0].casefold()


def test_a_rubric_that_cannot_be_read_has_a_page_all_the_same():
    assert "When two scores agree" in shown(rubric="title: [x\n")

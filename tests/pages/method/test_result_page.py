"""How a result is computed, as the page says it, and one review worked through to the end."""

import datetime as dt
import re
import textwrap
from fractions import Fraction
from pathlib import Path

import pytest

from mkdocs_rubric.load import DictTree, FolderTree
from mkdocs_rubric.pages import Privacy
from mkdocs_rubric.site import Options, Renderer, build
from sites import CLARITY, EMPATHY, RUBRIC, a_repository, as_read

NAMES = ("anouk", "bram")
SHEETS = {
    "scores/s1/anouk.csv": "conversation,criterion,score\nC-1,empathy,3\nC-1,clarity,2\n",
    "scores/s1/bram.csv": "conversation,criterion,score\nC-1,empathy,1\nC-1,clarity,\n",
}
MET = """\
title: {title}
question: Was it?
scale: met
weight: {weight}
levels:
  1: {{description: Yes.}}
  0: {{description: No.}}
"""


def shown(files=None, **options):
    site = build(
        DictTree(a_repository() | SHEETS if files is None else files),
        Options(**options),
        Renderer(),
        today=dt.date(2026, 11, 23),
    )
    return as_read(site.text["method/result.md"])


def wrapped(text):
    return "".join(
        textwrap.fill(line, 92, subsequent_indent="   ", break_on_hyphens=False) + "\n"
        for line in text.splitlines()
    )


def part(text, title):
    """What stands under a heading."""
    return re.split(r"\n(?=## |The formula)", text.partition(f"## {title}")[2])[0].partition("\n")[
        2
    ]


def with_privacy(critical="critical: true\n", **scores):
    """A repository with a critical criterion in a group of its own, and one review."""
    rubric = RUBRIC.replace("groups:", "  met:\n    levels: {0: Not met, 1: Met}\ngroups:").replace(
        "clarity]}", "clarity]}\n  - {id: safe, title: Safe, criteria: [privacy]}"
    )
    rows = "".join(f"C-1,{name},{score}\n" for name, score in scores.items())
    return a_repository(rubric=rubric) | {
        "rubric/criteria/privacy.yaml": critical + MET.format(title="Privacy", weight=1),
        "scores/s1/anouk.csv": f"conversation,criterion,score\n{rows}",
        "scores/s1/bram.csv": "conversation,criterion,score\n",
    }


def test_the_whole_page():
    page = """\
# How a result is computed
A result says how much a review earned of what there was to earn, from 0 to 100%.
1. Each score earns by how far up its scale it is. The lowest level earns nothing, the
   highest everything.
2. Criteria count by their weight. That is what there is to earn on each.
3. What does not apply, or was not scored, is left out. It neither helps nor hurts.
## One review, worked through
One review of conversation C-1, January 2026 calibration. Each score earns its part of the
   weight: 2 of 2 points up the scale earn 3 of a weight of 3.
Criterion | Score | Up its scale | Weight | Earned
Empathy | 3 Good | 2 of 2 | 3 | 3
Clarity | 2 Fair | 1 of 2 | 1 | 0.5
Result | 87.5% | 4 | 3.5
3.5 of 4 points is 87.5%. That is the result. A review passes at 80%: this one does.
## Weights: what each criterion counts
A criterion counts by its weight: twice the weight, twice the effect on the result. The
   shares below are of a review in which everything was scored.
Criterion | Weight | Share |
Empathy | 3 | 75% |
Clarity | 1 | 25% |
## Scales: what each level earns
The lowest level earns nothing, the highest the criterion's whole weight, and each level
   between them its part of the way.
1 to 3
3 Good 100%
2 Fair 50%
1 Poor 0%
Empathy · Clarity
## N/A: what does not apply is left out
A criterion that does not apply is left out on both sides: of what was earned, and of what
   there was to earn. So it neither helps nor hurts, and the others count for more. An empty
   cell, not scored, is left out in the same way. Neither of the two is a zero.
N/A can be given on
Empathy
## Critical criteria: one level that decides
No criterion is critical here: no single score decides a review.
## The pass mark
A review passes at 80% or more. Nothing is rounded before that is decided: exactly 80%
   passes, and a hair below does not. Where a result is shown, it has as many decimals as it
   takes to see on which side it is.
The formula
With the weight w of a criterion, its score s, and the lowest and the highest score l and h
   of its scale:
result = 100 · Σ w · (s \N{MINUS SIGN} l) / (h \N{MINUS SIGN} l) ÷ Σ w
Both sums run over the criteria in force that have a score. A critical criterion at s = l
   makes the result 0. Weights, scores and pass mark count as they are written, in fractions
   without any rounding. A session is computed on the scales of its day.
"""
    assert wrapped(shown()) == page


def numbers(cell):
    """`3 1/3` as a number."""
    return sum(map(Fraction, cell.split()))


def test_in_the_example_every_number_is_exact_and_they_add_up():
    root = Path(__file__).parents[3]
    site = build(FolderTree(root), Options(), Renderer(), today=dt.date(2026, 11, 23))
    table = part(as_read(site.text["method/result.md"]), "One review").splitlines()[2:]
    rows = [line.split(" | ") for line in table if line.count(" | ") >= 3]
    terms = [row for row in rows if len(row) == 5]
    groups = [row for row in rows if len(row) == 4 and row[0] != "Result"]
    (whole,) = [row for row in rows if row[0] == "Result"]
    assert len(terms) > 2
    for _, _, up, weight, earned in terms:
        points, of = map(Fraction, up.split(" of "))
        assert numbers(earned) == numbers(weight) * points / of
    for some in (terms, groups):
        assert sum(numbers(row[-2]) for row in some) == numbers(whole[-2])
        assert sum(numbers(row[-1]) for row in some) == numbers(whole[-1])


class TestTheReview:
    def test_nobody_is_named(self):
        assert not re.search("|".join(NAMES), shown(), re.IGNORECASE)

    def test_where_reviewers_are_hidden_the_agreed_scores_stand_for_one(self):
        agreed = "conversation,criterion,score\nC-1,empathy,2\nC-1,clarity,3\n"
        files = a_repository() | SHEETS | {"scores/s1/consensus.csv": agreed}
        text = part(shown(files, privacy=Privacy.HIDDEN), "One review")
        assert text.startswith("The agreed scores of conversation C-1, January 2026 calibration.")
        assert "2.5 of 4 points is 62.5%." in text

    @pytest.mark.parametrize("privacy", [Privacy.HIDDEN, Privacy.NAMES])
    def test_where_there_is_none_it_is_made_up(self, privacy):
        text = part(shown(a_repository(), privacy=privacy), "One review")
        assert text == (
            "A made-up review, as there is none here yet. Each score earns its part of the "
            "weight: 1 of 2 points up the scale earn 1.5 of a weight of 3.\n"
            "Criterion | Score | Up its scale | Weight | Earned\n"
            "Empathy | 2 Fair | 1 of 2 | 3 | 1.5\n"
            "Clarity | 3 Good | 2 of 2 | 1 | 1\n"
            "Result | 62.5% | 4 | 2.5\n"
            "2.5 of 4 points is 62.5%. That is the result. A review passes at 80%: this one does "
            "not."
        )

    def test_the_newest_session_with_a_review_is_taken(self):
        later = {
            "scores/s2/session.yaml": "date: 2026-02-28\nreviewers: [anouk]\n"
            "conversations: [{id: C-2}]\n",
            "scores/s2/anouk.csv": "conversation,criterion,score\nC-2,empathy,3\n",
        }
        text = part(shown(a_repository() | SHEETS | later), "One review")
        assert "conversation C-1" in text, "one score is too few to see how they are put together"
        later["scores/s2/anouk.csv"] += "C-2,clarity,3\n"
        assert "conversation C-2" in part(shown(a_repository() | SHEETS | later), "One review")

    def test_what_does_not_apply_is_shown_and_left_out(self):
        files = with_privacy(empathy="NA", clarity=2, privacy=1)
        assert part(shown(files), "One review").splitlines()[2:-1] == [
            "Communication | 50% | 1 | 0.5",
            "Empathy | N/A | left out",
            "Clarity | 2 Fair | 1 of 2 | 1 | 0.5",
            "Safe | 100% | 1 | 1",
            "Privacy | 1 Met | 1 of 1 | 1 | 1",
            "Result | 75% | 2 | 1.5",
        ]

    def test_a_critical_failure_is_told_beside_what_was_earned(self):
        files = with_privacy(empathy=3, clarity=2, privacy=0)
        assert part(shown(files), "One review").splitlines()[-1] == (
            "3.5 of 5 points is 70%. But Privacy is critical and at its lowest level: the result "
            "is 0%, whatever else was earned. The review fails."
        )

    def test_what_was_not_scored_is_counted(self):
        files = with_privacy(empathy=3, clarity=3)
        assert part(shown(files), "One review").endswith(
            "The one other criterion was not scored, and is left out in the same way as N/A."
        )

    def test_thirds_stay_thirds_and_a_rounded_percentage_says_so(self):
        four = RUBRIC.replace("{1: Poor, 2: Fair, 3: Good}", "{1: Poor, 2: Fair, 3: Good, 4: Best}")
        best = "levels:\n  4: {description: Best., examples: [{text: x}]}\n"
        files = a_repository(
            rubric=four,
            empathy=EMPATHY.replace("levels:\n", best),
            clarity=CLARITY.replace("levels:\n", f"weight: 0.1\n{best}"),
        )
        files |= {
            "scores/s1/anouk.csv": "conversation,criterion,score\nC-1,empathy,3\nC-1,clarity,2\n"
        }
        assert part(shown(files), "One review").splitlines()[2:] == [
            "Empathy | 3 Good | 2 of 3 | 3 | 2",
            "Clarity | 2 Fair | 1 of 3 | 0.1 | 1/30",
            "Result | 65.6% | 3.1 | 2 1/30",
            (
                "2 1/30 of 3.1 points is 65.6%, rounded. That is the result. A review passes at "
                "80%: this one does not."
            ),
        ]

    def test_a_result_just_below_the_mark_is_not_shown_as_the_mark(self):
        files = a_repository(
            rubric=RUBRIC.replace("passing: 80", "passing: 66.67"),
            empathy=EMPATHY.replace("weight: 3", "weight: 2"),
        )
        files |= {
            "scores/s1/anouk.csv": "conversation,criterion,score\nC-1,empathy,3\nC-1,clarity,1\n"
        }
        text = part(shown(files), "One review")
        assert "2 of 3 points is 66.667%, rounded." in text
        assert "A review passes at 66.67%: this one does not." in text

    def test_a_review_on_levels_that_are_gone_is_not_taken(self):
        files = a_repository() | SHEETS
        files["scores/s1/anouk.csv"] = files["scores/s1/anouk.csv"].replace(
            "empathy,3", "empathy,9"
        )
        assert part(shown(files), "One review").startswith("A made-up review")


class TestOtherRubrics:
    def test_without_a_pass_mark(self):
        files = a_repository(rubric=RUBRIC.replace("passing: 80\n", "")) | SHEETS
        text = shown(files)
        assert "That is the result; this rubric has no pass mark." in text
        assert part(text, "The pass mark") == (
            "There is no pass mark: a result is a percentage, and no review passes or fails."
        )

    def test_without_weights_each_is_one_part(self):
        files = a_repository(empathy=EMPATHY.replace("weight: 3\n", "")) | SHEETS
        assert part(shown(files), "Weights") == (
            "All 2 criteria count the same: each is one part in 2 of the result."
        )

    def test_where_nothing_has_a_weight_there_is_no_result(self):
        files = a_repository(
            empathy=EMPATHY.replace("weight: 3", "weight: 0"),
            clarity=CLARITY.replace("levels:", "weight: 0\nlevels:"),
        )
        text = shown(files | SHEETS)
        assert "One review" not in text
        assert part(text, "Weights") == "No criterion has a weight, so no result is computed."

    def test_a_weight_of_zero_changes_nothing(self):
        files = a_repository(clarity=CLARITY.replace("levels:", "weight: 0\nlevels:")) | SHEETS
        text = shown(files)
        assert "Clarity | 2 Fair | 1 of 2 | 0 | 0" in text
        assert "One with a weight of 0 is scored and discussed, and changes no result." in text

    def test_weights_of_a_hundred_are_the_shares(self):
        files = a_repository(
            empathy=EMPATHY.replace("weight: 3", "weight: 70"),
            clarity=CLARITY.replace("levels:", "weight: 30\nlevels:"),
        )
        assert "Criterion | Share |\nEmpathy | 70% |\nClarity | 30% |" in shown(files)

    def test_critical_criteria(self):
        text = part(shown(with_privacy()), "Critical criteria")
        assert text == (
            "At the lowest level of this criterion the result is 0% and the review fails, whatever "
            "else was earned. Above the lowest level a critical criterion counts by its weight "
            "like any other, and N/A fails nothing.\nPrivacy"
        )

    def test_several_critical_criteria(self):
        files = with_privacy()
        path = "rubric/criteria/clarity.yaml"
        files[path] = files[path].replace("levels:", "critical: true\nlevels:", 1)
        text = part(shown(files), "Critical criteria")
        assert text.startswith("At the lowest level of any of these criteria the result is 0%")
        assert text.endswith("Clarity · Privacy")

    def test_groups(self):
        assert part(shown(with_privacy(critical="")), "Groups") == (
            "Communication and Safe each have a percentage of their own, computed alike over their "
            "own criteria."
        )

    def test_a_retired_criterion_counts_in_no_result(self):
        rubric = RUBRIC.replace("empathy, clarity", "empathy")
        retired = CLARITY.replace("scale: quality", "scale: quality\nretired: 2026-02-01")
        text = shown(a_repository(rubric=rubric, clarity=retired) | SHEETS)
        assert part(text, "Retired criteria") == (
            "A retired criterion counts in no result. The scores it was given stay in their "
            "sessions.\nClarity"
        )
        assert part(text, "Weights") == "There is one criterion: its score is the result."
        assert "Clarity" not in text.partition("## Retired")[0]

    def test_every_scale_in_use_and_the_earlier_ones(self):
        rubric = RUBRIC.replace("groups:", "  old:\n    levels: {0: No, 1: Half, 3: Yes}\ngroups:")
        clarity = CLARITY.replace(
            "scale: quality",
            "scale: quality\nearlier_scales: [{before: 2026-03-01, scale: old}]",
        )
        text = part(shown(a_repository(rubric=rubric, clarity=clarity)), "Scales")
        assert text.splitlines()[1:] == [
            "1 to 3",
            "3 Good 100%",
            "2 Fair 50%",
            "1 Poor 0%",
            "Empathy · Clarity",
            "0 to 3 in sessions before 1 March 2026",
            "3 Yes 100%",
            "1 Half 1/3",
            "0 No 0%",
            "Clarity",
        ]

    def test_where_na_is_allowed_nowhere(self):
        files = a_repository(empathy=EMPATHY.replace("not_applicable: Nobody is upset.\n", ""))
        assert "Here N/A is not allowed on any criterion." in shown(files)

    def test_a_rubric_that_cannot_be_read_has_a_page_all_the_same(self):
        assert "No criterion has a weight" in shown(a_repository(rubric="title: [x\n"))

"""Known conversations in daily work: the rule or the reviewer."""

from mkdocs_rubric.calibration.seeds import read_back, worth_seeding
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.model import Mark, Sheet
from practising import practice_files

SEEDS = """\
seeds:
  - {name: X-1, session: s2, conversation: K-1, date: 2026-05-01}
  - {name: X-2, session: s2, conversation: K-2, date: 2026-05-01}
  - {name: X-3, session: s2, conversation: K-3, date: 2026-05-01}
"""


def a_team():
    files = practice_files(**{"practice/seeds.yaml": SEEDS})
    del files["practice/first.yaml"]
    return load_project(DictTree(files)).project


def a_sheet_of(*rows):
    """`rows` are (reviewer, conversation, criterion, cell)."""
    reviewers, conversations, criteria, cells = zip(*rows, strict=True)
    lines = range(2, len(rows) + 2)
    return Sheet("s.csv", reviewers, conversations, criteria, cells, ("",) * len(rows), lines)


def test_second_scores_are_compared_with_the_first_and_with_the_standard():
    rows = [("bram", "X-1", "empathy", 1), ("bram", "X-2", "empathy", Mark.NOT_APPLICABLE)]
    people, criteria = read_back(a_team(), a_sheet_of(*rows, ("bram", "X-3", "empathy", 3)))
    (bram,) = people
    assert (bram.standard.scores, round(bram.standard.within, 3)) == (3, 0.333)
    assert (bram.own.scores, round(bram.own.within, 3)) == (3, 0.667), "he gave K-1 a 1 before too"
    (empathy,) = criteria
    assert (empathy.about, empathy.standard) == ("Empathy", bram.standard)


def test_people_on_one_criterion_count_as_conversations_each():
    rows = [(who, "X-1", "empathy", 3) for who in ("anouk", "bram", "carla")]
    _, (empathy,) = read_back(a_team(), a_sheet_of(*rows))
    assert (empathy.standard.conversations, empathy.own.conversations) == (3, 2)


def test_what_was_not_scored_is_no_score():
    people, criteria = read_back(a_team(), a_sheet_of(("bram", "X-1", "empathy", Mark.NOT_SCORED)))
    assert (people, criteria) == ([], [])


def test_what_was_slipped_in_is_not_worth_it_again():
    assert worth_seeding(a_team()) == []

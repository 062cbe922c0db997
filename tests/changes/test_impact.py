"""What a change does to reviews that are there, and what has to be read again."""

import pytest

from mkdocs_rubric.changes import compare, impact, to_reread
from mkdocs_rubric.load import DictTree, load_project
from sites import a_repository

RUBRIC, EMPATHY = "rubric/rubric.yaml", "rubric/criteria/empathy.yaml"
SHEETS = {
    # empathy (weight 3) and clarity (weight 1) on a scale of 1 to 3
    "scores/s1/anouk.csv": "conversation,criterion,score\nC-1,empathy,3\nC-1,clarity,1\n",
    "scores/s1/bram.csv": "conversation,criterion,score\nC-1,empathy,1\nC-1,clarity,3\n",
    "scores/s1/consensus.csv": "conversation,criterion,score\nC-1,empathy,3\nC-1,clarity,1\n",
}


def compared(*edits, sheets=SHEETS):
    before = a_repository() | sheets
    after = dict(before)
    for path, old, new in edits:
        assert old in after[path]
        after[path] = after[path].replace(old, new)
    return compare(*(load_project(DictTree(files)).project for files in (before, after)))


def test_reviews_are_scored_again_under_both_rubrics():
    found = impact(compared((EMPATHY, "weight: 3", "weight: 1")))
    # before: 3/4 and 1/4 of the weight; after: half each
    assert (found.overall.before, found.overall.after) == (50, 50)
    assert (found.overall.reviews, found.changed, found.left_out) == (2, 2, 0)


def test_conversations_that_cross_the_pass_mark_are_named():
    found = impact(compared((RUBRIC, "passing: 80", "passing: 70")))
    (crossing,) = found.crossings
    assert (crossing.session, crossing.conversation) == ("s1", "C-1")
    assert (crossing.passed, crossing.failed, crossing.reviews) == (0, 1, 2)
    assert crossing.consensus == "pass"
    assert found.changed == 0


def test_a_review_at_the_mark_to_the_last_digit_passes():
    """0.1 + 0.2 + 0.6 of 1.2 is 75%, and in binary 74.99999999999999%."""
    met = "title: {}\nquestion: Was it?\nscale: met\nweight: {}\nlevels:\n  1: {{description: a}}\n"
    met += "  0: {{description: b}}\n"
    weights = {"one": "0.1", "two": "0.2", "three": "0.3", "six": "0.6"}
    before = a_repository() | {
        f"rubric/criteria/{name}.yaml": met.format(name, weight) for name, weight in weights.items()
    }
    before[RUBRIC] = (
        before[RUBRIC]
        .replace("[empathy, clarity]", f"[{', '.join(weights)}]")
        .replace("groups:", "  met:\n    levels: {0: Not met, 1: Met}\ngroups:")
    )
    rows = "".join(f"C-1,{name},{int(name != 'three')}\n" for name in weights)
    before |= {"scores/s1/anouk.csv": f"conversation,criterion,score\n{rows}"}
    after = before | {RUBRIC: before[RUBRIC].replace("passing: 80", "passing: 75")}
    found = impact(compare(*(load_project(DictTree(files)).project for files in (before, after))))
    assert found.overall.after == 75
    assert [(one.passed, one.failed) for one in found.crossings] == [(0, 1)]


def test_a_critical_criterion_at_its_lowest_fails_what_passed():
    found = impact(
        compared(
            (RUBRIC, "passing: 80", "passing: 20"),
            (EMPATHY, "weight: 3", "weight: 3\ncritical: true"),
        )
    )
    assert found.overall.after == pytest.approx(75 / 2)
    assert found.crossings[0].failed == 1  # 75% passes now; 25% would, and fails by empathy


def test_groups_are_told_by_their_titles():
    found = impact(compared((EMPATHY, "weight: 3", "weight: 1")))
    assert found.groups.keys() == {"Communication"}


def test_a_renamed_criterion_keeps_its_scores():
    before = a_repository() | SHEETS
    after = dict(before)
    after["rubric/criteria/feeling.yaml"] = after.pop(EMPATHY).replace("compassion", "empathy")
    after[RUBRIC] = after[RUBRIC].replace("[empathy", "[feeling")
    found = impact(compare(*(load_project(DictTree(files)).project for files in (before, after))))
    assert (found.changed, found.overall.after) == (0, 50)


def test_scores_on_levels_that_are_gone_are_left_out_and_counted():
    lower = (RUBRIC, "levels: {1: Poor, 2: Fair, 3: Good}", "levels: {1: Poor, 2: Fair}")
    found = impact(compared(lower))
    assert found.overall is None
    assert found.left_out == 2


def test_where_one_criterion_alone_was_scored_its_weight_changes_nothing():
    found = impact(compared((EMPATHY, "weight: 3", "weight: 1"), sheets={}))
    assert found.overall.reviews == 2
    assert found.changed == 0


def test_a_new_criterion_has_no_past_scores():
    new = (
        "title: Brevity\nquestion: Short?\nscale: quality\nlevels:\n  3: {description: a}\n"
        "  2: {description: b}\n  1: {description: c}\n"
    )
    before = a_repository() | SHEETS
    after = before | {"rubric/criteria/brevity.yaml": new}
    after[RUBRIC] = after[RUBRIC].replace("clarity]", "clarity, brevity]")
    found = impact(compare(*(load_project(DictTree(files)).project for files in (before, after))))
    assert found.unscored == ("brevity",)


class TestWhatRestsOnChangedWords:
    def test_a_reworded_level_is_what_cases_decisions_examples_and_consensus_rest_on(self):
        (found,) = to_reread(compared((EMPATHY, "Names a feeling.", "Names some feeling.")))
        assert found.criterion == "empathy"
        assert found.words == ("level 2 (Fair) reworded",)
        assert found.edge_cases == ["hostile"]
        assert found.decisions == ["2026-02-01-new"]
        assert found.examples == [2]
        assert found.consensus == {"s1": 1}

    def test_a_change_of_weight_rests_nothing(self):
        assert to_reread(compared((EMPATHY, "weight: 3", "weight: 1"))) == []

    def test_a_comma_is_not_worth_reading_again(self):
        assert to_reread(compared((EMPATHY, "Names a feeling.", "Names a feeling!"))) == []

    def test_what_the_same_change_touches_or_confirms_has_been_read(self):
        (found,) = to_reread(
            compared(
                (EMPATHY, "Names a feeling.", "Names some feeling."),
                (EMPATHY, "score: 2\n", "score: 2\n    confirmed: 2026-04-01\n"),
                (
                    "decisions/2026-02-01-new.md",
                    "session: s1",
                    "session: s1\nconfirmed: 2026-04-01",
                ),
            )
        )
        assert (found.edge_cases, found.decisions) == ([], [])

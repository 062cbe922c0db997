"""What the files say to each other; one mistake is one finding."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_tree, findings
from mkdocs_rubric.site import load_and_check

CRITERION = """
    title: {title}
    question: Did they?
    scale: {scale}
    {more}
    levels:
      1: {{description: a, examples: [{{text: x}}]}}
      2: {{description: b, examples: [{{text: x}}]}}
      3: {{description: c, examples: [{{text: x}}]}}
    """
RUBRIC = """
    title: Quality
    version: "1"
    scales: {{quality: {{levels: {{1: a, 2: b, 3: c}}}}}}
    groups: [{{id: all, title: All, criteria: [{criteria}]}}]
    """
DECISION = """
    ---
    title: Tone
    status: {status}
    date: 2026-03-10
    criteria: [empathy]
    {more}
    ---
    """


def a_criterion_file(title="Empathy", scale="quality", more="weight: 1"):
    return CRITERION.format(title=title, scale=scale, more=more)


OWNED = "tags: [tone]\n    owner: ana\n    review_by: 2031-01-01"


def a_decision_file(status="accepted", more="tags: [tone]"):
    return DECISION.format(status=status, more=more)


def short(*args, **kwargs):
    return [re.sub(r"^\S*/", "", one) for one in findings(*args, **kwargs)]


def test_a_group_that_lists_an_earlier_id_is_told_todays():
    assert short(
        {"rubric/criteria/care.yaml": a_criterion_file(more="aliases: [empathy]")},
        rubric=RUBRIC.format(criteria="empathy"),
        empathy=None,
    ) == ['rubric.yaml:4:43 R203 "empathy" is an earlier id of "care"']


def test_an_earlier_id_and_todays_in_one_group_are_the_same_twice():
    found = short(
        {"rubric/criteria/care.yaml": a_criterion_file(more="aliases: [empathy]")},
        rubric=RUBRIC.format(criteria="care, empathy"),
        empathy=None,
    )
    assert [one.split()[1] for one in found] == ["R202", "R203"]


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        ("see_also: [empaty]", 'empathy.yaml:4:12 R203 there is no criterion "empaty"'),
        ("replaced_by: empaty\nretired: 2026-01-01", "empathy.yaml:4:14 R203 there is no"),
        ("aliases: [empathy]", 'empathy.yaml:4:11 R210 the alias "empathy" is the id of rubric'),
        ("aliases: [care, care]", None),
        (
            "earlier_scales: [{before: 2026-01-01, scale: old}]",
            'empathy.yaml:4:46 R204 the rubric has no scale "old"',
        ),
        (
            "edge_cases: [{id: a, situation: b, guidance: c}, {id: a, situation: b, guidance: c}]",
            'empathy.yaml:4:55 R210 there are two edge cases with the id "a"',
        ),
    ],
)
def test_a_criterion_with(more, finding):
    found = short(empathy=a_criterion_file(more=more.replace("\n", "\n    ")))
    found = [one for one in found if " R211 " not in one and " R209 " not in one]
    assert [one[: len(finding)] for one in found] == [finding] if finding else found == []


def test_two_criteria_cannot_have_one_earlier_id():
    found = short(
        {"rubric/criteria/tone.yaml": a_criterion_file(more="aliases: [old]")},
        empathy=a_criterion_file(more="aliases: [old]"),
        rubric=RUBRIC.format(criteria="empathy, tone"),
    )
    assert found == [
        'tone.yaml:4:11 R210 the alias "old" is an alias of rubric/criteria/empathy.yaml already'
    ]


@pytest.mark.parametrize("status", ["proposed", "rejected", "retired"])
def test_an_edge_case_rests_on_an_accepted_decision_only(status):
    case = "edge_cases: [{id: a, situation: b, guidance: c, decision: 2026-03-10-tone}]"
    assert short(empathy=a_criterion_file(more=case), decision=a_decision_file(status, OWNED)) == [
        'empathy.yaml:4:59 R302 the edge case "a" rests on a decision that is ' + status
    ]


def test_a_chain_names_its_last_decision_as_the_newer_one():
    case = "edge_cases: [{id: a, situation: b, guidance: c, decision: 2026-03-10-tone}]"
    tree = a_tree(
        {
            "decisions/2026-04-01-b.md": a_decision_file(more="supersedes: [2026-03-10-tone]"),
            "decisions/2026-05-01-c.md": a_decision_file(more="supersedes: [2026-04-01-b]"),
        },
        empathy=a_criterion_file(more=case),
        decision=a_decision_file(),
    )
    hints = [one.hint for one in load_and_check(tree).found if one.code == "R303"]
    assert hints == ["superseded by 2026-05-01-c"]


def test_a_circle_is_told_once_where_the_older_supersedes_the_newer():
    files = {
        "decisions/2026-03-10-a.md": a_decision_file(more="supersedes: [2026-05-01-c]"),
        "decisions/2026-04-01-b.md": a_decision_file(more="supersedes: [2026-03-10-a]"),
        "decisions/2026-05-01-c.md": a_decision_file(more="supersedes: [2026-04-01-b]"),
    }
    assert [one.split(" ")[:2] for one in short(files)] == [["2026-03-10-a.md:6:14", "R305"]]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9, unique=True))
def test_entries_are_told_that_close_a_circle(pairs):
    names = [f"2026-03-1{number}-d" for number in range(6)]

    def leads(start, goal, seen=()):
        return start == goal or any(
            leads(old, goal, (*seen, start)) for new, old in pairs if new == start not in seen
        )

    files = {
        f"decisions/{name}.md": a_decision_file(
            more=f"supersedes: [{', '.join(names[old] for new, old in pairs if new == number)}]"
        )
        for number, name in enumerate(names)
    }
    found = [one for one in short(files, decision=None) if " R305 " in one]
    assert len(found) == sum(old >= new and leads(old, new) for new, old in pairs)


def test_a_decision_cannot_supersede_itself():
    found = short(decision=a_decision_file(more="supersedes: [2026-03-10-tone]"))
    assert "R305 a decision cannot supersede itself" in found[0] + found[-1]


def test_a_long_chain_is_no_circle_and_takes_no_time():
    ids = [f"{2000 + n // 365}-01-01-d{n:04}" for n in range(1500)]
    files = {
        f"decisions/{new}.md": a_decision_file(more=f"supersedes: [{old}]")
        for old, new in pairwise(ids)
    }
    files[f"decisions/{ids[0]}.md"] = a_decision_file()
    assert [one.split(" ")[1] for one in short(files)] == ["R304"]


def test_conversations_of_a_decision_are_those_of_its_session_or_of_any():
    session = "date: 2026-03-10\nconversations: [{id: C-1}]\n"
    case = "edge_cases: [{id: a, situation: b, guidance: c, decision: 2026-03-10-tone}]"
    other = {"scores/2026-04/session.yaml": "date: 2026-04-10\nconversations: [{id: C-9}]\n"}
    for more, finding in [
        ("conversations: [C-9]", None),
        ("session: 2026-03\n    conversations: [C-9]", 'no conversation "C-9" in scores/2026-03/'),
        ("conversations: [C-8]", 'there is no conversation "C-8" in a session'),
    ]:
        found = findings(
            other,
            session=session,
            empathy=a_criterion_file(more=case),
            decision=a_decision_file(more=more),
        )
        assert len(found) == (finding is not None)
        assert finding is None or finding in found[0]


def test_without_sessions_nobody_is_unknown():
    found = short(decision=a_decision_file(more="deciders: [sam, ana]"))
    assert [one.split(" ")[1] for one in found] == ["R304"]


def test_what_follows_from_a_mistake_is_not_another_one():
    """A group, a level, a scale and an edge case that could not be used are not missing as well."""
    assert (
        len(short(rubric=RUBRIC.format(criteria="empathy").replace("title: All", "titel: All")))
        == 1
    )
    assert (
        len(short(empathy=a_criterion_file().replace("{description: b, ", "{descripton: b, "))) == 1
    )
    assert len(short(rubric=RUBRIC.format(criteria="empathy").replace("1: a", "one: a"))) == 2
    case = "edge_cases: [{id: A b, situation: b, guidance: c, decision: 2026-03-10-tone}]"
    found = short(empathy=a_criterion_file(more=case), decision=a_decision_file())
    assert [one.split(" ")[1] for one in found] == ["R103"]

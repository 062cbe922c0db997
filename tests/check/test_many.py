"""Mistakes cost in proportion, and their list can be read."""

import time

import pytest

from factories import a_tree, findings
from mkdocs_rubric.site import load_and_check

SESSION = "date: 2026-03-10\nreviewers: [ana]\nconversations: [{id: C-1}]\n"
DECISION = "---\ntitle: T\nstatus: accepted\ndate: 2026-03-10\ncriteria: [empathy]\n---\n## Why\n\n"


def sheet(rows):
    return "conversation,criterion,score,reviewer\n" + "".join(rows)


KINDS = {
    "conversations": lambda n: f"C-{n + 5},empathy,2,ana\n",
    "criteria": lambda n: f"C-1,c{n},2,ana\n",
    "reviewers": lambda n: f"C-1,empathy,2,r{n}\n",
    "scores": lambda n: f"C-1,empathy,{n + 7},ana\n",
    "doubles": lambda _: "C-1,empathy,2,ana\n",
    "all": lambda n: f"C-{n + 5},c{n},{n},r{n}\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_mistakes(kind):
    def taken(rows):
        tree = a_tree(session=SESSION, ana=sheet(map(KINDS[kind], range(rows))))
        start = time.process_time()
        found = load_and_check(tree).found
        assert 1 < len(found) < 600
        return time.process_time() - start

    taken(500)
    assert taken(40_000) < max(3 * taken(20_000), 2)


FILLED = {
    "session": lambda number: {
        "session": SESSION.replace("[{id: C-1}]", f"[{', '.join(['{id: C-1}'] * number)}]")
    },
    "reviewers": lambda number: {
        "session": SESSION.replace("[ana]", f"[ana, {', '.join(map('r{}'.format, range(number)))}]")
    },
    "decision": lambda number: {
        "decision": DECISION + "".join(f"@han{one} Zol{one}tan said so, " for one in range(number))
    },
}


@pytest.mark.parametrize("kind", FILLED)
def test_time_grows_with_the_mistakes_in_one_file(kind):
    def taken(number):
        tree = a_tree(**{"session": SESSION, **FILLED[kind](number)})
        start = time.process_time()
        assert load_and_check(tree).found
        return time.process_time() - start

    taken(500)
    assert taken(20_000) < max(3 * taken(10_000), 0.5)


def test_time_grows_with_the_decisions_that_go_in_a_circle():
    def taken(number):
        files = {
            f"decisions/2026-03-10-d{each}.md": DECISION.replace(
                "criteria:", f"supersedes: [2026-03-10-d{(each + 1) % number}]\ncriteria:"
            )
            for each in range(number)
        }
        tree = a_tree(files, session=SESSION)
        start = time.process_time()
        assert any(one.code == "R305" for one in load_and_check(tree).found)
        return time.process_time() - start

    taken(50)
    assert taken(2000) < max(3 * taken(1000), 0.5)


def test_names_that_are_many_are_summed_up():
    rows = map(KINDS["conversations"], range(1000))
    found = findings(session=SESSION, ana=sheet(rows))
    unknown = [one for one in found if " R310 " in one]
    assert len(unknown) == 50
    assert unknown[0].endswith('there is no conversation "C-5" in scores/2026-03/session.yaml')
    assert unknown[-1].endswith(
        'there is no conversation "C-54" in scores/2026-03/session.yaml; '
        "the same goes for 950 more names in this sheet"
    )


def test_findings_of_one_kind_have_an_end():
    rows = map(KINDS["doubles"], range(1201))
    found = [one for one in findings(session=SESSION, ana=sheet(rows)) if " R403 " in one]
    assert len(found) == 201
    assert found[-1] == (
        "scores/2026-03/ana.csv:203:1 R403 "
        "1,000 findings more of this kind, from here on, are not listed"
    )

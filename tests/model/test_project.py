import datetime as dt

from factories import a_criterion, a_decision, a_project, a_rubric, a_session, a_sheet, an_edge_case
from mkdocs_rubric.model import Status


def by_id(*decisions):
    return a_project(decisions=decisions)


def test_a_decision_is_superseded_by_an_accepted_one_only():
    old = a_decision("2026-01-01-old")
    for status, expected in [
        (Status.ACCEPTED, Status.SUPERSEDED),
        (Status.PROPOSED, Status.ACCEPTED),
        (Status.REJECTED, Status.ACCEPTED),
    ]:
        new = a_decision("2026-02-01-new", status=status, supersedes=(old.id,))
        assert by_id(old, new).status(old) is expected


def test_in_a_chain_only_the_last_is_in_force():
    one = a_decision("2026-01-01-one")
    two = a_decision("2026-02-01-two", supersedes=(one.id,))
    three = a_decision("2026-03-01-three", supersedes=(two.id,))
    project = by_id(one, two, three)
    assert [project.in_force(each) for each in (one, two, three)] == [False, False, True]
    assert project.superseded_by[one.id] is two


def test_a_decision_cannot_put_itself_out_of_force():
    one = a_decision("2026-01-01-one", supersedes=("2026-01-01-one",))
    assert by_id(one).in_force(one)


def test_a_retired_decision_stays_retired_when_it_is_superseded():
    old = a_decision("2026-01-01-old", status=Status.RETIRED)
    assert by_id(old, a_decision("2026-02-01-new", supersedes=(old.id,))).status(old) == "retired"


def test_decisions_on_a_criterion_are_newest_first_and_count_earlier_ids():
    rubric = a_rubric(a_criterion("empathy", aliases=("compassion",)))
    one = a_decision("2026-01-01-one", criteria=("compassion",))
    two = a_decision("2026-02-01-two", criteria=("empathy", "compassion", "nobody"))
    project = a_project(rubric, decisions=(one, two))
    assert project.decisions_on == {"empathy": [two, one]}


def test_edge_cases_that_rest_on_a_decision():
    cases = (an_edge_case("a"), an_edge_case("b", decision="2026-03-10-tone"))
    criterion = a_criterion(edge_cases=cases)
    assert a_project(a_rubric(criterion)).cited_by == {"2026-03-10-tone": [(criterion, 1)]}


def test_people_are_everyone_who_took_part_since_their_first_day():
    early = a_session(a_sheet("ana", [("C-1", "empathy", 2)]), id="a", date=dt.date(2026, 1, 1))
    late = a_session(
        a_sheet("ana", [("C-2", "empathy", 2)]),
        a_sheet("ben", [("C-2", "empathy", 2)]),
        id="b",
        date=dt.date(2026, 2, 1),
        facilitator="sam",
    )
    decision = a_decision("2026-01-15-x", deciders=("ben",))
    assert a_project(decisions=[decision], sessions=[late, early]).people == {
        "ana": dt.date(2026, 1, 1),
        "ben": dt.date(2026, 1, 15),
        "sam": dt.date(2026, 2, 1),
    }


def test_what_was_left_out_of_a_file_is_known():
    project = a_project(lost=frozenset({("a.yaml", "levels", 2), ("scores/2026-03/ana.csv",)}))
    assert project.lost_in("a.yaml")
    assert project.lost_in("a.yaml", "levels", 2)
    assert not project.lost_in("a.yaml", "levels", 1)
    assert not project.lost_in("b.yaml")
    assert project.lost_sheets(a_session())
    assert not project.lost_sheets(a_session(id="2026-04"))

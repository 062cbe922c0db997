"""Scores against the rubric, on scales of every kind."""

import pytest

from factories import findings

RUBRIC = """
    title: Quality
    version: "1"
    scales: {{quality: {{levels: {{{levels}}}}}, old: {{levels: {{0: no, 1: yes}}}}}}
    groups: [{{id: all, title: All, criteria: [empathy]}}]
    """
SESSION = """
    date: 2026-03-10
    reviewers: [ana, ben]
    conversations: [{id: C-1}, {id: C-2}]
    """
HEAD = "conversation,criterion,score\n"
BEN = {"scores/2026-03/ben.csv": HEAD}


def a_criterion_file(levels, more=""):
    lines = "".join(f"  {n}: {{description: a, examples: [{{text: x}}]}}\n" for n in levels)
    return f"title: E\nquestion: q\nscale: quality\n{more}levels:\n{lines}"


def check(rows, *, levels=(1, 2, 3), more="", files=None, session=SESSION):
    """`line:column code` of what is wrong, where ana's sheet has `rows` and ben's is empty."""
    found = findings(
        BEN | {"scores/2026-03/ana.csv": HEAD + rows} | (files or {}),
        rubric=RUBRIC.format(levels=", ".join(f"{n}: L{n}" for n in levels)),
        empathy=a_criterion_file(levels, more),
        session=session,
    )
    found = [one for one in found if " R407 " not in one]
    return [one.split(" ", 2)[0].split(":", 1)[1] + " " + one.split(" ")[1] for one in found]


@pytest.mark.parametrize(
    ("levels", "good", "bad"),
    [
        ((1, 2, 3, 4, 5), (1, 5), (0, 6)),
        ((0, 1, 2, 3, 4), (0, 4), (-1, 5)),
        ((-2, -1, 0, 1, 2), (-2, 2), (-3, 3)),
        ((1, 10), (1, 10), (2, 9)),
        ((0, 1), (0, 1), (2, 5)),
    ],
)
def test_a_score_is_a_level_of_the_scale(levels, good, bad):
    assert check(f"C-1,empathy,{good[0]}\nC-2,empathy,{good[1]}\n", levels=levels) == []
    assert check(f"C-1,empathy,{bad[0]}\nC-2,empathy,{bad[1]}\n", levels=levels) == [
        "2:13 R401",
        "3:13 R401",
    ]


def test_not_applicable_is_allowed_where_the_criterion_says_when():
    assert check("C-1,empathy,NA\n") == ["2:13 R402"]
    assert check("C-1,empathy,NA\n", more="not_applicable: They only ask.\n") == []


def test_not_scored_is_always_possible():
    assert check("C-1,empathy,\n") == []


def test_the_scale_is_that_of_the_session_s_day():
    more = "earlier_scales: [{before: 2026-04-01, scale: old}]\n"
    assert check("C-1,empathy,0\nC-2,empathy,3\n", more=more) == ["3:13 R401"]


def test_an_earlier_id_is_as_good_as_todays_and_not_scored_beside_it():
    more = "aliases: [care]\n"
    assert check("C-1,care,2\n", more=more) == []
    assert check("C-1,care,2\nC-1,empathy,2\n", more=more) == ["3:5 R403"]


def test_one_score_of_each_reviewer_over_all_sheets():
    export = {
        "scores/2026-03/export.csv": "reviewer," + HEAD + "ana,C-1,empathy,3\nben,C-1,empathy,2\n"
    }
    assert check("C-1,empathy,2\n", files=export)[0] == "2:9 R403"


def test_the_consensus_is_checked_apart():
    consensus = {
        "scores/2026-03/consensus.csv": HEAD + "C-1,empathy,2\nC-1,empathy,9\nC-7,empathy,1\n"
    }
    assert check("C-1,empathy,2\n", files=consensus) == ["3:5 R403", "3:13 R401", "4:1 R310"]


def test_a_name_that_is_wrong_in_many_rows_is_told_once():
    rows = "C-9,empathy,2\n" * 3 + "C-1,empaty,2\n"
    assert check(rows) == ["2:1 R310", "3:5 R403", "4:5 R403", "5:5 R203"]
    (first, *_) = findings(
        BEN | {"scores/2026-03/ana.csv": HEAD + "C-1,empaty,2\nC-2,empaty,2\n"}, session=SESSION
    )
    assert first.endswith('R203 there is no criterion "empaty" (in 2 rows)')


def test_a_strangers_sheet_is_told_at_the_file_and_a_strangers_row_at_the_row():
    stranger = {"scores/2026-03/eve.csv": HEAD + "C-1,empathy,2\n"}
    assert check("", files=stranger) == ["1:1 R311"]
    mixed = {
        "scores/2026-03/all.csv": "reviewer," + HEAD + "ana,C-1,empathy,2\neve,C-1,empathy,2\n"
    }
    assert check("", files=mixed) == ["3:1 R311"]


def test_a_reviewer_whose_sheet_cannot_be_read_has_a_sheet():
    broken = {"scores/2026-03/ben.csv": "who;what\n"}
    assert check("C-1,empathy,2\n", files=broken) == ["1:1 R014"]


def test_a_name_or_a_conversation_that_is_listed_twice():
    session = """
        date: 2026-03-10
        reviewers: [ana, ben, ana]
        conversations: [{id: C-1}, {id: C-1}]
        """
    assert check("C-1,empathy,2\n", session=session) == ["2:23 R210", "3:33 R210"]


def test_one_reviewer_alone_has_no_gap_to_settle():
    session = "date: 2026-03-10\nreviewers: [ana]\nconversations: [{id: C-1}]\n"
    assert check("C-1,empathy,1\n", session=session, files={"scores/2026-03/ben.csv": None}) == []


def test_a_session_without_anything_is_fine():
    assert check("", session="date: 2026-03-10\n", files={
        "scores/2026-03/ben.csv": None, "scores/2026-03/ana.csv": None,
    }) == []  # fmt: skip


def test_a_gap_needs_one_entry_that_settles_it():
    ben = {"scores/2026-03/ben.csv": HEAD + "C-1,empathy,3\n"}
    entry = "{conversation: C-1, criterion: empathy, no_change: Clear.}"
    once = f"{SESSION.rstrip()}\n    settled: [{entry}]\n"
    twice = f"{SESSION.rstrip()}\n    settled: [{entry}, {entry}]\n"
    assert check("C-1,empathy,1\n", files=ben) == ["3:22 R405"]
    assert check("C-1,empathy,1\n", files=ben, session=once) == []
    assert check("C-1,empathy,1\n", files=ben, session=twice) == ["4:71 R406"]
    assert check("C-1,empathy,3\n", files=ben, session=once) == ["4:11 R406"]


def test_a_dispute_about_whether_it_applies_needs_an_entry_too():
    more = "not_applicable: They only ask.\n"
    four = {f"scores/2026-03/{name}.csv": f"{HEAD}C-1,empathy,{score}\n"
            for name, score in (("ben", 3), ("chloe", 3), ("dan", "NA"))}  # fmt: skip
    session = SESSION.replace("[ana, ben]", "[ana, ben, chloe, dan]").rstrip()
    entry = "settled: [{conversation: C-1, criterion: empathy, no_change: They only asked.}]"
    assert check("C-1,empathy,NA\n", files=four, more=more, session=session) == ["3:22 R405"]
    settled = f"{session}\n    {entry}\n"
    assert check("C-1,empathy,NA\n", files=four, more=more, session=settled) == []
    assert check("C-1,empathy,3\n", files=four | BEN, more=more, session=session) == ["3:22 R405"]
    none = dict.fromkeys(four, HEAD + "C-1,empathy,NA\n")
    assert check("C-1,empathy,NA\n", files=none, more=more, session=session) == []


def test_a_gap_is_told_in_words():
    def told(*cells):
        names = ("ana", "ben", "chloe", "dan")[: len(cells)]
        files = {f"scores/2026-03/{name}.csv": f"{HEAD}C-1,empathy,{cell}\n"
                 for name, cell in zip(names, cells, strict=True)}  # fmt: skip
        (one,) = findings(
            files,
            empathy=a_criterion_file((1, 2, 3), "not_applicable: They only ask.\n"),
            session=f"date: 2026-03-10\nreviewers: [{', '.join(names)}]\n"
            "conversations: [{id: C-1}]\n",
        )
        return one.partition("R405 ")[2].removesuffix(", and nothing says how that was settled")

    assert told(1, 3) == "empathy on C-1 was scored from 1 to 3"
    assert told("NA", 3, 3, "NA") == (
        "2 of 4 reviewers said that empathy does not apply to C-1 and the others scored it"
    )
    assert told("NA", 3) == (
        "1 of 2 reviewers said that empathy does not apply to C-1 and the other scored it"
    )


def test_two_hundred_criteria_are_no_trouble():
    names = [f"criterion-{n}" for n in range(200)]
    files = {f"rubric/criteria/{name}.yaml": a_criterion_file((1, 2, 3)) for name in names}
    files["rubric/criteria/empathy.yaml"] = None
    rubric = RUBRIC.format(levels="1: a, 2: b, 3: c").replace("[empathy]", f"[{', '.join(names)}]")
    rows = "".join(f"C-1,{name},2\n" for name in names)
    assert findings(
        files | BEN | {"scores/2026-03/ana.csv": HEAD + rows}, rubric=rubric, session=SESSION
    ) == ['scores/2026-03/session.yaml:2:18 R407 there is no score of "ben" in this session']

"""What a change does to a file: what is new is written like what stands beside it."""

import datetime as dt
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import dedent

import pytest

from mkdocs_rubric.edit import formatted, project_files
from mkdocs_rubric.entries import NotEditableError, YamlFile
from mkdocs_rubric.entries.paths import at
from mkdocs_rubric.load import FolderTree, Layout
from mkdocs_rubric.model import (
    Criterion,
    Decision,
    Dispute,
    Practice,
    PracticeResult,
    Rubric,
    Session,
)

ROOT = Path(__file__).parents[2]
LONG = "The customer asks three times for the same thing and is sent to another page every time."
THRICE = "The customer asks three times for the same thing."
SETTLED = {
    "conversation": "C-1",
    "criterion": "empathy",
    "no_change": "Ben missed it; it is clear.",
}


def a_file(text, model=Criterion, path="x.yaml"):
    return YamlFile(path, dedent(text).lstrip("\n").encode(), model)


def shows(file, expected):
    assert file.content.decode() == dedent(expected).lstrip("\n")


def refusal(change):
    with pytest.raises(NotEditableError) as caught:
        change()
    return str(caught.value)


def test_an_edge_case_is_added_below_the_others():
    file = a_file(
        """
        title: Empathy
        edge_cases:  # twelve
          - id: a    # the first
            situation: A.
            # more of it to come
          # more to come
        # retired in May
        retired: 2026-05-01
        """
    )
    edge_case = {
        "id": "three-times",
        "situation": " ".join([THRICE] * 3),
        "guidance": "Score: 2.",
        "score": "2-3",
        "decision": "2026-09-16-tone",
        "tags": ["tone", "a, b"],
    }
    shows(
        file.append("edge_cases", entry=edge_case),
        """
        title: Empathy
        edge_cases:  # twelve
          - id: a    # the first
            situation: A.
            # more of it to come
          - id: three-times
            situation: >-
              The customer asks three times for the same thing. The customer asks three times for the same
              thing. The customer asks three times for the same thing.
            guidance: "Score: 2."
            score: 2-3
            decision: 2026-09-16-tone
            tags: [tone, "a, b"]
          # more to come
        # retired in May
        retired: 2026-05-01
        """,  # noqa: E501 - as it is written
    )


def test_a_file_laid_out_by_hand_is_followed():
    file = a_file(
        """
        title:  'Empathy'
        levels:
            1:
                description: 'A text that somebody'
        edge_cases:
        -   id: a

        -   id: b
            situation: A text that somebody
              wrapped early, and it goes
              on.
        """
    )
    entry = {
        "id": "c",
        "situation": "Told: wait. " + "So it is. " * 4 + "So.",
        "examples": [{"text": "T"}],
    }
    shows(
        file.append("edge_cases", entry=entry),
        """
        title:  'Empathy'
        levels:
            1:
                description: 'A text that somebody'
        edge_cases:
        -   id: a

        -   id: b
            situation: A text that somebody
              wrapped early, and it goes
              on.

        -   id: c
            situation: >-
                Told: wait. So it is. So it is.
                So it is. So it is. So.
            examples:
            -   text: T
        """,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "settled:\n  - {SETTLED}\n"),
        ("settled: []  # none\n", "settled:  # none\n  - {SETTLED}\n"),
        ("settled:   # none yet\n", "settled:   # none yet\n  - {SETTLED}\n"),
        ("settled:\n- {a: 1}  # c\n", "settled:\n- {a: 1}  # c\n- {SETTLED}\n"),
        ("settled:\n  # - one\n  - a: 1\n", "settled:\n  # - one\n  - a: 1\n  - {SETTLED}\n"),
        ("settled: [{a: 1}]  # c\n", "settled: [{a: 1}, {SETTLED}]  # c\n"),
        ("settled: [\n  {a: 1}, # c\n]\n", "settled: [\n  {a: 1}, # c\n  {SETTLED},\n]\n"),
        ("settled: [\n  {a: 1} # c\n  ]\n", "settled: [\n  {a: 1}, # c\n  {SETTLED}\n  ]\n"),
    ],
)
def test_a_settled_gap_is_added_whatever_stands_there(before, after):
    written = "{conversation: C-1, criterion: empathy, no_change: Ben missed it; it is clear.}"
    file = a_file(f"date: 2026-01-02\n{before}", Session)
    shows(
        file.append("settled", entry=SETTLED, braces=True),
        f"date: 2026-01-02\n{after.replace('{SETTLED}', written)}",
    )


def test_braces_are_left_where_the_entry_is_longer_than_a_line():
    file = a_file("settled:\n  - {a: 1}\n", Session)
    shows(
        file.append("settled", entry=SETTLED | {"no_change": LONG[:82]}),
        "settled:\n  - {a: 1}\n  - conversation: C-1\n    criterion: empathy\n"
        f"    no_change: {LONG[:82]}\n",
    )


def test_a_group_gets_a_criterion():
    file = a_file("groups:\n  - id: a\n    criteria: [greeting,   empathy]\n", Rubric)
    shows(
        file.append("groups", 0, "criteria", entry="clarity"),
        "groups:\n  - id: a\n    criteria: [greeting,   empathy, clarity]\n",
    )


def test_the_front_matter_of_a_decision_is_changed_and_its_text_is_not():
    body = "---\n## Situation   \n\nstatus: proposed\n"
    file = a_file(
        "---\n# c\ntitle:  T\nstatus: 'proposed'  # until May\ndate: 2026-01-02\n"
        f"tags: [a]\n{body}",
        Decision,
        "decisions/x.md",
    )
    after = file.set("status", to="accepted").set("supersedes", to=["2026-01-01-old"])
    shows(
        after,
        "---\n# c\ntitle:  T\nstatus: 'accepted'  # until May\ndate: 2026-01-02\n"
        f"supersedes: [2026-01-01-old]\ntags: [a]\n{body}",
    )
    assert after.remove("supersedes").set("status", to="proposed") == file


def test_keys_that_are_missing_on_the_way_are_made():
    file = a_file("date: 2026-01-02\nsealed:\n    binding: jwe\n", Session)
    shows(
        file.set("sealed", "revealed", "date", to=dt.date(2026, 1, 3)),
        "date: 2026-01-02\nsealed:\n    binding: jwe\n    revealed:\n        date: 2026-01-03\n",
    )
    shows(
        a_file("date: 2026-01-02\nsealed: {binding: jwe}\n", Session).set(
            "sealed", "revealed", to={"date": dt.date(2026, 1, 3)}
        ),
        "date: 2026-01-02\nsealed: {binding: jwe, revealed: {date: 2026-01-03}}\n",
    )


def test_a_new_file_is_written_from_its_first_lines():
    file = a_file("# yaml-language-server: $schema=x\n# Before the meeting.\n\n", Session)
    made = file.set("conversations", to=[{"id": "C-1", "summary": "One: two."}, {"id": "7"}])
    made = made.set("kind", to="regular").set("date", to=dt.date(2026, 12, 15))
    shows(
        made.set("reviewers", to=["ana", "no"]),
        """
        # yaml-language-server: $schema=x
        # Before the meeting.

        date: 2026-12-15
        kind: regular
        reviewers: [ana, no]
        conversations:
          - id: C-1
            summary: "One: two."
          - id: "7"
        """,
    )


def test_of_a_mapping_only_what_is_different_changes():
    file = a_file("settled:\n  - conversation: C-1  # c\n    criterion: 'tone'\n", Session)
    shows(
        file.set("settled", 0, to={"conversation": "C-1", "criterion": "own", "decision": "d"}),
        "settled:\n  - conversation: C-1  # c\n    criterion: 'own'\n    decision: d\n",
    )
    shows(
        file.set("settled", 0, to={"conversation": "C-1", "no_change": "Clear."}),
        "settled:\n  - conversation: C-1  # c\n    no_change: Clear.\n",
    )


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("title: a  # c\n", "b: c", 'title: "b: c"  # c\n'),
        ("title: 'a'\n", "it's", 'title: "it\'s"\n'),
        ("title:  # c\n", "b", "title: b  # c\n"),
        ("title:\n  a\n", "b", "title:\n  b\n"),
        ("title: a\n  b  # c\n", "d", "title: d  # c\n"),
        ("title: >-  # c\n  a\n  b\n\nscale: s\n", "d", "title: d  # c\n\nscale: s\n"),
        ("title: a  # c\n", "b\nc\n", "title: |  # c\n  b\n  c\n"),
        ("title: a\n    # c\n", "b\nc\n", 'title: "b\\nc\\n"\n    # c\n'),
        ("title: a  # c\n", ("b", {"d": 1}), "title:  # c\n  - b\n  - d: 1\n"),
        ("title:  # c\n  - a\n  # d\n  - b  # e\n# f\n", "x", "title: x  # c\n# f\n"),
        ("{title: a, scale: s}\n", "b, c", '{title: "b, c", scale: s}\n'),
        ("title: a\n", "3.1", 'title: "3.1"\n'),
        ("title: a\n", 3.1, "title: 3.1\n"),
        ("title: a\n", "😀 ü", "title: 😀 ü\n"),
    ],
)
def test_a_value_is_replaced_in_its_place(before, new, after):
    shows(a_file(before).set("title", to=new), after)


def test_an_entry_of_a_list_is_replaced_where_it_stands():
    file = a_file("l:\n- a\n-   b  # c\n-\n")
    shows(file.set("l", 1, to={"d": 1, "e": 2}), "l:\n- a\n-   d: 1  # c\n    e: 2\n-\n")
    shows(file.set("l", 2, to={"d": 1, "e": 2}), "l:\n- a\n-   b  # c\n- d: 1\n  e: 2\n")


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("a: 1\n# about b\nb: 2  # b\n\n# about c\nc: 3\n", ["b"], "a: 1\n\n# about c\nc: 3\n"),
        ("# head\na: 1\nb: 2\n", ["a"], "# head\nb: 2\n"),
        ("a: 1\nb: |\n  x\n\n  # no comment\n", ["b"], "a: 1\n"),
        (
            "l:\n  - id: a\n    # of a\n  # of b\n  - id: b\n",
            ["l", 1],
            "l:\n  - id: a\n    # of a\n",
        ),
        ("l:\n  - id: a\n    b: 1\n", ["l", 0, "id"], "l:\n  - b: 1\n"),
        ("l:\n- a  # c\n- b\n", ["l", 0], "l:\n- b\n"),
        ("l:\n- a\nm: 1\n", ["l", 0], "l: []\nm: 1\n"),
        ("l: [a, b, c]\n", ["l", 1], "l: [a, c]\n"),
        ("l: [a, b]  # c\n", ["l", 1], "l: [a]  # c\n"),
        ("l: [\n  a,  # one\n  b  # two\n]\n", ["l", 1], "l: [\n  a,  # one\n    # two\n]\n"),
    ],
)
def test_what_is_taken_out_goes_with_the_comments_on_it(before, keys, after):
    shows(a_file(before).remove(*keys), after)


def test_a_key_gets_another_name():
    file = a_file("levels:\n  1:  # low\n    description: Poor\n")
    shows(file.rename_key("levels", 1, to=2), "levels:\n  2:  # low\n    description: Poor\n")


def test_line_ends_the_byte_order_mark_and_a_missing_last_line_end_stay():
    before = b"\xef\xbb\xbftags: [a]\r\nuse_when:\r\n- a \t# tab\r\n- |\r\n  b"
    after = before.replace(b"|", b"|-") + b"\r\n- c"
    assert YamlFile("x.yaml", before, Criterion).append("use_when", entry="c").content == after


def test_anchors_and_merge_keys_elsewhere_do_not_matter():
    text = "title: &t T\nown: &o {a: 1}\nmore: {<<: *o, b: *t}\ntags: [a]\n"
    shows(a_file(text).append("tags", entry="b"), text.replace("[a]", "[a, b]"))


@pytest.mark.parametrize(
    ("text", "change", "message"),
    [
        (
            "own: &o\n  - a\nmore: *o\n",
            lambda file: file.append("own", entry="b"),
            "x.yaml: this cannot be changed without changing what else the file says",
        ),
        (
            "own: &o [a]\nmore: *o\n",
            lambda file: file.append("more", entry="b"),
            'x.yaml:2:7: "more" is no list that is written here',
        ),
        (
            "title: T\n",
            lambda file: file.set("title", "own", to=1),
            'x.yaml:1:8: there is no place for "own"',
        ),
        (
            "title: T\n",
            lambda file: file.remove("tags"),
            'x.yaml:1:1: there is no "tags"',
        ),
        (
            "title: T\ntitle: U\n",
            lambda file: file.set("title", to="V"),
            'x.yaml:2:1: the key "title" stands twice here',
        ),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text, change, message):
    assert refusal(lambda: change(a_file(text))).splitlines()[0] == message


def test_a_refusal_says_what_to_do():
    assert refusal(lambda: a_file("own: &o\n  - a\nmore: *o\n").append("own", entry="b")) == (
        "x.yaml: this cannot be changed without changing what else the file says\n"
        "  help: nothing was changed; write it by hand; look for anchors (&) and aliases (*)"
    )


EXAMPLE = FolderTree(ROOT)
FILES = {  # a dispute has no list
    path: model for path, model in project_files(EXAMPLE, Layout()) if model is not Dispute
}
NEW = {
    Rubric: (("groups", 0, "criteria"), "new"),
    Criterion: (("edge_cases",), {"id": "new", "situation": f"{LONG} {LONG}", "guidance": "G: h."}),
    Decision: (("supersedes",), "2020-01-01-old"),
    Session: (("settled",), SETTLED),
    Practice: (("sets", 0, "conversations"), {"session": "2026-01", "conversation": "C-9"}),
    PracticeResult: (
        ("scores",),
        {"session": "2026-01", "conversation": "C-9", "criterion": "empathy", "score": 2},
    ),
}


@pytest.mark.parametrize("path", FILES)
def test_every_file_of_the_example_gets_an_entry_and_stays_in_canonical_form(path):
    keys, entry = NEW[FILES[path]]
    before = YamlFile(path, EXAMPLE.read(path), FILES[path])
    after = before.append(*keys, entry=entry)
    assert formatted(after.content, path, FILES[path]) == after.content
    is_in_brackets = isinstance(entry, str) and bool(at(before.value, keys))
    assert lines_gone(before, after) == is_in_brackets  # whose line is another one
    *_, last = at(after.value, keys)
    assert last == entry
    if len(at(after.value, keys)) > 1:
        assert after.remove(*keys, len(at(before.value, keys))) == before


def lines_gone(before, after):
    """How many lines of the file are not there any more."""
    old, new = (file.content.decode().splitlines() for file in (before, after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(end - start for kind, start, end, _, _ in steps if kind != "equal")

"""Files in canonical form: which there are, their bytes, and those that are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric.edit import (
    NotFormattedError,
    canonical,
    formatted,
    kind_of,
    project_files,
)
from mkdocs_rubric.load import DictTree, Layout
from mkdocs_rubric.model import Criterion, Decision, Rubric, Session
from sites import a_repository

MESSY = b"weight: 3\ntitle: T\n"
NEAT = b"title: T\nweight: 3\n"


def refusal(content, kind=Criterion):
    with pytest.raises(NotFormattedError) as caught:
        formatted(content, "a.yaml", kind)
    return str(caught.value)


def test_the_files_of_a_project():
    files = dict(
        project_files(DictTree(a_repository() | {"decisions/README.md": "# Hi"}), Layout())
    )
    assert files == {
        "rubric/rubric.yaml": Rubric,
        "rubric/criteria/clarity.yaml": Criterion,
        "rubric/criteria/empathy.yaml": Criterion,
        "decisions/2026-01-15-old.md": Decision,
        "decisions/2026-02-01-new.md": Decision,
        "scores/s1/session.yaml": Session,
    }


def test_a_small_repository_needs_little():
    tree = DictTree(a_repository())
    for path, kind in project_files(tree, Layout()):
        after = formatted(tree.read(path), path, kind)
        assert formatted(after, path, kind) == after


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/qa/rubric/rubric.yml", Rubric),
        ("rubric/criteria/tone.yaml", Criterion),
        ("scores/2026-01/session.yaml", Session),
        ("decisions/2026-01-15-old.md", Decision),
        ("decisions/README.md", None),
        ("mkdocs.yml", None),
        ("scores/2026-01/ana.csv", None),
        ("docs/criteria/tone.yaml", None),
    ],
)
def test_a_file_is_known_by_its_place(path, kind):
    assert kind_of(path, Layout()) is kind


def test_line_ends_and_byte_order_mark_stay():
    assert formatted(MESSY.replace(b"\n", b"\r\n"), "a.yaml", Criterion) == NEAT.replace(
        b"\n", b"\r\n"
    )
    bom = b"\xef\xbb\xbf"
    assert formatted(bom + MESSY, "a.yaml", Criterion) == bom + NEAT


def test_the_text_of_a_decision_is_left_alone():
    body = b"---\r\n## Situation  \r\n\r\n\r\nTwo *readings*,\nunevenly ended.   \r\n\r\n"
    before = b"---\r\ndate: 2026-01-15\r\n# the gist\r\ntitle: T\r\n" + body
    after = b"---\r\n# the gist\r\ntitle: T\r\ndate: 2026-01-15\r\n" + body
    assert formatted(before, "a.md", Decision) == after


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: T\ntitle: U\n", 'a.yaml:2:1: the key "title" stands twice here'),
        ("title: [\n", "a.yaml:"),
        ("title: !x T\n", "a.yaml:1:8: the YAML tag !x is not used here"),
        ("only text\n", "a.yaml:1: a single value instead of keys cannot be moved about"),
        ("title: a\x07b\n", "a.yaml:1:9: there is an invisible control character"),
    ],
)
def test_files_with_mistakes_are_left_with_a_message(text, message):
    assert refusal(text.encode()).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "question: &a Q\ntitle: *a\n",
        "question: Q\nshared: &s {weight: 1}\n<<: *s\ntitle: T\n",
        "question: Q\ntitle: T\n...\n",
        "%YAML 1.2\n---\nquestion: Q\ntitle: T\n",
        "---\n? |\n  a\n: b\n",
    ],
)
def test_a_valid_file_that_cannot_be_moved_about_is_left_as_it_is(text):
    assert formatted(text.encode(), "a.yaml", Criterion) == text.encode()


def test_a_file_that_is_not_text_is_left_with_a_message():
    assert refusal(b"title: caf\xe9\n").startswith("a.yaml:1:")


def test_a_decision_without_front_matter_is_left_with_a_message():
    assert "does not start with a line ---" in refusal(b"# T\n", Decision)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "{}  # nothing\n"])
def test_an_empty_file_stays(text):
    assert formatted(text.encode(), "a.yaml", Criterion) == text.encode()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("title: T\nweight: 3.0\n# c\n", "its values would not be the same"),
        ("title: T\n# c\n", "its values would not be the same"),
        ("title: T\nweight: [\n# c\n", "its values would not be the same"),
        ("title: T\nweight: 3\n", "a comment would be lost"),
    ],
)
def test_it_stops_where_it_would_change_what_the_file_says(monkeypatch, broken, message):
    monkeypatch.setattr(canonical, "laid_out", lambda *_: broken)
    assert message in refusal(MESSY + b"# c\n")


STRAY = st.sampled_from(
    [b"#", b"\n", b"  ", b"- ", b": ", b'"', b"[", b"}", b"|+\n", b"? ", b"\t", b"&a", b"*a",
     b"!x ", b"---\n", b"\r", b"\xc2\x85", b"\xef\xbb\xbf", b"\x00", b"\xff", b"\n # c\n"]
)  # fmt: skip


@given(st.sampled_from(sorted(a_repository())), st.lists(st.tuples(st.integers(0, 999), STRAY)))
def test_whatever_is_in_a_file_it_is_formatted_for_good_or_left(path, strays):
    kind = kind_of(path, Layout()) or Criterion
    content = a_repository()[path].encode()
    for place, stray in strays:
        content = content[:place] + stray + content[place:]
    said = ""
    try:
        fresh = formatted(content, path, kind)
        assert formatted(fresh, path, kind) == fresh
    except NotFormattedError as error:
        said = str(error)
    assert "please report" not in said

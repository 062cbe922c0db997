"""A change in memory: shown, read as if it were written, written."""

import pytest

from factories import a_tree
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.patch import Patch
from sites import write

RENAMED = Patch(
    before={"a.yaml": b"title: A\n", "old.yaml": b"one\ntwo\n"},
    after={"a.yaml": b"title: B\n", "new.yaml": b"one\n2\n", "more.yaml": b"more\n"},
    moved={"old.yaml": "new.yaml"},
)


def test_its_difference_is_what_people_know_from_git():
    assert RENAMED.difference().splitlines() == [
        "--- a.yaml", "+++ a.yaml", "@@ -1 +1 @@", "-title: A", "+title: B",
        "--- more.yaml", "+++ more.yaml", "@@ -0,0 +1 @@", "+more",
        "--- old.yaml", "+++ new.yaml", "@@ -1,2 +1,2 @@", " one", "-two", "+2",
    ]  # fmt: skip


def test_a_file_that_only_moves_is_said_in_a_line():
    moved = Patch({"a": b"x"}, {"b": b"x"}, {"a": "b"})
    assert moved.difference() == "a becomes b"
    assert moved.files == {"b": b"x", "a": None}


def test_nothing_to_change_is_no_patch():
    tree = DictTree({"a": "same", "b": "old"})
    patch = Patch.of(tree, {"a": b"same", "b": b"new", "c": b"fresh"})
    assert patch.before == {"b": b"old"}
    assert patch.after == {"b": b"new", "c": b"fresh"}
    assert patch
    assert not Patch.of(tree, {"a": b"same"})


def test_it_is_read_as_if_it_were_written():
    tree = a_tree()
    path = "rubric/criteria/empathy.yaml"
    text = tree.read(path).replace(b"title: Empathy", b"title: Care")
    patch = Patch.of(tree, {path: text})
    assert load_project(patch.over(tree)).project.rubric.criteria["empathy"].title == "Care"
    assert load_project(tree).project.rubric.criteria["empathy"].title == "Empathy"


def test_what_has_changed_since_it_was_read_is_not_written_over(tmp_path):
    write(tmp_path, {"a.yaml": "title: A\n", "old.yaml": "somebody was faster\n"})
    with pytest.raises(RubricError, match=r"old.yaml has changed since it was read"):
        RENAMED.write(tmp_path)
    assert (tmp_path / "a.yaml").read_text() == "title: A\n"
    assert not (tmp_path / "new.yaml").exists()


def test_what_has_come_since_is_not_written_over(tmp_path):
    write(tmp_path, {"a.yaml": "title: A\n", "old.yaml": "one\ntwo\n", "more.yaml": "mine\n"})
    with pytest.raises(RubricError, match=r"more.yaml has changed"):
        RENAMED.write(tmp_path)
    assert (tmp_path / "more.yaml").read_text() == "mine\n"


def test_a_folder_that_comes_into_being_is_there_before_it_is_written():
    tree = DictTree({"scores/2026-03/session.yaml": b"date: 2026-03-10\n"})
    new = Patch.of(tree, {"scores/2026-04/session.yaml": b"date: 2026-04-10\n"}).over(tree)
    assert new.list("scores") == ["scores/2026-03", "scores/2026-04"]
    assert new.list("scores/2026-04") == ["scores/2026-04/session.yaml"]
    assert new.list("") == ["scores"]
    assert new.is_folder("scores/2026-04")
    assert not new.is_folder("scores/2026")

"""Rendered files: only what changed is written, and never over what somebody else wrote."""

import json
import os

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.publish.folder import LIST, MadeOf, OutFolder

FILES = {"mkdocs.yml": b"a", "docs/index.md": b"b", "docs/criteria/empathy.md": b"c"}


def everything(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != LIST
    }


def test_what_is_the_same_is_not_touched(tmp_path):
    OutFolder(tmp_path).write(FILES)
    before = (tmp_path / "docs/index.md").stat().st_mtime_ns
    written = OutFolder(tmp_path).write({**FILES, "mkdocs.yml": b"new"})
    assert (written.changed, written.removed, written.kept) == (("mkdocs.yml",), (), 2)
    assert (tmp_path / "docs/index.md").stat().st_mtime_ns == before
    assert everything(tmp_path) == {**FILES, "mkdocs.yml": b"new"}


def test_what_is_no_longer_made_goes_with_its_folder(tmp_path):
    folder = OutFolder(tmp_path)
    folder.write(FILES)
    written = folder.write({"mkdocs.yml": b"a", "docs/index.md": b"b"})
    assert written.removed == ("docs/criteria/empathy.md",)
    assert not (tmp_path / "docs/criteria").exists()


def test_files_of_somebody_else_are_never_written_over(tmp_path):
    (tmp_path / "mkdocs.yml").write_bytes(b"theirs")
    (tmp_path / "notes.txt").write_bytes(b"theirs too")
    with pytest.raises(RubricError, match=r"did not write.*: mkdocs\.yml\. Nothing was written"):
        OutFolder(tmp_path).write(FILES)
    assert everything(tmp_path) == {"mkdocs.yml": b"theirs", "notes.txt": b"theirs too"}


@pytest.mark.parametrize("new", [FILES | {"docs/index.md": b"new"}, {"mkdocs.yml": b"a"}])
def test_what_somebody_changed_since_is_theirs(tmp_path, new):
    OutFolder(tmp_path).write(FILES)
    (tmp_path / "docs/index.md").write_bytes(b"edited by hand")
    with pytest.raises(RubricError, match=r"changed since: docs/index\.md"):
        OutFolder(tmp_path).write(new)
    assert (tmp_path / "docs/index.md").read_bytes() == b"edited by hand"


def test_a_file_that_has_become_what_is_wanted_is_no_obstacle(tmp_path):
    (tmp_path / "mkdocs.yml").write_bytes(b"a")
    assert OutFolder(tmp_path).write(FILES).kept == 1


def test_what_was_deleted_is_made_again(tmp_path):
    OutFolder(tmp_path).write(FILES)
    (tmp_path / "mkdocs.yml").unlink()
    assert OutFolder(tmp_path).write(FILES).changed == ("mkdocs.yml",)


def test_nothing_is_written_through_a_link(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/docs").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(RubricError, match="did not write"):
        OutFolder(tmp_path / "out").write(FILES)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_run_that_was_cut_off_leaves_nothing_in_doubt(tmp_path, monkeypatch, after):
    OutFolder(tmp_path).write(FILES)
    new = {name: data + b"2" for name, data in FILES.items()}
    cut = OutFolder(tmp_path)
    done, put = [], cut._put

    def put_some(name, data):
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(name)
        put(name, data)

    monkeypatch.setattr(cut, "_put", put_some)
    with pytest.raises(KeyboardInterrupt):
        cut.write(new, MadeOf("x", ("a",)))
    assert not OutFolder(tmp_path).is_as_left("x")
    assert OutFolder(tmp_path).write(new).kept == after
    assert everything(tmp_path) == new


def test_a_folder_is_as_left_until_something_in_it_changes(tmp_path):
    OutFolder(tmp_path).write(FILES, MadeOf("x", ("a",)), ["warning: w"])
    again = OutFolder(tmp_path)
    assert again.is_as_left("x")
    assert again.said == ["warning: w"]
    assert not again.is_as_left("y")
    os.utime(tmp_path / "docs/index.md", (1, 1))
    assert not OutFolder(tmp_path).is_as_left("x")


def test_what_another_run_wrote_meanwhile_is_ours_too(tmp_path):
    followers = [OutFolder(tmp_path), OutFolder(tmp_path)]
    for follower in followers:
        follower.write(FILES, MadeOf("x", ("a",)))
    new = FILES | {"mkdocs.yml": b"new", "more.md": b"m"}
    assert followers[0].write(new, MadeOf("y", ("a",))).changed == ("mkdocs.yml", "more.md")
    assert followers[1].is_as_left("y")
    assert followers[1].write(FILES, MadeOf("z", ("a",))).removed == ("more.md",)
    assert not followers[0].is_as_left("y")


def test_a_list_that_is_spoilt_makes_nothing_ours(tmp_path):
    OutFolder(tmp_path).write(FILES)
    (tmp_path / LIST).write_text(json.dumps(["?"]), encoding="utf-8")
    with pytest.raises(RubricError, match="did not write"):
        OutFolder(tmp_path).write({**FILES, "mkdocs.yml": b"new"})

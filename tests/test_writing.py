"""A file is there whole or not at all, and nothing else is."""

import os
import subprocess
import sys

import pytest

from mkdocs_rubric.writing import write_whole


@pytest.fixture
def ended():
    """The number of a process that runs no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_file_is_replaced_and_nothing_lies_beside_it(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    write_whole(tmp_path / "a.csv", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"new"}


@pytest.mark.skipif(os.name != "posix", reason="nobody can ask whether a process runs")
def test_what_a_killed_program_left_is_taken_away(tmp_path, ended):
    others = [f".a.csv.{os.getpid()}.7.new", f".b.csv.{ended}.7.new", ".a.csv.mine.new", "a.new"]
    for name in [f".[a].csv.{ended}.7.new", f".a.csv.{ended}.7.new", *others]:
        (tmp_path / name).write_bytes(b"half")
    write_whole(tmp_path / "a.csv", b"new", tidy=True)
    write_whole(tmp_path / "[a].csv", b"new", tidy=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.csv", "[a].csv", *others])


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "a.csv", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]

"""A bar for whoever waits, and nothing for anybody else."""

import io
import sys

import pytest

from mkdocs_rubric.checked import FolderTree
from mkdocs_rubric.cli import progress
from mkdocs_rubric.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(monkeypatch, stream, patience):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    with Progress("Computing") as bar:
        bar.advance(0.25)
        bar.advance(0.75)
    return stream.getvalue()


@pytest.mark.parametrize(("stream", "patience"), [(io.StringIO, -1.0), (Terminal, 60.0)])
def test_nothing_is_shown_elsewhere_or_of_short_work(monkeypatch, stream, patience):
    assert shown(monkeypatch, stream(), patience) == ""


def test_long_work_at_a_terminal_shows_how_far_it_is(monkeypatch):
    text = shown(monkeypatch, Terminal(), -1.0)
    assert "Computing" in text
    assert "25%" in text
    assert "100%" in text


def test_reading_is_as_far_as_its_sessions(monkeypatch, tmp_path):
    for name in ("a", "b", "c", "d"):
        (tmp_path / "scores" / name).mkdir(parents=True)
    told = []
    bar = Progress("Reading")
    monkeypatch.setattr(bar, "advance", told.append)
    tree = bar.watched(FolderTree(tmp_path), "scores", 0.5)
    for path in tree.list("scores"):
        tree.list(path)
    assert told == [0.125] * 4

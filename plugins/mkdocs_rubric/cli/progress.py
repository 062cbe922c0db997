"""How far a command is, on standard error, for whoever waits at a terminal."""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from click._termui_impl import ProgressBar

    from mkdocs_rubric.load import Tree

_PATIENCE = 1.0
"""Seconds after which a bar appears."""
_WHOLE = 1000


class Progress:
    """A bar that appears when work takes long, and only where standard error is a terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._done = 0.0
        self._open = ExitStack()
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def advance(self, share: float) -> None:
        """Say that a share of the work has been done."""
        self._done += share
        if self._bar is None and self._wanted():
            bar = click.progressbar(length=_WHOLE, label=self._label, file=sys.stderr)
            self._bar = self._open.enter_context(bar)
        if self._bar is not None:
            self._bar.update(round(self._done * _WHOLE) - self._bar.pos)

    def watched(self, tree: "Tree", folder: str, share: float) -> "Tree":
        """A tree that says how far reading is, by what lies in one of its folders.

        Args:
            tree: What is read.
            folder: What takes most of the time: the sessions.
            share: Of the work.
        """
        return _Watched(tree, folder, lambda part: self.advance(part * share))

    def _wanted(self) -> bool:
        return sys.stderr.isatty() and time.monotonic() - self._start > _PATIENCE


class _Watched:
    """A tree that calls back for each folder in a folder."""

    def __init__(self, tree: "Tree", folder: str, done: Callable[[float], None]) -> None:
        self._tree, self._folder, self._done = tree, folder, done
        self._inside: frozenset[str] = frozenset()
        self._list = tree.list
        self.read, self.is_folder, self.stamp = tree.read, tree.is_folder, tree.stamp

    def list(self, folder: str) -> list[str]:
        found = self._list(folder)
        if folder == self._folder:
            self._inside = frozenset(found)
        elif folder in self._inside:
            self._done(1 / len(self._inside))
        return found

    def within(self, folders: "Sequence[str]") -> "Tree":
        return _Watched(self._tree.within(folders), self._folder, self._done)

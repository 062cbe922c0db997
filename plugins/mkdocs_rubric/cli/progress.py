"""How far a command is, on standard error, for whoever waits at a terminal."""

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from types import TracebackType

    from click._termui_impl import ProgressBar

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

    def _wanted(self) -> bool:
        return sys.stderr.isatty() and time.monotonic() - self._start > _PATIENCE

"""Load and check: what `rubric check` needs, without anything of the site."""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from mkdocs_rubric.check import check, settle
from mkdocs_rubric.check.generators import dropped
from mkdocs_rubric.check.sheets import RetiredButScored
from mkdocs_rubric.diagnostics import Diagnostic, Severity, catalogue
from mkdocs_rubric.load import (
    FilesAsRead,
    FolderTree,
    Layout,
    Tree,
    load_project,
    without_collecting_garbage,
)
from mkdocs_rubric.load.files import MisplacedFile
from mkdocs_rubric.model import Project

_LEFT_OUT = {MisplacedFile.code, RetiredButScored.code}
"""Warnings about what takes no part in figures, as errors are."""


@dataclass(frozen=True)
class Checked:
    """A project with every finding, in reading order."""

    project: Project
    found: Sequence[Diagnostic]
    source_line: Callable[[str, int], str | None]

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that fail a build."""
        return [each for each in self.found if each.severity is Severity.ERROR]

    @property
    def left_out(self) -> list[Diagnostic]:
        """The findings about what takes no part in figures, where it is about scores at all."""
        return [
            each for each in self.found if each.severity is Severity.ERROR or each.code in _LEFT_OUT
        ]


def load_and_check(
    tree: Tree,
    layout: Layout | None = None,
    *,
    today: dt.date | None = None,
    as_read: FilesAsRead | None = None,
) -> Checked:
    """Read a project and find everything that is wrong with it.

    Args:
        tree: Where the files are.
        layout: What the folders are called.
        today: The day to check on; by default `build_date()`.
        as_read: Kept by the caller from one call to the next, to read only what has changed.

    Raises:
        RubricError: There is no rubric at all.
    """
    with without_collecting_garbage():
        day = today or build_date()
        loaded = load_project(tree, layout, as_read, today=day)
        found = [*loaded.found, *check(loaded.project, day), *dropped(tree, _is_installed)]
        return Checked(loaded.project, settle(loaded.project, found), loaded.source_line)


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def build_date() -> dt.date:
    """Today, or the day of SOURCE_DATE_EPOCH, so that a build can be repeated to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.now(dt.UTC)
    return (dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else now).date()


__all__ = [
    "Checked",
    "FilesAsRead",
    "FolderTree",
    "Layout",
    "build_date",
    "catalogue",
    "load_and_check",
]

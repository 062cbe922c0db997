"""The history of a project's files, read from the repository they are in."""

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_rubric.changes.timeline import History
from mkdocs_rubric.errors import UnreadableError
from mkdocs_rubric.history.in_force import link_in_the_way
from mkdocs_rubric.history.uncommitted import with_uncommitted, without_history
from mkdocs_rubric.history.walk import walk
from mkdocs_rubric.load import Layout, without_collecting_garbage
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.git_command import NoHistoryError
from mkdocs_rubric.load.record import Records
from mkdocs_rubric.model import Rubric


@dataclass
class HistoryAsRead:
    """The history as last read. While nothing is committed, it is not read again."""

    of: tuple[str, Layout] = ("", Layout())
    history: History = field(default_factory=History)
    records: Records = field(default_factory=Records)


class ProjectHistory:
    """The repository around a folder, kept by the caller from one build to the next.

    Args:
        root: The project's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._as_read = HistoryAsRead()

    def read(
        self, layout: Layout, rubric: Rubric, today: dt.date
    ) -> tuple[History, NoHistoryError | None]:
        """What is committed, with what is not; or why nothing is known."""
        layout = layout.clean()
        try:
            own = repository_below(self.root, layout.rubric)
            with Git(self.root, own) as git, without_collecting_garbage():
                history = read_history(git, layout, self._as_read)
                if not history.releases:
                    raise _never_committed(layout)
                new = [criterion.path for criterion in without_history(history, rubric)]
                ignored = git.ignored(new)
        except NoHistoryError as error:
            return History(), error
        return with_uncommitted(history, rubric, today, ignored), None


def repository_below(root: Path, folder: str) -> str:
    """The folder of the project that is a repository of its own around another; "" for none.

    A submodule is one, and a clone that the project's own repository ignores.
    """
    parts = folder.split("/")
    for count in range(len(parts), 0, -1):
        below = "/".join(parts[:count])
        if os.path.lexists(root / below / ".git"):
            return below
    return ""


def read_history(git: Git, layout: Layout, as_read: HistoryAsRead | None = None) -> History:
    """Read what is committed.

    Args:
        git: The repository.
        layout: What the folders are called.
        as_read: Kept by the caller from one build to the next.

    Raises:
        NoHistoryError: The clone is shallow or has no commit, so that what it says of the past
            would be wrong.
    """
    as_read = as_read or HistoryAsRead()
    layout = layout.clean()
    _require_all(git)
    if (git.head, layout) != as_read.of:
        as_read.history = _history(git, layout, as_read.records)
        as_read.of = git.head, layout
    return as_read.history


def _require_all(git: Git) -> None:
    if not git.head:
        raise NoHistoryError(
            "nothing has been committed yet, so there is no history",
            help="commit the files; everything else works without it",
        )
    if git.is_shallow:
        raise NoHistoryError(
            "this is a shallow clone, so earlier wordings are missing and history is left out",
            help="run `git fetch --unshallow`; in CI, set fetch-depth: 0 (GitHub) or "
            "GIT_DEPTH: 0 (GitLab)",
        )


def _never_committed(layout: Layout) -> NoHistoryError:
    return NoHistoryError(
        f"nothing of {layout.rubric} has been committed here, so there is no history",
        help="commit the files; what git ignores, or another job puts here, has none",
    )


def _history(git: Git, layout: Layout, records: Records) -> History:
    commits = git.log([name for name in (layout.rubric, layout.decisions) if git.holds(name)])
    try:
        records.fetch(git, (file for commit in commits for file in commit.files), layout)
    except UnreadableError as error:
        raise NoHistoryError(f"{error.message}, so history is left out", help=error.help) from None
    history = walk(commits, layout, records)
    if link := link_in_the_way(commits, layout):
        raise NoHistoryError(
            f"{link} is a symbolic link, so history is left out",
            help="git does not follow links: put the file itself in its place",
        )
    return history

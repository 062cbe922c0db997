"""The project on the desk: looked things up in, and changed only in ways that hold."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_rubric.checked import Checked, Layout, build_date, load_and_check
from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import FilesAsRead, Tree
from mkdocs_rubric.model import Criterion, Held, Project
from mkdocs_rubric.patch import Patch


@dataclass(frozen=True)
class Desk:
    """A team's files, and today.

    Attributes:
        tree: The files.
        layout: What the folders are called.
        today: The day it is.
    """

    tree: Tree
    layout: Layout = field(default_factory=Layout)
    today: dt.date = field(default_factory=build_date)
    _as_read: FilesAsRead = field(default_factory=FilesAsRead)

    @cached_property
    def checked(self) -> Checked:
        """The project with every finding."""
        return load_and_check(self.tree, self.layout, today=self.today, as_read=self._as_read)

    @property
    def project(self) -> Project:
        """The project."""
        return self.checked.project

    def session(self, name: str) -> Held:
        """A session by its id.

        Raises:
            RubricError: There is none, or its session.yaml has mistakes.
        """
        known = self.project.every_folder
        if name in known:
            return known[name]
        for broken in self.project.broken:
            if (broken.kind, broken.id) == ("session", name):
                raise RubricError(f"{broken.path} has mistakes", help="correct them: rubric check")
        last = ", ".join(list(known)[-3:])
        raise RubricError(
            f'there is no session "{name}"',
            help=did_you_mean(name, known) or (f"the last ones are {last}" if last else ""),
        )

    def held(self, name: str) -> Held:
        """A session whose scores everybody may see.

        Raises:
            RubricError: There is none, or its scores are nobody's business yet.
        """
        found = self.session(name)
        if name in self.project.upcoming:
            raise RubricError(f"{name} was not held yet", help="see rubric session status")
        return found

    def criterion(self, name: str) -> Criterion:
        """A criterion by any of its ids.

        Raises:
            RubricError: There is none.
        """
        known = self.project.rubric.by_name
        if name not in known:
            raise RubricError(
                f'there is no criterion "{name}"',
                help=did_you_mean(name, known) or "`rubric show` lists them all",
            )
        return known[name]

    def patch(self, after: Mapping[str, bytes]) -> Patch:
        """The change that gives files new content, once it is known to hold.

        Raises:
            RubricError: It would bring an error into the files that is not there now.
        """
        patch = Patch.of(self.tree, after)
        then = load_and_check(
            patch.over(self.tree), self.layout, today=self.today, as_read=self._as_read
        )
        known = {(each.code, each.where.path, each.message) for each in self.checked.errors}
        for error in then.errors:
            if (error.code, error.where.path, error.message) not in known:
                raise RubricError(
                    f"this would bring an error into {error.where}: {error.message}",
                    help=error.help or error.hint,
                )
        return patch

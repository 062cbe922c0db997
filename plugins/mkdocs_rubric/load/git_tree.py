"""The files of a project as a commit has them."""

import posixpath
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from mkdocs_rubric.errors import AbsentError, UnreadableError
from mkdocs_rubric.load.tree import (
    MAX_BYTES,
    is_data,
    leads_elsewhere,
    leads_out,
    not_a_file,
    readable,
    too_large,
)

if TYPE_CHECKING:
    from mkdocs_rubric.load.git import Git

_LINKS = 16
"""Symbolic links followed before a path counts as a circle."""
_FOLDER, _LINK, _SUBMODULE = b"40000", b"120000", b"160000"


class GitTree:
    """The project as a commit has it: see `Tree`.

    Args:
        git: The repository.
        commit: The commit.
        data: The folders with data, to which links may lead; without any, all of the project.
    """

    def __init__(self, git: "Git", commit: str, data: Sequence[str] = ()) -> None:
        self.git = git
        self._commit, self._data = commit, data
        self._root = git.root_of(commit)
        self._places: list[str] | None = None

    def within(self, folders: Sequence[str]) -> "GitTree":
        """See `Tree.within`."""
        return GitTree(self.git, self._commit, folders)

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """See `Tree.read`."""
        mode, blob = self._entry(path)
        if mode == _FOLDER:
            raise not_a_file("a folder")
        if mode == _SUBMODULE:
            raise not_a_file("a submodule")
        content = self.git.blob(blob)
        if len(content) > limit:
            raise too_large(limit)
        return content

    def list(self, folder: str) -> list[str]:
        """See `Tree.list`."""
        try:
            mode, tree = self._entry(folder)
        except UnreadableError:
            return []
        if mode != _FOLDER:
            raise UnreadableError(
                "a folder was expected here, and this is a file", help="rename or delete it"
            )
        names = sorted(self.git.folder(tree))
        return [f"{folder}/{readable(name)}" for name in names if name[0] != "."]

    def is_folder(self, path: str) -> bool:
        """See `Tree.is_folder`."""
        try:
            return self._entry(path)[0] == _FOLDER
        except UnreadableError:
            return False

    def stamp(self, path: str) -> object:
        """See `Tree.stamp`: the id of the content."""
        try:
            return self._entry(path)[1]
        except UnreadableError:
            return None

    def _entry(self, path: str) -> tuple[bytes, str]:
        """Mode and object of a path, with links followed to what is the project's."""
        mode, found, real = self._followed(path)
        if self._data and real != path and path not in self._data:
            if self._places is None:
                self._places = list(self._real_places())
            if not is_data(real, self._places):
                raise leads_elsewhere(real)
        return mode, found

    def _real_places(self) -> Iterator[str]:
        """Where the folders with data are, once links are followed."""
        for folder in self._data:
            with suppress(UnreadableError):
                yield self._followed(folder)[2]

    def _followed(self, path: str, links: int = _LINKS) -> tuple[bytes, str, str]:
        """Mode, object and place of a path, with links followed inside the project."""
        mode, found = _FOLDER, self._root
        parts = path.split("/")
        for place, name in enumerate(parts):
            inside = self.git.folder(found) if found and mode == _FOLDER else {}
            if name not in inside:
                raise AbsentError
            mode, found = inside[name]
            if mode == _LINK:
                target = self.git.blob(found).decode(errors="replace")
                there = posixpath.normpath(
                    posixpath.join(*parts[:place], target, *parts[place + 1 :])
                )
                if there.startswith(("/", "..")) or not links:
                    raise leads_out()
                return self._followed(there, links - 1)
        return mode, found, path

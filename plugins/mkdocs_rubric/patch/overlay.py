"""A tree with changes that are not written yet."""

from collections.abc import Mapping, Sequence
from posixpath import dirname

from mkdocs_rubric.errors import AbsentError
from mkdocs_rubric.load import Tree
from mkdocs_rubric.load.tree import MAX_BYTES


class Overlay:
    """A `Tree` as it would be after a patch.

    Args:
        tree: The files as they are.
        files: The new content by path; None where the file is removed.
    """

    def __init__(self, tree: Tree, files: Mapping[str, bytes | None]) -> None:
        self.tree = tree
        self.files = files

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """See `Tree.read`."""
        if path not in self.files:
            return self.tree.read(path, limit)
        content = self.files[path]
        if content is None:
            raise AbsentError
        return content

    def within(self, folders: Sequence[str]) -> "Overlay":
        """See `Tree.within`."""
        return Overlay(self.tree.within(folders), self.files)

    def list(self, folder: str) -> list[str]:
        """See `Tree.list`."""
        fresh = {path for path in self.files if dirname(path) == folder}
        below = f"{folder}/"
        fresh |= {
            below + path.removeprefix(below).partition("/")[0]
            for path, content in self.files.items()
            if content is not None and path.startswith(below)
        }
        paths = fresh.union(self.tree.list(folder))
        return sorted(path for path in paths if self.files.get(path, b"") is not None)

    def is_folder(self, path: str) -> bool:
        """See `Tree.is_folder`."""
        return self.tree.is_folder(path) or any(
            name.startswith(f"{path}/")
            for name, content in self.files.items()
            if content is not None
        )

    def stamp(self, path: str) -> object:
        """See `Tree.stamp`."""
        return self.files[path] if path in self.files else self.tree.stamp(path)

"""Where files come from: a folder or a dict. A git revision will be a third.

Everything above reads through `Tree`, so that a rubric as of a date, the difference of two
revisions and tests without files are the same code.
"""

import os
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from mkdocs_rubric.errors import UnreadableError

MAX_BYTES = 2 * 1024 * 1024
"""Of one rubric, decision or session file. Books are smaller."""
MAX_SHEET_BYTES = 256 * 1024 * 1024
"""Of one CSV: about five million scores."""


class Tree(Protocol):
    """Files by path from the root, with forward slashes."""

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """The content of a file.

        Raises:
            UnreadableError: Not there, not a file, outside the tree, or larger than `limit`.
        """
        ...

    def list(self, folder: str) -> list[str]:
        """Paths of what lies directly in a folder, sorted, without hidden ones; [] if absent."""
        ...

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name."""
        ...

    def stamp(self, path: str) -> object:
        """A value that changes when the file's content may have; None is never the same."""
        ...


class FolderTree:
    """A folder on disk. Nothing outside it is read, whatever a link says."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """See `Tree.read`."""
        full = self.root / path
        try:
            real = full.resolve(strict=True)
            if not real.is_relative_to(self.root):
                raise UnreadableError(
                    "the file is a link that leads out of the project",
                    help="put the file itself here; links out of the project are not followed",
                )
            if not real.is_file():
                what = "a folder" if real.is_dir() else "not a regular file"
                raise UnreadableError(
                    f"a file was expected here, and this is {what}",
                    help="rename it, or move it out of this folder",
                )
            with real.open("rb") as file:
                content = file.read(limit + 1)
        except FileNotFoundError:
            broken_link = full.is_symlink()
            raise UnreadableError(
                "the link leads nowhere" if broken_link else "there is no such file",
                help="remove the link, or put the file it names in place" if broken_link else "",
            ) from None
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "the path cannot be followed"
            raise UnreadableError(
                f"the file cannot be read: {reason.lower()}",
                help="check the file's permissions and the links on its path",
            ) from None
        if len(content) > limit:
            raise UnreadableError(
                f"the file is larger than {limit // (1024 * 1024)} MB and was not read",
                help="split it, or take out what does not belong here",
            )
        return content

    def list(self, folder: str) -> list[str]:
        """See `Tree.list`."""
        try:
            names = os.listdir(self.root / folder)
        except OSError:
            return []
        return [f"{folder}/{name}" for name in sorted(names) if not name.startswith(".")]

    def is_folder(self, path: str) -> bool:
        """See `Tree.is_folder`."""
        return (self.root / path).is_dir()

    def stamp(self, path: str) -> object:
        """See `Tree.stamp`: inode, size and time of the last change."""
        try:
            found = os.stat(self.root / path)
        except OSError:
            return None
        return (found.st_ino, found.st_size, found.st_mtime_ns)


class DictTree:
    """Files in memory, for tests and for what a program makes up."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {
            path: content.encode() if isinstance(content, str) else content
            for path, content in files.items()
        }

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """See `Tree.read`."""
        if path not in self.files:
            raise UnreadableError("there is no such file")
        content = self.files[path]
        if len(content) > limit:
            raise UnreadableError(
                f"the file is larger than {limit // (1024 * 1024)} MB and was not read",
                help="split it, or take out what does not belong here",
            )
        return content

    def list(self, folder: str) -> list[str]:
        """See `Tree.list`."""
        below = [path[len(folder) + 1 :] for path in self.files if path.startswith(f"{folder}/")]
        names = {name.split("/", 1)[0] for name in below}
        return [f"{folder}/{name}" for name in sorted(names) if not name.startswith(".")]

    def is_folder(self, path: str) -> bool:
        """See `Tree.is_folder`."""
        return any(name.startswith(f"{path}/") for name in self.files)

    def stamp(self, path: str) -> object:
        """See `Tree.stamp`."""
        return self.files.get(path)


def matches(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern such as `decisions/2025-*.md`; `*` spans folders too."""
    return fnmatchcase(path, pattern)

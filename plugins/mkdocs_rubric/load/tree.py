"""Where files come from: a folder or a dict. A git revision is a third (`git.py`).

Everything above reads through `Tree`, so that a rubric as of a date, the difference of two
revisions and tests without files are the same code.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from mkdocs_rubric.errors import AbsentError, UnreadableError

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
        """Paths of what lies directly in a folder, sorted, without hidden ones; [] if absent.

        Raises:
            UnreadableError: Not a folder, outside the tree, or not permitted to be read.
        """
        ...

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name."""
        ...

    def stamp(self, path: str) -> object:
        """A value that changes when the file's content may have; None is never the same."""
        ...

    def within(self, folders: Sequence[str]) -> "Tree":
        """The same tree, in which links lead to files of these folders only.

        A team's repository holds more than its data: what a link there names is not published.
        """
        ...


class FolderTree:
    """A folder on disk. Nothing outside it is read, whatever a link says.

    Args:
        root: The folder.
        data: The folders with data, to which links may lead; without any, all of the folder.
    """

    def __init__(self, root: Path, data: Sequence[str] = ()) -> None:
        self.root = root.resolve()
        self._data = data
        self._folders: set[str] = set()  # known to lie inside
        self._places: list[str] | None = None

    def within(self, folders: Sequence[str]) -> "FolderTree":
        """See `Tree.within`."""
        return FolderTree(self.root, folders)

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """See `Tree.read`."""
        full = self._inside(path)
        try:
            found = os.stat(full)  # noqa: PTH116 - called for each of thousands of files
            mode = found.st_mode
            if not stat.S_ISREG(mode):  # to open a pipe is to wait for ever
                raise not_a_file("a folder" if stat.S_ISDIR(mode) else "not a regular file")
            with open(full, "rb") as file:  # noqa: PTH123 - as above
                # Room is made for as much as is asked for, so ask for what there is.
                content = file.read(min(found.st_size, limit) + 1)
        except OSError as error:
            raise _unreadable(full, error) from None
        if len(content) > limit:
            raise too_large(limit)
        return content

    def list(self, folder: str) -> list[str]:
        """See `Tree.list`."""
        if not os.path.lexists(self.root / folder):
            return []
        full = self._inside(folder)
        try:
            names = os.listdir(full)  # noqa: PTH208 - as above
        except NotADirectoryError:
            raise UnreadableError(
                "a folder was expected here, and this is a file",
                help="rename or delete it",
            ) from None
        except OSError as error:
            raise _unreadable(full, error) from None
        return [f"{folder}/{readable(name)}" for name in sorted(names) if not name.startswith(".")]

    def _inside(self, path: str) -> str:
        """The full path, with no link on it that leads out of what is the project's."""
        full = f"{self.root}/{path}"
        folder = full.rpartition("/")[0]
        data = bool(self._data) and path not in self._data
        try:
            if folder not in self._folders:
                self._check(folder, data=data)
                self._folders.add(folder)
            if stat.S_ISLNK(os.lstat(full).st_mode):
                self._check(full, data=data)
        except (OSError, RuntimeError, ValueError) as error:
            raise _unreadable(full, error) from None
        return full

    def _check(self, full: str, *, data: bool) -> None:
        """Raise unless a path is the project's, and of its data where it has to be."""
        real = self._real(full)
        if real is None:
            raise leads_out()
        if data:
            if self._places is None:
                self._places = list(self._real_places())
            if not is_data(real, self._places):
                raise leads_elsewhere(real)

    def _real_places(self) -> Iterator[str]:
        """Where the folders with data are, once links are followed."""
        for folder in self._data:
            with suppress(OSError, RuntimeError, ValueError):
                if real := self._real(f"{self.root}/{folder}"):
                    yield real

    def _real(self, full: str) -> str | None:
        """A path from the root, once links are followed; None outside."""
        real = Path(full).resolve(strict=True)
        return real.relative_to(self.root).as_posix() if real.is_relative_to(self.root) else None

    def is_folder(self, path: str) -> bool:
        """See `Tree.is_folder`."""
        return (self.root / path).is_dir()

    def stamp(self, path: str) -> object:
        """See `Tree.stamp`: inode, size and time of the last change."""
        try:
            found = os.stat(f"{self.root}/{path}")  # noqa: PTH116 - as above
        except (OSError, ValueError):
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
            raise AbsentError
        content = self.files[path]
        if len(content) > limit:
            raise too_large(limit)
        return content

    def within(self, folders: Sequence[str]) -> "DictTree":  # noqa: ARG002 - it has no links
        """See `Tree.within`."""
        return self

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


def readable(name: str) -> str:
    """A name or text from the system with what is not UTF-8 replaced, so that it can be told."""
    if name.isascii():
        return name
    return name.encode(errors="surrogateescape").decode(errors="replace")


def too_large(limit: int) -> UnreadableError:
    """The error of a file above the limit, in bytes."""
    return UnreadableError(
        f"the file is larger than {limit // (1024 * 1024)} MB and was not read",
        help="split it, or take out what does not belong here",
    )


def not_a_file(what: str) -> UnreadableError:
    """The error of a path that is something else."""
    return UnreadableError(
        f"a file was expected here, and this is {what}",
        help="rename it, or move it out of this folder",
    )


def is_data(real: str, places: Sequence[str]) -> bool:
    """Whether a path, with links followed, lies in one of some folders and is not hidden there."""
    return any(
        real == place or (real.startswith(f"{place}/") and "/." not in real[len(place) :])
        for place in places
    )


def leads_out() -> UnreadableError:
    """The error of a link out of the project."""
    return UnreadableError(
        "this is a link that leads out of the project",
        help="put what it names here, as links out of the project are not followed; or, where it "
        "is a whole folder, name the folder it leads to in mkdocs.yml: `rubric: ../shared/rubric`",
    )


def leads_elsewhere(real: str) -> UnreadableError:
    """The error of a link to a file of the project that is not of its data."""
    return UnreadableError(
        f"this is a link to {readable(real)}, which is not the rubric's",
        help="put the file itself here; a link may only name a file of the rubric's, the "
        "decisions' or the sessions' folder",
    )


def _unreadable(full: str, error: Exception) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        if os.path.islink(full):  # noqa: PTH114 - as above
            return UnreadableError(
                "the link leads nowhere", help="remove it, or put the file it names in place"
            )
        return AbsentError()
    reason = getattr(error, "strerror", None) or "the path cannot be followed"
    return UnreadableError(
        f"it cannot be read: {reason.lower()}",
        help="check the permissions, and the links on its path",
    )

"""Files as they were at a revision, through one git process for all of them."""

import os
import posixpath
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from mkdocs_rubric.errors import AbsentError, RubricError, UnreadableError
from mkdocs_rubric.load.log import COMMIT, WROTE, Commit, commits, with_authors
from mkdocs_rubric.load.tree import MAX_BYTES, not_a_file, readable, too_large

_LOG = ("log", "-z", "--no-show-signature", "--encoding=UTF-8")
"""What the user's settings may change of a log is said, so that they do not."""
_LINKS = 16
"""Symbolic links followed before a path counts as a circle."""


class NoHistoryError(RubricError):
    """There is no history to be read, or not all of it. Everything else works without."""


class Git:
    """The repository around a folder. To be closed, or used with `with`.

    Args:
        root: The project's folder, which may be any folder of the repository.

    Raises:
        NoHistoryError: git is not installed, or the folder is in no repository of this user.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._batch: subprocess.Popen[bytes] | None = None
        self._folders: dict[str, Mapping[str, tuple[bytes, str]]] = {}
        if shutil.which("git") is None:
            raise NoHistoryError(
                "git is not installed, so there is no history",
                help="install git where the site is built; everything else works without it",
            )
        asked = ("rev-parse", "--show-prefix", "--is-shallow-repository")
        done = self._try(*asked, "HEAD")
        if done.returncode:
            done = self._try(*asked)  # there may be no commit yet
        if done.returncode:
            raise _no_repository(done.stderr.decode(errors="replace"))
        told = done.stdout.decode(errors="surrogateescape")
        prefix, shallow, head = f"{told}\n".split("\n")[:3]
        self.prefix = prefix
        """The project's folder from the repository's root: `quality/`, or empty."""
        self.is_shallow = shallow == "true"
        self.head = head
        """The commit that is checked out; "" in a repository without one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._batch is not None:
            with suppress(BrokenPipeError):
                self._batch.communicate()
            self._batch = None

    def resolve(self, revision: str) -> str:
        """The commit a name stands for: a branch, a tag, `HEAD~3`.

        Raises:
            RubricError: There is no such revision.
        """
        name = f"{revision}^{{commit}}"
        done = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if done.returncode:
            shallow = "this clone is shallow: `git fetch --unshallow` gets the rest"
            remedy = "name a branch, a tag or a commit; `git log --oneline` lists them"
            raise RubricError(
                f'there is no revision "{revision}" here',
                help=shallow if self.is_shallow else remedy,
            )
        return done.stdout.decode().strip()

    def fork(self, base: str, head: str) -> str:
        """The last commit both lines have in common; `base` itself, where there is none."""
        done = self._try("merge-base", base, head)
        return done.stdout.decode().strip() or base

    def log(self, folders: Sequence[str], head: str = "HEAD") -> list[Commit]:
        """The commits of the main line that changed something in the folders, oldest first.

        The main line is what first parents lead to: a merge is one step, on the day it was merged.
        """
        paths = [f":(top,literal){self.prefix}{one}" for one in folders]
        raw = self._run(
            *_LOG, "--first-parent", "--diff-merges=first-parent", "--root", "--no-relative",
            "--raw", "-M", "--no-abbrev", f"--format={COMMIT}", head, "--", *paths,
        )  # fmt: skip
        found = list(commits(raw, self.prefix))[::-1]
        if any(len(parents) > 1 for _, parents in found):
            raw = self._run(
                *_LOG, "--full-history", "--parents", f"--format={WROTE}", head, "--", *paths
            )
            return list(with_authors(found, raw))
        return [commit for commit, _ in found]

    def blob(self, name: str) -> bytes:
        """The content of an object, by its id or by any name git knows.

        Raises:
            UnreadableError: There is no such object.
        """
        return self._object(name)[1]

    def blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        """The contents of many objects, in their order, while git unpacks the next ones."""
        with TemporaryFile() as asked:
            asked.write("".join(f"{name}\n" for name in names).encode())
            asked.seek(0)
            with subprocess.Popen(  # noqa: S603 - as below
                self._command("cat-file", "--batch", "--buffer"),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=1 << 20,
                env=_environment(),
            ) as process:
                assert process.stdout is not None
                for name in names:
                    yield _answer(process.stdout, name)[1]

    def tree(self, commit: str) -> "GitTree":
        """The files of the project as a commit has them."""
        return GitTree(self, commit)

    def folder(self, tree: str) -> Mapping[str, tuple[bytes, str]]:
        """(mode, object id) of what lies in a folder, by its name, from the tree's id."""
        if tree not in self._folders:
            self._folders[tree] = dict(_entries(self._object(tree)[1], len(tree) // 2))
        return self._folders[tree]

    def root_of(self, commit: str) -> str:
        """The id of the project's folder in a commit; "" where it has none."""
        name = f"{commit}:{self.prefix}".removesuffix("/")
        done = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return done.stdout.decode().strip()

    def _object(self, name: str) -> tuple[str, bytes]:
        if self._batch is None:
            self._batch = subprocess.Popen(  # noqa: S603 - git, with our own arguments
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        assert self._batch.stdin is not None
        assert self._batch.stdout is not None
        try:
            self._batch.stdin.write(f"{name}\n".encode(errors="surrogateescape"))
            self._batch.stdin.flush()
        except BrokenPipeError:
            raise _missing(name) from None
        return _answer(self._batch.stdout, name)

    def _run(self, *arguments: str) -> bytes:
        done = self._try(*arguments)
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().splitlines()
            raise NoHistoryError(
                f"git cannot read the history: {reason[-1] if reason else 'it says no more'}",
                help="run `git log` in this folder to see why",
            )
        return done.stdout

    def _try(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - as above
            self._command(*arguments), capture_output=True, check=False, env=_environment()
        )

    def _command(self, *arguments: str) -> list[str]:
        return ["git", "-C", str(self.root), "--no-pager", "--no-replace-objects", *arguments]


class GitTree:
    """The project as a commit has it: see `Tree`."""

    def __init__(self, git: Git, commit: str) -> None:
        self.git = git
        self._root = git.root_of(commit)

    def read(self, path: str, limit: int = MAX_BYTES) -> bytes:
        """See `Tree.read`."""
        mode, blob = self._entry(path)
        if mode == b"40000":
            raise not_a_file("a folder")
        if mode == b"160000":
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
        if mode != b"40000":
            raise UnreadableError(
                "a folder was expected here, and this is a file", help="rename or delete it"
            )
        names = sorted(self.git.folder(tree))
        return [f"{folder}/{readable(one)}" for one in names if one[0] != "."]

    def is_folder(self, path: str) -> bool:
        """See `Tree.is_folder`."""
        try:
            return self._entry(path)[0] == b"40000"
        except UnreadableError:
            return False

    def stamp(self, path: str) -> object:
        """See `Tree.stamp`: the id of the content."""
        try:
            return self._entry(path)[1]
        except UnreadableError:
            return None

    def _entry(self, path: str, links: int = _LINKS) -> tuple[bytes, str]:
        """Mode and object of a path, with links followed inside the project."""
        mode, found = b"40000", self._root
        parts = path.split("/")
        for place, name in enumerate(parts):
            inside = self.git.folder(found) if found and mode == b"40000" else {}
            if name not in inside:
                raise AbsentError
            mode, found = inside[name]
            if mode == b"120000":
                target = self.git.blob(found).decode(errors="replace")
                there = posixpath.normpath(
                    posixpath.join(*parts[:place], target, *parts[place + 1 :])
                )
                if there.startswith(("/", "..")) or not links:
                    raise UnreadableError(
                        "this is a link that leads out of the project",
                        help="put the file itself here; links out of the project are not followed",
                    )
                return self._entry(there, links - 1)
        return mode, found


def _answer(answers: IO[bytes], name: str) -> tuple[str, bytes]:
    """The kind and the content of the next object that git has found."""
    head = answers.readline().decode().rsplit(" ", 2)
    if len(head) != 3 or not head[2].strip().isdigit():  # noqa: PLR2004 - id, kind, size
        raise _missing(name)
    content = answers.read(int(head[2]))
    answers.read(1)
    return head[1], content


def _missing(name: str) -> UnreadableError:
    return UnreadableError(
        f"git has no object {name} here",
        help="in a partial clone, `git fetch --refetch --no-filter` gets all; else try `git fsck`",
    )


def _entries(raw: bytes, size: int) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """The entries of a tree object: `mode name NUL id`, the id in bytes."""
    start = 0
    while start < len(raw):
        end = raw.index(b"\0", start)
        mode, _, name = raw[start:end].partition(b" ")
        start = end + 1 + size
        yield name.decode(errors="surrogateescape"), (mode, raw[end + 1 : start].hex())


def _no_repository(reason: str) -> NoHistoryError:
    if "dubious ownership" in reason:
        return NoHistoryError(
            "git does not trust this repository, as it belongs to somebody else",
            help="run `git config --global --add safe.directory '*'` where the site is built",
        )
    return NoHistoryError(
        "this folder is in no git repository, so there is no history",
        help="run `git init` and commit the files; everything else works without it",
    )


def _environment() -> Mapping[str, str]:
    """The environment without what points at another repository, as it does inside hooks."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(("GIT_CONFIG_", "GIT_CEILING_"))
    }
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}

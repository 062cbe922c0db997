"""Files as they were at a revision, through one git process for all of them."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from mkdocs_rubric.errors import RubricError, UnreadableError
from mkdocs_rubric.load.git_command import (
    NoHistoryError,
    command,
    environment,
    no_repository,
    unreadable_history,
)
from mkdocs_rubric.load.git_tree import GitTree
from mkdocs_rubric.load.log import COMMIT, WROTE, Commit, commits, with_authors

_LOG = (
    "log", "-z", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8",
)  # fmt: skip
"""What the user's settings may change of a log is said, so that they do not."""


class Git:
    """The repository around a folder. To be closed, or used with `with`.

    Args:
        root: The project's folder, which may be any folder of the repository.
        below: A folder of the project, such as `quality`, to speak of the repository around that
            one. Paths are the project's in any case.

    Raises:
        NoHistoryError: git is not installed, or the folder is in no repository of this user.
    """

    def __init__(self, root: Path, below: str = "") -> None:
        self.root = (root / below).resolve()
        self.below = f"{below}/" if below else ""
        """The repository's folder from the project's: `quality/` of a submodule, or empty."""
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
            raise no_repository(done.stderr.decode(errors="replace"))
        told = done.stdout.decode(errors="surrogateescape")
        prefix, shallow, head, *_ = [*told.split("\n"), "", ""]
        if shallow not in ("true", "false"):
            raise NoHistoryError(
                "git does not answer, so there is no history",
                help="see what `git rev-parse --show-prefix` says here",
            )
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
        paths = [f":(top,literal){self.prefix}{self.here(folder)}" for folder in folders]
        raw = self._run(
            *_LOG, "--first-parent", "--diff-merges=first-parent", "--root", "--no-relative",
            "--raw", "-M", "--no-abbrev", f"--format={COMMIT}", head, "--", *paths,
        )  # fmt: skip
        found = list(commits(raw, self.prefix, self.below))[::-1]
        if any(len(parents) > 1 for _, parents in found):
            raw = self._run(
                *_LOG, "--full-history", "--parents", f"--format={WROTE}", head, "--", *paths
            )
            return list(with_authors(found, raw))
        return [commit for commit, _ in found]

    def here(self, path: str) -> str:
        """A path of the project from where git is run."""
        return path.removeprefix(self.below)

    def holds(self, folder: str) -> bool:
        """Whether a folder of the project is in this repository."""
        return f"{folder}/".startswith(self.below)

    def ignored(self, paths: Sequence[str]) -> frozenset[str]:
        """Those of some files of the project that git is told to ignore."""
        if not paths:
            return frozenset()
        asked = "".join(f"{self.here(path)}\0" for path in paths).encode()
        told = self._try("check-ignore", "-z", "--stdin", asked=asked).stdout.decode()
        names = set(told.split("\0"))
        return frozenset(path for path in paths if self.here(path) in names)

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
                command(self.root, "cat-file", "--batch", "--buffer"),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=1 << 20,
                env=environment(),
            ) as process:
                assert process.stdout is not None
                for name in names:
                    yield _answer(process.stdout, name)[1]

    def tree(self, commit: str) -> GitTree:
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
                command(self.root, "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
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
            raise unreadable_history(done.stderr.decode(errors="replace"))
        return done.stdout

    def _try(self, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - as above
            command(self.root, *arguments),
            input=asked,
            capture_output=True,
            check=False,
            env=environment(),
        )


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

"""A change to files."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_rubric.errors import AbsentError, RubricError
from mkdocs_rubric.load import Tree
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES
from mkdocs_rubric.patch.journal import write_all
from mkdocs_rubric.patch.overlay import Overlay
from mkdocs_rubric.patch.spelling import difference
from mkdocs_rubric.visible import printable


@dataclass(frozen=True)
class Patch:
    """Files as they are and as they are to be. Nothing of it is written yet.

    Attributes:
        before: The files that change or go, as they are, by path.
        after: The files that change or come, as they are to be, by path.
        moved: The new path of each file that gets another name.
    """

    before: Mapping[str, bytes] = field(default_factory=dict)
    after: Mapping[str, bytes] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Tree, after: Mapping[str, bytes]) -> "Patch":
        """What changes when files get this content; those that have it already are left out.

        Raises:
            UnreadableError: One is there and cannot be read.
        """
        before: dict[str, bytes] = {}
        for path in after:
            with suppress(AbsentError):
                before[path] = tree.read(path, MAX_SHEET_BYTES)
        changed = {path: text for path, text in after.items() if before.get(path) != text}
        return cls({path: before[path] for path in changed if path in before}, changed)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return dict(self.before) != dict(self.after)

    @property
    def files(self) -> dict[str, bytes | None]:
        """The new content by path; None where a file is removed."""
        gone = [path for path in self.before if path not in self.after]
        return {**self.after, **dict.fromkeys(gone)}

    def over(self, tree: Tree) -> Overlay:
        """A tree as it would be, to be read and checked before anything is written."""
        return Overlay(tree, self.files)

    def difference(self) -> str:
        """All of it as a unified diff, for people to read."""
        return "\n".join(self._differences())

    def _differences(self) -> Iterator[str]:
        come = {new: old for old, new in self.moved.items()}
        for path in sorted({*self.before, *self.after} - self.moved.keys()):
            old = come.get(path, path)
            before, after = self.before.get(old, b""), self.after.get(path, b"")
            if old != path and before == after:
                yield printable(f"{old} becomes {path}")
            else:
                yield difference(before, after, old, path)

    def write(self, root: Path) -> None:
        """Write all of it under a folder, or nothing.

        Raises:
            RubricError: A file is not as it was read, or cannot be written. Everything is as it
                was.
        """
        write_all(root, self.files, expected=self._as_read)

    def _as_read(self, root: Path) -> None:
        """What was made from files that have changed since may not be written over them."""
        for path in {*self.before, *self.after}:
            full = root / path
            found = full.read_bytes() if full.is_file() else None
            if found != self.before.get(path):
                raise RubricError(
                    f"{path} has changed since it was read",
                    help="nothing was changed; run the command again",
                )

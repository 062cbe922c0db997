"""Reads files once, and collects what is wrong with them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from mkdocs_rubric.diagnostics import Diagnostic, Location
from mkdocs_rubric.errors import UnreadableError
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.files import FileName, MisplacedFile, SameName, Unreadable
from mkdocs_rubric.load.translated import Keys
from mkdocs_rubric.load.tree import MAX_BYTES, Tree
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.model.score import LevelKey

if TYPE_CHECKING:
    from mkdocs_rubric.model import Broken

_README = "readme"


class Source(Protocol):
    """What is kept of a file, to say where in it a value stands."""

    def locate(self, *keys: str | LevelKey, key: bool = False) -> Location:
        """The value at `keys`, or the key that introduces it."""
        ...


@dataclass(frozen=True)
class FileRead:
    """What became of one file.

    Attributes:
        value: What it means; None when it cannot be used.
        source: Where its values stand.
        found: What is wrong with it.
        lost: Where entries were left out.
    """

    value: Any = None
    source: Source | None = None
    found: tuple[Diagnostic, ...] = ()
    lost: tuple[Keys, ...] = ()


Make: TypeAlias = Callable[[str, str], FileRead]
"""`make(text, path)`: what a file of one kind means."""


@dataclass
class FilesAsRead:
    """Files as last read. While its stamp stays, a file is neither read nor parsed again."""

    entries: dict[str, tuple[object, FileRead]] = field(default_factory=dict)


class Reader:
    """Reads each file once, and collects what is wrong."""

    def __init__(self, tree: Tree, as_read: FilesAsRead) -> None:
        self.tree = tree
        self.as_read = as_read
        self.found: list[Diagnostic] = []
        self.broken: list[Broken] = []
        self.files: set[str] = set()
        self.sources: dict[str, Source] = {}
        self.lost: set[Keys] = set()

    def list(self, folder: str) -> list[str]:
        """What lies in a folder; nothing, and a finding, when it cannot be listed."""
        try:
            return self.tree.list(folder)
        except UnreadableError as error:
            self.report(Unreadable.at(Location(folder), error.message, help=error.help))
            return []

    def read(self, path: str, make: Make, limit: int = MAX_BYTES, *, table: bool = False) -> Any:
        """What `make` makes of a file; None when it cannot be used.

        Args:
            path: The file.
            make: Says what it means.
            limit: How many bytes it may have.
            table: Whether it is a table, which a spreadsheet program may have saved in its own way.
        """
        stamp = self.tree.stamp(path)
        known = self.as_read.entries.get(path)
        if known is not None and stamp is not None and known[0] == stamp:
            result = known[1]
        else:
            result = self._fresh(path, make, limit, table=table)
            self.as_read.entries[path] = (stamp, result)
        if path not in self.files:
            self.files.add(path)
            self.found += result.found
            self.lost.update((path, *keys) for keys in result.lost)
        if result.source is not None:
            self.sources[path] = result.source
        return result.value

    def _fresh(self, path: str, make: Make, limit: int, *, table: bool) -> FileRead:
        try:
            content = self.tree.read(path, limit)
        except UnreadableError as error:
            found = Unreadable.at(Location(path), error.message, help=error.help)
            return FileRead(found=(found,), lost=((),))
        text, problems = decode(content, path, table=table)
        if text is None:
            return FileRead(found=tuple(problems), lost=((),))
        result = make(text, path)
        if not problems:
            return result
        return FileRead(result.value, result.source, (*problems, *result.found), result.lost)

    def forget_the_rest(self) -> None:
        """Drop files that are gone."""
        for path in self.as_read.entries.keys() - self.files:
            del self.as_read.entries[path]

    def report(self, *found: Diagnostic) -> None:
        """Add findings that are about a file's name or place."""
        self.files.update(finding.where.path for finding in found)
        self.found += found

    def named(self, paths: Iterable[str], endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """(path, id) of the files that have one of the endings and a name that can be an id."""
        seen: dict[str, str] = {}
        for path in paths:
            stem, ending = name_of(path)
            if is_readme(path):
                continue
            if ending in endings:
                if self.unique(path, stem, seen) and self.is_id(path, stem):
                    yield path, stem
            else:
                self.misplaced(path, endings[0])

    def misplaced(self, path: str, ending: str) -> None:
        """Say that a file has no place here."""
        if self.tree.is_folder(path):
            message, remedy = "folders in here are not read", "move its files up into this folder"
        else:
            message = f"files here end in {ending}; this one is not read"
            remedy = f"rename it to {name_of(path)[0]}{ending}, or move it elsewhere"
        self.report(MisplacedFile.at(Location(path), message, help=remedy))

    def unique(self, path: str, name: str, seen: dict[str, str]) -> bool:
        """Whether a name is not taken; says so when it is."""
        other = seen.setdefault(name.casefold(), path)
        if other != path:
            message = (
                f"this is the same name as {other}, but for its ending or upper and lower case"
            )
            remedy = "rename or delete one of the two; the first is used now"
            self.report(SameName.at(Location(path), message, help=remedy))
        return other == path

    def is_id(self, path: str, name: str) -> bool:
        """Whether a name can be an id; says so when it cannot."""
        problem = id_problem(name)
        if problem:
            better = "-".join("".join(c if c.isalnum() else " " for c in name).lower().split())
            remedy = "rename it" if id_problem(better) else f'rename it, for example to "{better}"'
            self.report(FileName.at(Location(path), f'"{name[:80]}" {problem}', help=remedy))
        return not problem


def is_readme(path: str) -> bool:
    """Whether a file only explains the folder it is in."""
    return name_of(path)[0].casefold() == _README


def name_of(path: str) -> tuple[str, str]:
    """The name of a file and its ending: `decisions/a.md` is `a` and `.md`."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if dot > 0 else (name, "")

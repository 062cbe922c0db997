"""A folder (or anything else that is a `Tree`) to a `Project` and everything wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeVar

from mkdocs_rubric.diagnostics import Diagnostic, Location
from mkdocs_rubric.errors import RubricError, UnreadableError
from mkdocs_rubric.load.files import FileName, MisplacedFile, SameName, Unreadable
from mkdocs_rubric.load.frontmatter import split
from mkdocs_rubric.load.shape import validate
from mkdocs_rubric.load.sheets import SheetText, read_sheet
from mkdocs_rubric.load.text import decode
from mkdocs_rubric.load.tree import MAX_BYTES, MAX_SHEET_BYTES, Tree
from mkdocs_rubric.load.yaml import Document, parse
from mkdocs_rubric.model import Broken, Criterion, Decision, Held, Project, Rubric, Session, Sheet
from mkdocs_rubric.model.scalars import id_problem

_YAML = (".yaml", ".yml")
_CONSENSUS = "consensus"
_README = "readme"


@dataclass(frozen=True)
class Layout:
    """The folders of a project, from its root."""

    rubric: str = "rubric"
    decisions: str = "decisions"
    scores: str = "scores"


class Source(Protocol):
    """What is kept of a file, to say where in it a value stands."""

    def locate(self, *keys: str | int, key: bool = False) -> Location:
        """The value at `keys`, or the key that introduces it."""
        ...


@dataclass(frozen=True)
class _Read:
    """What became of one file."""

    value: Any
    source: Source | None
    found: tuple[Diagnostic, ...]


@dataclass
class Cache:
    """Files as last read. While its stamp stays, a file is neither read nor parsed again."""

    entries: dict[str, tuple[object, _Read]] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """A project, everything that is wrong with its files, and the files' lines."""

    project: Project
    found: list[Diagnostic]
    source_line: Callable[[str, int], str | None]


def load_project(tree: Tree, layout: Layout | None = None, cache: Cache | None = None) -> Loaded:
    """Read everything a team has committed.

    Bad content never raises: it is reported, and left out.

    Args:
        tree: Where the files are.
        layout: What the folders are called.
        cache: Kept by the caller from one load to the next, to read only what has changed.

    Raises:
        RubricError: There is no rubric at all.
    """
    layout = layout or Layout()
    reader = _Reader(tree, cache or Cache())
    main = next(
        (p for p in tree.list(layout.rubric) if PurePosixPath(p).name in ("rubric.yaml", "rubric.yml")),
        None,
    )
    if main is None:
        raise RubricError(
            f"there is no {layout.rubric}/rubric.yaml here",
            help="run this in the folder that holds rubric/, decisions/ and scores/, or name it",
        )
    rubric = _rubric(reader, layout, main)
    decisions = _decisions(reader, layout)
    sessions = _sessions(reader, layout)
    reader.forget_the_rest()
    sources = reader.sources

    def locate(path: str, *keys: str | int, key: bool = False) -> Location:
        source = sources.get(path)
        return source.locate(*keys, key=key) if source else Location(path)

    def source_line(path: str, line: int) -> str | None:
        try:
            text, _ = decode(tree.read(path, MAX_SHEET_BYTES), path)
        except UnreadableError:
            return None
        lines = (text or "").split("\n")
        return lines[line - 1] if 0 < line <= len(lines) and lines[line - 1] else None

    project = Project(
        rubric=rubric,
        decisions={one.id: one for one in sorted(decisions, key=lambda d: (d.date, d.id))},
        sessions={one.id: one for one in sorted(sessions, key=lambda h: (h.session.date, h.id))},
        broken=tuple(reader.broken),
        files=tuple(sorted(reader.files)),
        locate=locate,
    )
    return Loaded(project, sorted(reader.found, key=lambda one: one.order), source_line)


_T = TypeVar("_T")


class _Reader:
    """Reads files through the cache and collects what is wrong."""

    def __init__(self, tree: Tree, cache: Cache) -> None:
        self.tree = tree
        self.cache = cache
        self.found: list[Diagnostic] = []
        self.broken: list[Broken] = []
        self.files: set[str] = set()
        self.sources: dict[str, Source] = {}

    def read(
        self, path: str, make: Callable[[str, str], _Read], limit: int = MAX_BYTES
    ) -> Any:
        """What `make(text, path)` makes of a file; None when it cannot be read."""
        self.files.add(path)
        stamp = self.tree.stamp(path)
        known = self.cache.entries.get(path)
        if known is not None and stamp is not None and known[0] == stamp:
            result = known[1]
        else:
            result = self._fresh(path, make, limit)
            self.cache.entries[path] = (stamp, result)
        self.found += result.found
        if result.source is not None:
            self.sources[path] = result.source
        return result.value

    def _fresh(self, path: str, make: Callable[[str, str], _Read], limit: int) -> _Read:
        try:
            content = self.tree.read(path, limit)
        except UnreadableError as error:
            return _Read(None, None, (Unreadable.at(Location(path), error.message, help=error.help),))
        text, found = decode(content, path)
        if text is None:
            return _Read(None, None, tuple(found))
        result = make(text, path)
        return _Read(result.value, result.source, (*found, *result.found))

    def forget_the_rest(self) -> None:
        """Drop files that are gone."""
        for path in self.cache.entries.keys() - self.files:
            del self.cache.entries[path]

    def named(self, paths: Iterable[str], endings: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        """(path, id) of the files that have one of the endings and a name that can be an id."""
        seen: dict[str, str] = {}
        for path in paths:
            name = PurePosixPath(path)
            if name.stem.casefold() == _README:
                continue
            if name.suffix not in endings:
                self.found.append(
                    MisplacedFile.at(
                        Location(path),
                        f"files here end in {endings[0]}; this one is not read",
                        help=f"rename it to {name.stem}{endings[0]}, or move it elsewhere",
                    )
                )
                self.files.add(path)
                continue
            if self.usable(path, name.stem, seen):
                yield path, name.stem

    def usable(self, path: str, stem: str, seen: dict[str, str]) -> bool:
        """Whether a name can be an id and is not taken; says so when it is not."""
        other = seen.setdefault(stem.casefold(), path)
        if other != path:
            self.files.add(path)
            self.found.append(
                SameName.at(
                    Location(path),
                    f"this is the same name as {other}, but for its ending or upper and lower case",
                    help="rename or delete one of the two; the first is used now",
                )
            )
            return False
        if problem := id_problem(stem):
            self.files.add(path)
            suggestion = "-".join("".join(c if c.isalnum() else " " for c in stem).lower().split())
            self.found.append(
                FileName.at(
                    Location(path),
                    f'"{stem[:80]}" {problem}',
                    help=f'rename it, for example to "{suggestion}"'
                    if suggestion and not id_problem(suggestion)
                    else "rename it",
                )
            )
            return False
        return True


def _yaml_file(model: type[Any], **extra: str) -> Callable[[str, str], _Read]:
    def make(text: str, path: str) -> _Read:
        document, found = parse(text, path)
        readable = document.node is not None or not found
        value, more = validate(model, document, {**extra, "path": path}) if readable else (None, [])
        return _Read(value, document, (*found, *more))

    return make


def _rubric(reader: _Reader, layout: Layout, main: str) -> Rubric:
    rubric: Rubric | None = reader.read(main, _yaml_file(Rubric))
    criteria: dict[str, Criterion] = {}
    for path, name in reader.named(reader.tree.list(f"{layout.rubric}/criteria"), _YAML):
        criterion = reader.read(path, _yaml_file(Criterion, id=name))
        if criterion is None:
            reader.broken.append(Broken(path, "criterion", name))
        else:
            criteria[name] = criterion
    if rubric is None:
        reader.broken.append(Broken(main, "rubric", "rubric"))
        rubric = Rubric.model_construct(
            path=main, title="Rubric", version="?", scales={}, groups=(), criteria={}
        )
    return rubric.model_copy(update={"criteria": criteria})


def _decisions(reader: _Reader, layout: Layout) -> list[Decision]:
    def make(text: str, path: str) -> _Read:
        document, body, line, found = split(text, path)
        extra = {"id": PurePosixPath(path).stem, "path": path, "body": body, "body_line": line}
        if document.node is None and found:
            return _Read(None, document, tuple(found))
        value, more = validate(Decision, document, extra)
        return _Read(value, document, (*found, *more))

    decisions = []
    for path, name in reader.named(reader.tree.list(layout.decisions), (".md",)):
        decision = reader.read(path, make)
        if decision is None:
            reader.broken.append(Broken(path, "decision", name))
        else:
            decisions.append(decision)
    return decisions


def _sessions(reader: _Reader, layout: Layout) -> list[Held]:
    held = []
    seen: dict[str, str] = {}
    for folder in reader.tree.list(layout.scores):
        name = PurePosixPath(folder).name
        if not reader.tree.is_folder(folder):
            if PurePosixPath(name).stem.casefold() != _README:
                reader.found.append(
                    MisplacedFile.at(
                        Location(folder),
                        "scores are kept in one folder a session; this file is not read",
                        help="put it in a folder with a session.yaml",
                    )
                )
            continue
        inside = reader.tree.list(folder)
        main = next((p for p in inside if PurePosixPath(p).name in ("session.yaml", "session.yml")), None)
        if main is None:
            reader.found.append(
                MisplacedFile.at(
                    Location(folder),
                    "the folder has no session.yaml, so nothing in it is read",
                    help="add a session.yaml with the session's date, or move the folder elsewhere",
                )
            )
            continue
        if not reader.usable(folder, name, seen):
            continue
        session: Session | None = reader.read(main, _yaml_file(Session, id=name))
        if session is None:
            reader.broken.append(Broken(main, "session", name))
        else:
            held.append(_beside(reader, session, folder, inside))
    return held


def _beside(reader: _Reader, session: Session, folder: str, inside: list[str]) -> Held:
    """A session with its sheets, consensus and transcripts."""
    sheets: list[Sheet] = []
    consensus: Sheet | None = None
    for path in inside:
        name = PurePosixPath(path)
        if name.suffix.casefold() != ".csv":
            continue
        sheet = reader.read(path, _sheet, MAX_SHEET_BYTES)
        if sheet is None:
            continue
        if name.stem.casefold() == _CONSENSUS:
            consensus = sheet
        else:
            sheets.append(sheet)
    transcripts: dict[str, str] = {}
    for place, conversation in enumerate(session.conversations):
        name_ = conversation.transcript
        if name_ is None:
            continue
        path = f"{folder}/{name_}"
        if PurePosixPath(name_).name != name_ or "\\" in name_ or path not in inside:
            where = reader.sources[session.path].locate("conversations", place, "transcript")
            reader.found.append(
                Unreadable.at(
                    where,
                    f'the transcript "{name_}" is not beside session.yaml',
                    help=f"put it in {folder}/, or correct the name",
                )
            )
            continue
        text = reader.read(path, _transcript)
        if text is not None:
            transcripts[name_] = text
    return Held(session, tuple(sheets), consensus, transcripts)


def _sheet(text: str, path: str) -> _Read:
    sheet, source, found = read_sheet(text, path, PurePosixPath(path).stem)
    return _Read(sheet, source, tuple(found))


def _transcript(text: str, path: str) -> _Read:
    return _Read(text, SheetText(path, text, {}), ())




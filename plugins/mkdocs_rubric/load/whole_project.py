"""A folder (or anything else that is a `Tree`) to a `Project` and everything wrong with it."""

import datetime as dt
import gc
import posixpath
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from mkdocs_rubric.diagnostics import Diagnostic, Location
from mkdocs_rubric.errors import RubricError, UnreadableError
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.files import MisplacedFile
from mkdocs_rubric.load.frontmatter import split
from mkdocs_rubric.load.live_folder import LIVE, read_live
from mkdocs_rubric.load.practice_folder import read_practice
from mkdocs_rubric.load.reader import FileRead, FilesAsRead, Reader, name_of
from mkdocs_rubric.load.session_folders import read_sessions
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES, Tree
from mkdocs_rubric.load.yaml_file import modelled, yaml_file
from mkdocs_rubric.model import (
    Broken,
    Criterion,
    Decision,
    Dispute,
    Held,
    LevelKey,
    Project,
    Rubric,
)

_Record = TypeVar("_Record", Decision, Dispute)
_YAML = (".yaml", ".yml")
_CRITERIA = "criteria"


@dataclass(frozen=True)
class Layout:
    """The folders of a project, from its root."""

    rubric: str = "rubric"
    decisions: str = "decisions"
    scores: str = "scores"
    disputes: str = "disputes"
    practice: str = "practice"

    @property
    def folders(self) -> tuple[str, ...]:
        """All that have a name of a team's choice."""
        return self.rubric, self.decisions, self.scores, self.disputes, self.practice

    @property
    def read(self) -> tuple[str, ...]:
        """All that a project is read from."""
        return (*self.folders, LIVE)

    def clean(self) -> "Layout":
        """The same as trees have it: `./rubric/` is `rubric`.

        Raises:
            RubricError: A folder lies outside the project.
        """
        return Layout(*map(_inside, self.folders))


@dataclass(frozen=True)
class Loaded:
    """A project, everything that is wrong with its files, and the files' lines."""

    project: Project
    found: list[Diagnostic]
    source_line: Callable[[str, int], str | None]


def load_project(
    tree: Tree,
    layout: Layout | None = None,
    as_read: FilesAsRead | None = None,
    *,
    today: dt.date = dt.date.max,
) -> Loaded:
    """Read everything a team has committed.

    Bad content never raises: it is reported, and left out.

    Args:
        tree: Where the files are.
        layout: What the folders are called.
        as_read: Kept by the caller from one load to the next, to read only what has changed.
        today: What is held later is scored still, and in no figure.

    Raises:
        RubricError: There is no rubric at all, or a folder lies outside the project.
    """
    layout = (layout or Layout()).clean()
    tree = tree.within(layout.read)
    reader = Reader(tree, as_read or FilesAsRead())
    with without_collecting_garbage():
        rubric = _rubric(reader, layout.rubric)
        decisions = list(_records(reader, layout.decisions, Decision))
        disputes = list(_records(reader, layout.disputes, Dispute))
        sessions = list(read_sessions(reader, layout.scores, rubric))
        practices, practised, seeds = read_practice(reader, layout.practice)
        counted = read_live(reader)
    reader.forget_the_rest()
    sources = reader.sources

    def locate(path: str, *keys: str | LevelKey, key: bool = False) -> Location:
        source = sources.get(path)
        return source.locate(*keys, key=key) if source else Location(path)

    in_order = sorted(sessions, key=lambda held: (held.session.date, held.id))
    upcoming = {held.id for held in in_order if _is_upcoming(held, reader, today, rubric)}
    project = Project(
        rubric=rubric,
        decisions=_by_day(decisions),
        sessions={held.id: held for held in in_order if held.id not in upcoming},
        upcoming={held.id: held for held in in_order if held.id in upcoming},
        disputes=_by_day(disputes),
        practices=practices,
        practised=practised,
        seeds=seeds,
        broken=tuple(reader.broken),
        files=tuple(sorted(reader.files)),
        locate=locate,
        lost=frozenset(reader.lost),
        counted=counted,
    )
    found = sorted(reader.found, key=lambda finding: finding.order)
    return Loaded(project, found, _source_lines(tree))


def _is_upcoming(held: Held, reader: Reader, today: dt.date, rubric: Rubric) -> bool:
    """Whether a session is planned, or scored still: its scores are nobody's business yet."""
    if held.session.sealed:
        return held.session.sealed.revealed is None
    if held.consensus:
        return False
    unread = any(len(keys) == 1 and str(keys[0]).startswith(held.folder) for keys in reader.lost)
    scored = any(not sheet.people or set(sheet.people) - rubric.machines for sheet in held.sheets)
    return held.session.date > today or not (scored or unread)


@contextmanager
def without_collecting_garbage() -> Iterator[None]:
    """Python's search for reference cycles put off, to be put around whatever makes much.

    What is read and laid out is kept, and to look through it for garbage takes longer than that.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def project_around(folder: Path, layout: Layout) -> tuple[Path, Layout]:
    """The project of a folder whose layout may name others beside it, and the layout within that.

    A `mkdocs.yml` in `site/` that names `../rubric` is of the project around `site/`.
    """
    names = [posixpath.normpath(name.replace("\\", "/")) for name in layout.folders]
    up = max(name.split("/").count("..") for name in names)
    if not up or up > len(folder.parents) or any(name.startswith("/") for name in names):
        return folder, layout
    root = folder.parents[up - 1]
    below = folder.relative_to(root).as_posix()
    return root, Layout(*(posixpath.normpath(f"{below}/{name}") for name in names))


def _inside(folder: str) -> str:
    """A folder's path as the tree has it: `./rubric/` is `rubric`."""
    path = PurePosixPath(folder.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise RubricError(
            f'the folder "{folder}" is not inside the project',
            help="name a folder of the project, such as rubric or quality/rubric",
        )
    return str(path)


def _source_lines(tree: Tree) -> Callable[[str, int], str | None]:
    @lru_cache(maxsize=2)  # findings are shown file by file
    def lines(path: str) -> list[str]:
        try:
            text, _ = decode(tree.read(path, MAX_SHEET_BYTES), path, table=path.endswith(".csv"))
        except UnreadableError:
            return []
        return (text or "").split("\n")

    def source_line(path: str, line: int) -> str | None:
        found = lines(path)
        return (found[line - 1] or None) if 0 < line <= len(found) else None

    return source_line


def _rubric(reader: Reader, folder: str) -> Rubric:
    try:
        inside = reader.tree.list(folder)
    except UnreadableError as error:
        raise RubricError(f"{folder} cannot be read: {error.message}", help=error.help) from None
    mains = (f"{folder}/rubric.yaml", f"{folder}/rubric.yml")
    main = next((path for path in mains if path in inside), None)
    if main is None:
        raise RubricError(
            f"there is no {folder}/rubric.yaml here",
            help="run this in the folder that holds rubric/, decisions/ and scores/, or name it, "
            "in mkdocs.yml as `rubric: ../rubric`; `rubric init` makes a first one",
        )
    rubric: Rubric | None = reader.read(main, yaml_file(Rubric))
    if rubric is None:
        reader.broken.append(Broken(main, "rubric", "rubric"))
        rubric = Rubric.model_construct(
            path=main, title="Rubric", version="?", scales={}, groups=(), criteria={}
        )
    in_folder = f"{folder}/{_CRITERIA}"
    for path in inside:
        if path not in (main, in_folder) and name_of(path)[1] in _YAML:
            message = "this file is not read: a rubric is rubric.yaml and the files in criteria/"
            remedy = f"move a criterion into {in_folder}/, or delete the file"
            reader.report(MisplacedFile.at(Location(path), message, help=remedy))
    criteria: dict[str, Criterion] = {}
    for path, name in reader.named(reader.list(in_folder), _YAML):
        criterion = reader.read(path, yaml_file(Criterion, id=name))
        if criterion is None:
            reader.broken.append(Broken(path, "criterion", name))
        else:
            criteria[name] = criterion
    return rubric.model_copy(update={"criteria": criteria})


def _records(reader: Reader, folder: str, model: type[_Record]) -> Iterator[_Record]:
    """The Markdown files of a folder that can be used."""
    for path, name in reader.named(reader.list(folder), (".md",)):
        record: _Record | None = reader.read(path, partial(_record, model))
        if record is None:
            reader.broken.append(Broken(path, model.__name__.lower(), name))
        else:
            yield record


def _by_day(records: Sequence[_Record]) -> dict[str, _Record]:
    return {each.id: each for each in sorted(records, key=lambda each: (each.date, each.id))}


def _record(model: type[_Record], text: str, path: str) -> FileRead:
    document, body, line, found = split(text, path)
    name, _ = name_of(path)
    return modelled(model, document, found, id=name, path=path, body=body, body_line=line)

"""Files of earlier days, by the ids of their contents. Whatever is wrong with them is past."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, splitext
from typing import Any

from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.log import FileChange
from mkdocs_rubric.load.pieces import Pieces
from mkdocs_rubric.load.shape import validate
from mkdocs_rubric.load.tree import MAX_BYTES
from mkdocs_rubric.load.whole_project import Layout
from mkdocs_rubric.load.yaml import Document
from mkdocs_rubric.model import Criterion, Rubric
from mkdocs_rubric.model.scalars import id_problem

_YAML = (".yaml", ".yml")
_PARTS = ("levels", "edge_cases")
_STATUS = re.compile(rb"^status:[ \t]*[\"']?(\w+)", re.MULTILINE)


class Records:
    """Contents by object id, each read and parsed once."""

    def __init__(self) -> None:
        self._pieces = Pieces()
        self._raw: dict[str, bytes] = {}
        self._values: dict[str, Any] = {}
        self._parts: dict[int, tuple[object, object]] = {}  # by identity, with what keeps it
        self._rubrics: dict[str, Rubric | None] = {}
        self._criteria: dict[tuple[str, str], dict[str, Criterion]] = {}

    def fetch(self, git: Git, files: Iterable[FileChange], layout: Layout) -> None:
        """Get the contents that are not known yet, through one process.

        While it unpacks the next ones, those of the rubric are parsed.
        """
        paths = {file.blob: file.path for file in files if file.blob and is_read(file.path, layout)}
        missing = [blob for blob in paths if blob not in self._raw]
        for blob, content in zip(missing, git.blobs(missing), strict=True):
            self._raw[blob] = content if len(content) <= MAX_BYTES else b""
            if paths[blob].endswith(_YAML):
                self._value(blob)

    def rubric(self, blob: str, path: str) -> Rubric | None:
        """The rubric without its criteria; None where it could not be used."""
        if blob not in self._rubrics:
            value = self._value(blob)
            rest = {k: v for k, v in value.items() if k != "criteria"} if value else None
            extra = {"path": path, "id": "rubric"}
            shaped = validate(Rubric, Document(path, rest), extra) if rest else None
            self._rubrics[blob] = shaped.value if shaped else None
        return self._rubrics[blob]

    def criteria(self, blob: str, path: str, layout: Layout) -> dict[str, Criterion]:
        """The criteria of a file by their ids: its own, or all, where one file holds many."""
        if (blob, path) not in self._criteria:
            self._criteria[blob, path] = dict(self._read(blob, path, layout))
        return self._criteria[blob, path]

    def is_broken(self, blob: str, path: str) -> bool:
        """Whether a file of one criterion could not be used."""
        return "/criteria/" in path and not self._criteria.get((blob, path), True)

    def decision_status(self, blob: str) -> str:
        """What a decision's front matter says of its status."""
        found = _STATUS.search(self._raw[blob])
        return found[1].decode() if found else ""

    def _read(self, blob: str, path: str, layout: Layout) -> Iterator[tuple[str, Criterion]]:
        stem, ending = splitext(basename(path))
        if ending not in _YAML:
            return
        value = self._value(blob)
        if path.startswith(f"{layout.rubric}/criteria/"):
            many: Mapping[Any, Any] = {stem: value}
        else:
            many = _by_id(value.get("criteria")) if value else {}
        for name, value in many.items():
            if isinstance(value, dict) and isinstance(name, str) and not id_problem(name):
                criterion = self._criterion(value, name, path)
                if criterion is not None:
                    yield name, criterion

    def _criterion(self, value: dict[Any, Any], name: str, path: str) -> Criterion | None:
        """A criterion whose levels and edge cases are the very ones of before, where they are.

        Pieces that are the same are the same objects, so what was made of them is found by these;
        and what is the same object is quickly compared.
        """
        known = {key: self._known_parts(value.get(key)) for key in _PARTS}
        extra = {"id": name, "path": path}
        shaped = validate(
            Criterion, Document(path, value | {k: v for k, v in known.items() if v}), extra
        )
        if shaped.found and any(known.values()):
            shaped = validate(Criterion, Document(path, value), extra)
        if shaped.value is not None and not shaped.found:
            for key in _PARTS:
                raw, made = value.get(key), getattr(shaped.value, key)
                if isinstance(raw, dict):
                    raw, made = [raw[score] for score in made], made.values()
                for before, after in zip(raw or (), made, strict=True):
                    self._parts[id(before)] = (before, after)
        return shaped.value

    def _known_parts(self, value: object) -> object:
        parts = self._parts
        if isinstance(value, tuple):
            return tuple(parts[id(piece)][1] if id(piece) in parts else piece for piece in value)
        if isinstance(value, dict):
            return {
                key: parts[id(piece)][1] if id(piece) in parts else piece
                for key, piece in value.items()
            }
        return None

    def _value(self, blob: str) -> Any:
        if blob not in self._values:
            text, _ = decode(self._raw[blob], blob)
            value = self._pieces.value(text) if text else None
            self._values[blob] = value if isinstance(value, dict) else None
        return self._values[blob]


def is_read(path: str, layout: Layout) -> bool:
    """Whether a file says something about criteria or decisions.

    Besides the files of today, `rubric/criteria.yaml` may have held all criteria once.
    """
    folder, _, name = path.rpartition("/")
    stem, ending = splitext(name)
    if folder == layout.decisions:
        return ending == ".md"
    one_file = folder == layout.rubric and stem in ("rubric", "criteria")
    return ending in _YAML and (one_file or folder == f"{layout.rubric}/criteria")


def is_main(path: str, layout: Layout) -> bool:
    """Whether a file is the rubric's own, rather than that of one criterion."""
    return path in (f"{layout.rubric}/rubric.yaml", f"{layout.rubric}/rubric.yml")


def _by_id(criteria: object) -> Mapping[Any, Any]:
    """Criteria that stand in one file: a mapping, or a list whose entries say their id."""
    if isinstance(criteria, dict):
        return {name: _without_id(entry) for name, entry in criteria.items()}
    if isinstance(criteria, tuple):
        return {
            entry.get("id"): _without_id(entry) for entry in criteria if isinstance(entry, dict)
        }
    return {}


def _without_id(entry: object) -> object:
    return (
        {key: value for key, value in entry.items() if key != "id"}
        if isinstance(entry, dict)
        else entry
    )

"""Files of earlier days, by the ids of their contents. Whatever is wrong with them is past."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, splitext
from typing import Any

from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.project import Layout
from mkdocs_rubric.load.shape import validate
from mkdocs_rubric.load.text import decode
from mkdocs_rubric.load.yaml import Document, parse
from mkdocs_rubric.model import Criterion, Rubric
from mkdocs_rubric.model.scalars import id_problem

_YAML = (".yaml", ".yml")
_STATUS = re.compile(rb"^status:[ \t]*[\"']?(\w+)", re.MULTILINE)


class Records:
    """Contents by object id, each read and parsed once."""

    def __init__(self) -> None:
        self._raw: dict[str, bytes] = {}
        self._values: dict[str, Any] = {}
        self._rubrics: dict[str, Rubric | None] = {}
        self._criteria: dict[tuple[str, str], dict[str, Criterion]] = {}

    def fetch(self, git: Git, blobs: Iterable[str]) -> None:
        """Get the contents that are not known yet, through one process."""
        missing = [one for one in dict.fromkeys(blobs) if one not in self._raw]
        self._raw.update(zip(missing, git.blobs(missing), strict=True))

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
        """Whether a file that should hold a criterion could not be used."""
        return not self._criteria.get((blob, path), True)

    def decision_status(self, blob: str) -> str:
        """What a decision's front matter says of its status."""
        found = _STATUS.search(self._raw[blob])
        return found[1].decode() if found else ""

    def _read(self, blob: str, path: str, layout: Layout) -> Iterator[tuple[str, Criterion]]:
        stem, ending = splitext(basename(path))
        if ending not in _YAML or not path.startswith(f"{layout.rubric}/"):
            return
        value = self._value(blob)
        if path.startswith(f"{layout.rubric}/criteria/"):
            many: Mapping[Any, Any] = {stem: value}
        else:
            many = _by_id(value.get("criteria")) if value else {}
        for name, one in many.items():
            if isinstance(one, dict) and isinstance(name, str) and not id_problem(name):
                shaped = validate(Criterion, Document(path, one), {"id": name, "path": path})
                if shaped.value is not None:
                    yield name, shaped.value

    def _value(self, blob: str) -> Any:
        if blob not in self._values:
            text, _ = decode(self._raw[blob], blob)
            value = parse(text, blob)[0].value if text else None
            self._values[blob] = value if isinstance(value, dict) else None
        return self._values[blob]


def _by_id(criteria: object) -> Mapping[Any, Any]:
    """Criteria that stand in one file: a mapping, or a list whose entries say their id."""
    if isinstance(criteria, dict):
        return {name: _without_id(one) for name, one in criteria.items()}
    if isinstance(criteria, tuple):
        return {one.get("id"): _without_id(one) for one in criteria if isinstance(one, dict)}
    return {}


def _without_id(one: object) -> object:
    return (
        {key: value for key, value in one.items() if key != "id"} if isinstance(one, dict) else one
    )

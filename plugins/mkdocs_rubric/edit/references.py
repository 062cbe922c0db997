"""Where the files name a criterion, and what to write there instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from yaml.nodes import MappingNode, SequenceNode

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load.words import Keys, known_keys
from mkdocs_rubric.load.yaml import compose
from mkdocs_rubric.model import Criterion, Project
from mkdocs_rubric.patch.spelling import Spelling

_FOLDER = re.compile(r"[\w./~-]+$")
_LONGEST_PATH = 300


@dataclass(frozen=True)
class Edit:
    """A word of a file, and what takes its place.

    Attributes:
        where: The word; with a width of 0, the place between two characters.
        text: What to write there.
    """

    where: Location
    text: str


def references(project: Project, name: str) -> Iterator[tuple[str, Keys]]:
    """The file and the keys of everything that names a criterion by this id."""
    yield from ((path, keys) for path, keys, one in _named(project) if one == name)
    for held in (one.as_written for one in project.every_session.values()):
        for sheet in filter(None, (*held.sheets, held.consensus)):
            if name in sheet.criteria:  # a million rows are passed over at once
                rows = zip(sheet.lines, sheet.criteria, strict=True)
                yield from ((sheet.path, (line, "criterion")) for line, one in rows if one == name)


def _named(project: Project) -> Iterator[tuple[str, Keys, str]]:
    """Everything but the sheets that names a criterion."""
    rubric = project.rubric
    for place, group in enumerate(rubric.groups):
        yield from _each(group.criteria, rubric.path, "groups", place, "criteria")
    for criterion in rubric.criteria.values():
        yield from _each(criterion.see_also, criterion.path, "see_also")
        if criterion.replaced_by:
            yield criterion.path, ("replaced_by",), criterion.replaced_by
    for decision in project.decisions.values():
        yield from _each(decision.criteria, decision.path, "criteria")
    for held in project.every_session.values():
        for place, settled in enumerate(held.session.settled):
            yield held.session.path, ("settled", place, "criterion"), settled.criterion


def _each(names: Sequence[str], path: str, *keys: str | int) -> Iterator[tuple[str, Keys, str]]:
    return ((path, (*keys, place), one) for place, one in enumerate(names))


def renamed(where: Location, lines: Sequence[str], old: str, new: str) -> Edit:
    """The edit that writes `new` where the value at `where` is `old`.

    Raises:
        RubricError: The value is spelled in a way in which the id does not stand there.
    """
    start = where.column - 1
    place = lines[where.line - 1].find(old, start, start + where.width)
    if place < 0:
        raise RubricError(
            f'{where}: "{old}" is not written here as a plain word',
            help=f"write it as {old}, without escapes or line ends, and rename again",
        )
    return Edit(Location(where.path, where.line, place + 1, len(old)), new)


def mentions(path: str, lines: Sequence[str], target: str, new: str) -> Iterator[Edit]:
    """Edits for the places where a text names the file `target`, as links do.

    A path counts from the file it stands in, or from the project's root.
    """
    name = target.rpartition("/")[2]
    pattern = re.compile(rf"(?<![\w.~-]){re.escape(name)}(?![\w-]|\.\w)")
    for number, line in enumerate(lines, 1):
        for found in pattern.finditer(line):
            folder = _FOLDER.search(line, max(0, found.start() - _LONGEST_PATH), found.start())
            named = f"{folder[0] if folder else ''}{name}"
            if target in (normpath(join(dirname(path), named)), normpath(named)):
                yield Edit(Location(path, number, found.start() + 1, len(name)), new)


def alias(criterion: Criterion, lines: Sequence[str], name: str) -> Edit:
    """The edit that adds an alias to a criterion's file, and leaves the rest as it is."""
    root = compose("".join(line.rstrip("\r\n") + "\n" for line in lines))
    assert isinstance(root, MappingNode)
    nodes = {key.value: (key, value) for key, value in root.value}
    end = Spelling(tuple(lines)).line_end

    def at(mark: object, text: str) -> Edit:
        line, column = mark.line, mark.column  # type: ignore[attr-defined]
        return Edit(Location(criterion.path, line + 1, column + 1, 0), text)

    known = nodes.get("aliases", (None, None))[1]
    if isinstance(known, SequenceNode) and known.value:
        last = known.value[-1]
        if known.flow_style:
            return at(last.end_mark, f", {name}")
        line = last.end_mark.line
        dash = lines[last.start_mark.line][: last.start_mark.column]
        place = Location(criterion.path, line + 1, len(lines[line].rstrip("\r\n")) + 1, 0)
        return Edit(place, f"{end}{dash}{name}")
    if isinstance(known, SequenceNode):
        mark = known.start_mark
        return Edit(Location(criterion.path, mark.line + 1, mark.column + 2, 0), name)
    order = known_keys(Criterion, ())
    later = order[order.index("aliases") + 1 :]
    following = next(key for key, _ in root.value if key.value in later).start_mark
    if root.flow_style:
        return at(following, f"aliases: [{name}], ")
    line, indent = following.line, " " * following.column
    while line and lines[line - 1].startswith(f"{indent}#") and line > 1:
        line -= 1  # a comment belongs to the key below it
    return Edit(Location(criterion.path, line + 1, 1, 0), f"{indent}aliases: [{name}]{end}")


def applied(lines: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """The lines with the edits made."""
    fresh = list(lines)
    for edit in sorted(edits, key=lambda one: one.where, reverse=True):
        line, start = edit.where.line - 1, edit.where.column - 1
        text = fresh[line]
        fresh[line] = text[:start] + edit.text + text[start + edit.where.width :]
    return fresh

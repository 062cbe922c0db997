"""Where the files name a criterion, and what to write there instead in sheets and in texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load.translated import Keys
from mkdocs_rubric.model import Project

_FOLDER = re.compile(r"[\w./~-]+$")
_LONGEST_PATH = 300


@dataclass(frozen=True)
class Word:
    """A word of a file, and what takes its place.

    Attributes:
        where: The word; with a width of 0, the place between two characters.
        text: What to write there.
    """

    where: Location
    text: str


def references(project: Project, name: str) -> Iterator[tuple[str, Keys]]:
    """The file and the keys of everything that names a criterion by this id."""
    yield from ((path, keys) for path, keys, named in _named(project) if named == name)
    for held in (session.as_written for session in project.every_folder.values()):
        for sheet in filter(None, (*held.sheets, held.consensus)):
            if name in sheet.criteria:  # a million rows are passed over at once
                rows = zip(sheet.lines, sheet.criteria, strict=True)
                found = (line for line, named in rows if named == name)
                yield from ((sheet.path, (line, "criterion")) for line in found)


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
        for place, gap in enumerate(decision.settles):
            yield decision.path, ("settles", place, "criterion"), gap.criterion
    for dispute in project.disputes.values():
        yield dispute.path, ("criterion",), dispute.criterion
    for held in project.every_folder.values():
        for place, settled in enumerate(held.session.settled):
            yield held.session.path, ("settled", place, "criterion"), settled.criterion


def _each(names: Sequence[str], path: str, *keys: str | int) -> Iterator[tuple[str, Keys, str]]:
    return ((path, (*keys, place), name) for place, name in enumerate(names))


def renamed(where: Location, lines: Sequence[str], old: str, new: str) -> Word:
    """`new` for the word `old`, which is the value at `where`.

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
    return Word(Location(where.path, where.line, place + 1, len(old)), new)


def mentions(path: str, lines: Sequence[str], target: str, new: str) -> Iterator[Word]:
    """The places where a text names the file `target`, as links do.

    A path counts from the file it stands in, or from the project's root.
    """
    name = target.rpartition("/")[2]
    pattern = re.compile(rf"(?<![\w.~-]){re.escape(name)}(?![\w-]|\.\w)")
    for number, line in enumerate(lines, 1):
        for found in pattern.finditer(line):
            folder = _FOLDER.search(line, max(0, found.start() - _LONGEST_PATH), found.start())
            named = f"{folder[0] if folder else ''}{name}"
            if target in (normpath(join(dirname(path), named)), normpath(named)):
                yield Word(Location(path, number, found.start() + 1, len(name)), new)


def replaced(lines: Sequence[str], words: Sequence[Word]) -> list[str]:
    """The lines with other words."""
    fresh = list(lines)
    for word in sorted(words, key=lambda word: word.where, reverse=True):
        line, start = word.where.line - 1, word.where.column - 1
        text = fresh[line]
        fresh[line] = text[:start] + word.text + text[start + word.where.width :]
    return fresh

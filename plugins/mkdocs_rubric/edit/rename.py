"""A criterion under another name, with everything that names it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING

from mkdocs_rubric.checked import Checked, load_and_check
from mkdocs_rubric.diagnostics import Diagnostic, Location, Severity, did_you_mean
from mkdocs_rubric.edit.canonical import kind_of
from mkdocs_rubric.edit.mentions import Word, mentions, references, renamed, replaced
from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import RubricError, UnreadableError
from mkdocs_rubric.load import FilesAsRead, Layout, Tree, load_project
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES
from mkdocs_rubric.model import Criterion, Project
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.patch import Patch, Spelling

if TYPE_CHECKING:
    from mkdocs_rubric.load.translated import Keys


@dataclass(frozen=True)
class Renaming:
    """What a new name changes; nothing of it is written yet.

    Attributes:
        moved: The path of the criterion's file, before and after.
        patch: The change.
        places: How many places change in each file, by its new path.
    """

    moved: tuple[str, str]
    patch: Patch
    places: Mapping[str, int]


def rename_criterion(tree: Tree, old: str, new: str, layout: Layout | None = None) -> Renaming:
    """Give a criterion another id, wherever it is named, and keep the old one as an alias.

    Only the names are changed: formatting, comments, quotes and line ends stay to the byte. The
    result is read and checked before it is returned, and what it says is the same.

    Args:
        tree: The files.
        old: The criterion's id.
        new: The id it is to have.
        layout: What the folders are called.

    Raises:
        RubricError: It cannot be renamed, or not without changing what the files say.
    """
    as_read = FilesAsRead()
    loaded = load_project(tree, layout, as_read)
    project = loaded.project
    criterion = _criterion(project, old)
    _refuse_taken(tree, project, criterion, new)
    _refuse_unread(tree, loaded.found, criterion)
    path = f"{dirname(criterion.path)}/{new}{splitext(criterion.path)[1]}"
    changes = _Changes(tree, project, layout or Layout())
    before, after = changes.of(criterion, new)
    moved = (criterion.path, path)
    patch = Patch(
        before=before,
        after={_moved(name, moved): content for name, content in after.items()},
        moved={criterion.path: path},
    )
    now = load_and_check(tree, layout, as_read=as_read)
    then = load_and_check(patch.over(tree), layout, as_read=as_read)
    _verify(now, then, moved)
    places = {_moved(name, moved): count for name, count in changes.places.items()}
    return Renaming(moved, patch, places)


def _criterion(project: Project, name: str) -> Criterion:
    known = project.rubric.criteria
    if name in known:
        return known[name]
    if name in project.rubric.by_name:
        today = project.rubric.by_name[name].id
        raise RubricError(
            f'"{name}" is an earlier id: the criterion is called "{today}" now',
            help=f"rename that one: `rubric rename criterion {today} …`",
        )
    if any((broken.kind, broken.id) == ("criterion", name) for broken in project.broken):
        raise _has_mistakes(f'the file of "{name}"')
    hint = did_you_mean(name, known)
    raise RubricError(
        f'there is no criterion "{name}"', help=hint or f"there are: {', '.join(sorted(known))}"
    )


def _refuse_taken(tree: Tree, project: Project, criterion: Criterion, new: str) -> None:
    if problem := id_problem(new):
        raise RubricError(f'"{new[:80]}" {problem}', help="choose another id")
    other = project.rubric.by_name.get(new)
    if new == criterion.id:
        raise RubricError(f'the criterion is called "{new}" already', help="choose another id")
    if other is not None and new == other.id:
        raise RubricError(f'there is a criterion "{new}" already', help="choose another id")
    if other is not None and other is not criterion:
        raise RubricError(
            f'"{new}" is an earlier id of "{other.id}", and its links lead there',
            help=f"choose another id, or remove it from the aliases in {other.path}",
        )
    for path in tree.list(dirname(criterion.path)):
        if splitext(basename(path))[0].casefold() == new:
            raise RubricError(f"{path} is there already", help="choose another id, or move it")


def _refuse_unread(tree: Tree, found: Sequence[Diagnostic], criterion: Criterion) -> None:
    """Files that could not be read to their end may name the criterion where nobody sees it."""
    old = criterion.id
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])")
    for path in {
        finding.where.path: None for finding in found if finding.severity is Severity.ERROR
    }:
        if path == criterion.path:
            raise _has_mistakes(f'the file of "{old}"')
        try:
            content = tree.read(path, MAX_SHEET_BYTES)
            text = decode(content, path)[0] or content.decode(errors="replace")
        except UnreadableError:
            text = old
        if word.search(text):
            raise _has_mistakes(f'{path} names "{old}", and')


def _has_mistakes(what: str) -> RubricError:
    return RubricError(
        f"{what} has mistakes that keep it from being read to its end",
        help="correct them first: `rubric check` shows them",
    )


class _Changes:
    """The files that change, and how many places change in each.

    Sheets, and links in texts, are words of a line; what YAML says is changed as YAML.
    """

    def __init__(self, tree: Tree, project: Project, layout: Layout) -> None:
        self.tree = tree
        self.project = project
        self.layout = layout
        self.places: Counter[str] = Counter()
        self._spellings: dict[str, Spelling] = {}

    def of(self, criterion: Criterion, new: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """The files before and after."""
        old, path = criterion.id, criterion.path
        words: dict[str, list[Word]] = defaultdict(list)
        values: dict[str, dict[Keys, str]] = defaultdict(dict)
        for named, keys in references(self.project, old):
            where = self.project.locate(named, *keys)
            if named.endswith(".csv") and old not in _cell(where, self._lines(named)):
                continue  # a sheet may name it by its title, which stays
            word = renamed(where, self._lines(named), old, new)
            if kind_of(named, self.layout):
                values[named][keys] = new
            else:
                words[named].append(word)
        # The header of a grid names it for every row.
        words = defaultdict(list, {name: list(dict.fromkeys(w)) for name, w in words.items()})
        target = new + splitext(path)[1]
        for text in _texts(self.project):
            words[text] += mentions(text, self._lines(text), path, target)
        if new in criterion.aliases:
            values[path]["aliases", criterion.aliases.index(new)] = old
        before, after = {}, {}
        for name in dict.fromkeys((path, *values, *words)):
            self.places[name] = len(words[name]) + len(values[name])
            content = self._worded(name, words[name])
            if kind := kind_of(name, self.layout):
                file = YamlFile(name, content, kind)
                file = file.set_all(values[name]) if values[name] else file
                if name == path and new not in criterion.aliases:
                    file = file.append("aliases", entry=old)
                    self.places[name] += 1
                content = file.content
            if self.places[name]:
                before[name], after[name] = self._spelling(name).content(self._lines(name)), content
        self.places = +self.places
        return before, after

    def _worded(self, path: str, words: Sequence[Word]) -> bytes:
        return self._spelling(path).content(replaced(self._lines(path), words))

    def _lines(self, path: str) -> Sequence[str]:
        return self._spelling(path).lines

    def _spelling(self, path: str) -> Spelling:
        if path not in self._spellings:
            self._spellings[path] = Spelling.of(self.tree.read(path, MAX_SHEET_BYTES))
        return self._spellings[path]


def _cell(where: Location, lines: Sequence[str]) -> str:
    start = where.column - 1
    return lines[where.line - 1][start : start + where.width]


def _texts(project: Project) -> list[str]:
    """The files that may link to others."""
    rubric = project.rubric
    found = [
        rubric.path,
        *(record.path for record in rubric.criteria.values()),
        *(record.path for record in project.decisions.values()),
        *(record.path for record in project.disputes.values()),
        *(record.session.path for record in project.every_folder.values()),
    ]
    return [path for path in found if path not in {record.path for record in project.broken}]


def _verify(before: Checked, after: Checked, moved: tuple[str, str]) -> None:
    """The same findings, and every reference under the new name."""
    (old, new) = (splitext(basename(path))[0] for path in moved)
    counts = [
        [sum(1 for _ in references(state.project, name)) for name in (old, new)]
        for state in (before, after)
    ]
    same = after.project.rubric.by_name.get(old) is after.project.rubric.criteria.get(new)
    if not same or counts[1] != [0, sum(counts[0])]:
        raise RubricError(
            f'"{old}" would still be named somewhere',
            help="nothing was changed; please report this as a fault of `rubric rename`",
        )
    known = Counter(_kind(finding, moved) for finding in before.found)
    for finding in after.found:
        kind = _kind(finding, moved)
        known[kind] -= 1
        if known[kind] < 0:
            raise RubricError(
                f"afterwards `rubric check` would find: {finding.where}: {finding.message}",
                help="nothing was changed; correct what leads to this, and rename again",
            )


def _kind(found: Diagnostic, moved: tuple[str, str]) -> tuple[str, str]:
    return found.code, _moved(found.where.path, moved)


def _moved(path: str, moved: tuple[str, str]) -> str:
    return moved[1] if path == moved[0] else path

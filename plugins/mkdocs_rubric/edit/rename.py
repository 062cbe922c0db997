"""A criterion under another name, with everything that names it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, splitext

from mkdocs_rubric.checked import Checked, load_and_check
from mkdocs_rubric.diagnostics import Diagnostic, Severity, did_you_mean
from mkdocs_rubric.edit.references import Edit, alias, applied, mentions, references, renamed
from mkdocs_rubric.errors import RubricError, UnreadableError
from mkdocs_rubric.load import FilesAsRead, Layout, Tree, load_project
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES
from mkdocs_rubric.model import Criterion, Project
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.patch import Patch, Spelling


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
    before, edits = _edits(tree, project, criterion, new)
    moved = (criterion.path, path)
    patch = Patch(
        before={name: one.content(one.lines) for name, one in before.items()},
        after={
            _moved(name, moved): one.content(applied(one.lines, edits[name]))
            for name, one in before.items()
        },
        moved={criterion.path: path},
    )
    now = load_and_check(tree, layout, as_read=as_read)
    then = load_and_check(patch.over(tree), layout, as_read=as_read)
    _verify(now, then, moved)
    places = {_moved(name, moved): len(found) for name, found in edits.items()}
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
    if any((one.kind, one.id) == ("criterion", name) for one in project.broken):
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
    for path in {one.where.path: None for one in found if one.severity is Severity.ERROR}:
        if path == criterion.path:
            raise _has_mistakes(f'the file of "{old}"')
        try:
            text = tree.read(path, MAX_SHEET_BYTES).decode(errors="replace")
        except UnreadableError:
            text = old
        if word.search(text):
            raise _has_mistakes(f'{path} names "{old}", and')


def _has_mistakes(what: str) -> RubricError:
    return RubricError(
        f"{what} has mistakes that keep it from being read to its end",
        help="correct them first: `rubric check` shows them",
    )


def _edits(
    tree: Tree, project: Project, criterion: Criterion, new: str
) -> tuple[dict[str, Spelling], dict[str, list[Edit]]]:
    """The files that change, and what changes in each."""
    spellings: dict[str, Spelling] = {}
    edits: dict[str, list[Edit]] = defaultdict(list)

    def lines(path: str) -> Sequence[str]:
        if path not in spellings:
            spellings[path] = Spelling.of(tree.read(path, MAX_SHEET_BYTES))
        return spellings[path].lines

    for path, keys in references(project, criterion.id):
        where = project.locate(path, *keys)
        edits[path].append(renamed(where, lines(path), criterion.id, new))
    file = basename(criterion.path)
    for path in _texts(project):
        target = new + splitext(file)[1]
        edits[path] += mentions(path, lines(path), criterion.path, target)
    path = criterion.path
    if new in criterion.aliases:
        where = project.locate(path, "aliases", criterion.aliases.index(new))
        edits[path].append(renamed(where, lines(path), new, criterion.id))
    else:
        edits[path].append(alias(criterion, lines(path), criterion.id))
    changed = {path: found for path, found in edits.items() if found}
    return {path: spellings[path] for path in changed}, changed


def _texts(project: Project) -> list[str]:
    """The files that may link to others."""
    rubric = project.rubric
    found = [
        rubric.path,
        *(one.path for one in rubric.criteria.values()),
        *(one.path for one in project.decisions.values()),
        *(one.session.path for one in project.sessions.values()),
    ]
    return [path for path in found if path not in {one.path for one in project.broken}]


def _verify(before: Checked, after: Checked, moved: tuple[str, str]) -> None:
    """The same findings, and every reference under the new name."""
    (old, new) = (splitext(basename(path))[0] for path in moved)
    counts = [
        [sum(1 for _ in references(one.project, name)) for name in (old, new)]
        for one in (before, after)
    ]
    same = after.project.rubric.by_name.get(old) is after.project.rubric.criteria.get(new)
    if not same or counts[1] != [0, sum(counts[0])]:
        raise RubricError(
            f'"{old}" would still be named somewhere',
            help="nothing was changed; please report this as a fault of `rubric rename`",
        )
    known = Counter(_kind(one, moved) for one in before.found)
    for one in after.found:
        kind = _kind(one, moved)
        known[kind] -= 1
        if known[kind] < 0:
            raise RubricError(
                f"afterwards `rubric check` would find: {one.where}: {one.message}",
                help="nothing was changed; correct what leads to this, and rename again",
            )


def _kind(one: Diagnostic, moved: tuple[str, str]) -> tuple[str, str]:
    return one.code, _moved(one.where.path, moved)


def _moved(path: str, moved: tuple[str, str]) -> str:
    return moved[1] if path == moved[0] else path

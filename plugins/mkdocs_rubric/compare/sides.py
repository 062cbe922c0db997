"""Which two states of a standard are compared: revisions, folders, or the files as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_rubric.changes import Changeset, Impact, Reread, compare, impact, to_reread
from mkdocs_rubric.diagnostics import Diagnostic, Severity
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.history import repository_below
from mkdocs_rubric.load import FilesAsRead, FolderTree, Layout, Loaded, Tree, load_project
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.git_command import NoHistoryError

WORKING_TREE = "the files here"


@dataclass(frozen=True)
class Difference:
    """Two states, what is different, and what that does.

    Attributes:
        base: What the earlier state is called.
        head: What the later one is called.
        comparison: What is different.
        unread: Files of either state with errors: what stands in them may be missing here.
        source_line: The lines of the later state, for messages.
    """

    base: str
    head: str
    comparison: Changeset
    unread: Sequence[str]
    source_line: Callable[[str, int], str | None]

    @cached_property
    def impact(self) -> Impact | None:
        """What becomes of the scores that are there; None where nothing changes scoring."""
        return impact(self.comparison) if self.comparison.changes_scoring else None

    @cached_property
    def reread(self) -> list[Reread]:
        """What rests on words that have changed."""
        return to_reread(self.comparison)

    @property
    def needs_version(self) -> Diagnostic | None:
        """The error of a change that alters scoring under the version that was there before."""
        comparison = self.comparison
        if not comparison.changes_scoring or not comparison.same_version:
            return None
        rubric = comparison.after.rubric
        count = sum(change.changes_scoring for change in comparison.changes)
        return Diagnostic(
            "new-version",
            Severity.ERROR,
            comparison.after.locate(rubric.path, "version"),
            f"{count} change{'s' * (count > 1)} of scoring, and the version is still "
            f'"{rubric.version}"',
            "give it a new version, so that everybody can see which reviews were scored by which "
            "rules; wording alone needs none",
        )


def difference(
    root: Path, base: str | None = None, head: str | None = None, layout: Layout | None = None
) -> Difference:
    """Compare two states of the project in a folder.

    Args:
        root: The project's folder.
        base: A revision or a folder; by default the last commit. Of a branch, the point where the
            other state left it, so that what others have merged meanwhile is not shown backwards.
        head: A revision or a folder; by default the files as they are.
        layout: What the folders are called.

    Raises:
        RubricError: A state cannot be found, or has no rubric.
    """
    layout = (layout or Layout()).clean()
    if "" in (base, head):
        raise RubricError(
            "one of the two states has an empty name",
            help="is a variable of the pipeline not set? Name a revision or a folder",
        )
    old = Path(base) if base is not None and _is_folder(base, layout) else None
    new = Path(head) if head is not None and _is_folder(head, layout) else None
    if head is None:
        new = root
    names = (base or "HEAD", head or WORKING_TREE)
    as_read = FilesAsRead()  # what is the same in both is read once
    try:
        if old and new:
            return _difference(names, (FolderTree(old), FolderTree(new)), layout, as_read)
        with Git(root, _own_repository(root, layout)) as git:
            revision = head if new is None else None
            before = FolderTree(old) if old else git.tree(_base(git, names[0], revision))
            after = FolderTree(new) if new else git.tree(git.resolve(names[1]))
            return _difference(names, (before, after), layout, as_read)
    except NoHistoryError as error:
        raise RubricError(
            error.message, help="name two folders to compare: rubric diff OLD NEW"
        ) from error


def _own_repository(root: Path, layout: Layout) -> str:
    """The folder of the project that is a repository around all its data, such as a submodule."""
    folders = (layout.rubric, layout.decisions, layout.scores)
    own = repository_below(root, layout.rubric)
    return own if all(repository_below(root, folder) == own for folder in folders) else ""


def _base(git: Git, base: str, head: str | None) -> str:
    """The commit to compare with: where the lines of `base` and of `head` part.

    Two revisions may be named backwards; files as they are (None) always are the later state.
    """
    commit, other = git.resolve(base), git.resolve(head or "HEAD")
    fork = git.fork(commit, other)
    return commit if head and fork == other else fork


def _difference(
    names: tuple[str, str], trees: tuple[Tree, Tree], layout: Layout, as_read: FilesAsRead
) -> Difference:
    before, after = (
        _loaded(tree, name, layout, as_read) for tree, name in zip(trees, names, strict=True)
    )
    return Difference(
        base=names[0],
        head=names[1],
        comparison=compare(before.project, after.project),
        unread=_unread(before, names[0]) + _unread(after, names[1]),
        source_line=after.source_line,
    )


def _is_folder(name: str, layout: Layout) -> bool:
    """Whether a name is a folder rather than a revision; `./main` is never a revision."""
    return (
        name.startswith((".", "/", "~"))
        or Path(name).is_absolute()
        or Path(name, layout.rubric).is_dir()
    )


def _loaded(tree: Tree, name: str, layout: Layout, as_read: FilesAsRead) -> Loaded:
    try:
        loaded = load_project(tree, layout, as_read)
    except RubricError as error:
        raise RubricError(f"{name}: {error.message}", help=error.help) from error
    if any(broken.kind == "rubric" for broken in loaded.project.broken):
        raise RubricError(
            f"{name}: {loaded.project.rubric.path} cannot be read, so nothing can be compared",
            help="`rubric check` says what is wrong with it",
        )
    return loaded


def _unread(loaded: Loaded, name: str) -> list[str]:
    paths = {finding.where.path for finding in loaded.found if finding.severity is Severity.ERROR}
    return [f"{path} ({name})" for path in sorted(paths)]

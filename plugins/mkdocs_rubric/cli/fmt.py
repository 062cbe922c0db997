"""`rubric fmt`: the files in canonical form."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, carry_out, changing, would_change
from mkdocs_rubric.cli.terminal import fail, recovered, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.edit import Kind


@click.command(short_help="Put keys in order, wrap long texts.")
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[PATH]..."
)
@changing
@with_layout
def fmt(paths: tuple[Path, ...], layout: "Layout", mode: Mode) -> None:
    """Put keys in order and wrap long texts; comments stay.

    PATH is the folder that holds rubric/, decisions/ and scores/, or a single file of it; by
    default this folder. The rubric, criteria and sessions are formatted whole, decisions above
    their text. What a file says stays the same, to the last value and comment.

    \b
    Everything:      rubric fmt
    One file:        rubric fmt rubric/criteria/empathy.yaml
    See it first:    rubric fmt --dry-run
    In CI:           rubric fmt --check

    \b
    Exit codes: 0 done; 1 a file has mistakes and was left as it is, or one would change under
    --check; 2 could not run.
    """
    from mkdocs_rubric.checked import FolderTree
    from mkdocs_rubric.edit import NotFormattedError, formatted
    from mkdocs_rubric.errors import RubricError, UnreadableError
    from mkdocs_rubric.patch import Patch
    from mkdocs_rubric.visible import printable

    looked_at, left = 0, 0
    patches: dict[Path, Patch] = {}
    try:
        for root, name, shown, kind in _files(paths or (Path(),), layout):
            looked_at += 1
            try:
                before = FolderTree(root).read(name)
                after = formatted(before, shown, kind)
            except (NotFormattedError, UnreadableError) as error:
                left += 1
                where = f"{printable(shown)}: " if isinstance(error, UnreadableError) else ""
                click.echo(f"{where}{error}", err=True)
                continue
            if after != before:
                known = patches.get(root, Patch())
                patches[root] = Patch({**known.before, name: before}, {**known.after, name: after})
                if not mode.dry_run:
                    click.echo(printable(shown) if mode.writes else would_change(shown))
        for root, patch in patches.items():
            carry_out(patch, root, mode)
    except RubricError as error:
        fail(error)
    changed = sum(len(patch.after) for patch in patches.values())
    click.echo(_summary(looked_at, changed, left, writes=mode.writes), err=mode.dry_run)
    sys.exit(1 if left or (changed and mode.check) else 0)


def _files(paths: tuple[Path, ...], layout: "Layout") -> Iterator[tuple[Path, str, str, "Kind"]]:
    """For each file a folder, the path from there, the path to show, and what it holds."""
    from mkdocs_rubric.checked import FolderTree
    from mkdocs_rubric.edit import kind_of, project_files
    from mkdocs_rubric.errors import RubricError

    for path in paths:
        if path.is_dir():
            found = project_files(FolderTree(recovered(path)), layout)
            if not found:
                raise RubricError(
                    f"there is no {layout.rubric}/rubric.yaml here",
                    help="run this in the folder that holds rubric/, decisions/ and scores/, or "
                    "name it, or name single files",
                )
            yield from ((path, name, name, kind) for name, kind in found)
        else:
            kind = kind_of(path.absolute().as_posix(), layout)
            if kind is None:
                raise RubricError(
                    f"{path} is neither rubric, criterion, decision nor session.yaml",
                    help="name a folder, or one of these files",
                )
            yield path.parent, path.name, path.as_posix(), kind


def _summary(looked_at: int, changed: int, left: int, *, writes: bool) -> str:
    def files(number: int) -> str:
        return f"{number} file{'' if number == 1 else 's'}"

    if not changed and not left:
        return f"{files(looked_at)} in canonical form."
    parts = []
    if changed:
        parts.append(f"formatted {files(changed)}" if writes else f"would format {files(changed)}")
    if left:
        parts.append(f"left {files(left)} with mistakes as {'it is' if left == 1 else 'they are'}")
    said = f"{' and '.join(parts)}, of {looked_at}."
    return said[0].upper() + said[1:]

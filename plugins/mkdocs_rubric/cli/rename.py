"""`rubric rename`: another name, wherever it stands."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import fail, project_folder, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout


@click.group()
def rename() -> None:
    """Rename something, wherever it is named.

    \b
    A criterion:    rubric rename criterion empathy acknowledgement
    """


@rename.command()
@click.argument("old")
@click.argument("new")
@project_folder
@changing
@with_layout
def criterion(old: str, new: str, path: Path, layout: "Layout", mode: Mode) -> None:
    """Give the criterion OLD the id NEW, wherever it is named.

    Its file is renamed; groups, other criteria, decisions, sessions and sheets follow, and links
    to its file. OLD becomes an alias, so that links to its page keep working. Only the names are
    changed: everything else in the files stays to the byte. All of it is written, or nothing.

    PATH is the folder that holds rubric/, decisions/ and scores/; by default this one.

    \b
    Rename:          rubric rename criterion empathy acknowledgement
    See it first:    rubric rename criterion empathy acknowledgement --dry-run
    Take it back:    rubric rename criterion acknowledgement empathy

    \b
    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.checked import FolderTree
    from mkdocs_rubric.edit import rename_criterion
    from mkdocs_rubric.errors import RubricError

    try:
        renaming = rename_criterion(FolderTree(path), old, new, layout)
        carry_out(renaming.patch, path, mode)
    except RubricError as error:
        fail(error)
    answer(renaming.patch, mode)
    if mode.dry_run:
        return
    source, target = renaming.moved
    click.echo(f"{source} is now {target}")
    for folder in layout.folders:
        found = [count for name, count in renaming.places.items() if name.startswith(f"{folder}/")]
        if found:
            click.echo(f"  {folder}: {_count(sum(found), 'place')} in {_count(len(found), 'file')}")
    click.echo(f"To take it back: rubric rename criterion {new} {old}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

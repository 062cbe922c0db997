"""What the commands that change files have in common: shown, asked about, or written."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from mkdocs_rubric.patch import Patch


class Mode(NamedTuple):
    """What is to be done with a change.

    Attributes:
        dry_run: Show it, and write nothing.
        check: Write nothing, and exit with 1 if there is one.
    """

    dry_run: bool
    check: bool

    @property
    def writes(self) -> bool:
        """Whether it is written."""
        return not (self.dry_run or self.check)


def changing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--dry-run` and `--check`, and pass them as `mode`."""

    @click.option("--dry-run", is_flag=True, help="Write nothing, and show what would change.")
    @click.option("--check", is_flag=True, help="Write nothing; exit with 1 if it would change.")
    @wraps(command)
    def called(*, dry_run: bool, check: bool, **options: Any) -> None:
        command(mode=Mode(dry_run, check), **options)

    return called


def carry_out(patch: "Patch", root: Path, mode: Mode) -> None:
    """Show a change, or write it, or do neither.

    Raises:
        RubricError: It cannot be written. Everything is as it was.
    """
    if mode.dry_run and patch:
        click.echo(patch.difference())
    if mode.writes:
        patch.write(root)


def answer(patch: "Patch", mode: Mode, *, remedy: str = "") -> None:
    """With `--check`, say what would change, and end the command: with 1 if there is a change."""
    if not mode.check:
        return
    if patch and not mode.dry_run:
        for name in sorted({*patch.before, *patch.after}):
            click.echo(would_change(name))
        if remedy:
            click.echo(f"  help: {remedy}")
    sys.exit(1 if patch else 0)


def would_change(name: str) -> str:
    """What `--check` says of a file."""
    from mkdocs_rubric.visible import printable

    return f"{printable(name)} would change"

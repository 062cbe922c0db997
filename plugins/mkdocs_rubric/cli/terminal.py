"""What the commands have in common."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mkdocs_rubric.errors import RubricError

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.meeting.desk import Desk

CANNOT_RUN = 2
"""The exit code when there is nothing to work on; 1 is for findings."""


def recovered(path: Path) -> Path:
    """A project's folder, in which nothing is half written: what was cut off is told of."""
    if any(path.glob(".rubric-patch.json*")):
        from mkdocs_rubric.patch import recover

        if told := recover(path):
            from mkdocs_rubric.visible import printable

            click.echo(f"rubric: {printable(told)}", err=True)
    return path


def _recovered(_context: click.Context, _parameter: click.Parameter, path: Path) -> Path:
    return recovered(path)


_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
project_folder = click.argument("path", type=_FOLDER, default=".", callback=_recovered)
project_option = click.option(
    "--project",
    type=_FOLDER,
    default=".",
    help="The folder that holds rubric/; by default this one.",
    callback=_recovered,
)

_FOLDERS = {
    "rubric": "The rubric's folder.",
    "decisions": "The decisions' folder.",
    "scores": "The sessions' folder.",
    "disputes": "The disputes' folder.",
    "practice": "The practice's folder.",
}


def with_layout(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for what the folders are called, and pass them as `layout`."""

    @wraps(command)
    def called(**options: Any) -> None:
        from mkdocs_rubric.checked import Layout

        names = {name: options.pop(f"{name}_folder") for name in _FOLDERS}
        command(layout=Layout(**names), **options)

    for name, told in reversed(_FOLDERS.items()):
        option = click.option(
            f"--{name}", f"{name}_folder", default=name, show_default=True, help=told
        )
        called = option(called)
    return called


def desk_of(project: Path, layout: "Layout") -> "Desk":
    """A project to look things up in and to change; ends the command where there is none."""
    from mkdocs_rubric.checked import FolderTree
    from mkdocs_rubric.meeting.desk import Desk

    desk = Desk(FolderTree(project), layout)
    try:
        desk.checked  # noqa: B018 - whether there is a project at all
    except RubricError as error:
        fail(error)
    return desk


def fail(error: RubricError) -> NoReturn:
    """Say why a command cannot run, and what to do."""
    click.echo(f"rubric: {error}", err=True)
    sys.exit(CANNOT_RUN)


def wants_colour() -> bool:
    """Colour where the terminal has it: NO_COLOR and FORCE_COLOR (no-color.org) decide first."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    )


def version() -> str:
    """The installed version of the package."""
    from importlib.metadata import version

    return version("mkdocs-rubric")

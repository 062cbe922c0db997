"""What the commands have in common."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from mkdocs_rubric.errors import RubricError

CANNOT_RUN = 2
"""The exit code when there is nothing to work on; 1 is for findings."""

project_folder = click.argument(
    "path", type=click.Path(path_type=Path, exists=True, file_okay=False), default="."
)


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

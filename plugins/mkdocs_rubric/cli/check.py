"""`rubric check`: every mistake at once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.terminal import fail, project_folder, version, wants_colour, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout

_FORMATS = ("text", "json", "github", "gitlab", "sarif")


@click.command(short_help="Find every mistake.")
@project_folder
@click.option(
    "--format",
    "shape",
    type=click.Choice(_FORMATS),
    default="text",
    help="text for people, json for programs, github for annotations on a pull request, "
    "gitlab for a Code Quality report, sarif for code scanning.",
    show_default=True,
)
@with_layout
def check(path: Path, shape: str, layout: "Layout") -> None:
    """Find every mistake in the rubric, the decisions and the score files.

    PATH is the folder that holds rubric/, decisions/ and scores/; by default this one.

    \b
    Exit codes: 0 no errors (there may be warnings), 1 errors, 2 could not run.
    """
    from mkdocs_rubric.checked import FolderTree, load_and_check
    from mkdocs_rubric.diagnostics import catalogue, formats
    from mkdocs_rubric.errors import RubricError

    try:
        checked = load_and_check(FolderTree(path), layout)
    except RubricError as error:
        fail(error)
    if shape == "json":
        output = formats.as_json(checked.found)
    elif shape == "github":
        output = formats.as_github(checked.found)
    elif shape == "gitlab":
        output = formats.as_gitlab(checked.found)
    elif shape == "sarif":
        rules = {rule.code: rule for rule in catalogue()}
        output = formats.as_sarif(checked.found, rules, version=version())
    else:
        output = formats.as_text(
            checked.found,
            checked.source_line,
            files=len(checked.project.files),
            colour=wants_colour(),
        )
    if output:
        click.echo(output, color=True)
    sys.exit(1 if checked.errors else 0)

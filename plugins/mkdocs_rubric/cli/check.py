"""`rubric check`: every mistake at once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.terminal import fail, project_folder, version, wants_colour, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Checked, Layout

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
        checked = _with_order(load_and_check(FolderTree(path), layout), path)
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


def _with_order(checked: "Checked", path: Path) -> "Checked":
    """The findings, with what only the order of commits tells: of sessions that are scored still.

    Without a facilitator who scores, or without git, there is nothing to ask.
    """
    project = checked.project
    asked = [
        held
        for held in project.upcoming.values()
        if held.session.facilitator in held.scorers and len(held.scorers) > 1
    ]
    if not asked:
        return checked
    from dataclasses import replace

    from mkdocs_rubric.check import settle
    from mkdocs_rubric.check.lateness import order
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.history.arrivals import arrivals
    from mkdocs_rubric.load.git import Git

    found = list(checked.found)
    try:
        with Git(path) as git:
            for held in asked:
                found += order(project, held, arrivals(git, held))
    except RubricError:
        return checked
    return replace(checked, found=settle(project, found))

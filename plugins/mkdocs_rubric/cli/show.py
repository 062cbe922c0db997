"""`rubric show`: a criterion in the terminal, as it is or as it was."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.terminal import fail, project_option, wants_colour, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout


@click.command(short_help="Show a criterion, as of today or a day.")
@click.argument("criterion", required=False)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="What it said on that day, such as 2026-03-14. Needs the git history.",
)
@click.option("--history", is_flag=True, help="List its wordings, newest first.")
@project_option
@with_layout
def show(
    criterion: str | None,
    as_of: dt.datetime | None,
    history: bool,  # noqa: FBT001 - click passes it
    project: Path,
    layout: "Layout",
) -> None:
    """Show what a criterion says, or what it said on a day.

    \b
    All criteria:               rubric show
    One, as it is:              rubric show empathy
    As it was in March:         rubric show empathy --as-of 2026-03-14
    When it was reworded:       rubric show empathy --history

    Earlier ids work too. A day is judged by the main line of the repository: what was merged on
    that day was in force on it.
    """
    from mkdocs_rubric.criterion_text import criteria_listed, criterion_text, wordings_listed
    from mkdocs_rubric.errors import RubricError

    day = as_of.date() if as_of else None
    try:
        if criterion is None:
            text = criteria_listed(project, layout)
        elif history:
            text = wordings_listed(project, layout, criterion, colour=wants_colour())
        else:
            text = criterion_text(project, layout, criterion, day, colour=wants_colour())
    except RubricError as error:
        fail(error)
    click.echo(text, color=True, nl=False)
    sys.exit(0)

"""`rubric agreement`: how far reviewers agree."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.progress import Progress
from mkdocs_rubric.cli.terminal import fail, project_folder, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout

_READING = 0.3
"""The share of the work that reading is, where there are many scores."""
_BY = ("session", "criterion", "reviewer", "pair")


@click.command()
@project_folder
@click.option("--session", help="Only this session, such as 2026-09.")
@click.option("--criterion", help="Only this criterion, such as empathy.")
@click.option("--by", type=click.Choice(_BY), help="One line for each of these.")
@click.option("--machines", "of_machines", is_flag=True, help="May a machine score this alone?")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json", "csv")),
    default="text",
    show_default=True,
    help="text for people; json and csv give every coefficient with its interval.",
)
@with_layout
def agreement(
    path: Path,
    session: str | None,
    criterion: str | None,
    by: str | None,
    shape: str,
    layout: "Layout",
    *,
    of_machines: bool,
) -> None:
    """Show how far reviewers agree.

    \b
    All criteria and sessions:      rubric agreement
    One criterion over time:        rubric agreement --criterion empathy --by session
    One session:                    rubric agreement --session 2026-09
    Reviewers compared:             rubric agreement --by reviewer
    Every coefficient, as data:     rubric agreement --format json
    May software score it alone:    rubric agreement --machines

    Text shows how often two reviewers gave the same score, or one close enough: the running figures
    of the site, over the newest sessions with 12 to 24 conversations, each with its likely range.
    Rows with a mistake are left out, which is said on standard error.
    """
    # The engine looks at several strata at a time, which numpy's own threads would only disturb.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from mkdocs_rubric.checked import FolderTree, load_and_check
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.report import as_csv, as_json, as_text, report

    if of_machines:
        _machines(path, layout, shape)
        return
    try:
        with Progress("Computing agreement") as progress:
            tree = progress.watched(FolderTree(path), layout.clean().scores, _READING)
            checked = load_and_check(tree, layout)
            found = report(
                checked.project,
                session=session,
                criterion=criterion,
                by=by,
                every=shape != "text",
                done=lambda share: progress.advance(share * (1 - _READING)),
            )
    except RubricError as error:
        fail(error)
    if number := len(checked.left_out):
        mistakes = "is 1 mistake" if number == 1 else f"are {number:,} mistakes"
        they = "it concerns" if number == 1 else "they concern"
        message = f"rubric: there {mistakes} in the files, and what {they} is left out"
        click.echo(f"{message}\n  help: run `rubric check`", err=True)
    if shape == "text":
        bands = checked.project.rubric.calibration.bands
        click.echo(as_text(found, (bands.acceptable, bands.strong)).rstrip("\n"))
    else:
        click.echo((as_json if shape == "json" else as_csv)(found).rstrip("\n"))


def _machines(path: Path, layout: "Layout", shape: str) -> None:
    """What is known of machines."""
    from mkdocs_rubric.checked import FolderTree, load_and_check
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.report import machines, machines_as_json, machines_as_text

    try:
        project = load_and_check(FolderTree(path), layout).project
        found = machines(project)
    except RubricError as error:
        fail(error)
    written = machines_as_text if shape == "text" else machines_as_json
    click.echo(written(project, found).rstrip("\n"))

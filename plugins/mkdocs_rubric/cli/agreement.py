"""`rubric agreement`: how far reviewers agree."""

from pathlib import Path

import click

from mkdocs_rubric.cli.terminal import fail, project_folder

_BY = ("session", "criterion", "reviewer", "pair")


@click.command()
@project_folder
@click.option("--session", help="Only this session, such as 2026-09.")
@click.option("--criterion", help="Only this criterion, such as empathy.")
@click.option("--by", type=click.Choice(_BY), help="One line for each of these.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json", "csv")),
    default="text",
    show_default=True,
    help="text for people; json and csv give every coefficient with its interval.",
)
def agreement(
    path: Path, session: str | None, criterion: str | None, by: str | None, shape: str
) -> None:
    """Show how far reviewers agree.

    \b
    All criteria and sessions:      rubric agreement
    One criterion over time:        rubric agreement --criterion empathy --by session
    One session:                    rubric agreement --session 2026-09
    Reviewers against the others:   rubric agreement --by reviewer
    Every coefficient, as data:     rubric agreement --format json

    Text shows percent agreement within the scale's tolerance with its 95% interval.
    """
    from mkdocs_rubric.checked import FolderTree, load_and_check
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.report import as_csv, as_json, as_text, report

    try:
        project = load_and_check(FolderTree(path)).project
        found = report(project, session=session, criterion=criterion, by=by, every=shape != "text")
    except RubricError as error:
        fail(error)
    shapes = {"json": as_json, "csv": as_csv, "text": as_text}
    click.echo(shapes[shape](found).rstrip("\n"))

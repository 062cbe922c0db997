"""`rubric diff`: what a change does."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.terminal import fail, project_option, wants_colour, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout


@click.command(short_help="Say what a change does.")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "markdown", "json", "github")),
    default="text",
    show_default=True,
    help="text for people, markdown for a comment on a pull request, json for programs, "
    "github for an annotation where --check finds an error.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Exit with 1 when scoring changes and the rubric's version does not.",
)
@project_option
@with_layout
def diff(
    base: str | None,
    head: str | None,
    shape: str,
    check: bool,  # noqa: FBT001 - click passes it
    project: Path,
    layout: "Layout",
) -> None:
    """Say what a change does: in sentences, to past results, and what to read again.

    \b
    What I have changed and not committed:  rubric diff
    What a branch does:                     rubric diff origin/main
    Between two versions:                   rubric diff v3.1 v3.2
    Between two folders:                    rubric diff ../old .
    On a pull request:                      rubric diff origin/main --check --format markdown

    Changes are editorial, or they change scoring (marked !). Every review in scores/ is re-scored
    under both rubrics, in memory: no file is touched.

    \b
    Exit codes: 0 fine, 1 --check found that a new version is needed, 2 could not run.
    """
    from mkdocs_rubric.compare import as_json, as_markdown, as_text, difference
    from mkdocs_rubric.diagnostics import formats
    from mkdocs_rubric.errors import RubricError

    try:
        found = difference(project, base, head, layout)
    except RubricError as error:
        fail(error)
    needed = found.needs_version
    if shape == "json":
        click.echo(as_json(found))
    elif shape == "markdown":
        click.echo(as_markdown(found), nl=False)
    elif shape == "github":
        click.echo(formats.as_github([needed] if needed else []))
    else:
        click.echo(as_text(found, colour=wants_colour()), color=True, nl=False)
    if check and needed:
        if shape in ("text", "markdown"):
            shown = formats.block(needed, found.source_line)
            click.echo(f"\n{shown}" if shape == "text" else shown, err=shape != "text")
        sys.exit(1)

"""`rubric live`: reviews of daily work, wherever they are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout


@click.group(short_help="Reviews of daily work, counted where they are.")
def live() -> None:
    """Reviews of daily work, counted where they are.

    live/source.yaml says where: Parquet, CSV or a DuckDB file, or the engine of a company. Only
    counts are written, and committed: no conversation's id, no text.
    """


@live.command()
@project_option
@click.option("--memory", default="500MB", show_default=True, help="What DuckDB may hold.")
@changing
@with_layout
def reduce(project: Path, memory: str, layout: "Layout", mode: Mode) -> None:
    """Count the reviews that live/source.yaml names, into live/<year>-<month>/.

    Months that the source still has are counted anew; others stay as they are.

    \b
    pip install 'mkdocs-rubric[live]'
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.live import read_source, reduced
    from mkdocs_rubric.visible import printable

    desk = desk_of(project, layout)
    try:
        found = reduced(desk.project, read_source(desk.tree), project, memory)
        patch = desk.patch(found.files)
        carry_out(patch, project, mode)
    except RubricError as error:
        fail(error)
    for line in found.lines:
        click.echo(printable(line))
    answer(patch, mode)
    if mode.writes:
        click.echo(f"{len(patch.after)} files written" if patch else "Nothing has changed.")

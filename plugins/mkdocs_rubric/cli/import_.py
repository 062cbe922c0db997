"""`rubric import`: scores and conversations from other tools."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.exchange import Brought, Hints

_SOURCES = (
    *("table", "zendesk-qa", "zendesk", "intercom", "freshdesk", "amazon-connect"),
    "label-studio",
)
_SHOWN = 40


@click.command(name="import", short_help="Bring in other tools' scores and conversations.")
@click.argument("source", type=click.Choice(_SOURCES))
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@project_option
@click.option("--into", metavar="SESSION", help="The session they go into, such as 2026-12.")
@click.option("--live", is_flag=True, help="They are reviews of daily work, by month.")
@click.option("--profile", "name", metavar="NAME", help="The profile; by default the tool's name.")
@click.option("--column", "columns", multiple=True, metavar="ROLE=HEADER", help="What a column is: "
    "conversation, reviewer, criterion, score, note, time, channel, session.")  # fmt: skip
@click.option("--criterion", "criteria", multiple=True, metavar="NAME=ID", help="Our criterion.")
@click.option("--reviewer", "reviewers", multiple=True, metavar="NAME=OURS", help="Our reviewer.")
@click.option("--label", "labels", multiple=True, metavar="TEXT=SCORE", help="What a word means.")
@click.option("--ignore", "ignored", multiple=True, metavar="NAME", help="What is not to be read.")
@click.option("--unit", type=click.Choice(("level", "percent", "share", "position")),
    help="What numbers count; else the data tell.")  # fmt: skip
@click.option("--time-zone", metavar="ZONE", help="Of times that name none: Europe/Berlin.")
@click.option("--dates", type=click.Choice(("day-first", "month-first")),
    help="How 3/4/2026 is read, where no date of the file tells.")  # fmt: skip
@click.option("--worksheet", metavar="NAME", help="The sheet of an .xlsx.")
@click.option("--conversation", "conversations", multiple=True, metavar="ID",
    help="Add this conversation's text to the session.")  # fmt: skip
@click.option("--replace", is_flag=True, help="Scores that are there may change.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@changing
@with_layout
def import_(  # noqa: PLR0913 - click passes each flag
    *,
    source: str,
    files: tuple[Path, ...],
    project: Path,
    into: str | None,
    live: bool,
    name: str | None,
    columns: tuple[str, ...],
    criteria: tuple[str, ...],
    reviewers: tuple[str, ...],
    labels: tuple[str, ...],
    ignored: tuple[str, ...],
    unit: str | None,
    time_zone: str | None,
    dates: str | None,
    worksheet: str | None,
    conversations: tuple[str, ...],
    replace: bool,
    yes: bool,
    layout: "Layout",
    mode: Mode,
) -> None:
    """Bring in what another tool exports: scores, and conversations as transcripts.

    \b
    A table of scores:               rubric import table scores.xlsx --into 2026-12
    A form's answers:                rubric import table answers.csv --into 2026-12
    Calibration sessions:            rubric import zendesk-qa sessions.json
    Reviews of daily work:           rubric import zendesk-qa reviews.json --live
    Transcripts for a session:       rubric import intercom chats.json --into 2026-12

    The first import says how everything was understood, and writes it to imports/PROFILE.yaml: the
    next ones ask nothing. Agents, customers and internal notes are never read; what was replaced in
    texts is shown before anything is written. Every row is accounted for.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.exchange import Asked, bring

    if into is not None and live:
        raise click.UsageError("--into names a session, and --live makes one a month: use one")
    desk = desk_of(project, layout)
    more: dict[str, str | bool | None] = {
        "unit": unit, "time_zone": time_zone, "worksheet": worksheet,
    }  # fmt: skip
    more |= {"day_first": dates == "day-first"} if dates else {}
    asks = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        hints = _hints(columns, criteria, reviewers, labels, ignored, more)
        asked = Asked(source, files, into, live, name, hints, replace, conversations)
        brought = bring(desk, asked, _ask if asks else None)
        _show(brought)
        if asks and mode.writes and brought.patch:
            click.confirm("Write it?", default=True, abort=True)
        carry_out(brought.patch, project, mode)
    except RubricError as error:
        fail(error)
    answer(brought.patch, mode)
    if mode.writes:
        for path in sorted(brought.patch.after):
            click.echo(f"{'changed' if path in brought.patch.before else 'wrote  '} {path}")
        if not brought.patch:
            click.echo("Everything was there already.")


def _hints(
    columns: Sequence[str],
    criteria: Sequence[str],
    reviewers: Sequence[str],
    labels: Sequence[str],
    ignored: tuple[str, ...],
    more: Mapping[str, str | bool | None],
) -> "Hints":
    from mkdocs_rubric.exchange import Hints

    return Hints(
        columns={role.strip(): header for role, header in _pairs("--column", columns).items()},
        criteria=_pairs("--criterion", criteria),
        reviewers=_pairs("--reviewer", reviewers),
        labels=_pairs("--label", labels),
        ignore=ignored,
        more=more,
    )


def _pairs(flag: str, texts: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE`, parted at the last `=` of all but columns, whose headers may have one."""
    from mkdocs_rubric.errors import RubricError

    found = {}
    for text in texts:
        first, equals, last = text.partition("=") if flag == "--column" else text.rpartition("=")
        if not equals or not first.strip() or not last.strip():
            raise RubricError(f'{flag} "{text}" is not NAME=VALUE', help=f'{flag} "Empathy=3"')
        found[first.strip()] = last.strip()
    return found


def _ask(question: str, choices: Sequence[str]) -> str:
    """Ask somebody at the terminal."""
    from mkdocs_rubric.visible import printable

    click.echo(printable(question))
    click.echo(f"  {', '.join(choices)}")
    while True:
        given = str(click.prompt("  ", default="", show_default=False)).strip()
        if not given or given in choices:
            return given
        click.echo("  that is none of them")


def _show(brought: "Brought") -> None:
    """The account, and what was taken out of texts."""
    from mkdocs_rubric.visible import printable

    for line in brought.lines:
        click.echo(printable(line))
    if brought.replaced:
        click.echo("Replaced in texts, so that nobody is named:")
        for line in brought.replaced[:_SHOWN]:
            click.echo(f"  {printable(line)}")
        if len(brought.replaced) > _SHOWN:
            click.echo(f"  and {len(brought.replaced) - _SHOWN} more")
        click.echo("Names that the export does not know are still there: read the texts.")

"""`rubric session`: a calibration session from plan to record."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.meeting.desk import Desk
    from mkdocs_rubric.model import Conversation, Held

_DAY = click.DateTime(["%Y-%m-%d"])
_TABLE = click.Path(path_type=Path, exists=True, dir_okay=False)
_KEYS = click.option(
    "--keys",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of private keys; by default one of your own, outside the repository.",
)
_FROM = click.option(
    "--from", "table", type=_TABLE, help="A CSV with id, channel, summary, picked_as."
)


@click.group()
def session() -> None:
    """Plan a calibration session, open it, close it.

    \b
    Plan one:            rubric session new 2026-12 --sealed
    What to score:       rubric session plan
    How far is it:       rubric session status
    Open all sheets:     rubric session reveal 2026-12
    Settle a gap:        rubric decide 2026-12 C-2501 empathy
    Every gap settled:   rubric session close 2026-12
    What came of it:     rubric session summary 2026-12
    """


@session.command("new", short_help="Plan a session.")
@click.argument("name", metavar="ID")
@click.option("--date", type=_DAY, help="The day it is held. Default: when it is due.")
@click.option("--due", type=_DAY, help="The day scores are due. Default: two days before.")
@click.option("--minutes", type=click.IntRange(1, 1440), default=60, show_default=True)
@click.option(
    "--kind",
    type=click.Choice(["regular", "launch", "onboarding", "async", "live"]),
    default="regular",
    show_default=True,
)
@click.option("--reviewer", "reviewers", multiple=True, help="Who scores. Default: as last time.")
@click.option("--facilitator", help="Who leads it. Default: as last time.")
@click.option("--conversation", "named", multiple=True, metavar="ID", help="What is scored.")
@click.option("--planned", is_flag=True, help="Score what `rubric session plan` proposes.")
@_FROM
@click.option(
    "--sealed",
    type=click.Choice(["jwe", "hash"]),
    is_flag=False,
    flag_value="jwe",
    help="Nobody reads a sheet before all are in. hash: for a team without a facilitator.",
)
@_KEYS
@project_option
@changing
@with_layout
def new(
    name: str, project: Path, layout: "Layout", mode: Mode, keys: Path | None, **options: Any
) -> None:
    """Plan the session ID: writes scores/ID/session.yaml.

    Reviewers and facilitator are those of the last session, the day is when the rubric's cadence
    asks for one. With --sealed each sheet is encrypted where it is filled in. The private key that
    opens them stays on this computer, outside the repository; with RUBRIC_SEAL_SECRET in the
    environment it is derived from that and nobody holds it.

    \b
    Next month:      rubric session new 2026-12 --sealed
    With choices:    rubric session new 2026-12 --planned --from export.csv
    See it first:    rubric session new 2026-12 --dry-run
    Take it back:    git checkout -- scores, or delete the folder

    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting import Plan, new_session
    from mkdocs_rubric.meeting.keys import key_for
    from mkdocs_rubric.model import Binding, Conversation, Kind

    desk = desk_of(project, layout)
    key, kept = None, ""
    try:
        conversations: list[Conversation] = [Conversation(id=each) for each in options["named"]]
        if options["planned"]:
            conversations += _chosen(desk, options["table"])
        elif options["table"]:
            conversations += _listed(options["table"])
        plan = Plan(
            date=_day(options["date"]),
            due=_day(options["due"]),
            minutes=options["minutes"],
            kind=Kind(options["kind"]),
            reviewers=options["reviewers"],
            facilitator=options["facilitator"],
            conversations=conversations,
        )
        new_session(desk, name, plan)  # before a key is made for nothing
        if options["sealed"] == "jwe" and mode.writes:
            key, kept = key_for(name, keys or _keys())
        elif options["sealed"] == "jwe":
            from mkdocs_rubric.sealing import new_key, public_half

            key = public_half(new_key())
        binding = Binding(options["sealed"]) if options["sealed"] else None
        patch = new_session(desk, name, _with(plan, binding, key))
        carry_out(patch, project, mode)
    except RubricError as error:
        fail(error)
    answer(patch, mode)
    if mode.writes:
        _tell_of(desk_of(project, layout).session(name), kept)


def _tell_of(held: "Held", kept: str) -> None:
    """What was planned, where its key is kept, and what to do next."""
    click.echo(f"{held.session.path} is planned for {held.session.date}.")
    click.echo(f"Scores are due by {held.session.due_by}, by {', '.join(held.session.reviewers)}.")
    if kept:
        click.echo(f"The private key: {kept}. Without it no sheet can be opened.")
    click.echo("Commit it, and send everybody the link of its page: they score there.")


@session.command(short_help="Propose conversations to score.")
@_FROM
@click.option("--most", type=click.IntRange(1, 20), default=4, show_default=True)
@project_option
@with_layout
def plan(table: Path | None, most: int, project: Path, layout: "Layout") -> None:
    """Propose conversations for the next session, and say why.

    They come from what is on record: reviews of daily work (sessions of kind live), proposals, and
    a list of your own with --from. None is proposed that was calibrated already.

    \b
    From the record:   rubric session plan
    From an export:    rubric session plan --from conversations.csv
    """
    from mkdocs_rubric.calibration.choice import choose
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting.status import proposal

    desk = desk_of(project, layout)
    try:
        chosen = choose(desk.project, _listed(table) if table else (), most)
        click.echo(proposal(desk, chosen), nl=False)
    except RubricError as error:
        fail(error)


@session.command(short_help="Show how far the sessions are.")
@project_option
@with_layout
def status(project: Path, layout: "Layout") -> None:
    """Show who has scored, what is open, and when the next session is due."""
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting.status import status as told

    try:
        click.echo(told(desk_of(project, layout)), nl=False)
    except RubricError as error:
        fail(error)


@session.command(short_help="Open all sealed sheets at once.")
@click.argument("name", metavar="ID")
@click.option("--excuse", multiple=True, metavar="REVIEWER", help="Who need not score.")
@click.option("--key", type=_TABLE, help="The private key, if it is not on this computer.")
@_KEYS
@project_option
@changing
@with_layout
def reveal(
    name: str,
    excuse: tuple[str, ...],
    key: Path | None,
    keys: Path | None,
    project: Path,
    layout: "Layout",
    mode: Mode,
) -> None:
    """Open all sealed sheets of the session ID, and publish the key.

    Writes a CSV beside every sealed sheet. It refuses while somebody who was invited has not
    scored, unless you excuse them by name. From then on `rubric check` holds every sheet to what
    was sealed. Once revealed, running it again puts sheets back that were changed.

    \b
    Open them:      rubric session reveal 2026-12
    Without Ben:    rubric session reveal 2026-12 --excuse ben

    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting import reveal as opened
    from mkdocs_rubric.meeting.keys import private_key

    desk = desk_of(project, layout)
    try:
        sealed = desk.session(name).session.sealed
        private = None
        if sealed and sealed.key and not sealed.revealed:
            opened_by = keys or _keys()
            private = private_key(name, sealed.key, opened_by, key)
        patch = opened(desk, name, private, excuse)
        carry_out(patch, project, mode)
    except RubricError as error:
        fail(error)
    answer(patch, mode)
    if not mode.writes:
        return
    held = desk_of(project, layout).session(name)
    from mkdocs_rubric.calibration.states import open_gaps

    gaps = open_gaps(desk_of(project, layout).project, held)
    opened_now = _count(len(held.seals), "sheet")
    click.echo(f"{opened_now} opened. To be talked about: {_count(len(gaps), 'gap')}.")
    click.echo("Commit them; the walk-through of the session's page leads through the meeting.")


@session.command(short_help="Say that every gap is settled.")
@click.argument("name", metavar="ID")
@project_option
@changing
@with_layout
def close(name: str, project: Path, layout: "Layout", mode: Mode) -> None:
    """Close the session ID; refuses while a gap is open, and says which.

    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting import close as closed

    try:
        patch = closed(desk_of(project, layout), name)
        carry_out(patch, project, mode)
    except RubricError as error:
        fail(error)
    answer(patch, mode)
    if mode.writes:
        click.echo(f"{name} is closed. Send round what came of it: rubric session summary {name}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _keys() -> Path:
    return Path(click.get_app_dir("mkdocs-rubric")) / "keys"


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


def _with(plan: Any, binding: Any, key: Any) -> Any:
    from dataclasses import replace

    return replace(plan, sealed=binding, key=key)


@session.command(short_help="Say what came of it, ready to send.")
@click.argument("name", metavar="ID")
@click.option("--site", default="", metavar="URL", help="The site's address, for links.")
@click.option("--no-names", is_flag=True, help="Name nobody.")
@project_option
@with_layout
def summary(name: str, site: str, project: Path, layout: "Layout", *, no_names: bool) -> None:
    """Print what was discussed, decided and changed in the session ID, and who owes what.

    \b
    To the terminal:     rubric session summary 2026-11
    With links:          rubric session summary 2026-11 --site https://quality.example.com/
    """
    from mkdocs_rubric.calibration.figures import Figures
    from mkdocs_rubric.calibration.summary import Telling
    from mkdocs_rubric.calibration.summary import summary as told
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.visible import printable

    desk = desk_of(project, layout)
    folders = {"session": "calibration", "decision": "decisions", "criterion": "criteria"}

    def address(kind: str, of: str, place: str) -> str:
        page = f"{site.rstrip('/')}/{folders[kind]}/{of}/" if site else ""
        return page and f"{page}{place and f'#{place}'}"

    try:
        held = desk.held(name)
    except RubricError as error:
        fail(error)
    telling = Telling(address=address, name=(lambda _: "") if no_names else (lambda who: who))
    text = told(desk.project, held, Figures(desk.project), telling)
    click.echo("\n".join(map(printable, text.split("\n"))), nl=False)


def _chosen(desk: "Desk", table: Path | None) -> "list[Conversation]":
    from mkdocs_rubric.calibration.choice import choose

    return [each.conversation for each in choose(desk.project, _listed(table) if table else ())]


def _listed(table: Path) -> "list[Conversation]":
    from mkdocs_rubric.meeting.listed import listed

    return listed(table)

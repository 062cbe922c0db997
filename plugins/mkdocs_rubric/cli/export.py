"""`rubric export`: the standard and its sheets for other tools."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, changing, would_change
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.meeting.desk import Desk
    from mkdocs_rubric.model import Held

_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to; by default here."
)
_force = click.option("--force", is_flag=True, help="Replace a file that is there.")


@click.group(short_help="Give the standard or the scores to other tools.")
def export() -> None:
    """Give the standard or the scores to other tools.

    \b
    A judge's prompt of a criterion:  rubric export judge empathy
    All of them with their tests:     rubric export judge --format promptfoo -o promptfoo.yaml
    A workbook of the sheets:         rubric export table 2026-11 -o scores.xlsx
    The scorecard for Zendesk QA:     rubric export zendesk-qa -o scorecard.json
    A session for Label Studio:       rubric export label-studio 2026-11 -o label-studio

    A copy that was written earlier is out of date once a wording has changed. With --check each
    of them says so, with --dry-run it shows the words that differ; --force writes it anew.
    """


@export.command()
@click.argument("criteria", nargs=-1, metavar="[CRITERION]...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json", "promptfoo", "tests")),
    default="text",
    show_default=True,
    help="text is the prompt; tests are the conversations with a consensus, as JSON Lines.",
)
@_output
@_force
@project_option
@changing
@with_layout
def judge(
    criteria: tuple[str, ...],
    shape: str,
    output: Path | None,
    project: Path,
    layout: "Layout",
    mode: Mode,
    *,
    force: bool,
) -> None:
    """The standard as a judge's prompt: question, levels, edge cases in force, the answer's schema.

    Nothing here calls a model. Answers come back with rubric import table, an object a line, with
    the conversation beside them: the fingerprint says which wording was judged by.
    """
    from mkdocs_rubric.errors import RubricError

    desk = desk_of(project, layout)
    try:
        text = _judge(desk, criteria, shape)
        _put({output: text.encode()} if output else {}, mode=mode, force=force)
    except RubricError as error:
        fail(error)
    if output is None:
        click.echo(text.rstrip("\n"))


def _judge(desk: "Desk", names: Sequence[str], shape: str) -> str:
    import json

    from mkdocs_rubric.exchange import judge as judging

    project = desk.project
    chosen = [desk.criterion(name) for name in names] or project.rubric.active
    if shape == "json":
        return json.dumps(judging.judge_data(project, chosen), indent=1, ensure_ascii=False) + "\n"
    if shape == "promptfoo":
        return judging.promptfoo(project, chosen)
    if shape == "tests":
        return judging.judged_conversations(project, chosen)
    return "\n\n".join(judging.prompt(project, each) for each in chosen)


@export.command()
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@_output
@_force
@project_option
@changing
@with_layout
def table(
    sessions: tuple[str, ...],
    output: Path | None,
    project: Path,
    layout: "Layout",
    mode: Mode,
    *,
    force: bool,
) -> None:
    """The sheets as a table: an .xlsx has a tab a session and drop-downs, a .csv is one long list.

    `rubric import table` reads both back.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.exchange.out_table import as_csv_table, as_workbook

    desk = desk_of(project, layout)
    try:
        held = _held(desk, sessions)
        if output is None or output.suffix.casefold() == ".csv":
            content = as_csv_table(held)
        else:
            content = as_workbook(desk.project, held)
        _put({output: content} if output else {}, mode=mode, force=force)
    except RubricError as error:
        fail(error)
    if output is None:
        click.echo(content.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))


@export.command(name="zendesk-qa")
@_output
@_force
@project_option
@changing
@with_layout
def zendesk_qa(
    output: Path | None, project: Path, layout: "Layout", mode: Mode, *, force: bool
) -> None:
    """The scorecard in the form of Zendesk QA's export API."""
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.exchange.out_zendesk_qa import as_zendesk_qa

    desk = desk_of(project, layout)
    text = as_zendesk_qa(desk.project)
    try:
        _put({output: text.encode()} if output else {}, mode=mode, force=force)
    except RubricError as error:
        fail(error)
    if output is None:
        click.echo(text.rstrip("\n"))


@export.command(name="label-studio")
@click.argument("session")
@_output
@_force
@project_option
@changing
@with_layout
def label_studio(
    session: str, output: Path | None, project: Path, layout: "Layout", mode: Mode, *, force: bool
) -> None:
    """A session for Label Studio: tasks.json and interface.xml in a folder."""
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.exchange.out_label_studio import as_interface, as_tasks

    desk = desk_of(project, layout)
    try:
        held = desk.held(session)
        tasks = as_tasks(desk.project, held)
        if output is not None:
            files = {"tasks.json": tasks, "interface.xml": as_interface(desk.project, held)}
            _put(
                {output / name: text.encode() for name, text in files.items()},
                mode=mode,
                force=force,
            )
    except RubricError as error:
        fail(error)
    if output is None:
        click.echo(tasks.rstrip("\n"))


def _held(desk: "Desk", names: Sequence[str]) -> "list[Held]":
    """Sessions by name; all that are held where none is named. What is not held is nobody's yet."""
    if not names:
        return list(desk.project.sessions.values())
    return [desk.held(name) for name in names]


def _put(files: Mapping[Path, bytes], *, mode: Mode, force: bool) -> None:
    """Write what was asked for; a file that is there stays unless somebody says so.

    With `--check` or `--dry-run` a copy is held against what would be written today.

    Raises:
        RubricError: One is there, or cannot be written; or nothing says which copy is meant.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.writing import write_whole

    if not mode.writes:
        if not files:
            raise RubricError("which copy is meant is not said", help="name it: -o prompt.txt")
        _compare(files, mode)
        return
    there = [str(path) for path in files if path.exists()]
    if there and not force:
        raise RubricError(
            f"{', '.join(there)} is there already", help="--force replaces it, or name another file"
        )
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content, tidy=True)
        except OSError as error:
            raise RubricError(f"{path} cannot be written: {error.strerror}") from error
        click.echo(f"wrote {path}")


def _compare(files: Mapping[Path, bytes], mode: Mode) -> None:
    """Say which copies are not as they would be today, and with `--check` end the command."""
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.patch.spelling import difference
    from mkdocs_rubric.visible import printable

    stale = 0
    for path, content in files.items():
        try:
            before = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise RubricError(f"{path} cannot be read: {error.strerror}") from error
        if _lines(before) == _lines(content):
            continue
        stale += 1
        if mode.dry_run and path.suffix.casefold() != ".xlsx":
            click.echo(difference(before, content, printable(str(path))))
        else:
            click.echo(would_change(str(path)))
    if stale and not mode.dry_run:
        click.echo("  help: --dry-run shows the words that differ, --force writes it anew")
    if mode.check:
        sys.exit(1 if stale else 0)


def _lines(content: bytes) -> bytes:
    """Without regard to how lines end, which git changes on some machines."""
    return content.replace(b"\r\n", b"\n")

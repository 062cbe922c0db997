"""`rubric schema`: what lets an editor complete and explain the keys of the files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import fail, project_folder, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Layout

_KINDS = (
    "rubric",
    "criterion",
    "decision",
    "dispute",
    "session",
    "practice",
    "practice-result",
    "practice-seeds",
)


@click.command(short_help="Write JSON Schemas for editors.")
@project_folder
@click.option("--print", "kind", type=click.Choice(_KINDS), help="Print one, and write none.")
@click.option("--force", is_flag=True, help="Also replace files that are no schemas of ours.")
@changing
@with_layout
def schema(path: Path, kind: str | None, layout: "Layout", mode: Mode, *, force: bool) -> None:
    """Write JSON Schemas of the files, for editors to complete and explain their keys.

    \b
    Write them to rubric/schema/:     rubric schema
    See that they are up to date:     rubric schema --check
    Print one of them:                rubric schema --print criterion

    Commit them: then everybody's editor finds them, and no network is needed. In VS Code, install
    the extension "YAML" by Red Hat, and begin a criterion with the line

    \b
        # yaml-language-server: $schema=../schema/criterion.json

    \b
    Exit codes: 0 fine, 1 a schema is missing or out of date (with --check), 2 could not run.
    """
    from mkdocs_rubric import schema as schemas
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.patch import Patch

    if kind is not None:
        click.echo(schemas.schema(kind), nl=False)
        return
    folder = f"{layout.rubric}/schema"
    try:
        ours = schemas.files(folder)
        there = _there(path, layout.rubric, ours)
        old = {name: text for name, text in ours.items() if _text(there[name]) != text}
        if mode.writes and not force:
            _refuse_others(old, there)
        patch = Patch(
            {name: found for name in old if (found := there[name]) is not None},
            {name: text.encode() for name, text in old.items()},
        )
        carry_out(patch, path, mode)
    except RubricError as error:
        fail(error)
    if not patch:
        click.echo(f"The schemas in {folder}/ are up to date.")
    answer(patch, mode, remedy="run `rubric schema`, and commit what it writes")
    if patch and mode.writes:
        click.echo("\n".join(_told(old, layout, folder)))


def _told(written: Iterable[str], layout: "Layout", folder: str) -> Iterator[str]:
    """What was written, and how an editor finds it."""
    from mkdocs_rubric import schema as schemas

    yield from (f"wrote {name}" for name in written)
    yield "\nAn editor finds them by a file's first line:"
    for model, file in (
        ("rubric", f"{layout.rubric}/rubric.yaml"),
        ("criterion", f"{layout.rubric}/criteria/empathy.yaml"),
        ("session", f"{layout.scores}/2026-09/session.yaml"),
        ("practice", f"{layout.practice}/first-days.yaml"),
    ):
        yield f"  {file:<30} {schemas.modeline(model, file, folder)}"


def _text(content: bytes | None) -> str | None:
    """What a file says, whatever the ends of its lines."""
    if content is None:
        return None
    return content.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _there(root: Path, rubric: str, names: Iterable[str]) -> dict[str, bytes | None]:
    """The files as they are; None for one that is not there."""
    from mkdocs_rubric.errors import RubricError

    if not (root / rubric).is_dir():
        raise RubricError(
            f"there is no {rubric}/ here",
            help="run this in the folder that holds rubric/, decisions/ and scores/, or name it",
        )
    there: dict[str, bytes | None] = {}
    for name in names:
        try:
            there[name] = (root / name).read_bytes()
        except FileNotFoundError:
            there[name] = None
        except OSError as error:
            raise RubricError(
                f"{name} cannot be read: {(error.strerror or str(error)).lower()}",
                help="check that it is a file, and its permissions",
            ) from error
    return there


def _refuse_others(texts: Iterable[str], there: Mapping[str, bytes | None]) -> None:
    """Schemas are written over those that are there, and over nothing else."""
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.schema import is_ours

    for name in texts:
        text = _text(there.get(name))
        if text is not None and not is_ours(text):
            raise RubricError(
                f"{name} is there, and is no schema of ours",
                help="rename it, or replace it with --force",
            )

"""The command `rubric`."""

import gc
import os
import sys
from pathlib import Path

import click

_FORMATS = ("text", "json", "github", "sarif")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-rubric", prog_name="rubric")
def main() -> None:
    """A support team's scoring standard, kept as files in git.

    \b
    Check the files:       rubric check
    Understand a message:  rubric explain R104
    See the agreement:     rubric agreement
    Build the site:        mkdocs serve    (with `plugins: [search, rubric]` in mkdocs.yml)
    """


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option(
    "--format",
    "shape",
    type=click.Choice(_FORMATS),
    default="text",
    help="text for people, json for programs, github for annotations on a pull request, "
    "sarif for code scanning.",
    show_default=True,
)
@click.option("--rubric", "rubric_folder", default="rubric", help="The rubric's folder.")
@click.option("--decisions", "decisions_folder", default="decisions", help="The decisions' folder.")
@click.option("--scores", "scores_folder", default="scores", help="The sessions' folder.")
def check(
    path: Path, shape: str, rubric_folder: str, decisions_folder: str, scores_folder: str
) -> None:
    """Find every mistake in the rubric, the decisions and the score files.

    PATH is the folder that holds rubric/, decisions/ and scores/; by default this one.

    \b
    Exit codes: 0 no errors (there may be warnings), 1 errors, 2 could not run.
    """
    from mkdocs_rubric.checked import FolderTree, Layout, load_and_check
    from mkdocs_rubric.diagnostics import catalogue, formats
    from mkdocs_rubric.errors import RubricError

    layout = Layout(rubric_folder, decisions_folder, scores_folder)
    try:
        checked = load_and_check(FolderTree(path), layout)
    except RubricError as error:
        click.echo(f"rubric: {error}", err=True)
        sys.exit(2)
    if shape == "json":
        output = formats.as_json(checked.found)
    elif shape == "github":
        output = formats.as_github(checked.found)
    elif shape == "sarif":
        rules = {rule.code: rule for rule in catalogue()}
        output = formats.as_sarif(checked.found, rules, version=_version())
    else:
        output = formats.as_text(
            checked.found,
            checked.source_line,
            files=len(checked.project.files),
            colour=_wants_colour(),
        )
    if output:
        click.echo(output, color=True)
    sys.exit(1 if checked.errors else 0)


_BY = ("session", "criterion", "reviewer", "pair")


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
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
        click.echo(f"rubric: {error}", err=True)
        sys.exit(2)
    shapes = {"json": as_json, "csv": as_csv, "text": as_text}
    click.echo(shapes[shape](found).rstrip("\n"))


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a message by its code, such as R104; without one, list them all."""
    from mkdocs_rubric.checked import catalogue
    from mkdocs_rubric.diagnostics import did_you_mean

    rules = {rule.code: rule for rule in catalogue()}
    if code is None:
        for rule in rules.values():
            click.echo(f"{rule.code}  {rule.severity:<8} {rule.title()}")
        return
    found = rules.get(code.strip().upper())
    if found is None:
        hint = did_you_mean(code.upper(), rules) or "`rubric explain` lists them all"
        click.echo(f"rubric: there is no code {code!r}: {hint}", err=True)
        sys.exit(2)
    click.echo(f"{found.code} {found.name()} ({found.severity})\n\n{found.documentation()}")


def _wants_colour() -> bool:
    """Colour where the terminal has it: NO_COLOR and FORCE_COLOR (no-color.org) decide first."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    )


def _version() -> str:
    from importlib.metadata import version

    return version("mkdocs-rubric")


def run() -> None:
    """The program: `main`, left without taking apart all the objects that a check has made."""
    gc.disable()
    # Nobody's pydantic plugin has a say in this; looking for some costs a listing of all packages.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

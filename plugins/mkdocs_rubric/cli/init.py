"""`rubric init`: a new repository with a small standard in it."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.questions import (
    HOSTS,
    REVIEWERS,
    SCALE_NAMES,
    TITLE,
    Questions,
    a_line,
    at_the_top,
    place_from,
)
from mkdocs_rubric.cli.terminal import fail, recovered, version

if TYPE_CHECKING:
    from mkdocs_rubric.importing import Scorecard
    from mkdocs_rubric.patch import Patch
    from mkdocs_rubric.scaffold import Answers, Host, Surroundings

_GENERATORS = ("mkdocs", "properdocs", "zensical")


@click.command(short_help="Make a new repository.")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=".", metavar="[DIR]"
)
@click.option("--title", help="What the standard is called.")
@click.option("--scale", type=click.Choice(SCALE_NAMES), help="The levels of a criterion.")
@click.option("--reviewers", type=click.Choice(REVIEWERS), help="What the site shows of reviewers.")
@click.option("--host", type=click.Choice(HOSTS), help="Whose pipeline is written.")
@click.option("--repository", metavar="URL", help="The repository's address; else git's origin.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Begin with a scorecard: .csv, .xlsx, or the JSON of Zendesk QA or Amazon Connect.",
)
@click.option(
    "--worksheet", metavar="NAME", help="The sheet of an .xlsx, or the scorecard of several."
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=HEADER",
    help="What a column is: title, group, question, weight, group-weight, description, critical, "
    "na, tags, scale, or the score of a level. Several times.",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="HEADER",
    help="A column that is not to be read, by its header or its letter. Several times.",
)
@click.option(
    "--with", "generator", type=click.Choice(_GENERATORS), default="mkdocs", help="What builds it."
)
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: what no flag says is the default.")
@click.option("--keep", is_flag=True, help="Leave files that are there, and write the others.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@changing
def init(  # noqa: PLR0913 - click passes each flag
    *,
    folder: Path,
    title: str | None,
    scale: str | None,
    reviewers: str | None,
    host: str | None,
    repository: str | None,
    source: Path | None,
    worksheet: str | None,
    columns: tuple[str, ...],
    ignored: tuple[str, ...],
    generator: str,
    yes: bool,
    keep: bool,
    force: bool,
    mode: Mode,
) -> None:
    """Make a new repository: a small standard, its site, and the pipeline that checks both.

    \b
    Answer four questions, here:       rubric init
    In a folder of its own:            rubric init support-quality
    Without questions:                 rubric init --yes --scale met --host gitlab
    From the scorecard you have:       rubric init --from scorecard.xlsx
    Whose headers nobody knows:        rubric init --from a.csv --column title=Criterio

    What is there is never overwritten unless you say --force. A scorecard has a row for each
    criterion, and columns such as Category, Criterion, Weight, Description, and one for each
    level (5, 4, 3, 2, 1 or Yes, No); how each column was read is shown. A column with texts that
    is not read is a mistake, unless --ignore names it.

    \b
    Exit codes: 0 done, 2 nothing was written.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.scaffold import surroundings
    from mkdocs_rubric.visible import printable

    asked = Questions(asks=not yes and sys.stdin.isatty() and sys.stdout.isatty())
    try:
        around = surroundings(recovered(folder))
        scorecard = _scorecard(source, worksheet, columns, ignored)
        place = place_from(host, repository, around)
        if not (keep or force):  # before anybody answers questions for nothing
            _nothing_there(folder, _names(around, scorecard))
        answers = _answers(asked, title, scale, reviewers, place, around, scorecard)
        answers = replace(answers, generator=generator)
        files = _files(answers, scorecard)
        there = [name for name in files if os.path.lexists(folder / name)]
        if not (keep or force):
            _nothing_there(folder, there)
        kept = [] if force else there
        patch = _patch(folder, files, kept)
        carry_out(patch, folder, mode)
    except RubricError as error:
        fail(error)
    answer(patch, mode)
    if mode.dry_run:
        return
    told = [
        *_told(folder, answers, scorecard, files, kept, asked.assumed),
        *_next(folder, around, answers),
    ]
    click.echo("\n".join(map(printable, told)))


def _scorecard(
    source: Path | None, worksheet: str | None, columns: Sequence[str], ignored: Sequence[str]
) -> "Scorecard | None":
    """The scorecard to begin with, after saying how it was understood."""
    from mkdocs_rubric.importing import read_json_scorecard, read_scorecard, said, understood
    from mkdocs_rubric.visible import printable

    if source is None:
        return None
    if source.suffix.casefold() == ".json":
        scorecard = read_json_scorecard(source, worksheet)
    else:
        scorecard = read_scorecard(source, worksheet, said(columns, ignored))
    click.echo("\n".join([*map(printable, understood(scorecard, source.name)), ""]))
    return scorecard


def _answers(
    asked: Questions,
    title: str | None,
    scale: str | None,
    reviewers: str | None,
    place: "tuple[Host, str] | None",
    around: "Surroundings",
    scorecard: "Scorecard | None",
) -> "Answers":
    """What the flags say, and what was asked of the rest."""
    from mkdocs_rubric.checked import build_date
    from mkdocs_rubric.scaffold import Answers

    called = scorecard.title if scorecard else ""
    title = a_line(title) if title is not None else asked.title(called)
    needs_scale = scorecard is None or any(not row.scale for row in scorecard.criteria)
    scale = scale or (asked.scale() if needs_scale else SCALE_NAMES[0])
    reviewers = reviewers or asked.reviewers()
    where, url = place or asked.place(around)
    at_the_top(where, around)
    return Answers(title, scale, reviewers, where, url, around.branch, build_date(), version())


def _patch(folder: Path, files: Mapping[str, bytes], kept: list[str]) -> "Patch":
    """The files that are written over what is there."""
    from mkdocs_rubric.patch import Patch

    after = {name: text for name, text in files.items() if name not in kept}
    there = (name for name in after if os.path.lexists(folder / name))
    return Patch({name: (folder / name).read_bytes() for name in there}, after)


def _nothing_there(folder: Path, names: Iterable[str]) -> None:
    from mkdocs_rubric.errors import RubricError

    there = [name for name in names if os.path.lexists(folder / name)]
    if there:
        raise RubricError(
            f"nothing was written, because these are in {folder} already:",
            details=there,
            help="--keep leaves them as they are and writes the others; --force replaces them",
        )


def _names(around: "Surroundings", scorecard: "Scorecard | None") -> Iterable[str]:
    """The files that are written whatever the answers are."""
    from mkdocs_rubric.checked import build_date
    from mkdocs_rubric.scaffold import Answers, Host, scaffold

    defaults = (TITLE, SCALE_NAMES[0], REVIEWERS[0], Host.NONE, "", around.branch)
    return scaffold(Answers(*defaults, build_date(), version()), scorecard)


def _files(answers: "Answers", scorecard: "Scorecard | None") -> Mapping[str, bytes]:
    """Every file, in the layout of `rubric fmt`."""
    from mkdocs_rubric.checked import Layout
    from mkdocs_rubric.edit import formatted, kind_of
    from mkdocs_rubric.scaffold import scaffold

    files = {}
    for path, text in scaffold(answers, scorecard).items():
        kind = kind_of(path, Layout())
        files[path] = formatted(text.encode(), path, kind) if kind else text.encode()
    return files


def _told(
    folder: Path,
    answers: "Answers",
    scorecard: "Scorecard | None",
    files: Mapping[str, bytes],
    kept: list[str],
    assumed: list[str],
) -> Iterator[str]:
    """What was made."""
    from mkdocs_rubric.scaffold import to_do

    if assumed:
        yield f"Not asked, so assumed: {', '.join(assumed)}"
        yield ""
    count = sum(path.startswith("rubric/criteria/") for path in files)
    criteria = "1 criterion" if count == 1 else f"{count} criteria"
    pipeline = next((path for path in files if path.endswith(("rubric.yml", "-ci.yml"))), "")
    made = {
        "rubric/": f"{criteria}, and what an editor needs to know of them",
        "decisions/, scores/": ""
        if scorecard
        else "an example: three decisions, two calibration sessions",
        "docs/, mkdocs.yml": "the site, and two pages of your own",
        pipeline: f"checks what is proposed, publishes {answers.branch}" if pipeline else "",
        ".pre-commit-config.yaml": "checks every commit, after `pre-commit install`",
        "README.md": "how to change something, add a decision, hold a session",
    }
    yield f"Wrote {len(files) - len(kept)} files to {folder}:"
    yield from (f"  {name:<28} {what}" for name, what in made.items() if what)
    if kept:
        yield f"Left as they were: {', '.join(kept)}"
    if "mkdocs.yml" in kept:
        yield "mkdocs.yml has to say `theme: material` and `plugins: [search, rubric]`"
    if scorecard:
        texts = {path: content.decode() for path, content in files.items()}
        yield ""
        yield "Still to do:"
        yield from (f"  - {task}" for task in to_do(scorecard, texts))


def _next(folder: Path, around: "Surroundings", answers: "Answers") -> Iterator[str]:
    """The commands that come next."""
    cd = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    begin = "" if around.top else f"git init --initial-branch {around.branch} && "
    yield ""
    yield "Next:"
    yield f"  {cd}{answers.program} serve"
    yield "  rubric check"
    yield f'  {begin}git add --all && git commit --message "Begin the standard"'

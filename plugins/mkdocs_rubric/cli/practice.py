"""`rubric practice`: who practises, and known conversations in daily work."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_rubric.cli.changing import Mode, answer, carry_out, changing
from mkdocs_rubric.cli.terminal import desk_of, fail, project_option, with_layout

if TYPE_CHECKING:
    from mkdocs_rubric.calibration.practice_figures import PracticeFigures
    from mkdocs_rubric.calibration.seeds import SeedsRead
    from mkdocs_rubric.checked import Layout

_FEW = 12
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_SHARE = 100


@click.group(short_help="Who is calibrated; known conversations in daily work.")
def practice() -> None:
    """What newcomers practise on, and known conversations that everybody scores again.

    \b
    Who is calibrated:     rubric practice status
    Slip in five:          rubric practice seed 5 --to daily.csv
    Read their scores:     rubric practice read scores.csv
    """


@practice.command(short_help="Who is calibrated, and on what.")
@project_option
@with_layout
def status(project: Path, layout: "Layout") -> None:
    """Say who is calibrated today, whose result has lapsed and why, and what each missed.

    Exit codes: 0 done; 2 could not run.
    """
    from mkdocs_rubric.calibration.practice import verdict
    from mkdocs_rubric.model import cell_text
    from mkdocs_rubric.visible import printable

    known = desk_of(project, layout).project
    if not known.practices:
        click.echo(f"There is no practice: it would be a file in {layout.practice}/.")
    for name, each in known.practices.items():
        results = [result for result in known.practised if result.practice == name]
        click.echo(printable(f"{each.title} ({name}): {_many(len(results), 'result')}"))
        for result in sorted(results, key=lambda one: (one.reviewer, one.date)):
            found = verdict(known, each, result)
            missing = "not reached" if found.countable else "cannot be counted: see rubric check"
            where = "; ".join(found.lapsed) if found.lapsed else missing
            state = "holds" if found.holds else where
            if found.holds and found.reworded:
                titles = ", ".join(criterion.title for criterion in found.reworded)
                state = f"to be looked at: {titles} reworded since"
            words = f"  {result.reviewer}  {result.date}  {found.agreed} of {found.scores}  {state}"
            click.echo(printable(words))
            for question, cell in found.missed:
                missed = f"{question.criterion.title} in {question.place[1]}"
                told = f"gave {cell_text(cell)}, the team {cell_text(question.consensus)}"
                click.echo(printable(f"    missed {missed}: {told}"))


@practice.command(short_help="Slip known conversations into daily work.")
@click.argument("number", type=click.IntRange(1, 100))
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The table to score from; nothing in it says that they are known.",
)
@project_option
@changing
@with_layout
def seed(number: int, target: Path, project: Path, layout: "Layout", mode: Mode) -> None:
    """Choose NUMBER conversations with a consensus, and write them out under other names.

    Those come first over which people were divided most. Which is which stands in
    practice/seeds.yaml, for whoever leads. Conversations in a practice are not chosen. The names
    look like yours: see first that no ticket of the month has one of them.

    \b
    Five for this month:  rubric practice seed 5 --to daily.csv
    See it first:         rubric practice seed 5 --to daily.csv --dry-run

    Exit codes: 0 done; 1 it would change something (with --check); 2 could not run, and nothing
    was changed.
    """
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.meeting.seeding import seeded, unmarked
    from mkdocs_rubric.visible import printable
    from mkdocs_rubric.writing import write_whole

    desk = desk_of(project, layout)
    if target.exists():
        fail(RubricError(f"{target} is there already", help="choose another name for --to"))
    if target.suffix.lower() in _WORKBOOKS:
        fail(RubricError(f"{target} would not be a workbook", help="call it .csv"))
    try:
        patch, seeds = seeded(desk, number)
        if mode.writes:  # first, so that nothing is on record that nobody was given
            write_whole(target, unmarked(desk.project, seeds).encode(), tidy=True)
        try:
            carry_out(patch, project, mode)
        except RubricError:
            target.unlink(missing_ok=True)
            raise
    except OSError as error:
        fail(RubricError(f"{target} cannot be written: {error.strerror}"))
    except RubricError as error:
        fail(error)
    answer(patch, mode)
    if mode.writes:
        for path in sorted(patch.after):
            click.echo(f"{'changed' if path in patch.before else 'wrote  '} {path}")
        click.echo(printable(f"wrote   {target}: {number} to be scored among the others"))


@practice.command(short_help="Read the scores of known conversations.")
@click.argument("scores", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@project_option
@with_layout
def read(scores: Path, project: Path, layout: "Layout") -> None:
    """Hold SCORES of daily work against the standard, and against what people gave before.

    SCORES is a sheet with the columns conversation, criterion, score and reviewer. Rows about
    other conversations are left out.

    Exit codes: 0 done; 2 could not run.
    """
    from mkdocs_rubric.calibration.seeds import not_read, read_back
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.load.decoded import decode
    from mkdocs_rubric.load.sheet_reader import read_sheet
    from mkdocs_rubric.load.vocabulary import Vocabulary
    from mkdocs_rubric.visible import printable

    if scores.suffix.lower() in _WORKBOOKS:
        fail(RubricError(f"{scores} is a workbook", help="save its sheet as CSV"))
    desk = desk_of(project, layout)
    text, found = decode(scores.read_bytes(), scores.name, table=True)
    sheet = None
    if text is not None:
        words = Vocabulary(desk.project.rubric)
        sheet, _, more = read_sheet(text, scores.name, scores.stem, vocabulary=words)
        found = [*found, *more]
    for each in found:
        click.echo(printable(f"{each.where}: {each.message}"), err=True)
    if sheet is None:
        fail(RubricError(f"{scores} cannot be read as a sheet", help="see above"))
    sheet = sheet.calling(desk.project.other_spellings(sheet.people))
    for line, why in not_read(desk.project, sheet):
        click.echo(printable(f"{scores.name}:{line}: {why}"), err=True)
    people, criteria = read_back(desk.project, sheet)
    if not people:
        click.echo("None of these scores is of a conversation that was slipped in.")
    for title, rows in (("By reviewer", people), ("By criterion", criteria)):
        if rows:
            click.echo(title)
        for row in rows:
            click.echo(printable(f"  {row.about}: {_words(row)}"))


def _words(row: "SeedsRead") -> str:
    parts = [f"with the standard {_share(row.standard)}{_apart(row)}"]
    if row.own:
        parts.append(f"with their own first score {_share(row.own)}")
        parts.append(_verdict(row.standard, row.own))
    return "; ".join(filter(None, parts))


def _apart(row: "SeedsRead") -> str:
    """How far from the standard on average, where that shows."""
    off = row.standard.apart or 0
    words = f"{abs(off):.1f} points" if row.in_points else f"{abs(off):.0f}% of the scale"
    if float(words.split("%", maxsplit=1)[0].split(maxsplit=1)[0]) == 0:
        return ""
    return f", on average {words} {'stricter' if off < 0 else 'more lenient'}"


def _share(found: "PracticeFigures") -> str:
    between = ""
    if found.low is not None and found.high is not None:
        between = f", probably {found.low * _SHARE:.0f} to {found.high * _SHARE:.0f}%"
    few = ", few" if found.conversations < _FEW else ""
    many = f"{_many(found.scores, 'score')} of {_many(found.conversations, 'conversation')}"
    return f"{found.within * _SHARE:.0f}% ({many}{between}{few})"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _verdict(standard: "PracticeFigures", own: "PracticeFigures") -> str:
    """Whether the rule or the reviewer wobbles, where it can be told."""
    if None in (standard.low, standard.high, own.low, own.high):
        return "too few to tell the rule from the reviewer"
    assert standard.high is not None
    assert own.low is not None
    assert own.high is not None
    assert standard.low is not None
    if standard.high < own.low:
        return "alike both times and unlike the standard: the rule is read otherwise"
    if own.high < standard.low:
        return "unlike themselves: not the rule, but how it is applied from day to day"
    return "no difference that is more than luck"

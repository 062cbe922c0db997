"""The sheets against the rubric and their session.

Columns are checked by their distinct values; only a sheet with something wrong is walked.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cache, partial
from typing import TypeAlias

from mkdocs_rubric.check.references import (
    UnknownCriterion,
    UnknownReviewer,
    is_broken,
    not_a_conversation,
)
from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, named
from mkdocs_rubric.model import Cell, Held, Mark, Project, Rubric, Sheet

_REPORTED = 50  # of one kind in one sheet: a wrong column is one mistake
_SEARCHED = 8  # cells
_Row: TypeAlias = tuple[int, str, Cell]
"""A row's line, criterion and cell."""
_Told: TypeAlias = tuple[type[Rule], str, str]
"""A rule, what is wrong, and what to do."""


class OffScale(Rule):
    """A score that the scale does not have.

    ## What is wrong
    The score is not a level of the criterion's scale on the session's day.

    ## Why it matters
    It cannot be compared with the other reviewers' scores.

    ## How to fix it
    Ask the reviewer what was meant. If the scale has changed since, say so in the criterion's
    `earlier_scales`.

    ## Example
    A 6 on a scale from 1 to 5, or a 5 on "Not met / Met".
    """

    code = "R401"


class NotApplicableNotAllowed(Rule):
    """N/A on a criterion that always applies.

    ## What is wrong
    The sheet says `NA`, and the criterion has no `not_applicable`.

    ## Why it matters
    N/A takes the criterion out of the result. Where that is not meant to be possible, it hides a
    low score.

    ## How to fix it
    Score it, or say in the criterion under `not_applicable` when it does not apply.

    ## Example
    `C-2201,greeting,NA` where every conversation has a greeting.
    """

    code = "R402"


class DoubleScore(Rule):
    """One reviewer's two scores for the same thing.

    ## What is wrong
    The same reviewer scores the same criterion on the same conversation twice in a session.

    ## Why it matters
    Nobody knows which one counts.

    ## How to fix it
    Delete one of the two rows.

    ## Example
    Two rows `C-2201,empathy,…` in one sheet.
    """

    code = "R403"


class RetiredButScored(Rule):
    """A score on a criterion that was retired.

    ## What is wrong
    The session took place on or after the day the criterion was retired.

    ## Why it matters
    The reviewer works from an old scorecard.

    ## How to fix it
    Remove the rows, or correct the date in `retired`.

    ## Example
    `C-2105,grammar,4` in a session of June, with `retired: 2026-05-01`.
    """

    code = "R404"
    severity = Severity.WARNING


def check(project: Project, held: Held) -> Iterator[Diagnostic]:
    """Every sheet of a session, and the consensus, with every row of their files."""
    yield from _doubles(project, held)
    written = held.as_written
    possible = _possible(project, written)
    strange = _strange(written)
    told = cache(partial(_told, project.rubric, held.session.date))
    everyone = (*written.sheets, *filter(None, [written.consensus]))
    for sheet in everyone:
        if sheet is not written.consensus:
            yield from _reviewers(project, held, sheet)
        yield from _conversations(project, held, sheet, strange[id(sheet.conversations)])
        wrong = _impossible(sheet, possible)
        if wrong:
            yield from _cells(project, held, sheet, wrong, told)


def _impossible(sheet: Sheet, possible: Mapping[str, frozenset[Cell]]) -> list[_Row]:
    """The rows of a sheet whose cell cannot be.

    As a rule every cell is possible for every criterion, which is seen without looking at rows.
    """
    nothing: frozenset[Cell] = frozenset()
    allowed = [possible.get(name, nothing) for name in set(sheet.criteria)]
    odd = sheet.kinds.difference(allowed[0].intersection(*allowed)) if allowed else nothing
    return [row for row in _rows_with(sheet, odd) if row[2] not in possible.get(row[1], nothing)]


def _rows_with(sheet: Sheet, cells: AbstractSet[Cell]) -> list[_Row]:
    """The rows that have one of the cells; to search for a few is faster than to look at each."""
    found: list[int] = []
    if len(cells) > _SEARCHED:
        found = [at for at, cell in enumerate(sheet.cells) if cell in cells]
        cells = frozenset()
    for cell in cells:
        at = -1
        for _ in range(sheet.cells.count(cell)):
            at = sheet.cells.index(cell, at + 1)
            found.append(at)
    return [(sheet.lines[at], sheet.criteria[at], sheet.cells[at]) for at in sorted(found)]


def _possible(project: Project, held: Held) -> Mapping[str, frozenset[Cell]]:
    """The cells that each criterion of the sheets may have on the session's day."""
    found: dict[str, frozenset[Cell]] = {}
    day = held.session.date
    sheets = [sheet for sheet in (*held.sheets, held.consensus) if sheet is not None]
    lists = {id(sheet.criteria): sheet.criteria for sheet in sheets}  # which sheets may share
    used: set[str] = set().union(*lists.values())
    for name in used & project.rubric.by_name.keys():
        criterion = project.rubric.by_name[name]
        cells: list[Cell] = [Mark.NOT_SCORED]
        scale = project.rubric.scale(criterion, day)
        if scale is not None and not criterion.retired_on(day):
            cells += scale.levels
            if criterion.not_applicable is not None:
                cells.append(Mark.NOT_APPLICABLE)
        found[name] = frozenset(cells)
    return found


def _cells(
    project: Project,
    held: Held,
    sheet: Sheet,
    wrong: Sequence[_Row],
    told: Callable[[str, Cell], _Told | None],
) -> Iterator[Diagnostic]:
    day, by_name = held.session.date, project.rubric.by_name
    names = {name for _, name, _ in wrong}
    unknown = {name for name in names - by_name.keys() if not is_broken(project, "criterion", name)}
    for line, name, rows in _first_rows(sheet, sheet.criteria, unknown):
        yield UnknownCriterion.at(
            project.locate(sheet.path, line, "criterion"),
            f'there is no criterion "{name}"{rows}',
            hint=did_you_mean(name, by_name),
            help="correct the id; if it was renamed, add the old id to the criterion's aliases",
        )
    retired = {name for name in names & by_name.keys() if by_name[name].retired_on(day)}
    for line, name, rows in _first_rows(sheet, sheet.criteria, retired):
        yield RetiredButScored.at(
            project.locate(sheet.path, line, "criterion"),
            f'"{name}" is retired since {by_name[name].retired}, and the session was on {day}'
            f"{rows}",
            help="remove the rows, or correct the date in `retired`",
        )
    lines_of: dict[tuple[str, Cell], list[int]] = {}
    for line, name, cell in wrong:
        if name in by_name and name not in retired:
            lines_of.setdefault((name, cell), []).append(line)
    for (name, cell), lines in lines_of.items():
        what = told(name, cell)
        if what is None:
            continue
        rule, message, remedy = what
        for line in lines[:_REPORTED]:
            yield rule.at(project.locate(sheet.path, line, "score"), message, help=remedy)
        rest = lines[_REPORTED:]
        if rest:
            message += f", in {len(rest)} more rows: lines {named(rest)}"
            yield rule.at(Location(sheet.path, rest[0]), message, help=remedy)


def _first_rows(
    sheet: Sheet, column: Sequence[str], wanted: AbstractSet[str]
) -> Iterator[tuple[int, str, str]]:
    """Line, name and how often, for the first row of each wanted name; many are summed up.

    An export of something else, dropped into the folder, is one mistake.
    """
    if not wanted:
        return
    first: dict[str, int] = {}
    for line, name in zip(sheet.lines, column, strict=True):
        if name in wanted:
            first.setdefault(name, line)
    rows = Counter(name for name in column if name in wanted)
    for number, (name, line) in enumerate(first.items()):
        more = f" (in {rows[name]} rows)" if rows[name] > 1 else ""
        rest = len(first) - _REPORTED
        if number == _REPORTED - 1 and rest > 0:
            yield line, name, f"{more}; the same goes for {rest:,} more names in this sheet"
            return
        yield line, name, more


def _told(rubric: Rubric, day: dt.date, name: str, cell: Cell) -> _Told | None:
    """What is wrong with a cell that cannot be, and what to do; None if its scale is."""
    criterion = rubric.by_name[name]
    scale = rubric.scale(criterion, day)
    if cell is Mark.NOT_APPLICABLE and criterion.not_applicable is None:
        message = f'"{criterion.id}" always applies: N/A is not allowed'
        remedy = f"score it, or say under not_applicable in {criterion.path} when it does not"
        return NotApplicableNotAllowed, message, remedy
    if not isinstance(cell, Mark) and scale is not None:
        message = f'{cell} is not on the scale of "{criterion.id}"'
        name = criterion.scale_on(day)
        remedy = f"the levels of {name} are {scale.listed}"
        if isinstance(cell, Decimal) and scale.scores[0] < cell < scale.scores[-1]:
            remedy += f"; where the team gives parts of points, say so: `step: {_part(cell)}`"
        return OffScale, message, remedy
    return None


def _part(cell: Decimal) -> Decimal:
    """The step that leads to a score: 0.5 to 3.5, 0.25 to 2.75."""
    fraction = cell % 1
    steps = (Decimal("0.5"), Decimal("0.25"), Decimal("0.2"), Decimal("0.1"))
    return next((step for step in steps if fraction % step == 0), Decimal("0.01"))


def _reviewers(project: Project, held: Held, sheet: Sheet) -> Iterator[Diagnostic]:
    """One finding a name: a sheet of somebody unknown is one mistake, not a thousand."""
    names = set(sheet.people)
    if project.lost_in(held.session.path, "reviewers"):
        return
    strangers = names - set(held.session.reviewers) - project.rubric.machines
    for line, name, rows in sorted(_first_rows(sheet, sheet.reviewers, strangers)):
        more = rows.partition(";")[2]
        yield UnknownReviewer.at(
            Location(sheet.path)
            if len(names) == 1
            else project.locate(sheet.path, line, "reviewer"),
            f'"{name}" is not among the reviewers of session "{held.id}"'
            + (f";{more}" if more else ""),
            hint=did_you_mean(name, held.session.reviewers),
            help=f"correct the name, or add it to reviewers in {held.session.path}",
        )


def _strange(held: Held) -> Mapping[int, AbstractSet[str]]:
    """The conversations that the session does not have, of each list; sheets may share one."""
    sheets = [sheet for sheet in (*held.sheets, held.consensus) if sheet is not None]
    lists = {id(sheet.conversations): sheet.conversations for sheet in sheets}
    return {which: set(names) - held.conversation_ids for which, names in lists.items()}


def _conversations(
    project: Project, held: Held, sheet: Sheet, unknown: AbstractSet[str]
) -> Iterator[Diagnostic]:
    if not unknown or project.lost_in(held.session.path, "conversations"):
        return
    for line, name, rows in _first_rows(sheet, sheet.conversations, unknown):
        where = project.locate(sheet.path, line, "conversation")
        yield not_a_conversation(where, name, held.conversation_ids, held.session.path, rows)


def _doubles(project: Project, held: Held) -> Iterator[Diagnostic]:
    for double in held.doubles:
        path, line = double.first
        elsewhere = f" of {path}" if path != double.path else ""
        yield DoubleScore.at(
            project.locate(double.path, double.line, "criterion"),
            f'"{double.criterion}" on {double.conversation} is already scored in line {line}'
            f"{elsewhere}",
            help="delete one of the two rows",
        )

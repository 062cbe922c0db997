"""Any table of scores: a row a score, a column a reviewer, or a form with a column a criterion."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.matched import Ask
from mkdocs_rubric.exchange.profile import Profile, ProfileColumns
from mkdocs_rubric.exchange.records import Export, Rating
from mkdocs_rubric.exchange.sources.table_columns import AGREED, Shape
from mkdocs_rubric.exchange.sources.table_header import (
    asked,
    best,
    people_by_their_cells,
    with_one_header,
)
from mkdocs_rubric.exchange.times import day_first_in, moment, zone
from mkdocs_rubric.importing.spreadsheet import SCORES, Worksheet, read_tables
from mkdocs_rubric.load.sheet_words import is_failed, is_shortened
from mkdocs_rubric.load.vocabulary import key
from mkdocs_rubric.model import Project
from mkdocs_rubric.visible import as_typed

_FINGERPRINT = re.compile("[0-9a-f]{12}")
_NEEDED = ("conversation", "reviewer", "criterion", "score")


def read_table(
    path: Path, profile: Profile, project: Project, export: Export, ask: Ask | None = None
) -> Profile:
    """Read a file's scores.

    A workbook with a sheet for each session, as `rubric export table` writes it, is read whole;
    of any other the sheet that looks most like scores.

    Args:
        path: A .csv or .xlsx file.
        profile: What is known of its columns.
        project: Whose criteria and reviewers may be headers.
        export: Where everything goes.
        ask: Asks somebody what a column is; None where nobody is there.

    Returns:
        The profile with what its columns turned out to be.

    Raises:
        RubricError: It cannot be read, has columns nobody knows, or lacks one.
    """
    tables = read_tables(path, SCORES)
    if profile.worksheet is not None:
        tables = [table for table in tables if table.name == profile.worksheet]
    tables = [with_one_header(table) for table in tables if table.rows]
    if ask is not None:
        profile = asked(tables, profile, project, ask)
    found = [(table, *best(table, profile, project)) for table in tables]
    for table, at, shape in found:
        people_by_their_cells(shape, table, at, export)
    _refuse_absent(path, profile, [table.rows[at] for table, at, _ in found])
    found = [each for each in found if _usable(each[2])]
    if not found:
        raise _no_scores(path, tables, profile, project)
    most = max(len(shape.roles) for _, _, shape in found)
    chosen = [each for each in found if len(each[2].roles) == most]
    for table, *_ in [each for each in found if each not in chosen]:
        export.account.leave("sheets", "looks less like scores than another", table.name)
    for table, at, shape in chosen:
        profile = _read_sheet(path, table, at, shape, profile, export, several=len(chosen) > 1)
    return profile


def _read_sheet(
    path: Path,
    table: Worksheet,
    at: int,
    shape: Shape,
    profile: Profile,
    export: Export,
    *,
    several: bool,
) -> Profile:
    """One sheet, and what of it is worth knowing."""
    header = [" ".join(cell.split()) for cell in table.rows[at]]
    _refuse_unknown(path, shape, table, at)
    for note in (*table.notes, *table.lost):
        export.account.note(f"{path.name}: {note}")
    for name, why in shape.ignored.items():
        export.account.leave("columns", why, name)
    for name in shape.reviewers.values():
        if key(name) in AGREED:
            export.account.note(f'the column "{name}" is what the session agreed on')
    profile = _with_columns(profile, shape, header)
    return _read_rows(path, table, at, shape, profile, export, several=several)


def _refuse_absent(path: Path, profile: Profile, headers: Sequence[Sequence[str]]) -> None:
    """A column that the profile names and no table has is a mistake, in one of them.

    Raises:
        RubricError: There is one without which nothing can be read.
    """
    there = {key(cell) for header in headers for cell in header}
    absent = [
        (role, text)
        for role, text in profile.columns
        if text and role in _NEEDED and key(text) not in there
    ]
    if absent and headers:
        listed = ", ".join(f'"{cell[:40]}"' for cell in headers[0] if cell)
        raise RubricError(
            f"{path} has no column that is called as the profile says:",
            details=[f'"{text}", which is to be the {role}' for role, text in absent],
            help=f"it has {listed}; correct the profile's columns, or give tables of another kind "
            "a profile of their own: --profile NAME",
        )


def _usable(shape: Shape) -> bool:
    roles = shape.roles.keys()
    grid = any(row for _, row in shape.criteria.values())
    if shape.conversations:
        return True
    if "conversation" not in roles and not grid:
        return False
    return bool(shape.criteria) or (
        "criterion" in roles and ("score" in roles or shape.reviewers != {})
    )


def _no_scores(
    path: Path, tables: Sequence[Worksheet], profile: Profile, project: Project
) -> RubricError:
    """What is missing, and how to say it."""
    shapes = [(table, *best(table, profile, project)) for table in tables if table.rows]
    if not shapes:
        names = f' "{profile.worksheet}"' if profile.worksheet else ""
        return RubricError(f"{path} has no sheet{names} with anything in it")
    table, at, shape = max(shapes, key=lambda each: len(each[2].roles))
    header = [" ".join(cell.split()) for cell in table.rows[at] if cell]
    missing = "conversation"
    if "conversation" in shape.roles:
        missing = "score" if "criterion" in shape.roles else "criterion"
    listed = ", ".join(f'"{text[:40]}"' for text in header[:12])
    example = next(iter(shape.unknown), header[0] if header else "…")
    return RubricError(
        f"{path} has no column that is known to be the {missing}; row {at + 1} has {listed}",
        help=f'say which it is: --column {missing}="{example[:40]}"; also '
        "reviewer, criterion, score, note, time, channel, session. A column that is a criterion: "
        '--criterion "Header=id"; that is a reviewer: --reviewer "Header=name"; that is a '
        "conversation: add its id to conversations in the session's session.yaml",
    )


def _refuse_unknown(path: Path, shape: Shape, table: Worksheet, at: int) -> None:
    header = [" ".join(cell.split()) for cell in table.rows[at]]
    filled = {
        name
        for name in shape.unknown
        if any(row[header.index(name)] for row in table.rows[at + 1 :])
    }
    if filled:
        first = next(name for name in shape.unknown if name in filled)
        raise RubricError(
            f"{path} has columns that nobody has said what they are:",
            details=[f'"{name[:80]}"' for name in shape.unknown if name in filled],
            help=f'--ignore "{first[:60]}" leaves one out (agents and customers always); '
            f'--criterion "{first[:60]}=id", --reviewer "{first[:60]}=name" or '
            f'--column note="{first[:60]}" says what it is',
        )


def _with_columns(profile: Profile, shape: Shape, header: Sequence[str]) -> Profile:
    """What this table's columns are, beside what is known of others of its kind."""
    known = profile.columns.model_dump(exclude_none=True)
    known |= shape.columns(header).model_dump(exclude_none=True)
    return profile.model_copy(update={"columns": ProfileColumns(**known)})


def _read_rows(
    path: Path,
    table: Worksheet,
    at: int,
    shape: Shape,
    profile: Profile,
    export: Export,
    *,
    several: bool,
) -> Profile:
    """Every row below the header. Of several sheets each is a session, called as its tab is."""
    place = shape.roles.get("time")
    where = zone(profile.time_zone)
    rows = [list(map(as_typed, row)) for row in table.rows[at + 1 :]]
    first = profile.day_first
    if place is not None and first is None:
        first = day_first_in(row[place] for row in rows)
        profile = profile if first is None else profile.model_copy(update={"day_first": first})
    alone = ""
    if "reviewer" not in shape.roles and not shape.reviewers:
        alone = table.name if several else path.stem
        export.account.note(f'no column says who scored: "{alone}", as the file is called')
    _say_what_has_no_header(table, at, export)
    export.account.read["rows"] += sum(any(row) for row in rows)
    for number, row in enumerate(rows, at + 2):
        here = f"{path.name}, {table.name + ', ' if table.name else ''}row {number}"
        if not any(row) or _too_long(table, at, number, here, export):
            continue
        when = None
        if place is not None and row[place]:
            when = moment(row[place], where, day_first=first)
            if when is None:
                export.account.leave("times", _no_time(first), here)
        for each, whose in shape.personal.items():
            (export.agents if whose == "agents" else export.customers).add(row[each])
        base = _base(row, shape, when, here, export)
        if base is not None:
            base = _filled(base, alone, table.name if several else "")
            _add(_ratings(row, shape, base), here, export)
    return profile


def _add(ratings: Iterator[Rating], where: str, export: Export) -> None:
    """The scores of a row, but for what a spreadsheet shows in place of one."""
    for rating in ratings:
        if is_failed(rating.value):
            export.account.leave("scores", "a formula that failed", where)
        else:
            export.add(rating)


def _no_time(day_first: bool | None) -> str:  # noqa: FBT001 - passed on
    if day_first is None:
        return "not a time, or day and month could be either: --dates day-first or month-first"
    return "not a time"


def _filled(base: Rating, alone: str, session: str) -> Rating:
    """With what the file says as a whole: who scored, and which session its sheet is."""
    if alone:
        return replace(base, reviewer=alone, consensus=key(alone) in AGREED)
    return replace(base, session=base.session or session)


def _too_long(table: Worksheet, at: int, number: int, where: str, export: Export) -> bool:
    """Whether a row has more cells than the header, so that nobody knows which is what."""
    if not table.cells or table.cells[number - 1] <= table.cells[at]:
        return False
    why = "more cells than the header: a comma in a number or a text, without quotes"
    export.account.leave("rows", why, where)
    return True


def _say_what_has_no_header(table: Worksheet, at: int, export: Export) -> None:
    for place, name in enumerate(table.rows[at]):
        if not name and any(row[place] for row in table.rows[at + 1 :]):
            export.account.leave("columns", "no header", f"column {place + 1}")


def _base(
    row: Sequence[str],
    shape: Shape,
    when: dt.datetime | None,
    where: str,
    export: Export,
) -> Rating | None:
    """What all scores of a row have in common."""
    cells = {role: row[place] for role, place in shape.roles.items()}
    name = cells.get("conversation", "")
    if is_shortened(name):
        export.account.leave(
            "rows", "a spreadsheet has shortened the id to something like 9.45E+12", where
        )
        return None
    who = cells.get("reviewer", "")
    mark = cells.get("fingerprint", "")
    if mark and not _FINGERPRINT.fullmatch(mark):
        export.account.leave("fingerprints", "not as rubric export judge writes them", where)
        mark = ""
    return Rating(
        name,
        cells.get("criterion", ""),
        who,
        cells.get("score", ""),
        cells.get("note", ""),
        cells.get("session", ""),
        when,
        consensus=key(who) in AGREED,
        where=where,
        channel=cells.get("channel", ""),
        machine=bool(mark),
        fingerprint=mark,
    )


def _ratings(row: Sequence[str], shape: Shape, base: Rating) -> Iterator[Rating]:
    for place, who in shape.reviewers.items():
        if row[place]:
            note = row[shape.notes[place]] if place in shape.notes else base.note
            agreed = key(who) in AGREED
            yield replace(base, reviewer=who, value=row[place], note=note, consensus=agreed)
    note = base.note
    for place, name in shape.conversations.items():
        if row[place]:
            yield replace(base, conversation=name, value=row[place], note=note)
            note = ""
    for place, (criterion, conversation) in shape.criteria.items():
        if row[place]:
            name = conversation or base.conversation
            own = row[shape.notes[place]] if place in shape.notes else ""
            both = "; ".join(filter(None, (note, own)))
            yield replace(base, conversation=name, criterion=criterion, value=row[place], note=both)
            note = ""
    if not (shape.reviewers or shape.criteria or shape.conversations):
        yield base

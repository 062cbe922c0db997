"""Which row of a table names its columns, and what is asked about those that nobody knows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mkdocs_rubric.exchange.matched import Ask
from mkdocs_rubric.exchange.profile import Profile, ProfileColumns
from mkdocs_rubric.exchange.records import Export
from mkdocs_rubric.exchange.sources.table_columns import NOTE, Shape, shape_of
from mkdocs_rubric.importing.spreadsheet import Worksheet
from mkdocs_rubric.load.sheet_words import is_failed
from mkdocs_rubric.load.vocabulary import key, plain_score
from mkdocs_rubric.model import Project

_LOOKED_AT = 20  # rows in which the header is looked for
_TOTALS = re.compile("total|sum|average|mean|points|percent|%", re.IGNORECASE)


def best(table: Worksheet, profile: Profile, project: Project) -> tuple[int, Shape]:
    """The row that names the columns, and what they are."""
    shapes = [
        (number, shape_of([" ".join(cell.split()) for cell in row], profile, project))
        for number, row in enumerate(table.rows[:_LOOKED_AT])
        if sum(map(bool, row)) > 1
    ]
    known = [(len(each.roles) + len(each.criteria) + len(each.reviewers), -n) for n, each in shapes]
    return shapes[known.index(max(known))] if shapes else (0, Shape())


def people_by_their_cells(shape: Shape, table: Worksheet, at: int, export: Export) -> None:
    """In a table with a criterion a row and no score, columns of scores are reviewers."""
    if not {"conversation", "criterion"} <= shape.roles.keys() or "score" in shape.roles:
        return
    header = [" ".join(cell.split()) for cell in table.rows[at]]
    for name in list(shape.unknown):
        place = header.index(name)
        cells = [row[place] for row in table.rows[at + 1 :] if row[place]]
        cells = [cell for cell in cells if not is_failed(cell)]
        if not cells or _TOTALS.search(name) or any(plain_score(each) is None for each in cells):
            continue
        shape.unknown.remove(name)
        shape.reviewers[place] = name
        export.account.note(f'the column "{name}" is a reviewer, as its cells are scores')
        note = next((each for each in shape.unknown if key(each) == key(name) + NOTE), None)
        if note is not None:
            shape.unknown.remove(note)
            shape.notes[place] = header.index(note)


def with_one_header(table: Worksheet) -> Worksheet:
    """Two rows of headers as one: a cell over several columns gives way to those below it."""
    rows = list(table.rows)
    for number, row in enumerate(rows[: _LOOKED_AT - 1]):
        spans = [(left, width) for (top, left), width in table.wide.items() if top == number]
        below = rows[number + 1] if number + 1 < len(rows) else ()
        under = {
            place
            for left, width in spans
            if width > 1
            for place in range(left, min(left + width, len(row)))
        }
        if not under or not all(below[place : place + 1] != [""] and below for place in under):
            continue
        if any(plain_score(below[place]) is not None for place in under):
            continue
        rows[number] = [""] * len(row)
        rows[number + 1] = [
            below[place] if place in under else below[place] or text
            for place, text in enumerate(row)
        ]
    return replace(table, rows=rows)


def asked(tables: Sequence[Worksheet], profile: Profile, project: Project, ask: Ask) -> Profile:
    """The profile with what somebody says of columns that nobody knows."""
    columns = profile.columns.model_dump(exclude_none=True)
    criteria, ignore = dict(profile.criteria), list(profile.ignore)
    ids = [each.id for each in project.rubric.active]
    for table in tables[:1]:
        at, shape = best(table, profile, project)
        header = [" ".join(cell.split()) for cell in table.rows[at]]
        people_by_their_cells(shape, table, at, Export())
        for name in shape.unknown:
            place = header.index(name)
            cells = [row[place] for row in table.rows[at + 1 :] if row[place]]
            if not cells:
                continue
            free = [role for role in ProfileColumns.model_fields if role not in shape.roles]
            words = f'What is the column "{name}", with "{cells[0][:40]}"? (empty: leave it out)'
            answer = ask(words, [*(role for role in free if role not in columns), *ids])
            if answer in ids:
                criteria[name] = answer
            elif answer:
                columns[answer] = name
            else:
                ignore.append(name)
    return profile.model_copy(
        update={
            "columns": ProfileColumns(**columns),
            "criteria": criteria,
            "ignore": tuple(ignore),
        }
    )

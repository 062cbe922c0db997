"""Sheets as a workbook: a tab a session, a column a reviewer, drop-downs of the levels.

`rubric import table` reads it back to the same sheets.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence

from mkdocs_rubric.exchange.sources.table_columns import NOTE
from mkdocs_rubric.model import Cell, Criterion, Held, Mark, Project
from mkdocs_rubric.model.score import Score
from mkdocs_rubric.visible import inert

_CONSENSUS = "consensus"
_LONGEST_TITLE = 31  # of a sheet, in every spreadsheet program
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(W3CDTF\">)[^<]+")
Grid = list[list[str | Score]]


def session_grid(project: Project, held: Held) -> Grid:
    """A session as rows: the header, then a row for each criterion on each conversation."""
    written = held.as_written
    given: dict[tuple[str, str, str], tuple[Cell, str]] = {}
    for sheet in (*written.sheets, *filter(None, [written.consensus])):
        agreed = sheet is written.consensus
        columns = (sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells, sheet.notes)
        for who, what, on, cell, note in zip(*columns, strict=True):
            given.setdefault((_CONSENSUS if agreed else who, what, on), (cell, note))
    people = [who for who in dict.fromkeys(who for who, *_ in given) if who != _CONSENSUS]
    if any(who == _CONSENSUS for who, *_ in given):
        people.append(_CONSENSUS)
    noted = {who for (who, *_), (_, note) in given.items() if note}
    header: list[str | Score] = ["conversation", "criterion"]
    for who in people:
        header += [who, f"{who}{NOTE}"] if who in noted else [who]
    rows: Grid = [header]
    order = {name: place for place, name in enumerate(project.rubric.criteria)}
    order |= {each.id: place for place, each in enumerate(project.rubric.active)}
    listed = {each.id: place for place, each in enumerate(held.session.conversations)}
    places = sorted(
        {(what, on) for _, what, on in given},
        key=lambda place: (listed.get(place[0], len(listed)), order.get(place[1], 0), place),
    )
    for what, on in places:
        row: list[str | Score] = [what, on]
        for who in people:
            cell, note = given.get((who, what, on), (Mark.NOT_SCORED, ""))
            row.append(cell.value if isinstance(cell, Mark) else cell)
            if who in noted:
                row.append(note)
        rows.append(row)
    return rows


def as_csv_table(sessions: Sequence[Held]) -> bytes:
    """One long table with a column for the session and the reviewer."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["session", "reviewer", "conversation", "criterion", "score", "note"])
    for held in sessions:
        written = held.as_written
        for sheet in (*written.sheets, *filter(None, [written.consensus])):
            agreed = sheet is written.consensus
            columns = (sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells)
            for who, what, on, cell, note in zip(*columns, sheet.notes, strict=True):
                shown = cell.value if isinstance(cell, Mark) else str(cell)
                row = (held.id, _CONSENSUS if agreed else who, what, on, shown, note)
                writer.writerow(map(inert, row))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(project: Project, sessions: Sequence[Held]) -> bytes:
    """An .xlsx. The same sessions give the same cells."""
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - slow, rare
    from openpyxl.styles import Font  # type: ignore[import-untyped]  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for held in sessions:
        sheet = book.create_sheet(held.id[:_LONGEST_TITLE])
        grid = session_grid(project, held)
        for row in grid:
            sheet.append([_value(cell) for cell in row])
        for number, title in enumerate(grid[0], 1):
            cell = sheet.cell(1, number)
            cell.font = Font(bold=True)
            wide = str(title).endswith(NOTE)
            sheet.column_dimensions[get_column_letter(number)].width = 40 if wide else 14
        for cells in sheet.iter_rows(2, sheet.max_row, 1, 1):
            cells[0].number_format = "@"
        sheet.freeze_panes = "C2"
        _drop_downs(project, held, grid, sheet)
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _without_times(content: bytes) -> bytes:
    """The same workbook without the moment it was made at, so that the bytes stay the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            text = before.read(part)
            if part.filename == "docProps/core.xml":
                text = _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", text)
            entry = zipfile.ZipInfo(part.filename, _LONG_AGO)
            after.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _value(cell: str | Score) -> object:
    return inert(cell) if isinstance(cell, str) else float(cell) if cell % 1 else int(cell)


def _drop_downs(project: Project, held: Held, grid: Grid, sheet: object) -> None:
    """Each score's cell offers the levels of its criterion on that day."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import (  # type: ignore[import-untyped]  # noqa: PLC0415
        DataValidation,
    )

    columns = [
        get_column_letter(number)
        for number, title in enumerate(grid[0], 1)
        if number > 2 and not str(title).endswith(NOTE)  # noqa: PLR2004 - conversation, criterion
    ]
    known: dict[str, DataValidation] = {}
    for number, row in enumerate(grid[1:], 2):
        criterion = project.rubric.by_name.get(str(row[1]))
        choices = _choices(project, held, criterion) if criterion else ""
        if not choices:
            continue
        if choices not in known:
            known[choices] = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
            sheet.add_data_validation(known[choices])  # type: ignore[attr-defined]
        for letter in columns:
            known[choices].add(f"{letter}{number}")


def _choices(project: Project, held: Held, criterion: Criterion) -> str:
    scale = project.rubric.scale(criterion, held.session.date)
    if scale is None:
        return ""
    scores = [str(score) for score in scale.scores]
    if criterion.not_applicable is not None:
        scores.append("NA")
    text = ",".join(scores)
    return text if len(text) <= 250 else ""  # noqa: PLR2004 - what a list may have, in characters

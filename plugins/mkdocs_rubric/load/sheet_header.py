"""What is wrong with the header of a sheet, and what to do about it."""

from collections.abc import Sequence
from decimal import Decimal

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, did_you_mean
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.header import COLUMNS, REQUIRED, SheetLayout, looks_scored
from mkdocs_rubric.load.table import Table
from mkdocs_rubric.load.vocabulary import Vocabulary, key, plain_score


class SheetColumns(Rule):
    """A sheet whose columns are not the ones expected.

    ## What is wrong
    The first line of a sheet names its columns: `conversation,criterion,score` and optionally
    `note` and `reviewer`. One is missing, misspelt or there twice, or there is one more, and nobody
    has said that it is not to be read.

    ## Why it matters
    Without its columns no score of the sheet can be read, and what stands in a column nobody reads
    is lost without a word.

    ## How to fix it
    Name the columns in the first line; their order does not matter. Commas, semicolons or tabs
    separate them. A grid works too: `conversation,criterion` and a column for each reviewer, or
    `conversation,reviewer` and one for each criterion, by its id or its title, or `criterion` and
    one for each conversation. Columns that are no
    part of a score are named in `rubric.yaml`: `sheets: {ignore: [Channel, Agent]}`.

    ## Example
    ```csv
    conversation,criterion,score,note
    C-2201,empathy,2,matched the tone but never named the problem
    ```
    """

    code = "R014"


def unreadable(
    layout: SheetLayout, table: Table, source: SheetText, vocabulary: Vocabulary
) -> list[Diagnostic]:
    """What of a header is missing, is there twice, or is in nobody's words."""
    line = table.header[1]
    found = [
        SheetColumns.at(
            source.cell(line, place), f'the column "{name}" is there twice', help="keep one of them"
        )
        for name, place in layout.twice.items()
        if name in COLUMNS
    ]
    absent = [name for name in COLUMNS if name not in layout.columns]
    meant: set[str] = set()
    scored = {place for place in layout.unread if looks_scored(table.cells[place])}
    for place in layout.unread:
        name = table.header[0][place]
        is_a_word = not layout.grid and (place not in scored or len(scored) == 1)
        hint = did_you_mean(name, absent) if is_a_word else ""
        if hint and hint not in meant:
            meant.add(hint)
            message = f"unknown column {layout.name(place)}"
            found.append(SheetColumns.at(source.cell(line, place), message, hint=hint))
        elif layout.is_long or layout.grid:
            where = source.cell(line, place)
            found.append(_not_read(layout, place, where, vocabulary, scored=place in scored))
    if layout.is_long or layout.grid:
        return found
    missing = [
        name for name in REQUIRED if name in absent and f'did you mean "{name}"?' not in meant
    ]
    if missing:
        found += _missing(layout, table, source, vocabulary, missing)
    return found


def _not_read(
    layout: SheetLayout, place: int, where: Location, vocabulary: Vocabulary, *, scored: bool
) -> Diagnostic:
    """A column with text that nobody reads."""
    name = layout.name(place)
    word = layout.names[place].strip()
    if scored and layout.grid == "reviewer":
        if key(word) in ("consensus", "agreed"):
            return SheetColumns.at(
                where,
                f"the column {name} has the agreed scores, which have a sheet of their own",
                help="move it to consensus.csv: conversation, criterion, score",
            )
        return SheetColumns.at(
            where,
            f"the column {name} has scores, and nobody of that name is a reviewer of the session",
            hint=did_you_mean(word, vocabulary.reviewers),
            help=f"add the name to reviewers in {vocabulary.session_path}, or correct it",
        )
    if scored and layout.grid == "conversation":
        return SheetColumns.at(
            where,
            f"the column {name} has scores, and no conversation of the session is called so",
            help=f"correct the id, or add it to conversations in {vocabulary.session_path}",
        )
    if scored and not layout.is_long:
        return SheetColumns.at(
            where,
            f"the column {name} has scores, and no criterion is called so",
            hint=did_you_mean(word, vocabulary.titles),
            help="name the column by the criterion's title or id",
        )
    free = [f'"{one}"' for one in ("note", "reviewer") if one not in layout.columns]
    called = f"if it is a {' or a '.join(free)}, call it that; else " if free else ""
    ignored = f", or add {word} to `sheets: {{ignore: […]}}` in rubric.yaml" if word else ""
    return SheetColumns.at(
        where, f"the column {name} is not read", help=f"{called}delete it{ignored}"
    )


def _missing(
    layout: SheetLayout,
    table: Table,
    source: SheetText,
    vocabulary: Vocabulary,
    missing: Sequence[str],
) -> list[Diagnostic]:
    """What a sheet lacks; a grid of which nothing is known is called one."""
    line = table.header[1]
    if any(isinstance(plain_score(each), (int, Decimal)) for each in table.header[0]):
        remedy = "put a line above it: conversation,criterion,score"
        message = "the first line names no columns: it has a score"
        return [SheetColumns.at(Location(source.path, line), message, help=remedy)]
    scored = [place for place in layout.unread if looks_scored(table.cells[place])]
    if "score" in missing and len(scored) > 1 and "conversation" not in missing:
        of = "reviewer" if "criterion" in layout.columns else "criterion"
        names = ", ".join(map(layout.name, scored[:4]))
        message = f"this is a grid with a column for each {of}, and {names} "
        if of == "reviewer":
            message += "are no reviewers of the session"
            remedy = f"add them to reviewers in {vocabulary.session_path}, or correct the names"
        else:
            message += "are no criteria"
            remedy = "name each column by the id or the title of a criterion"
        return [SheetColumns.at(source.cell(line, scored[0]), message, help=remedy)]
    heads = [*layout.reviewers.values(), *layout.criteria.values(), *map(layout.name, scored)]
    if "conversation" in missing and len(heads) > 1:
        message = f"this grid ({', '.join(heads[:4])}) does not say which conversation a row is of"
        remedy = 'add a column "conversation" with the ids of session.yaml'
        if "criterion" in layout.columns and not layout.reviewers:
            remedy += ", or name each column by one"
        return [SheetColumns.at(Location(source.path, line), message, help=remedy)]
    remedy = "name the columns in the first line: conversation,criterion,score"
    where = Location(source.path, line)
    if len(missing) == len(REQUIRED):
        message = "the first line has none of the columns conversation, criterion and score"
        return [SheetColumns.at(where, message, help=remedy)]
    return [
        SheetColumns.at(where, f'the column "{name}" is missing', help=remedy) for name in missing
    ]

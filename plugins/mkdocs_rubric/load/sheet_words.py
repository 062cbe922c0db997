"""The cells of a sheet that are no plain numbers: labels, what is spoilt, mistakes."""

import re
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TypeAlias

from mkdocs_rubric.diagnostics import Diagnostic, Rule
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.repeated import REPORTED, the_rest
from mkdocs_rubric.load.sheet_columns import Names
from mkdocs_rubric.load.vocabulary import Vocabulary
from mkdocs_rubric.model import Cell

Texts: TypeAlias = dict[str, Sequence[str]]
"""The cells of each column, by its name."""


class NotAScore(Rule):
    """A score that is neither a number nor a level's name.

    ## What is wrong
    A score is a number on the criterion's scale or the name of its level, `NA` for "not
    applicable", or empty for "not scored". The three are not the same thing.

    ## Why it matters
    Anything else cannot be compared with the other reviewers' scores, so the row is left out.

    ## How to fix it
    Write the number, `NA`, or nothing.

    ## Example
    `4/5`, `good` or `yes` in the score column, where no level is called so.
    """

    code = "R016"


class SpoiltCell(Rule):
    """A cell that a spreadsheet program has changed.

    ## What is wrong
    The program took what was typed for something else: a long number was shortened to
    `1.23457E+14`, `1-2` became the second of January, a formula came to an error.

    ## Why it matters
    What was typed is gone, so the row is left out: two conversations may look like one.

    ## How to fix it
    Set the column to "Text" in the spreadsheet, put in what was there, and save it as CSV again.

    ## Example
    `1.23457E+14,empathy,2` for the conversation 123456789012345.
    """

    code = "R022"


_SHORTENED = re.compile(r"-?[0-9](?:[.,][0-9]+)?E\+?[0-9]{2,}", re.IGNORECASE)
_MONTHS = (
    "jan(?:uary?|uar)?|feb(?:ruary?|ruar)?|mar(?:ch)?|märz?|apr(?:il)?|may|mai|june?|juni|july?|juli"
    "|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
_DATE = re.compile(
    rf"[0-9]{{1,4}}[-./ ]+(?:{_MONTHS})\.?(?:[-./ ]+[0-9]{{2,4}})?"
    rf"|(?:{_MONTHS})\.?[-./ ]+[0-9]{{1,4}}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[T ].*)?|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{2}){1,2}",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"#[¡¿]?(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL|ERROR|SPILL|CALC|WERT|BEZUG|NV|ZAHL|NULO|NOM|NOMBRE"
    r"|N/D|VALEUR|NOMBRE|VALOR|NOME)[!?]?|Err:[0-9]{3}",
    re.IGNORECASE,
)


def is_date(text: str) -> bool:
    """Whether a cell is a date, which spreadsheet programs make of levels such as 1-2."""
    return bool(_DATE.fullmatch(text.strip()))


def is_failed(text: str) -> bool:
    """Whether a cell is what a spreadsheet program shows where a formula fails."""
    return bool(_FAILED.fullmatch(text.strip()))


def is_shortened(text: str) -> bool:
    """Whether an id is a number that a spreadsheet program has shortened: `9.45E+12`."""
    return bool(_SHORTENED.fullmatch(text.strip()))


def only_rows(keep: Sequence[bool], columns: Texts) -> Texts:
    """Some of the rows."""
    return {name: tuple(compress(column, keep)) for name, column in columns.items()}


def unspoilt(
    columns: Texts, lines: Sequence[int], given: Mapping[str, Names], source: SheetText
) -> tuple[Texts, Sequence[int], list[Diagnostic]]:
    """The rows whose ids are not numbers that a spreadsheet program has shortened."""
    bad = {
        (name, text)
        for name, names in given.items()
        for text in names.odd
        if _SHORTENED.fullmatch(text)
    }
    found = []
    for name, text in sorted(bad):
        row = columns[name].index(text)
        found.append(
            SpoiltCell.at(
                source.locate(lines[row], name),
                f'a spreadsheet has shortened the {name} to "{text}", and its digits are lost',
                help="set the column to Text in the spreadsheet, put the whole ids in again, and "
                "save it as CSV",
            )
        )
    if not bad:
        return columns, lines, []
    names = {name for name, _ in bad}
    rows = zip(*(columns[name] for name in names), strict=True)
    keep = [not any((n, text) in bad for n, text in zip(names, row, strict=True)) for row in rows]
    return only_rows(keep, columns), list(compress(lines, keep)), found


def in_words(
    cells: Mapping[str, Cell | None],
    columns: Texts,
    lines: Sequence[int],
    source: SheetText,
    vocabulary: Vocabulary,
) -> tuple[tuple[Cell, ...], Texts, Sequence[int], list[Diagnostic]]:
    """The cells of a sheet in which some are words: the labels of levels, or a mistake."""
    pairs = list(zip(columns["criterion"], columns["score"], strict=True))
    known: dict[tuple[str, str], Cell | None] = {
        pair: cell if (cell := cells[pair[1]]) is not None else vocabulary.score(*pair)
        for pair in set(pairs)
    }
    keep = [known[pair] is not None for pair in pairs]
    found = _not_scores(
        [(line, *pair) for line, pair, good in zip(lines, pairs, keep, strict=True) if not good],
        source,
        vocabulary,
    )
    scores = tuple(cell for pair in pairs if (cell := known[pair]) is not None)
    return scores, only_rows(keep, columns), list(compress(lines, keep)), found


def _not_scores(
    wrong: Sequence[tuple[int, str, str]], source: SheetText, vocabulary: Vocabulary
) -> list[Diagnostic]:
    """Cells that mean nothing on their criterion's scale: line, criterion and text of each."""
    found = [_not_a_score(*each, source, vocabulary) for each in wrong[:REPORTED]]
    rest = [line for line, _, _ in wrong[REPORTED:]]
    return [*found, *the_rest(NotAScore, "have something that is not a score", rest, source.path)]


def _not_a_score(
    line: int, criterion: str, text: str, source: SheetText, vocabulary: Vocabulary
) -> Diagnostic:
    where, shown = source.locate(line, "score"), text.strip()[:40]
    if is_date(text):
        return SpoiltCell.at(
            where,
            f'"{shown}" is a date, which a spreadsheet makes of what looks like one: 1-2, 3.5',
            help="set the column to Text in the spreadsheet, and put the score in again",
        )
    if is_failed(text):
        return SpoiltCell.at(
            where,
            f'"{shown}" is what a spreadsheet shows where a formula fails',
            help="put the score in place of the formula",
        )
    hint, remedy = vocabulary.remedy(criterion, text)
    return NotAScore.at(where, f'"{shown}" is not a score', hint=hint, help=remedy)

"""A grid as one score a row; of a form's answers the latest of each reviewer."""

from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.grid import Long, by_score, latest, only
from mkdocs_rubric.load.header import WHEN, SheetLayout
from mkdocs_rubric.load.table import Table
from mkdocs_rubric.load.vocabulary import Vocabulary


class AnsweredAgain(Rule):
    """An answer to a form that a later one replaces.

    ## What is wrong
    Nothing: a reviewer filled in the form twice for one conversation, and the later answer counts.

    ## Why it matters
    The earlier answer is not part of any figure.

    ## How to fix it
    Nothing, if the later one is right; else delete its row.

    ## Example
    Two rows of `ana@team.example` on `T-1` in a form's answers.
    """

    code = "R023"
    severity = Severity.INFO


def unfolded(
    layout: SheetLayout, table: Table, source: SheetText, vocabulary: Vocabulary, reviewer: str
) -> tuple[Long, list[Diagnostic]]:
    """A grid as one score a row; of a form's answers, the latest of each reviewer."""
    cells, lines = table.cells, table.lines
    found = []
    if layout.grid == "criterion" and WHEN in layout.columns:
        at = layout.columns.get("reviewer")
        given = cells[at] if at is not None else [reviewer] * len(lines)
        who = [vocabulary.reviewer(each) or each.strip() for each in given]
        keep, again = latest(layout, cells, lines, who)
        cells, lines = only(cells, lines, keep)
        found = [
            AnsweredAgain.at(
                source.cell(each.line, layout.columns["conversation"]),
                f"{each.reviewer} answered again on {each.conversation} in line {each.later}, "
                "which counts in place of this row",
                help="delete the later row if this one is right",
            )
            for each in again
        ]
    return by_score(layout, cells, lines), found

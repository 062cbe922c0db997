"""What can be wrong with a score sheet."""

from collections.abc import Sequence

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity, named

REPORTED = 50
"""Findings of one kind in one sheet: a wrong column is one mistake."""


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
    `conversation,reviewer` and one for each criterion, by its id or its title. Columns that are no
    part of a score are named in `rubric.yaml`: `sheets: {ignore: [Channel, Agent]}`.

    ## Example
    ```csv
    conversation,criterion,score,note
    C-2201,empathy,2,matched the tone but never named the problem
    ```
    """

    code = "R014"


class SheetRow(Rule):
    """A row that does not have the columns of its sheet.

    ## What is wrong
    The row has more or fewer cells than the first line has columns, or a quote in it is never
    closed.

    ## Why it matters
    The cells would end up under the wrong heading, so the row is left out.

    ## How to fix it
    A note that contains a comma goes into double quotes, and so does a score with a decimal comma;
    or semicolons separate the cells. A double quote inside is written twice.

    ## Example
    `C-2201,empathy,2,"polite, but late"`, `C-2201,empathy,"3,5",` or `C-2201;empathy;3,5;`
    """

    code = "R015"


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


def the_rest(rule: type[Rule], what: str, lines: Sequence[int], path: str) -> list[Diagnostic]:
    """The rows after the first fifty that have the same mistake, in one finding."""
    if not lines:
        return []
    message = f"{len(lines)} more rows {what}: lines {named(lines)}"
    help_ = "see the findings above: this is likely one mistake, made throughout"
    return [rule.at(Location(path, lines[0]), message, help=help_)]

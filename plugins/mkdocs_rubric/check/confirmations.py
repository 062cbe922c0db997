"""The days on which somebody confirmed that something still holds."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.model import Project


class ImpossibleConfirmation(Rule):
    """Confirmed on a day that is still to come, or before it was made.

    ## What is wrong
    `confirmed` is the day somebody read the record against the wording of its criterion and found
    that it holds. That day has to lie between the decision and today.

    ## Why it matters
    A day to come would also confirm wordings that nobody has read yet.

    ## How to fix it
    Write the day on which it was read.

    ## Example
    `confirmed: 2027-11-23` in a decision that was read on 23 November 2026.
    """

    code = "R312"


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """The confirmations of decisions and of edge cases."""
    for each in project.decisions.values():
        if each.confirmed:
            where = project.locate(each.path, "confirmed")
            yield from _checked(where, each.date, each.confirmed, today)
    for criterion in project.rubric.criteria.values():
        for place, case in enumerate(criterion.edge_cases):
            if case.confirmed:
                decision = project.decisions.get(case.decision or "")
                made = decision.date if decision else dt.date.min
                where = project.locate(criterion.path, "edge_cases", place, "confirmed")
                yield from _checked(where, made, case.confirmed, today)


def _checked(
    where: Location, made: dt.date, confirmed: dt.date, today: dt.date
) -> Iterator[Diagnostic]:
    if made <= confirmed <= today:
        return
    wrong = "which is still to come" if confirmed > today else f"before it was decided on {made}"
    yield ImpossibleConfirmation.at(
        where,
        f"this was confirmed on {confirmed}, {wrong}",
        help="write the day on which somebody read it and found that it holds",
    )

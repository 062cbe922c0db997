"""The days on which somebody confirmed that something still holds."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Rule
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
    for one in project.decisions.values():
        if one.confirmed:
            yield from _checked(project, (one.path, "confirmed"), (one.date, one.confirmed, today))
    for criterion in project.rubric.criteria.values():
        for place, case in enumerate(criterion.edge_cases):
            if case.confirmed:
                decision = project.decisions.get(case.decision or "")
                made = decision.date if decision else dt.date.min
                where = (criterion.path, "edge_cases", place, "confirmed")
                yield from _checked(project, where, (made, case.confirmed, today))


def _checked(
    project: Project, where: tuple[str | int, ...], days: tuple[dt.date, dt.date, dt.date]
) -> Iterator[Diagnostic]:
    made, confirmed, today = days
    path, *keys = where
    place = project.locate(str(path), *keys)
    remedy = "write the day on which somebody read it and found that it holds"
    if confirmed > today:
        message = f"this was confirmed on {confirmed}, which is still to come"
        yield ImpossibleConfirmation.at(place, message, help=remedy)
    elif confirmed < made:
        message = f"this was confirmed on {confirmed}, before it was decided on {made}"
        yield ImpossibleConfirmation.at(place, message, help=remedy)

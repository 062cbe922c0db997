"""The days on which somebody confirmed that something still holds."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.model import Project


class ImpossibleConfirmation(Rule):
    """Confirmed on a day that is still to come, or before it was made.

    ## What is wrong
    `confirmed` is the day somebody read the record against the wording of its criterion and found
    that it holds. That day has to lie between the decision, or the session, and today.

    ## Why it matters
    A day to come would also confirm wordings that nobody has read yet.

    ## How to fix it
    Write the day on which it was read.

    ## Example
    `confirmed: 2027-11-23` in a decision that was read on 23 November 2026.
    """

    code = "R312"


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """The confirmations of decisions, edge cases, sessions and what is practised on."""
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
    yield from _of_scores(project, today)


def _of_scores(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    for held in project.every_session.values():
        if held.session.confirmed:
            where = project.locate(held.session.path, "confirmed")
            yield from _checked(where, held.session.date, held.session.confirmed, today)
    for practice in project.practices.values():
        for at, some in enumerate(practice.sets):
            for number, entry in enumerate(some.conversations):
                scored = project.every_session.get(entry.session)
                if entry.confirmed and scored:
                    keys = ("sets", at, "conversations", number, "confirmed")
                    where = project.locate(practice.path, *keys)
                    yield from _checked(where, scored.session.date, entry.confirmed, today)


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

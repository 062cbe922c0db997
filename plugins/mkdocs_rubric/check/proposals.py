"""Proposals: whose they are, and by when they are decided."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Project, Status


class ProposalWaits(Rule):
    """A proposal that nobody sees to.

    ## What is wrong
    A proposed decision has no `owner`, no day by which it is decided (`review_by`), or that day is
    over.

    ## Why it matters
    What is proposed and never decided is read one way by those who agree and another by the rest.

    ## How to fix it
    Name who brings it to the next session, and the day. If that day is over, decide: accept it,
    reject it, or give it another day.

    ## Example
    `status: proposed` without `owner: sam` and `review_by: 2026-12-15`.
    """

    code = "R316"
    severity = Severity.WARNING


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Every proposal: each has one finding with all that it lacks."""
    for decision in project.decisions.values():
        if decision.status is not Status.PROPOSED:
            continue
        lacks = [] if decision.owner else ["no owner"]
        lacks += [] if decision.review_by else ["no day by which it is decided"]
        if lacks:
            yield ProposalWaits.at(
                project.locate(decision.path, "status"),
                f"this proposal has {' and '.join(lacks)}",
                help="add `owner` and `review_by`: who brings it up, and by when it is decided",
            )
        elif decision.review_by and decision.review_by < today:
            yield ProposalWaits.at(
                project.locate(decision.path, "review_by"),
                f"this proposal was to be decided by {decision.review_by}",
                help="accept or reject it, or set another day",
            )

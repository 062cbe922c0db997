"""The disputes: what they refer to, and whether upheld ones led to anything."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.check.references import unknown_criterion, unknown_decision
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Dispute, Outcome, Project

_WEEKS = dt.timedelta(days=14)


class UpheldWithoutDecision(Rule):
    """A dispute that was upheld and led to no decision.

    ## What is wrong
    The agent was right, and the guideline is as it was.

    ## Why it matters
    The next reviewer reads the same words and gives the same score.

    ## How to fix it
    Make a decision, add its edge case, and name it under `decision`.

    ## Example
    `outcome: upheld` without `decision`.
    """

    code = "R313"
    severity = Severity.WARNING


class DisputeUnanswered(Rule):
    """A dispute that nobody has answered for two weeks.

    ## What is wrong
    Its `outcome` is open, and it was raised more than two weeks ago.

    ## Why it matters
    An agent who gets no answer stops asking, and stops believing the scores.

    ## How to fix it
    Answer it: `outcome: upheld` or `outcome: rejected`, with the reason in the text.

    ## Example
    `date: 2026-10-04` and `outcome: open` in November.
    """

    code = "R314"
    severity = Severity.WARNING


class DisputeImpossible(Rule):
    """A dispute whose days cannot be.

    ## What is wrong
    It was raised before the conversation was scored, or answered before it was raised.

    ## Why it matters
    The wording that counts is that of the day of the review: with a wrong day it is another.

    ## How to fix it
    Correct the days.

    ## Example
    `reviewed: 2026-10-12` in a dispute of `date: 2026-10-04`.
    """

    code = "R315"


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Each dispute."""
    for dispute in project.disputes.values():
        yield from unknown_criterion(project, dispute.criterion, dispute.path, "criterion")
        if dispute.decision:
            yield from unknown_decision(project, dispute.decision, dispute.path, "decision")
        yield from _answer(project, dispute, today)
        for key, first, last in (
            ("reviewed", dispute.reviewed, dispute.date),
            ("answered", dispute.date, dispute.answered or dispute.date),
        ):
            if first > last:
                yield DisputeImpossible.at(
                    project.locate(dispute.path, key),
                    f"it was raised on {dispute.date}, and {key} on {getattr(dispute, key)}",
                    help="correct the days: first the review, then the dispute, then the answer",
                )


def _answer(project: Project, dispute: Dispute, today: dt.date) -> Iterator[Diagnostic]:
    if dispute.outcome is Outcome.UPHELD and dispute.decision is None:
        yield UpheldWithoutDecision.at(
            project.locate(dispute.path, "outcome"),
            "this dispute was upheld, and the guideline is as it was",
            help="make a decision with its edge case, and name it here under decision",
        )
    if dispute.outcome is Outcome.OPEN and today > dispute.date + _WEEKS:
        yield DisputeUnanswered.at(
            project.locate(dispute.path, "title"),
            f"nobody has answered this since {dispute.date}",
            help="answer it in the text, and set outcome to upheld or rejected",
        )

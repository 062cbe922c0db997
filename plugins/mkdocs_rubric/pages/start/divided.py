"""The edge cases that divide people most, by what sessions had to settle."""

from collections import Counter
from collections.abc import Sequence

from mkdocs_rubric.model import Criterion, EdgeCase
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.sessions.session_facts import gaps_of


def dividing(context: Context) -> Sequence[tuple[Criterion, EdgeCase, int]]:
    """Edge cases in force whose decision settled gaps: the criterion, the case, how many gaps.

    Those that settled most come first, then the newest.
    """
    project = context.project
    settled: Counter[tuple[str, str]] = Counter()
    for gaps in gaps_of(context).values():
        for gap in gaps:
            if gap.settled and gap.settled.decision:
                decision = newest(context, gap.settled.decision)
                settled[decision, gap.spread.criterion.id] += 1
    found = [
        (criterion, case, settled[case.decision, criterion.id])
        for criterion in project.rubric.active
        for case in criterion.edge_cases
        if case.decision
        and case.decision in project.decisions
        and project.in_force(project.decisions[case.decision])
        and settled[case.decision, criterion.id]
    ]
    found.sort(key=lambda each: each[1].decision or "", reverse=True)
    return sorted(found, key=lambda each: -each[2])


def newest(context: Context, decision: str) -> str:
    """The decision that stands in the place of another one today."""
    seen = {decision}
    while (after := context.project.superseded_by.get(decision)) and after.id not in seen:
        decision = after.id
        seen.add(decision)
    return decision

"""The decisions against the rubric, the sessions and each other."""

import datetime as dt
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from mkdocs_rubric.check.references import (
    UnknownReviewer,
    not_a_conversation,
    unknown_conversation,
    unknown_criterion,
    unknown_decision,
    unknown_session,
)
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from mkdocs_rubric.model import Criterion, Decision, EdgeCase, Project, Status


class DecisionNotInForce(Rule):
    """An edge case that rests on a decision that is not accepted.

    ## What is wrong
    The decision is still proposed, or was rejected or retired.

    ## Why it matters
    The guideline presents as settled what is not.

    ## How to fix it
    Accept the decision, name another one, or take the edge case out until it is decided.

    ## Example
    An edge case with `decision: 2026-11-02-bots`, whose status is `proposed`.
    """

    code = "R302"


class SupersededDecision(Rule):
    """An edge case that rests on a superseded decision.

    ## What is wrong
    A newer decision replaced the one the edge case names.

    ## Why it matters
    Reviewers would go on scoring by the old rule.

    ## How to fix it
    Read the newer decision, change the guidance to what it says, and name it.

    ## Example
    `decision: 2026-03-12-tone-counts`, superseded by `2026-09-16-tone-alone-is-not-empathy`.
    """

    code = "R303"


class DecisionNotInGuideline(Rule):
    """Decided, but the guideline does not say so.

    ## What is wrong
    The decision is accepted, and no edge case of the criteria it names rests on it.

    ## Why it matters
    A decision that is only in the minutes is forgotten within two weeks.

    ## How to fix it
    Add an edge case with this decision to the criterion, or change a level and say so there.

    ## Example
    A decision on `empathy` that `rubric/criteria/empathy.yaml` does not mention.
    """

    code = "R304"
    severity = Severity.WARNING


class SupersedeCycle(Rule):
    """Decisions that supersede each other in a circle.

    ## What is wrong
    Following `supersedes` from this decision leads back to it.

    ## Why it matters
    None of them would be in force.

    ## How to fix it
    Remove the entry in the oldest of them.

    ## Example
    A supersedes B, and B supersedes A.
    """

    code = "R305"


class SupersededTwice(Rule):
    """A decision that two others supersede.

    ## What is wrong
    Two accepted decisions list the same one under `supersedes`.

    ## Why it matters
    A reader of the old rule is sent to one of them and does not learn of the other.

    ## How to fix it
    Let the newer of the two supersede the other as well, or keep the entry in one.

    ## Example
    Two decisions with `supersedes: [2026-03-12-tone-counts]`.
    """

    code = "R306"


class ReviewOverdue(Rule):
    """A decision past the day it was to be looked at again.

    ## What is wrong
    `review_by` has passed and the decision is still in force.

    ## Why it matters
    The team promised itself to ask whether it still holds.

    ## How to fix it
    Put it on the agenda. If it holds, set a new `review_by`; if not, supersede or retire it.

    ## Example
    `review_by: 2026-09-01`, read in November.
    """

    code = "R307"
    severity = Severity.WARNING


class DecisionElsewhere(Rule):
    """An edge case that rests on a decision about other criteria.

    ## What is wrong
    The decision does not name this criterion in its `criteria`.

    ## Why it matters
    The decision is missing from the criterion's history.

    ## How to fix it
    Add the criterion to the decision, or name the decision that was meant.

    ## Example
    An edge case of `clarity` with a decision whose `criteria` is `[empathy]`.
    """

    code = "R308"
    severity = Severity.WARNING


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Edge cases against decisions, then each decision."""
    for criterion in project.rubric.criteria.values():
        for place, case in enumerate(criterion.edge_cases):
            if case.decision is not None:
                yield from _edge_case(project, criterion, place, case, case.decision)
    yield from _succession(project)
    held = project.every_session.values()
    reviewers = {name for authored in held for name in authored.session.reviewers}
    reviewers |= {authored.session.facilitator for authored in held if authored.session.facilitator}
    conversations = {name for authored in held for name in authored.conversation_ids}
    for decision in project.decisions.values():
        yield from _references(project, decision, reviewers, conversations)
        if project.in_force(decision):
            yield from _standing(project, decision, today)


def _edge_case(
    project: Project, criterion: Criterion, place: int, case: EdgeCase, name: str
) -> Iterator[Diagnostic]:
    path, keys = criterion.path, ("edge_cases", place, "decision")
    yield from unknown_decision(project, name, path, *keys)
    decision = project.decisions.get(name)
    if decision is None:
        return
    status = project.status(decision)
    if status is Status.SUPERSEDED:
        yield SupersededDecision.at(
            project.locate(path, *keys),
            f'the edge case "{case.id}" rests on a decision that is superseded',
            hint=f"superseded by {_last(project, decision).id}",
            help="read the newer decision, bring the guidance in line with it, and name it here",
        )
    elif status is not Status.ACCEPTED:
        yield DecisionNotInForce.at(
            project.locate(path, *keys),
            f'the edge case "{case.id}" rests on a decision that is {status}',
            help="only an accepted decision settles an edge case",
        )
    if criterion.id not in _named(project, decision):
        yield DecisionElsewhere.at(
            project.locate(path, *keys),
            f'the decision does not name "{criterion.id}" among its criteria',
            help=f"add {criterion.id} to `criteria` in {decision.path}, or name another decision",
        )


def _named(project: Project, decision: Decision) -> list[str]:
    """The criteria a decision is about, under today's ids."""
    found = [project.rubric.by_name.get(name) for name in decision.criteria]
    return [each.id for each in found if each]


def _last(project: Project, decision: Decision) -> Decision:
    """The end of a chain of decisions, with cycles cut."""
    seen = {decision.id}
    while (newer := project.superseded_by.get(decision.id)) and newer.id not in seen:
        seen.add(newer.id)
        decision = newer
    return decision


def _succession(project: Project) -> Iterator[Diagnostic]:
    first: dict[str, Decision] = {}
    age = {name: number for number, name in enumerate(project.decisions)}
    circles = _circles(project)
    for decision in project.decisions.values():
        for place, old in enumerate(decision.supersedes):
            keys = ("supersedes", place)
            yield from unknown_decision(project, old, decision.path, *keys)
            if decision.status is not Status.ACCEPTED:
                continue
            other = first.setdefault(old, decision)
            if other is not decision:
                yield SupersededTwice.at(
                    project.locate(decision.path, *keys),
                    f'"{old}" is already superseded by "{other.id}"',
                    help="let the newer of the two supersede the other, or keep the entry in one",
                )
            # a circle has to lead from an older decision to a newer one somewhere
            if age.get(old, -1) >= age[decision.id] and circles[old] == circles[decision.id]:
                yield SupersedeCycle.at(
                    project.locate(decision.path, *keys),
                    "a decision cannot supersede itself"
                    if old == decision.id
                    else f'"{old}" is newer, and in the end supersedes "{decision.id}" itself',
                    help="remove this entry: the newer decision supersedes the older one",
                )


def _circles(project: Project) -> Mapping[str, int]:
    """Decisions that supersede each other in the end have one number (Tarjan, 1972)."""
    order: dict[str, int] = {}
    first: dict[str, int] = {}  # met from a decision on
    circles: dict[str, int] = {}
    met: list[str] = []
    way: list[tuple[str, Iterator[str]]] = []

    def meet(name: str) -> None:
        order[name] = first[name] = len(order)
        met.append(name)
        way.append((name, iter(project.decisions[name].supersedes)))

    for start in project.decisions:
        if start not in order:
            meet(start)
        while way:
            name, rest = way[-1]
            old = next((each for each in rest if each in project.decisions), None)
            if old is not None and old not in order:
                meet(old)
            elif old is not None and old not in circles:
                first[name] = min(first[name], order[old])
            elif old is None:
                way.pop()
                before = way[-1][0] if way else name
                first[before] = min(first[before], first[name])
                while first[name] == order[name] and name not in circles:
                    circles[met.pop()] = order[name]
    return circles


def _references(
    project: Project,
    decision: Decision,
    reviewers: AbstractSet[str],
    conversations: AbstractSet[str],
) -> Iterator[Diagnostic]:
    path = decision.path
    for place, name in enumerate(decision.criteria):
        yield from unknown_criterion(project, name, path, "criteria", place)
    if decision.session:
        yield from unknown_session(project, decision.session, path, "session")
    held = project.every_session.get(decision.session or "")
    for place, name in enumerate(decision.conversations):
        if held:
            yield from unknown_conversation(project, held, name, path, "conversations", place)
        elif not decision.session and name not in conversations:
            where = project.locate(path, "conversations", place)
            yield not_a_conversation(where, name, conversations)
    for place, name in enumerate(decision.deciders if reviewers else ()):
        if name not in reviewers:
            yield UnknownReviewer.at(
                project.locate(path, "deciders", place),
                f'"{name}" is a reviewer of no session',
                hint=did_you_mean(name, reviewers),
                help="correct the name, or add it to a session's reviewers",
            )


def _standing(project: Project, decision: Decision, today: dt.date) -> Iterator[Diagnostic]:
    path = decision.path
    if decision.review_by and decision.review_by < today:
        yield ReviewOverdue.at(
            project.locate(path, "review_by"),
            f"this decision was to be looked at again by {decision.review_by}",
            help="put it on the agenda; then set a new review_by, or supersede or retire it",
        )
    named = _named(project, decision)
    cited = {criterion.id for criterion, _ in project.cited_by.get(decision.id, ())}
    files = [project.rubric.criteria[name].path for name in named]
    if named and cited.isdisjoint(named) and not any(map(project.lost_in, files)):
        yield DecisionNotInGuideline.at(
            project.locate(path, "title"),
            "decided, but the guideline does not say so: no edge case of "
            f"{', '.join(sorted(named))} rests on it",
            help=f"add an edge case with `decision: {decision.id}`",
        )

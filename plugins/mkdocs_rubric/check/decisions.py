"""The decisions against the rubric, the sessions and each other."""

import datetime as dt
from collections.abc import Iterator, Mapping

from mkdocs_rubric.check.criteria import unknown_criterion
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from mkdocs_rubric.model import Criterion, Decision, EdgeCase, Project, Status


class UnknownDecision(Rule):
    """A decision that does not exist.

    ## What is wrong
    The id is not the name of a file in `decisions/`.

    ## Why it matters
    The reader who asks "says who?" finds nothing.

    ## How to fix it
    Correct the id: it is the file's name without `.md`.

    ## Example
    `decision: 2026-09-16-tone-alone` where the file is `2026-09-16-tone-alone-is-not-empathy.md`.
    """

    code = "R301"


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


class UnknownSession(Rule):
    """A session that does not exist.

    ## What is wrong
    The id is not the name of a folder in `scores/`.

    ## Why it matters
    The decision cannot be traced to the scores it came of.

    ## How to fix it
    Correct the id, or remove the key if the decision came of no session.

    ## Example
    `session: 2026-9` where the folder is `2026-09`.
    """

    code = "R309"


class UnknownConversation(Rule):
    """A conversation that the session does not have.

    ## What is wrong
    The id is not under `conversations` in the session's `session.yaml`.

    ## Why it matters
    The score, gap or decision belongs to nothing anybody can look at.

    ## How to fix it
    Correct the id, or add the conversation to the session.

    ## Example
    `C-2210` in a sheet of a session with C-2201 to C-2204.
    """

    code = "R310"


class UnknownReviewer(Rule):
    """A reviewer nobody knows.

    ## What is wrong
    The name is not under `reviewers` in the session's `session.yaml`; for a decider, in none.

    ## Why it matters
    A misspelt name splits one reviewer into two, and both look inconsistent.

    ## How to fix it
    Correct the name, or add it to the session's `reviewers`.

    ## Example
    A sheet `chole.csv` in a session with `reviewers: [ana, ben, chloe]`.
    """

    code = "R311"


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Edge cases against decisions, then each decision."""
    for criterion in project.rubric.criteria.values():
        for place, case in enumerate(criterion.edge_cases):
            yield from _edge_case(project, criterion, place, case)
    yield from _succession(project)
    names = set(project.people)
    reviewers = {name for held in project.sessions.values() for name in held.session.reviewers}
    reviewers |= {h.session.facilitator for h in project.sessions.values() if h.session.facilitator}
    for decision in project.decisions.values():
        yield from _references(project, decision, reviewers or names)
        if project.in_force(decision):
            yield from _standing(project, decision, today)


def unknown_decision(
    project: Project, name: str, path: str, *keys: str | int
) -> Iterator[Diagnostic]:
    """`UnknownDecision` where a name is none. A file that could not be read still counts."""
    if name not in project.decisions and all(one.id != name for one in project.broken):
        yield UnknownDecision.at(
            project.locate(path, *keys),
            f'there is no decision "{name}"',
            hint=did_you_mean(name, project.decisions),
            help="the id is the name of a file in decisions/, without .md",
        )


def _edge_case(
    project: Project, criterion: Criterion, place: int, case: EdgeCase
) -> Iterator[Diagnostic]:
    if case.decision is None:
        return
    keys = ("edge_cases", place, "decision")
    decision = project.decisions.get(case.decision)
    if decision is None:
        yield from unknown_decision(project, case.decision, criterion.path, *keys)
        return
    where = project.locate(criterion.path, *keys)
    status = project.status(decision)
    if status is Status.SUPERSEDED:
        newer = _last(project, decision)
        yield SupersededDecision.at(
            where,
            f'the edge case "{case.id}" rests on a decision that is superseded',
            hint=f"superseded by {newer.id}",
            help="read the newer decision, bring the guidance in line with it, and name it here",
        )
    elif status is not Status.ACCEPTED:
        yield DecisionNotInForce.at(
            where,
            f'the edge case "{case.id}" rests on a decision that is {status}',
            help="only an accepted decision settles an edge case",
        )
    named = {
        project.rubric.by_name[one].id for one in decision.criteria if one in project.rubric.by_name
    }
    if criterion.id not in named:
        yield DecisionElsewhere.at(
            where,
            f'the decision does not name "{criterion.id}" among its criteria',
            help=f"add {criterion.id} to `criteria` in {decision.path}, or name another decision",
        )


def _last(project: Project, decision: Decision) -> Decision:
    """The end of a chain of decisions, with cycles cut."""
    seen = {decision.id}
    while (newer := project.superseded_by.get(decision.id)) and newer.id not in seen:
        seen.add(newer.id)
        decision = newer
    return decision


def _succession(project: Project) -> Iterator[Diagnostic]:
    first: dict[str, Decision] = {}
    for decision in project.decisions.values():
        for place, old in enumerate(decision.supersedes):
            where = project.locate(decision.path, "supersedes", place)
            yield from unknown_decision(project, old, decision.path, "supersedes", place)
            if decision.status is not Status.ACCEPTED:
                continue
            if old in first:
                yield SupersededTwice.at(
                    where,
                    f'"{old}" is already superseded by "{first[old].id}"',
                    help="let the newer of the two supersede the other, or keep the entry in one",
                )
            first.setdefault(old, decision)
    edges = {
        one.id: [o for o in one.supersedes if o in project.decisions]
        for one in project.decisions.values()
    }
    for name in _on_a_cycle(edges):
        decision = project.decisions[name]
        place = next(
            (n for n, old in enumerate(decision.supersedes) if _leads_to(edges, old, name)), 0
        )
        yield SupersedeCycle.at(
            project.locate(decision.path, "supersedes", place),
            f'"{name}" supersedes a decision that, in the end, supersedes "{name}"',
            help="remove the entry in the oldest decision of the circle",
        )


def _leads_to(edges: Mapping[str, list[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        fresh = [old for old in edges.get(one, ()) if old not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


def _on_a_cycle(edges: Mapping[str, list[str]]) -> list[str]:
    """Members of cycles. What supersedes or is superseded by nothing left is peeled off first."""
    left = {name: set(olds) for name, olds in edges.items() if olds}
    while True:
        leaves = {name for name, olds in left.items() if not olds & left.keys()}
        if not leaves:
            break
        left = {name: olds for name, olds in left.items() if name not in leaves}
    return [name for name in left if any(_leads_to(edges, old, name) for old in edges[name])]


def _references(project: Project, decision: Decision, reviewers: set[str]) -> Iterator[Diagnostic]:
    path = decision.path
    for place, name in enumerate(decision.criteria):
        yield from unknown_criterion(project, name, path, "criteria", place)
    broken = {one.id for one in project.broken if one.kind == "session"}
    held = project.sessions.get(decision.session or "")
    if decision.session and held is None and decision.session not in broken:
        yield UnknownSession.at(
            project.locate(path, "session"),
            f'there is no session "{decision.session}"',
            hint=did_you_mean(decision.session, project.sessions),
            help="the id is the name of a folder in scores/",
        )
    if held:
        yield from _conversations(project, decision, {one.id for one in held.session.conversations})
    elif not decision.session:
        known = {c.id for h in project.sessions.values() for c in h.session.conversations}
        yield from _conversations(project, decision, known)
    if not reviewers:
        return
    for place, name in enumerate(decision.deciders):
        if name not in reviewers:
            yield UnknownReviewer.at(
                project.locate(path, "deciders", place),
                f'"{name}" is a reviewer of no session',
                hint=did_you_mean(name, reviewers),
                help="correct the name, or add it to a session's reviewers",
            )


def _conversations(project: Project, decision: Decision, known: set[str]) -> Iterator[Diagnostic]:
    for place, name in enumerate(decision.conversations):
        if name not in known:
            where = f'session "{decision.session}"' if decision.session else "any session"
            yield UnknownConversation.at(
                project.locate(decision.path, "conversations", place),
                f'there is no conversation "{name}" in {where}',
                hint=did_you_mean(name, known),
                help="correct the id, or add the conversation to the session",
            )


def _standing(project: Project, decision: Decision, today: dt.date) -> Iterator[Diagnostic]:
    path = decision.path
    if decision.review_by and decision.review_by < today:
        yield ReviewOverdue.at(
            project.locate(path, "review_by"),
            f"this decision was to be looked at again by {decision.review_by}",
            help="put it on the agenda; then set a new review_by, or supersede or retire it",
        )
    named = {
        project.rubric.by_name[one].id for one in decision.criteria if one in project.rubric.by_name
    }
    citing = {criterion.id for criterion, _ in project.cited_by.get(decision.id, ())}
    if named and not named & citing:
        yield DecisionNotInGuideline.at(
            project.locate(path, "title"),
            f"decided, but the guideline does not say so: no edge case of {', '.join(sorted(named))}"
            " rests on it",
            help=f"add an edge case with `decision: {decision.id}`",
        )

"""The sessions: who and what was scored, and how each gap was settled."""

from collections.abc import Iterator

from mkdocs_rubric.calibration import Gap, gaps
from mkdocs_rubric.check.groups import DuplicateId, taken
from mkdocs_rubric.check.references import (
    first_places,
    unknown_conversation,
    unknown_criterion,
    unknown_decision,
)
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Held, Project


class GapNotSettled(Rule):
    """A gap nobody has settled.

    ## What is wrong
    Reviewers' scores lie further apart than the scale's tolerance, or some of them say N/A and
    others score, and `settled` in `session.yaml` does not say what came of it.

    ## Why it matters
    The same situation will be scored differently again next week.

    ## How to fix it
    Discuss it. Then add an entry with the `decision` that was made, or with `no_change` and why
    the guideline stays as it is.

    ## Example
    `- {conversation: C-2203, criterion: diagnosis, no_change: One reviewer missed the attachment.}`
    """

    code = "R405"
    severity = Severity.WARNING


class SettledWithoutGap(Rule):
    """An entry for a gap that does not exist.

    ## What is wrong
    The scores of this criterion on this conversation lie within the tolerance and nobody disputes
    that it applies, or the entry is there twice.

    ## Why it matters
    Usually the conversation or the criterion is misspelt, and the real gap stays open.

    ## How to fix it
    Correct the entry, or delete it.

    ## Example
    An entry for `C-2202, empathy` where everybody gave 3.
    """

    code = "R406"
    severity = Severity.INFO


class SheetMissing(Rule):
    """A reviewer without scores.

    ## What is wrong
    `reviewers` names somebody of whom the session has no score.

    ## Why it matters
    Agreement is computed without them, and readers believe they took part.

    ## How to fix it
    Add the sheet, or take the name out of `reviewers`.

    ## Example
    `reviewers: [ana, ben]` in a folder that has only `ana.csv`.
    """

    code = "R407"
    severity = Severity.WARNING


def check(project: Project, held: Held) -> Iterator[Diagnostic]:
    """What a session refers to, who took part, its gaps."""
    yield from named(project, held)
    yield from _missing(project, held)
    found = gaps(project, held)
    yield from _settled(project, held, found)
    for gap in found:
        if gap.settled is None:
            yield from _open(project, held, gap)


def named(project: Project, held: Held) -> Iterator[Diagnostic]:
    """Conversations and reviewers, each of them once."""
    session = held.session
    ids = [conversation.id for conversation in session.conversations]
    yield from taken(project, ids, "conversations", session.path, "conversations")
    first = first_places(session.reviewers)
    for place, name in enumerate(session.reviewers):
        if first[name] < place:
            yield DuplicateId.at(
                project.locate(session.path, "reviewers", place),
                f'"{name}" is among the reviewers twice',
                help="keep one of the two",
            )


def _missing(project: Project, held: Held) -> Iterator[Diagnostic]:
    session = held.session
    revealed = session.sealed.revealed if session.sealed else None
    there = {name for sheet in held.sheets for name in sheet.people}
    there |= set(revealed.excused) if revealed else set()
    for name, place in first_places(session.reviewers).items():
        if name not in there and not project.lost_in(f"{held.folder}/{name}.csv"):
            yield SheetMissing.at(
                project.locate(session.path, "reviewers", place),
                f'there is no score of "{name}" in this session',
                help=f"add {held.folder}/{name}.csv, or take the name out",
            )


def _settled(project: Project, held: Held, found: list[Gap]) -> Iterator[Diagnostic]:
    path, by_name = held.session.path, project.rubric.by_name
    gap_keys = {(gap.spread.conversation, gap.spread.criterion.id) for gap in found}
    seen = {
        (gap.conversation, gap.criterion)
        for decision in project.decisions.values()
        if decision.session == held.id
        for gap in decision.settles
    }
    all_read = not project.lost_sheets(held)
    for place, each in enumerate(held.session.settled):
        keys = ("settled", place)
        yield from unknown_criterion(project, each.criterion, path, *keys, "criterion")
        if each.decision:
            yield from unknown_decision(project, each.decision, path, *keys, "decision")
        if not project.lost_in(path, "conversations"):
            yield from unknown_conversation(
                project, held, each.conversation, path, *keys, "conversation"
            )
        criterion = by_name.get(each.criterion)
        if criterion is None or each.conversation not in held.conversation_ids:
            continue
        key = (each.conversation, criterion.id)
        if key in seen or (key not in gap_keys and all_read):
            why = "is settled above already" if key in seen else "has no gap to settle"
            yield SettledWithoutGap.at(
                project.locate(path, *keys),
                f"{each.criterion} on {each.conversation} {why}",
                help="correct the conversation or the criterion, or delete the entry",
            )
        seen.add(key)


def _open(project: Project, held: Held, gap: Gap) -> Iterator[Diagnostic]:
    spread, path = gap.spread, held.session.path
    if project.lost_in(path, "settled"):
        return
    ids = [conversation.id for conversation in held.session.conversations]
    where = (
        project.locate(path, "conversations", ids.index(spread.conversation), "id")
        if spread.conversation in ids
        else project.locate(path, "conversations", key=True)
    )
    criterion, conversation = spread.criterion.id, spread.conversation
    how = f"{criterion} on {conversation} was scored from {spread.values[0]} to {spread.values[-1]}"
    if spread.is_disputed:
        some, scored = spread.not_applicable, len(spread.values)
        others = "the others" if scored > 1 else "the other"
        how = f"{some} of {some + scored} reviewers said that {criterion} does not apply to "
        how += f"{conversation} and {others} scored it"
    yield GapNotSettled.at(
        where,
        f"{how}, and nothing says how that was settled",
        help="add an entry under settled, with a decision or with no_change and why",
    )

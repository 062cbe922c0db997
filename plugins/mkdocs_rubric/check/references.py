"""What names something else: the other has to exist."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, did_you_mean
from mkdocs_rubric.model import Held, Project


class UnknownCriterion(Rule):
    """A criterion that does not exist.

    ## What is wrong
    The id is not the name of a file in `rubric/criteria/`, nor an alias of one.

    ## Why it matters
    What is said about it reaches nobody: no page shows it.

    ## How to fix it
    Correct the id. If the criterion was renamed, add the old id to its `aliases`.

    ## Example
    `criteria: [empaty]` in a decision.
    """

    code = "R203"


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


def is_broken(project: Project, kind: str, name: str) -> bool:
    """Whether there is a file of that name that cannot be used, which has been said already."""
    return any(each.kind == kind and each.id == name for each in project.broken)


def unknown_criterion(
    project: Project, name: str, path: str, *keys: str | int
) -> Iterator[Diagnostic]:
    """`UnknownCriterion` where a name is none."""
    if name not in project.rubric.by_name and not is_broken(project, "criterion", name):
        yield UnknownCriterion.at(
            project.locate(path, *keys),
            f'there is no criterion "{name}"',
            hint=did_you_mean(name, project.rubric.by_name),
            help="correct the id; if it was renamed, add the old id to the criterion's aliases",
        )


def unknown_decision(
    project: Project, name: str, path: str, *keys: str | int
) -> Iterator[Diagnostic]:
    """`UnknownDecision` where a name is none."""
    if name not in project.decisions and not is_broken(project, "decision", name):
        yield UnknownDecision.at(
            project.locate(path, *keys),
            f'there is no decision "{name}"',
            hint=did_you_mean(name, project.decisions),
            help="the id is the name of a file in decisions/, without .md",
        )


def unknown_session(
    project: Project, name: str, path: str, *keys: str | int
) -> Iterator[Diagnostic]:
    """`UnknownSession` where a name is none."""
    if name not in project.every_session and not is_broken(project, "session", name):
        yield UnknownSession.at(
            project.locate(path, *keys),
            f'there is no session "{name}"',
            hint=did_you_mean(name, project.every_session),
            help="the id is the name of a folder in scores/",
        )


def unknown_conversation(
    project: Project, held: Held, name: str, path: str, *keys: str | int
) -> Iterator[Diagnostic]:
    """`UnknownConversation` where a name is none of a session's."""
    if name not in held.conversation_ids:
        yield not_a_conversation(
            project.locate(path, *keys), name, held.conversation_ids, held.session.path
        )


def not_a_conversation(
    where: Location, name: str, known: Collection[str], file: str = "a session", rows: str = ""
) -> Diagnostic:
    """The finding that `name` is not among the `known` conversations."""
    return UnknownConversation.at(
        where,
        f'there is no conversation "{name}" in {file}{rows}',
        hint=did_you_mean(name, known),
        help=f"correct the id, or add it to conversations in {file}",
    )


def first_places(names: Sequence[str]) -> Mapping[str, int]:
    """The first place of each, in their order."""
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        first.setdefault(name, place)
    return first

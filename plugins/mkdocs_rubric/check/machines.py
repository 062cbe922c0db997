"""Machines: whether what is known of them is about what they are today."""

from collections.abc import Iterator

from mkdocs_rubric.calibration.judged import outdated
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Project


class VerdictOutOfDate(Rule):
    """A verdict about a machine that is another one by now.

    ## What is wrong
    The machine has another model or prompt than when it scored the sessions it is judged by, or a
    criterion was reworded since.

    ## Why it matters
    "May it score this alone?" was answered for something that is no longer in use.

    ## How to fix it
    Let it score a few conversations of past sessions again, as it is now, and commit the sheets
    with what it was under `machines` in `session.yaml`.

    ## Example
    `model: "2026-11"` in `rubric.yaml`, and `machines: {autoqa: {model: "2026-07"}}` in every
    session.
    """

    code = "R419"
    severity = Severity.WARNING


def check(project: Project) -> Iterator[Diagnostic]:
    """Every machine that no session knows as it is today, criterion by criterion."""
    for machine in sorted(project.rubric.machines):
        reasons: dict[str, list[str]] = {}
        for criterion in project.rubric.active:
            held_with = [
                held
                for held in project.sessions.values()
                if any(
                    criterion.id in sheet.criteria and machine in sheet.people
                    for sheet in held.machines
                )
            ]
            why = [outdated(project, held, machine, criterion) for held in held_with]
            if why and all(why):
                reasons.setdefault(why[-1], []).append(criterion.id)
        for reason, criteria in reasons.items():
            yield VerdictOutOfDate.at(
                project.locate(project.rubric.path, "reviewers", machine, key=True),
                f"what is known of {machine} is out of date for {', '.join(criteria)}: {reason}",
                help="let it score conversations of past sessions again, as it is now",
            )

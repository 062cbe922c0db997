"""What a criterion says to whoever scores by it, in one form, and the fingerprint of that."""

import json
from hashlib import blake2b
from typing import Any

from mkdocs_rubric.model import Criterion, Held, Project, score_text

_LENGTH = 6  # bytes: twelve characters, to be copied by hand


def judged_standard(project: Project, criterion: Criterion) -> dict[str, Any]:
    """Everything that a score of a criterion follows from today.

    Question, description, levels with examples, when it does not apply, and the edge cases in
    force with the decision behind each: one that rests on a decision no longer in force is out.
    """
    scale = project.rubric.scale(criterion)
    labels = scale.levels if scale else {}
    levels = []
    for key in sorted(criterion.levels):
        level = criterion.levels[key]
        levels.append(
            {
                "score": str(key),
                "label": scale.called(key) if scale else "",
                "description": level.description,
                "examples": [
                    {"text": each.text, **({"why": each.why} if each.why else {})}
                    for each in level.examples
                ],
            }
        )
    cases = []
    for case in criterion.edge_cases:
        decision = project.decisions.get(case.decision or "")
        if decision is not None and not project.in_force(decision):
            continue
        cases.append(
            {
                "id": case.id,
                "situation": case.situation,
                "guidance": case.guidance,
                "score": score_text(case.score),
                "decision": decision.title if decision else "",
                "decided": str(decision.date) if decision else "",
            }
        )
    return {
        "criterion": criterion.id,
        "title": criterion.title,
        "question": criterion.question,
        "description": criterion.description or "",
        "scores": [str(score) for score in sorted(labels)],
        "levels": levels,
        "not_applicable": criterion.not_applicable or "",
        "use_when": list(criterion.use_when),
        "avoid_when": list(criterion.avoid_when),
        "edge_cases": cases,
    }


def fingerprint(project: Project, criterion: Criterion) -> str:
    """Twelve characters that change when anything of that does."""
    text = json.dumps(judged_standard(project, criterion), sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=_LENGTH).hexdigest()


def outdated(project: Project, held: Held, machine: str, criterion: Criterion) -> str:
    """What is different about a machine, or a wording, since it scored a session; "" if nothing."""
    then = held.session.machines.get(machine)
    now = project.rubric.reviewers.get(machine)
    if then is None or now is None:
        return ""
    if now.model and then.model and now.model != then.model:
        return f"the model was {then.model}, and is {now.model} now"
    if now.prompt and then.prompt and now.prompt != then.prompt:
        return f"the prompt was {then.prompt}, and is {now.prompt} now"
    mark = then.fingerprints.get(criterion.id)
    if mark is not None and mark != fingerprint(project, criterion):
        return f"{criterion.title} was reworded since"
    return ""


def scored_as_it_is(project: Project, held: Held, machine: str, criterion: Criterion) -> bool:
    """Whether a session says of a machine that it scored by today's words."""
    then = held.session.machines.get(machine)
    return then is not None and then.fingerprints.get(criterion.id) == fingerprint(
        project, criterion
    )

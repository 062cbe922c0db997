"""The form that plans a session on the repository's host: its session.yaml, filled in."""

from dataclasses import dataclass

from mkdocs_rubric.calibration.cadence import day_of_next
from mkdocs_rubric.model import placeholders
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.people import Privacy
from mkdocs_rubric.pages.base.phrases import yaml_scalar

_MINUTES = 60


@dataclass(frozen=True)
class PlanForm:
    """How a session is planned on the repository's host.

    Attributes:
        url: The page for the new file; "" without a repository.
        text: What the file has to say, where the page does not come filled in.
        buttons: The page on which it is planned sealed; "" where there is none.
    """

    url: str
    text: str
    buttons: str


def plan_a_session(context: Context) -> PlanForm:
    """The form. Who scores is filled in only where the site names people: a page holds it."""
    project, scores = context.project, context.scores_folder
    day = day_of_next(project, context.today)
    last = next(reversed(list(project.sessions.values())), None)
    lines = [
        f"date: {day}",
        f"minutes: {_MINUTES}",
        "kind: regular",
        f"rubric_version: {yaml_scalar(project.rubric.version)}",
    ]
    if last is not None and context.people.privacy is Privacy.NAMES:
        if last.session.facilitator:
            lines.append(f"facilitator: {yaml_scalar(last.session.facilitator)}")
        lines.append(f"reviewers: [{', '.join(map(yaml_scalar, last.session.reviewers))}]")
    else:
        like = f", as in {scores}/{context.people.in_address(last.id)}/session.yaml" if last else ""
        lines += [f"# Who scores{like}.", "reviewers: []"]
    lines += [
        "# Two to four, and for each why: edge case, disagreement, common, escalation.",
        "conversations:",
        f"  - id: {placeholders.CONVERSATION}",
        "    picked_as: edge-case",
        f"    summary: {placeholders.SUMMARY}",
        "",
    ]
    months = f"{day:%Y-%m}"
    name = months if months not in project.every_session else day.isoformat()
    repository, text = context.repository, "\n".join(lines)
    url = repository.new_url(f"{scores}/{name}", "session.yaml", text)
    if url:
        return PlanForm(url, "", repository.buttons)
    empty = repository.empty_url(f"{scores}/{name}", "session.yaml")
    return PlanForm(empty, text if empty else "", repository.buttons)

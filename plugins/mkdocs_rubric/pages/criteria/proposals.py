"""Links that let somebody without a checkout propose something: filled-in forms on the host."""

from dataclasses import dataclass

from mkdocs_rubric.calibration.cadence import day_of_next
from mkdocs_rubric.model import Criterion, Scale, placeholders
from mkdocs_rubric.pages.base.addresses import criterion_uri
from mkdocs_rubric.pages.base.context import Context

_FEW = 6
"""Levels up to which each is named."""


@dataclass(frozen=True)
class Proposal:
    """Something a reader can propose.

    Attributes:
        label: What it is.
        help: When to choose it.
        url: The form, filled in.
    """

    label: str
    help: str
    url: str


def proposals(context: Context, criterion: Criterion) -> tuple[Proposal, ...]:
    """What can be proposed about a criterion; nothing without a repository."""
    repository, title = context.repository, context.plain(criterion.title)
    name = f"{context.today.isoformat()}-short-title"
    decision = _decision(context, criterion, name)
    folder = context.decisions_folder
    new = repository.new_url(folder, f"{name}.md", decision) or repository.issue_url(
        f"Decision on {title}: …", f"```markdown\n{decision}```\n"
    )
    found = (
        Proposal(
            "Edit the wording", "You know what it should say.", repository.edit_url(criterion.path)
        ),
        Proposal(
            "Propose an edge case",
            "A situation came up that the levels do not settle.",
            propose_edge_case(context, criterion),
        ),
        Proposal("Propose a decision", "You know how it should be settled, and why.", new),
        Proposal(
            "Dispute a score",
            "A conversation was scored against what stands here.",
            propose_dispute(context, criterion),
        ),
    )
    return tuple(each for each in found if each.url)


def propose_edge_case(context: Context, criterion: Criterion) -> str:
    """The form for an edge case, filled in; "" without a repository."""
    title = context.plain(criterion.title)
    return context.repository.issue_url(f"Edge case on {title}: …", _edge_case(context, criterion))


def _edge_case(context: Context, criterion: Criterion) -> str:
    scale = context.project.rubric.scale(criterion)
    scores = _named(scale) if scale else ""
    return (
        "What happened, in a sentence or two, without names or numbers of customers:\n\n\n"
        f"Which score would you give ({scores}), and which one could somebody else give?\n\n\n"
        "If you know the wording, this goes under `edge_cases:` in "
        f"`{criterion.path}`:\n\n"
        "```yaml\n"
        f"  - id: {placeholders.CASE_ID}\n"
        f"    situation: {placeholders.CASE_SITUATION}\n"
        f"    guidance: {placeholders.CASE_GUIDANCE}\n"
        "    score: \n"
        "```\n"
    )


def _named(scale: Scale) -> str:
    """The scores with their labels, where there are few."""
    if len(scale.named) > _FEW:
        return scale.listed
    return ", ".join(f"{score} {scale.levels[score]}" for score in scale.named)


def _decision(context: Context, criterion: Criterion, name: str) -> str:
    return (
        "---\n"
        f"title: {placeholders.TITLE}\n"
        "status: proposed\n"
        f"date: {context.today.isoformat()}\n"
        f"criteria: [{criterion.id}]\n"
        "# Who brings it to the next session, and by when it is decided:\n"
        "# owner: \n"
        f"# review_by: {day_of_next(context.project, context.today)}\n"
        f"# Its edge case in {criterion.path} names it then: decision: {name}\n"
        "---\n"
        f"## Situation\n\n{placeholders.SITUATION}\n\n"
        f"## How reviewers read it\n\n{placeholders.READ}\n\n"
        f"## Decision\n\n{placeholders.DECISION}\n\n"
        f"## Why\n\n{placeholders.WHY}\n"
    )


def propose_dispute(context: Context, criterion: Criterion, reviewed: str = "") -> str:
    """The form for a dispute, filled in; "" without a repository.

    Args:
        context: For the host's forms.
        criterion: As it stood on the day of the review.
        reviewed: That day, as ISO 8601, where the page is about it.
    """
    title, day = context.plain(criterion.title), context.today.isoformat()
    scale = context.project.rubric.scale(criterion)
    scores = _named(scale) if scale else "a level"
    text = (
        "---\n"
        f"title: {placeholders.DISPUTE}\n"
        f"date: {day}\n"
        f"criterion: {criterion.id}\n"
        f"conversation: {placeholders.CONVERSATION}\n"
        f"reviewed: {reviewed or day}\n"
        f"# What was given, and what it should be: {scores}\n"
        '# score: ""\n'
        '# claimed: ""\n'
        "outcome: open\n"
        "---\n"
        f"## Why\n\n{placeholders.OBJECTION}\n"
    )
    address = context.absolute(criterion_uri(criterion.id))
    if address:  # the day in the address leads to the wording of that day
        version = context.plain(context.project.rubric.version)
        text += f"\nThe guideline of that day: {address}?on={reviewed or day}"
        text += f" (today: version {version})\n"
    new = context.repository.new_url(context.disputes_folder, f"{day}-short-title.md", text)
    return new or context.repository.issue_url(
        f"Disputed score on {title}: …", f"```markdown\n{text}```\n"
    )

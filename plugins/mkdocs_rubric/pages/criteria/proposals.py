"""Links that let somebody without a checkout propose something: filled-in forms on the host."""

from dataclasses import dataclass

from mkdocs_rubric.model import Criterion
from mkdocs_rubric.pages.base.addresses import criterion_uri
from mkdocs_rubric.pages.base.context import Context


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
    decision = _decision(context, criterion)
    name = f"{context.today.isoformat()}-short-title.md"
    folder = context.decisions_folder
    new = repository.new_url(folder, name, decision) or repository.issue_url(
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
            repository.issue_url(f"Disputed score on {title}: …", _dispute(context, criterion)),
        ),
    )
    return tuple(one for one in found if one.url)


def propose_edge_case(context: Context, criterion: Criterion) -> str:
    """The form for an edge case, filled in; "" without a repository."""
    title = context.plain(criterion.title)
    return context.repository.issue_url(f"Edge case on {title}: …", _edge_case(context, criterion))


def _edge_case(context: Context, criterion: Criterion) -> str:
    scale = context.project.rubric.scale(criterion)
    scores = scale.listed if scale else ""
    return (
        "What happened, in a sentence or two, without names or numbers of customers:\n\n\n"
        f"Which score would you give ({scores}), and which one could somebody else give?\n\n\n"
        "If you know the wording, this goes under `edge_cases:` in "
        f"`{criterion.path}`:\n\n"
        "```yaml\n"
        "  - id: a-short-name\n"
        "    situation: What happened. The first sentence is its title.\n"
        "    guidance: How to score it, and why.\n"
        "    score: \n"
        "```\n"
    )


def _decision(context: Context, criterion: Criterion) -> str:
    return (
        "---\n"
        "title: What is decided, as a statement\n"
        "status: proposed\n"
        f"date: {context.today.isoformat()}\n"
        f"criteria: [{criterion.id}]\n"
        "---\n"
        "## Situation\n\nWhat happened.\n\n"
        "## How reviewers read it\n\nWhich scores were given, and why.\n\n"
        "## Decision\n\nHow it is scored from now on.\n\n"
        "## Why\n\nThe reason, for the next person who asks.\n"
    )


def _dispute(context: Context, criterion: Criterion) -> str:
    address = context.absolute(criterion_uri(criterion.id)) or criterion.path
    return (
        "The conversation's id (no customer data):\n\n"
        "The day of the review:\n\n"
        "The score it got, and the score you think it should have:\n\n"
        'What the guideline said on that day (choose the day under "As of" on the page, and '
        f"paste the link): {address}\n\n"
        "Why:\n"
    )

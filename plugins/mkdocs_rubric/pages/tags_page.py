"""Every tag, and what carries it."""

from dataclasses import dataclass

from mkdocs_rubric.model import score_text
from mkdocs_rubric.pages.base.addresses import TAGS, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.decisions.decisions_index import DecisionRow, decision_row


@dataclass(frozen=True)
class TagView:
    """What carries a tag."""

    name: str
    anchor: str
    sum: str
    criteria: tuple[Link, ...]
    edge_cases: tuple[tuple[Link, str], ...]
    decisions: tuple[DecisionRow, ...]


@once_an_outline
def tags_index(context: Context) -> Page:
    """Every tag with the criteria, edge cases and decisions that carry it."""
    views = tuple(_tag(context, name) for name in context.links.tag_ids)
    return Page(
        uri=TAGS,
        template="tags.md.jinja",
        title="Tags",
        view=views,
        boost=0.02,
        description="Criteria, edge cases and decisions by tag.",
    )


def _tag(context: Context, name: str) -> TagView:
    project = context.project
    criteria = [
        criterion for criterion in project.rubric.criteria.values() if name in criterion.tags
    ]
    cases = [
        (
            Link(
                context.headline(case.situation),
                criterion_uri(criterion.id),
                case.id,
            ),
            context.plain(criterion.title) + (f": {score_text(case.score)}" if case.score else ""),
        )
        for criterion in project.rubric.criteria.values()
        for case in criterion.edge_cases
        if name in case.tags
    ]
    decisions = [
        decision for decision in reversed(list(project.decisions.values())) if name in decision.tags
    ]
    count = len(criteria) + len(cases) + len(decisions)
    return TagView(
        name=context.plain(name),
        anchor=f"tag-{context.links.tag_ids[name]}",
        sum=counted(count, "entry", "entries"),
        criteria=tuple(context.links.criterion(criterion.id) for criterion in criteria),
        edge_cases=tuple(cases),
        decisions=tuple(decision_row(context, decision) for decision in decisions),
    )

"""Every tag, and what carries it."""

from dataclasses import dataclass

from mkdocs_rubric.model import score_text
from mkdocs_rubric.pages.base.addresses import TAGS, criterion_uri, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, first_sentence
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
    project = context.project
    names: set[str] = set()
    for criterion in project.rubric.criteria.values():
        names |= {*criterion.tags, *(tag for case in criterion.edge_cases for tag in case.tags)}
    names |= {tag for one in project.decisions.values() for tag in one.tags}
    views = tuple(_tag(context, name) for name in sorted(names, key=str.casefold))
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
    criteria = [one for one in project.rubric.criteria.values() if name in one.tags]
    cases = [
        (
            Link(
                context.plain(first_sentence(case.situation)[0]),
                criterion_uri(one.id),
                case.id,
            ),
            f"{context.plain(one.title)}{f': {score_text(case.score)}' if case.score else ''}",
        )
        for one in project.rubric.criteria.values()
        for case in one.edge_cases
        if name in case.tags
    ]
    decisions = [one for one in reversed(list(project.decisions.values())) if name in one.tags]
    count = len(criteria) + len(cases) + len(decisions)
    return TagView(
        name=context.plain(name),
        anchor=f"tag-{slug(name)}",
        sum=counted(count, "entry", "entries"),
        criteria=tuple(context.links.criterion(one.id) for one in criteria),
        edge_cases=tuple(cases),
        decisions=tuple(decision_row(context, one) for one in decisions),
    )

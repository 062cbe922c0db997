"""Every criterion by group."""

from dataclasses import dataclass

from mkdocs_rubric.model import Criterion
from mkdocs_rubric.pages.base.addresses import CRITERIA, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, rung, scale_words


@dataclass(frozen=True)
class CriterionRow:
    """A criterion in a list."""

    link: Link
    question: str
    share: str
    width: int
    scale: str
    rungs: tuple[int, ...]
    critical: bool
    edge_cases: str
    latest: str
    retired: str


@dataclass(frozen=True)
class GroupView:
    """A group of criteria."""

    title: str
    anchor: str
    description: str
    share: str
    rows: tuple[CriterionRow, ...]


@dataclass(frozen=True)
class CriteriaView:
    """The index of criteria."""

    sum: str
    groups: tuple[GroupView, ...]


def criteria_index(context: Context) -> Page:
    """Every criterion by group, then the retired ones."""
    rubric = context.project.rubric
    retired = tuple(
        _row(context, criterion)
        for criterion in rubric.criteria.values()
        if criterion.retired is not None
    )
    groups = group_views(context)
    listed = {name for group in rubric.groups for name in group.criteria}
    loose = tuple(
        _row(context, criterion)
        for criterion in rubric.criteria.values()
        if criterion.retired is None and criterion.id not in listed
    )
    if loose:
        groups = (*groups, GroupView("In no group", "in-no-group", "", "", loose))
    if retired:
        words = (
            "No longer scored. The pages stay, because older sheets and decisions refer to them."
        )
        groups = (*groups, GroupView("Retired", "retired", words, "", retired))
    view = CriteriaView(
        sum=f"{counted(len(rubric.active), 'criterion', 'criteria')} in "
        f"{counted(len(rubric.groups), 'group')}.",
        groups=groups,
    )
    return Page(
        uri=CRITERIA,
        template="criteria.md.jinja",
        title="Criteria",
        view=view,
        source=rubric.path,
        boost=0.3,
        description="Everything that is scored.",
    )


def group_views(context: Context) -> tuple[GroupView, ...]:
    """The groups with their criteria in force."""
    rubric = context.project.rubric
    views = []
    for group in rubric.groups:
        members = [criterion for criterion in rubric.active if criterion.id in group.criteria]
        share = sum(context.share(member) for member in members)
        views.append(
            GroupView(
                title=context.plain(group.title),
                anchor=slug(group.id),
                description=context.prose(group.description, rubric.path, context.home),
                share=f"{share:.0%}",
                rows=tuple(_row(context, member) for member in members),
            )
        )
    return tuple(views)


def _row(context: Context, criterion: Criterion) -> CriterionRow:
    scale = context.project.rubric.scale(criterion)
    history = [
        decision
        for decision in context.project.decisions_on[criterion.id]
        if context.project.in_force(decision)
    ]
    share = context.share(criterion)
    heaviest = max(map(context.share, context.project.rubric.active), default=0) or 1
    return CriterionRow(
        link=context.links.criterion(criterion.id),
        question=context.words(criterion.question),
        share="" if criterion.retired else f"{share:.0%}",
        width=round(100 * share / heaviest),
        scale=context.plain(scale_words(scale)),
        rungs=tuple(rung(scale.fraction(score)) for score in scale.scores) if scale else (),
        critical=criterion.critical,
        edge_cases=counted(len(criterion.edge_cases), "edge case"),
        latest=f"last decided {day(history[0].date)}" if history else "",
        retired=f"retired {day(criterion.retired)}" if criterion.retired else "",
    )

"""All edge cases on one page, to be filtered."""

from collections import Counter
from dataclasses import dataclass

from mkdocs_rubric.pages.base.addresses import EDGE_CASES, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.plain_text import plain_text
from mkdocs_rubric.pages.criteria.said import EdgeCaseView, said
from mkdocs_rubric.pages.decisions.decisions_index import Choice
from mkdocs_rubric.pages.start.divided import dividing


@dataclass(frozen=True)
class EdgeCaseRow:
    """An edge case in the list.

    Attributes:
        case: As on its criterion's page.
        link: To it there.
        criterion: Its criterion.
        criteria: Its criterion's id, for the filter.
        scores: What it scores, for the filter.
        holds: `yes` where it is scored by, `no` where its decision does not hold.
        tag_ids: For the filter.
        divided: How often sessions had to settle it, in words; "" where they had not.
        guidance: How it is scored, as plain text.
    """

    case: EdgeCaseView
    link: Link
    criterion: Link
    criteria: str
    scores: str
    holds: str
    tag_ids: str
    divided: str
    guidance: str


@dataclass(frozen=True)
class EdgeCasesView:
    """Everything on the page."""

    sum: str
    rows: tuple[EdgeCaseRow, ...]
    criteria: tuple[Choice, ...]
    scores: tuple[Choice, ...]
    tags: tuple[Choice, ...]


def edge_cases_page(context: Context) -> Page:
    """The page. Not made once an outline: it shows guidance."""
    rubric = context.project.rubric
    often = {(criterion.id, case.id): n for criterion, case, n in dividing(context)}
    rows = []
    for criterion in rubric.active:
        shown = said(context, criterion, rubric.scale(criterion), EDGE_CASES)
        page = Link(shown.title, criterion_uri(criterion.id))
        for view, case in zip(shown.edge_cases, criterion.edge_cases, strict=True):
            gaps = often.get((criterion.id, case.id), 0)
            rows.append(
                EdgeCaseRow(
                    case=view,
                    link=Link(plain_text(view.title), page.uri, view.anchor),
                    criterion=page,
                    criteria=context.people.in_address(criterion.id),
                    scores=view.score.replace("/", ""),
                    holds="yes" if view.standing is None or view.standing.holds else "no",
                    tag_ids=" ".join(context.links.tag_ids[tag] for tag in case.tags),
                    divided=f"settled {counted(gaps, 'gap')}" if gaps else "",
                    guidance=plain_text(context.plain(case.guidance)),
                )
            )
    criteria = Counter(row.criteria for row in rows)
    titles = {row.criteria: row.criterion.text for row in rows}
    scores = Counter(row.scores for row in rows if row.scores)
    tags = Counter(tag for each in rubric.active for case in each.edge_cases for tag in case.tags)
    on = counted(len(criteria), "criterion", "criteria")
    whole = EdgeCasesView(
        sum=f"{counted(len(rows), 'edge case')} on {on}.",
        rows=tuple(rows),
        criteria=tuple(Choice(name, titles[name], n) for name, n in criteria.items()),
        scores=tuple(
            Choice(score, score.replace("NA", "N/A"), scores[score]) for score in sorted(scores)
        ),
        tags=tuple(
            Choice(context.links.tag_ids[tag], context.plain(tag), n)
            for tag, n in sorted(tags.items())
        ),
    )
    return Page(
        uri=EDGE_CASES,
        template="edge_cases.md.jinja",
        title="Edge cases",
        view=whole,
        source=f"{rubric.path.rpartition('/')[0]}/criteria",
        is_folder=True,
        boost=0,  # each is found on its criterion's page
        description="Every edge case, to filter by criterion, score and words.",
    )

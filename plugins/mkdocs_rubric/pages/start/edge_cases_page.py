"""All edge cases on one page, to be filtered."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_rubric.model import EdgeCase, Mark, Scale
from mkdocs_rubric.model.score import Span, number
from mkdocs_rubric.pages.base.addresses import EDGE_CASES, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.plain_text import plain_text
from mkdocs_rubric.pages.criteria.said import EdgeCaseView, said
from mkdocs_rubric.pages.decisions.decisions_index import Choice
from mkdocs_rubric.pages.start.divided import dividing

_NONE = "none"


@dataclass(frozen=True)
class EdgeCaseRow:
    """An edge case in the list.

    Attributes:
        case: As on its criterion's page.
        link: To it there.
        criterion: Its criterion.
        criteria: Its criterion's id, for the filter.
        scores: All it may be scored, for the filter; `none` where it says no score.
        decisions: Its decision's id, for the filter; `none` where it has none.
        tag_ids: For the filter.
        divided: How often sessions had to settle it, in words; "" where they had not.
        guidance: How it is scored, as plain text.
    """

    case: EdgeCaseView
    link: Link
    criterion: Link
    criteria: str
    scores: str
    decisions: str
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
    decisions: tuple[Choice, ...]


def edge_cases_page(context: Context) -> Page:
    """The page. Not made once an outline: it shows guidance."""
    rubric = context.project.rubric
    rows = tuple(_rows(context))
    titles = {row.criteria: row.criterion.text for row in rows}
    tags = {place: context.plain(tag) for tag, place in context.links.tag_ids.items()}
    decisions = {
        row.decisions: row.case.decision.text for row in rows if row.case.decision is not None
    }
    scores = Counter(each for row in rows for each in row.scores.split())
    by_tag = Counter(each for row in rows for each in row.tag_ids.split())
    by_decision = Counter(row.decisions for row in rows)
    view = EdgeCasesView(
        sum=f"{counted(len(rows), 'edge case')} on "
        f"{counted(len(titles), 'criterion', 'criteria')}.",
        rows=rows,
        criteria=_choices(titles, Counter(row.criteria for row in rows)),
        scores=_choices(
            {each: each for each in sorted(scores, key=_by_number)}
            | {"NA": "N/A", _NONE: "No single score"},
            scores,
        ),
        tags=_choices({place: tags[place] for place in tags if place in by_tag}, by_tag),
        decisions=_choices(
            dict(sorted(decisions.items(), reverse=True)) | {_NONE: "None"}, by_decision
        ),
    )
    return Page(
        uri=EDGE_CASES,
        template="edge_cases.md.jinja",
        title="Edge cases",
        view=view,
        source=f"{rubric.path.rpartition('/')[0]}/criteria",
        is_folder=True,
        boost=0,  # each is found on its criterion's page
        description="Every edge case, to filter by criterion, score, tag, decision and words.",
    )


def _rows(context: Context) -> Iterator[EdgeCaseRow]:
    rubric, place = context.project.rubric, context.people.in_address
    often = {(criterion.id, case.id): n for criterion, case, n in dividing(context)}
    for criterion in rubric.active:
        scale = rubric.scale(criterion)
        shown = said(context, criterion, scale, EDGE_CASES)
        page = Link(shown.title, criterion_uri(criterion.id))
        for view, case in zip(shown.edge_cases, criterion.edge_cases, strict=True):
            gaps = often.get((criterion.id, case.id), 0)
            yield EdgeCaseRow(
                case=view,
                link=Link(plain_text(view.title), page.uri, view.anchor),
                criterion=page,
                criteria=place(criterion.id),
                scores=" ".join(_scores(case, scale)),
                decisions=place(case.decision) if case.decision else _NONE,
                tag_ids=" ".join(context.links.tag_ids[tag] for tag in case.tags),
                divided=f"settled {counted(gaps, 'gap')}" if gaps else "",
                guidance=context.words(case.guidance),
            )


def _scores(case: EdgeCase, scale: Scale | None) -> Iterator[str]:
    """Every score that a case may get, also between the ends of a span."""
    if case.score is None:
        yield _NONE
    elif isinstance(case.score, Mark):
        yield "NA"
    else:
        span = Span(*case.score)
        found = [str(score) for score in scale.scores if score in span] if scale else []
        yield from found or [str(span.low)]


def _by_number(score: str) -> tuple[bool, Decimal]:
    """Numbers as numbers are sorted; what is none comes last."""
    known = number(score)
    return known is None, Decimal(known or 0)


def _choices(titles: Mapping[str, str], counts: Mapping[str, int]) -> tuple[Choice, ...]:
    return tuple(
        Choice(name, words, counts[name]) for name, words in titles.items() if counts[name]
    )

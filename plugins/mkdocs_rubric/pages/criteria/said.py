"""What a criterion says, today or in an earlier wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.changes.timeline import Earlier, cases_on_earlier_wording
from mkdocs_rubric.model import Criterion, Scale, score_text
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import day, first_sentence, joined, rung, scale_words
from mkdocs_rubric.pages.base.standing import Standing
from mkdocs_rubric.pages.criteria.ladder import LevelView, levels
from mkdocs_rubric.pages.history.earlier import EarlierView, earlier_view


@dataclass(frozen=True)
class EdgeCaseView:
    """An edge case."""

    anchor: str
    title: str
    situation: str
    guidance: str
    score: str
    score_words: str
    rung: int | None
    decision: Link | None
    decided: str
    standing: Standing | None
    tags: tuple[Link, ...]
    keywords: str
    edit: str
    earlier: EarlierView | None


@dataclass(frozen=True)
class SaidView:
    """What a criterion says."""

    title: str
    question: str
    description: str
    critical: str
    scale_name: str
    scale_words: str
    not_applicable: str
    retired: str
    replaced_by: Link | None
    was: str
    levels: tuple[LevelView, ...]
    use_when: tuple[str, ...]
    avoid_when: tuple[str, ...]
    edge_cases: tuple[EdgeCaseView, ...]
    tags: tuple[Link, ...]
    keywords: str
    earlier_scales: tuple[str, ...]


def said(
    context: Context, criterion: Criterion, scale: Scale | None, uri: str, *, now: bool = True
) -> SaidView:
    """What a criterion says, today or (with `now` false) in an earlier wording, for its view."""
    path = criterion.path
    earlier = cases_on_earlier_wording(context.history, criterion) if now else {}
    return SaidView(
        title=context.plain(criterion.title),
        question=context.prose(criterion.question, path, uri),
        description=context.prose(criterion.description, path, uri),
        critical=_critical(context, criterion, scale),
        scale_name=context.people.in_address(criterion.scale),
        scale_words=context.plain(scale_words(scale)),
        not_applicable=context.prose(criterion.not_applicable, path, uri),
        retired=day(criterion.retired),
        replaced_by=context.links.criterion(criterion.replaced_by)
        if criterion.replaced_by
        else None,
        was=joined([context.people.in_address(alias) for alias in criterion.aliases])
        if criterion.aliases
        else "",
        levels=tuple(levels(context, criterion, scale, uri)),
        use_when=tuple(context.prose(each, path, uri) for each in criterion.use_when),
        avoid_when=tuple(context.prose(each, path, uri) for each in criterion.avoid_when),
        edge_cases=tuple(
            _edge_case(context, (criterion, scale), uri, place, earlier if now else None)
            for place in range(len(criterion.edge_cases))
        ),
        tags=context.links.tags(criterion.tags),
        keywords=", ".join(context.plain(keyword) for keyword in criterion.keywords),
        earlier_scales=tuple(_earlier_scales(context, criterion)) if now else (),
    )


def _critical(context: Context, criterion: Criterion, scale: Scale | None) -> str:
    if not criterion.critical or scale is None:
        return ""
    low = scale.scores[0]
    return f"{low} ({context.plain(scale.levels[low])}) fails the whole review"


def _edge_case(
    context: Context,
    where: tuple[Criterion, Scale | None],
    uri: str,
    place: int,
    earlier: Mapping[str, Earlier] | None,
) -> EdgeCaseView:
    """An edge case; `earlier` is None where it is an earlier wording itself."""
    criterion, scale = where
    case = criterion.edge_cases[place]
    title, rest = first_sentence(case.situation)
    words, colour = "", None
    asked = case.score
    if isinstance(asked, tuple) and scale and set(asked) <= set(scale.levels):
        low, high = asked
        labels = dict.fromkeys([scale.levels[low], scale.levels[high]])
        words = context.plain(" to ".join(labels))
        colour = rung((scale.fraction(low) + scale.fraction(high)) / 2)
    decision = context.project.decisions.get(case.decision or "")
    now = earlier is not None
    line = (
        context.line(criterion.path, "edge_cases", place) if now and context.repository.edit else 0
    )
    return EdgeCaseView(
        anchor=case.id,
        title=context.words(title),
        situation=context.prose(rest, criterion.path, uri),
        guidance=context.prose(case.guidance, criterion.path, uri),
        score=score_text(case.score),
        score_words=words,
        rung=colour,
        decision=context.links.decision(decision.id) if decision else None,
        decided=day(decision.date) if decision else "",
        standing=context.standings.of(decision) if decision and now else None,
        tags=context.links.tags(case.tags) if now else (),
        keywords=", ".join(context.plain(keyword) for keyword in case.keywords) if now else "",
        edit=context.repository.edit_url(criterion.path, line) if line else "",
        earlier=earlier_view(context, earlier[case.id]) if earlier and case.id in earlier else None,
    )


def _earlier_scales(context: Context, criterion: Criterion) -> Iterator[str]:
    scales = context.project.rubric.scales
    for earlier in criterion.earlier_scales:
        words = scale_words(scales.get(earlier.scale)) or earlier.scale
        yield (
            f"Sessions before {day(earlier.before)} were scored on {words}. "
            "Those scores stay valid and are never compared with today's."
        )

"""A criterion's page: the heart of the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_rubric.changes.timeline import Earlier, cases_on_earlier_wording
from mkdocs_rubric.model import Criterion, Decision, LevelKey, Scale, Span, score_text
from mkdocs_rubric.model.score import span_of
from mkdocs_rubric.pages.context import Context, Problem, Standing
from mkdocs_rubric.pages.criterion_agreement import CriterionAgreement, criterion_agreement
from mkdocs_rubric.pages.decision import parts
from mkdocs_rubric.pages.earlier import AsOf, EarlierView, as_of, earlier_view, since
from mkdocs_rubric.pages.page import (
    CRITERIA,
    Link,
    Page,
    criterion_uri,
    first_sentence,
    slug,
)
from mkdocs_rubric.pages.proposals import Proposal, proposals
from mkdocs_rubric.pages.words import day, iso, joined, rung, scale_words

# Weights in search. A reviewer describes a situation, and the answer is an edge case. A theme's
# search favours whole pages (Material up to five times), so the page itself comes last.
_EDGE_CASE, _LEVEL, _PAGE, _HEADING = 4.0, 1.6, 0.6, 0.1
_NARROW = 3  # letters of a score that fit beside a level


@dataclass(frozen=True)
class ExampleView:
    """An example at a level."""

    text: str
    why: str


@dataclass(frozen=True)
class LevelView:
    """A rung of the ladder."""

    score: str
    label: str
    rung: int
    anchor: str
    description: str
    examples: tuple[ExampleView, ...]
    is_low: bool
    fails: bool

    @property
    def is_wide(self) -> bool:
        """Whether its score takes more room than a number: a band, quarter points."""
        return len(self.score) > _NARROW


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
class HistoryView:
    """A decision in a criterion's timeline."""

    link: Link
    date: str
    iso: str
    standing: Standing
    summary: str
    first: str
    until: str


@dataclass(frozen=True)
class CriterionView:
    """Everything on a criterion's page."""

    title: str
    group_link: Link
    question: str
    description: str
    share: str
    critical: str
    scale_name: str
    scale_words: str
    not_applicable: str
    retired: str
    replaced_by: Link | None
    was: str
    earlier: tuple[str, ...]
    levels: tuple[LevelView, ...]
    use_when: tuple[str, ...]
    avoid_when: tuple[str, ...]
    edge_cases: tuple[EdgeCaseView, ...]
    history: tuple[HistoryView, ...]
    agreement: CriterionAgreement | None
    related: tuple[tuple[Link, str], ...]
    tags: tuple[Link, ...]
    keywords: str
    problems: tuple[Problem, ...]
    since: tuple[str, Link] | None
    as_of: AsOf | None
    proposals: tuple[Proposal, ...]


def criterion_pages(context: Context) -> Iterator[Page]:
    """One page for each criterion, retired ones too."""
    for criterion in context.project.rubric.criteria.values():
        yield _page(context, criterion)
        for alias in criterion.aliases:
            if alias not in context.project.rubric.criteria:
                yield Page(
                    uri=criterion_uri(alias),
                    template="moved.md.jinja",
                    title=f"{alias} (renamed)",
                    view=Link(context.plain(criterion.title), criterion_uri(criterion.id)),
                    source=criterion.path,
                    boost=0,
                    under=CRITERIA,
                )


def _page(context: Context, criterion: Criterion) -> Page:
    project, path, uri = context.project, criterion.path, criterion_uri(criterion.id)
    title = context.plain(criterion.title)
    group = project.rubric.group_of.get(criterion.id)
    group_link = Link(
        context.plain(group.title) if group else "none",
        CRITERIA,
        f"group-{slug(group.id)}" if group else "",
    )
    view = CriterionView(
        **said(context, criterion, project.rubric.scale(criterion), uri),
        group_link=group_link,
        share="" if criterion.retired else f"{context.share(criterion):.0%}",
        earlier=tuple(
            f"Sessions before {day(one.before)} were scored on "
            f"{scale_words(project.rubric.scales.get(one.scale)) or one.scale}. "
            "Those scores stay valid and are never compared with today's."
            for one in criterion.earlier_scales
        ),
        history=tuple(_history(context, one, uri) for one in project.decisions_on[criterion.id]),
        agreement=criterion_agreement(context, criterion),
        related=tuple(_related(context, criterion)),
        problems=tuple(context.problems(path)),
        since=since(context, criterion.id),
        as_of=as_of(context, criterion.id),
        proposals=proposals(context, criterion),
    )
    return Page(
        uri=uri,
        template="criterion.md.jinja",
        title=f"{title} (retired)" if criterion.retired else title,
        view=view,
        source=path,
        line=1,
        boost=_PAGE / 10 if criterion.retired else _PAGE,
        place_boosts=_place_boosts(view, retired=criterion.retired is not None),
        tags=criterion.tags,
        description=context.plain(criterion.question),
        under=CRITERIA,
    )


def said(
    context: Context, criterion: Criterion, scale: Scale | None, uri: str, *, now: bool = True
) -> dict[str, Any]:
    """What a criterion says, today or (with `now` false) in an earlier wording, for its view."""
    path = criterion.path
    earlier = cases_on_earlier_wording(context.history, criterion) if now else {}
    return {
        "title": context.plain(criterion.title),
        "question": context.prose(criterion.question, path, uri),
        "description": context.prose(criterion.description, path, uri),
        "critical": _critical(criterion, scale),
        "scale_name": criterion.scale,
        "scale_words": context.plain(scale_words(scale)),
        "not_applicable": context.prose(criterion.not_applicable, path, uri),
        "retired": day(criterion.retired),
        "replaced_by": context.criterion_link(criterion.replaced_by)
        if criterion.replaced_by
        else None,
        "was": joined(criterion.aliases) if criterion.aliases else "",
        "levels": tuple(_levels(context, criterion, scale, uri)),
        "use_when": tuple(context.prose(one, path, uri) for one in criterion.use_when),
        "avoid_when": tuple(context.prose(one, path, uri) for one in criterion.avoid_when),
        "edge_cases": tuple(
            _edge_case(context, (criterion, scale), uri, place, earlier if now else None)
            for place in range(len(criterion.edge_cases))
        ),
        "tags": context.tags(criterion.tags),
        "keywords": ", ".join(context.plain(one) for one in criterion.keywords),
    }


def _place_boosts(view: CriterionView, *, retired: bool) -> Mapping[str, float]:
    boosts = dict.fromkeys(("levels", "edge-cases", "history", "agreement", "related"), _HEADING)
    boosts |= {level.anchor: _LEVEL for level in view.levels}
    boosts |= {case.anchor: _EDGE_CASE for case in view.edge_cases}
    return {anchor: boost / 10 if retired else boost for anchor, boost in boosts.items()}


def _critical(criterion: Criterion, scale: Scale | None) -> str:
    if not criterion.critical or scale is None:
        return ""
    low = scale.scores[0]
    return f"{low} ({scale.levels[low]}) fails the whole review"


def _levels(
    context: Context, criterion: Criterion, scale: Scale | None, uri: str
) -> Iterator[LevelView]:
    if scale is None:
        return
    for key in criterion.ladder(scale):
        level = criterion.levels.get(key)
        span = span_of(key)
        fraction = (scale.fraction(span.low) + scale.fraction(span.high)) / 2
        label = scale.called(key)
        shown = {"score": str(key), "label": context.plain(_heading(label))}
        if level is None:
            yield LevelView(
                **shown,
                rung=rung(fraction),
                anchor=_anchor(key),
                description=_between(criterion, span),
                examples=(),
                is_low=fraction < 0.5,  # noqa: PLR2004 - the lower half of the scale
                fails=criterion.critical and span.low == scale.scores[0],
            )
            continue
        yield LevelView(
            **shown,
            rung=rung(fraction),
            anchor=_anchor(key),
            description=context.prose(level.description, criterion.path, uri),
            examples=tuple(
                ExampleView(
                    context.prose(one.text, criterion.path, uri),
                    context.prose(one.why, criterion.path, uri),
                )
                for one in level.examples
            ),
            is_low=fraction < 0.5,  # noqa: PLR2004 - the lower half of the scale
            fails=criterion.critical and span.low == scale.scores[0],
        )


def _heading(label: str) -> str:
    """A label as a heading; a team's own stays as it is."""
    return f"B{label[1:]}" if label.startswith("between ") else label


def _anchor(key: LevelKey) -> str:
    span = span_of(key)
    return f"level-{span.low}" + (f"-{span.high}" if span.high != span.low else "")


def _between(criterion: Criterion, span: Span) -> str:
    """What is to be said of scores that have no description, on either side of which some have."""
    keys = sorted(criterion.levels)
    below = [one for one in keys if span_of(one).high < span.low]
    above = [one for one in keys if span_of(one).low > span.high]
    if below and above:
        return f"Between {below[-1]} and {above[0]}."
    return f"Above {below[-1]}." if below else f"Below {above[0]}."


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
        title=context.plain(title),
        situation=context.prose(rest, criterion.path, uri),
        guidance=context.prose(case.guidance, criterion.path, uri),
        score=score_text(case.score),
        score_words=words,
        rung=colour,
        decision=context.decision_link(decision.id) if decision else None,
        decided=day(decision.date) if decision else "",
        standing=context.decision_status(decision) if decision and now else None,
        tags=context.tags(case.tags) if now else (),
        keywords=", ".join(context.plain(one) for one in case.keywords) if now else "",
        edit=context.repository.edit_url(criterion.path, line) if line else "",
        earlier=earlier_view(context, earlier[case.id]) if earlier and case.id in earlier else None,
    )


def _history(context: Context, decision: Decision, uri: str) -> HistoryView:
    first, until = context.history.in_force(decision, context.project) or (None, None)
    return HistoryView(
        link=context.decision_link(decision.id),
        date=day(decision.date),
        iso=decision.date.isoformat(),
        standing=context.decision_status(decision),
        summary=context.prose(parts(context, decision).summary, decision.path, uri),
        first=iso(first),
        until=iso(until),
    )


def _related(context: Context, criterion: Criterion) -> Iterator[tuple[Link, str]]:
    by_name = context.project.rubric.by_name
    names = [*criterion.see_also]
    names += [
        one.id
        for one in by_name.values()
        if criterion.id in one.see_also and one.id not in names and one.id != criterion.id
    ]
    for name in dict.fromkeys(names):
        if one := by_name.get(name):
            yield context.criterion_link(name), context.plain(one.question)

"""The steps of the reading path that are made from the files."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from mkdocs_rubric.model import Criterion, Scale, as_written
from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    CRITERIA,
    DECISIONS,
    EDGE_CASES,
    GLOSSARY,
    POCKET,
    PRACTICE,
    RESULT,
    criterion_uri,
    history_uri,
    practice_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.reading_time import minutes_of, words_in
from mkdocs_rubric.pages.history.earlier import has_history
from mkdocs_rubric.pages.practice.how_long import minutes_to_score
from mkdocs_rubric.pages.start.criterion_parts import criterion_parts, words_of
from mkdocs_rubric.pages.start.divided import dividing
from mkdocs_rubric.pages.start.step import (
    StartLinkView,
    StartPart,
    StartStepView,
    as_json,
    digest,
    linked,
)

_RECENT = dt.timedelta(days=92)
_FEW = 5
_MOST = 8
_SKIMMED = 3
"""Minutes for a look at the whole standard."""
_METHOD = 700
"""Words on the page of how a result is computed; they are in its template."""


def _standard(context: Context) -> Iterator[StartStepView]:
    rubric = context.project.rubric
    parts = [
        StartPart(context.people.in_address(each.id), context.plain(each.title), "", "")
        for each in rubric.active
    ]
    links = [Link("The whole standard in short", POCKET)] if "pocket" in context.kinds else []
    links.append(Link("All criteria", CRITERIA))
    words = f"{counted(len(rubric.active), 'criterion', 'criteria')} in "
    words += f"{counted(len(rubric.groups), 'group')}. Skim it: you will look things up, not know "
    words += "them by heart."
    title = "The standard in one page"
    yield StartStepView(
        "standard", title, words, _SKIMMED, linked(links), page="", parts=as_json(parts)
    )


def _groups(context: Context) -> Iterator[StartStepView]:
    rubric = context.project.rubric
    for group in rubric.groups:
        some = [
            (criterion, rubric.scale(criterion))
            for name in group.criteria
            if (criterion := rubric.criteria.get(name)) is not None and not criterion.retired
        ]
        if not some:
            continue
        was = [
            Link(context.plain(each.title), history_uri(each.id))
            for each, _ in some
            if has_history(context)
        ]
        yield StartStepView(
            id=f"group-{group.id}",
            title=context.plain(group.title),
            words="Read the levels from the middle outwards, then the edge cases.",
            minutes=minutes_of(sum(words_of(each) for each, _ in some)),
            links=tuple(_criterion(context, *each) for each in some),
            page="",
            parts=as_json(part for each in some for part in criterion_parts(context, *each)),
            changed=tuple(was),
        )


def _criterion(context: Context, criterion: Criterion, scale: Scale | None) -> StartLinkView:
    critical = ""
    if criterion.critical and scale is not None:
        low = scale.scores[0]
        critical = f"Critical: {low} ({context.plain(scale.levels[low])}) fails the whole review."
    link = Link(context.plain(criterion.title), criterion_uri(criterion.id))
    return StartLinkView(link, context.words(criterion.question), critical)


def _edge_cases(context: Context) -> Iterator[StartStepView]:
    found = dividing(context)[:_MOST]
    if not found:
        return
    links: list[Link] = []
    parts: list[StartPart] = []
    for criterion, case, _ in found:
        title = context.headline(case.situation)
        anchor = context.people.in_address(case.id)
        links.append(Link(title, criterion_uri(criterion.id), anchor))
        said = digest(case.situation, case.guidance, case.score)
        key = f"{context.people.in_address(criterion.id)}#{anchor}"
        parts.append(StartPart(key, f"\u201c{title}\u201d", "", said))
    if "edge-cases" in context.kinds:
        links.append(Link("All edge cases", EDGE_CASES))
    yield StartStepView(
        id="edge-cases",
        title="The edge cases that divide people most",
        words="What experienced reviewers scored differently, and how it is scored since.",
        minutes=minutes_of(words_in(*(f"{c.situation} {c.guidance}" for _, c, _ in found))),
        links=linked(links),
        page="",
        parts=as_json(parts),
        all_there=False,
    )


def _decisions(context: Context) -> Iterator[StartStepView]:
    project = context.project
    newest_first = reversed(list(project.decisions.values()))
    holding = [each for each in newest_first if project.in_force(each)]
    recent = [each for each in holding if each.date > context.today - _RECENT]
    some = recent if len(recent) >= _FEW else holding[:_FEW]
    if not some or "decisions" not in context.kinds:
        return
    links = [context.links.decision(each.id) for each in some]
    parts = [
        StartPart(
            context.people.in_address(each.id),
            f"\u201c{context.plain(each.title)}\u201d",
            "",
            digest(each.title, each.body),
        )
        for each in some
    ]
    links.append(Link("All decisions", DECISIONS))
    yield StartStepView(
        id="decisions",
        title="The decisions of the last months",
        words="Read the titles; open those you would have scored otherwise.",
        minutes=minutes_of(words_in(*(each.title for each in some))),
        links=linked(links),
        page="",
        parts=as_json(parts),
        all_there=False,
    )


def _result(context: Context) -> Iterator[StartStepView]:
    if "method" not in context.kinds:
        return
    rubric, title = context.project.rubric, "How a result is computed"
    parts = [StartPart("passing", title, "the pass mark", as_written(rubric.passing or 0))]
    parts += [
        StartPart(
            f"weight/{context.people.in_address(each.id)}",
            title,
            f"the weight of {context.plain(each.title)}",
            as_written(each.weight),
        )
        for each in rubric.active
    ]
    words = "How scores become one figure, and what makes a review fail."
    links = linked([Link(title, RESULT)])
    yield StartStepView(
        "result", title, words, minutes_of(_METHOD), links, page="", parts=as_json(parts)
    )


def _sessions(context: Context) -> Iterator[StartStepView]:
    if "calibration" in context.kinds:
        words = "You will be invited to one soon: everybody scores alone, then you compare."
        links = linked([Link("All sessions", CALIBRATION)])
        yield StartStepView("sessions", "How sessions run", words, 0, links, page="", parts="[]")


def _words(context: Context) -> Iterator[StartStepView]:
    if "glossary" in context.kinds:
        words = "To come back to, when somebody says something you do not know."
        links = linked([Link("Glossary", GLOSSARY)])
        yield StartStepView("words", "The words used", words, 0, links, page="", parts="[]")


def _practice(context: Context) -> Iterator[StartStepView]:
    practices = list(context.project.practices.values())
    if not practices or "practice" not in context.kinds:
        return
    links = [Link(context.plain(each.title), practice_uri(each.id)) for each in practices]
    links.append(Link("About practice", PRACTICE))
    parts: list[StartPart] = []
    for each in practices:
        title, name = context.plain(each.title), context.people.in_address(each.id)
        parts += [
            StartPart(name, title, "", ""),
            StartPart(f"{name}/sets", title, "what there is to score", digest(each.sets)),
            StartPart(f"{name}/takes", title, "what it takes", digest(each.calibrated)),
        ]
    yield StartStepView(
        id="practice",
        title="Practice",
        words="Score conversations the team has scored, and see whether you score like the others.",
        minutes=minutes_to_score(context, practices[0]),
        links=linked(links),
        page="",
        parts=as_json(parts),
    )


MADE: Mapping[str, Callable[[Context], Iterator[StartStepView]]] = {
    "standard": _standard,
    "groups": _groups,
    "edge-cases": _edge_cases,
    "decisions": _decisions,
    "result": _result,
    "sessions": _sessions,
    "words": _words,
    "practice": _practice,
}
"""By what `start` in rubric.yaml calls them."""

"""Start here: what somebody new reads, in order. What was read is kept in their browser alone."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.calibration.practice import wording_digest
from mkdocs_rubric.model.rubric import STEPS
from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    CRITERIA,
    DECISIONS,
    EDGE_CASES,
    GLOSSARY,
    POCKET,
    PRACTICE,
    RESULT,
    START,
    criterion_uri,
    practice_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, first_sentence, joined
from mkdocs_rubric.pages.base.plain_text import plain_text
from mkdocs_rubric.pages.start.divided import dividing

_RECENT = dt.timedelta(days=92)
_FEW = 5
_MOST = 8
_DIGITS = 12


@dataclass(frozen=True)
class StartStepView:
    """A step of the reading path.

    Attributes:
        id: Stays from build to build, for what a browser remembers.
        title: What is read.
        words: What it is, in a sentence.
        links: Where it stands, the first of them the page to begin with.
        page: A page of the team's own, as Markdown knows it; "" for what is made from the files.
        parts: As JSON, what it is made of: a key each, with its title and a digest of what it says.
    """

    id: str
    title: str
    words: str
    links: tuple[Link, ...]
    page: str
    parts: str


@dataclass(frozen=True)
class StartView:
    """Everything on the page."""

    steps: tuple[StartStepView, ...]
    root: str


def start_page(context: Context) -> Page:
    """The page. Not made once an outline: a step changes with the words of what is read."""
    rubric = context.project.rubric
    steps = tuple(
        step
        for name in rubric.start or STEPS
        for step in (_MADE[name](context) if name in _MADE else [_own(context, name)])
    )
    return Page(
        uri=START,
        template="start.md.jinja",
        title="Start here",
        view=StartView(steps, context.home),
        source=rubric.path,
        line=context.line(rubric.path, "start"),
        boost=0.3,
        description="What to read first, in order.",
    )


def _step(
    name: str, title: str, words: str, links: list[Link], parts: Mapping[str, tuple[str, str]]
) -> StartStepView:
    as_json = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return StartStepView(name, title, words, tuple(links), "", as_json)


def _digest(*content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:_DIGITS]


def _own(context: Context, page: str) -> StartStepView:
    """A page of the team's own; where it is not there, MkDocs says so of the link."""
    known = context.own_page(page)
    title = context.plain(known.title) if known else ""
    if not title:
        stem = page.removesuffix(".md").rpartition("/")[2]
        title = context.plain(" ".join(stem.replace("_", "-").split("-")).strip())
    title = title[:1].upper() + title[1:]
    parts = {"": (title, known.digest)} if known else {}
    as_json = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return StartStepView(f"page-{page}", title, "", (), page, as_json)


def _standard(context: Context) -> Iterator[StartStepView]:
    rubric = context.project.rubric
    groups = {
        f"group-{group.id}": (context.plain(group.title), _digest(group.criteria))
        for group in rubric.groups
    }
    links = [Link("The whole standard on two pages", POCKET)] if "pocket" in context.kinds else []
    links.append(Link("All criteria", CRITERIA))
    words = f"{counted(len(rubric.active), 'criterion', 'criteria')} in "
    words += f"{counted(len(rubric.groups), 'group')}. Skim it: you will look things up, not know "
    words += "them by heart."
    yield _step("standard", "The standard in one page", words, links, groups)


def _groups(context: Context) -> Iterator[StartStepView]:
    rubric = context.project.rubric
    for group in rubric.groups:
        some = [
            criterion
            for name in group.criteria
            if (criterion := rubric.criteria.get(name)) is not None and not criterion.retired
        ]
        if not some:
            continue
        scales = [rubric.scale(criterion) for criterion in some]
        parts = {
            criterion.id: (
                context.plain(criterion.title),
                wording_digest(criterion, scale) if scale else "",
            )
            for criterion, scale in zip(some, scales, strict=True)
        }
        critical = [context.plain(each.title) for each in some if each.critical]
        words = "Read the levels from the middle outwards, then the edge cases."
        if critical:
            words = f"{joined(critical)} can fail a whole review. {words}"
        links = [Link(context.plain(each.title), criterion_uri(each.id)) for each in some]
        yield _step(f"group-{group.id}", context.plain(group.title), words, links, parts)


def _edge_cases(context: Context) -> Iterator[StartStepView]:
    found = dividing(context)[:_MOST]
    if not found:
        return
    links: list[Link] = []
    parts: dict[str, tuple[str, str]] = {}
    for criterion, case, _ in found:
        title = plain_text(context.plain(first_sentence(case.situation)[0]))
        anchor = context.people.in_address(case.id)
        links.append(Link(title, criterion_uri(criterion.id), anchor))
        said = _digest(case.situation, case.guidance, case.score)
        parts[f"{criterion.id}#{anchor}"] = (title, said)
    if "edge-cases" in context.kinds:
        links.append(Link("All edge cases", EDGE_CASES))
    words = "What experienced reviewers scored differently, and how it is scored since."
    yield _step("edge-cases", "The edge cases that divide people most", words, links, parts)


def _decisions(context: Context) -> Iterator[StartStepView]:
    project = context.project
    newest_first = reversed(list(project.decisions.values()))
    holding = [each for each in newest_first if project.in_force(each)]
    recent = [each for each in holding if each.date > context.today - _RECENT]
    some = recent if len(recent) >= _FEW else holding[:_FEW]
    if not some or "decisions" not in context.kinds:
        return
    links = [context.links.decision(each.id) for each in some]
    parts = {
        context.people.in_address(each.id): (context.plain(each.title), _digest(each.title))
        for each in some
    }
    links.append(Link("All decisions", DECISIONS))
    words = "Read the titles; open those you would have scored otherwise."
    yield _step("decisions", "The decisions of the last months", words, links, parts)


def _result(context: Context) -> Iterator[StartStepView]:
    if "method" in context.kinds:
        rubric = context.project.rubric
        weights = {each.id: each.weight for each in rubric.active}
        parts = {"": ("how it is computed", _digest(weights, rubric.passing))}
        words = "How scores become one figure, and what makes a review fail."
        links = [Link("How a result is computed", RESULT)]
        yield _step("result", "How a result is computed", words, links, parts)


def _sessions(context: Context) -> Iterator[StartStepView]:
    if "calibration" in context.kinds:
        words = "You will be invited to one soon: everybody scores alone, then you compare."
        yield _step("sessions", "How sessions run", words, [Link("All sessions", CALIBRATION)], {})


def _words(context: Context) -> Iterator[StartStepView]:
    if "glossary" in context.kinds:
        words = "To come back to, when somebody says something you do not know."
        yield _step("words", "The words used", words, [Link("Glossary", GLOSSARY)], {})


def _practice(context: Context) -> Iterator[StartStepView]:
    practices = context.project.practices.values()
    if practices and "practice" in context.kinds:
        links = [Link(context.plain(each.title), practice_uri(each.id)) for each in practices]
        links.append(Link("About practice", PRACTICE))
        parts = {
            each.id: (context.plain(each.title), _digest(each.sets, each.calibrated))
            for each in practices
        }
        words = (
            "Score conversations the team has scored, and see whether you score like the others."
        )
        yield _step("practice", "Practice", words, links, parts)


_MADE: Mapping[str, Callable[[Context], Iterator[StartStepView]]] = {
    "standard": _standard,
    "groups": _groups,
    "edge-cases": _edge_cases,
    "decisions": _decisions,
    "result": _result,
    "sessions": _sessions,
    "words": _words,
    "practice": _practice,
}

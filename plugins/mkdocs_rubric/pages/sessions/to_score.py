"""What is scored on a page: conversations, and the criteria with what it takes to score by them.

Levels and edge cases are worded as on the pages of criteria; ids stand as on sheets.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_rubric.calibration.asked import asked
from mkdocs_rubric.calibration.practice import counted_by
from mkdocs_rubric.model import Conversation, Criterion, Held, Scale
from mkdocs_rubric.model.score import span_of
from mkdocs_rubric.pages.base.addresses import criterion_uri, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import rung
from mkdocs_rubric.pages.criteria.ladder import ExampleView
from mkdocs_rubric.pages.criteria.said import EdgeCaseView, SaidView, said
from mkdocs_rubric.pages.sessions.transcript import TurnView, turns

_ON_PAPER = 12
"""Levels up to which each has a box on paper; of more, the score is written on a line."""
_WORDING = 12


@dataclass(frozen=True)
class LevelAskedView:
    """A level that can be given."""

    score: str
    label: str
    rung: int
    description: str
    examples: tuple[ExampleView, ...]
    fails: bool


@dataclass(frozen=True)
class AskedView:
    """A criterion, with what it takes to score by it.

    Attributes:
        id: As on sheets.
        said: What it says.
        page: Its page.
        group: The group it stands in, where it is the first of it.
        levels: Highest first.
        boxes: What can be marked on paper, lowest first; nothing where there is too much.
        edge_cases: Those in force.
        wording: Another one when it says something else.
    """

    id: str
    anchor: str
    said: SaidView
    page: Link
    group: str
    levels: tuple[LevelAskedView, ...]
    boxes: tuple[str, ...]
    edge_cases: tuple[EdgeCaseView, ...]
    wording: str


@dataclass(frozen=True)
class ToScoreView:
    """A conversation to be scored.

    Attributes:
        id: As on sheets.
        name: As shown.
        anchor: Its place on the page.
        summary: What it is about.
        channel: Where it was held.
        turns: What was said.
    """

    id: str
    name: str
    anchor: str
    summary: str
    channel: str
    turns: tuple[TurnView, ...]


def to_score(context: Context, held: Held, conversation: Conversation) -> ToScoreView:
    """A conversation of a session, without anybody's scores."""
    transcript = held.transcripts.get(conversation.transcript or "", "")
    return ToScoreView(
        id=conversation.id,
        name=context.plain(conversation.id),
        anchor=slug(conversation.id),
        summary=context.plain(conversation.summary),
        channel=context.plain(conversation.channel),
        turns=tuple(turns(context, transcript)),
    )


def asked_views(context: Context, held: Held, uri: str) -> Iterator[AskedView]:
    """The criteria of a session, for the page at `uri`."""
    yield from views_of(context, asked(context.project.rubric, held.session), uri)


def views_of(
    context: Context, criteria: Iterable[tuple[Criterion, Scale]], uri: str
) -> Iterator[AskedView]:
    """Criteria that are scored, each with its scale, for the page at `uri`."""
    rubric, group = context.project.rubric, ""
    for criterion, scale in criteria:
        of = rubric.group_of[criterion.id]
        shown = said(context, criterion, scale, uri)
        scores = [str(score) for score in scale.scores]
        boxes = [*scores, "N/A"] if criterion.not_applicable else scores
        yield AskedView(
            id=criterion.id,
            anchor=f"how-{criterion.id}",
            said=shown,
            page=Link(shown.title, criterion_uri(criterion.id)),
            group=context.plain(of.title) if of.id != group else "",
            levels=_levels(context, criterion, scale, shown),
            boxes=tuple(boxes) if len(scores) <= _ON_PAPER else (),
            edge_cases=tuple(
                case for case in shown.edge_cases if case.standing is None or case.standing.holds
            ),
            wording=_wording(criterion, scale),
        )
        group = of.id


def _levels(
    context: Context, criterion: Criterion, scale: Scale, shown: SaidView
) -> tuple[LevelAskedView, ...]:
    """The levels of the scale. Of an earlier scale only the labels are known."""
    today = context.project.rubric.scale(criterion) is scale
    described = {level.score: level for level in shown.levels} if today else {}
    known = {
        score: described[str(key)]
        for key in criterion.levels
        for score in scale.scores
        if score in span_of(key) and str(key) in described
    }
    return tuple(
        LevelAskedView(
            score=str(score),
            label=context.plain(scale.levels[score]),
            rung=rung(scale.fraction(score)),
            description=known[score].description if score in known else "",
            examples=known[score].examples if score in known else (),
            fails=criterion.critical and score == scale.scores[0],
        )
        for score in reversed(scale.scores)
    )


def _wording(criterion: Criterion, scale: Scale) -> str:
    """A digest of what is read while scoring, to tell whoever has begun that it has changed."""
    labels = [scale.levels[score] for score in scale.scores]
    found = hashlib.sha256(repr((counted_by(criterion, scale).model_dump(), labels)).encode())
    return found.hexdigest()[:_WORDING]

"""The page on which a session is scored: a form with a script, and without one a sheet of paper.

What a sheet needs word for word (ids, levels) stands in attributes. Everything else is worded as on
the pages of criteria. Reviewers are not named unless the site names them: who scores says who
they are.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.asked import asked
from mkdocs_rubric.model import Binding, Conversation, Criterion, Held, Scale
from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    criterion_uri,
    score_form_uri,
    session_uri,
    slug,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.people import Privacy
from mkdocs_rubric.pages.base.phrases import counted, day, rung
from mkdocs_rubric.pages.criteria.said import EdgeCaseView, ExampleView, SaidView, said
from mkdocs_rubric.pages.sessions.transcript import TurnView, turns

_ON_PAPER = 12
"""Levels up to which each has a box on paper; of more, the score is written on a line."""
_WORDING = 12


@dataclass(frozen=True)
class LevelAskedView:
    """A level that can be given."""

    score: int
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


@dataclass(frozen=True)
class HandingView:
    """Where a sheet goes, and how.

    Attributes:
        folder: The session's.
        binding: `jwe`, `hash`, or "" where sheets lie open.
        key: The public key as JSON; "" without one.
        new: The page that adds a file, with `{name}` and `{text}`.
        new_empty: The same with `{name}` alone.
        host: Whose page that is; "" without one.
        folder_url: The page that lists the folder.
        names: Who may be chosen; nothing where reviewers are not named.
        root: The site's first page, by which what is kept in the browser is told apart.
        revealed: Whether sheets are asked for, after their hashes.
        in_words: How many have handed over.
    """

    folder: str
    binding: str
    key: str
    new: str
    new_empty: str
    host: str
    folder_url: str
    names: tuple[tuple[str, str], ...]
    root: str
    revealed: bool
    in_words: str


@dataclass(frozen=True)
class ScoreFormView:
    """Everything on the page."""

    id: str
    title: str
    session: Link
    due: str
    size: str
    version: str
    notes: str
    conversations: tuple[ToScoreView, ...]
    criteria: tuple[AskedView, ...]
    handing: HandingView


def score_form_pages(context: Context) -> Iterator[Page]:
    """A page for each session that is scored still.

    Not made once an outline: it shows levels and edge cases whole.
    """
    for held in context.project.every_session.values():
        if to_be_scored(context, held):
            yield _page(context, held)


def to_be_scored(context: Context, held: Held) -> bool:
    """Whether sheets are asked for: until the reveal, and after it those bound by their hash."""
    if held.id in context.project.upcoming:
        return True
    sealed = held.session.sealed
    by_hash = sealed is not None and sealed.binding is Binding.HASH
    return by_hash and any(seal.sheet is None or not seal.salt for seal in held.seals)


def score_form_link(context: Context, held: Held, text: str = "Score it") -> Link:
    """To the page; it leads nowhere where there is nothing to score."""
    made = "calibration" in context.kinds and to_be_scored(context, held)
    return Link(text, score_form_uri(held.id) if made else "")


def _page(context: Context, held: Held) -> Page:
    session, uri = held.session, score_form_uri(held.id)
    criteria = tuple(_asked(context, held, uri))
    title = f"Score the {context.links.session_title(held.id)}"
    sizes = [counted(len(session.conversations), "conversation")]
    sizes.append(counted(len(criteria), "criterion", "criteria"))
    view = ScoreFormView(
        id=held.id,
        title=title,
        session=context.links.session(held.id),
        due=day(session.due_by),
        size=" by ".join(sizes),
        version=context.plain(session.rubric_version or context.project.rubric.version),
        notes=context.prose(session.notes, session.path, uri),
        conversations=tuple(_to_score(context, held, one) for one in session.conversations),
        criteria=criteria,
        handing=_handing(context, held),
    )
    return Page(
        uri=uri,
        template="score_form.md.jinja",
        title=title,
        view=view,
        source=session.path,
        boost=0,  # what stands here is found where it belongs
        description=f"Scores are due on {view.due}: {view.size}.",
        under=session_uri(held.id),
        wide=True,
    )


def _to_score(context: Context, held: Held, conversation: Conversation) -> ToScoreView:
    transcript = held.transcripts.get(conversation.transcript or "", "")
    return ToScoreView(
        id=conversation.id,
        name=context.plain(conversation.id),
        anchor=slug(conversation.id),
        summary=context.plain(conversation.summary),
        channel=context.plain(conversation.channel),
        turns=tuple(turns(context, transcript)),
    )


def _asked(context: Context, held: Held, uri: str) -> Iterator[AskedView]:
    rubric, group = context.project.rubric, ""
    for criterion, scale in asked(rubric, held.session):
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
    known = {level.score: level for level in shown.levels} if today else {}
    return tuple(
        LevelAskedView(
            score=score,
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
    read = {"question", "description", "not_applicable", "levels", "critical"}
    cases = {"edge_cases": {"__all__": {"situation", "guidance", "score", "decision"}}}
    content = [
        criterion.model_dump(mode="json", include=read),
        criterion.model_dump(mode="json", include=cases),
        scale.levels,
    ]
    found = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode())
    return found.hexdigest()[:_WORDING]


def _handing(context: Context, held: Held) -> HandingView:
    session, repository = held.session, context.repository
    sealed = session.sealed
    new, new_empty = repository.forms_in(held.folder)
    return HandingView(
        folder=held.folder,
        binding=str(sealed.binding) if sealed else "",
        key=json.dumps(sealed.key.model_dump()) if sealed and sealed.key else "",
        new=new,
        new_empty=new_empty,
        host=_host(new_empty),
        folder_url=repository.folder_url(held.folder),
        names=_names(context, session.reviewers),
        root=context.home if "home" in context.kinds else CALIBRATION,
        revealed=sealed is not None and sealed.revealed is not None,
        in_words=_in_words(held),
    )


_HOSTS: Mapping[str, str] = {"/-/new/": "GitLab", "//github": "GitHub"}


def _host(address: str) -> str:
    found = (name for sign, name in _HOSTS.items() if sign in address)
    return next(found, "the host") if address else ""


def _names(context: Context, reviewers: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who scores, by id and as shown, where the site names reviewers anyway."""
    if context.people.privacy is not Privacy.NAMES:
        return ()
    return tuple((one, context.people.name(one)) for one in dict.fromkeys(reviewers))


def _in_words(held: Held) -> str:
    """How many of those who were invited have handed over scores."""
    invited, there = dict.fromkeys(held.session.reviewers), set(held.scorers)
    if not invited:
        return f"{counted(len(there), 'sheet')} so far"
    return f"{sum(one in there for one in invited)} of {len(invited)} so far"

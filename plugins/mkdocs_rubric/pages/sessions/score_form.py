"""The page on which a session is scored: a form with a script, and without one a sheet of paper.

Reviewers are not named unless the site names them: who scores says who
they are.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.states import missing
from mkdocs_rubric.model import Binding, Held
from mkdocs_rubric.pages.base.addresses import CALIBRATION, score_form_uri, session_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.people import Privacy
from mkdocs_rubric.pages.base.phrases import counted, day
from mkdocs_rubric.pages.sessions.to_score import (
    AskedView,
    ToScoreView,
    asked_views,
    to_score,
)


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
        all_in: Whether everybody is bound by a hash, so that the sheets may follow.
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
    all_in: bool
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
    criteria = tuple(asked_views(context, held, uri))
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
        conversations=tuple(
            to_score(context, held, conversation) for conversation in session.conversations
        ),
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
        all_in=_all_in(held),
        in_words=_in_words(held),
    )


def _all_in(held: Held) -> bool:
    sealed = held.session.sealed
    if sealed is None or sealed.binding is not Binding.HASH:
        return False
    return sealed.revealed is not None or bool(held.session.reviewers and not missing(held))


_HOSTS: Mapping[str, str] = {"/-/new/": "GitLab", "//github": "GitHub"}


def _host(address: str) -> str:
    found = (name for sign, name in _HOSTS.items() if sign in address)
    return next(found, "the host") if address else ""


def _names(context: Context, reviewers: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who scores, by id and as shown, where the site names reviewers anyway."""
    if context.people.privacy is not Privacy.NAMES:
        return ()
    return tuple((reviewer, context.people.name(reviewer)) for reviewer in dict.fromkeys(reviewers))


def _in_words(held: Held) -> str:
    """How many of those who were invited have handed over scores."""
    invited, there = dict.fromkeys(held.session.reviewers), set(held.scorers)
    if not invited:
        return f"{counted(len(there), 'sheet')} so far"
    return f"{sum(each in there for each in invited)} of {len(invited)} so far"

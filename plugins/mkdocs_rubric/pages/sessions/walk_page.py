"""The walk-through: the page a session is led from on a shared screen, one gap at a time."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from mkdocs_rubric.calibration import Gap, Spread
from mkdocs_rubric.calibration.summary import no_gap
from mkdocs_rubric.model import Held, Mark
from mkdocs_rubric.pages.base.addresses import session_uri, walk_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, joined
from mkdocs_rubric.pages.sessions.conversation import consensus_of
from mkdocs_rubric.pages.sessions.heat import place_of
from mkdocs_rubric.pages.sessions.practised import practised
from mkdocs_rubric.pages.sessions.session_facts import gaps_of, spreads_of
from mkdocs_rubric.pages.sessions.walk_gap import WalkGap, notes_of, walk_gap

_CONSENSUS = "consensus.csv"
_MOST = 60
"""Gaps that a page has room for. Nobody walks through more."""


@dataclass(frozen=True)
class SameRow:
    """What everybody scored alike: a row of the consensus that needs no word."""

    conversation_id: str
    conversation: str
    criterion_id: str
    criterion: str
    score: str


@dataclass(frozen=True)
class WalkView:
    """Everything on the page.

    Attributes:
        title: The session.
        id: Its id.
        session: Its page.
        date: The day it was held.
        minutes: That it is to take; 0 where nobody says.
        plan: How many gaps, and how long for each.
        practised: The conversations that newcomers practise on; "" where there are none.
        gaps: Largest first.
        more: Gaps that are left out.
        hide_names: Names are told once a gap is settled.
        agreed: Where everybody agreed, in a sentence.
        same: Rows that everybody gave the same, for the consensus.
        consensus_file: Where the consensus is kept.
        consensus_new: The page that adds it, with `{text}`; "" without.
        consensus_empty: The same for a text that is pasted there.
        consensus_edit: The page that edits it.
        consensus_exists: Whether it is there already.
        folder_url: The page of the session's files.
        close: The command that ends it.
    """

    title: str
    id: str
    session: Link
    date: str
    minutes: int
    plan: str
    practised: str
    gaps: tuple[WalkGap, ...]
    more: str
    hide_names: bool
    agreed: str
    same: tuple[SameRow, ...]
    consensus_file: str
    consensus_new: str
    consensus_empty: str
    consensus_edit: str
    consensus_exists: bool
    folder_url: str
    close: str


def walk_pages(context: Context) -> Iterator[Page]:
    """One page for each session whose scores everybody may see."""
    criteria = context.project.rubric.criteria  # their levels are on the pages
    for held in context.project.sessions.values():
        yield context.unless_changed((_page, held.id), criteria, partial(_page, context, held))


def _page(context: Context, held: Held) -> Page:
    session = held.session
    found = gaps_of(context)[held.id]
    spreads = spreads_of(context)[held.id]
    agreed = consensus_of(context, held)
    notes = notes_of(context, held)
    conversations = {conversation.id: conversation for conversation in session.conversations}
    shown = [gap for gap in found if gap.spread.conversation in conversations][:_MOST]
    title = context.links.session_title(held.id)
    new, empty = context.repository.forms_in(held.folder)
    view = WalkView(
        title=title,
        id=context.people.in_address(held.id),
        session=Link(title, session_uri(held.id)),
        date=day(session.date),
        minutes=session.minutes or 0,
        plan=_plan(held, found),
        practised=joined([context.plain(name) for name in practised(context, held)]),
        gaps=tuple(
            walk_gap(context, held, conversations[gap.spread.conversation], gap, agreed, notes)
            for gap in shown
        ),
        more=f"{counted(len(found) - len(shown), 'smaller gap')} stand on the session's page."
        if len(found) > len(shown)
        else "",
        hide_names=context.project.rubric.calibration.hide_names,
        agreed=_agreed(context, spreads),
        same=tuple(_same(context, spreads, conversations)) if held.consensus is None else (),
        consensus_file=context.people.in_address(f"{held.folder}/{_CONSENSUS}"),
        consensus_new=new.replace("{name}", _CONSENSUS),
        consensus_empty=empty.replace("{name}", _CONSENSUS),
        consensus_edit=context.repository.edit_url(held.consensus.path) if held.consensus else "",
        consensus_exists=held.consensus is not None,
        folder_url=context.repository.folder_url(held.folder),
        close=f"rubric session close {context.people.in_address(held.id)}",
    )
    return Page(
        uri=walk_uri(held.id),
        template="walk.md.jinja",
        title=f"Walk-through: {title}",
        view=view,
        source=held.folder,
        is_folder=True,
        boost=0,
        description=f"{day(session.date)}: {counted(len(found), 'gap')}, largest first.",
        under=session_uri(held.id),
        wide=True,
    )


def _plan(held: Held, found: Sequence[Gap]) -> str:
    minutes = held.session.minutes
    if not found:
        return no_gap(held)
    settled = sum(gap.settled is not None for gap in found)
    words = counted(len(found), "gap")
    if settled:
        words += f", {settled} of them settled" if settled < len(found) else ", all of them settled"
    if not minutes:
        return f"{words}, the largest first."
    each = max(1, math.floor(minutes / len(found)))
    return f"{words}, the largest first. {minutes} minutes are about {each} for each."


def _agreed(context: Context, spreads: Sequence[Spread]) -> str:
    """Where everybody agreed, in one sentence."""
    shared = [spread for spread in spreads if len(spread.values) + spread.not_applicable > 1]
    alike = [each for each in shared if not each.is_gap]
    if not alike:
        return "" if not shared else "There is nothing on which everybody agreed."
    apart = {each.criterion.id for each in shared if each.is_gap}
    everywhere = dict.fromkeys(
        each.criterion.id for each in alike if each.criterion.id not in apart
    )
    words = f"Everybody agreed on {len(alike)} of {len(shared)} scores"
    if not everywhere:
        return f"{words}."
    titles = joined([context.links.criterion(name).text for name in everywhere])
    return f"{words}, and in every conversation on {titles}."


def _same(
    context: Context, spreads: Sequence[Spread], known: Mapping[str, object]
) -> Sequence[SameRow]:
    """What two or more gave, all of them the same."""
    rows = []
    for spread in spreads:
        cells = {cell for _, cell in spread.scores if cell is not Mark.NOT_SCORED}
        number = len(spread.values) + spread.not_applicable
        if number > 1 and len(cells) == 1 and place_of(spread)[0] in known:
            score = "NA" if spread.not_applicable else str(spread.values[0])
            title = context.links.criterion(spread.criterion.id).text
            name = context.plain(spread.conversation)
            rows.append(SameRow(spread.conversation, name, spread.criterion.id, title, score))
    return rows

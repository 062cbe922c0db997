"""Disputed scores: what was objected to, by which wording, and what came of it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from mkdocs_rubric.model import Dispute, Outcome
from mkdocs_rubric.pages.base.addresses import DISPUTES, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day
from mkdocs_rubric.pages.history.earlier import addresses

_LABELS = {
    Outcome.OPEN: ("Open", "proposed"),
    Outcome.UPHELD: ("Upheld", "accepted"),
    Outcome.REJECTED: ("Rejected", "rejected"),
}


@dataclass(frozen=True)
class DisputeView:
    """A dispute in the list.

    Attributes:
        anchor: Its place on the page.
        title: What it is about.
        outcome: In a word.
        css: The colour of that word.
        criterion: What was scored.
        facts: The conversation, the days, the scores.
        wording: What the guideline said on the day of the review.
        text: Why, and how it was answered.
        decision: What it led to.
        waits: What is still to do; "" where nothing is.
    """

    anchor: str
    title: str
    outcome: str
    css: str
    criterion: Link
    facts: tuple[str, ...]
    wording: Link | None
    text: str
    decision: Link | None
    waits: str


@dataclass(frozen=True)
class DisputesView:
    """All disputes, newest first."""

    sum: str
    disputes: tuple[DisputeView, ...]


@once_an_outline
def disputes_page(context: Context) -> Page | None:
    """Every dispute; None where there is none."""
    disputes = list(context.project.disputes.values())
    if not disputes:
        return None
    views = tuple(_view(context, dispute) for dispute in reversed(disputes))
    return Page(
        uri=DISPUTES,
        template="disputes.md.jinja",
        title="Disputes",
        view=DisputesView(f"{upheld_words(disputes)}.", views),
        source=context.disputes_folder,
        is_folder=True,
        boost=0.05,
        description="Scores that agents objected to, and what came of it.",
    )


def upheld_words(disputes: list[Dispute]) -> str:
    """How many were upheld of how many: `2 of 5 answered disputes upheld, 1 open`."""
    counts = Counter(dispute.outcome for dispute in disputes)
    answered = counts[Outcome.UPHELD] + counts[Outcome.REJECTED]
    words = []
    if answered:
        noun = "answered dispute" if answered == 1 else "answered disputes"
        words.append(f"{counts[Outcome.UPHELD]} of {answered} {noun} upheld")
    if counts[Outcome.OPEN]:
        words.append(f"{counted(counts[Outcome.OPEN], 'dispute')} open")
    return ", ".join(words)


def criterion_disputes(context: Context, criterion: str) -> Link | None:
    """How many scores of a criterion were disputed, with the way to them."""
    disputes = list(context.project.disputes_on.get(criterion, ()))
    if not disputes:
        return None
    uri = DISPUTES if "disputes" in context.kinds else ""
    return Link(upheld_words(disputes), uri, _anchor(disputes[0]))


def _view(context: Context, dispute: Dispute) -> DisputeView:
    label, css = _LABELS[dispute.outcome]
    facts = [f"Raised {day(dispute.date)}", f"reviewed {day(dispute.reviewed)}"]
    facts.append(f"conversation {context.plain(dispute.conversation)}")
    if dispute.score:
        claimed = f", claimed {context.plain(dispute.claimed)}" if dispute.claimed else ""
        facts.append(f"scored {context.plain(dispute.score)}{claimed}")
    if dispute.answered:
        facts.append(f"answered {day(dispute.answered)}")
    owner = context.people.name(dispute.owner) if dispute.owner and context.people.shown else ""
    waits = ""
    if dispute.outcome is Outcome.OPEN:
        waits = f"Waits for an answer{f' by {owner}' if owner else ''}."
    elif dispute.outcome is Outcome.UPHELD and dispute.decision is None:
        waits = "Waits for a decision: the guideline says what it said."
    return DisputeView(
        anchor=_anchor(dispute),
        title=context.plain(dispute.title),
        outcome=label,
        css=css,
        criterion=context.links.criterion(dispute.criterion),
        facts=tuple(facts),
        wording=_wording(context, dispute.criterion, dispute.reviewed),
        text=context.prose(dispute.body, dispute.path, DISPUTES),
        decision=context.links.decision(dispute.decision) if dispute.decision else None,
        waits=waits,
    )


def _wording(context: Context, name: str, on: dt.date) -> Link | None:
    """The wording that counts: that of the day of the review."""
    criterion = context.project.rubric.by_name.get(name)
    if criterion is None:
        return None
    wordings = context.history.wordings.get(criterion.id, ())
    for place, uri in addresses(context.history, criterion.id).items():
        if wordings[place].on(on):
            made = "history" in context.kinds or uri == criterion_uri(criterion.id)
            return Link(f"What it said on {day(on)}", uri if made else "")
    return None


def _anchor(dispute: Dispute) -> str:
    return dispute.id

"""From a gap to the record: what is handed over to settle it, already written as far as it can be.

Two ways: a decision, which is a file of its own and an edge case of its criterion; or an entry that
says why the guideline stays as it is. Each on the host's pages, and as a command.
"""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mkdocs_rubric.model import Conversation, Criterion, Held
from mkdocs_rubric.pages.base.addresses import slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.people import People, Privacy
from mkdocs_rubric.pages.base.phrases import yaml_scalar
from mkdocs_rubric.pages.sessions.conversation import ScoreView

_LONGEST = 6_000
"""Characters of an address up to which every host and browser takes it."""


@dataclass(frozen=True)
class Settling:
    """How a gap is settled.

    Attributes:
        decision: The text of the new decision.
        decision_name: Its file.
        decision_url: The page that adds it; "" where there is none.
        decision_filled: Whether that page comes with the text.
        case: The edge case, as the criterion's file has it.
        case_url: The page that edits the criterion, at its edge cases.
        case_file: The criterion's file.
        clear: The entry that says why the guideline stays as it is.
        clear_url: The page that edits session.yaml.
        clear_file: That file.
        commands: The same for a terminal.
    """

    decision: str
    decision_name: str
    decision_url: str
    decision_filled: bool
    case: str
    case_url: str
    case_file: str
    clear: str
    clear_url: str
    clear_file: str
    commands: tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """What a reviewer gave at a gap, and noted."""

    who: str
    score: ScoreView
    note: str


def settling(
    context: Context,
    held: Held,
    conversation: Conversation,
    criterion: Criterion,
    given: Sequence[Given],
    consensus: str,
) -> Settling:
    """What it takes to settle a gap.

    Args:
        context: The project.
        held: The session.
        conversation: The conversation of it.
        criterion: The criterion it is about.
        given: The scores that lie too far apart, lowest first.
        consensus: The score that was agreed on, where there is one.
    """
    repository = context.repository
    private = context.people.in_address
    name = private(f"{held.session.date}-{criterion.id}-{slug(conversation.id)}")
    text = "\n".join(_decision(context, held, conversation, criterion, given)) + "\n"
    text = context.people.in_text(text)
    url = repository.new_url(context.decisions_folder, f"{name}.md", text)
    filled = bool(url) and len(url) <= _LONGEST
    if not filled:
        empty = repository.empty_url(context.decisions_folder, f"{name}.md")
        url = empty or repository.folder_url(context.decisions_folder)
    entry = context.people.in_text(_settled(held, conversation, criterion))
    place = [private(each) for each in (held.id, conversation.id, criterion.id)]
    command = shlex.join(["rubric", "decide", *place])
    return Settling(
        decision=text,
        decision_name=f"{context.decisions_folder}/{name}.md",
        decision_url=url,
        decision_filled=filled,
        case=context.people.in_text(_case(context, conversation, criterion, consensus, name)),
        case_url=repository.edit_url(
            criterion.path,
            context.line(criterion.path, "edge_cases") if criterion.edge_cases else 0,
        ),
        case_file=private(criterion.path),
        clear=entry,
        clear_url=repository.edit_url(
            held.session.path,
            context.line(held.session.path, "settled") if held.session.settled else 0,
        ),
        clear_file=private(held.session.path),
        commands=(
            f'{command} --title "What is decided, as a statement"',
            f'{command} --no-change "Why the guideline stays as it is"',
        ),
    )


def _decision(
    context: Context,
    held: Held,
    conversation: Conversation,
    criterion: Criterion,
    given: Sequence[Given],
) -> Iterator[str]:
    """A decision with what is known of it: how it was read says no names."""
    known = yaml_scalar(conversation.id)
    yield from (
        "---",
        "title: What is decided, as a statement",
        "status: accepted",
        f"date: {held.session.date}",
        f"session: {yaml_scalar(held.id)}",
        f"criteria: [{criterion.id}]",
        f"conversations: [{known}]",
        f"settles: [{{conversation: {known}, criterion: {criterion.id}}}]",
        "---",
        "## Situation",
        "",
        context.plain(conversation.summary) or "What happened.",
        "",
        "## How reviewers read it",
        "",
    )
    yield from _readings(context, given)
    yield from (
        "",
        "## Decision",
        "",
        "How it is scored from now on.",
        "",
        "## Why",
        "",
        "The reason, for the next person who asks.",
    )


def _readings(context: Context, given: Sequence[Given]) -> Iterator[str]:
    """How many gave which score, and what they noted: a decision does not say who."""
    nobody = _nobody(context)
    for (score, label), some in groupby(
        given, key=lambda given: (given.score.text, given.score.words)
    ):
        group = list(some)
        yield f"- {len(group)} of {len(given)} gave {score} ({context.plain(label)})."
        yield from (
            f"    - {nobody.in_line(note)}" for note in sorted(each.note for each in group) if note
        )


@once_an_outline
def _nobody(context: Context) -> People:
    return People(context.project, Privacy.HIDDEN)


def _case(
    context: Context, conversation: Conversation, criterion: Criterion, score: str, decision: str
) -> str:
    lines = [] if criterion.edge_cases else ["edge_cases:"]
    lines += [
        "  - id: a-short-name",
        "    situation: >-",
        f"      {context.plain(conversation.summary) or 'What happened.'}",
        "    guidance: How to score it, and why.",
        f"    score: {score}",
        f"    decision: {decision}",
    ]
    return "\n".join(lines) + "\n"


def _settled(held: Held, conversation: Conversation, criterion: Criterion) -> str:
    lines = [] if held.session.settled else ["settled:"]
    lines += [
        f"  - conversation: {yaml_scalar(conversation.id)}",
        f"    criterion: {criterion.id}",
        "    no_change: Why the guideline stays as it is.",
    ]
    return "\n".join(lines) + "\n"

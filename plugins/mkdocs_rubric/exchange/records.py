"""What an export says, in one form whatever tool it comes from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mkdocs_rubric.exchange.ledger import Ledger
from mkdocs_rubric.exchange.node import Node


@dataclass(frozen=True, slots=True)
class Rating:
    """A score as a tool has it: its words, its units.

    Attributes:
        conversation: The id, as text.
        criterion: What the tool calls it.
        reviewer: Who gave it, as the tool calls them: an address, a name, an id.
        value: A number or a label, as text; `NA` does not apply, "" is not scored.
        note: What was written about it.
        session: The tool's calibration session; "" for a review of daily work.
        when: When it was given.
        machine: Whether software gave it.
        consensus: Whether it is what a session agreed on.
        points: How many points the scale has, where the tool says so.
        where: The place in the file, for messages.
        channel: Where the conversation was held, if that is known.
        fingerprint: Of the wording that software was given, as `rubric export judge` says it.
    """

    conversation: str
    criterion: str
    reviewer: str
    value: str
    note: str = ""
    session: str = ""
    when: dt.datetime | None = None
    machine: bool = False
    consensus: bool = False
    points: Decimal | None = None
    where: str = ""
    channel: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote in a conversation.

    Attributes:
        speaker: `Customer`, `Agent` or `Bot`.
        text: The words, without markup.
        when: When.
    """

    speaker: str
    text: str
    when: dt.datetime | None = None


@dataclass
class Talk:
    """A conversation with its text.

    Attributes:
        id: As the tool calls it.
        channel: Where it was held.
        messages: What was said, in order.
        customers: Names of customers that the export has.
        agents: Names of agents that it has.
        updated: When the tool last changed it: of two, the newer counts.
        customer: The customer's id in the tool, to tell who speaks.
        is_begun: Whether only its first message is known, and the others may stand elsewhere.
    """

    id: str
    channel: str = ""
    messages: Sequence[Message] = ()
    customers: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    updated: dt.datetime | None = None
    customer: str = ""
    is_begun: bool = False


def with_attachments(text: str, number: int) -> str:
    """A message's words, and that files came with it; what they are called is personal."""
    mark = {0: "", 1: "[attachment]"}.get(number, f"[{number} attachments]")
    return f"{text}\n{mark}".strip()


@dataclass(frozen=True)
class ToolSession:
    """A calibration session as a tool has it."""

    id: str
    title: str = ""
    held: dt.datetime | None = None
    due: dt.datetime | None = None


@dataclass
class Export:
    """Everything that some files of one tool say.

    Attributes:
        account: What was read, and what was not.
        ratings: The scores.
        talks: Conversations with their text, by id.
        sessions: Calibration sessions, by the tool's id.
        customers: Names and addresses of customers, to keep out of notes and transcripts.
        agents: The same of agents.
        phones: Phone numbers that belong to somebody, however a text writes them.
        waiting: Comments whose ticket stands in another file, by the ticket's id.
    """

    account: Ledger = field(default_factory=Ledger)
    ratings: list[Rating] = field(default_factory=list)
    talks: dict[str, Talk] = field(default_factory=dict)
    sessions: dict[str, ToolSession] = field(default_factory=dict)
    customers: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    waiting: dict[str, list[Node]] = field(default_factory=dict)

    def knows(self, person: Node, *, customer: bool) -> None:
        """Keep somebody's name, address and number out of all texts."""
        names = (person.text(name) for name in ("name", "email", "display_name"))
        (self.customers if customer else self.agents).update(filter(None, names))
        self.phones.update(number for name in ("phone", "mobile") if (number := person.text(name)))

    def add(self, rating: Rating) -> None:
        """A score; one without a conversation, a criterion or a reviewer is left out and said."""
        for name in ("conversation", "criterion", "reviewer"):
            if not getattr(rating, name):
                self.account.leave("ratings", f"no {name}", rating.where)
                return
        self.account.read["ratings"] += 1
        self.ratings.append(rating)

    def add_talk(self, talk: Talk, where: str) -> None:
        """A conversation; incremental exports repeat them, and the newest counts."""
        if not talk.id:
            self.account.leave("conversations", "no id", where)
            return
        known = self.talks.get(talk.id)
        if known is not None:
            self.account.leave("conversations", "an older copy of one that is read", where)
            if _earlier(talk.updated, known.updated):
                return
        else:
            self.account.read["conversations with text"] += 1
        self.talks[talk.id] = talk


def _earlier(first: dt.datetime | None, second: dt.datetime | None) -> bool:
    return first is not None and second is not None and first < second

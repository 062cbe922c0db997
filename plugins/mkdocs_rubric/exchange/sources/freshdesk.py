"""Freshdesk: tickets with their conversations, from its REST API."""

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Message, Talk, with_attachments
from mkdocs_rubric.importing.html_text import plain_text

_SOURCES = {"1": "email", "2": "portal", "3": "phone", "7": "chat", "9": "widget", "10": "outbound"}


def read(document: Node, export: Export) -> None:
    """Tickets: an array or one object; conversations inside, or on pages of their own."""
    for page in document.entries():
        if page.has("ticket_id"):
            _later(page, export)
        elif page.has("tickets"):
            for ticket in page.each("tickets"):
                _ticket(ticket, export)
        else:
            _ticket(page, export)


def _ticket(ticket: Node, export: Export) -> None:
    ticket.drop("requester_id", "responder_id", "cc_emails", "fwd_emails", "reply_cc_emails")
    ticket.drop("to_emails", "custom_fields", "requester", "company_id", "subject", "stats")
    ticket.skip("description", "description_text", "created_at", "updated_at")
    ticket.drop("responder", "company", "attachments")
    export.knows(ticket.inside("requester"), customer=True)
    export.knows(ticket.inside("responder"), customer=False)
    first = plain_text(ticket.text("description_text", "description"))
    first = with_attachments(first, sum(1 for _ in ticket.each("attachments")))
    messages = [Message("Customer", first, ticket.time("created_at"))] if first else []
    messages += [said for each in ticket.each("conversations") if (said := _said(each, export))]
    channel = ticket.text("source")
    talk = Talk(
        ticket.id("id"), _SOURCES.get(channel, ""), messages, updated=ticket.time("updated_at")
    )
    export.add_talk(talk, ticket.where)


def _later(entry: Node, export: Export) -> None:
    """A message on a page of its own: it goes to the ticket that came before."""
    said = _said(entry, export)
    known = export.talks.get(entry.id("ticket_id"))
    if known is None:
        export.account.leave("messages", "their ticket is not in the files before", entry.where)
    elif said is not None and said not in known.messages:
        known.messages = [*known.messages, said]


def _said(entry: Node, export: Export) -> Message | None:
    entry.drop("user_id", "support_email", "to_emails", "from_email", "cc_emails", "bcc_emails")
    entry.drop("attachments")
    entry.skip("id", "ticket_id", "source", "updated_at", "body", "incoming", "created_at")
    if entry.flag("private"):
        export.account.leave("internal notes", "never part of a transcript", entry.where)
        return None
    text = plain_text(entry.text("body_text", "body"))
    speaker = "Customer" if entry.flag("incoming") else "Agent"
    text = with_attachments(text, sum(1 for _ in entry.each("attachments")))
    return Message(speaker, text, entry.time("created_at"))

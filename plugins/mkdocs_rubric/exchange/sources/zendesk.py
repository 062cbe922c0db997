"""Zendesk Support: tickets with their comments, from the API or an account's export.

A comment that is not public is an internal note, and never part of a transcript.
"""

from mkdocs_rubric.exchange.html_text import plain_text
from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Message, Talk

_PAGING = (
    *("after_url", "after_cursor", "before_url", "before_cursor", "end_of_stream", "end_time"),
    *("next_page", "previous_page", "count", "links", "meta"),
)


def read(document: Node, export: Export) -> None:
    """Tickets: an array, a page of the API, or one a line, with their comments inside."""
    for page in document.entries():
        page.skip(*_PAGING)
        if page.has("tickets"):
            for ticket in page.each("tickets"):
                _ticket(ticket, export)
        elif page.has("ticket"):
            _ticket(page.inside("ticket"), export)
        elif page.has("id"):
            _ticket(page, export)
        if page.has("comments") and not page.has("id"):
            export.account.leave(
                "pages of comments", "no ticket is named; put them into their ticket", page.where
            )


def _ticket(ticket: Node, export: Export) -> None:
    ticket.drop("requester_id", "submitter_id", "assignee_id", "recipient", "collaborator_ids")
    ticket.drop("follower_ids", "email_cc_ids", "custom_fields", "fields", "organization_id")
    ticket.drop("satisfaction_rating", "requester", "submitter", "assignee", "raw_subject")
    ticket.drop("subject", "external_id", "url")
    customer = ticket.id("requester_id")
    for who in ("requester", "submitter", "assignee"):
        person = ticket.inside(who)
        names = filter(None, (person.text("name"), person.text("email")))
        (export.agents if who == "assignee" else export.customers).update(names)
    messages = []
    for comment in ticket.each("comments"):
        comment.drop("author_id", "attachments", "metadata", "author")
        comment.skip("id", "type", "audit_id", "via", "html_body", "public")
        if comment.has("public") and not comment.flag("public"):
            export.account.leave("internal notes", "never part of a transcript", comment.where)
            continue
        speaker = "Customer" if comment.id("author_id") == customer else "Agent"
        text = plain_text(comment.text("plain_body", "body", "html_body"))
        messages.append(Message(speaker, text, comment.time("created_at")))
    description = plain_text(ticket.text("description"))
    if not messages and description:
        messages = [Message("Customer", description, ticket.time("created_at"))]
        export.account.note(
            "some tickets have no comments in the file: their transcript is the first message"
        )
    via = ticket.inside("via")
    updated = ticket.time("updated_at", "generated_timestamp")
    talk = Talk(ticket.id("id"), via.text("channel"), messages, updated=updated)
    export.add_talk(talk, ticket.where)

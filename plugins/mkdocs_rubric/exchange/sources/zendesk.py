"""Zendesk Support: tickets with their comments, from the API or an account's export.

A comment that is not public is an internal note, and never part of a transcript.
"""

import re

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Message, Talk, with_attachments
from mkdocs_rubric.importing.html_text import plain_text

_STAFF = ("agent", "admin")
_TICKET = re.compile(r"\d+")
_PAGING = (
    *("after_url", "after_cursor", "before_url", "before_cursor", "end_of_stream", "end_time"),
    *("next_page", "previous_page", "count", "links", "meta"),
)


def read(document: Node, export: Export) -> None:
    """Tickets: an array, a page of the API, or one a line, with their comments inside.

    A page of comments names no ticket: its file is called after it, as `4711.json`.
    """
    for page in document.entries():
        page.skip(*_PAGING)
        for person in page.each("users"):
            person.drop(*(name for name in person.value if name not in ("id", "role")))
            person.skip("id", "role")
            export.knows(person, customer=person.text("role") not in _STAFF)
        if page.has("tickets"):
            for ticket in page.each("tickets"):
                _ticket(ticket, export)
            if page.has("end_of_stream"):
                export.account.page("tickets", more=not page.flag("end_of_stream"))
        elif page.has("ticket"):
            _ticket(page.inside("ticket"), export)
        elif page.has("id"):
            _ticket(page, export)
        if page.has("comments") and not page.has("id"):
            _comments_alone(page, export)


def _comments_alone(page: Node, export: Export) -> None:
    """Comments of a ticket that another file has."""
    named = _TICKET.search(page.where.partition(".")[0])
    if named is None:
        export.account.leave(
            "pages of comments", "no ticket is named: call the file after it, as 4711.json",
            page.where,
        )  # fmt: skip
        return
    export.waiting.setdefault(named[0], []).append(page)
    for comment in page.each("comments"):
        _marked(comment)


def _ticket(ticket: Node, export: Export) -> None:
    ticket.drop("requester_id", "submitter_id", "assignee_id", "recipient", "collaborator_ids")
    ticket.drop("follower_ids", "email_cc_ids", "custom_fields", "fields", "organization_id")
    ticket.drop("satisfaction_rating", "requester", "submitter", "assignee", "raw_subject")
    ticket.drop("subject", "external_id", "url")
    for who in ("requester", "submitter", "assignee"):
        export.knows(ticket.inside(who), customer=who != "assignee")
    customer = ticket.id("requester_id")
    name = ticket.id("id")
    messages = _said(ticket, customer, export)
    description = plain_text(ticket.text("description"))
    first = [Message("Customer", description, ticket.time("created_at"))] if description else []
    via = ticket.inside("via")
    updated = ticket.time("updated_at", "generated_timestamp")
    talk = Talk(name, via.text("channel"), messages or first, updated=updated)
    talk.customer = customer
    talk.is_begun = bool(first and not messages)
    export.add_talk(talk, ticket.where)


def finish(export: Export) -> None:
    """Put comments that came in files of their own into their tickets."""
    for name, pages in export.waiting.items():
        talk = export.talks.get(name)
        if talk is None:
            export.account.leave("pages of comments", "their ticket is not in the files", name)
            continue
        said = [each for page in pages for each in _said(page, talk.customer, export)]
        talk.messages = said if talk.is_begun else [*talk.messages, *said]
        talk.is_begun = talk.is_begun and not said
    if any(talk.is_begun for talk in export.talks.values()):
        export.account.note(
            "some tickets have no comments in the files: their transcript is the first message"
        )


def _marked(comment: Node) -> None:
    comment.drop("author_id", "attachments", "metadata", "author")
    comment.skip("id", "type", "audit_id", "via", "html_body", "public", "body", "plain_body")
    comment.skip("created_at")


def _said(owner: Node, customer: str, export: Export) -> list[Message]:
    messages = []
    for comment in owner.each("comments"):
        _marked(comment)
        export.knows(comment.inside("author"), customer=comment.id("author_id") == customer)
        if comment.has("public") and not comment.flag("public"):
            export.account.leave("internal notes", "never part of a transcript", comment.where)
            continue
        speaker = "Customer" if comment.id("author_id") == customer else "Agent"
        text = plain_text(comment.text("plain_body", "body", "html_body"))
        attached = sum(1 for _ in comment.each("attachments"))
        messages.append(
            Message(speaker, with_attachments(text, attached), comment.time("created_at"))
        )
    return messages

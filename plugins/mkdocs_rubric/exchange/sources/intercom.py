"""Intercom: conversations, and the scorecards that stand in them. Times are Unix seconds."""

from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.records import Export, Message, Rating, Talk, with_attachments
from mkdocs_rubric.importing.html_text import plain_text

MACHINE = "Intercom AI"
_SPEAKERS = {"admin": "Agent", "teammate": "Agent", "team": "Agent", "bot": "Bot"}
_CHANNELS = {"conversation": "chat", "phone_call": "phone"}
_SAID = ("comment", "quick_reply", "")
_INTERNAL = ("note", "note_and_reopen")


def read(document: Node, export: Export) -> None:
    """Conversations: an array, pages, or one a line."""
    for page in document.entries():
        page.skip("type", "pages", "total_count")
        paging = page.inside("pages")
        paging.skip("type", "page", "next", "per_page", "total_pages")
        if page.has("conversations"):
            if page.has("pages"):
                export.account.page("conversations", more=paging.has("next"))
            for conversation in page.each("conversations"):
                _conversation(conversation, export)
        else:
            _conversation(page, export)


def _conversation(conversation: Node, export: Export) -> None:
    conversation.drop("contacts", "teammates", "custom_attributes", "title", "company")
    conversation.drop("admin_assignee_id", "conversation_rating", "external_references")
    conversation.skip("type", "created_at", "updated_at", "conversation_parts", "source")
    source = conversation.inside("source")
    source.drop("author", "recipients", "reply_to", "attachments", "subject", "url")
    source.drop("email_message_metadata")
    source.skip("id", "delivered_as", "redacted", "body")
    messages = []
    first = plain_text(source.text("body"))
    first = with_attachments(first, sum(1 for _ in source.each("attachments")))
    if first:
        speaker = _speaker(source.inside("author"), export)
        messages.append(Message(speaker, first, conversation.time("created_at")))
    parts = conversation.inside("conversation_parts")
    parts.skip("type")
    there = parts.number("total_count")
    if there is not None and there > sum(1 for _ in parts.each("conversation_parts")):
        why = "the tool has more than the file, which holds at most 500"
        export.account.leave("ends of conversations", why, parts.where)
    said = (_part(part, export) for part in parts.each("conversation_parts"))
    messages += [message for message in said if message is not None]
    channel = _CHANNELS.get(source.text("type"), source.text("type"))
    updated = conversation.time("updated_at")
    talk = Talk(conversation.id("id"), channel, messages, updated=updated)
    export.add_talk(talk, conversation.where)
    for card in conversation.each("scorecards"):
        _scorecard(card, talk.id, channel, export)


def _part(part: Node, export: Export) -> Message | None:
    part.drop("author", "attachments", "assigned_to", "metadata", "email_message_metadata")
    part.drop("event_details", "external_id")
    part.skip("type", "id", "updated_at", "notified_at", "redacted", "state", "app_package_code")
    part.skip("body", "created_at")
    kind = part.text("part_type")
    speaker = _speaker(part.inside("author"), export)
    if kind in _INTERNAL:
        export.account.leave("internal notes", "never part of a transcript", part.where)
        return None
    text = plain_text(part.text("body"))
    text = with_attachments(text, sum(1 for _ in part.each("attachments")))
    if kind not in _SAID:
        export.account.leave("events", "not something that was said", part.where)
        return None
    return Message(speaker, text, part.time("created_at")) if text else None


def _speaker(author: Node, export: Export) -> str:
    kind = author.text("type")
    speaker = "Bot" if author.flag("from_ai_agent") else _SPEAKERS.get(kind, "Customer")
    names = filter(None, (author.text("name"), author.text("email")))
    (export.customers if speaker == "Customer" else export.agents).update(names)
    return speaker


def _scorecard(card: Node, conversation: str, channel: str, export: Export) -> None:
    """A scorecard: evaluators have an id and no name, so a profile has to say which they are."""
    card.drop("reviewed_teammate", "reviewer")
    card.skip("scorecard_id", "scorecard_version_id", "name", "scorecard_type", "passed", "score")
    card.skip("ai_score", "review_status")
    reviewer = card.inside("reviewer")
    person = reviewer.text("name", "email", "id", "admin_id") or "reviewer"
    for evaluator in card.each("evaluators"):
        result = evaluator.inside("result")
        machine = result.text("source") == "ai"
        result.skip("reason_ids")
        note = " / ".join(filter(None, (result.text("reasoning"), result.text("other_text"))))
        export.add(
            Rating(
                conversation=conversation,
                criterion=evaluator.id("evaluator_id"),
                reviewer=MACHINE if machine else person,
                value=result.text("value"),
                note=note,
                when=card.time("evaluated_at"),
                machine=machine,
                where=evaluator.where,
                channel=channel,
            )
        )

"""What changed, as a feed."""

import re
import uuid
from collections.abc import Iterator
from html import escape

from mkdocs_rubric.pages.base.addresses import CHANGES, FEED
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.changes.changes_page import MonthView, NewsView, months

_NOT_XML = re.compile("[^\\t\\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_IN_FEED = 24
"""Months."""


_NAMESPACE = uuid.UUID("6f5ad3a2-6a1e-4c2b-9c3a-0d7c1c6c2f11")


def feed(context: Context) -> str:
    """An Atom feed (RFC 4287), an entry for each month."""
    title = context.plain(context.project.rubric.title)
    shown = [one for one in months(context) if one.anchor <= f"{context.today:%Y-%m}"][:_IN_FEED]
    updated = max((news.iso for month in shown for news in month.news), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_xml(title)}: what changed</title>",
        f"<id>{_id(context.site_url + CHANGES)}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{_xml(title)}</name></author>",
    ]
    if context.site_url:
        lines += [
            f'<link href="{_xml(context.absolute(CHANGES))}"/>',
            f'<link rel="self" href="{_xml(context.site_url + FEED)}"/>',
        ]
    for month in shown:
        lines += _entry(context, month)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(context: Context, month: MonthView) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_xml(f'{month.title}: {month.sum}')}</title>"
    yield f"<id>{_id(f'{context.site_url}{CHANGES}#{month.anchor}')}</id>"
    yield f"<updated>{max(one.iso for one in month.news)}T00:00:00Z</updated>"
    if context.site_url:
        yield f'<link href="{_xml(context.absolute(CHANGES, month.anchor))}"/>'
    items = "".join(f"<li>{_news(one)}</li>" for one in month.news)
    yield f'<content type="html">{_xml(f"<ul>{items}</ul>")}</content>'
    yield "</entry>"


def _news(one: NewsView) -> str:
    if one.decision and one.standing:
        where = ", ".join(escape(link.text) for link in one.criteria)
        return f"{one.date}: {escape(one.standing.label)}: {escape(one.decision.text)} ({where})"
    subjects = "; ".join(
        f"{escape(subject.link.text)}: {', '.join(escape(c.sentence) for c in subject.changes)}"
        for subject in one.subjects
    )
    return f"{one.date}: {subjects}"


def _id(address: str) -> str:
    """A stable id: the same for as long as the address is."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, address)}"


def _xml(text: str) -> str:
    """Text for XML, without the control characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text))

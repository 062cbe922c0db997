"""Pages whose addresses tell no reviewer's name: ids are chosen by people, and may have one."""

from dataclasses import replace

from mkdocs_rubric.pages.base.page import Entry, Page
from mkdocs_rubric.pages.base.people import People


def addressed(page: Page, people: People) -> Page:
    """A page with its own address, and those of its places, as the site may show them."""
    uri, under = people.in_address(page.uri), people.in_address(page.under)
    boosts = {people.in_address(place): boost for place, boost in page.place_boosts.items()}
    source = page.source if people.in_address(page.source) == page.source else ""
    tags = tuple(map(people.in_line, page.tags))
    shown = replace(page, uri=uri, under=under, place_boosts=boosts, source=source, tags=tags)
    return page if shown == page else shown


def listed(entry: Entry, people: People) -> Entry:
    """An entry of the contents with the addresses that its pages have."""
    below = tuple(listed(inner, people) for inner in entry.below)
    return replace(entry, uri=people.in_address(entry.uri), below=below)

"""The pages' place in a menu.

The menu is rendered on every page, so what is in it is paid for on every page: single decisions
and sessions stay out, and beyond a number of pages single criteria do.
"""

from collections.abc import Iterator, Sequence

from mkdocs_rubric.site import Entry

IN_MENU = 80
"""Pages up to which the criteria are in the menu, and not only their index."""


def uris(entry: Entry) -> Iterator[str]:
    """The pages of an entry and of those below it."""
    if entry.uri:
        yield entry.uri
    for below in entry.below:
        yield from uris(below)


def is_crowded(entries: Sequence[Entry]) -> bool:
    """Whether there are too many pages for a menu to hold them all."""
    return sum(1 for entry in entries for _ in uris(entry)) > IN_MENU


def shown_in_menu(entries: Sequence[Entry]) -> list[Entry]:
    """The contents as a menu has them."""
    return [_without_many(entry) for entry in entries] if is_crowded(entries) else list(entries)


def _without_many(entry: Entry) -> Entry:
    below = tuple(_without_many(part) for part in entry.below if not part.one_of_many)
    return Entry(entry.title, entry.uri, below, section=entry.section, last=entry.last)


HOME_BESIDE_YOURS = "standard.md"
"""Where the overview is on a site whose first page somebody has written."""

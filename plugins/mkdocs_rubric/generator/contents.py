"""The pages' place in a menu.

The menu is rendered on every page, so what is in it is paid for on every page: single decisions
and sessions stay out, and beyond a number of pages single criteria do.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from mkdocs_rubric.site import Entry

Item = TypeVar("Item")
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
    if not is_crowded(entries):
        return list(entries)
    return [entry if entry.first else _without_many(entry) for entry in entries]


def _without_many(entry: Entry) -> Entry:
    below = tuple(_without_many(part) for part in entry.below if not part.one_of_many)
    return replace(entry, below=below)


def arranged(
    made: Iterable[tuple[Entry, Item]],
    theirs: Sequence[Item],
    together: Callable[[list[Item]], Item] | None,
    *,
    first: bool,
) -> list[Item]:
    """The top level of a menu.

    Args:
        made: Our entries, each with its item.
        theirs: The items of the team's own pages.
        together: Makes one section of our items; None where they stand on the top level.
        first: Whether they stand before the team's.
    """
    begin: list[Item] = []
    home: list[Item] = []
    others: list[Item] = []
    last: list[Item] = []
    for entry, item in made:
        if entry.first:
            begin.append(item)
        elif entry.uri == "index.md" and not entry.below:
            home.append(item)
        else:
            (last if entry.last and together is None else others).append(item)
    if together and others:
        others = [together(others)]
    middle = [*others, *theirs] if first else [*theirs, *others]
    return [*begin, *home, *middle, *last]


HOME_BESIDE_YOURS = "standard.md"
"""Where the overview is on a site whose first page somebody has written."""

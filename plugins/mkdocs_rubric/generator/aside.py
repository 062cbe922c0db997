"""What is HTML already, kept aside while others look for Markdown and for words.

Python-Markdown and the search read every tag, in Python. Most of what is generated is tables, lists
and charts, in which there is nothing for either: placeholders go through instead.
"""

import re
from collections.abc import Callable, Sequence

_NAME = re.compile("data-rubric-aside", re.IGNORECASE)
_PLACE = '<div data-rubric-aside="{}"></div>'
_PLACES = re.compile(r'<div data-rubric-aside="([0-9]+)">\s*</div>')  # as it comes out of Markdown
_UNSEARCHED = ' data-search-exclude="true"'


def place(number: int) -> str:
    """What stands in the place of a part."""
    return _PLACE.format(number)


def unplaced(text: str) -> str:
    """A text in which nobody but us has made a place."""
    return _NAME.sub("data-rubric-part", text)


def taken_out(markdown: str, parts: Sequence[str]) -> str:
    """A page with a placeholder for each of some parts.

    Args:
        markdown: The page.
        parts: Elements that start on a line of their own, in their order.
    """
    rest, end = [], 0
    for number, part in enumerate(parts):
        start = markdown.find(part, end)
        if start >= 0:
            rest += [unplaced(markdown[end:start]), place(number)]
            end = start + len(part)
    return "".join([*rest, unplaced(markdown[end:])])


def between(html: str, change: Callable[[str], str]) -> str:
    """A page of which each stretch between two places is changed by itself.

    What an author has left open ends with that stretch, and takes no part of ours along.
    """
    changed, end = [], 0
    for found in _PLACES.finditer(html):
        changed += [change(html[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*changed, change(html[end:])])


def put_back(html: str, parts: Sequence[str], *, searched_only: bool = False) -> str:
    """A page with its parts in their places again, or only with those that the search reads."""

    def part(place: re.Match[str]) -> str:
        number = int(place[1])
        if number >= len(parts) or (searched_only and is_unsearched(parts[number])):
            return place[0]
        return parts[number]

    return _PLACES.sub(part, html) if parts else html


def is_unsearched(part: str) -> bool:
    """Whether Material's search skips an element."""
    return _UNSEARCHED in part[: part.find(">")]


def as_searched(part: str) -> str:
    """An element as Material's search leaves it behind."""
    return part.replace(_UNSEARCHED, "")


def ids(parts: Sequence[str]) -> set[str]:
    """What can be linked to in some elements."""
    return {rest.partition('"')[0] for part in parts for rest in part.split(' id="')[1:]}

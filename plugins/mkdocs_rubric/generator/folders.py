"""Folders of ours that `nav:` names, as in `- Criteria: criteria/`.

MkDocs knows only pages there. awesome-nav and literate-nav know folders, and find ours themselves.
"""

import posixpath
from collections.abc import Container, Iterator, Sequence
from typing import Any

from mkdocs_rubric.generator.contents import shown_in_menu
from mkdocs_rubric.render import as_title
from mkdocs_rubric.site import Entry


def filled_in(nav: Any, entries: Sequence[Entry], made: Container[str]) -> Any:
    """A `nav:` with the pages of each folder of ours in its place.

    Args:
        nav: As it stands in mkdocs.yml.
        entries: The contents of our pages.
        made: The pages that there are.
    """
    shown = shown_in_menu(entries)
    return _filled_in(nav, shown, made)


def _filled_in(found: Any, entries: Sequence[Entry], made: Container[str]) -> Any:
    if isinstance(found, list):
        return [part for item in found for part in _in_list(item, entries, made)]
    if isinstance(found, dict):
        return {title: _filled_in(item, entries, made) for title, item in found.items()}
    if isinstance(found, str) and not found.endswith(".md"):
        inside = _inside(_folder(found), entries)
        return [item for entry in inside for item in _items(entry, made)] or found
    return found


def _folder(written: str) -> str:
    """`criteria/`, however it is written."""
    return f"{posixpath.normpath(written)}/"


def _in_list(item: Any, entries: Sequence[Entry], made: Container[str]) -> list[Any]:
    """A folder without a title has its own, if it has an index."""
    filled = _filled_in(item, entries, made)
    if not isinstance(filled, list) or not isinstance(item, str):
        return [filled]
    folder = _folder(item)
    first = next(_inside(folder, entries))
    return [{as_title(first.title): filled}] if first.uri == f"{folder}index.md" else filled


def _inside(folder: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a folder: its index, what is below that, and pages elsewhere in the menu."""
    for entry in entries:
        if entry.uri == f"{folder}index.md":
            yield Entry(entry.title, entry.uri)
            yield from entry.below
        elif entry.uri.startswith(folder):
            yield entry
        else:
            yield from _inside(folder, entry.below)


def _items(entry: Entry, made: Container[str]) -> Iterator[Any]:
    own = [entry.uri] if entry.uri in made else []
    below = [item for part in entry.below for item in _items(part, made)]
    if below:
        yield {as_title(entry.title): [*own, *below]}
    elif own and entry.uri.endswith("/index.md"):
        yield entry.uri  # as the head of its section it needs no title
    elif own:
        yield {as_title(entry.title): entry.uri}

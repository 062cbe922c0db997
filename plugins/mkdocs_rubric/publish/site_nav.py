"""The site's navigation, written out: for generators to which no plugin hands one."""

import posixpath
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from mkdocs_rubric.generator.contents import arranged, shown_in_menu
from mkdocs_rubric.generator.folders import filled_in
from mkdocs_rubric.render import as_title
from mkdocs_rubric.site import Entry

_INDEXES = ("index.md", "README.md")


def written_out(
    own: Any, entries: Sequence[Entry], made: Container[str], title: str | None, *, first: bool
) -> list[Any]:
    """A `nav:` with our pages in it, unless it names one of them already.

    Args:
        own: The team's, as it stands, or as `automatic` makes it.
        entries: The contents of our pages.
        made: Our pages that there are.
        title: The section they stand in; None for the top level.
        first: Whether they stand before the hand-written pages.
    """
    own = filled_in(own, entries, made)
    theirs: list[Any] = own if isinstance(own, list) else [own] if own else []
    if any(uri in made for uri in named(theirs)):
        return theirs
    items = [(entry, item) for entry in shown_in_menu(entries) for item in _items(entry, made)]
    together = (lambda ours: {title: ours}) if title else None
    return arranged(items, theirs, together, first=first)


def _items(entry: Entry, made: Container[str]) -> Iterator[dict[str, Any]]:
    own = [entry.uri] if entry.uri in made else []
    below = [item for part in entry.below for item in _items(part, made)]
    if below or (own and entry.section):
        yield {as_title(entry.title): [*own, *below]}
    elif own:
        yield {as_title(entry.title): entry.uri}


def automatic(pages: Sequence[str]) -> list[Any]:
    """The navigation of hand-written pages where a team has written none: by folder and name."""
    tree: dict[str, Any] = {}
    for uri in sorted(pages, key=_order):
        *folders, name = uri.split("/")
        place = tree
        for folder in folders:
            place = place.setdefault(f"{folder}/", {})
        place[name] = uri
    return _listed(tree)


def _order(uri: str) -> tuple[list[str], bool, str]:
    """As MkDocs walks: a folder's own pages before the folders in it, its index first."""
    folder, name = posixpath.split(uri)
    return folder.split("/") if folder else [], name not in _INDEXES, name


def _listed(tree: Mapping[str, Any]) -> list[Any]:
    pages = [uri for name, uri in tree.items() if not name.endswith("/")]
    folders = [
        {_as_words(name): _listed(below)} for name, below in tree.items() if name.endswith("/")
    ]
    return [*pages, *folders]


def _as_words(folder: str) -> str:
    """As MkDocs calls a folder: `first-week/` is `First week`."""
    words = folder.rstrip("/").replace("-", " ").replace("_", " ")
    return words.capitalize() if words.lower() == words else words


def named(nav: Any) -> Iterator[str]:
    """The pages that a navigation names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for below in nav.values():
            yield from named(below)
    elif isinstance(nav, list):
        for item in nav:
            yield from named(item)


def sections(nav: Any, above: tuple[tuple[str, str], ...] = ()) -> Iterator[tuple[str, Any]]:
    """The sections above each page of a navigation: their titles, and the page each leads to."""
    if isinstance(nav, str):
        yield nav, above
    elif isinstance(nav, list):
        for item in nav:
            yield from sections(item, above)
    elif isinstance(nav, Mapping):
        for title, below in nav.items():
            if isinstance(below, list):
                leads_to = next(named(below), "")
                yield from sections(below, (*above, (str(title), leads_to)))
            else:
                yield from sections(below, above)


def titles(nav: Any) -> Iterator[tuple[str, str]]:
    """What a navigation calls single pages."""
    if isinstance(nav, list):
        for item in nav:
            yield from titles(item)
    elif isinstance(nav, Mapping):
        for title, below in nav.items():
            if isinstance(below, str):
                yield below, str(title)
            else:
                yield from titles(below)

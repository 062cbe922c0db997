"""The pages' place in the navigation.

The menu is rendered on every page, so what is in it is paid for on every page: single decisions
and sessions stay out, and are attached to their index so that breadcrumbs, the active section and
previous/next work all the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_rubric.generator.contents import arranged, shown_in_menu, uris
from mkdocs_rubric.render import as_title
from mkdocs_rubric.site import Entry, Page


def place(
    nav: Navigation,
    ours: Mapping[str, File],
    entries: Sequence[Entry],
    title: str | None,
    *,
    first: bool,
) -> bool:
    """Put the pages into the navigation, unless it names one of them already.

    A hand-written page that stands in for one of ours has its place already, and keeps it.

    Args:
        nav: As it is after every other plugin; changed in place.
        ours: The files we made, with their pages, by their uri.
        entries: The contents of our pages.
        title: The section they stand in; None for the top level.
        first: Whether they stand before the hand-written pages.

    Returns:
        Whether they were put there.
    """
    listed = {uri for entry in entries for uri in uris(entry) if uri in ours}
    if any(page.file.src_uri in listed for page in _pages(nav.items)):
        return False
    made = [(entry, item) for entry in shown_in_menu(entries) for item in _items(entry, ours)]
    together = (lambda pages: Section(title, pages)) if title else None
    nav.items[:] = arranged(made, list(nav.items), together, first=first)
    for item in nav.items:
        _adopt(item)
    nav.homepage = nav.homepage or _page(ours, "index.md")
    nav.pages[:] = list(_pages(nav.items))
    _chain(nav.pages)
    return True


def absent_in_words(nav: Navigation, entries: Sequence[Entry]) -> str:
    """What a navigation that names some of our pages leaves out; "" if it is nothing."""
    listed = {page.file.src_uri for page in nav.pages}
    absent = [entry.title for entry in entries if listed.isdisjoint(uris(entry))]
    if not absent:
        return ""
    return (
        "the navigation names some pages of the rubric, so the others are not added to it; left "
        f"to links and search: {', '.join(absent)}"
    )


def attach(nav: Navigation, files: Mapping[str, File], pages: Iterable[Page]) -> None:
    """Give the pages outside the menu a section and neighbours."""
    in_menu = {page.file.src_uri for page in nav.pages}
    by_index: dict[str, list[MkDocsPage]] = {}
    for page in pages:
        if page.under and page.uri not in in_menu and (child := _page(files, page.uri)):
            by_index.setdefault(page.under, []).append(child)
    for under, children in by_index.items():
        index = _page(files, under)
        for child in children:
            child.parent = index.parent if index else None
        _chain(children)


def _page(files: Mapping[str, File], uri: str) -> MkDocsPage | None:
    file = files.get(uri)
    return file.page if file else None


def _items(entry: Entry, ours: Mapping[str, File]) -> Iterator[MkDocsPage | Section]:
    page = _page(ours, entry.uri)
    title = as_title(entry.title)
    if page is not None:
        page.title = title
    below: list[StructureItem] = [item for part in entry.below for item in _items(part, ours)]
    if below or entry.section:
        # A page named index heads its section, where the theme knows `navigation.indexes`.
        yield Section(title, [*([page] if page else []), *below])
    elif page is not None:
        yield page


def _adopt(item: StructureItem, parent: Section | None = None) -> None:
    item.parent = parent
    if isinstance(item, Section):
        for child in item.children:
            _adopt(child, item)


def _pages(items: Iterable[StructureItem]) -> Iterator[MkDocsPage]:
    for item in items:
        if isinstance(item, MkDocsPage):
            yield item
        if isinstance(item, Section):  # some plugins make sections that are pages
            yield from _pages(item.children)


def _chain(pages: Sequence[MkDocsPage]) -> None:
    for page in pages:
        page.previous_page = page.next_page = None
    for before, after in pairwise(pages):
        before.next_page, after.previous_page = after, before

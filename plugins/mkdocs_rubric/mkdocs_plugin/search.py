"""What is kept out of search, and what Material's own finds first (`finder: false`).

Its ranking knows pages and titles. What a reviewer looks for is a place on a page, by words that
stand in its text, so fields and places are weighed here. MkDocs' own search has no weights, and
stays as it is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rubric.generator.theme import FIELDS
from mkdocs_rubric.site import FinderIndex, Page, Site


def weigh_fields(config: MkDocsConfig) -> None:
    """Weigh titles, texts and tags, unless mkdocs.yml does."""
    options: Any = getattr(_plugin(config), "config", {})
    if "fields" in options:
        for name, weight in FIELDS.items():
            options["fields"].setdefault(name, dict(weight))


def weigh_places(config: MkDocsConfig, pages: Iterable[Page], urls: Mapping[str, str]) -> None:
    """Weigh each place on our pages in the finished index.

    Args:
        config: Tells which search is in use.
        pages: Our pages.
        urls: The address of each page, by its uri.
    """
    index = getattr(_plugin(config), "search_index", None)
    entries = getattr(index, "entries", None)
    by_url = {urls[page.uri]: page for page in pages if page.uri in urls}
    if not isinstance(entries, list):
        _leave_out(index, {url for url, page in by_url.items() if not page.boost})
        return
    for entry in entries:
        url, _, anchor = entry["location"].partition("#")
        page = by_url.get(url)
        if page is not None:
            entry["boost"] = page.place_boosts.get(anchor, page.boost)


def is_kept_out(config: MkDocsConfig, url: str, meta: Mapping[str, Any] | None = None) -> bool:
    """Whether a page is kept out of search: by its front matter, or with mkdocs-exclude-search."""
    own = (meta or {}).get("search")
    settings: Any = getattr(config.plugins.get("exclude-search"), "config", {})
    name = url.rstrip("/").removesuffix(".html")
    return bool(isinstance(own, Mapping) and own.get("exclude")) or any(
        fnmatch(name, path.removesuffix(".md")) for path in settings.get("exclude") or ()
    )


def finder(site: Site, config: MkDocsConfig, urls: Mapping[str, str]) -> FinderIndex:
    """What the finder looks through, without rules on pages that are kept out of search."""
    out = {uri for uri, url in urls.items() if is_kept_out(config, url)}
    if not out:
        return site.finder
    return replace(site.finder, answers=[one for one in site.finder.answers if one.uri not in out])


def _leave_out(index: object, urls: Collection[str]) -> None:
    """Take pages out of the index of MkDocs' own search, which knows no such setting."""
    entries = getattr(index, "_entries", None)
    if isinstance(entries, list):
        entries[:] = [entry for entry in entries if entry["location"].partition("#")[0] not in urls]


def _plugin(config: MkDocsConfig) -> object:
    return config.plugins.get("material/search") or config.plugins.get("search")

"""What the finder lists below the rules: words explained, and all other pages by their headings.

Pages are read as MkDocs' own search reads them, whichever search and theme a site has.
"""

import html
import json
from collections.abc import Iterable, Iterator, Mapping

from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_rubric.site import GLOSSARY, Page, Section

_EXPLAINED = ("method/", GLOSSARY)
_LONGEST = 600  # characters of a section: more of them are not told from each other by the rest


class Sections:
    """The sections of pages, from build to build: `serve --dirty` reads only what has changed."""

    def __init__(self) -> None:
        self._of: dict[str, list[Section]] = {}

    def note(self, page: MkDocsPage) -> None:
        """Read a page whose Markdown is HTML."""
        excluded = (page.meta.get("search") or {}).get("exclude")
        self._of[page.file.src_uri] = [] if excluded else list(_read(page))

    def of(self, made: Iterable[Page]) -> list[Section]:
        """All sections: explanations first, then the team's own pages, then those that are made.

        Args:
            made: The pages made from the rubric.
        """
        uris = {page.uri for page in made}
        order = sorted(self._of, key=lambda uri: (not uri.startswith(_EXPLAINED), uri in uris, uri))
        return [section for uri in order for section in self._of[uri]]

    def forget_all_but(self, uris: Iterable[str]) -> None:
        """Forget pages that are gone."""
        kept = set(uris)
        self._of = {uri: sections for uri, sections in self._of.items() if uri in kept}


def _read(page: MkDocsPage) -> Iterator[Section]:
    explained = page.file.src_uri.startswith(_EXPLAINED)
    whole = explained or not page.file.generated_by
    index = SearchIndex(
        indexing="full" if whole else "sections",
        lang=["en"],
        min_search_length=1,
        prebuild_index=False,
        separator=r"\s+",
    )
    index.add_entry_from_context(page)
    title = html.unescape(page.title or "")
    kind = "explanation" if explained else "page"
    # The first entry is the page with the texts of all its sections, which have their own.
    headings = json.loads(index.generate_search_index())["docs"][1:]
    own = next((entry for entry in headings if html.unescape(entry["title"] or "") == title), None)
    yield Section(kind, page.url, title, "", _text(own) if own else "")
    for entry in headings:
        if entry is not own:
            heading = html.unescape(entry["title"] or "")
            yield Section(kind, entry["location"], heading, title, _text(entry))


def _text(entry: Mapping[str, str]) -> str:
    return html.unescape(entry["text"])[:_LONGEST]

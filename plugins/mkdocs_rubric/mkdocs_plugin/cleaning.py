"""What authors wrote, cleaned where Markdown and its extensions are done with it.

Before that nobody knows what becomes HTML: an extension of the team's own may make an element of
anything. What is ours and needs more than authors may have is kept aside meanwhile.
"""

from collections.abc import Iterable, Iterator

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_rubric.generator.sections import ReadPage, Sections
from mkdocs_rubric.generator.texts import shown
from mkdocs_rubric.markup.cleaned import cleaned, words_only


def harmless(html: str, page: Page) -> str:
    """A page's HTML of which nothing runs; the page's contents are changed in place."""
    _clean(page.toc)
    return cleaned(html)


def _clean(contents: Iterable[AnchorLink]) -> None:
    for link in contents:
        link.title = words_only(link.title)
        _clean(link.children)


def show_in_contents(contents: Iterable[AnchorLink]) -> None:
    """What was hidden, as it was written, in a page's table of contents."""
    for entry in contents:
        entry.title = shown(entry.title)
        show_in_contents(entry.children)


def note(sections: Sections, page: Page, url: str, *, made: bool) -> None:
    """Let the finder list a page at an address."""
    sections.note(
        ReadPage(
            page.file.src_uri,
            url,
            page.title or "",
            page.content or "",
            dict(_headings(page.toc)),
            made=made,
        )
    )


def _headings(contents: Iterable[AnchorLink]) -> Iterator[tuple[str, str]]:
    for link in contents:
        yield link.id, link.title
        yield from _headings(link.children)

"""What authors wrote, cleaned where Markdown and its extensions are done with it.

Before that nobody knows what becomes HTML: an extension of the team's own may make an element of
anything. What is ours and needs more than authors may have is kept aside meanwhile.
"""

from collections.abc import Iterable

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_rubric.markup.cleaned import cleaned, words_only


def harmless(html: str, page: Page) -> str:
    """A page's HTML of which nothing runs; the page's contents are changed in place."""
    _clean(page.toc)
    return cleaned(html)


def _clean(contents: Iterable[AnchorLink]) -> None:
    for link in contents:
        link.title = words_only(link.title)
        _clean(link.children)

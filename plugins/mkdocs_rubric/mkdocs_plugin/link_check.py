"""Our own check of links. MkDocs looks at links in Markdown; most of ours are HTML."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mkdocs.structure.files import File

_LINK = re.compile(r"""<(?:a|area)\b[^>]*?\s(?:xlink:)?href=(?:"([^"]*)"|'([^']*)')""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


@dataclass
class LinkCheck:
    """The HTML links of each page, found once for as long as its text is the same."""

    _known: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def broken(
        self, texts: Mapping[str, str], files: Mapping[str, File], *, with_places: bool
    ) -> Iterator[str]:
        """What leads nowhere, in words.

        Args:
            texts: Our pages, by their uri.
            files: Every file of the site, by its uri; pages have been converted.
            with_places: Whether to look for places on our pages too.
        """
        places: dict[str, Callable[[], set[str]]] = {
            _address(file.dest_uri): _anchors(
                file if with_places and file.src_uri in texts else None
            )
            for file in files.values()
        }
        for uri, text in texts.items():
            if uri in files:
                here = files[uri].dest_uri
                for link in sorted(self._links(uri, text)):
                    if not _leads_somewhere(link, here, places):
                        yield f"{uri} has a link to {link}, which is nowhere on the site"

    def _links(self, uri: str, text: str) -> frozenset[str]:
        known = self._known.get(uri)
        if known is None or known[0] != text:
            found = {double or single for double, single in _LINK.findall(text)}
            links = frozenset(html.unescape(link) for link in found if not _ELSEWHERE.match(link))
            known = self._known[uri] = (text, links)
        return known[1]


def _leads_somewhere(link: str, here: str, places: Mapping[str, Callable[[], set[str]]]) -> bool:
    path, _, anchor = link.partition("#")
    path = unquote(path.partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    if target.startswith("../"):
        return True  # another site's business
    anchors = places.get(_address(target))
    if anchors is None:
        return False
    known = anchors() if anchor else set()
    return not anchor or not known or unquote(anchor) in known


def _address(path: str) -> str:
    """One address for a file and for the folder whose index it is."""
    folder, name = posixpath.split(path)
    return (folder or ".") if name == "index.html" else path


def _anchors(file: File | None) -> Callable[[], set[str]]:
    """The places on a page of ours; none where they are not known."""
    return lambda: (file and file.page and file.page.present_anchor_ids) or set()

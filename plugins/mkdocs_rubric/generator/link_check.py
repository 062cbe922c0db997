"""Our own check of links. Generators look at links in Markdown; most of ours are HTML."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

_LINK = re.compile(r"""<(?:a|area)\b[^<>]*?\s(?:xlink:)?href=(?:"([^"]*)"|'([^']*)')""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


@dataclass
class LinkCheck:
    """The HTML links of each page, found once for as long as its text is the same."""

    _known: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def broken(
        self, texts: Mapping[str, str], files: Mapping[str, str], ids: Callable[[str], set[str]]
    ) -> Iterator[str]:
        """What leads nowhere, in words.

        Args:
            texts: Our pages, by their uri.
            files: The file on the site that each file becomes, by its uri.
            ids: The places on a page, by its uri; none where they are not known.
        """
        uris = {_address(place): uri for uri, place in files.items()}
        for uri, text in texts.items():
            if uri in files:
                for link in sorted(self._links(uri, text)):
                    if not _leads_somewhere(link, files[uri], uris, ids):
                        yield f"{uri} has a link to {link}, which is nowhere on the site"

    def _links(self, uri: str, text: str) -> frozenset[str]:
        known = self._known.get(uri)
        if known is None or known[0] != text:
            found = {double or single for double, single in _LINK.findall(text)}
            links = frozenset(html.unescape(link) for link in found if not _ELSEWHERE.match(link))
            known = self._known[uri] = (text, links)
        return known[1]


def _leads_somewhere(
    link: str, here: str, uris: Mapping[str, str], ids: Callable[[str], set[str]]
) -> bool:
    path, _, anchor = link.partition("#")
    path = unquote(path.partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    if target.startswith("../"):
        return True  # another site's business
    uri = uris.get(_address(target))
    if uri is None:
        return False
    known = ids(uri) if anchor else set()
    return not anchor or not known or unquote(anchor) in known


def _address(path: str) -> str:
    """One address for a file and for the folder whose index it is."""
    folder, name = posixpath.split(path)
    return (folder or ".") if name == "index.html" else path

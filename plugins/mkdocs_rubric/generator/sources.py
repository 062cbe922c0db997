"""Links of HTML as paths of files, for generators that make addresses of them.

In MkDocs, HTML in a page goes to the reader as it is, so that its links are addresses. Zensical
takes every `href` and `src` for the path of a file, seen from the page's own file. What it does not
look at stays an address: `xlink:href` in drawings, and data for scripts.
"""

import html
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

_LINK = r"""(?P<before><[a-zA-Z][^<>]*?\s(?:href|src)=)(?P<sign>["'])(?P<link>.*?)(?P=sign)"""
_FENCED = r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$"
_INLINE = r"(?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)"
_IN_HTML = re.compile(_LINK, re.DOTALL)
_IN_MARKDOWN = re.compile(f"{_FENCED}|{_INLINE}|{_LINK}", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|$", re.IGNORECASE)


class Sources:
    """Changes links to the paths of files; what was found once is kept.

    Args:
        pages: The file of each page, by its address from the site's root (`criteria/empathy/`).
    """

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages
        self._known: dict[tuple[str, str, str], str] = {}

    def changed(self, text: str, uri: str, here: str, *, is_html: bool = False) -> str:
        """A page, or a part of it, whose HTML links to files.

        Args:
            text: The page or the part.
            uri: The page's file.
            here: Its address.
            is_html: Whether the text is HTML and no Markdown, of which code is left alone.
        """
        folder, base = posixpath.dirname(uri), posixpath.dirname(here)

        def path(found: re.Match[str]) -> str:
            link = found["link"]
            if link is None or _ELSEWHERE.match(link):
                return found[0]
            return (
                f"{found['before']}{found['sign']}{self._path(link, base, folder)}{found['sign']}"
            )

        return (_IN_HTML if is_html else _IN_MARKDOWN).sub(path, text)

    def _path(self, link: str, base: str, folder: str) -> str:
        if link.startswith("../") and base:  # neighbours have most of their links in common
            link, base = link[3:] or "./", posixpath.dirname(base)
        key = (link, base, folder)
        if key not in self._known:
            self._known[key] = self._found(link, base, folder)
        return self._known[key]

    def _found(self, link: str, base: str, folder: str) -> str:
        path, mark, rest = _split(html.unescape(link))
        target = posixpath.normpath(posixpath.join(base, unquote(path)))
        if target.startswith(".."):
            outside = posixpath.relpath(target, folder or ".")
            return html.escape(
                quote(f"{outside}/" if path.endswith("/") else outside) + mark + rest
            )
        address = "" if target == "." else target
        page = self._pages.get(f"{address}/" if address else "") or self._pages.get(address)
        meant = posixpath.relpath(page or target, folder or ".")
        if page is None and path.endswith("/"):
            meant += "/"
        return html.escape(quote(meant) + mark + rest)


def _split(link: str) -> tuple[str, str, str]:
    """A link's path, and what follows it."""
    found = re.search(r"[?#]", link)
    if found is None:
        return link, "", ""
    return link[: found.start()], found[0], link[found.end() :]

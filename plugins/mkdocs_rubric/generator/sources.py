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


def as_sources(
    text: str, uri: str, pages: Mapping[str, str], here: str, *, is_html: bool = False
) -> str:
    """A page whose HTML links to files.

    Args:
        text: The page, or a part of it.
        uri: Its file.
        pages: The file of each page, by its address from the site's root (`criteria/empathy/`).
        here: Its own address.
        is_html: Whether the text is HTML and no Markdown, of which code is left alone.
    """

    def changed(found: re.Match[str]) -> str:
        if found["link"] is None:
            return found[0]
        sign = found["sign"]
        return f"{found['before']}{sign}{_source(found['link'], uri, pages, here)}{sign}"

    return (_IN_HTML if is_html else _IN_MARKDOWN).sub(changed, text)


def _source(link: str, uri: str, pages: Mapping[str, str], here: str) -> str:
    if _ELSEWHERE.match(link):
        return link
    path, mark, rest = _split(html.unescape(link))
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(path)))
    if target.startswith(".."):
        return link
    address = "" if target == "." else target
    page = pages.get(f"{address}/" if address else "") or pages.get(address)
    folder = posixpath.dirname(uri)
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

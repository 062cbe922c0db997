"""An author's Markdown on a page of the site."""

import posixpath
import re

from mkdocs_rubric.pages.base.addresses import is_earlier, relative
from mkdocs_rubric.pages.base.links import Links

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\s#]+)(#[^)\s]*)?([^)]*)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def linked(text: str, path: str, page: str, links: Links) -> str:
    """Markdown of a file, for one page: links to files lead to the pages made from them."""

    def rewritten(found: re.Match[str]) -> str:
        words, target, anchor, title = found.groups("")
        if _ELSEWHERE.match(target):
            return found[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        uri = links.pages_of_files.get(file)
        if uri is None:  # an earlier wording may link to what is gone
            return words if is_earlier(page) else found[0]
        return f"[{words}]({relative(uri, page)}{anchor}{title})" if uri else words

    return _LINK.sub(rewritten, text) if "](" in text else text

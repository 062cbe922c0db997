"""Pages that stand where one of ours would: our links to places on them lead to what is there."""

import posixpath
import re
from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_rubric.mkdocs_plugin.made import destination
from mkdocs_rubric.site import Page

_ID = re.compile(r'\sid="([^"]*)"')
_PLACE = re.compile(r'(?<=\shref=")([^"#:]*)#([^"]*)(?=")')


def places(
    pages: Iterable[Page], ours: Mapping[str, object], files: Files, config: MkDocsConfig
) -> dict[str, set[str]]:
    """The ids on each page that is not ours, by its address.

    Args:
        pages: Those we would have made.
        ours: Those that are ours, by their uri.
        files: All files, with their pages.
        config: MkDocs' settings.
    """
    built = {file.dest_uri: file.page for file in files.documentation_pages()}
    wanted = [destination(page.uri, config) for page in pages if page.uri not in ours]
    return {
        _address(place): set(_ID.findall(page.content or ""))
        for place in wanted
        if (page := built.get(place))
    }


def led_there(html: str, here: str, known: Mapping[str, set[str]]) -> str:
    """HTML whose links to such pages name no place that is not on them.

    Args:
        html: Of a page of ours.
        here: The file it becomes.
        known: The ids on those pages.
    """

    def link(found: re.Match[str]) -> str:
        path, anchor = found.groups()
        to = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        ids = known.get(_address(to))
        if ids is None or anchor in ids:
            return found[0]
        # As Material's plugin `tags` calls it, on the team's own page of tags.
        listed = f"tag:{anchor.removeprefix('tag-')}"
        return f"{path}#{listed}" if listed in ids else path

    return _PLACE.sub(link, html) if known else html


def _address(place: str) -> str:
    folder, name = posixpath.split(place)
    return (folder or ".") if name == "index.html" else place

"""What the finder lists below the rules, before a generator has made any page.

Pages are read by Python-Markdown with those of the site's extensions that are known: enough to tell
headings, their ids and their words, which is all that is listed.
"""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown

from mkdocs_rubric.generator.aside import taken_out
from mkdocs_rubric.generator.extension import NAME as OURS
from mkdocs_rubric.generator.extension import written
from mkdocs_rubric.generator.front_matter import front, read
from mkdocs_rubric.generator.sections import ReadPage, Sections, is_explanation
from mkdocs_rubric.publish.hand_written import is_page
from mkdocs_rubric.publish.known_extensions import known
from mkdocs_rubric.site import Renderer, Section

_ALWAYS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html", OURS)
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


class ListedSections:
    """The sections of pages, from run to run: only what has changed is read again."""

    def __init__(self) -> None:
        self._sections = Sections()
        self._states: dict[str, tuple[str, str, str]] = {}
        self._extensions: Mapping[str, dict[str, Any]] = {}
        self._named = ""

    def of(
        self,
        made: Mapping[str, str],
        own: Mapping[str, Path],
        url: Callable[[str], str],
        titles: Mapping[str, str],
        renderer: Renderer,
        extensions: Mapping[str, Any],
    ) -> list[Section]:
        """All sections, in the finder's order.

        Args:
            made: The text of each page made from the rubric that is to be listed, by its uri.
            own: Where each hand-written page is, by its uri.
            url: The address of a page.
            titles: What the navigation calls pages.
            renderer: What made the pages that are made from the rubric.
            extensions: Those that the site names, with their settings.
        """
        texts = {**made, **{uri: _read(path) for uri, path in own.items() if is_page(uri)}}
        if repr(extensions) != self._named:
            self._extensions, self._named = known(extensions), repr(extensions)
        for uri, text in texts.items():
            state = text, titles.get(uri, ""), self._named
            if self._states.get(uri) != state:
                self._states[uri] = state
                listed = text
                if uri in made and not is_explanation(uri):  # no more than headings is listed
                    listed = taken_out(text, renderer.html_in(uri))
                    if not renderer.has_authors_markdown(uri):  # ours stand on lines of their own
                        head, body = front(listed)
                        listed = head + "\n\n".join(_HEADING.findall(_FENCED.sub("", body)))
                self._note(uri, listed, url(uri), titles.get(uri, ""), made=uri in made)
        self._sections.forget_all_but(texts)
        self._states = {uri: state for uri, state in self._states.items() if uri in texts}
        return self._sections.of(made)

    def _note(self, uri: str, text: str, url: str, title: str, *, made: bool) -> None:
        _, body, meta = read(text)
        if (meta.get("search") or {}).get("exclude"):
            self._sections.pass_over(uri)
            return
        markdown, content = self._converted(written(body, (), authored=False) if made else body)
        tokens = getattr(markdown, "toc_tokens", [])
        first = next((token["name"] for token in tokens if token["level"] == 1), "")
        title = title or str(meta.get("title") or html.unescape(first))
        self._sections.note(ReadPage(uri, url, title, content, dict(_headings(tokens)), made))

    def _converted(self, text: str) -> tuple[Markdown, str]:
        """A page's HTML, and what made it."""
        named = list(dict.fromkeys([*_ALWAYS, *self._extensions]))
        try:
            markdown = Markdown(extensions=named, extension_configs=dict(self._extensions))
            return markdown, markdown.convert(text)
        except Exception:  # noqa: BLE001 - an extension's own trouble, which the generator tells of
            markdown = Markdown(extensions=list(_ALWAYS))
            return markdown, markdown.convert(text)


def _headings(tokens: list[dict[str, Any]]) -> list[tuple[str, str]]:
    found = []
    for token in tokens:
        found.append((token["id"], token["name"]))
        found += _headings(token["children"])
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    except OSError:
        return ""

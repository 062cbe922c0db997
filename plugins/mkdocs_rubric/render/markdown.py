"""Renders pages with Jinja. Templates only place what the view already says."""

import html
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.pages import Link, Page, Redirect
from mkdocs_rubric.render import charts
from mkdocs_rubric.render.compiled import Compiled
from mkdocs_rubric.render.plain import (
    KEPT,
    as_title,
    harmless,
    item,
    keep_lines,
    lines,
    parts_as_bold,
    text,
    without_braces,
)
from mkdocs_rubric.render.static import scripts

_NOWHERE = "rubric-nowhere:"  # the address of what is not made, until the link is taken away
_LINK_TO_NOWHERE = re.compile(
    rf"""<a\b(?P<before>[^<>]*?)\s(?P<kind>xlink:)?href="{_NOWHERE}[^"]*"(?P<after>[^>]*)>"""
    r"(?P<words>.*?)</a>",
    re.DOTALL,
)
_JSON = json.JSONEncoder(ensure_ascii=False)


class UrlStyle(Enum):
    """How a page's file becomes its address."""

    DIRECTORY = "criteria/empathy/"
    FILE = "criteria/empathy.html"


_CODE_VERSION = "2"
"""Of what `_Code` makes of a template."""


class _Code(CodeGenerator):
    """Prints what `harmless` returns as it stands: it is escaped, and Jinja would look again.

    Jinja has no public way to say so, and without it rendering takes nearly four times as long.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src:
            self.write(f"({finalize.src}")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(jinja2.Environment):
    """Looks up attributes as Python does, which is several times as fast as Jinja's own way.

    That also takes entries of dicts and says in which line of which template a name is unknown.
    Views need neither, so it is only had recourse to where an attribute is not there.
    """

    code_generator_class = _Code

    def filled(self, template: str, **values: object) -> str:
        """The text of a template."""
        self.__dict__["getattr"] = getattr
        try:
            return self.get_template(template).render(values)
        except AttributeError:
            del self.__dict__["getattr"]
            return self.get_template(template).render(values)


class Renderer:
    """Renders pages, each once for as long as nothing on it changes.

    Args:
        style: How addresses are formed.
        overrides: A folder with templates of the team's own. One that extends
            `rubric/criterion.md.jinja` can replace a single block of it.
        with_tags: Whether to put tags into the front matter, for a theme that shows them.
    """

    def __init__(
        self,
        style: UrlStyle = UrlStyle.DIRECTORY,
        overrides: Path | None = None,
        *,
        with_tags: bool = False,
    ) -> None:
        self.style = style
        self.with_tags = with_tags
        shipped = jinja2.PackageLoader("mkdocs_rubric.render", "templates")
        loaders: list[jinja2.BaseLoader] = [jinja2.PrefixLoader({"rubric": shipped}), shipped]
        if overrides is not None:
            loaders.insert(0, jinja2.FileSystemLoader(overrides))
        self._page = ""
        self._environment = _Environment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Compiled(_CODE_VERSION),
        )
        self._environment.filters |= {
            "a": self._link,
            "md": self._of_an_author,
            "pill": pill,
            "score": score,
            "text": text,
            "untouched": self._keep,
            "lines": lines,
            "item": item,
            "keep_lines": keep_lines,
            "parts_as_bold": parts_as_bold,
        }
        self._environment.finalize = harmless
        # Not of a page's context, so that what is imported from other templates is made once.
        self._environment.globals |= {
            "url": self._url,
            "made": self._is_made,
            "url_of_file": self._url_of_file,
            "trend": lambda chart: charts.trend(chart, self._url),
            "spark": charts.spark,
            "severity": charts.severity,
            "drift": charts.drift,
        }
        self._untouched: list[str] = []
        self._authored: set[str] = set()
        self._made: frozenset[str] | None = None
        self._missed: set[str] = set()
        self._known: dict[str, tuple[Page, str, Sequence[tuple[int, int]]]] = {}

    def makes(self, uris: Collection[str]) -> None:
        """Say which pages and files there are: to others there will be no links."""
        made = frozenset(uris)
        if self._made is not None and (self._made - made or self._missed & made):
            self._known.clear()
            self._missed.clear()
        self._made = made

    def _is_made(self, uri: str) -> bool:
        if self._made is None or uri in self._made:
            return True
        self._missed.add(uri)
        return False

    def render(self, page: Page, finished: Callable[[str], str] = str) -> str:
        """A page's Markdown.

        Args:
            page: The page.
            finished: What is done to its text, which depends on nothing but the text.

        Raises:
            RubricError: A template of the team's own is broken.
        """
        known = self._known.get(page.uri)
        if known is not None and known[0] == page:
            return known[1]

        self._page = page.uri
        self._untouched.clear()
        try:
            content = self._environment.filled(
                page.template, page=page, view=page.view, front=self._front(page)
            )
        except jinja2.TemplateError as error:
            where = getattr(error, "filename", None) or page.template
            line = f":{error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            raise RubricError(
                f"{where}{line}: the template cannot be used: {error}",
                help="correct it, or remove it to get the original back",
            ) from error
        parts: Sequence[str] = self._untouched
        if _NOWHERE in content:
            content, *parts = (
                _LINK_TO_NOWHERE.sub(_words_alone, part) for part in (content, *parts)
            )
        loaded = scripts(content, lambda uri: self.url_of_file(uri, page.uri))
        content = f"{_tidy(content)}\n{loaded}" if loaded else _tidy(content)
        content = f"{finished(content)}\n"
        parts = [finished(part) for part in (*parts, *loaded.split("\n"))]
        self._known[page.uri] = (page, content, tuple(_spans(content, parts)))
        return content

    def html_in(self, uri: str) -> Sequence[str]:
        """The parts of a page, as it was rendered last, that are HTML and hold no Markdown.

        Each is one element that starts on a line of its own.
        """
        _, content, spans = self._known.get(uri, (None, "", ()))
        return [content[start:end] for start, end in spans]

    def file(self, uri: str) -> str:
        """The HTML file of a page."""
        address = self._address(uri)
        return address if address.endswith(".html") else f"{address}index.html"

    def redirects(self, leading: Iterable[Redirect]) -> Mapping[str, str]:
        """The HTML files of addresses that only lead to a page."""
        return {
            self.file(redirect.uri): self._redirect(redirect)
            for redirect in leading
            if self._is_made(redirect.target)
        }

    def _redirect(self, leading: Redirect) -> str:
        """Without any script."""
        target = html.escape(self.url(leading.target, leading.uri))
        return (
            "<!doctype html>\n"
            '<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
            f'<link rel="canonical" href="{target}"><meta name="robots" content="noindex">'
            f'<meta http-equiv="refresh" content="0; url={target}"></head>'
            f'<body><p>This stands <a href="{target}">on another page</a>.</p></body></html>\n'
        )

    def url(self, uri: str, page: str, anchor: str = "") -> str:
        """The address of one page from another's."""
        here, place = self._address(page), f"#{quote(anchor)}" if anchor else ""
        if uri == page:
            return place or quote(posixpath.basename(here)) or "./"
        there, base = self._address(uri), here[: here.rfind("/") + 1]
        if not there.startswith(base):
            # Neighbours go the same way: of a page's own folder, only its depth counts.
            base = f"{base[: base.rfind('/', 0, -1) + 1]}./"
        return _way(there, base) + place

    def _url(self, uri: str, anchor: str = "") -> str:
        if not self._is_made(uri):
            return f"{_NOWHERE}{uri}"
        return self.url(uri, self._page, anchor)

    def _link(self, link: Link, kind: str = "") -> Markup:
        """A link, or its text alone where it leads nowhere."""
        which = f' class="{harmless(kind)}"' if kind else ""
        if not link.uri or not self._is_made(link.uri):
            return Markup(f"<span{which}>{harmless(link.text)}</span>")  # noqa: S704
        address = harmless(self._url(link.uri, link.anchor))
        return Markup(f'<a href="{address}"{which}>{harmless(link.text)}</a>')  # noqa: S704

    def has_authors_markdown(self, uri: str) -> bool:
        """Whether there is an author's Markdown on a page, as it was rendered last."""
        return uri in self._authored

    def _of_an_author(self, text: str) -> Markup:
        self._authored.add(self._page)
        return Markup(text)  # noqa: S704 - its HTML is cleaned once Markdown has made it

    def _keep(self, element: str) -> str:
        """Notes what `html_in` tells of."""
        self._untouched.append(element)
        return element

    def _url_of_file(self, uri: str) -> str:
        return self.url_of_file(uri, self._page) if self._is_made(uri) else f"{_NOWHERE}{uri}"

    def url_of_file(self, uri: str, page: str) -> str:
        """The address of a file that is no page."""
        here = self._address(page)
        return quote(_relative(uri, here if here.endswith("/") else posixpath.dirname(here)))

    def _address(self, uri: str) -> str:
        stem = uri.removesuffix(".md")
        folder, _, name = stem.rpartition("/")
        if self.style is UrlStyle.FILE:
            return f"{stem}.html"
        if name == "index":
            return f"{folder}/" if folder else ""
        return f"{stem}/"

    def _front(self, page: Page) -> Markup:
        # Themes print these as they stand, the description between double quotes.
        entries: dict[str, Any] = {"title": as_title(page.title)}
        if page.description:
            entries["description"] = without_braces(html.escape(page.description))
        if page.boost != 1:
            entries["search"] = {"boost": page.boost} if page.boost else {"exclude": True}
        if page.wide:
            entries["hide"] = ["navigation", "toc"]
        if self.with_tags and page.tags:
            entries["tags"] = [html.escape(tag, quote=False) for tag in page.tags]
        # JSON is YAML, and quotes everything.
        return Markup(  # noqa: S704 - front matter, not HTML
            "\n".join(f"{key}: {_JSON.encode(value)}" for key, value in entries.items())
        )


@lru_cache(maxsize=KEPT)
def _way(there: str, base: str) -> str:
    """The address of a page from a folder, which ends in a slash unless it is the root."""
    path = _relative(there, base)
    if there.endswith("/") or not there:
        path = "./" if path == "." else f"{path}/"
    return quote(path)


def _words_alone(found: re.Match[str]) -> str:
    """What a link says, where it would lead nowhere."""
    name = "g" if found["kind"] else "span"
    shape = re.search(r'\sclass="[^"]*"', f"{found['before']} {found['after']}")
    return f"<{name}{shape[0] if shape else ''}>{found['words']}</{name}>"


def _tidy(content: str) -> str:
    """A text without more than one blank line in a row, and none at its ends."""
    while "\n\n\n" in content:
        content = content.replace("\n\n\n", "\n\n")
    return content.strip()


def _spans(content: str, parts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where some parts of a text stand, in their order."""
    end = 0
    for part in filter(None, map(_tidy, parts)):
        start = content.find(part, end)
        if start >= 0:
            end = start + len(part)
            yield start, end


def _relative(target: str, start: str) -> str:
    """The path from one folder to a place, as `posixpath.relpath`; both clean, from the root."""
    there, here = target.split("/"), start.split("/")
    there, here = [name for name in there if name], [name for name in here if name]
    shared = 0
    while shared < min(len(there), len(here)) and there[shared] == here[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def pill(standing: Any) -> Markup:
    """Where a decision stands, as a coloured word."""
    return _pill(standing.status, standing.label, standing.overdue)


@lru_cache(maxsize=KEPT)
def _pill(status: str, label: str, overdue: object) -> Markup:
    due = ' <span class="rubric-pill rubric-pill--due">Review due</span>' if overdue else ""
    return Markup(  # noqa: S704
        f'<span class="rubric-pill rubric-pill--{harmless(status)}">{harmless(label)}</span>{due}'
    )


def score(shown: Any) -> Markup:
    """A score of a sheet: its text, its colour, and what it means for who points at it."""
    return _score(shown.rung, shown.words, shown.text)


@lru_cache(maxsize=KEPT)
def _score(rung: int | None, words: str, shown: str) -> Markup:
    colour = "" if rung is None else f" rubric-r{rung}"
    return Markup(  # noqa: S704
        f'<span class="rubric-score{colour}" title="{harmless(words)}">{harmless(shown)}</span>'
    )

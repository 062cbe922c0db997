"""Renders pages with Jinja. Templates only place what the view already says."""

import html
import json
import posixpath
import re
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.pages import Page, Redirect
from mkdocs_rubric.render import charts

_BLANK_LINES = re.compile(r"\n{3,}")
_CONTROL = dict.fromkeys(c for c in range(32) if chr(c) not in "\n\t")
# What Markdown would read in plain text. Braces too: other plugins look for them.
_MARKDOWN = {ord(c): f"&#{ord(c)};" for c in "\\`*_[]{}|~^=+!"}


class UrlStyle(Enum):
    """How a page's file becomes its address."""

    DIRECTORY = "criteria/empathy/"
    FILE = "criteria/empathy.html"


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
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters |= {
            "md": Markup,
            "text": text,
            "lines": lines,
            "item": item,
            "keep_lines": keep_lines,
            "parts_as_bold": parts_as_bold,
        }
        self._environment.finalize = harmless
        self._known: dict[str, tuple[Page, str]] = {}

    def render(self, page: Page) -> str:
        """A page's Markdown.

        Raises:
            RubricError: A template of the team's own is broken.
        """
        known = self._known.get(page.uri)
        if known is not None and known[0] == page:
            return known[1]

        @cache
        def url(uri: str, anchor: str = "") -> str:
            return self.url(uri, page.uri, anchor)

        try:
            template = self._environment.get_template(page.template)
            content = template.render(
                page=page,
                view=page.view,
                front=self._front(page),
                url=url,
                url_of_file=lambda uri: self.url_of_file(uri, page.uri),
                trend=lambda chart: charts.trend(chart, url),
                spark=charts.spark,
                severity=charts.severity,
                drift=charts.drift,
            )
        except jinja2.TemplateError as error:
            where = getattr(error, "filename", None) or page.template
            line = f":{error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            raise RubricError(
                f"{where}{line}: the template cannot be used: {error}",
                help="correct it, or remove it to get the original back",
            ) from error
        content = _BLANK_LINES.sub("\n\n", content).strip() + "\n"
        self._known[page.uri] = (page, content)
        return content

    def file(self, uri: str) -> str:
        """The HTML file of a page."""
        address = self._address(uri)
        return address if address.endswith(".html") else f"{address}index.html"

    def redirect(self, one: Redirect) -> str:
        """The HTML of an address that only leads to a page, without any script."""
        target = html.escape(self.url(one.target, one.uri))
        return (
            "<!doctype html>\n"
            '<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
            f'<link rel="canonical" href="{target}"><meta name="robots" content="noindex">'
            f'<meta http-equiv="refresh" content="0; url={target}"></head>'
            f'<body><p>This stands <a href="{target}">on another page</a>.</p></body></html>\n'
        )

    def url(self, uri: str, page: str, anchor: str = "") -> str:
        """The address of one page from another's."""
        here, there = self._address(page), self._address(uri)
        base = here if here.endswith("/") or not here else posixpath.dirname(here)
        path = _relative(there, base) if uri != page else ""
        if path and (there.endswith("/") or not there):
            path = "./" if path == "." else f"{path}/"
        if uri == page and not anchor:
            path = posixpath.basename(here) or "./"
        return quote(path) + (f"#{quote(anchor)}" if anchor else "")

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
        # Themes print both as they stand, the description between double quotes.
        entries: dict[str, Any] = {"title": html.escape(page.title, quote=False)}
        if page.description:
            entries["description"] = html.escape(page.description)
        if page.boost != 1:
            entries["search"] = {"boost": page.boost} if page.boost else {"exclude": True}
        if page.wide:
            entries["hide"] = ["navigation", "toc"]
        if self.with_tags and page.tags:
            entries["tags"] = list(page.tags)
        # JSON is YAML, and quotes everything.
        return Markup(  # noqa: S704 - front matter, not HTML
            "\n".join(
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()
            )
        )


def harmless(value: object) -> object:
    """What is printed, less what means something to Markdown's own machinery and to macros."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _escaped(str(value))


@lru_cache(maxsize=8192)  # the same words, titles and addresses stand on every page
def _escaped(value: str) -> Markup:
    clean = value.translate(_CONTROL)
    if "\n\n" in clean:  # a blank line would end the HTML block it stands in
        clean = re.sub(r"\n\s*\n", "\n", clean)
    escaped = str(escape(clean)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(escaped)  # noqa: S704 - escaped above


def _relative(target: str, start: str) -> str:
    """The path from one folder to a place, as `posixpath.relpath`; both clean, from the root."""
    there, here = target.split("/"), start.split("/")
    there, here = [one for one in there if one], [one for one in here if one]
    shared = 0
    while shared < min(len(there), len(here)) and there[shared] == here[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def text(value: str) -> Markup:
    """Plain text where Markdown is read, such as a heading: nothing in it is markup."""
    flat = " ".join(value.translate(_CONTROL).split()).replace("&", "&amp;")
    flat = flat.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    protected = re.sub(r"#(?!\d+;)", "&#35;", flat)
    return Markup(protected.translate(_MARKDOWN))  # noqa: S704


def lines(value: str) -> Markup:
    """Plain text in an HTML block, with its line ends kept."""
    return Markup("<br>").join(harmless(one) for one in value.split("\n") if one.strip())  # type: ignore[misc]


def keep_lines(value: str) -> Markup:
    """Preformatted text in an HTML block: every line end counts, blank lines too."""
    return Markup("\n").join(harmless(one) or Markup("&#8203;") for one in value.split("\n"))  # type: ignore[misc]


def item(value: str) -> str:
    """An author's Markdown as a list item: later lines are indented."""
    return value.replace("\n", "\n    ")


def parts_as_bold(value: str) -> str:
    """Headings inside a text as bold paragraphs: they are not places of their own in search."""
    return re.sub(r"^## (.+)$", r"**\1**\n", value, flags=re.MULTILINE)

"""Texts of a team in Markdown and HTML: nothing in plain text is markup, or a command."""

import html
import re
from functools import lru_cache

from markupsafe import Markup, escape

_CONTROL = dict.fromkeys(c for c in range(32) if chr(c) not in "\n\t")
_NOT_PLAIN = re.compile(r"""[\x00-\x08\x0b-\x1f&<>"'{}]|\n\n""")
KEPT = 32_768  # texts: the same words, titles and addresses stand on many pages
# What Markdown would read in plain text. Braces too: other plugins look for them.
_MARKDOWN = {ord(c): f"&#{ord(c)};" for c in "\\`*_[]{}|~^=+!"}
# What Markdown extensions would read in it: emoji, links, mentions, formulas, signs.
_SHORTHAND = re.compile(
    r":(?=[\w+-]+:)|:(?=//)|@(?=\w)|\$|\((?=(?:c|r|tm|p|sm)\))|-(?=-)|\.(?=\.\.)|/(?=o\b|\d)",
    re.IGNORECASE,
)


def as_title(text: str) -> str:
    """A text as themes print a title, which is as it stands."""
    return without_braces(html.escape(text, quote=False))


def without_braces(text: str) -> str:
    """A text without braces, which other plugins look for, in titles too."""
    return text.replace("{", "&#123;").replace("}", "&#125;")


def harmless(value: object) -> Markup:
    """What is printed, less what means something to Markdown's own machinery and to macros."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        return _escaped(value)
    if isinstance(value, Markup) or not isinstance(value, str):
        return escape(value)
    return _escaped(str(value))


@lru_cache(maxsize=KEPT)
def _escaped(value: str) -> Markup:
    if not _NOT_PLAIN.search(value):
        return Markup(value)  # noqa: S704 - nothing in it has to be escaped
    clean = value.translate(_CONTROL)
    if "\n\n" in clean:  # a blank line would end the HTML block it stands in
        clean = re.sub(r"\n\s*\n", "\n", clean)
    return Markup(without_braces(str(escape(clean))))  # noqa: S704 - escaped above


@lru_cache(maxsize=KEPT)
def text(value: str) -> Markup:
    """Plain text where Markdown is read, such as a heading: nothing in it is markup."""
    flat = " ".join(value.translate(_CONTROL).split()).replace("&", "&amp;")
    flat = flat.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    protected = re.sub(r"#(?!\d+;)", "&#35;", flat).translate(_MARKDOWN)
    return Markup(_SHORTHAND.sub(_as_entity, protected))  # noqa: S704


def _as_entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def lines(value: str) -> Markup:
    """Plain text in an HTML block, with its line ends kept."""
    return Markup("<br>").join(harmless(line) for line in value.split("\n") if line.strip())


def keep_lines(value: str) -> Markup:
    """Preformatted text in an HTML block: every line end counts, blank lines too.

    In the source a blank line would end the block; who copies the text gets one.
    """
    return Markup("\n").join(
        harmless(line) or Markup("<span></span>") for line in value.split("\n")
    )


def item(value: str) -> str:
    """An author's Markdown as a list item: later lines are indented."""
    return value.replace("\n", "\n    ")


def parts_as_bold(value: str) -> str:
    """Headings inside a text as bold paragraphs: they are not places of their own in search."""
    return re.sub(r"^## (.+)$", r"**\1**\n", value, flags=re.MULTILINE)

"""The Markdown extension of rendered pages: for Zensical, and for whoever builds them otherwise.

What the plugin does in hooks is done here for generators that have none: a page's texts are kept
from whoever looks for commands in them, authors' HTML is cleaned once Markdown and its extensions
are done with it, and what is HTML already goes past them untouched. Pages say of themselves what is
to be done (`MARK`); others are left alone.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from mkdocs_rubric.generator import aside, texts
from mkdocs_rubric.generator.front_matter import front
from mkdocs_rubric.generator.language import Language, marked

NAME = "mkdocs_rubric.generator.extension"
"""As it stands under `markdown_extensions:`."""
_FIRST, _LAST = 100_000, -100_000
_PAGE = re.compile(r"\s*<!-- rubric:(?P<authored> authored)? page -->\n?")
_OURS = "data-rubric-whole-part"
_PART = re.compile(rf'<[a-z0-9]+ {_OURS}="(\d+)"')


def written(
    text: str,
    parts: Sequence[str],
    *,
    authored: bool,
    linked: Callable[[str, bool], str] = lambda piece, _: piece,
) -> str:
    """A page as the extension reads it.

    Nobody but us can say what is ours: the sign for it is taken out of all texts before it is put
    where it belongs.

    Args:
        text: The page, with its front matter.
        parts: What is ours and HTML: elements that start on lines of their own, in their order.
        authored: Whether there is an author's Markdown on the page, of which nothing may run.
        linked: Changes the links of a piece of it, told whether the piece is HTML alone.
    """
    head, text = front(text)
    end, made = 0, [head, f"<!-- rubric:{' authored' if authored else ''} page -->\n"]
    for part in parts:
        start = text.find(part, end)
        if start >= 0:
            made.append(_unsigned(linked(text[end:start], False)))
            made.append(_signed(_unsigned(linked(part, True))))
            end = start + len(part)
    return "".join([*made, _unsigned(linked(text[end:], False))])


def _unsigned(text: str) -> str:
    return text.replace(_OURS, "data-rubric-part") if _OURS in text else text


def _signed(part: str) -> str:
    """An element that says how long it is."""
    name = re.match(r"<[a-z0-9]+(?=[\s>])", part)
    return f'{name[0]} {_OURS}="{len(part)}"{part[name.end() :]}' if name else part


def parts_of(text: str) -> tuple[str, list[str]]:
    """A written page with a place for each of its parts, and the parts."""
    rest: list[str] = []
    parts: list[str] = []
    end = 0
    for found in _PART.finditer(text):
        if found.start() < end:
            continue
        name = found[0].split(" ", 1)[0]
        stop = found.end() + int(found[1]) - len(name)
        parts.append(name + text[found.end() : stop])
        rest += [aside.unplaced(text[end : found.start()]), aside.place(len(parts) - 1)]
        end = stop
    return "".join([*rest, aside.unplaced(text[end:])]), parts


class _Page:
    """What is known of the page at hand.

    Attributes:
        is_ours: Whether it is a rendered one.
        authored: Whether it holds an author's Markdown.
        parts: What is HTML already.
    """

    def __init__(self) -> None:
        self.is_ours = False
        self.authored = False
        self.parts: list[str] = []


class _Taken(Preprocessor):
    """Before everybody: takes aside what is ours, hides what looks like a command."""

    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        found = _PAGE.match(text)
        self._page.is_ours = found is not None
        if found is None:
            return lines
        self._page.authored = bool(found["authored"])
        rest, self._page.parts = parts_of(text[found.end() :])
        return texts.hidden(rest).split("\n")


class _Given(Postprocessor):
    """After everybody: cleans what authors wrote, and puts the rest back."""

    def __init__(self, md: Markdown, page: _Page, language: Language) -> None:
        super().__init__(md)
        self._page, self._language = page, language

    def run(self, text: str) -> str:
        if not self._page.is_ours:
            return text
        if self._page.authored:
            from mkdocs_rubric.markup.cleaned import cleaned  # noqa: PLC0415 - most have none

            text = aside.between(text, cleaned)
        self._show(getattr(self.md, "toc_tokens", []))
        return marked(aside.put_back(texts.shown(text), self._page.parts), self._language)

    def _show(self, contents: list[dict[str, Any]]) -> None:
        """In a page's table of contents too."""
        for entry in contents:
            for key in ("name", "html", "data-toc-label"):
                entry[key] = texts.shown(self._harmless(entry[key]))
            self._show(entry["children"])

    def _harmless(self, html: str) -> str:
        if not self._page.authored:
            return html
        from mkdocs_rubric.markup.cleaned import words_only  # noqa: PLC0415 - as above

        return words_only(html)


class RenderedPages(Extension):
    """See the module.

    Args:
        language: Of the site, if its theme says so.
        direction: `rtl` or `ltr`, if its theme says so.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "language": ["", "the site's language, as its theme says"],
            "direction": ["", "rtl or ltr, where it does not follow from the language"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take part in the making of a page."""
        page = _Page()
        language = Language(self.getConfig("language"), self.getConfig("direction"))
        md.preprocessors.register(_Taken(md, page), "rubric-taken", _FIRST)
        md.postprocessors.register(_Given(md, page, language), "rubric-given", _LAST)


def makeExtension(**settings: Any) -> RenderedPages:  # noqa: N802 - Python-Markdown's name
    """What Python-Markdown calls."""
    return RenderedPages(**settings)

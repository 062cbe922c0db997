"""The team's own pages, as far as the reading path speaks of them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rubric.generator.front_matter import read
from mkdocs_rubric.site import OwnPage

_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*")
_ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*\}\s*$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_NO_PROSE = re.compile(
    r"[ \t]{4}|\s*(?:[#>|<{`~]|!!!|\?\?\?|===|---|\*\*\*\s|:::|[-*+]\s|\d+[.)]\s|!?\[TOC\]|!\[)"
)
"""What begins a block that is no sentence: a heading, a list, a table, HTML, code."""
_DIGITS = 12


@dataclass(frozen=True)
class OwnPages:
    """Looks up a page by its path in docs_dir.

    Attributes:
        docs: docs_dir.
    """

    docs: Path

    def __call__(self, uri: str) -> OwnPage | None:
        """What it is called, says of itself and is made of; None where it is not there."""
        path = self.docs / uri
        if not path.resolve().is_relative_to(self.docs.resolve()) or not path.is_file():
            return None
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None
        _, body, about = read(text)
        sections = list(_sections(body))
        heading = next((title for title, _ in sections if title), "")
        return OwnPage(
            title=str(about.get("title") or heading),
            summary=str(about.get("description") or _first_paragraph(body)),
            words=len(body.split()),
            sections=tuple((title, _digest(said)) for title, said in sections if title or said),
        )


def _sections(body: str) -> Iterator[tuple[str, str]]:
    """The headings with the text below each; what stands above the first has none."""
    title, lines, fence = "", [], ""
    for line in body.split("\n"):
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        heading = None if fence else _HEADING.fullmatch(line)
        if heading is None:
            lines.append(line)
            continue
        yield title, "\n".join(lines).strip()
        title, lines = _ATTRIBUTES.sub("", heading[1]), []
    yield title, "\n".join(lines).strip()


def _first_paragraph(body: str) -> str:
    blocks = (block.strip("\n") for block in re.split(r"\n[ \t]*\n", body))
    return next((block for block in blocks if block.strip() and not _NO_PROSE.match(block)), "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]

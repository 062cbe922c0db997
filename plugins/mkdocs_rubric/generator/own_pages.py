"""The team's own pages, as far as the reading path speaks of them."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mkdocs_rubric.site import OwnPage

_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*\}\s*$")
_DIGITS = 12


@dataclass(frozen=True)
class OwnPages:
    """Looks up a page by its path in docs_dir.

    Attributes:
        docs: docs_dir.
    """

    docs: Path

    def __call__(self, uri: str) -> OwnPage | None:
        """Its title and a digest of its text; None where it is not there."""
        path = self.docs / uri
        if not path.resolve().is_relative_to(self.docs.resolve()) or not path.is_file():
            return None
        try:
            text, about = _read(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return None
        found = _HEADING.search(text)
        title = str(about.get("title") or (_ATTRIBUTES.sub("", found[1]) if found else ""))
        return OwnPage(title, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS])


def _read(text: str) -> tuple[str, dict[str, Any]]:
    """A page's text and its front matter, as every generator tells them apart."""
    front = _FRONT.match(text)
    if front is None:
        return text, {}
    try:
        about = yaml.safe_load(front[1])
    except yaml.YAMLError:
        return text, {}
    return (text[front.end() :].lstrip("\n"), about) if isinstance(about, dict) else (text, {})

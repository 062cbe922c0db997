"""The team's own pages, as far as the reading path speaks of them."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs.utils.meta import get_data

from mkdocs_rubric.site import OwnPage

_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*\}\s*$")
_DIGITS = 12


@dataclass(frozen=True)
class OwnPages:
    """Looks up a page by its path in docs_dir.

    Attributes:
        docs: docs_dir.
    """

    docs: str

    def __call__(self, uri: str) -> OwnPage | None:
        """Its title and a digest of its text; None where it is not there."""
        docs = Path(self.docs)
        path = docs / uri
        if not path.resolve().is_relative_to(docs.resolve()) or not path.is_file():
            return None
        try:
            text, about = get_data(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return None
        found = _HEADING.search(text)
        title = str(about.get("title") or (_ATTRIBUTES.sub("", found[1]) if found else ""))
        return OwnPage(title, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS])

"""Ids from titles in any script."""

import re
import unicodedata
from dataclasses import dataclass, field

from anyascii import anyascii

from mkdocs_rubric.model.scalars import id_problem

_LONGEST = 60
_TAKEN = ("index", "readme")
"""Names of pages that are no criterion's."""
_IDEOGRAPH = re.compile("([\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff])")
_COUNTED = re.compile(
    r"^ *(?:[A-Z]?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[A-Za-z][.)]"
    r"|[(\uff08]\d{1,2}[)\uff09]) +(?=\S)"
)


@dataclass
class Ids:
    """Ids from titles, each once.

    Attributes:
        otherwise: What a thing is called of whose title nothing is left.
    """

    otherwise: str
    taken: set[str] = field(default_factory=set)

    def new(self, title: str) -> str:
        """The title in small Latin letters and hyphens, without the number it is counted by."""
        stem = _shortened(spelled(_COUNTED.sub("", title))) or self.otherwise
        if id_problem(stem) or stem in _TAKEN:
            stem = f"{self.otherwise}-{stem}"
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name)
        return name


def spelled(title: str) -> str:
    """A title in Latin letters, its words joined by hyphens: `客服` is `ke-fu`."""
    apart = _IDEOGRAPH.sub(r" \1 ", unicodedata.normalize("NFKC", title))
    flat = anyascii(apart).casefold()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`\u2019]", "", flat)).strip("-")


def _shortened(words: str) -> str:
    """Whole words, as many as an id has room for."""
    if len(words) <= _LONGEST:
        return words
    beginning = words[:_LONGEST]
    return (beginning.rpartition("-")[0] or beginning).strip("-")

"""A decision's text in its parts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_rubric.model import Decision
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class DecisionText:
    """A decision's text: what is decided, its first paragraph, and the rest by heading."""

    decided: str
    summary: str
    rest: tuple[tuple[str, str], ...]


def _split(decision: Decision) -> DecisionText:
    """Split the text at its headings. What is decided stands under "Decision", or comes first."""
    fenced = [found.span() for found in _FENCE.finditer(decision.body)]
    headings = [
        found
        for found in _HEADING.finditer(decision.body)
        if not any(start <= found.start() < end for start, end in fenced)
    ]
    sections = []
    start, title = 0, ""
    for found in headings:
        sections.append((title, decision.body[start : found.start()].strip()))
        start, title = found.end(), found[2]
    sections.append((title, decision.body[start:].strip()))
    kept = [(title, text) for title, text in sections if title or text]
    place = next((n for n, one in enumerate(kept) if one[0].casefold() == "decision"), 0)
    decided = kept.pop(place)[1] if kept else ""
    return DecisionText(decided, decided.split("\n\n", 1)[0], tuple(kept))


@once_an_outline
def _parts(context: Context) -> Mapping[str, DecisionText]:
    return {one.id: _split(one) for one in context.project.decisions.values()}


def parts(context: Context, decision: Decision) -> DecisionText:
    """A decision's text in its parts."""
    return _parts(context)[decision.id]

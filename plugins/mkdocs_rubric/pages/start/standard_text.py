"""The whole standard in short, as Markdown: for the pocket card, and for tools that read text."""

import re
from collections.abc import Iterator

from mkdocs_rubric.model import Criterion, EdgeCase, as_written, score_text
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.phrases import first_sentence
from mkdocs_rubric.pages.base.plain_text import plain_text

_SIGN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def standard_text(context: Context, below: int = 2) -> str:
    """Groups, criteria, a line for each level, and a line for each edge case in force.

    Args:
        context: What the site is laid out from.
        below: How deep the heading of a group is.
    """
    return "\n".join(_lines(context, "#" * below)) + "\n"


def in_force(context: Context, criterion: Criterion) -> list[EdgeCase]:
    """The edge cases of a criterion that are scored by: no decision stands against them."""
    project = context.project
    return [
        case
        for case in criterion.edge_cases
        if case.decision is None
        or case.decision not in project.decisions
        or project.in_force(project.decisions[case.decision])
    ]


def line_of(context: Context, text: str | None) -> str:
    """The first sentence of a text, as plain words."""
    words = plain_text(context.plain(text))
    return first_sentence(words)[0] if words else ""


def _lines(context: Context, level: str) -> Iterator[str]:
    rubric = context.project.rubric
    for group in rubric.groups:
        some = [each for each in rubric.active if each.id in group.criteria]
        if some:
            yield from [f"{level} {_safe(context.plain(group.title))}", ""]
        for criterion in some:
            yield from _criterion(context, criterion, f"{level}#")


def _criterion(context: Context, criterion: Criterion, level: str) -> Iterator[str]:
    scale = context.project.rubric.scale(criterion)
    facts = [f"weight {as_written(criterion.weight)}"]
    if criterion.critical:
        facts.append("critical")
    yield f"{level} {_safe(context.plain(criterion.title))} ({', '.join(facts)})"
    yield ""
    yield _safe(plain_text(context.plain(criterion.question)))
    yield ""
    for key in sorted(criterion.levels, reverse=True):
        called = f" {context.plain(scale.called(key))}" if scale else ""
        said = line_of(context, criterion.levels[key].description)
        yield f"- **{_safe(f'{key}{called}')}**: {_safe(said)}"
    if criterion.not_applicable:
        yield f"- **N/A**: {_safe(line_of(context, criterion.not_applicable))}"
    for case in in_force(context, criterion):
        score = score_text(case.score)
        scored = f" → **{score}**" if score else f": {_safe(line_of(context, case.guidance))}"
        yield f"- *{_safe(line_of(context, case.situation)).rstrip('.')}*{scored}"
    yield ""


def _safe(text: str) -> str:
    """Text that is no Markdown."""
    return _SIGN.sub(r"\\\1", text)

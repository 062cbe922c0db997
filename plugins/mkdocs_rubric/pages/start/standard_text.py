"""The whole standard in short, as Markdown: for the pocket card, and for tools that read text."""

import re
from collections.abc import Callable, Iterator

from mkdocs_rubric.model import Criterion, EdgeCase, as_written, score_text
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.phrases import first_sentence

_SIGN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def safe_markdown(text: str) -> str:
    """Text in which nothing is markup, for whatever reads Markdown."""
    return _SIGN.sub(r"\\\1", text)


def standard_text(context: Context) -> str:
    """Groups, criteria, a line for each level, and a line for each edge case in force."""
    return "".join(group_texts(context))


def group_texts(context: Context, safe: Callable[[str], str] = safe_markdown) -> list[str]:
    """The same, a text for each group that has criteria.

    Args:
        context: What pages are built from.
        safe: Makes of a text one in which nothing is markup.
    """
    return ["\n".join(lines) + "\n" for lines in _groups(context, safe)]


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
    words = context.words(text)
    return first_sentence(words)[0] if words else ""


def _groups(context: Context, safe: Callable[[str], str]) -> Iterator[list[str]]:
    rubric = context.project.rubric
    for group in rubric.groups:
        some = [each for each in rubric.active if each.id in group.criteria]
        if some:
            lines = [line for each in some for line in _criterion(context, each, safe)]
            yield [f"## {safe(context.plain(group.title))}", "", *lines]


def _criterion(context: Context, criterion: Criterion, safe: Callable[[str], str]) -> Iterator[str]:
    scale = context.project.rubric.scale(criterion)
    facts = [f"weight {as_written(criterion.weight)}"]
    if criterion.critical:
        facts.append("critical")
    yield f"### {safe(context.plain(criterion.title))} ({', '.join(facts)})"
    yield ""
    yield safe(context.words(criterion.question))
    yield ""
    for key in sorted(criterion.levels, reverse=True):
        called = f" {context.plain(scale.called(key))}" if scale else ""
        said = line_of(context, criterion.levels[key].description)
        yield f"- **{safe(f'{key}{called}')}**: {safe(said)}"
    if criterion.not_applicable:
        yield f"- **N/A**: {safe(line_of(context, criterion.not_applicable))}"
    for case in in_force(context, criterion):
        score = score_text(case.score)
        scored = f" → **{score}**" if score else f": {safe(line_of(context, case.guidance))}"
        yield f"- *{safe(line_of(context, case.situation).rstrip('.'))}*{scored}"
    yield ""

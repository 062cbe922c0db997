"""The standard for tools: `llms.txt` (llmstxt.org), the text it leads to, and `rubric.json`."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_rubric.calibration.practice import wording_digest
from mkdocs_rubric.model import Criterion, Scale, as_written, score_text
from mkdocs_rubric.pages.base.addresses import DECISIONS, GLOSSARY, RESULT, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.phrases import iso
from mkdocs_rubric.pages.start.standard_text import in_force, line_of, standard_text

OVERVIEW = "llms.txt"
FULL_TEXT = "llms-full.txt"
JSON_FILE = "rubric.json"


def for_tools(context: Context) -> Mapping[str, str]:
    """The files by their uri. Nobody's name is in them, and nobody's score."""
    return {
        OVERVIEW: "\n".join(_overview(context)) + "\n",
        FULL_TEXT: _full(context),
        JSON_FILE: json.dumps(_content(context), indent=2, ensure_ascii=False) + "\n",
    }


def _head(context: Context) -> Iterator[str]:
    rubric = context.project.rubric
    yield from [f"# {context.plain(rubric.title)}", ""]
    said = context.words(rubric.description)
    yield from [
        f"> {said or 'How conversations are scored.'} Version {context.plain(rubric.version)}.",
        "",
    ]


def _full(context: Context) -> str:
    return "\n".join(_head(context)) + "\n" + standard_text(context)


def _overview(context: Context) -> Iterator[str]:
    yield from _head(context)
    yield from [f"- [The whole standard]({_url(context, FULL_TEXT)}): every level and edge case"]
    yield from [f"- [The same as JSON]({_url(context, JSON_FILE)}): for programs", ""]
    rubric = context.project.rubric
    for group in rubric.groups:
        some = [each for each in rubric.active if each.id in group.criteria]
        if some:
            yield from [f"## {context.plain(group.title)}", ""]
        for criterion in some:
            address = _url(context, criterion_uri(criterion.id))
            said = line_of(context, criterion.question)
            yield f"- [{context.plain(criterion.title)}]({address}): {said}"
        yield ""
    made = (("decisions", "Decisions", DECISIONS), ("method", "How a result is computed", RESULT))
    more = [(name, uri) for kind, name, uri in made if kind in context.kinds]
    more += [("Glossary", GLOSSARY)] if "glossary" in context.kinds else []
    if more:
        yield from ["## Optional", ""]
        yield from [f"- [{name}]({_url(context, uri)})" for name, uri in more]


def _url(context: Context, uri: str) -> str:
    """The address of a page or file: whole where the site's is known, else from its root."""
    if not uri.endswith(".md"):
        return f"{context.site_url}{uri}"
    stem = uri.removesuffix(".md")
    place = context.people.in_address(stem)
    if not context.folders:
        return f"{context.site_url}{place}.html"
    return f"{context.site_url}{place.removesuffix('index').removesuffix('/')}/"


def _content(context: Context) -> dict[str, Any]:
    rubric, project = context.project.rubric, context.project
    return {
        "title": context.plain(rubric.title),
        "version": context.plain(rubric.version),
        "effective": iso(rubric.effective) or None,
        "passing": None if rubric.passing is None else as_written(rubric.passing),
        "groups": [
            {
                "id": context.people.in_address(group.id),
                "title": context.plain(group.title),
                "criteria": [context.people.in_address(name) for name in group.criteria],
            }
            for group in rubric.groups
        ],
        "criteria": [
            _criterion(context, criterion, rubric.scale(criterion)) for criterion in rubric.active
        ],
        "decisions": [
            {
                "id": context.people.in_address(decision.id),
                "title": context.plain(decision.title),
                "date": iso(decision.date),
                "criteria": [context.people.in_address(name) for name in decision.criteria],
            }
            for decision in project.decisions.values()
            if project.in_force(decision)
        ],
    }


def _criterion(context: Context, criterion: Criterion, scale: Scale | None) -> dict[str, Any]:
    plain, place = context.people.in_text, context.people.in_address
    return {
        "id": place(criterion.id),
        "title": context.plain(criterion.title),
        "question": plain(criterion.question),
        "wording": wording_digest(criterion, scale) if scale else "",
        "weight": as_written(criterion.weight),
        "critical": criterion.critical,
        "scores": [str(score) for score in scale.scores] if scale else [],
        "tolerance": str(scale.agree_within) if scale else None,
        "not_applicable": plain(criterion.not_applicable) if criterion.not_applicable else None,
        "levels": [
            {
                "score": str(key),
                "label": context.plain(scale.called(key)) if scale else "",
                "description": plain(criterion.levels[key].description),
            }
            for key in sorted(criterion.levels, reverse=True)
        ],
        "edge_cases": [
            {
                "id": place(case.id),
                "situation": plain(case.situation),
                "guidance": plain(case.guidance),
                "score": score_text(case.score) or None,
                "decision": place(case.decision) if case.decision else None,
            }
            for case in in_force(context, criterion)
        ],
    }

"""The page of a file that could not be made sense of: what is wrong stands where it would be."""

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.pages.base.addresses import (
    CALIBRATION,
    CRITERIA,
    DECISIONS,
    criterion_uri,
    decision_uri,
    session_uri,
)
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.problems import Problem

_PLACES = {
    "criterion": (criterion_uri, CRITERIA),
    "decision": (decision_uri, DECISIONS),
    "session": (session_uri, CALIBRATION),
}


@dataclass(frozen=True)
class BrokenView:
    """A file that cannot be shown."""

    title: str
    kind: str
    path: str
    problems: tuple[Problem, ...]


def broken_pages(context: Context) -> Iterator[Page]:
    """One page for each broken file; the rubric's own is the home page."""
    for one in context.project.broken:
        if one.kind not in _PLACES:
            continue
        address, under = _PLACES[one.kind]
        title = context.people.in_text(one.id)
        path = context.people.in_path(one.path)
        problems = tuple(context.problems.of(one.path))
        yield Page(
            uri=address(one.id),
            template="broken.md.jinja",
            title=title,
            view=BrokenView(title, one.kind, path, problems),
            source=one.path,
            line=min((p.where.line for p in context.found if p.where.path == one.path), default=1),
            boost=0,
            under=under,
        )

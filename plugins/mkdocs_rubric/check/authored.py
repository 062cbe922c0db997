"""Every text of a project that is an author's Markdown, and where it stands."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.model import Criterion, Project


class Authored(NamedTuple):
    """A Markdown text.

    Attributes:
        text: The text.
        at: Where a line, a column (both from 1) and so many characters of it are. Of a text in
            YAML, where the text is: folded lines are not those of the file.
    """

    text: str
    at: Callable[[int, int, int], Location]


def authored(project: Project) -> Iterator[Authored]:
    """Decisions, criteria, and what is said of groups, sessions and the rubric."""
    rubric = project.rubric
    yield from values(project, rubric.path, (("description",), rubric.description))
    for place, group in enumerate(rubric.groups):
        keys = ("groups", place, "description")
        yield from values(project, rubric.path, (keys, group.description))
    for criterion in rubric.criteria.values():
        yield from values(project, criterion.path, *_of_criterion(criterion))
    for decision in project.decisions.values():
        yield Authored(decision.body, _below(decision.path, decision.body_line))
    for dispute in project.disputes.values():
        yield Authored(dispute.body, _below(dispute.path, dispute.body_line))
    for held in project.every_folder.values():
        yield from values(project, held.session.path, (("notes",), held.session.notes))
    for practice in project.practices.values():
        yield from values(project, practice.path, (("description",), practice.description))


def _of_criterion(criterion: Criterion) -> Iterator[tuple[tuple[Any, ...], str | None]]:
    for name in ("question", "description", "not_applicable"):
        yield (name,), getattr(criterion, name)
    for name in ("use_when", "avoid_when"):
        yield from (((name, place), text) for place, text in enumerate(getattr(criterion, name)))
    for score, level in criterion.levels.items():
        yield ("levels", score, "description"), level.description
        for place, example in enumerate(level.examples):
            yield ("levels", score, "examples", place, "text"), example.text
            yield ("levels", score, "examples", place, "why"), example.why
    for place, case in enumerate(criterion.edge_cases):
        yield ("edge_cases", place, "situation"), case.situation
        yield ("edge_cases", place, "guidance"), case.guidance


def values(
    project: Project, path: str, *given: tuple[tuple[str | int, ...], str | None]
) -> Iterator[Authored]:
    """The texts of a YAML file that are there, by their keys."""
    for keys, text in given:
        if text:
            yield Authored(text, _value(project, path, keys))


def _value(
    project: Project, path: str, keys: tuple[str | int, ...]
) -> Callable[[int, int, int], Location]:
    return lambda _line, _column, _width: project.locate(path, *keys)


def _below(path: str, first: int) -> Callable[[int, int, int], Location]:
    return lambda line, column, width: Location(path, first + line - 1, column, width)

"""What need not be laid out again when little has changed.

Editing one criterion changes its page and a few lists. Everything else follows from the outline,
and what was laid out from it is kept from one build to the next for as long as it stays equal.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_rubric.model import Criterion, EdgeCase, Rubric

if TYPE_CHECKING:
    from mkdocs_rubric.pages.base.context import Context

_T = TypeVar("_T")

_ITS_OWN_PAGE = frozenset(
    [
        "question",
        "description",
        "not_applicable",
        "use_when",
        "avoid_when",
        "levels",
        "guidance",
        "keywords",
    ]
)
"""Of a criterion and its edge cases, what stands on its own page, on the first page or in the index
of criteria, which are always laid out anew, and nowhere else. Everything else counts."""
_TAKEN_APART = frozenset(
    {"project", "found", "people", "history", "laid_out", "remember", "excerpt"}
)
"""Of a context, what the outline takes parts of, or what no page shows. Everything else counts."""


class LaidOut:
    """What was laid out from the last outline. The caller keeps it from one build to the next."""

    def __init__(self) -> None:
        self._outline: tuple[object, ...] = ()
        self._results: dict[object, Any] = {}

    def results(self, outline: tuple[object, ...]) -> dict[object, Any]:
        """What is known of an outline, to be added to; nothing, if it is not the last one."""
        if outline != self._outline:
            self._results = {}
        self._outline = outline
        return self._results


def once_an_outline(make: Callable[["Context"], _T]) -> Callable[["Context"], _T]:
    """Make something once for an outline. Of a context, `make` may read nothing else."""

    @wraps(make)
    def laid_out(context: "Context") -> _T:
        if make not in context.results:
            context.results[make] = make(context)
        result: _T = context.results[make]
        return result

    return laid_out


def outline(context: "Context") -> tuple[object, ...]:
    """All that is shown outside the first page, the criteria's own pages and their index."""
    project, people = context.project, context.people
    criteria = project.rubric.criteria
    own_pages = {criterion.path for criterion in criteria.values()}
    elsewhere = [path for path in context.problems.files if path not in own_pages]
    steps = [step.commit for step, _ in context.history.steps if step.commit]
    return (
        _fields(project.rubric, but=frozenset({"criteria"})),
        {name: _outlined(criterion) for name, criterion in criteria.items()},
        (project.decisions, project.every_session, project.disputes, project.broken),
        (project.practices, project.practised),
        {path: context.problems.of(path) for path in elsewhere},
        (people.privacy, people.names),
        [getattr(context, each.name) for each in fields(context) if each.name not in _TAKEN_APART],
        steps[-1:],  # what comes before the last step that is committed does not change
        context.made_on_earlier_wording,
        context.consensus_on_earlier_wording,
    )


def _outlined(criterion: Criterion) -> tuple[object, ...]:
    cases = [_fields(case, but=_ITS_OWN_PAGE) for case in criterion.edge_cases]
    return _fields(criterion, but=_ITS_OWN_PAGE | {"edge_cases"}), cases


def _fields(record: Rubric | Criterion | EdgeCase, but: frozenset[str]) -> dict[str, object]:
    names = type(record).model_fields.keys() - but
    return {name: getattr(record, name) for name in names}

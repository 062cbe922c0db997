"""What need not be laid out again when little has changed.

Editing one criterion changes its page and a few lists. Everything else follows from the outline
(`Context.outline`), and is kept from one build to the next for as long as that stays equal.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from mkdocs_rubric.pages.context import Context

_T = TypeVar("_T")


class Kept:
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


def kept(make: Callable[["Context"], _T]) -> Callable[["Context"], _T]:
    """Make something once for an outline. Of a context, `make` may read nothing else."""

    @wraps(make)
    def remembered(context: "Context") -> _T:
        if make not in context.results:
            context.results[make] = make(context)
        result: _T = context.results[make]
        return result

    return remembered

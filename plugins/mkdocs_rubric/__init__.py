"""A support team's scoring standard as files in git, rendered as a searchable guideline site.

From Python::

    from pathlib import Path
    from mkdocs_rubric import FolderTree, load_and_check, result

    checked = load_and_check(FolderTree(Path(".")))
    result(checked.project.rubric, {"empathy": 3, "clarity": 4}).percent

Names are imported when they are first used, so that `rubric --help` need not wait for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_rubric.checked import Checked, Layout, load_and_check
    from mkdocs_rubric.diagnostics import Diagnostic, Location, Severity
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.load import DictTree, FolderTree, Tree
    from mkdocs_rubric.model import (
        Cell,
        Criterion,
        Decision,
        Mark,
        Project,
        Result,
        Rubric,
        Scale,
        Session,
        Sheet,
        Status,
        result,
    )

_HOMES = {
    "diagnostics": ("Diagnostic", "Location", "Severity"),
    "errors": ("RubricError",),
    "load": ("DictTree", "FolderTree", "Tree"),
    "model": (
        "Cell", "Criterion", "Decision", "Mark", "Project", "Result", "Rubric", "Scale", "Session",
        "Sheet", "Status", "result",
    ),
    "checked": ("Checked", "Layout", "load_and_check"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Cell",
    "Checked",
    "Criterion",
    "Decision",
    "Diagnostic",
    "DictTree",
    "FolderTree",
    "Layout",
    "Location",
    "Mark",
    "Project",
    "Result",
    "Rubric",
    "RubricError",
    "Scale",
    "Session",
    "Severity",
    "Sheet",
    "Status",
    "Tree",
    "load_and_check",
    "result",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__

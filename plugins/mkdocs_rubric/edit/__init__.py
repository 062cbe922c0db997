"""Changes to a team's own files: their canonical form, and a criterion's name."""

from mkdocs_rubric.edit.canonical import (
    Kind,
    NotFormattedError,
    formatted,
    kind_of,
    project_files,
)
from mkdocs_rubric.edit.rename import Renaming, rename_criterion

__all__ = [
    "Kind",
    "NotFormattedError",
    "Renaming",
    "formatted",
    "kind_of",
    "project_files",
    "rename_criterion",
]

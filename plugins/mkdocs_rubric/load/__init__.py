"""Files to a `Project` and all that is wrong with them."""

from mkdocs_rubric.load.reader import FilesAsRead
from mkdocs_rubric.load.tree import DictTree, FolderTree, Tree
from mkdocs_rubric.load.whole_project import (
    Layout,
    Loaded,
    load_project,
    project_around,
    without_collecting_garbage,
)

__all__ = [
    "DictTree",
    "FilesAsRead",
    "FolderTree",
    "Layout",
    "Loaded",
    "Tree",
    "load_project",
    "project_around",
    "without_collecting_garbage",
]

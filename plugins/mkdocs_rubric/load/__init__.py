"""Files to a `Project` and all that is wrong with them."""

from mkdocs_rubric.load.project import Layout, Loaded, load_project, without_collecting_garbage
from mkdocs_rubric.load.reader import Cache
from mkdocs_rubric.load.tree import DictTree, FolderTree, Tree

__all__ = [
    "Cache",
    "DictTree",
    "FolderTree",
    "Layout",
    "Loaded",
    "Tree",
    "load_project",
    "without_collecting_garbage",
]

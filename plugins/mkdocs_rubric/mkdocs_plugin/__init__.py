"""The MkDocs plugin: an adapter between `site` and MkDocs' hooks."""

from mkdocs_rubric.mkdocs_plugin.plugin import RubricPlugin

__all__ = ["RubricPlugin"]

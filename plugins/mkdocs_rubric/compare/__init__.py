"""`rubric diff`: what a change does, for the people who review it."""

from mkdocs_rubric.compare.comment import as_markdown
from mkdocs_rubric.compare.data import as_json
from mkdocs_rubric.compare.sides import Difference, difference
from mkdocs_rubric.compare.terminal import as_text

__all__ = ["Difference", "as_json", "as_markdown", "as_text", "difference"]

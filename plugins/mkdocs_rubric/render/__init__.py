"""Pages to Markdown, and the style and scripts they need."""

from mkdocs_rubric.render.markdown import Renderer, UrlStyle
from mkdocs_rubric.render.plain import as_title
from mkdocs_rubric.render.static import ASSETS, EVERYWHERE, FINDER, INDEX, STYLE, asset

__all__ = [
    "ASSETS",
    "EVERYWHERE",
    "FINDER",
    "INDEX",
    "STYLE",
    "Renderer",
    "UrlStyle",
    "as_title",
    "asset",
]

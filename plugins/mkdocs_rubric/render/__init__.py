"""Pages to Markdown, and the style and script they need."""

from mkdocs_rubric.render.markdown import Renderer, UrlStyle
from mkdocs_rubric.render.plain import as_title
from mkdocs_rubric.render.static import ASSETS, asset

__all__ = ["ASSETS", "Renderer", "UrlStyle", "as_title", "asset"]

"""The style and the script of the pages."""

from importlib.resources import files

ASSETS = ("assets/rubric/rubric.css", "assets/rubric/rubric.js")
"""Where they are on the site."""


def asset(uri: str) -> str:
    """The content of an asset."""
    name = uri.rpartition("/")[2]
    return files("mkdocs_rubric.render").joinpath("assets", name).read_text(encoding="utf-8")

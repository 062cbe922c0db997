"""The style and the scripts of the pages.

A page has the scripts for what stands on it, and no others. They stand at its end, where they find
it complete, also when a theme swaps pages without loading them: it runs the scripts of each anew.
"""

from collections.abc import Callable, Iterator
from importlib.resources import files

_FOLDER = "assets/rubric"
_STYLES = (
    "colours", "parts", "lists", "criterion", "history", "sessions", "figures", "meaning",
    "problems", "finder", "paper",
)  # fmt: skip
_SCRIPTS = (
    ("data-rubric-compare", ("address.js", "levels.js")),
    ("data-rubric-filter", ("address.js", "decisions.js")),
    ("data-rubric-periods", ("address.js", "choices.js")),
    ("data-rubric-multiples", ("address.js", "choices.js")),
    ("data-rubric-as-of", ("address.js", "day.js")),
    ("data-rubric-chart", ("charts.js",)),
    ("data-rubric-visit", ("visit.js",)),
    ("data-rubric-moved", ("moved.js",)),
)
STYLE = f"{_FOLDER}/rubric.css"
"""The style of all pages: one file, so that it is fetched once."""
EVERYWHERE = f"{_FOLDER}/rubric.js"
"""The script that every page of a site has, hand-written ones too."""
FINDER = f"{_FOLDER}/open.js"
"""The script that opens the finder, on every page; it loads the others when they are needed."""
INDEX = f"{_FOLDER}/index.js"
"""The script with what they look through: it is of the site, and no asset."""
ASSETS = (
    STYLE,
    EVERYWHERE,
    FINDER,
    f"{_FOLDER}/finder.js",
    f"{_FOLDER}/words.js",
    f"{_FOLDER}/engine.js",
    *dict.fromkeys(f"{_FOLDER}/{name}" for _, names in _SCRIPTS for name in names),
)
"""Where they all are on the site."""


def asset(uri: str) -> str:
    """The content of an asset."""
    if uri == STYLE:
        return "\n".join(_read(f"style/{name}.css") for name in _STYLES)
    return _read(uri.removeprefix(f"{_FOLDER}/"))


def scripts(content: str, url: Callable[[str], str]) -> str:
    """The elements that load what stands on a page needs, a line each.

    Args:
        content: The page.
        url: The address of a file from the page.
    """
    return "".join(f'\n<script src="{url(uri)}"></script>' for uri in _needed(content))


def _needed(content: str) -> Iterator[str]:
    names = [name for sign, names in _SCRIPTS if sign in content for name in names]
    return (f"{_FOLDER}/{name}" for name in dict.fromkeys(names))


def _read(name: str) -> str:
    return files("mkdocs_rubric.render").joinpath("assets", name).read_text(encoding="utf-8")

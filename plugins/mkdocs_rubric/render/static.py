"""The style and the scripts of the pages.

A page has the scripts for what stands on it, and no others. They stand at its end, where they find
it complete, also when a theme swaps pages without loading them: it runs the scripts of each anew.
"""

from collections.abc import Callable, Iterator
from importlib.resources import files

_FOLDER = "assets/rubric"
_STYLES = (
    "colours", "parts", "lists", "criterion", "history", "sessions", "scoring", "practice", "start",
    "figures", "meaning", "meeting", "walk", "problems", "finder", "paper",
)  # fmt: skip
_SCORING = ("clipboard", "scoring/kept", "scoring/keys", "scoring/rows", "scoring/scoring")
_PRACTICE = (
    "practice/answers", "practice/figures", "practice/shown", "practice/result",
    "practice/practice",
)  # fmt: skip
_SCRIPTS = (
    ("data-rubric-compare", "levels.js", ("address", "levels")),
    ("data-rubric-filter", "filter.js", ("address", "filter")),
    ("data-rubric-periods", "choices.js", ("address", "choices")),
    ("data-rubric-multiples", "choices.js", ("address", "choices")),
    ("data-rubric-as-of", "day.js", ("address", "days", "day")),
    ("data-rubric-day", "standard.js", ("address", "days", "standard")),
    ("data-rubric-copy", "copy.js", ("clipboard", "copy")),
    ("data-rubric-whole", "copy.js", ("clipboard", "copy")),
    ("data-rubric-walk", "walk.js", ("clipboard", "scoring/kept", "walk")),
    ("data-rubric-path", "path.js", ("scoring/kept", "path")),
    ("data-rubric-chart", "charts.js", ("charts",)),
    ("data-rubric-visit", "visit.js", ("visit",)),
    ("data-rubric-moved", "moved.js", ("moved",)),
    ("data-rubric-practice", "practice.js", (*_SCORING, *_PRACTICE)),
    ("data-rubric-handing", "score.js", (*_SCORING, "scoring/sealing", "scoring/handing")),
)
"""What stands on a page that needs a script, the script, and the pieces it is made of.

Pieces that need each other are one file: separate ones may come in any order where a theme swaps
pages without loading them.
"""
_PIECES = {name: pieces for _, name, pieces in _SCRIPTS}
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
    *(f"{_FOLDER}/{name}" for name in _PIECES),
)
"""Where they all are on the site."""


def asset(uri: str) -> str:
    """The content of an asset."""
    if uri == STYLE:
        return "\n".join(_read(f"style/{name}.css") for name in _STYLES)
    name = uri.removeprefix(f"{_FOLDER}/")
    pieces = _PIECES.get(name)
    return "\n".join(_read(f"{piece}.js") for piece in pieces) if pieces else _read(name)


def scripts(content: str, url: Callable[[str], str]) -> str:
    """The elements that load what stands on a page needs, a line each.

    Args:
        content: The page.
        url: The address of a file from the page.
    """
    return "".join(f'\n<script src="{url(uri)}"></script>' for uri in _needed(content))


def _needed(content: str) -> Iterator[str]:
    names = [name for sign, name, _ in _SCRIPTS if sign in content]
    return (f"{_FOLDER}/{name}" for name in dict.fromkeys(names))


def _read(name: str) -> str:
    return files("mkdocs_rubric.render").joinpath("assets", name).read_text(encoding="utf-8")

"""A page's front matter and its text, told apart as every generator does."""

import re
from typing import Any

import yaml

_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)


def front(text: str) -> tuple[str, str]:
    """A page's front matter with its marks, and the rest."""
    found = _FRONT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def read(text: str) -> tuple[str, str, dict[str, Any]]:
    """The same of a page that anybody wrote, and what its front matter says.

    What stands between two rules, or is no YAML, is text.
    """
    found = _FRONT.match(text)
    try:
        about = yaml.safe_load(found[1]) if found else None
    except yaml.YAMLError:
        about = None
    if found is None or not isinstance(about, dict):
        return "", text, {}
    return found[0], text[found.end() :], about

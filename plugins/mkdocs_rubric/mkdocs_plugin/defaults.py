"""What mkdocs.yml leaves open, filled in so that two lines of it are enough.

Nothing that the team has set is changed.
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

_EXTENSIONS = ("attr_list", "md_in_html")
_FEATURES = [
    "content.action.edit",
    "navigation.indexes",
    "navigation.path",
    "navigation.prune",
    "navigation.tabs",
    "navigation.top",
    "search.highlight",
    "search.share",
    "search.suggest",
    "toc.follow",
]
_PALETTE = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
    },
]
# Material gives titles a thousand times and tags a million times the weight of texts. Reviewers
# search by what happened, which is in the texts of edge cases.
_FIELDS = {"title": {"boost": 8.0}, "text": {"boost": 1.0}, "tags": {"boost": 2.0}}


def extensions(config: MkDocsConfig) -> None:
    """The Markdown extensions the pages are written in; both come with Python-Markdown."""
    for name in _EXTENSIONS:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)


def theme(config: MkDocsConfig) -> bool:
    """Material's open settings. True when the pages' own palette is in use."""
    if config.theme.name != "material":
        return False
    untouched = Theme(name="material")

    def is_open(name: str) -> bool:
        return bool(config.theme.get(name) == untouched.get(name))

    if is_open("font"):
        config.theme["font"] = False  # the default is fetched from Google
    if is_open("features"):
        config.theme["features"] = list(_FEATURES)
    if own_palette := is_open("palette"):
        config.theme["palette"] = [dict(one) for one in _PALETTE]
    return own_palette


def search(config: MkDocsConfig) -> None:
    """The weights of Material's search fields."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    fields: Any = getattr(plugin, "config", {}).get("fields") if plugin else None
    if isinstance(fields, dict):
        for name, weight in _FIELDS.items():
            fields.setdefault(name, dict(weight))

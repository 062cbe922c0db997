"""What mkdocs.yml leaves open, filled in so that two lines of it are enough.

Nothing that the team has set is changed.
"""

import re

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


def extensions(config: MkDocsConfig) -> None:
    """The Markdown extensions the pages are written in; both come with Python-Markdown."""
    for name in _EXTENSIONS:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)


def theme(config: MkDocsConfig) -> None:
    """Material's open settings."""
    if config.theme.name != "material":
        return
    untouched = Theme(name="material")

    def is_open(name: str) -> bool:
        return bool(config.theme.get(name) == untouched.get(name))

    if is_open("font"):
        config.theme["font"] = False  # the default is fetched from Google
    if is_open("features"):
        config.theme["features"] = list(_FEATURES)
    if is_open("palette"):
        config.theme["palette"] = [dict(scheme) for scheme in _PALETTE]


OFFLINE_WORKER = "assets/rubric/offline.js"
"""What the theme's search needs on pages that are opened as files."""


def without_other_hosts(config: MkDocsConfig) -> bool:
    """With the plugin `offline`, take the script it has from elsewhere for one of ours.

    Returns:
        Whether ours is needed.
    """
    scripts = config.extra.get("polyfills") or []
    ours = [OFFLINE_WORKER if _is_elsewhere(script) else script for script in scripts]
    if ours == scripts:
        return False
    config.extra["polyfills"] = list(dict.fromkeys(ours))
    return True


def _is_elsewhere(script: object) -> bool:
    return "://" in str(script) and "iframe-worker" in str(script)


def offline(config: MkDocsConfig) -> None:
    """Nothing is fetched for a search that the finder takes the place of."""
    shims = config.extra.get("polyfills", [])
    shims[:] = [shim for shim in shims if "iframe-worker" not in str(shim)]


# What axe and a closed network find wrong with Material's own markup.
_REPAIRS = (
    # its script would ask the repository's host for the number of stars
    (' data-md-component="source"', ""),
    (
        '<nav class="md-path" aria-label="Navigation"',
        '<nav class="md-path" aria-label="Breadcrumb"',
    ),
)
# The finder takes its place: nothing of it is loaded, and its field opens the finder.
_WITHOUT_SEARCH = (
    ('<form class="md-search__form" name="search">', '<form class="md-search__form">'),
    ('data-md-component="search" role="dialog"', 'role="dialog"'),
)
_DIALOG = 'data-md-component="search" role="dialog"'
_FIELD = re.compile(r'<input[^>]*class="md-search__input"[^>]*? aria-label="([^"]*)"')


def repaired(html: str, *, finder: bool) -> str:
    """A page of Material's that calls nobody and names its landmarks.

    Args:
        html: The page.
        finder: Whether the finder takes the place of its search.
    """
    end = html.find("<article")  # all of it stands above a page's own text
    head = html[:end] if end >= 0 else html
    if field := _FIELD.search(head):  # in the site's language
        head = head.replace(_DIALOG, f'{_DIALOG} aria-label="{field[1]}"')
    for old, new in (*_REPAIRS, *_WITHOUT_SEARCH) if finder else _REPAIRS:
        head = head.replace(old, new)
    return head + (html[end:] if end >= 0 else "")

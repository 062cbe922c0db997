"""What mkdocs.yml leaves open, filled in so that two lines of it are enough.

Nothing that the team has set is changed.
"""

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
        config.theme["palette"] = [dict(one) for one in _PALETTE]


def offline(config: MkDocsConfig) -> None:
    """Nothing is fetched for a search that the finder takes the place of."""
    shims = config.extra.get("polyfills", [])
    shims[:] = [one for one in shims if "iframe-worker" not in str(one)]


# What axe and a closed network find wrong with Material's own markup.
_REPAIRS = (
    # its script would ask the repository's host for the number of stars
    (' data-md-component="source"', ""),
    (
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="Search"',
    ),
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


def repaired(html: str, *, finder: bool) -> str:
    """A page of Material's that calls nobody and names its landmarks.

    Args:
        html: The page.
        finder: Whether the finder takes the place of its search.
    """
    end = html.find("<article")  # all of it stands above a page's own text
    head = html[:end] if end >= 0 else html
    for old, new in (*_REPAIRS, *_WITHOUT_SEARCH) if finder else _REPAIRS:
        head = head.replace(old, new)
    return head + (html[end:] if end >= 0 else "")

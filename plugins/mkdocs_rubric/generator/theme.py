"""What a theme is told where a team leaves it open, and what is mended in what it makes."""

import re

EXTENSIONS = ("attr_list", "md_in_html")
"""The Markdown extensions the pages are written in; both come with Python-Markdown."""
FEATURES = [
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
"""Features of Material, where a team has set none."""
PALETTE = [
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
"""Colours of Material and Zensical by day and by night; `custom` takes them from our style."""
FIELDS = {"title": {"boost": 2.0}, "text": {"boost": 1.0}, "tags": {"boost": 2.0}}
"""Weights of Material's own search, which gives titles a thousand times and tags a million times
the weight of texts. Reviewers search by what happened, which is in the texts of edge cases."""
OFFLINE_WORKER = "assets/rubric/iframe-worker.js"
"""What the theme's search needs on pages opened as files. By that name the plugin `offline`
knows that there is one, and adds none from elsewhere."""
SOCIAL = ' data-md-component="source"'
"""By which Material's script finds what to ask the repository's host about: stars and forks."""

# What axe and a closed network find wrong with Material's own markup.
_REPAIRS = (
    (SOCIAL, ""),
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


def feed_link(address: str) -> str:
    """What names the feed in a page's head, where a reader's program looks for it."""
    return f'<link rel="alternate" type="application/atom+xml" href="{address}">'

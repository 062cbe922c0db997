"""Templates that lie over the theme's own: edit links, breadcrumbs, the feed, the finder's field.

Most are the installed theme's own with a few words changed, so that they follow its versions.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from mkdocs_rubric.generator.theme import SOCIAL

THEMES = {"zensical": ("zensical", "templates"), "mkdocs": ("material", "templates"),
          "properdocs": ("material", "templates")}  # fmt: skip
"""The package of each generator's theme, and the folder of its templates there."""
_ACTIVE = re.compile(r"\b(nav_item|ref|parent)\.active\b")
_OURS = "page and page.meta and page.meta.rubric"
_EDIT = """\
{% if PAGE %}
  {% if page.meta.rubric.edit and "content.action.edit" in features %}
    <a href="{{ page.meta.rubric.edit }}" title="{{ lang.t('action.edit') }}" \
class="md-content__button md-icon" rel="edit">
      {% set icon = config.theme.icon.edit or "material/file-edit-outline" %}
      {% include ".icons/" ~ icon ~ ".svg" %}
    </a>
  {% endif %}
{% else %}
""".replace("PAGE", _OURS)
_SEARCH = (
    ('<form class="md-search__form" name="search">', '<form class="md-search__form">'),
    ('data-md-component="search" role="dialog"', 'role="dialog"'),
    ('class="md-search__button"', 'class="md-search__button" data-rubric-search'),
)


def over(generator: str, *, finder: bool) -> dict[str, str]:
    """The templates, by their path in the folder of overrides.

    Args:
        generator: Whose theme they lie over.
        finder: Whether the finder takes the place of the theme's search.
    """
    ours = files("mkdocs_rubric.publish") / "overrides"
    made = {
        "main.html": (ours / "main.html").read_text(encoding="utf-8"),
        "partials/path.html": (ours / "partials/path.html").read_text(encoding="utf-8"),
    }
    made.update(_changed(_templates(generator), finder=finder))
    return made


def _changed(theirs: Path | None, *, finder: bool) -> Iterator[tuple[str, str]]:
    if theirs is None:
        return
    changes: Mapping[str, Callable[[str], str]] = {
        "partials/actions.html": lambda text: f"{_EDIT}{text.rstrip()}\n{{% endif %}}\n",
        "partials/nav-item.html": _with_sections,
        "partials/tabs-item.html": _with_sections,
        "partials/source.html": lambda text: text.replace(SOCIAL, ""),
        **({"partials/search.html": _without_search} if finder else {}),
    }
    for name, change in changes.items():
        path = theirs / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            changed = change(text)
            if changed != text:
                yield name, changed


def _with_sections(text: str) -> str:
    """A page that is not in the menu lets the sections it belongs to be shown as active."""
    belongs = f"({_OURS} and {{0}}.children and {{0}}.title in page.meta.rubric.within)"
    return _ACTIVE.sub(lambda found: f"({found[0]} or {belongs.format(found[1])})", text)


def _without_search(text: str) -> str:
    for old, new in _SEARCH:
        text = text.replace(old, new)
    return text


def _templates(generator: str) -> Path | None:
    package, folder = THEMES[generator]
    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        return None
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0], folder) if places else None

"""A page's HTML without what could run, frame, send or restyle anything."""

import re
from functools import cache
from typing import Any

from mkdocs_rubric.markup.allowed import (
    ATTRIBUTES,
    EVERYWHERE,
    PREFIXES,
    SCHEMES,
    STYLES,
    TAGS,
    WITH_CONTENT,
    may_have,
)

_ICON = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="[0-9. -]{1,60}">'
    r'(?:<!--[^<>]{0,400}-->)?(?:<path d="[A-Za-z0-9,.\s-]{1,20000}"/>){1,40}</svg>'
)
_ICON_PLACE = '<i data-rubric-icon="{}"></i>'
_ICON_PLACES = re.compile(r'<i data-rubric-icon="([0-9]{1,6})"></i>')


def cleaned(html: str) -> str:
    """HTML of which nothing runs: see `allowed`. Icons that an extension put in stay."""
    icons: list[str] = []

    def aside(found: re.Match[str]) -> str:
        icons.append(found[0])
        return _ICON_PLACE.format(len(icons) - 1)

    def back(place: re.Match[str]) -> str:
        number = int(place[1])
        return icons[number] if number < len(icons) else ""

    return _ICON_PLACES.sub(back, _cleaner().clean(_ICON.sub(aside, html)))


def words_only(html: str) -> str:
    """The text of some HTML, escaped."""
    return str(_without_elements().clean(html))


@cache
def _cleaner() -> Any:
    import nh3  # noqa: PLC0415 - a command that makes no pages does not need it

    def kept(tag: str, attribute: str, value: str) -> str | None:
        return value if may_have(tag, attribute, value) else None

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(WITH_CONTENT),
        attributes={"*": set(EVERYWHERE), **{tag: set(some) for tag, some in ATTRIBUTES.items()}},
        attribute_filter=kept,
        generic_attribute_prefixes=set(PREFIXES),
        filter_style_properties=set(STYLES),
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


@cache
def _without_elements() -> Any:
    import nh3  # noqa: PLC0415 - as above

    return nh3.Cleaner(tags=set(), clean_content_tags=set(WITH_CONTENT))

"""What the generator of a rendered folder is told: a team's configuration, with what is ours."""

import os
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_rubric.generator.extension import NAME
from mkdocs_rubric.generator.theme import (
    EXTENSIONS,
    FEATURES,
    FIELDS,
    OFFLINE_WORKER,
    PALETTE,
)
from mkdocs_rubric.publish import DOCS, OVERRIDES, SITE
from mkdocs_rubric.publish.settings import OFFLINE, SiteSettings
from mkdocs_rubric.publish.site_file import as_yaml
from mkdocs_rubric.render import EVERYWHERE, FINDER, STYLE
from mkdocs_rubric.site import UrlStyle

_HEAD = "# Written by `rubric render` from {}, where changes belong.\n"
_BUILTINS = ("toc", "tables", "fenced_code")
"""What MkDocs has in any case, and Zensical only where it is named."""
_OURS = ("docs_dir", "site_dir", "nav", "hooks", "watch", "plugins", "markdown_extensions",
         "extra_css", "extra_javascript", "extra", "theme", "edit_uri", "repo_url")  # fmt: skip
_CLASSIC = "classic"
"""The look of Zensical that is Material's, so that changing generators changes no page."""


def configuration(
    settings: SiteSettings, generator: str, nav: list[Any] | None, out: Path, *, feed: str
) -> str:
    """The file's text.

    Args:
        settings: The team's.
        generator: Who reads it.
        nav: The whole navigation; None leaves it to a plugin.
        out: The folder it is written to.
        feed: The feed's uri; "" where there is none.
    """
    values = settings.file.values
    written = {key: value for key, value in values.items() if key not in _OURS}
    written |= {"docs_dir": DOCS, "site_dir": SITE}
    if settings.style is UrlStyle.FILE:
        written["use_directory_urls"] = False
    if repo := settings.published.repo_url:
        written |= {"repo_url": repo, "edit_uri": settings.published.edit_uri}
    written |= {
        "theme": _theme(settings, generator),
        "plugins": list(_plugins(settings, generator, out)),
        "markdown_extensions": list(_extensions(settings)),
        "extra_css": [STYLE, *_list(values.get("extra_css"))],
        "extra_javascript": [
            EVERYWHERE,
            *([FINDER] if settings.options.finder else []),
            *_list(values.get("extra_javascript")),
        ],
    }
    extra = values.get("extra")
    extra = {**extra} if isinstance(extra, Mapping) else {}
    if feed:
        extra["rubric_feed"] = feed
    if settings.brings_worker:
        extra["polyfills"] = [OFFLINE_WORKER, *_list(extra.get("polyfills"))]
    if extra:
        written["extra"] = extra
    if nav is not None:
        written["nav"] = nav
    return _HEAD.format(settings.file.path.name) + as_yaml(written)


def _theme(settings: SiteSettings, generator: str) -> dict[str, Any]:
    found = settings.file.values.get("theme")
    theme: dict[str, Any] = {**found} if isinstance(found, Mapping) else {}
    theme["name"] = "material" if generator == "zensical" else settings.theme.get("name")
    theme["custom_dir"] = OVERRIDES
    if theme["name"] == "material" and settings.options.theme_defaults:
        theme.setdefault("features", list(FEATURES))
        theme.setdefault("palette", [dict(scheme) for scheme in PALETTE])
        theme.setdefault("font", False)
    if generator == "zensical":
        theme.setdefault("variant", _CLASSIC)
    return theme


def _plugins(settings: SiteSettings, generator: str, out: Path) -> Iterator[Any]:
    for name, given in settings.file.plugins().items():
        own: Any = given
        if name == "rubric" or (name in OFFLINE and settings.options.finder):
            continue  # of a search that the finder takes the place of, nothing is fetched
        if name.removeprefix("material/") == "search" and _weighs(settings, generator):
            own = {**given, "fields": {**FIELDS, **(given.get("fields") or {})}}
        elif name == "mkdocstrings":
            own = _from_elsewhere(given, settings.root, out)
        yield {name: own} if own else name


def _weighs(settings: SiteSettings, generator: str) -> bool:
    """Whether the generator's search knows weights: Material's does."""
    material = settings.theme.get("name") == "material" and generator != "zensical"
    return material and settings.options.search_defaults


def _from_elsewhere(given: Mapping[str, Any], root: Path, out: Path) -> dict[str, Any]:
    """The settings of mkdocstrings, whose paths are seen from the configuration's folder."""
    handlers = given.get("handlers")
    changed: dict[str, Any] = {}
    for name, handler in handlers.items() if isinstance(handlers, Mapping) else []:
        paths = handler.get("paths") if isinstance(handler, Mapping) else None
        moved = [_seen_from(out, root / str(path)) for path in paths or []]
        changed[name] = {**handler, "paths": moved} if moved else handler
    return {**given, "handlers": changed} if changed else dict(given)


def _seen_from(out: Path, path: Path) -> str:
    return Path(os.path.relpath(path, out.resolve())).as_posix()


def _extensions(settings: SiteSettings) -> Iterator[Any]:
    found = settings.file.values.get("markdown_extensions")
    if isinstance(found, Mapping):
        found = [{name: given} for name, given in found.items()]
    own = _list(found)
    names = {name for each in own for name in (each if isinstance(each, Mapping) else [each])}
    yield from (name for name in _BUILTINS if name not in names)
    yield from own
    yield from (name for name in EXTENSIONS if name not in names)
    language = settings.language
    told = {"language": language.code, "direction": language.direction}
    told = {key: value for key, value in told.items() if value}
    yield {NAME: told} if told else NAME


def _list(found: Any) -> list[Any]:
    return list(found) if isinstance(found, list | tuple) else []


def in_docs(uri: str) -> str:
    """Where a file of the site is in the folder."""
    return posixpath.join(DOCS, uri)

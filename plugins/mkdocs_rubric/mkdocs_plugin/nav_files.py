"""Navigation that stands in files of its own, as three plugins read it.

awesome-nav and awesome-pages know only pages that are in the navigation, which ours are not until
we put them there. literate-nav knows all of them, and lists every one where it finds no file.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_rubric.generator.contents import uris
from mkdocs_rubric.site import Entry

_FILES = {"awesome-nav": ".nav.yml", "awesome-pages": ".pages"}


def show(
    files: Files, ours: Mapping[str, File], entries: Sequence[Entry], config: MkDocsConfig
) -> None:
    """Let these plugins see our pages, if their file names one.

    Args:
        files: All files.
        ours: Those we made, by their uri.
        entries: The contents of our pages.
        config: Tells which plugins are in use.
    """
    pages = [uri for entry in entries for uri in uris(entry) if uri in ours]
    names = {part for uri in pages for part in (uri, uri.partition("/")[0])}
    if not any(name.strip("./") in names for name in _named(files, config)):
        return
    for uri in pages:
        ours[uri].inclusion = InclusionLevel.INCLUDED


def is_everything(files: Files, config: MkDocsConfig) -> bool:
    """Whether literate-nav will list every page, for want of anything else."""
    if "literate-nav" not in config.plugins or config.nav:
        return False
    return files.get_file_from_path(config.plugins["literate-nav"].config.nav_file) is None


def without(nav: Any, ours: Container[str]) -> Any:
    """A navigation without our pages, so that they can be put where they belong."""
    if isinstance(nav, dict):
        kept = {title: without(part, ours) for title, part in nav.items()}
        return {title: part for title, part in kept.items() if part}
    if isinstance(nav, list):
        return [part for part in (without(part, ours) for part in nav) if part]
    return None if nav in ours else nav


def _named(files: Files, config: MkDocsConfig) -> Iterator[str]:
    for plugin, usual in _FILES.items():
        if plugin in config.plugins:
            settings = getattr(config.plugins[plugin], "config", {})
            file = files.get_file_from_path(settings.get("filename", usual))
            if file is not None:
                yield from _strings(_read(file))


def _read(file: File) -> Any:
    try:
        return yaml.safe_load(file.content_string)
    except (yaml.YAMLError, OSError, ValueError):
        return None  # the plugin itself says what is wrong


def _strings(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, list | dict):
        for part in found.values() if isinstance(found, dict) else found:
            yield from _strings(part)

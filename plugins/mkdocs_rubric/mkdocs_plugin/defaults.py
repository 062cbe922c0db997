"""What mkdocs.yml leaves open, filled in so that two lines of it are enough.

Nothing that the team has set is changed.
"""

from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from mkdocs_rubric.generator.theme import EXTENSIONS, FEATURES, OFFLINE_WORKER, PALETTE


def extensions(config: MkDocsConfig) -> None:
    """The Markdown extensions the pages are written in; both come with Python-Markdown."""
    for name in EXTENSIONS:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)


def begin_with(ours: Sequence[str], entries: list[Any]) -> None:
    """Style and scripts of ours, once, before the team's own, which so win.

    A build for another language, before this one, had them in that language's folder.
    """
    elsewhere = tuple(f"/{uri}" for uri in ours)
    entries[:] = [entry for entry in entries if not str(entry).endswith(elsewhere)]
    entries[:0] = [uri for uri in ours if uri not in entries]


def theme(config: MkDocsConfig) -> None:
    """The theme's open settings."""
    if config.theme.name == "material":
        _material(config)
    elif config.theme.get("highlightjs") is True:
        config.theme["highlightjs"] = False  # the default is fetched from cdnjs.com


def _material(config: MkDocsConfig) -> None:
    untouched = Theme(name="material")

    def is_open(name: str) -> bool:
        return bool(config.theme.get(name) == untouched.get(name))

    if is_open("font"):
        config.theme["font"] = False  # the default is fetched from Google
    if is_open("features"):
        config.theme["features"] = list(FEATURES)
    if is_open("palette"):
        config.theme["palette"] = [dict(scheme) for scheme in PALETTE]


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

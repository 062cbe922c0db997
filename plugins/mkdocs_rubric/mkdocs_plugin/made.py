"""Which of our pages are made, and whether they are still there after every other plugin."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_rubric.site import Site

_HARMLESS = ("material.", "mkdocs_rubric.", "mkdocs_redirects", "mkdocs_awesome_nav", "mike.")
_NAMED = 3
_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
_COPIES = ("i18n",)  # plugins that make files of their own out of what lies in docs_dir


@dataclass
class Made:
    """The pages and files we gave to MkDocs.

    Attributes:
        kept: Where the content of each is, by its uri.
        lost: What another plugin took away.
        before: The folder that another plugin put before their places, as for a language.
    """

    kept: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    before: str = ""

    def files(self, config: MkDocsConfig) -> Iterator[File]:
        """What MkDocs is to build."""
        for uri in self.kept:
            path = self._given(uri, config)
            yield File.generated(config, uri, abs_src_path=path, inclusion=_level(config, uri))

    def mend(self, files: Files, config: MkDocsConfig) -> Mapping[str, File]:
        """Find our files again, after other plugins; what they copied is ours again.

        Returns:
            Those that are left, by their uri.
        """
        there = {uri: file for uri in self.kept if (file := files.src_uris.get(uri))}
        left = {uri: file for uri, file in there.items() if self._is_ours(uri, file, config)}
        pages = {uri: file for uri, file in left.items() if uri.endswith(".md")}
        self.before = next((_moved(uri, file) for uri, file in pages.items()), "")
        for uri, file in left.items():
            if file.abs_src_path == self._given(uri, config) != self.kept[uri]:
                self.reveal(file)
            if file.inclusion is InclusionLevel.UNDEFINED:  # as in a new file in place of ours
                file.inclusion = _level(config, uri)
            if self.before and uri not in pages:  # where the pages look for it
                file.dest_uri = f"{self.before}{uri}"
                file.abs_dest_path = os.path.join(config.site_dir, file.dest_uri)  # noqa: PTH118
                file.__dict__.pop("url", None)
        if self.before:
            for entries in (config.extra_css, config.extra_javascript):
                self._follow(entries)
        places = {file.dest_uri for file in files}
        gone = [uri for uri in self.kept if uri not in there]
        self.lost = [
            uri for uri in gone if f"{self.before}{destination(uri, config)}" not in places
        ]
        return left

    def pose(self, file: File, source: Path | None) -> None:
        """Show a page as the team's file, to plugins that ask git who changed it and when."""
        if source is not None:
            file.abs_src_path, file.generated_by = str(source), None

    def reveal(self, file: File) -> None:
        """Show a page as what it is: made of what we keep."""
        file.abs_src_path, file.generated_by = self.kept[file.src_uri], "rubric"

    def _given(self, uri: str, config: MkDocsConfig) -> str:
        """Where MkDocs is told that a file is; plugins that copy look in docs_dir."""
        copied = any(name in config.plugins for name in _COPIES)
        return os.path.join(config.docs_dir, uri) if copied else self.kept[uri]  # noqa: PTH118

    def _follow(self, entries: list[Any]) -> None:
        for place, entry in enumerate(entries):
            if isinstance(entry, str) and entry in self.kept:
                entries[place] = f"{self.before}{entry}"

    def _is_ours(self, uri: str, file: File, config: MkDocsConfig) -> bool:
        """Whether another plugin has not put a page of its own in a page's place."""
        if not uri.endswith(".md") or file.abs_src_path in (
            self.kept[uri],
            self._given(uri, config),
        ):
            return True
        return Path(self.kept[uri]).read_text(encoding="utf-8") in file.content_string


def from_disk(files: Files) -> dict[str, Path]:
    """Where each file lies that somebody has written and that is published, by its uri."""
    return {
        file.src_uri: Path(file.abs_src_path)
        for file in files
        if file.abs_src_path and not file.generated_by and file.inclusion not in _LEFT_OUT
    }


def destination(uri: str, config: MkDocsConfig) -> str:
    """The HTML file that a page becomes."""
    return File(uri, None, "", config.use_directory_urls).dest_uri


def absent(files: Mapping[str, File]) -> list[str]:
    """Which files are not on the built site."""
    return [uri for uri, file in files.items() if not os.path.exists(file.abs_dest_path)]  # noqa: PTH110


def lost_in_words(uris: Sequence[str], config: MkDocsConfig) -> str:
    """What another plugin took out of the build, and what to do."""
    who = _suspects(config, ["files"])
    return (
        f"{_counted(uris)} taken out of the site, {who}: {_some(uris)}. Links to them are not "
        "made. To leave out pages on purpose, use `pages:` of this plugin or MkDocs' "
        "`exclude_docs:`; to have them, change the other plugin's settings"
    )


def absent_in_words(uris: Sequence[str], config: MkDocsConfig) -> str:
    """What was built and has not arrived, and what to do."""
    who = _suspects(config, ["nav", "page_markdown", "page_content", "post_page", "post_build"])
    return (
        f"{_counted(uris)} not on the built site: {_some(uris)}. They were left out, {who}, and "
        "links to them lead nowhere: change its settings"
    )


def step_in_words(step: str, site: Site, config: MkDocsConfig) -> str:
    """Where a page is named in the reading path that is not there."""
    project = site.checked.project
    where, docs = project.locate(project.rubric.path, "start"), Path(config.docs_dir).name
    return f'{where}: "start" names {step}, and there is no such page in {docs}/: it is left out'


def _counted(uris: Sequence[str]) -> str:
    verb = "was" if len(uris) == 1 else "were"
    return f"{len(uris)} of the generated pages and files {verb}"


def _some(uris: Sequence[str]) -> str:
    return ", ".join(uris[:_NAMED]) + (f" and {len(uris) - _NAMED} more" if uris[_NAMED:] else "")


def _moved(uri: str, file: File) -> str:
    """The folder that another plugin put before a page's place; "" if it did not."""
    expected = File(uri, None, "", file.use_directory_urls).dest_uri
    place = file.dest_uri
    return place.removesuffix(expected) if place != expected and place.endswith(expected) else ""


def _level(config: MkDocsConfig, uri: str) -> InclusionLevel:
    if config.draft_docs and config.draft_docs.match_file(uri):
        return InclusionLevel.DRAFT
    return InclusionLevel.NOT_IN_NAV if uri.endswith(".md") else InclusionLevel.INCLUDED


def _suspects(config: MkDocsConfig, events: Sequence[str]) -> str:
    """The plugins and hooks that could have done it, by the names they have in mkdocs.yml."""
    methods = [method for event in events for method in config.plugins.events[event]]
    owners = [getattr(method, "__self__", None) for method in methods]
    hooks = [getattr(method, "__globals__", None) for method in methods]
    names = [
        name
        for name, plugin in config.plugins.items()
        if any(owner in (plugin, type(plugin)) for owner in owners)
        or any(vars(plugin) is hook for hook in hooks)
        if not type(plugin).__module__.startswith(_HARMLESS)
    ]
    return f"probably by {' or '.join(names)}" if names else "by another plugin"

"""The hooks. Each delegates: what is decided is decided in `site` and below."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from mkdocs_rubric.diagnostics import Severity, formats
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.mkdocs_plugin import aside, defaults, menu, search
from mkdocs_rubric.mkdocs_plugin.config import RubricConfig
from mkdocs_rubric.mkdocs_plugin.repository import repository
from mkdocs_rubric.patch import recover
from mkdocs_rubric.render import ASSETS, asset
from mkdocs_rubric.site import (
    CHANGES,
    FEED,
    Cache,
    FolderTree,
    LaidOut,
    Layout,
    Options,
    Past,
    Privacy,
    Renderer,
    Site,
    UrlStyle,
    build,
)
from mkdocs_rubric.writing import write_whole

log = get_plugin_logger("rubric")
_HOME_BESIDE_YOURS = "standard.md"
_TAG_PLUGINS = ("material/tags", "tags")


class RubricPlugin(BasePlugin[RubricConfig]):  # type: ignore[no-untyped-call]  # MkDocs
    """Adds the pages of a rubric to an MkDocs site."""

    def __init__(self) -> None:
        self._cache = Cache()
        self._laid_out = LaidOut()
        self._past: Past | None = None
        self._written: dict[str, tuple[str, int]] = {}
        self._renderer: Renderer | None = None
        self._settings: tuple[object, ...] = ()
        self._site: Site | None = None
        self._urls: dict[str, str] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps this instance, and with it the caches, through the rebuilds of `serve`."""

    # Before the search plugin reads its own options.
    @event_priority(75)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Fill in what mkdocs.yml leaves open, and watch the folders."""
        defaults.extensions(config)
        if self.config.theme_defaults:
            defaults.theme(config)
        if self.config.search_defaults:
            search.weigh_fields(config)
        for uri in ASSETS:
            listed = config.extra_css if uri.endswith(".css") else config.extra_javascript
            if uri not in listed:
                listed.insert(0, uri)  # the team's own come after, and win
        root = self._root(config)
        folders = [self.config.rubric, self.config.decisions, self.config.scores]
        if self.config.templates:
            folders.append(self.config.templates)
        config.watch.extend(
            str(root / one)
            for one in folders
            if (root / one).exists() and str(root / one) not in config.watch
        )
        return config

    # Before plugins that look for pages: tags, redirects, navigation.
    @event_priority(75)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Make the pages."""
        hand_written_home = files.get_file_from_path("index.md") is not None
        root = self._root(config)
        if told := recover(root):
            log.info("%s", told)
        options = Options(
            layout=Layout(self.config.rubric, self.config.decisions, self.config.scores),
            privacy=Privacy(self.config.reviewers),
            pseudonym_key=self.config.pseudonym_key,
            kinds=frozenset(self.config.pages),
            home=_HOME_BESIDE_YOURS if hand_written_home else "index.md",
            repository=repository(config),
            site_url=config.site_url or "",
            cache=self._cache_folder(config),
        )
        if self._past is None or self._past.root != root:
            self._past = Past(root)
        try:
            self._site = build(
                FolderTree(root),
                options,
                self._current_renderer(config),
                cache=self._cache,
                laid_out=self._laid_out,
                past=self._past,
            )
        except RubricError as error:
            raise PluginError(f"rubric: {error}") from error
        self._report(self._site)
        folder = self._cache_folder(config)
        for page in self._site.pages:
            if page.uri in files.src_uris:
                log.info(
                    "%s is hand-written; the generated page of that name is left out", page.uri
                )
                continue
            kept = self._keep(folder, page.uri, self._site.text[page.uri])
            inclusion = InclusionLevel.NOT_IN_NAV
            file = File.generated(config, page.uri, abs_src_path=kept, inclusion=inclusion)
            files.append(file)
            self._urls[page.uri] = "" if file.url == "./" else file.url
        for uri, content in {**{uri: asset(uri) for uri in ASSETS}, **self._site.data}.items():
            kept = self._keep(folder, uri, content)
            files.append(File.generated(config, uri, abs_src_path=kept))
        return files

    # After awesome-nav and the like have made their navigation.
    @event_priority(-50)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the pages into the navigation, and say where each is edited."""
        assert self._site is not None
        first = self.config.position == "first"
        menu.place(nav, files, self._site.navigation, self.config.title, first=first)
        menu.attach(nav, files, self._site.pages)
        sources = repository(config)
        for page in self._site.pages:
            file = files.src_uris.get(page.uri)
            if page.source and file is not None and file.page is not None and file.generated_by:
                file.page.edit_url = (
                    sources.folder_url(page.source)
                    if page.is_folder
                    else sources.edit_url(page.source, page.line)
                ) or None
        return nav

    # After everybody who changes a page's Markdown.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Keep what is HTML aside."""
        return aside.taken_out(markdown, self._html_in(page))

    # Before everybody who changes a page's HTML.
    @event_priority(100)
    def on_page_content(
        self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object
    ) -> str:
        """Put it back; what the search skips only after the search, if nobody else needs it."""
        parts = self._html_in(page)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | aside.ids(parts)
        return aside.put_back(html, parts, searched_only=aside.only_search_reads(config))

    # After the search.
    @event_priority(-100)
    def on_page_context(self, context: Any, /, *, page: MkDocsPage, **_: object) -> Any:
        """Put back what is left."""
        parts = [aside.as_searched(one) for one in self._html_in(page)]
        page.content = aside.put_back(page.content or "", parts)
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mend what the theme gets wrong; name the feed where a reader would look for it."""
        mended = self._mended(output, config)
        if "changes" in self.config.pages and page.file.src_uri in (CHANGES, "index.md"):
            feed = get_relative_url(FEED, page.url)
            link = f'<link rel="alternate" type="application/atom+xml" href="{feed}">'
            return mended.replace("</head>", f"{link}</head>", 1)
        return mended

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for 404.html, which is no page."""
        return self._mended(output, config) if template_name.endswith(".html") else output

    def _html_in(self, page: MkDocsPage) -> Sequence[str]:
        """The parts of a page of ours that are HTML."""
        if self._renderer is None or not page.file.generated_by:
            return ()
        return self._renderer.html_in(page.file.src_uri)

    def _mended(self, output: str, config: MkDocsConfig) -> str:
        own = self.config.theme_defaults and config.theme.name == "material"
        return defaults.repaired(output) if own else output

    # Before the search plugin writes its index.
    @event_priority(75)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Weigh our pages in the search index."""
        if self.config.search_defaults and self._site is not None:
            search.weigh_places(config, self._site.pages, self._urls)

    def _report(self, site: Site) -> None:
        """Errors fail `--strict`; warnings and notes are told, and fail nothing."""
        tell = {Severity.ERROR: log.error, Severity.WARNING: log.info, Severity.INFO: log.debug}
        if site.no_history:
            log.info("warning: %s", site.no_history)  # as a warning it would fail --strict
        for one in site.checked.found:
            tell[one.severity]("%s", formats.block(one, site.checked.source_line))

    def _current_renderer(self, config: MkDocsConfig) -> Renderer:
        overrides = self._root(config) / self.config.templates if self.config.templates else None
        if overrides is not None and not overrides.is_dir():
            raise PluginError(f"rubric: templates: there is no folder {overrides}")
        stamps = (
            [(str(p), p.stat().st_mtime_ns) for p in sorted(overrides.rglob("*"))]
            if overrides
            else []
        )
        style = UrlStyle.DIRECTORY if config.use_directory_urls else UrlStyle.FILE
        with_tags = any(name in config.plugins for name in _TAG_PLUGINS)
        settings = (style, overrides, with_tags, tuple(stamps))
        if self._renderer is None or settings != self._settings:
            self._renderer = Renderer(style, overrides, with_tags=with_tags)
            self._settings = settings
        return self._renderer

    @staticmethod
    def _root(config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").resolve().parent

    def _cache_folder(self, config: MkDocsConfig) -> Path:
        """A folder for the generated files, outside docs_dir; git is told to ignore it."""
        folder = self._root(config) / ".cache" / "rubric"
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        return folder

    def _keep(self, folder: Path, uri: str, content: str) -> str:
        """Write a file unless it says so already: --dirty builds again what was written again."""
        path = os.path.join(folder, uri)  # noqa: PTH118 - done for every page of every rebuild
        if self._written.get(path) != (content, _changed(path)):
            _write(Path(path), content)
            self._written[path] = (content, _changed(path))
        return path


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - as above
    except OSError:
        return 0


def _write(path: Path, content: str) -> None:
    try:
        if path.read_text(encoding="utf-8") == content:
            return
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content.encode())

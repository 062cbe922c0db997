"""The hooks. Each delegates: what is decided is decided in `site` and below."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from mkdocs_rubric.diagnostics import Severity, formats
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.mkdocs_plugin import (
    aside,
    defaults,
    folders,
    held_back,
    language,
    menu,
    nav_files,
    search,
    texts,
)
from mkdocs_rubric.mkdocs_plugin.config import RubricConfig
from mkdocs_rubric.mkdocs_plugin.follow import Follower
from mkdocs_rubric.mkdocs_plugin.links import Links
from mkdocs_rubric.mkdocs_plugin.made import (
    LeftOut,
    Made,
    absent,
    absent_in_words,
    destination,
    lost_in_words,
)
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
    Page,
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
# Of all plugins: others use up to 100.
_FIRST, _LAST = 10_000, -10_000
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
        self._serving = False
        self._assets: Sequence[str] = ASSETS
        self._taken: dict[str, str] = {}
        self._nav_is_everything = False
        self._made = Made()
        self._files: Mapping[str, File] = {}
        self._urls: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._links = Links()
        self._follower = Follower()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Keeps this instance, and with it the caches, through the rebuilds of `serve`."""
        self._serving = command == "serve"

    # Before the search plugin reads its own options.
    @event_priority(75)
    def _fill_in(self, config: MkDocsConfig) -> MkDocsConfig:
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
        there = [str(folder) for folder in self._folders(config) if folder.exists()]
        config.watch.extend(folder for folder in there if folder not in config.watch)
        return config

    # After the plugin `offline`.
    @event_priority(_LAST)
    def _stay_on_this_host(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let nobody fetch anything from elsewhere when reading."""
        own = self.config.theme_defaults and defaults.without_other_hosts(config)
        self._assets = (*ASSETS, defaults.OFFLINE_WORKER) if own else ASSETS
        return config

    on_config = CombinedEvent(_fill_in, _stay_on_this_host)

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, **_: object) -> Any:
        """Watch folders that are not there yet too."""
        self._follower.start(server, self._folders(config))
        return server

    def on_shutdown(self) -> None:
        """Stop watching."""
        self._follower.stop()

    def _folders(self, config: MkDocsConfig) -> list[Path]:
        names = [self.config.rubric, self.config.decisions, self.config.scores]
        if self.config.templates:
            names.append(self.config.templates)
        return [self._root(config) / name for name in names]

    # Before plugins that look for pages: tags, redirects, navigation.
    @event_priority(75)
    def _give_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Make the pages."""
        if told := recover(self._root(config)):
            log.info("%s", told)
        self._hold_back(files, config)
        self._taken = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
        self._nav_is_everything = nav_files.is_everything(files, config)
        self._made = Made(self._make(config))
        assert self._site is not None
        self._report(self._site)
        for file in self._made.files(config):
            if file.src_uri in files.src_uris:
                files.remove(files.src_uris[file.src_uri])
            files.append(file)
        return files

    # After every plugin that adds, takes away, copies or reads files.
    @event_priority(_LAST)
    def _look_after_files(self, files: Files, config: MkDocsConfig) -> Files:
        """See that the pages are still there, and that nobody brought what is not for readers."""
        self._hold_back(files, config)
        self._files = self._made.mend(files, config)
        if lost := self._made.lost:
            self._make(config, without=frozenset(lost))
            log.warning("%s", lost_in_words(lost, config))
        assert self._site is not None
        self._sources = {page.uri: self._source(page) for page in self._site.pages}
        self._urls = {
            page.uri: "" if (url := self._files[page.uri].url) == "./" else url
            for page in self._site.pages
            if page.uri in self._files
        }
        if self._nav_is_everything:
            config.nav = nav_files.without(config.nav, self._files)
        config.nav = folders.filled_in(config.nav, self._site.navigation, self._files)
        nav_files.show(files, self._files, self._site.navigation, config)
        return files

    on_files = CombinedEvent(_give_files, _look_after_files)

    def _hold_back(self, files: Files, config: MkDocsConfig) -> None:
        docs = Path(config.docs_dir)
        if found := held_back.take_out(files, self._folders(config)[:3], docs):
            log.warning("%s", held_back.in_words(found, docs.name))

    def _make(self, config: MkDocsConfig, without: frozenset[str] = frozenset()) -> dict[str, str]:
        """Build the pages; returns where the content of each file is, by its uri."""
        root = self._root(config)
        hand_written_home = "index.html" in self._taken
        drafts = None if self._serving else config.draft_docs
        options = Options(
            layout=Layout(self.config.rubric, self.config.decisions, self.config.scores),
            privacy=Privacy(self.config.reviewers),
            pseudonym_key=self.config.pseudonym_key,
            kinds=frozenset(self.config.pages),
            home=_HOME_BESIDE_YOURS if hand_written_home else "index.md",
            repository=repository(config),
            site_url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
            left_out=LeftOut(config.exclude_docs, drafts, without),
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
        folder = self._cache_folder(config)
        made = {}
        for page in self._site.pages:
            if theirs := self._taken.get(destination(page.uri, config)):
                if not without:
                    log.info(
                        "%s is hand-written; the generated page in its place is left out", theirs
                    )
                continue
            made[page.uri] = self._keep(folder, page.uri, self._site.text[page.uri])
        for uri, content in {
            **{uri: asset(uri) for uri in self._assets},
            **self._site.data,
        }.items():
            made[uri] = self._keep(folder, uri, content)
        return made

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

    # Before everybody who changes a page's Markdown.
    @event_priority(_FIRST)
    def _take_text(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object
    ) -> str:
        """Take a page of ours away from others: what looks like a command in it is text."""
        if page.file.src_uri not in self._files:
            return markdown
        self._texts[page.file.src_uri] = markdown
        self._as_source(page, config)
        return texts.PLACE

    # After everybody who changes a page's Markdown.
    @event_priority(_LAST)
    def _give_text(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Put it back, and keep what is HTML aside."""
        ours = self._texts.pop(page.file.src_uri, None)
        if ours is None:
            return markdown
        self._as_ours(page)
        text = texts.hidden(aside.taken_out(ours, self._html_in(page)))
        return markdown.replace(texts.PLACE, text, 1)

    on_page_markdown = CombinedEvent(_take_text, _give_text)

    # Before everybody who changes a page's HTML.
    @event_priority(_FIRST)
    def on_page_content(
        self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object
    ) -> str:
        """Put it back; what the search skips only after the search, if nobody else needs it."""
        if page.file.src_uri not in self._files:
            return html
        parts = self._html_in(page)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | aside.ids(parts)
        texts.show_in_contents(page.toc)
        searched = aside.only_search_reads(config)
        return aside.put_back(texts.shown(html), parts, searched_only=searched)

    # After every page has become HTML, and before any is written.
    @event_priority(_LAST)
    def on_env(self, env: Any, /, *, files: Files, **_: object) -> Any:
        """Look at the links of our pages: MkDocs knows only those that are Markdown."""
        assert self._site is not None
        ours = {uri: text for uri, text in self._site.text.items() if uri in self._files}
        usual = not self.config.templates  # a template of the team's own may leave out places
        for broken in self._links.broken(ours, files.src_uris, with_places=usual):
            log.warning("%s", broken)
        return env

    # After the search.
    @event_priority(-100)
    def on_page_context(
        self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object
    ) -> Any:
        """Put back what is left, and say which words are English where the site is not."""
        if page.file.src_uri in self._files:
            parts = [aside.as_searched(part) for part in self._html_in(page)]
            page.content = language.marked(aside.put_back(page.content or "", parts), config)
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mend what the theme gets wrong; name the feed where a reader would look for it."""
        mended = self._mended(output, config)
        if FEED in self._files and page.file.src_uri in (CHANGES, "index.md"):
            feed = get_relative_url(self._files[FEED].url, page.url)
            link = f'<link rel="alternate" type="application/atom+xml" href="{feed}">'
            return mended.replace("</head>", f"{link}</head>", 1)
        return mended

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for 404.html, which is no page."""
        return self._mended(output, config) if template_name.endswith(".html") else output

    def _html_in(self, page: MkDocsPage) -> Sequence[str]:
        """The parts of a page of ours that are HTML."""
        if self._renderer is None or page.file.src_uri not in self._files:
            return ()
        return self._renderer.html_in(page.file.src_uri)

    def _mended(self, output: str, config: MkDocsConfig) -> str:
        own = self.config.theme_defaults and config.theme.name == "material"
        return defaults.repaired(output) if own else output

    # Before the search plugin writes its index.
    @event_priority(75)
    def _weigh(self, *, config: MkDocsConfig) -> None:
        """Weigh our pages in the search index."""
        if self.config.search_defaults and self._site is not None:
            search.weigh_places(config, self._site.pages, self._urls)

    @event_priority(_LAST)
    def _look_after_site(self, *, config: MkDocsConfig) -> None:
        """See that the pages have arrived."""
        if missing := absent(self._files):
            log.warning("%s", absent_in_words(missing, config))

    on_post_build = CombinedEvent(_weigh, _look_after_site)

    def _source(self, page: Page) -> str:
        """The file of a page, or the folder of all that it sums up."""
        summed_up = "scores" if page.uri.startswith(("agreement/", "calibration/")) else "rubric"
        return page.source or str(self.config[summed_up])

    def _as_source(self, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Let a page pass for its file: plugins ask git when that was changed."""
        page.file.abs_src_path = str(self._root(config) / self._sources[page.file.src_uri])
        page.file.generated_by = None

    def _as_ours(self, page: MkDocsPage) -> None:
        page.file.abs_src_path = self._made.kept[page.file.src_uri]
        page.file.generated_by = "rubric"

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

"""The hooks. Each delegates: what is decided is decided in `site` and below."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url, write_file

from mkdocs_rubric.diagnostics import Severity, formats
from mkdocs_rubric.generator import aside, folders, held_back, language, naming, texts, theme
from mkdocs_rubric.generator.left_out import LeftOut
from mkdocs_rubric.generator.link_check import LinkCheck
from mkdocs_rubric.generator.sections import Sections
from mkdocs_rubric.mkdocs_plugin import (
    cleaning,
    defaults,
    made,
    making,
    menu,
    nav_files,
    readers,
    search,
    theirs,
)
from mkdocs_rubric.mkdocs_plugin.config import SANITISED, RubricConfig
from mkdocs_rubric.mkdocs_plugin.follow import Follower
from mkdocs_rubric.mkdocs_plugin.kept_templates import KeptTemplates
from mkdocs_rubric.patch import recover
from mkdocs_rubric.render import ASSETS, EVERYWHERE, FINDER, INDEX, STYLE, asset
from mkdocs_rubric.site import CHANGES, FEED, Page, Privacy, Site

log = get_plugin_logger("rubric")
# Of all plugins: others use up to 100.
_FIRST, _LAST = 10_000, -10_000
_NO_KEY = (
    "the pseudonyms have no key, so whoever knows the team can find out who is who; set "
    "pseudonym_key to any secret text, such as !ENV RUBRIC_PSEUDONYM_KEY"
)


class RubricPlugin(BasePlugin[RubricConfig]):  # type: ignore[no-untyped-call]  # MkDocs
    """Adds the pages of a rubric to an MkDocs site."""

    def __init__(self) -> None:
        self._maker = making.Maker()
        self._follower = Follower()
        self._links = LinkCheck()
        self._serving = False
        self._templates = KeptTemplates()
        self._assets: Sequence[str] = ASSETS
        self._site: Site | None = None
        self._taken: dict[str, str] = {}
        self._nav_is_everything = False
        self._made = made.Made()
        self._files: Mapping[str, File] = {}
        self._urls: dict[str, str] = {}
        self._sources: dict[str, Path] = {}
        self._texts: dict[str, str] = {}
        self._sections = Sections()
        self._theirs: Mapping[str, set[str]] = {}

    @property
    def _current(self) -> Site:
        assert self._site is not None
        return self._site

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Keeps this instance, and with it the caches, through the rebuilds of `serve`."""
        self._serving = command == "serve"

    def on_shutdown(self) -> None:
        """Leave the cache to the next build, and stop watching."""
        self._maker.close()
        self._follower.stop()

    # Before the search plugin reads its own options.
    @event_priority(75)
    def _fill_in(self, config: MkDocsConfig) -> MkDocsConfig:
        """Fill in what mkdocs.yml leaves open, and watch the folders."""
        defaults.extensions(config)
        if self.config.theme_defaults:
            defaults.theme(config)
        if self.config.search_defaults:
            search.weigh_fields(config)
        everywhere = [EVERYWHERE, FINDER] if self.config.finder else [EVERYWHERE]
        defaults.begin_with([STYLE], config.extra_css)
        defaults.begin_with(everywhere, config.extra_javascript)
        there = [str(folder) for folder in self._watched(config) if folder.exists()]
        config.watch.extend(folder for folder in there if folder not in config.watch)
        return config

    # After the plugin `offline`.
    @event_priority(_LAST)
    def _stay_on_this_host(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let nobody fetch anything from elsewhere when reading."""
        if self.config.finder:
            defaults.offline(config)
        own = self.config.theme_defaults and defaults.without_other_hosts(config)
        self._assets = (*ASSETS, theme.OFFLINE_WORKER) if own else ASSETS
        return config

    on_config = CombinedEvent(_fill_in, _stay_on_this_host)

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, **_: object) -> Any:
        """Watch folders that are not there yet too."""
        self._follower.start(server, self._watched(config))
        return server

    def _watched(self, config: MkDocsConfig) -> list[Path]:
        own = self.config.templates
        templates = [making.root_of(config) / own] if own else []
        return [*making.folders(config, self.config), *templates]

    # Before plugins that look for pages: tags, redirects, navigation.
    @event_priority(75)
    def _give_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Make the pages."""
        if told := recover(making.project(config, self.config)[0]):
            log.info("%s", told)
        self._hold_back(files, config)
        self._taken = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
        self._nav_is_everything = nav_files.is_everything(files, config)
        self._made = made.Made(self._make(config))
        self._report(self._current)
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
        lost, missing = self._made.lost, self._steps_missing(files)
        if lost or missing:
            self._make(config, without=frozenset([*lost, *missing]))
        if lost:
            log.warning("%s", made.lost_in_words(lost, config))
        for step in missing:
            log.warning("%s", made.step_in_words(step, self._current, config))
        pages = [page for page in self._current.pages if page.uri in self._files]
        self._sources = self._sources_of(pages, config)
        self._urls = {page.uri: self._files[page.uri].url.removeprefix("./") for page in pages}
        for uri in self._made.kept.keys() & files.src_uris.keys() - self._files.keys():
            log.info("%s is another plugin's; the generated page there is left out", uri)
        if self._nav_is_everything:
            config.nav = nav_files.without(config.nav, self._files)
        config.nav = folders.filled_in(config.nav, self._current.navigation, self._files)
        nav_files.show(files, self._files, self._current.navigation, config)
        self._sections.forget_all_but(files.src_uris)
        return files

    on_files = CombinedEvent(_give_files, _look_after_files)

    def _steps_missing(self, files: Files) -> list[str]:
        """The pages of the team's own that `start` names and that are not there."""
        steps = self._current.checked.project.rubric.start
        return [
            step for step in steps if step.endswith(".md") and not files.get_file_from_path(step)
        ]

    def _hold_back(self, files: Files, config: MkDocsConfig) -> None:
        docs, there = Path(config.docs_dir), made.from_disk(files)
        if found := held_back.private(there, making.folders(config, self.config), docs):
            for uri in found:
                files.remove(files.src_uris[uri])
            log.warning("%s", held_back.in_words(found, docs.name))

    def _make(self, config: MkDocsConfig, without: frozenset[str] = frozenset()) -> dict[str, str]:
        """Build the pages; returns where the content of each file is, by its uri."""
        drafts = None if self._serving else config.draft_docs
        left_out = LeftOut(config.exclude_docs, drafts, without)
        home = "index.html" in self._taken
        site = self._maker.site(config, self.config, left_out, hand_written_home=home)
        self._site = site
        contents = {}
        for page in site.pages:
            taken = self._taken.get(made.destination(page.uri, config))
            if taken is None:
                contents[page.uri] = site.text[page.uri]
            elif not without:
                log.info("%s is hand-written; the generated page there is left out", taken)
        contents |= {uri: asset(uri) for uri in self._assets}
        return self._maker.keep({**contents, **site.data}, config, self.config)

    # After awesome-nav and the like have made their navigation.
    @event_priority(-50)
    def _find_places(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the pages into the navigation, and say where each is edited."""
        site = self._current
        if not self._place(nav) and (absent := menu.absent_in_words(nav, site.navigation)):
            log.info("%s", absent)
        menu.attach(nav, files.src_uris, site.pages)
        sources = making.sources(config, *making.project(config, self.config))
        for page in site.pages:
            file = self._files.get(page.uri)
            if page.source and file is not None and file.page is not None:
                file.page.edit_url = (
                    sources.folder_url(page.source)
                    if page.is_folder
                    else sources.edit_url(page.source, page.line)
                ) or None
        return nav

    # After plugins that make one navigation for each language.
    @event_priority(_LAST)
    def _keep_places(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Put them back where all are gone."""
        if self._place(nav):
            menu.attach(nav, files.src_uris, self._current.pages)
        return nav

    on_nav = CombinedEvent(_find_places, _keep_places)

    def _place(self, nav: Navigation) -> bool:
        entries, first = self._current.navigation, self.config.position == "first"
        return menu.place(nav, self._files, entries, self.config.title, first=first)

    # Before everybody who changes a page's Markdown.
    @event_priority(_FIRST)
    def _take_text(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Take a page of ours away from others: what looks like a command in it is text."""
        uri = page.file.src_uri
        if uri not in self._files:
            if named := naming.told(self._current, uri, markdown):
                log.info("warning: %s", named)
            return markdown
        self._texts[uri] = markdown
        self._made.pose(page.file, self._sources.get(uri))
        return texts.PLACE

    # After everybody who changes a page's Markdown.
    @event_priority(_LAST)
    def _give_text(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Put it back, and keep what is HTML aside."""
        ours = self._texts.pop(page.file.src_uri, None)
        if ours is None:
            return markdown
        text = texts.hidden(aside.taken_out(ours, self._html_in(page)))
        return markdown.replace(texts.PLACE, text, 1)

    on_page_markdown = CombinedEvent(_take_text, _give_text)

    # Before everybody who changes a page's HTML.
    @event_priority(_FIRST)
    def on_page_content(
        self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object
    ) -> str:
        """Clean what authors wrote, and put the rest back.

        What the search skips comes back only after the search, if nobody else needs it.
        """
        if page.file.src_uri not in self._files:
            return html
        if self.config.author_html == SANITISED and self._maker.has_authors(page.file.src_uri):
            html = cleaning.harmless(html, page)
        parts = self._html_in(page)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | aside.ids(parts)
        cleaning.show_in_contents(page.toc)
        searched = readers.only_search_reads(config)
        return aside.put_back(texts.shown(html), parts, searched_only=searched)

    # After every page has become HTML, and before any is written.
    @event_priority(_LAST)
    def on_env(self, env: Any, /, *, files: Files, config: MkDocsConfig, **_: object) -> Any:
        """Look at the links of our pages: MkDocs knows only those that are Markdown."""
        if self._serving and env.bytecode_cache is None:
            env.bytecode_cache = self._templates
        ours = {uri: text for uri, text in self._current.text.items() if uri in self._files}
        places = {uri: file.dest_uri for uri, file in files.src_uris.items()}

        def ids(uri: str) -> set[str]:
            """Of our pages: a template of the team's own may leave out places."""
            page = self._files[uri].page if uri in ours and not self.config.templates else None
            return (page and page.present_anchor_ids) or set()

        self._theirs = theirs.places(self._current.pages, self._files, files, config)
        for file in self._files.values():  # `serve --dirty` asks how old they are
            self._made.reveal(file)
        for broken in self._links.broken(ours, places, ids):
            log.warning("%s", broken)
        return env

    # Before the search, which takes away the signs of what it is not to read.
    @event_priority(100)
    def _note(self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object) -> Any:
        """Note what the finder finds."""
        uri = page.file.src_uri
        self._made.pose(page.file, self._sources.get(uri))
        if search.is_kept_out(config, page.url, page.meta):
            self._sections.pass_over(uri)
        elif self.config.finder and uri not in self._current.finder.pages:
            url = self._from_scripts(page.url)
            cleaning.note(self._sections, page, url, made=uri in self._files)
        return context

    # After the search.
    @event_priority(-100)
    def _put_back(
        self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, **_: object
    ) -> Any:
        """Put back what is left, and say which words are English."""
        if page.file.src_uri in self._files:
            parts = [aside.as_searched(part) for part in self._html_in(page)]
            html = aside.put_back(page.content or "", parts)
            html = theirs.led_there(html, page.file.dest_uri, self._theirs)
            page.content = language.marked(html, _language(config))
        return context

    on_page_context = CombinedEvent(_note, _put_back)

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mend what the theme gets wrong; name the feed where a reader would look for it."""
        mended = language.menus_marked(self._mended(output, config), _language(config))
        if FEED in self._files and page.file.src_uri in (CHANGES, "index.md"):
            feed = get_relative_url(self._files[FEED].url, page.url)
            return mended.replace("</head>", f"{theme.feed_link(feed)}</head>", 1)
        return mended

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for 404.html, which is no page."""
        return self._mended(output, config) if template_name.endswith(".html") else output

    # Before the search plugin writes its index.
    @event_priority(75)
    def _weigh(self, *, config: MkDocsConfig) -> None:
        """Write what the finder looks through; weigh our pages in the theme's search index."""
        if self.config.finder:
            near = {uri: self._from_scripts(url) for uri, url in self._urls.items()}
            sections = self._sections.of(page.uri for page in self._current.pages)
            script = search.finder(self._current, config, self._urls).script(near, sections)
            write_file(script.encode(), str(Path(config.site_dir, self._made.before, INDEX)))
        if self.config.search_defaults:
            search.weigh_places(config, self._current.pages, self._urls)

    # After everybody.
    @event_priority(_LAST)
    def _look_after_site(self, *, config: MkDocsConfig) -> None:
        """See that the pages have arrived."""
        if missing := made.absent(self._files):
            log.warning("%s", made.absent_in_words(missing, config))

    on_post_build = CombinedEvent(_weigh, _look_after_site)

    def _from_scripts(self, url: str) -> str:
        """An address as the finder follows it: from the folder that holds ours."""
        near = get_relative_url(url, self._made.before) if self._made.before else url
        return near.removeprefix("./")

    def _html_in(self, page: MkDocsPage) -> Sequence[str]:
        """The parts of a page of ours that are HTML."""
        return self._maker.html_in(page.file.src_uri)

    def _mended(self, output: str, config: MkDocsConfig) -> str:
        own = self.config.theme_defaults and config.theme.name == "material"
        return theme.repaired(output, finder=self.config.finder) if own else output

    def _sources_of(self, pages: Sequence[Page], config: MkDocsConfig) -> dict[str, Path]:
        """The file of each page, or the folder of all that it sums up."""
        root, layout = making.project(config, self.config)
        folders = {"agreement": layout.scores, "calibration": layout.scores}
        summed_up = (folders.get(page.uri.partition("/")[0], layout.rubric) for page in pages)
        return {
            page.uri: root / (page.source or folder)
            for page, folder in zip(pages, summed_up, strict=True)
        }

    def _report(self, site: Site) -> None:
        """Errors fail `--strict`; warnings and notes are told, and fail nothing."""
        tell = {Severity.ERROR: log.error, Severity.WARNING: log.info, Severity.INFO: log.debug}
        if site.no_history:
            log.info("warning: %s", site.no_history)  # as a warning it would fail --strict
        pseudonyms = self.config.reviewers == str(Privacy.PSEUDONYMS)
        if pseudonyms and not self.config.pseudonym_key and site.checked.project.people:
            log.info("warning: %s", _NO_KEY)
        for found in site.checked.found:
            tell[found.severity]("%s", formats.block(found, site.checked.source_line))


def _language(config: MkDocsConfig) -> language.Language:
    theme = config.theme
    code = theme.get("language") or theme.get("locale") or ""
    return language.Language(str(code), str(theme.get("direction") or ""))

"""The whole site as plain files: Markdown, assets, data, navigation, overrides, configuration."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs_rubric.cache_folder import CacheFolder
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.generator import naming
from mkdocs_rubric.generator.contents import HOME_BESIDE_YOURS
from mkdocs_rubric.generator.extension import written
from mkdocs_rubric.generator.front_matter import front, read
from mkdocs_rubric.generator.held_back import in_words
from mkdocs_rubric.generator.link_check import LinkCheck
from mkdocs_rubric.generator.options import SANITISED
from mkdocs_rubric.generator.own_pages import OwnPages
from mkdocs_rubric.generator.repository_pages import repository
from mkdocs_rubric.generator.sources import Sources
from mkdocs_rubric.generator.theme import OFFLINE_WORKER
from mkdocs_rubric.publish import FILE, OVERRIDES, site_nav
from mkdocs_rubric.publish.configuration import configuration, in_docs
from mkdocs_rubric.publish.hand_written import (
    HandWritten,
    address,
    destination,
    hand_written,
    is_page,
    written_address,
)
from mkdocs_rubric.publish.listed_sections import ListedSections
from mkdocs_rubric.publish.settings import SiteSettings
from mkdocs_rubric.publish.site_file import site_file
from mkdocs_rubric.publish.theme_files import over
from mkdocs_rubric.publish.which import not_run_by_zensical
from mkdocs_rubric.render import ASSETS, INDEX, asset
from mkdocs_rubric.site import (
    CHANGES,
    FEED,
    FilesAsRead,
    FolderTree,
    LaidOut,
    Options,
    Page,
    Privacy,
    ProjectHistory,
    Renderer,
    Repository,
    Site,
    build,
)

_OWN_NAVIGATION = ("awesome-nav", "awesome-pages", "literate-nav")
"""Plugins that make a site's navigation of files in `docs_dir`."""


@dataclass(frozen=True)
class Rendered:
    """What is to be written, and what was found on the way.

    Attributes:
        files: Every file's content, by its path in the folder.
        site: The pages, with every finding about the files they come from.
        settings: What they were made with.
        wrong: What readers would miss or should not see, in sentences.
        told: What else somebody should know.
    """

    files: Mapping[str, bytes]
    site: Site
    settings: SiteSettings
    wrong: Sequence[str]
    told: Sequence[str]


@dataclass
class _Made:
    """What the pages of one run need of each other."""

    settings: SiteSettings
    site: Site
    own: HandWritten
    sources: Repository
    links: Callable[[str, str, bool], str]
    told: list[str] = field(default_factory=list)


class SiteRenderer:
    """Renders a site again and again; what need not be made again is kept.

    Args:
        config: The file that configures the site, or its folder.
        generator: Who will build it.
        out: The folder it is written to.
        with_drafts: Whether drafts are made, as for a site that is only served.
        instead: Settings in the place of those in the file.
    """

    def __init__(
        self,
        config: Path,
        generator: str,
        out: Path,
        *,
        with_drafts: bool = False,
        instead: Mapping[str, Any] | None = None,
    ) -> None:
        self._config, self._generator, self._out = config, generator, out
        self._instead = instead or {}
        self._with_drafts = with_drafts
        self._as_read = FilesAsRead()
        self._laid_out = LaidOut()
        self._past: ProjectHistory | None = None
        self._renderer: tuple[object, Renderer] | None = None
        self._links = LinkCheck()
        self._sections = ListedSections()
        self._pages: dict[str, tuple[object, bytes]] = {}

    def rendered(self) -> Rendered:
        """Every file as it is to be.

        Raises:
            RubricError: The configuration is wrong, there is no rubric, or a template is broken.
        """
        settings = SiteSettings.of(site_file(self._config).changed(self._instead))
        own = hand_written(settings, self._out)
        root, layout = settings.project
        sources = repository(settings.published, root, layout)
        renderer = self._current_renderer(settings)
        site = self._site(settings, own, sources, renderer)
        places = {destination(uri, settings.style) for uri in own.pages}
        theirs = {
            page.uri for page in site.pages if destination(page.uri, settings.style) in places
        }
        pages = [page for page in site.pages if page.uri not in theirs]
        texts = {page.uri: site.text[page.uri] for page in pages}
        assets = [*ASSETS, *([OFFLINE_WORKER] if settings.brings_worker else [])]
        ours = {*texts, *site.data, *assets}
        wrong = [in_words(own.private, settings.docs.name)] if own.private else []
        told = [f"{uri} is hand-written; the page of ours there is left out" for uri in theirs]
        files = {uri: destination(uri, settings.style) for uri in {*own.files, *ours, INDEX}}
        wrong += self._links.broken(texts, files, lambda _: set())
        for uri in own.pages:
            text = own.files[uri].read_text(encoding="utf-8", errors="replace")
            told += filter(None, [naming.told(site, uri, text)])
        made = _Made(settings, site, own, sources, self._linked(settings, files), told)
        nav = self._nav(made, texts)
        content = {**self._from_docs(made), **_as_they_are(site, assets)}
        content |= self._our_pages(made, pages, nav, renderer)
        if settings.options.finder:
            content[in_docs(INDEX)] = self._index(made, texts, nav, renderer).encode()
        content |= self._overrides(made)
        if self._generator == "zensical":
            told += _dropped(settings)
        feed = FEED if FEED in site.data else ""
        text = configuration(settings, self._generator, nav, self._out, feed=feed)
        content[FILE] = text.encode()
        return Rendered(content, site, settings, wrong, told)

    def _site(
        self, settings: SiteSettings, own: HandWritten, sources: Repository, renderer: Renderer
    ) -> Site:
        root, layout = settings.project
        is_home = any(destination(uri, settings.style) == "index.html" for uri in own.pages)
        options = Options(
            layout=layout,
            privacy=Privacy(settings.options.reviewers),
            pseudonym_key=settings.options.pseudonym_key,
            kinds=frozenset(settings.options.pages),
            home=HOME_BESIDE_YOURS if is_home else "index.md",
            repository=sources,
            site_url=settings.site_url,
            left_out=settings.left_out(with_drafts=self._with_drafts),
            own_page=OwnPages(settings.docs),
            figures_folder=CacheFolder(settings.root).path,
        )
        if self._past is None or self._past.root != root:
            self._past = ProjectHistory(root)
        return build(
            FolderTree(root),
            options,
            renderer,
            as_read=self._as_read,
            laid_out=self._laid_out,
            past=self._past,
        )

    def _current_renderer(self, settings: SiteSettings) -> Renderer:
        own = settings.options.templates
        overrides = settings.root / own if own else None
        if overrides is not None and not overrides.is_dir():
            raise RubricError(
                f"templates: there is no folder {overrides}",
                help="make it, or leave the option out",
            )
        options = settings.options
        stamps = sorted(
            (str(path), path.stat().st_mtime_ns)
            for path in (overrides.rglob("*") if overrides else ())
        )
        made_for = (settings.style, overrides, settings.with_tags, options.reviewers,
                    options.pseudonym_key, stamps)  # fmt: skip
        if self._renderer is None or self._renderer[0] != made_for:
            renderer = Renderer(settings.style, overrides, with_tags=settings.with_tags)
            self._renderer = (made_for, renderer)
        return self._renderer[1]

    def _linked(
        self, settings: SiteSettings, files: Mapping[str, str]
    ) -> Callable[[str, str, bool], str]:
        """Changes a piece of a page to the links that the generator takes."""
        if self._generator != "zensical":
            return lambda piece, _uri, _is_html: piece
        style = settings.style
        sources = Sources({address(uri, style): uri for uri in files if is_page(uri)})

        def linked(piece: str, uri: str, is_html: bool) -> str:  # noqa: FBT001 - a callback
            if "href=" not in piece and "src=" not in piece:
                return piece
            return sources.changed(piece, uri, address(uri, style), is_html=is_html)

        return linked

    def _nav(self, made: _Made, texts: Mapping[str, str]) -> list[Any] | None:
        settings = made.settings
        plugins = settings.file.plugins()
        own = settings.file.plain("nav")
        if own is None and (maker := next((n for n in _OWN_NAVIGATION if n in plugins), None)):
            made.told.append(f"the navigation is left to {maker}, which reads it from docs_dir")
            return None
        if own is None:
            own = site_nav.automatic(made.own.pages)
        options = settings.options
        first = options.position == "first"
        return site_nav.written_out(
            own, made.site.navigation, texts.keys(), options.title, first=first
        )

    def _from_docs(self, made: _Made) -> dict[str, bytes]:
        content = {}
        for uri, path in made.own.files.items():
            try:
                data = path.read_bytes()
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                raise RubricError(f"{path} cannot be read: {why}", help="check it") from error
            if is_page(uri) and b"<" in data:
                text = data.decode("utf-8-sig", errors="replace")
                head, body, _ = read(text.replace("\r\n", "\n"))
                changed = made.links(body, uri, False)
                data = data if changed == body else f"{head}{changed}".encode()
            content[in_docs(uri)] = data
        return content

    def _our_pages(
        self, made: _Made, pages: Sequence[Page], nav: list[Any] | None, renderer: Renderer
    ) -> dict[str, bytes]:
        above = dict(site_nav.sections(nav or []))
        under = {page.uri: page.under for page in pages}
        known, self._pages = self._pages, {}
        for page in pages:
            text = made.site.text[page.uri]
            about = self._about(made, page, above, under)
            state = (text, about, self._generator, made.settings.options.author_html)
            before = known.get(page.uri)
            if before is None or before[0] != state:
                parts = renderer.html_in(page.uri)
                authored = renderer.has_authors_markdown(page.uri)
                authored = authored and made.settings.options.author_html == SANITISED
                linked = partial(_piece, made.links, page.uri)
                whole = written(_with(text, about), parts, authored=authored, linked=linked)
                before = (state, whole.encode())
            self._pages[page.uri] = before
        return {in_docs(uri): content for uri, (_, content) in self._pages.items()}

    def _about(
        self,
        made: _Made,
        page: Page,
        above: Mapping[str, Sequence[tuple[str, str]]],
        under: Mapping[str, str],
    ) -> str:
        """What templates are told of a page: its source, and where it belongs."""
        told: dict[str, Any] = {"made": True}
        if page.source:
            sources = made.sources
            url = (
                sources.folder_url(page.source)
                if page.is_folder
                else sources.edit_url(page.source, page.line)
            )
            if url:
                told["edit"] = url
        if page.uri in (CHANGES, "index.md"):
            told["feed"] = True
        place, passed = page.uri, set[str]()
        while place and place not in above and place not in passed:
            passed.add(place)
            place = under.get(place, "")
        trail = above.get(place, ())
        told["within"] = [title for title, _ in trail] if page.uri not in above else []
        if page.uri not in above and trail:
            style = made.settings.style
            told["trail"] = [(title, written_address(uri, style)) for title, uri in trail]
        return json.dumps(told, ensure_ascii=False)

    def _index(
        self, made: _Made, texts: Mapping[str, str], nav: list[Any] | None, renderer: Renderer
    ) -> str:
        """What the finder looks through."""
        style = made.settings.style
        urls = {uri: written_address(uri, style) for uri in texts}
        wanted = {uri: text for uri, text in texts.items() if uri not in made.site.finder.pages}
        own = {uri: made.own.files[uri] for uri in made.own.pages}
        titles = dict(site_nav.titles(nav or []))
        url = partial(written_address, style=style)
        named = made.settings.file.extensions()
        sections = self._sections.of(wanted, own, url, titles, renderer, named)
        return made.site.finder.script(urls, sections)

    def _overrides(self, made: _Made) -> dict[str, bytes]:
        settings = made.settings
        content: dict[str, bytes] = {}
        if settings.theme.get("name") == "material" or self._generator == "zensical":
            finder = settings.options.finder
            content = {
                name: text.encode() for name, text in over(self._generator, finder=finder).items()
            }
        own = settings.file.text("theme", "custom_dir")
        folder = settings.root / own if own else None
        for path in sorted(folder.rglob("*")) if folder else ():
            if path.is_file():
                assert folder is not None
                name = path.relative_to(folder).as_posix()
                if name in content:
                    made.told.append(f"{own}/{name} is yours, so ours of that name is left out")
                content[name] = path.read_bytes()
        return {f"{OVERRIDES}/{name}": data for name, data in content.items()}


def _as_they_are(site: Site, assets: Sequence[str]) -> dict[str, bytes]:
    """The files that are no pages."""
    content = {in_docs(uri): asset(uri).encode() for uri in assets}
    return content | {in_docs(uri): text.encode() for uri, text in site.data.items()}


def _dropped(settings: SiteSettings) -> list[str]:
    """What of a configuration Zensical leaves out without a word."""
    plugins = not_run_by_zensical(list(settings.file.plugins()))
    told = [f"Zensical does not run the plugin {name}" for name in plugins]
    if settings.file.values.get("hooks"):
        told.append("Zensical runs no hooks")
    return told


def _piece(
    links: Callable[[str, str, bool], str],
    uri: str,
    piece: str,
    is_html: bool,  # noqa: FBT001
) -> str:
    return links(piece, uri, is_html)


def _with(text: str, about: str) -> str:
    """A page with a word about it in its front matter."""
    head, body = front(text)
    end = "---\n"
    return f"{head.removesuffix(end)}rubric: {about}\n{end}{body}"

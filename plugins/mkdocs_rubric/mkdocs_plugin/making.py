"""The pages of a build, made as mkdocs.yml says; what need not be made again is kept."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from mkdocs_rubric.cache_folder import CacheFolder, PagesFolder
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.generator.contents import HOME_BESIDE_YOURS
from mkdocs_rubric.generator.own_pages import OwnPages
from mkdocs_rubric.generator.repository_pages import Published, repository
from mkdocs_rubric.mkdocs_plugin.config import RubricConfig
from mkdocs_rubric.site import (
    FilesAsRead,
    FolderTree,
    LaidOut,
    Layout,
    Options,
    Privacy,
    ProjectHistory,
    Renderer,
    Repository,
    Site,
    UrlStyle,
    build,
    project_around,
)

log = get_plugin_logger("rubric")

_TAG_PLUGINS = ("material/tags", "tags")


class Maker:
    """Makes the pages, again for each rebuild of `serve`."""

    def __init__(self) -> None:
        self._as_read = FilesAsRead()
        self._laid_out = LaidOut()
        self._past: ProjectHistory | None = None
        self._pages: tuple[str, PagesFolder] | None = None
        self._renderer: Renderer | None = None
        self._settings: tuple[object, ...] = ()
        self._trouble = ""

    def site(
        self,
        config: MkDocsConfig,
        settings: RubricConfig,
        left_out: Callable[[str], bool],
        *,
        hand_written_home: bool,
    ) -> Site:
        """Every page and file.

        Args:
            config: MkDocs' settings.
            settings: Our own.
            left_out: Whether a page or file is left out, by its uri.
            hand_written_home: Whether somebody else's page is the first one.

        Raises:
            PluginError: There is no rubric at all, or a template is broken.
        """
        root, layout = project(config, settings)
        cache = CacheFolder(root_of(config))
        self._trouble = cache.trouble
        options = Options(
            layout=layout,
            privacy=Privacy(settings.reviewers),
            pseudonym_key=settings.pseudonym_key,
            kinds=frozenset(settings.pages),
            home=HOME_BESIDE_YOURS if hand_written_home else "index.md",
            repository=sources(config, root, layout),
            # mike leaves out the slash
            site_url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
            left_out=left_out,
            own_page=OwnPages(Path(config.docs_dir)),
            figures_folder=cache.path,
        )
        if self._past is None or self._past.root != root:
            self._past = ProjectHistory(root)
        self._renderer = self._current_renderer(config, settings)
        try:
            return build(
                FolderTree(root),
                options,
                self._renderer,
                as_read=self._as_read,
                laid_out=self._laid_out,
                past=self._past,
            )
        except RubricError as error:
            raise PluginError(f"rubric: {error}") from error

    def html_in(self, uri: str) -> list[str]:
        """The parts of a page of ours that are HTML."""
        return list(self._renderer.html_in(uri)) if self._renderer else []

    def has_authors(self, uri: str) -> bool:
        """Whether there is HTML of authors on a page of ours."""
        return self._renderer is not None and self._renderer.has_authors_markdown(uri)

    def keep(
        self, contents: Mapping[str, str], config: MkDocsConfig, settings: RubricConfig
    ) -> dict[str, str]:
        """Write files where MkDocs finds them; returns where, by their uri."""
        folder = self._pages_folder(config, settings)
        kept = {uri: folder.write(uri, content) for uri, content in contents.items()}
        if trouble := self._trouble or folder.trouble:
            log.info("warning: nothing is kept for the next build: %s", trouble)
        return kept

    def close(self) -> None:
        """Leave the cache to the next build."""
        if self._pages is not None:
            self._pages[1].close()
        self._pages = None

    def _pages_folder(self, config: MkDocsConfig, settings: RubricConfig) -> PagesFolder:
        """Where this build keeps its pages: one folder for all that are configured like it."""
        configuration = repr(
            (
                config.config_file_path,
                [config.site_name, config.site_url, config.repo_url, config.edit_uri],
                [config.theme.name, config.use_directory_urls, sorted(config.plugins)],
                sorted(settings.items()),
            )
        )
        if self._pages is None or self._pages[0] != configuration:
            self.close()
            self._pages = (configuration, CacheFolder(root_of(config)).pages(configuration))
        return self._pages[1]

    def _current_renderer(self, config: MkDocsConfig, settings: RubricConfig) -> Renderer:
        overrides = root_of(config) / settings.templates if settings.templates else None
        if overrides is not None and not overrides.is_dir():
            raise PluginError(f"rubric: templates: there is no folder {overrides}")
        style = UrlStyle.DIRECTORY if config.use_directory_urls else UrlStyle.FILE
        with_tags = any(name in config.plugins for name in _TAG_PLUGINS)
        named = (settings.reviewers, settings.pseudonym_key)
        made_for = (style, overrides, with_tags, named, _stamps(overrides))
        if self._renderer is None or made_for != self._settings:
            self._renderer = Renderer(style, overrides, with_tags=with_tags)
            self._settings = made_for
        return self._renderer


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def project(config: MkDocsConfig, settings: RubricConfig) -> tuple[Path, Layout]:
    """The folder around all that the options name, and what the folders are called in it."""
    return project_around(root_of(config), _layout(settings))


def sources(config: MkDocsConfig, root: Path, layout: Layout) -> Repository:
    """Where the project's files are edited."""
    template = (config.edit_uri_template or "").partition("{path")[0]  # wins, as in MkDocs
    edit_uri = template or config.edit_uri or ""
    site = Published(root_of(config), Path(config.docs_dir), config.repo_url or "", edit_uri)
    return repository(site, root, layout)


def folders(config: MkDocsConfig, settings: RubricConfig) -> list[Path]:
    """The folders with the team's files, whether they are there or not."""
    root, layout = project(config, settings)
    return [Path(os.path.normpath(root / name)) for name in layout.read]


def _layout(settings: RubricConfig) -> Layout:
    return Layout(
        rubric=settings.rubric,
        decisions=settings.decisions,
        scores=settings.scores,
        disputes=settings.disputes,
        practice=settings.practice,
    )


def _stamps(folder: Path | None) -> tuple[tuple[str, int], ...]:
    """What changes whenever a file in a folder does."""
    found = sorted(folder.rglob("*")) if folder else ()
    return tuple((str(path), path.stat().st_mtime_ns) for path in found)

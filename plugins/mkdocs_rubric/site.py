"""The whole story: load, check, lay out the pages, render them.

Adapters (the command, the MkDocs plugin) call this and nothing below it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_rubric.checked import (
    Cache,
    Checked,
    FolderTree,
    Layout,
    build_date,
    catalogue,
    load_and_check,
)
from mkdocs_rubric.diagnostics import formats
from mkdocs_rubric.load import Tree
from mkdocs_rubric.pages import (
    HOME,
    KINDS,
    Context,
    Entry,
    Kept,
    Page,
    People,
    Privacy,
    Repository,
    data_files,
    lay_out,
    navigation,
)
from mkdocs_rubric.render import Renderer, UrlStyle


@dataclass(frozen=True)
class Options:
    """How a site is to be made. The plugin's options and the command's flags end up here.

    Attributes:
        layout: What the folders are called.
        privacy: What the site says in place of reviewers' names.
        pseudonym_key: Keeps pseudonyms from being computed by somebody else.
        kinds: Which kinds of pages are made.
        home: The page that stands for the whole rubric.
        repository: Where the files are edited.
    """

    layout: Layout = field(default_factory=Layout)
    privacy: Privacy = Privacy.PSEUDONYMS
    pseudonym_key: str = ""
    kinds: frozenset[str] = frozenset(KINDS)
    home: str = HOME
    repository: Repository = field(default_factory=Repository)


@dataclass(frozen=True)
class Site:
    """Pages to be written, and what was found on the way.

    Attributes:
        checked: The project with every finding.
        pages: The pages, in no particular order.
        navigation: The table of contents.
        text: Markdown of each page, by its uri.
        data: Other files, by their uri.
    """

    checked: Checked
    pages: Sequence[Page]
    navigation: Sequence[Entry]
    text: Mapping[str, str]
    data: Mapping[str, str]


def build(
    tree: Tree,
    options: Options,
    renderer: Renderer,
    *,
    today: dt.date | None = None,
    cache: Cache | None = None,
    kept: Kept | None = None,
) -> Site:
    """Load, check, lay out, render.

    Args:
        tree: Where the files are.
        options: How the site is to be made.
        renderer: Kept by the caller from one build to the next, to render only what has changed.
        today: The day to build for; by default `build_date()`.
        cache: Kept by the caller from one build to the next, to read only what has changed.
        kept: Kept by the caller from one build to the next, to lay out only what has changed.

    Raises:
        RubricError: There is no rubric at all, or a template is broken.
    """
    day = today or build_date()
    checked = load_and_check(tree, options.layout, today=day, cache=cache)
    context = Context(
        project=checked.project,
        found=checked.found,
        people=People(checked.project, options.privacy, options.pseudonym_key),
        excerpt=lambda one: formats.excerpt(one, checked.source_line),
        today=day,
        repository=options.repository,
        home=options.home,
        kinds=options.kinds,
        kept=kept or Kept(),
    )
    pages = lay_out(context, catalogue())
    text = {page.uri: renderer.render(page) for page in pages}
    return Site(checked, pages, list(navigation(context)), text, data_files(context))


__all__ = [
    "KINDS",
    "Cache",
    "Checked",
    "Entry",
    "FolderTree",
    "Kept",
    "Layout",
    "Options",
    "Page",
    "Privacy",
    "Renderer",
    "Repository",
    "Site",
    "UrlStyle",
    "build",
    "build_date",
    "catalogue",
    "load_and_check",
]

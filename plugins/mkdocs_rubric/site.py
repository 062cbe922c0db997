"""The whole story: load, check, lay out the pages, render them.

Adapters (the command, the MkDocs plugin) call this and nothing below it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_rubric import schema
from mkdocs_rubric.changes.timeline import History
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
from mkdocs_rubric.history import Past
from mkdocs_rubric.load import Tree, without_collecting_garbage
from mkdocs_rubric.load.git import NoHistoryError
from mkdocs_rubric.pages import (
    CHANGES,
    FEED,
    HOME,
    KINDS,
    Context,
    Entry,
    LaidOut,
    Page,
    People,
    Privacy,
    Repository,
    data_files,
    history_redirects,
    lay_out,
    navigation,
)
from mkdocs_rubric.remembered import Remembered
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
        site_url: The site's address, with a slash at its end; "" when it is not known.
        cache: The folder in which figures are kept from one run to the next; None keeps none.
    """

    layout: Layout = field(default_factory=Layout)
    privacy: Privacy = Privacy.PSEUDONYMS
    pseudonym_key: str = ""
    kinds: frozenset[str] = frozenset(KINDS)
    home: str = HOME
    repository: Repository = field(default_factory=Repository)
    site_url: str = ""
    cache: Path | None = None


@dataclass(frozen=True)
class Site:
    """Pages to be written, and what was found on the way.

    Attributes:
        checked: The project with every finding.
        pages: The pages, in no particular order.
        navigation: The table of contents.
        text: Markdown of each page, by its uri.
        data: Other files, by their uri.
        no_history: Why earlier wordings are left out; None if they are not.
    """

    checked: Checked
    pages: Sequence[Page]
    navigation: Sequence[Entry]
    text: Mapping[str, str]
    data: Mapping[str, str]
    no_history: NoHistoryError | None = None


@without_collecting_garbage()
def build(
    tree: Tree,
    options: Options,
    renderer: Renderer,
    *,
    today: dt.date | None = None,
    cache: Cache | None = None,
    laid_out: LaidOut | None = None,
    past: Past | None = None,
) -> Site:
    """Load, check, lay out, render.

    Args:
        tree: Where the files are.
        options: How the site is to be made.
        renderer: LaidOut by the caller from one build to the next, to render only what has changed.
        today: The day to build for; by default `build_date()`.
        cache: Kept by the caller from one build to the next, to read only what has changed.
        laid_out: Kept by the caller in the same way, to lay out only what has changed.
        past: Where the earlier wordings are; without it there are none.

    Raises:
        RubricError: There is no rubric at all, or a template is broken.
    """
    remembered = Remembered(options.cache)
    day = today or build_date()
    checked = load_and_check(tree, options.layout, today=day, cache=cache)
    history, no_history = History(), None
    if past and {"history", "changes"} & options.kinds:
        history, no_history = past.read(options.layout, checked.project.rubric, day)
    context = Context(
        project=checked.project,
        found=checked.found,
        people=People(checked.project, options.privacy, options.pseudonym_key),
        excerpt=lambda one: formats.excerpt(one, checked.source_line),
        today=day,
        repository=options.repository,
        home=options.home,
        kinds=options.kinds,
        decisions_folder=options.layout.decisions,
        scores_folder=options.layout.scores,
        history=history,
        no_history=no_history.message if no_history else "",
        site_url=options.site_url,
        folders=renderer.style is UrlStyle.DIRECTORY,
        laid_out=laid_out or LaidOut(),
        remember=remembered.figures,
    )
    pages = lay_out(context, catalogue())
    text = {page.uri: renderer.render(page) for page in pages}
    data = {**data_files(context), **schema.files("schema")}
    data |= {renderer.file(one.uri): renderer.redirect(one) for one in history_redirects(context)}
    remembered.save()
    return Site(checked, pages, list(navigation(context)), text, data, no_history)


__all__ = [
    "CHANGES",
    "FEED",
    "KINDS",
    "Cache",
    "Checked",
    "Entry",
    "FolderTree",
    "LaidOut",
    "Layout",
    "Options",
    "Page",
    "Past",
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

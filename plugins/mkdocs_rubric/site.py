"""The whole story: load, check, lay out the pages, render them.

Adapters (the command, the MkDocs plugin) call this and nothing below it.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_rubric import schema
from mkdocs_rubric.changes.timeline import History
from mkdocs_rubric.checked import (
    Checked,
    FilesAsRead,
    FolderTree,
    Layout,
    build_date,
    catalogue,
    load_and_check,
)
from mkdocs_rubric.diagnostics import formats
from mkdocs_rubric.figures_on_disk import FiguresOnDisk
from mkdocs_rubric.history import ProjectHistory
from mkdocs_rubric.load import Tree, project_around, without_collecting_garbage
from mkdocs_rubric.load.git_command import NoHistoryError
from mkdocs_rubric.pages import (
    CHANGES,
    FEED,
    GLOSSARY,
    HOME,
    KINDS,
    Context,
    Entry,
    FinderIndex,
    LaidOut,
    OwnPage,
    Page,
    People,
    Privacy,
    Redirect,
    Repository,
    Section,
    addressed,
    data_files,
    finder_index,
    history_redirects,
    lay_out,
    listed,
    navigation,
    nothing,
    unknown_page,
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
        site_url: The site's address, with a slash at its end; "" when it is not known.
        left_out: Whether a page or file is left out by its uri, and so are links to it.
        own_page: The team's own page at a path, for the reading path; None where it is not known.
        figures_folder: Where figures are kept from one run to the next; None keeps none.
    """

    layout: Layout = field(default_factory=Layout)
    privacy: Privacy = Privacy.PSEUDONYMS
    pseudonym_key: str = ""
    kinds: frozenset[str] = frozenset(KINDS)
    home: str = HOME
    repository: Repository = field(default_factory=Repository)
    site_url: str = ""
    left_out: Callable[[str], bool] = nothing
    own_page: Callable[[str], OwnPage | None] = unknown_page
    figures_folder: Path | None = None


@dataclass(frozen=True)
class Site:
    """Pages to be written, and what was found on the way.

    Attributes:
        checked: The project with every finding.
        pages: The pages, in no particular order.
        navigation: The table of contents.
        text: Markdown of each page, by its uri.
        data: Other files, by their uri.
        finder: What the finder looks through.
        named_in: The first reviewer's name in a text, where the site shows none; "" without one.
        no_history: Why earlier wordings are left out; None if they are not.
    """

    checked: Checked
    pages: Sequence[Page]
    navigation: Sequence[Entry]
    text: Mapping[str, str]
    data: Mapping[str, str]
    finder: FinderIndex
    named_in: Callable[[str], str]
    no_history: NoHistoryError | None = None


@without_collecting_garbage()
def build(
    tree: Tree,
    options: Options,
    renderer: Renderer,
    *,
    today: dt.date | None = None,
    as_read: FilesAsRead | None = None,
    laid_out: LaidOut | None = None,
    past: ProjectHistory | None = None,
) -> Site:
    """Load, check, lay out, render.

    Args:
        tree: Where the files are.
        options: How the site is to be made.
        renderer: Kept by the caller from one build to the next, to render only what has changed.
        today: The day to build for; by default `build_date()`.
        as_read: Kept by the caller from one build to the next, to read only what has changed.
        laid_out: Kept by the caller in the same way, to lay out only what has changed.
        past: Where the earlier wordings are; without it there are none.

    Raises:
        RubricError: There is no rubric at all, or a template is broken.
    """
    known = FiguresOnDisk(options.figures_folder)
    day = today or build_date()
    checked = load_and_check(tree, options.layout, today=day, as_read=as_read)
    history, no_history = History(), None
    if past and {"history", "changes"} & options.kinds:
        history, no_history = past.read(options.layout, checked.project.rubric, day)
    context = replace(
        _context(checked, options, day),
        history=history,
        no_history=no_history.message if no_history else "",
        folders=renderer.style is UrlStyle.DIRECTORY,
        laid_out=laid_out or LaidOut(),
        remember=known.figures,
    )
    people = context.people
    made = [page for page in lay_out(context, catalogue()) if not options.left_out(page.uri)]
    data = {**data_files(context), **schema.files("schema")}
    data = {uri: content for uri, content in data.items() if not options.left_out(uri)}
    moved = [each for each in history_redirects(context) if not options.left_out(each.uri)]
    if options.home == HOME and made and HOME not in {page.uri for page in made}:
        moved.append(Redirect(HOME, made[0].uri))  # every theme has links to it
    renderer.makes({*(page.uri for page in made), *(each.uri for each in moved), *data})
    pages = [addressed(page, people) for page in made]
    text = {page.uri: renderer.render(page, people.in_addresses) for page in pages}
    data |= renderer.redirects(
        [Redirect(people.in_address(each.uri), people.in_address(each.target)) for each in moved]
    )
    known.save()
    contents = [listed(entry, people) for entry in navigation(context)]
    finder = finder_index(context, pages)
    return Site(checked, pages, contents, text, data, finder, people.named_in, no_history)


def _context(checked: Checked, options: Options, day: dt.date) -> Context:
    """What pages are made of, as the options have it."""
    return Context(
        project=checked.project,
        found=checked.found,
        people=People(checked.project, options.privacy, options.pseudonym_key),
        excerpt=lambda each: formats.excerpt(each, checked.source_line),
        today=day,
        repository=options.repository,
        home=options.home,
        kinds=options.kinds,
        decisions_folder=options.layout.decisions,
        scores_folder=options.layout.scores,
        disputes_folder=options.layout.disputes,
        site_url=options.site_url,
        left_out=options.left_out,
        own_page=options.own_page,
    )


__all__ = [
    "CHANGES",
    "FEED",
    "GLOSSARY",
    "KINDS",
    "Checked",
    "Entry",
    "FilesAsRead",
    "FinderIndex",
    "FolderTree",
    "LaidOut",
    "Layout",
    "Options",
    "OwnPage",
    "Page",
    "Privacy",
    "ProjectHistory",
    "Renderer",
    "Repository",
    "Section",
    "Site",
    "UrlStyle",
    "build",
    "build_date",
    "catalogue",
    "load_and_check",
    "project_around",
]

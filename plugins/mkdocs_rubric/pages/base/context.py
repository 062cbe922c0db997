"""What every page is laid out from."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from mkdocs_rubric.calibration.figures import Remember
from mkdocs_rubric.changes.consensus import consensus_on_earlier_wording
from mkdocs_rubric.changes.timeline import Earlier, History, decision_on_earlier_wording
from mkdocs_rubric.diagnostics import Diagnostic
from mkdocs_rubric.markup import closed, not_of_ours
from mkdocs_rubric.model import Criterion, Project
from mkdocs_rubric.pages.base.addresses import HOME
from mkdocs_rubric.pages.base.links import Links
from mkdocs_rubric.pages.base.outline import LaidOut, outline
from mkdocs_rubric.pages.base.page import OwnPage
from mkdocs_rubric.pages.base.people import People
from mkdocs_rubric.pages.base.phrases import first_sentence
from mkdocs_rubric.pages.base.plain_text import plain_text
from mkdocs_rubric.pages.base.problems import Problems
from mkdocs_rubric.pages.base.prose import linked
from mkdocs_rubric.pages.base.repository import Repository
from mkdocs_rubric.pages.base.standing import Standings

_T = TypeVar("_T")


def nothing(uri: str) -> bool:  # noqa: ARG001 - of the form of `Context.left_out`
    """Leaves out nothing."""
    return False


def unknown_page(uri: str) -> OwnPage | None:  # noqa: ARG001 - of the form of `Context.own_page`
    """Knows no page of the team's own."""
    return None


@dataclass(frozen=True)
class Context:
    """A checked project, and how the site is to show it.

    Attributes:
        project: What is shown.
        found: Everything that is wrong with it.
        people: What reviewers are called.
        excerpt: The lines of a file around a finding, with its caret.
        repository: Where the files are edited.
        today: The day the site is built for.
        home: The page that stands for the whole rubric.
        kinds: Which pages are made.
        decisions_folder: Where decisions are added.
        scores_folder: Where the sessions are.
        disputes_folder: Where disputes are added.
        history: What was in force before; empty where that is not known.
        no_history: Why it is not known.
        site_url: The site's address, with a slash at its end; "" when it is not known.
        folders: Whether a page's address is a folder: `criteria/empathy/`.
        left_out: Whether a page is left out though its kind is made.
        own_page: The team's own page at a path; None where it is not known.
        laid_out: What need not be laid out again.
        remember: Gives the figures of an earlier build of the same scores.
    """

    project: Project
    found: Sequence[Diagnostic]
    people: People
    excerpt: Callable[[Diagnostic], Sequence[str]]
    today: dt.date
    repository: Repository = field(default_factory=Repository)
    home: str = HOME
    kinds: frozenset[str] = frozenset()
    decisions_folder: str = "decisions"
    scores_folder: str = "scores"
    disputes_folder: str = "disputes"
    history: History = field(default_factory=History)
    no_history: str = ""
    site_url: str = ""
    folders: bool = True
    left_out: Callable[[str], bool] = nothing
    own_page: Callable[[str], OwnPage | None] = unknown_page
    laid_out: LaidOut = field(default_factory=LaidOut)
    remember: Remember | None = None

    @cached_property
    def links(self) -> Links:
        """Links to pages, and the pages of files."""
        return Links(self.project, self.people, self.kinds, self.home, self.left_out)

    @cached_property
    def problems(self) -> Problems:
        """What is wrong, file by file."""
        return Problems(self.found, self.people, self.repository, self.excerpt)

    @cached_property
    def standings(self) -> Standings:
        """Where decisions stand."""
        return Standings(self.project, self.links, self.today)

    @cached_property
    def results(self) -> dict[object, Any]:
        """What was laid out from the same outline before, to be added to."""
        return self.laid_out.results(outline(self))

    def unless_changed(self, key: object, depends: object, make: Callable[[], _T]) -> _T:
        """What `make` returned last, while the outline and what it depends on are equal.

        Of a context, `make` may read nothing but the outline.
        """
        known = self.results.get(key)
        if known is None or known[0] != depends:
            known = self.results[key] = (depends, make())
        result: _T = known[1]
        return result

    @cached_property
    def made_on_earlier_wording(self) -> Mapping[str, Sequence[Earlier]]:
        """The decisions made when a criterion said something else, and what it said."""
        return {
            decision.id: earlier
            for decision in self.project.decisions.values()
            if (earlier := decision_on_earlier_wording(self.history, self.project, decision))
        }

    @cached_property
    def consensus_on_earlier_wording(self) -> Mapping[str, Sequence[Earlier]]:
        """By session, the criteria that said something else when it agreed on scores."""
        return consensus_on_earlier_wording(self.history, self.project)

    def prose(self, text: str | None, path: str, page: str) -> str:
        """An author's Markdown, for one page: links to files lead to pages, names are replaced.

        What it leaves open is closed, and nothing of it passes for ours.
        """
        whole = closed(not_of_ours(text)) if text else ""
        return self.people.in_text(linked(whole, path, page, self.links))

    def plain(self, text: str | None) -> str:
        """Text that is no Markdown: titles, notes, transcripts. Templates escape it."""
        return self.people.in_line(text)

    def words(self, markdown: str | None) -> str:
        """Markdown where nothing renders it: its words, on one line."""
        return plain_text(self.plain(markdown))

    def headline(self, markdown: str) -> str:
        """The first sentence of Markdown, as words: what an edge case is called."""
        return self.words(first_sentence(markdown)[0])

    def absolute(self, uri: str, anchor: str = "") -> str:
        """A page's whole address; "" where the site's is not known."""
        path = uri.removesuffix(".md") + ("/" if self.folders else ".html")
        place = f"{path}{anchor and f'#{anchor}'}"
        return f"{self.site_url}{self.people.in_address(place)}" if self.site_url else ""

    @cached_property
    def total_weight(self) -> float:
        """Of the criteria in force; 1 where they have none."""
        return sum(criterion.weight for criterion in self.project.rubric.active) or 1

    def share(self, criterion: Criterion) -> float:
        """A criterion's weight as a share of all, 0 to 1."""
        return criterion.weight / self.total_weight

    def line(self, path: str, *keys: str | int) -> int:
        """The line of a value, for links to the source."""
        return self.project.locate(path, *keys).line

"""What every page is laid out from."""

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from mkdocs_rubric.calibration.figures import Remember
from mkdocs_rubric.changes.timeline import Earlier, History, decision_on_earlier_wording
from mkdocs_rubric.diagnostics import Diagnostic, Severity
from mkdocs_rubric.model import Criterion, Decision, EdgeCase, Project, Rubric, Status
from mkdocs_rubric.pages.kept import Kept
from mkdocs_rubric.pages.page import (
    HOME,
    TAGS,
    Link,
    criterion_uri,
    decision_uri,
    is_earlier,
    relative,
    session_uri,
    slug,
)
from mkdocs_rubric.pages.people import People, Privacy
from mkdocs_rubric.pages.repository import Repository
from mkdocs_rubric.pages.words import day

_T = TypeVar("_T")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\s#]+)(#[^)\s]*)?([^)]*)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


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
        history: What was in force before; empty where that is not known.
        no_history: Why it is not known.
        site_url: The site's address, with a slash at its end; "" when it is not known.
        folders: Whether a page's address is a folder: `criteria/empathy/`.
        left_out: Whether a page is left out though its kind is made.
        kept: What need not be laid out again.
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
    history: History = field(default_factory=History)
    no_history: str = ""
    site_url: str = ""
    folders: bool = True
    left_out: Callable[[str], bool] = field(default=lambda _: False)
    kept: Kept = field(default_factory=Kept)
    remember: Remember | None = None

    @cached_property
    def results(self) -> dict[object, Any]:
        """What `kept` functions have returned."""
        return self.kept.results(self.outline)

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
    def outline(self) -> tuple[object, ...]:
        """All that is shown outside the first page, the criteria's own pages and their index.

        While it is equal, what `kept` functions return is too. Of a criterion it leaves out what
        stands on those pages alone.
        """
        rubric, project, people = self.project.rubric, self.project, self.people
        own_pages = {one.path for one in rubric.criteria.values()}
        return (
            _fields(rubric, but=frozenset({"criteria"})),
            {name: _outlined(one) for name, one in rubric.criteria.items()},
            project.decisions,
            project.sessions,
            project.broken,
            {path: self.problems(path) for path in self._errors if path not in own_pages},
            (people.privacy, people.names),
            (self.repository, self.today, self.home, self.kinds),
            (self.site_url, self.folders, self.decisions_folder, self.scores_folder),
            [path for path, uri in self.pages_of_files.items() if not uri],
            (self._committed, self.no_history),
            self.made_on_earlier_wording,
        )

    @cached_property
    def made_on_earlier_wording(self) -> Mapping[str, Sequence[Earlier]]:
        """The decisions made when a criterion said something else, and what it said."""
        return {
            one.id: earlier
            for one in self.project.decisions.values()
            if (earlier := decision_on_earlier_wording(self.history, self.project, one))
        }

    @property
    def _committed(self) -> str:
        """The last step that is committed: what comes before it does not change."""
        steps = [step.commit for step, _ in self.history.steps if step.commit]
        return steps[-1] if steps else ""

    def absolute(self, uri: str, anchor: str = "") -> str:
        """A page's whole address; "" where the site's is not known."""
        path = uri.removesuffix(".md") + ("/" if self.folders else ".html")
        return f"{self.site_url}{path}{anchor and f'#{anchor}'}" if self.site_url else ""

    @cached_property
    def pages_of_files(self) -> Mapping[str, str]:
        """The page made from each file; "" where it is left out.

        With this, links between files become links between pages.
        """
        project = self.project
        pages = {project.rubric.path: self.home if "home" in self.kinds else ""}
        pages |= {one.path: criterion_uri(one.id) for one in project.rubric.criteria.values()}
        for one in project.decisions.values():
            pages[one.path] = decision_uri(one.id) if "decisions" in self.kinds else ""
        for held in project.sessions.values():
            uri = session_uri(held.id) if "calibration" in self.kinds else ""
            pages |= {held.session.path: uri, held.folder: uri}
        return {path: "" if self.left_out(uri) else uri for path, uri in pages.items()}

    def tags(self, tags: Sequence[str]) -> tuple[Link, ...]:
        """Links to the tags' places, or plain words when that page is not made."""
        uri = TAGS if "tags" in self.kinds else ""
        return tuple(Link(self.plain(tag), uri, f"tag-{slug(tag)}") for tag in tags)

    @cached_property
    def total_weight(self) -> float:
        """Of the criteria in force; 1 where they have none."""
        return sum(one.weight for one in self.project.rubric.active) or 1

    def prose(self, text: str | None, path: str, page: str) -> str:
        """An author's Markdown, for one page: links to files lead to pages, names are replaced."""
        if not text:
            return ""

        def rewritten(found: re.Match[str]) -> str:
            words, target, anchor, title = found.groups("")
            if _ELSEWHERE.match(target):
                return found[0]
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            uri = self.pages_of_files.get(file)
            if uri is None:  # an earlier wording may link to what is gone
                return words if is_earlier(page) else found[0]
            return f"[{words}]({relative(uri, page)}{anchor}{title})" if uri else words

        return self.people.in_text(_LINK.sub(rewritten, text) if "](" in text else text)

    def plain(self, text: str | None) -> str:
        """Text that is no Markdown: titles, notes, transcripts. Templates escape it."""
        if not text:
            return ""
        known = self._plain.get(text)
        if known is None:
            known = self._plain[text] = self.people.in_text(" ".join(text.split()))
        return known

    @cached_property
    def _plain(self) -> dict[str, str]:
        """What `plain` has returned: most titles stand on dozens of pages."""
        return {}

    def criterion_link(self, name: str) -> Link:
        """To a criterion by any of its ids; without an address where there is none."""
        return self._criterion_links.get(name) or Link(name, "")

    @cached_property
    def _criterion_links(self) -> Mapping[str, Link]:
        return {
            name: Link(self.plain(one.title), criterion_uri(one.id))
            for name, one in self.project.rubric.by_name.items()
        }

    def decision_link(self, name: str) -> Link:
        """To a decision; without an address where there is none."""
        return self._decision_links.get(name) or Link(name, "")

    @cached_property
    def _decision_links(self) -> Mapping[str, Link]:
        made = "decisions" in self.kinds
        return {
            name: Link(self.plain(one.title), decision_uri(name) if made else "")
            for name, one in self.project.decisions.items()
        }

    def session_link(self, name: str) -> Link:
        """To a session; without an address where there is none."""
        if name not in self.project.sessions:
            return Link(name, "")
        made = "calibration" in self.kinds
        return Link(self.session_title(name), session_uri(name) if made else "")

    def session_title(self, name: str) -> str:
        """A session in words: its title, or its month and kind."""
        session = self.project.sessions[name].session
        return self.plain(session.title) or f"{session.date:%B %Y} calibration"

    def conversation_link(self, name: str, session: str | None) -> Link:
        """To a conversation in its session."""
        held = self.project.sessions.get(session or "")
        known = held is not None and any(one.id == name for one in held.session.conversations)
        if held is None or not known or "calibration" not in self.kinds:
            return Link(name, "")
        return Link(name, session_uri(held.id), slug(name))

    def line(self, path: str, *keys: str | int) -> int:
        """The line of a value, for links to the source."""
        return self.project.locate(path, *keys).line

    def decision_status(self, decision: Decision) -> "Standing":
        """Where a decision stands, in words."""
        known = self._standings.get(id(decision))
        if known is None:
            known = self._standings[id(decision)] = self._standing(decision)
        return known

    @cached_property
    def _standings(self) -> dict[int, "Standing"]:
        """What `decision_status` has returned; decisions live as long as their project."""
        return {}

    def _standing(self, decision: Decision) -> "Standing":
        status = self.project.status(decision)
        newer = self.project.superseded_by.get(decision.id)
        overdue = bool(
            status is Status.ACCEPTED and decision.review_by and decision.review_by < self.today
        )
        return Standing(
            status=str(status),
            label=STATUS_LABELS[status],
            holds=status is Status.ACCEPTED,
            overdue=overdue,
            newer=self.decision_link(newer.id) if status is Status.SUPERSEDED and newer else None,
            newer_day=day(newer.date) if newer else "",
        )

    def problems(self, path: str) -> list["Problem"]:
        """What is wrong in a file, errors only."""
        return [self.problem(one) for one in self._errors.get(path, ())]

    @cached_property
    def _errors(self) -> Mapping[str, Sequence[Diagnostic]]:
        errors: dict[str, list[Diagnostic]] = {}
        for one in self.found:
            if one.severity is Severity.ERROR:
                errors.setdefault(one.where.path, []).append(one)
        return errors

    def problem(self, one: Diagnostic) -> "Problem":
        """A finding as the site shows it."""
        return Problem(
            code=one.code,
            severity=str(one.severity),
            where=f"{self.people.in_path(one.where.path)}:{one.where.line}:{one.where.column}",
            message=_sentence(self.people.in_text(one.message)),
            help=_sentence(self.people.in_text(one.help)),
            excerpt=self.people.in_text("\n".join(self.excerpt(one))),
            url=self.repository.edit_url(one.where.path, one.where.line)
            if not one.where.path.endswith(".csv") or self.people.privacy is Privacy.NAMES
            else "",
        )

    def share(self, criterion: Criterion) -> float:
        """A criterion's weight as a share of all, 0 to 1."""
        return criterion.weight / self.total_weight


# Of a criterion and its edge cases: the first page and the index of criteria, which may show these
# too, are always laid out anew.
_ON_ITS_OWN_PAGE = frozenset(
    [
        "question",
        "description",
        "not_applicable",
        "use_when",
        "avoid_when",
        "levels",
        "guidance",
        "keywords",
    ]
)


def _outlined(criterion: Criterion) -> tuple[object, ...]:
    cases = [_fields(one, but=_ON_ITS_OWN_PAGE) for one in criterion.edge_cases]
    return _fields(criterion, but=_ON_ITS_OWN_PAGE | {"edge_cases"}), cases


def _fields(record: Rubric | Criterion | EdgeCase, but: frozenset[str]) -> dict[str, object]:
    names = type(record).model_fields.keys() - but
    return {name: getattr(record, name) for name in names}


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text[-1:] in ".!?" else ".") if text else ""


@dataclass(frozen=True)
class Standing:
    """Where a decision stands."""

    status: str
    label: str
    holds: bool
    overdue: bool
    newer: Link | None
    newer_day: str


@dataclass(frozen=True)
class Problem:
    """A finding, in the words of the site."""

    code: str
    severity: str
    where: str
    message: str
    help: str
    excerpt: str
    url: str


STATUS_LABELS = {
    Status.ACCEPTED: "In force",
    Status.PROPOSED: "Proposed",
    Status.REJECTED: "Rejected",
    Status.RETIRED: "Retired",
    Status.SUPERSEDED: "Superseded",
}

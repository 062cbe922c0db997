"""Links to pages: of criteria, decisions, sessions, conversations, tags, files."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from mkdocs_rubric.model import Project
from mkdocs_rubric.pages.base.addresses import (
    TAGS,
    criterion_uri,
    decision_uri,
    session_uri,
    slug,
)
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.people import People


class Links:
    """Links of one site. Where a page is not made, its link is words without an address."""

    def __init__(self, project: Project, people: People, kinds: frozenset[str], home: str) -> None:
        self._project = project
        self._people = people
        self._kinds = kinds
        self._home = home

    def criterion(self, name: str) -> Link:
        """To a criterion by any of its ids."""
        return self._criteria.get(name) or Link(name, "")

    @cached_property
    def _criteria(self) -> Mapping[str, Link]:
        return {
            name: Link(self._people.in_line(criterion.title), criterion_uri(criterion.id))
            for name, criterion in self._project.rubric.by_name.items()
        }

    def decision(self, name: str) -> Link:
        """To a decision."""
        return self._decisions.get(name) or Link(name, "")

    @cached_property
    def _decisions(self) -> Mapping[str, Link]:
        made = "decisions" in self._kinds
        return {
            name: Link(self._people.in_line(decision.title), decision_uri(name) if made else "")
            for name, decision in self._project.decisions.items()
        }

    def session(self, name: str) -> Link:
        """To a session."""
        if name not in self._project.sessions:
            return Link(name, "")
        made = "calibration" in self._kinds
        return Link(self.session_title(name), session_uri(name) if made else "")

    def session_title(self, name: str) -> str:
        """A session in words: its title, or its month and kind."""
        session = self._project.sessions[name].session
        return self._people.in_line(session.title) or f"{session.date:%B %Y} calibration"

    def conversation(self, name: str, session: str | None) -> Link:
        """To a conversation in its session."""
        held = self._project.sessions.get(session or "")
        known = held is not None and any(c.id == name for c in held.session.conversations)
        if held is None or not known or "calibration" not in self._kinds:
            return Link(name, "")
        return Link(name, session_uri(held.id), slug(name))

    def tags(self, tags: Sequence[str]) -> tuple[Link, ...]:
        """To the tags' places."""
        uri = TAGS if "tags" in self._kinds else ""
        return tuple(Link(self._people.in_line(tag), uri, f"tag-{slug(tag)}") for tag in tags)

    @cached_property
    def pages_of_files(self) -> Mapping[str, str]:
        """The page made from each file; "" where it is left out.

        With this, links between files become links between pages.
        """
        project = self._project
        pages = {project.rubric.path: self._home if "home" in self._kinds else ""}
        for criterion in project.rubric.criteria.values():
            pages[criterion.path] = criterion_uri(criterion.id)
        for decision in project.decisions.values():
            made = "decisions" in self._kinds
            pages[decision.path] = decision_uri(decision.id) if made else ""
        for held in project.sessions.values():
            uri = session_uri(held.id) if "calibration" in self._kinds else ""
            pages |= {held.session.path: uri, held.folder: uri}
        return pages

"""Links to pages: of criteria, decisions, sessions, conversations, tags, files."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from mkdocs_rubric.model import Project
from mkdocs_rubric.pages.base.addresses import (
    DISPUTES,
    TAGS,
    criterion_uri,
    decision_uri,
    session_uri,
    slugs,
)
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.people import People


class Links:
    """Links of one site. Where a page is not made, its link is words without an address."""

    def __init__(
        self,
        project: Project,
        people: People,
        kinds: frozenset[str],
        home: str,
        left_out: Callable[[str], bool],
    ) -> None:
        self._project = project
        self._people = people
        self._kinds = kinds
        self._home = home
        self._left_out = left_out
        self._conversations: dict[str, Mapping[str, str]] = {}

    def criterion(self, name: str) -> Link:
        """To a criterion by any of its ids."""
        return self._criteria.get(name) or Link(self._people.in_address(name), "")

    @cached_property
    def _criteria(self) -> Mapping[str, Link]:
        return {
            name: Link(self._people.in_line(criterion.title), criterion_uri(criterion.id))
            for name, criterion in self._project.rubric.by_name.items()
        }

    def decision(self, name: str) -> Link:
        """To a decision."""
        return self._decisions.get(name) or Link(self._people.in_address(name), "")

    @cached_property
    def _decisions(self) -> Mapping[str, Link]:
        made = "decisions" in self._kinds
        return {
            name: Link(self._people.in_line(decision.title), decision_uri(name) if made else "")
            for name, decision in self._project.decisions.items()
        }

    def session(self, name: str) -> Link:
        """To a session."""
        if name not in self._project.every_session:
            return Link(self._people.in_address(name), "")
        made = "calibration" in self._kinds
        return Link(self.session_title(name), session_uri(name) if made else "")

    def session_title(self, name: str) -> str:
        """A session in words: its title, or its month and kind."""
        session = self._project.every_session[name].session
        return self._people.in_line(session.title) or f"{session.date:%B %Y} calibration"

    def conversation(self, name: str, session: str | None) -> Link:
        """To a conversation in its session."""
        held = self._project.every_session.get(session or "")
        known = held is not None and any(c.id == name for c in held.session.conversations)
        if held is None or not known or "calibration" not in self._kinds:
            return Link(self._people.in_address(name), "")
        place = self.conversations(held.id)[name]
        return Link(self._people.in_line(name), session_uri(held.id), place)

    def conversations(self, session: str) -> Mapping[str, str]:
        """The places of a session's conversations on its page, by their ids."""
        known = self._conversations.get(session)
        if known is None:
            found = self._project.every_session[session].session.conversations
            known = self._conversations[session] = slugs(each.id for each in found)
        return known

    def tags(self, tags: Sequence[str]) -> tuple[Link, ...]:
        """To the tags' places."""
        uri = TAGS if "tags" in self._kinds else ""
        return tuple(
            Link(self._people.in_line(tag), uri, f"tag-{self.tag_ids[tag]}") for tag in tags
        )

    @cached_property
    def tag_ids(self) -> Mapping[str, str]:
        """Every tag in the order of the alphabet, and what it is called in addresses."""
        names = {tag for decision in self._project.decisions.values() for tag in decision.tags}
        for criterion in self._project.rubric.criteria.values():
            names.update(criterion.tags, *(case.tags for case in criterion.edge_cases))
        return slugs(sorted(names, key=lambda name: (name.casefold(), name)))

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
        for dispute in project.disputes.values():
            pages[dispute.path] = DISPUTES if "disputes" in self._kinds else ""
        for held in project.every_session.values():
            uri = session_uri(held.id) if "calibration" in self._kinds else ""
            pages |= {held.session.path: uri, held.folder: uri}
        return {path: "" if self._left_out(uri) else uri for path, uri in pages.items()}

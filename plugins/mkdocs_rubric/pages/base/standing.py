"""Where decisions stand, in words."""

import datetime as dt
from dataclasses import dataclass

from mkdocs_rubric.model import Decision, Project, Status
from mkdocs_rubric.pages.base.links import Links
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import day


@dataclass(frozen=True)
class Standing:
    """Where a decision stands."""

    status: str
    label: str
    holds: bool
    overdue: bool
    newer: Link | None
    newer_day: str


STATUS_LABELS = {
    Status.ACCEPTED: "In force",
    Status.PROPOSED: "Proposed",
    Status.REJECTED: "Rejected",
    Status.RETIRED: "Retired",
    Status.SUPERSEDED: "Superseded",
}


class Standings:
    """The standings of a project's decisions, each worded once."""

    def __init__(self, project: Project, links: Links, today: dt.date) -> None:
        self._project = project
        self._links = links
        self._today = today
        self._known: dict[int, Standing] = {}

    def of(self, decision: Decision) -> Standing:
        """Where a decision stands."""
        known = self._known.get(id(decision))
        if known is None:  # decisions live as long as their project
            known = self._known[id(decision)] = self._worded(decision)
        return known

    def _worded(self, decision: Decision) -> Standing:
        status = self._project.status(decision)
        newer = self._project.superseded_by.get(decision.id)
        overdue = bool(
            status is Status.ACCEPTED and decision.review_by and decision.review_by < self._today
        )
        replaced = newer if status is Status.SUPERSEDED else None
        return Standing(
            status=str(status),
            label=STATUS_LABELS[status],
            holds=status is Status.ACCEPTED,
            overdue=overdue,
            newer=self._links.decision(replaced.id) if replaced else None,
            newer_day=day(newer.date) if newer else "",
        )

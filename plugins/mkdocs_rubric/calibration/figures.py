"""Every figure of agreement that pages and commands show, computed once and only when asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import (
    NOT_APPLICABLE,
    NOT_SCORED,
    WITHIN_TOLERANCE,
    Cells,
    Change,
    Coefficient,
    Confusion,
    DriftPoint,
    Effect,
    Estimate,
    Scores,
    Severity,
    Windows,
    agreement,
    applicable,
    change,
    confusions,
    drift,
    effect,
    rolling_windows,
    scale_use,
    severities,
    standing_before,
    windows_around,
)
from mkdocs_rubric.agreement.scale import IntArray
from mkdocs_rubric.calibration.scores import ScoreTables, score_tables
from mkdocs_rubric.model import Decision, Project, Status

WINDOW = 12
"""Conversations on either side of a comparison, fixed before looking at any figure."""

COEFFICIENTS = (
    WITHIN_TOLERANCE,
    Coefficient("percent_agreement", "identity"),
    Coefficient("gwet", "quadratic"),
    Coefficient("krippendorff", "ordinal"),
    Coefficient("brennan_prediger", "quadratic"),
    Coefficient("fleiss", "quadratic"),
)
"""What the table of coefficients shows beside the practitioners' figure."""


@dataclass(frozen=True)
class Line:
    """A figure over time.

    Attributes:
        sessions: Of each session alone, by the session's index.
        windows: Pooled over the rolling window that ends with each session.
        members: The sessions of each window.
    """

    sessions: Sequence[Estimate]
    windows: Sequence[Estimate]
    members: Sequence[tuple[int, ...]]

    @property
    def latest(self) -> Estimate | None:
        """The newest window in which anything was scored."""
        return next((one for one in reversed(self.windows) if one.scores), None)


class _Around(NamedTuple):
    """The conversations on either side of a session, numbered from 0."""

    tables: list[Scores]
    windows: Windows
    before: list[Estimate]


class Figures:
    """The figures of a project.

    Args:
        project: Whose scores.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self.sessions = list(project.sessions)
        self._stretches: dict[int, _Around | None] = {}
        self._effects: dict[tuple[int, frozenset[int]], Effect] = {}

    @cached_property
    def scores(self) -> ScoreTables:
        """The scores as columns."""
        return score_tables(self._project)

    @cached_property
    def overall(self) -> Line:
        """All criteria together.

        A session alone has every scale it was scored on; windows, which reach over sessions, have
        today's scales only.
        """
        return self._line(None)

    @cached_property
    def criteria(self) -> Mapping[str, Line]:
        """Each criterion that was scored on today's scale."""
        return {
            name: self._line(name) for name in self._project.rubric.criteria if self.scores.of(name)
        }

    @cached_property
    def coefficients(self) -> Sequence[Estimate]:
        """The coefficients of all criteria together, in the newest window."""
        return self._in_latest(self.scores.current)

    def applicability(self, criterion: str) -> Estimate | None:
        """How far reviewers agree on whether a criterion applies; None where nobody gave N/A."""
        tables = self.scores.of(criterion)
        if not any(np.any(table.level == NOT_APPLICABLE) for table in tables):
            return None
        return agreement([applicable(table) for table in tables])[0]

    def recent_change(self, criterion: str | None = None) -> Change | None:
        """The last 12 conversations against the 12 before; None when there are fewer than six.

        With fewer than 24 conversations, half of them on either side.
        """
        tables = self.scores.of(criterion) if criterion else self.scores.current
        used = np.flatnonzero(self._sessions_of(tables) >= 0)
        reach = min(WINDOW, len(used) // 2)
        if reach < 3:  # noqa: PLR2004 - fewer have no interval
            return None
        windows = Windows(used[-2 * reach : -reach], used[-reach:])
        return change(tables, windows, WITHIN_TOLERANCE)

    def session_change(self, session: str) -> Change | None:
        """A session against the one before it."""
        number = self.sessions.index(session)
        here = np.flatnonzero(self.scores.session == number)
        before = np.flatnonzero(self.scores.session == number - 1)
        if not number or not here.size or not before.size:
            return None
        both = np.concatenate([before, here])
        windows = Windows(np.arange(len(before)), np.arange(len(before), len(both)))
        return change(self.scores.within(both, current=False), windows, WITHIN_TOLERANCE)

    def effect(self, decision: Decision) -> Effect | str:
        """What happened to agreement around a decision, or why nothing can be compared."""
        if decision.status not in (Status.ACCEPTED, Status.RETIRED):
            return "It never came into force."
        by_name = self._project.rubric.by_name
        names = [by_name[one].id for one in decision.criteria if one in by_name]
        touched = self.scores.indices(names)
        if not touched:
            return "Its criteria have not been scored on today's scale."
        if decision.session in self.sessions:
            decided = self.sessions.index(decision.session or "")
        else:
            days = [held.session.date for held in self._project.sessions.values()]
            decided = sum(day <= decision.date for day in days) - 1
        before = int(np.sum(self.scores.session <= decided)) if decided >= 0 else 0
        if before < WINDOW:
            return f"Conversations scored before it: {before}. {WINDOW} are needed to compare with."
        around = self._around(decided)
        if around is None:
            return "Nothing has been scored since."
        key = (decided, frozenset(touched))
        if key not in self._effects:
            self._effects[key] = effect(
                around.tables, touched, around.windows, before=around.before
            )
        return self._effects[key]

    def _around(self, decided: int) -> "_Around | None":
        """The scores around a session; shared by all that was decided in it."""
        if decided not in self._stretches:
            windows = windows_around(self.scores.session, decided, WINDOW)
            reach = len(windows.before)
            both = np.concatenate([windows.before, windows.after])
            stretch = None
            if windows.after.size:
                local = Windows(np.arange(reach), np.arange(reach, len(both)), windows.missing)
                tables = self.scores.within(both)
                stretch = _Around(tables, local, standing_before(tables, local))
            self._stretches[decided] = stretch
        return self._stretches[decided]

    def confusions(self, criterion: str) -> Sequence[Confusion]:
        """Which levels get mixed up in a criterion's newest window, the most frequent first."""
        return confusions(self._latest_of(criterion))

    def scale_use(self, criterion: str) -> Mapping[int, int]:
        """How often each level of a criterion was given in its newest window."""
        found = self._latest_of(criterion)
        if not found:
            return {}
        counts = sum(scale_use(table).sum(axis=0) for table in found)
        values = found[0].scale.values
        return {int(value): int(n) for value, n in zip(values, np.asarray(counts), strict=True)}

    def _latest_of(self, criterion: str) -> list[Scores]:
        """The scores of a criterion in its newest window."""
        tables = self.scores.of(criterion)
        session = self._sessions_of(tables)
        if session.max(initial=-1) < 0:
            return []
        last = rolling_windows(session)[int(session.max())]
        inside = np.isin(self.scores.session, last)
        return [
            Scores(
                table.reviewer,
                table.conversation,
                np.where(inside[table.conversation], table.level, NOT_SCORED),
                table.scale,
                table.criterion,
            )
            for table in tables
        ]

    @cached_property
    def severities(self) -> Sequence[Severity]:
        """Each reviewer against the others on the same conversations.

        In hundredths of the scale where scales differ, else in points.
        """
        tables = self.scores.current
        return severities(tables, reviewers=len(self.scores.reviewers)) if tables else []

    @cached_property
    def drift(self) -> Sequence[DriftPoint]:
        """Each reviewer's severity over the sessions, smoothed."""
        tables = self.scores.current
        return drift(tables, self.scores.session) if tables else []

    @cached_property
    def one_unit(self) -> bool:
        """Whether severities are in points, because all scales are equally wide."""
        return len({table.scale.range for table in self.scores.current}) <= 1

    def _line(self, criterion: str | None) -> Line:
        scores = self.scores
        pooled = scores.of(criterion) if criterion else scores.current
        session = self._sessions_of(pooled)
        members = rolling_windows(session) if session.size else []
        if criterion:
            alone = self._alone.get(criterion, [])
        else:
            alone = agreement(scores.tables, cells=Cells(scores.session)) if scores.tables else []
        windows = agreement(pooled, cells=Cells(session, members)) if pooled else []
        return Line(alone, windows, members)

    @cached_property
    def _alone(self) -> Mapping[str, list[Estimate]]:
        """Each criterion in each session alone, by the criterion."""
        scores = self.scores
        found: dict[str, list[Estimate]] = {}
        if scores.tables:
            for one in agreement(scores.tables, cells=Cells(scores.session, each_criterion=True)):
                era = scores.eras[one.criterion or 0]
                if era.current:
                    found.setdefault(era.criterion.id, []).append(one)
        return found

    def _in_latest(self, tables: Sequence[Scores]) -> Sequence[Estimate]:
        session = self._sessions_of(tables)
        if not tables or session.max(initial=-1) < 0:
            return []
        last = rolling_windows(session)[int(session.max())]
        return agreement(tables, COEFFICIENTS, Cells(session, [last]))

    def _sessions_of(self, tables: Sequence[Scores]) -> IntArray:
        """The session of each conversation; -1 where these tables have no score of it."""
        session = np.full(len(self.scores.session), -1, dtype=np.int64)
        for table in tables:
            used = np.unique(table.conversation[table.level >= 0])
            session[used] = self.scores.session[used]
        return session

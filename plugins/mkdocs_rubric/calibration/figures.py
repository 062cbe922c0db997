"""Every figure of agreement that pages and commands show, computed once and only when asked for."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import cache, cached_property
from typing import Any, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from mkdocs_rubric.agreement import (
    Change,
    Confusion,
    DriftPoint,
    Effect,
    Estimate,
    Severity,
)
from mkdocs_rubric.calibration import compute
from mkdocs_rubric.calibration.compute import WINDOW, Line, Pair
from mkdocs_rubric.calibration.scores import ScoreTables, score_tables
from mkdocs_rubric.model import Decision, Kind, Project, Status

_T = TypeVar("_T")

Known: TypeAlias = MutableMapping[str, Any]
"""What is known of some scores: figures by name, as JSON has them."""
Remember: TypeAlias = Callable[[str], Known]
"""`remember(digest)`: what is known of the scores with that digest, to be added to."""


class Figures:
    """The figures of a project.

    What they are follows from the scores alone (`ScoreTables.digest`), so what is known of the same
    scores from an earlier build holds, whatever has been written since.

    Args:
        project: Whose scores.
        remember: Gives what is known of the same scores; absent: nothing is.
    """

    def __init__(self, project: Project, remember: Remember | None = None) -> None:
        self._project = project
        self._remember = remember
        self._made: dict[str, Any] = {}
        self.sessions = list(project.sessions)

    @cached_property
    def scores(self) -> ScoreTables:
        """The scores as columns."""
        return score_tables(self._project)

    @cached_property
    def _known(self) -> Known:
        return self._remember(self.scores.digest) if self._remember else {}

    def _once(self, name: str, kind: Any, make: Callable[[], _T]) -> _T:
        """A figure, from memory if it can be had from there."""
        if name not in self._made:
            try:
                self._made[name] = _adapter(kind).validate_python(self._known[name])
            except (KeyError, ValidationError):
                self._made[name] = make()
                if self._remember:
                    self._known[name] = _adapter(kind).dump_python(self._made[name], mode="json")
        found: _T = self._made[name]
        return found

    @cached_property
    def overall(self) -> Line:
        """All criteria together."""
        return self._once("overall", Line, lambda: compute.overall(self.scores))

    @cached_property
    def criteria(self) -> Mapping[str, Line]:
        """Each criterion that was scored on today's scale, in the rubric's order."""
        found = self._once("criteria", dict[str, Line], lambda: compute.criteria(self.scores))
        return {name: found[name] for name in self._project.rubric.criteria if name in found}

    @cached_property
    def coefficients(self) -> Sequence[Estimate]:
        """The coefficients of all criteria together, in the newest window."""
        return self._once("coefficients", list[Estimate], lambda: compute.coefficients(self.scores))

    @cached_property
    def applicability(self) -> Mapping[str, Estimate]:
        """How far reviewers agree on whether a criterion applies, where anybody gave N/A."""
        return self._once(
            "applicability", dict[str, Estimate], lambda: compute.applicability(self.scores)
        )

    def recent_change(self, criterion: str = "") -> Change | None:
        """The last 12 conversations against the 12 before; None when there are fewer than 12."""
        return self._recent_changes.get(criterion)

    @cached_property
    def _recent_changes(self) -> Mapping[str, Change]:
        return self._once("changes", dict[str, Change], lambda: compute.recent_changes(self.scores))

    def session_change(self, session: str) -> Change | None:
        """A session against the one before it."""
        number = self.sessions.index(session)
        return self._once(
            f"session {number}",
            Change | None,
            lambda: compute.session_change(self.scores, number),
        )

    def effect(self, decision: Decision) -> Effect | str:
        """What happened to agreement around a decision, or why nothing can be compared."""
        if decision.status not in (Status.ACCEPTED, Status.RETIRED):
            return "It never came into force."
        touched = self._touched(decision)
        if not touched:
            return "Its criteria have not been scored on today's scale."
        decided = self._decided(decision)
        before = int((self.scores.session <= decided).sum()) if decided >= 0 else 0
        if before < WINDOW:
            return f"Conversations scored before it: {before}. {WINDOW} are needed to compare with."
        if before == len(self.scores.session):
            return "Nothing has been scored since."
        return self._effects(decided)[touched]

    def _touched(self, decision: Decision) -> tuple[int, ...]:
        by_name = self._project.rubric.by_name
        return tuple(self.scores.indices(by_name[n].id for n in decision.criteria if n in by_name))

    def _decided(self, decision: Decision) -> int:
        """The index of the session whose scores are the last from before a decision."""
        if decision.session in self.sessions:
            return self.sessions.index(decision.session or "")
        days = [held.session.date for held in self._project.sessions.values()]
        return sum(day <= decision.date for day in days) - 1

    @cached_property
    def _decisions(self) -> Mapping[int, Sequence[tuple[int, ...]]]:
        """What the decisions of each session touched, whether they came into force or not."""
        found: dict[int, set[tuple[int, ...]]] = {}
        for one in self._project.decisions.values():
            found.setdefault(self._decided(one), set()).add(self._touched(one))
        return {decided: sorted(touched) for decided, touched in found.items()}

    def _effects(self, decided: int) -> Mapping[tuple[int, ...], Effect]:
        """The effects of all that was decided in a session, by what was touched."""
        touched = [one for one in self._decisions[decided] if one]
        found = self._once(
            f"effects {decided}: {touched}",
            list[Effect],
            lambda: compute.effects_around(self.scores, decided, touched),
        )
        return dict(zip(touched, found, strict=True))

    def confusions(self, criterion: str) -> Sequence[Confusion]:
        """Which levels get mixed up in a criterion's newest window, the most frequent first."""
        return self._confusions.get(criterion, [])

    @cached_property
    def _confusions(self) -> Mapping[str, Sequence[Confusion]]:
        return self._once(
            "confusions",
            dict[str, list[Confusion]],
            lambda: compute.confused(self.scores, self.criteria),
        )

    def scale_use(self, criterion: str) -> Mapping[int, int]:
        """How often each level of a criterion was given in its newest window."""
        return self._scale_use.get(criterion, {})

    @cached_property
    def _scale_use(self) -> Mapping[str, Mapping[int, int]]:
        return self._once(
            "scale use",
            dict[str, dict[int, int]],
            lambda: compute.used(self.scores, self.criteria),
        )

    @property
    def linked(self) -> bool:
        """Whether there are live reviews: everybody scores other conversations, and few link them.

        Severities then come from an additive model of conversations, criteria and reviewers.
        """
        held = self._project.sessions.values()
        return any(one.session.kind is Kind.LIVE and one.sheets for one in held)

    @cached_property
    def severities(self) -> Sequence[Severity]:
        """Each reviewer against the others; in hundredths of the scale where scales differ."""
        linked = self.linked
        return self._once(
            "severities linked" if linked else "severities",
            list[Severity],
            lambda: compute.severity(self.scores, linked=linked),
        )

    @cached_property
    def drift(self) -> Sequence[DriftPoint]:
        """Each reviewer's severity over the sessions, smoothed."""
        return self._once("drift", list[DriftPoint], lambda: compute.drifting(self.scores))

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every two reviewers who have scored the same."""
        return self._once("pairs", list[Pair], lambda: compute.pairs(self.scores))

    @cached_property
    def one_unit(self) -> bool:
        """Whether severities are in points, because all scales are equally wide."""
        return len({table.scale.range for table in self.scores.current}) <= 1


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

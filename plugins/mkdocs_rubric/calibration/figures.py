"""Every figure of agreement that pages and commands show, computed once and only when asked for."""

import datetime as dt
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from mkdocs_rubric.agreement import (
    WITHIN_TOLERANCE,
    Confusion,
    DriftPoint,
    Estimate,
    ReviewerSeverity,
    Shares,
)
from mkdocs_rubric.calibration import claims, compute, lines
from mkdocs_rubric.calibration.claims import Decided, Effect, Move
from mkdocs_rubric.calibration.compute import Agreed, Pair, Step
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.calibration.scores import ScoreTables, score_tables
from mkdocs_rubric.model import Decision, Project, Status

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
    def shares(self) -> Shares:
        """Agreement of each criterion on each conversation, on today's scales."""
        return lines.shares(self.scores)

    @property
    def _days(self) -> Sequence[dt.date]:
        return [held.session.date for held in self._project.sessions.values()]

    @property
    def _days_scored(self) -> Sequence[dt.date]:
        """Up to the newest session with scores: one that is only prepared is no look at them."""
        return self._days[: 1 + int(self.scores.sessions_of().max(initial=-1))]

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

    def spanned(self, found: Sequence[Estimate], *, current: bool = True) -> Sequence[Estimate]:
        """Estimates, those of agreement within tolerance with intervals as everywhere.

        Args:
            found: Estimates.
            current: Whether they are of today's scales only.
        """
        plain = [estimate for estimate in found if _within_tolerance(estimate)]
        known = (self._record if current else self._record_of_all) if plain else None
        spanned = iter(lines.spanned(plain, known) if known else ())
        return [next(spanned) if _within_tolerance(estimate) else estimate for estimate in found]

    @cached_property
    def _record(self) -> lines.LineRecord:
        return lines.record(self.shares)

    @cached_property
    def _record_of_all(self) -> lines.LineRecord:
        return lines.record(lines.shares(self.scores, current=False))

    @cached_property
    def overall(self) -> Line:
        """All criteria together."""
        return self._once("overall", Line, lambda: lines.overall(self.scores, self.shares))

    @cached_property
    def criteria(self) -> Mapping[str, Line]:
        """Each criterion that was scored on today's scale, in the order of their files."""
        found = self._once(
            "criteria", dict[str, Line], lambda: lines.criteria(self.scores, self.shares)
        )
        return {name: found[name] for name in self._project.rubric.criteria if name in found}

    @cached_property
    def coefficients(self) -> Sequence[Estimate]:
        """The coefficients of all criteria together, in the newest window."""
        return self._once("coefficients", list[Estimate], lambda: lines.coefficients(self.scores))

    @cached_property
    def applicability(self) -> Mapping[str, Line]:
        """How far reviewers agree on whether a criterion applies, where anybody gave N/A."""
        return self._once(
            "applicability", dict[str, Line], lambda: lines.applicability(self.scores)
        )

    def move(self, criterion: str = "") -> Move | None:
        """The newest sessions against those before; None where there is too little to compare."""
        return self._moves.get(criterion)

    @cached_property
    def _moves(self) -> Mapping[str, Move]:
        return self._once(
            f"moves {self._days}",
            dict[str, Move],
            lambda: compute.moves(self.scores, self.shares, self._days),
        )

    def step(self, session: str) -> Step | None:
        """A session beside the one before it in which the same was scored."""
        number = self.sessions.index(session)
        return self._once(
            f"step {number}",
            Step | None,
            lambda: compute.step(self.shares, number),
        )

    def effect(self, decision: Decision) -> Effect | None:
        """What happened to agreement around a decision.

        None where it never came into force, or none of its criteria was scored on today's scale.
        """
        return self._effects.get(self._decided(decision)) if _came_into_force(decision) else None

    def _decided(self, decision: Decision) -> Decided:
        """The session whose scores are the last from before a decision, and what it touched."""
        by_name = self._project.rubric.by_name
        touched = self.scores.indices(by_name[n].id for n in decision.criteria if n in by_name)
        if decision.session in self.sessions:
            return self.sessions.index(decision.session or ""), tuple(touched)
        return sum(day <= decision.date for day in self._days) - 1, tuple(touched)

    @cached_property
    def _effects(self) -> Mapping[Decided, Effect]:
        """Of all decisions that came into force: they share one allowance."""
        decisions = self._project.decisions.values()
        decided = sorted(
            {self._decided(decision) for decision in decisions if _came_into_force(decision)}
        )
        decided = [each for each in decided if each[1]]
        found = self._once(
            f"effects {self._days} {decided}",
            list[Effect],
            lambda: [*claims.effects(self.shares, self._days, decided).values()],
        )
        return dict(zip(decided, found, strict=True))

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

    def scale_use(self, criterion: str) -> Sequence[int]:
        """How often each level of a criterion was given in its newest window; empty for never."""
        return self._scale_use.get(criterion, ())

    @cached_property
    def _scale_use(self) -> Mapping[str, Sequence[int]]:
        return self._once(
            "scale use",
            dict[str, list[int]],
            lambda: compute.used(self.scores, self.criteria),
        )

    @cached_property
    def severities(self) -> Sequence[ReviewerSeverity]:
        """Each reviewer against the others; in hundredths of the scale where scales differ."""
        return self._once(
            "severities", list[ReviewerSeverity], lambda: compute.severity(self.scores)
        )

    @property
    def named_at(self) -> float:
        """A severity whose q lies below this is more than luck gives."""
        return compute.named_at(self._days_scored)

    @cached_property
    def verdicts(self) -> Sequence[str]:
        """What may be said of each reviewer, in the order of `severities`."""
        return compute.verdicts(self.severities, self.named_at)

    @cached_property
    def drift(self) -> Sequence[DriftPoint]:
        """Each reviewer's severity over the sessions, smoothed."""
        return self._once(
            f"drift {self._days_scored}",
            list[DriftPoint],
            lambda: compute.drifting(self.scores, self._days_scored),
        )

    @cached_property
    def agreed(self) -> Agreed:
        """Everybody's scores against the consensus of their sessions."""
        project = self._project
        of_consensus = {name: held.of_consensus for name, held in project.sessions.items()}
        consensus = score_tables(replace(project, sessions=of_consensus))
        return self._once(
            f"agreed {consensus.digest}",
            Agreed,
            lambda: compute.agreed(self.scores, consensus),
        )

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every two reviewers who have scored the same."""
        return self._once("pairs", list[Pair], lambda: compute.pairs(self.scores))

    @cached_property
    def one_unit(self) -> bool:
        """Whether severities are in points, because all scales are equally wide."""
        return len({table.scale.range for table in self.scores.current}) <= 1


def _within_tolerance(estimate: Estimate) -> bool:
    return (estimate.coefficient, estimate.weights) == (
        WITHIN_TOLERANCE.name,
        WITHIN_TOLERANCE.weights,
    )


def _came_into_force(decision: Decision) -> bool:
    return decision.status in (Status.ACCEPTED, Status.RETIRED)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

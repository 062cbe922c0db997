"""What a site calls a change or a difference, all of it under one control.

Whoever looks at enough figures, month after month, finds changes that are none. So everything a
site may claim in a year shares one allowance: in at most one site in ten anything wrong is claimed,
anywhere on it, in a year of looking. Each kind of claim has its part (`PARTS`), and time earns it:
a look at a session that comes a month after the last one has a twelfth of the year's part, split
evenly over what is looked at (Bonferroni). What decisions have not used is kept for the next ones.
No look earns more than a quarter of a year, and no more is kept: so the twelve months after a pause
have five quarters at most.

A decision is looked at twice, when 12 and when 24 conversations have been scored after it, each
time with the data up to there, so that a verdict changes once at most, and not with what comes
later. The session that made it counts on neither side: it was chosen because its figures were bad.

Sources: Dunn O.J. (1961) JASA 56:52-64 (splitting an error rate); Lan K.K.G. & DeMets D.L. (1983)
Biometrika 70:659-663 (spending it over time). `benchmarks/claims.py` simulates sites without any
change, and shows what is left to be found.
"""

import datetime as dt
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from mkdocs_rubric.agreement.comparison import (
    FULL,
    LEAST,
    Comparison,
    after_run,
    before_run,
    compare,
)
from mkdocs_rubric.agreement.shares import Shares

YEARLY = 0.10
"""The share of sites in which anything wrong may be claimed in a year."""

_YEAR = dt.timedelta(days=365)
_FIRST = 1 / 12
"""Of a year, what the first look earns."""
_MOST = 1 / 4
"""Of a year, what a look earns at most after a pause, and what decisions save."""
_LOOKS = ((LEAST, 0.2), (FULL, 0.8))
"""Conversations after a decision at which it is looked at, and the part of its allowance."""


class Part(Enum):
    """The kinds of claims."""

    DECISIONS = "a decision worked, or made things worse"
    OVERALL = "all criteria together changed"
    CRITERIA = "a criterion changed"
    SEVERITY = "a reviewer differs from the others"
    DRIFT = "a reviewer changed"

    @property
    def a_year(self) -> float:
        """The share of sites in which this kind may claim anything wrong in a year."""
        return YEARLY * PARTS[self]


PARTS: Mapping[Part, float] = MappingProxyType(
    {
        Part.DECISIONS: 0.75,
        Part.OVERALL: 0.10,
        Part.CRITERIA: 0.05,
        Part.SEVERITY: 0.05,
        Part.DRIFT: 0.05,
    }
)
"""What each kind has of `YEARLY`; 1 in all."""


def looks(days: Sequence[dt.date]) -> list[float]:
    """The share of a year that each session's look has earned: since the day before it.

    Sessions of one day share it: the later ones would have nothing else, and may be the newest.
    """
    found: list[float] = []
    before: dt.date | None = None
    for day, same in itertools.groupby(days):
        number = len(list(same))
        earned = min(max((day - before) / _YEAR, 0.0), _MOST) if before else _FIRST
        found += [earned / number] * number
        before = day
    return found


class Verdict(Enum):
    """What may be said of a decision."""

    NOT_COMPARABLE = "nothing was scored on both sides"
    FEW_BEFORE = "too few conversations before it"
    EARLY = "too few conversations after it, so far"
    UNTOLD = "no change that luck does not explain"
    BETTER = "agreement rose more than luck explains"
    WORSE = "agreement fell more than luck explains"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happened to agreement around a decision.

    Attributes:
        verdict: What may be said.
        found: The comparison; None where nothing was scored on both sides.
        before: Conversations on its criteria before it, of which `LEAST` are needed.
        after: And after it.
        alpha: How unlikely luck has to be for a verdict; 0 where there is none.
    """

    verdict: Verdict
    found: Comparison | None
    before: int
    after: int
    alpha: float = 0.0

    @property
    def detectable(self) -> float | None:
        """The smallest change beyond `pull` that would have shown, as a rule."""
        return self.found.detectable(self.alpha) if self.found and self.alpha else None


Decided = tuple[int, tuple[int, ...]]
"""The session a decision was made in, and the criteria it touched, by index."""


def effects(
    shares: Shares, days: Sequence[dt.date], decided: Collection[Decided]
) -> dict[Decided, Effect]:
    """Every decision's effect.

    Args:
        shares: On today's scales.
        days: Of each session.
        decided: The decisions; those of one session about the same criteria are one.
    """
    found: dict[Decided, Effect] = {}
    earned = looks(days)
    purse = 0.0
    for session in range(-1, len(days)):
        if session >= 0:
            purse = min(purse + earned[session], _MOST)
        here = sorted({entry for entry in decided if entry[0] == session})
        numbers = {entry: shares.number(entry[1]) for entry in here}
        able = [entry for entry in here if numbers[entry][: max(session, 0)].sum() >= LEAST]
        for each in here:
            alpha = purse * Part.DECISIONS.a_year / len(able) if each in able else 0.0
            found[each] = _effect(shares, numbers[each].tolist(), each, alpha)
        if able:
            purse = 0.0
    return found


def _effect(shares: Shares, number: list[int], decided: Decided, alpha: float) -> Effect:
    session, criteria = decided
    before = before_run(number, session - 1, FULL)
    counts = sum(number[before[0] : max(session, 0)]), sum(number[session + 1 :])
    if counts[0] < LEAST:
        return Effect(verdict=Verdict.FEW_BEFORE, found=None, before=counts[0], after=counts[1])
    spent = [(least, part) for least, part in _LOOKS if counts[1] >= least]
    least, part = spent[-1] if spent else (LEAST, 0.0)
    after = after_run(number, session + 1, least)
    found = compare(shares, criteria, before, after) if counts[1] else None
    verdict = Verdict.UNTOLD if spent else Verdict.EARLY
    if found is None:
        verdict = Verdict.NOT_COMPARABLE if spent else Verdict.EARLY
    elif spent and found.claimed(alpha * part):
        verdict = Verdict.BETTER if found.beyond > 0 else Verdict.WORSE
    return Effect(
        verdict=verdict, found=found, before=counts[0], after=counts[1], alpha=alpha * part
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The newest sessions against those before them.

    Attributes:
        found: The comparison.
        alpha: How unlikely luck has to be for calling it a change.
    """

    found: Comparison
    alpha: float

    @property
    def claimed(self) -> bool:
        """Whether it may be called a change."""
        return self.found.claimed(self.alpha)


def overall_move(shares: Shares, days: Sequence[dt.date], last: int) -> Move | None:
    """All criteria together, as somebody sees it who looks after session `last`."""
    criteria = range(len(shares.value))
    alpha = looks(days)[last] * Part.OVERALL.a_year
    return _move(shares, criteria, last, alpha, alone=True)


def criterion_moves(
    shares: Shares, days: Sequence[dt.date], last: int, among: Collection[int]
) -> dict[int, Move]:
    """Each criterion against the others, as somebody sees it who looks after session `last`.

    Only criteria scored in that session are looked at: of the others nothing is new.
    """
    alpha = looks(days)[last] * Part.CRITERIA.a_year / max(len(among), 1)
    found = {}
    for each in among:
        if move := _move(shares, [each], last, alpha, alone=False):
            found[each] = move
    return found


def _move(
    shares: Shares, criteria: Sequence[int], last: int, alpha: float, *, alone: bool
) -> Move | None:
    number = shares.number(criteria)[: last + 1].tolist()
    after = before_run(number, last, LEAST)
    before = before_run(number, after[0] - 1, FULL)
    if min(sum(number[run[0] : run[1] + 1]) for run in (before, after)) < LEAST:
        return None
    found = compare(shares, criteria, before, after, alone=alone)
    return None if found is None else Move(found=found, alpha=alpha)

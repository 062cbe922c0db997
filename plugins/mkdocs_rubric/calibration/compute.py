"""What scores say besides agreement over time: changes, mix-ups, reviewers, the consensus."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import (
    NOT_APPLICABLE,
    Confusion,
    DriftPoint,
    ReviewerSeverity,
    Shares,
    Units,
    confusions,
    drift,
    pair_matrix,
    scale_use,
    severities,
)
from mkdocs_rubric.agreement.against import Against, against, compared
from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.drift import limit
from mkdocs_rubric.calibration import claims
from mkdocs_rubric.calibration.claims import Move, Part, looks
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.calibration.scores import ScoreTables

_RAREST = 1e-12
"""A chance too small for a quantile's arithmetic to go below."""


class Pair(NamedTuple):
    """Two reviewers, by index.

    Attributes:
        first: The one of the lower index.
        second: The other.
        share: Of the scores both gave, those within the tolerance.
        scores: That both gave.
        conversations: That both scored.
    """

    first: int
    second: int
    share: float
    scores: int
    conversations: int


def moves(scores: ScoreTables, found: Shares, days: Sequence[dt.date]) -> dict[str, Move]:
    """What changed as of the newest scored session: of each criterion scored in it, "" of all."""
    compared = np.flatnonzero(found.number())
    if not compared.size:
        return {}
    last = int(compared[-1])
    days = days[: last + 1]
    among = np.flatnonzero(found.there[:, found.session == last].any(axis=1)).tolist()
    each = claims.criterion_moves(found, days, last, among)
    known = {scores.eras[era].criterion.id: move for era, move in each.items()}
    of_all = claims.overall_move(found, days, last)
    return known | ({"": of_all} if of_all else {})


class Step(NamedTuple):
    """A session beside the one before it, on the criteria scored in both.

    Attributes:
        before: Agreement in the session before.
        after: In this one.
        conversations: Of either.
        earlier: The index of the session before.
    """

    before: float
    after: float
    conversations: tuple[int, int]
    earlier: int


def step(found: Shares, number: int) -> Step | None:
    """A session beside the last one before it in which the same was scored."""
    for earlier in range(number - 1, -1, -1):
        sides = [found.session == which for which in (earlier, number)]
        both = np.all([found.there[:, side].any(axis=1) for side in sides], axis=0)
        if both.any():
            weight = np.prod([found.there[:, side].sum(axis=1) for side in sides], axis=0)[both]
            figures = [
                share(found.known[:, side].sum(axis=1), found.there[:, side].sum(axis=1))[both]
                for side in sides
            ]
            before, after = (float((figure @ weight) / weight.sum()) for figure in figures)
            n, m = (int(found.there[both][:, side].any(axis=0).sum()) for side in sides)
            return Step(before, after, (n, m), earlier)
    return None


def confused(scores: ScoreTables, lines: Mapping[str, Line]) -> dict[str, list[Confusion]]:
    """Which levels get mixed up in each criterion's newest window, the most frequent first."""
    found: dict[str, list[Confusion]] = {}
    for confusion in confusions(_newest(scores, lines)):
        found.setdefault(scores.eras[confusion.criterion].criterion.id, []).append(confusion)
    return found


def used(scores: ScoreTables, lines: Mapping[str, Line]) -> dict[str, list[int]]:
    """How often each level was given in each criterion's newest window, the lowest first."""
    found: dict[str, list[int]] = {}
    for units in _newest(scores, lines):
        for era, counts in enumerate(scale_use(units).tolist()):
            if any(counts):
                found[scores.eras[era].criterion.id] = counts
    return found


def severity(scores: ScoreTables) -> list[ReviewerSeverity]:
    """Each reviewer against the middle of the others on the same conversations.

    In hundredths of the scale where scales differ, else in points.
    """
    return severities(scores.current, reviewers=len(scores.reviewers)) if scores.current else []


def verdicts(found: Sequence[ReviewerSeverity], named_at: float) -> list[str]:
    """What may be said of each reviewer, in a few words.

    Of two or three one can see that they differ, and not who is right.

    Args:
        found: Everybody's severity.
        named_at: How unlikely luck has to be.
    """
    named = [each.q is not None and each.q < named_at for each in found]
    sizes = Counter(each.group for each in found if each.value is not None)
    differing = Counter(each.group for each, name in zip(found, named, strict=True) if name)
    return [
        _verdict(each, sizes[each.group], differing[each.group], named=name)
        for each, name in zip(found, named, strict=True)
    ]


def _verdict(reviewer_severity: ReviewerSeverity, size: int, differing: int, *, named: bool) -> str:
    if reviewer_severity.value is None:
        return reviewer_severity.undefined or "not comparable"
    if reviewer_severity.q is None:
        return "too few to say"
    middle = reviewer_severity.value == 0 and reviewer_severity.low is None
    if middle or not named:
        return "the one in the middle" if middle else "not clearly different"
    if size == 2:  # noqa: PLR2004 - either differs from the other
        return "the two differ"
    if size == 3:  # noqa: PLR2004 - the middle of three is one of them
        way = "lower" if reviewer_severity.value < 0 else "higher"
        whom = "the other two" if differing == 1 else "the one in the middle"
        return f"scores {way} than {whom}"
    return "stricter" if reviewer_severity.value < 0 else "more lenient"


def named_at(days: Sequence[dt.date]) -> float:
    """How unlikely luck has to be, after the newest session, for naming a reviewer."""
    return looks(days)[-1] * Part.SEVERITY.a_year if days else 0.0


def drifting(scores: ScoreTables, days: Sequence[dt.date]) -> list[DriftPoint]:
    """Each reviewer's severity over the sessions, smoothed."""
    if not scores.current or not days:
        return []
    alpha = looks(days)[-1] * Part.DRIFT.a_year / max(len(scores.reviewers), 1)
    return drift(scores.current, scores.session, limit=limit(max(alpha, _RAREST)))


class Agreed(NamedTuple):
    """Independent scores against the consensus of their sessions.

    Attributes:
        everybody: All of them; None where no consensus was recorded.
        reviewers: By index.
        criteria: By id.
    """

    everybody: Against | None
    reviewers: Mapping[int, Against]
    criteria: Mapping[str, Against]


def agreed(scores: ScoreTables, consensus: ScoreTables) -> Agreed:
    """How often reviewers gave what their session then agreed on, on today's scales.

    Args:
        scores: Of everybody.
        consensus: The agreed scores of the same sessions.
    """
    known = {(era.criterion.id, era.scale_id): n for n, era in enumerate(scores.eras)}
    level = np.full((len(scores.eras), len(scores.conversations)), NOT_APPLICABLE, dtype=np.int16)
    for table in consensus.current:
        assert table.criterion is not None
        eras = [known.get((era.criterion.id, era.scale_id), -1) for era in consensus.eras]
        era = np.array(eras, dtype=np.int64)[table.criterion]
        kept = era >= 0
        level[era[kept], table.conversation[kept]] = table.level[kept]
    rows = compared(scores.current, level)
    of_criteria = against(rows, rows.criterion)
    return Agreed(
        against(rows, np.zeros_like(rows.reviewer)).get(0),
        against(rows, rows.reviewer),
        {scores.eras[era].criterion.id: of_criterion for era, of_criterion in of_criteria.items()},
    )


def pairs(scores: ScoreTables) -> list[Pair]:
    """Every two reviewers who have scored the same, on all scales together."""
    size = len(scores.reviewers)
    agreeing, shared = np.zeros((2, size, size))
    there = np.zeros((size, len(scores.session)))
    for table in scores.current:
        found = pair_matrix(table)
        some = len(found.value)
        agreeing[:some, :some] += found.value * found.units
        shared[:some, :some] += found.units
        scored = table.level >= 0
        there[table.reviewer[scored], table.conversation[scored]] = 1
    together = there @ there.T
    first, second = np.nonzero(np.triu(shared, 1))
    share = agreeing[first, second] / shared[first, second]
    columns = (share, shared[first, second].astype(int), together[first, second].astype(int))
    rows = (first, second, *columns)
    return list(map(Pair._make, zip(*(row.tolist() for row in rows), strict=True)))


def _newest(scores: ScoreTables, lines: Mapping[str, Line]) -> list[Units]:
    """What was counted of each criterion in its newest window, by scale."""
    inside = np.zeros_like(scores.scored)
    for name, line in lines.items():
        inside[scores.indices([name])] = np.isin(scores.session, line.members[-1])
    counted = [table.units for table in scores.current]
    return [
        units.take(inside[units.criterion, units.conversation] & (units.given > 0))
        for units in counted
    ]

"""May a machine score a criterion alone? What it gave, against people left out one at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.alternative import (
    MARGIN,
    Alternative,
    alternative,
    benjamini_yekutieli,
)
from mkdocs_rubric.agreement.multiplicity import holm
from mkdocs_rubric.agreement.quantiles import t_quantile, t_two_sided
from mkdocs_rubric.agreement.scale import FloatArray
from mkdocs_rubric.calibration.judged import outdated
from mkdocs_rubric.model import Cell, Criterion, Held, Mark, Project, Scale, Sheet

WITH_A_LOOK = 0.4
"""The margin within which a machine is worth having, if a person looks at what it gave."""
FEWEST = 8
"""Conversations below which nothing is said."""
_LEVEL = 0.05
_HALF = 0.5
_MOST = 400
"""More conversations than nobody scores together are no advice."""


class Trust(StrEnum):
    """May it score this alone?"""

    ALONE = "yes"
    LOOK = "with a second look"
    NO = "no"
    FEW = "too few to say"


@dataclass(frozen=True)
class Miss:
    """A score further from the consensus than the scale allows.

    Attributes:
        session: Where.
        conversation: On what.
        given: What the machine gave.
        agreed: The consensus.
        edge_cases: Edge cases of the criterion that rest on a decision about this conversation.
    """

    session: str
    conversation: str
    given: Cell
    agreed: Cell
    edge_cases: tuple[str, ...]


@dataclass(frozen=True)
class MachineFigures:
    """A machine on a criterion.

    Attributes:
        machine: Its name on sheets.
        criterion: The criterion.
        test: Against people left out one at a time.
        wins: Over how many of them it wins, once corrected.
        trust: May it score this alone?
        more: How many conversations are missing to say more; None where no number is known.
        compared: Conversations with a consensus that it scored.
        agreed: Of them, those within the scale's tolerance.
        severity: How far it scores above (+) or below (-) the consensus, in points.
        low: Lower end of the interval of that.
        high: Upper end.
        p_off: Of the null that it is off by half of what still agrees at most; None if unknown.
        confusions: How often it gave one level where another was agreed on, most frequent first.
        misses: Scores too far from the consensus, or N/A where it applies, or the other way round.
        stale: Why what is known is out of date; empty where it is not.
        left_out: Conversations scored by an earlier model, prompt or wording.
    """

    machine: str
    criterion: Criterion
    test: Alternative
    wins: int = 0
    trust: Trust = Trust.FEW
    more: int | None = None
    compared: int = 0
    agreed: int = 0
    severity: float | None = None
    low: float | None = None
    high: float | None = None
    p_off: float | None = None
    confusions: Sequence[tuple[Cell, Cell, int]] = ()
    misses: Sequence[Miss] = ()
    stale: Sequence[str] = ()
    left_out: int = 0


def machine_figures(project: Project) -> list[MachineFigures]:
    """Every machine on every criterion that it scored, in the rubric's order.

    Only sessions count that it scored as it is today; where there is none, those before do, and
    the verdict is out of date.
    """
    found = [
        figures
        for machine in sorted(_machines(project))
        for criterion in project.rubric.active
        if (figures := _figures(project, machine, criterion)) is not None
    ]
    by_machine: dict[str, list[MachineFigures]] = {}
    for each in found:
        by_machine.setdefault(each.machine, []).append(each)
    return [judged for some in by_machine.values() for judged in _with_verdicts(some)]


def _machines(project: Project) -> set[str]:
    return {
        name
        for held in project.sessions.values()
        for sheet in held.machines
        for name in sheet.people
    }


def _cells(
    sheets: Sequence[Sheet], by_name: Mapping[str, Criterion], criterion: str
) -> dict[tuple[str, str], Cell]:
    """Cells by reviewer and conversation, of one criterion."""
    names = {name for name, each in by_name.items() if each.id == criterion}
    found: dict[tuple[str, str], Cell] = {}
    for sheet in sheets:
        rows = zip(sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells, strict=True)
        for who, what, on, cell in rows:
            if on in names:
                found[who, what] = cell
    return found


class _Beside(NamedTuple):
    """What a machine gave on a conversation, and what people gave."""

    software: float
    people: Mapping[str, float]
    fresh: bool


class _Pair(NamedTuple):
    """What a machine gave on a conversation, and what was agreed on."""

    given: Cell
    agreed: Cell
    miss: Miss | None
    fresh: bool


@dataclass
class _Evidence:
    """All of that on one criterion, and why some of it is out of date."""

    beside: list[_Beside]
    pairs: list[_Pair]
    why: list[str]


def _figures(project: Project, machine: str, criterion: Criterion) -> MachineFigures | None:
    scale = project.rubric.scale(criterion)
    if scale is None:
        return None
    seen = _Evidence([], [], [])
    for held in project.sessions.values():
        if criterion.scale_on(held.session.date) == criterion.scale:
            _collect(project, held, machine, criterion, scale, seen)
    if not seen.beside and not seen.pairs:
        return None
    fresh = any(each.fresh for each in seen.beside) or any(each.fresh for each in seen.pairs)
    beside = [each for each in seen.beside if each.fresh or not fresh]
    pairs = [each for each in seen.pairs if each.fresh or not fresh]
    severity, low, high, p_off = _severity(pairs, scale)
    wrong = Counter((each.given, each.agreed) for each in pairs if each.given != each.agreed)
    misses = [each.miss for each in pairs if each.miss is not None]
    return MachineFigures(
        machine=machine,
        criterion=criterion,
        test=alternative(*_matrix(beside)),
        compared=len(pairs),
        agreed=len(pairs) - len(misses),
        severity=severity,
        low=low,
        high=high,
        p_off=p_off,
        confusions=[(given, agreed, number) for (given, agreed), number in wrong.most_common()],
        misses=misses,
        stale=() if fresh else tuple(dict.fromkeys(seen.why)),
        left_out=len(seen.pairs) - len(pairs),
    )


def _collect(
    project: Project,
    held: Held,
    machine: str,
    criterion: Criterion,
    scale: Scale,
    seen: _Evidence,
) -> None:
    """What one session says."""
    by_name = project.rubric.by_name
    theirs = _cells(held.machines, by_name, criterion.id)
    mine = {what: cell for (who, what), cell in theirs.items() if who == machine}
    why = outdated(project, held, machine, criterion) if mine else ""
    if why:
        seen.why.append(why)
    given = _cells(held.sheets, by_name, criterion.id)
    agreed = _cells([held.consensus] if held.consensus else [], by_name, criterion.id)
    consensus = {what: cell for (_, what), cell in agreed.items()}
    for what, cell in mine.items():
        if cell is Mark.NOT_SCORED or what not in held.conversation_ids:
            continue
        scored = {
            who: float(each)
            for (who, on), each in given.items()
            if on == what and not isinstance(each, Mark) and each in scale.levels
        }
        if not isinstance(cell, Mark) and cell in scale.levels and scored:
            seen.beside.append(_Beside(float(cell), scored, not why))
        right = consensus.get(what, Mark.NOT_SCORED)
        if right is not Mark.NOT_SCORED:
            miss = None
            if not _close(cell, right, scale):
                cases = tuple(_cases(project, criterion, what))
                miss = Miss(held.id, what, cell, right, cases)
            seen.pairs.append(_Pair(cell, right, miss, not why))


def _cases(project: Project, criterion: Criterion, conversation: str) -> Iterator[str]:
    """Edge cases that rest on a decision about a conversation."""
    for case in criterion.edge_cases:
        decision = project.decisions.get(case.decision or "")
        if decision is not None and conversation in decision.conversations:
            yield case.id


def _matrix(beside: Sequence[_Beside]) -> tuple[FloatArray, FloatArray]:
    """(conversations, people) and (conversations,) in points."""
    names = sorted({name for each in beside for name in each.people})
    people = np.full((len(beside), len(names)), np.nan)
    for row, each in enumerate(beside):
        people[row] = [each.people.get(name, np.nan) for name in names]
    return people, np.array([each.software for each in beside], dtype=np.float64)


def _close(given: Cell, agreed: Cell, scale: Scale) -> bool:
    if isinstance(given, Mark) or isinstance(agreed, Mark):
        return given is agreed
    return abs(Decimal(given) - Decimal(agreed)) <= scale.agree_within


def _severity(
    pairs: Sequence[_Pair], scale: Scale
) -> tuple[float | None, float | None, float | None, float | None]:
    """Mean distance from the consensus with Student's interval, and p of its being small."""
    apart = np.array(
        [
            float(each.given - each.agreed)
            for each in pairs
            if not isinstance(each.given, Mark) and not isinstance(each.agreed, Mark)
        ]
    )
    if not len(apart):
        return None, None, None, None
    mean, count = float(apart.mean()), len(apart)
    if count < 3:  # noqa: PLR2004 - as intervals need elsewhere
        return mean, None, None, None
    error = float(apart.std(ddof=1)) / count**0.5
    half = t_quantile(0.975, count - 1) * error
    step = min(float(after - before) for before, after in pairwise(scale.scores))
    small = max(float(scale.agree_within), step) / 2
    if error == 0:
        return mean, None, None, 0.5**count if abs(mean) > small else 1.0
    t = (abs(mean) - small) / error
    p_off = t_two_sided(abs(t), count - 1) / 2
    p_off = p_off if t > 0 else 1 - p_off
    return mean, mean - half, mean + half, p_off


def _with_verdicts(some: Sequence[MachineFigures]) -> Iterator[MachineFigures]:
    """Verdicts of one machine: all its criteria are looked at together, so luck is allowed for."""
    flat = [each.p for figures in some for each in figures.test.against]
    adjusted = iter(benjamini_yekutieli(flat))
    wins = [
        sum(q is not None and q < _LEVEL for q in [next(adjusted) for _ in figures.test.against])
        for figures in some
    ]
    worse = holm([_p_no(figures) for figures in some])
    useful = holm([figures.test.p_not_worse(WITH_A_LOOK) for figures in some])
    for figures, won, is_worse, is_useful in zip(some, wins, worse, useful, strict=True):
        test = figures.test
        people = len(test.against)
        trust, more = Trust.FEW, None
        if test.conversations < FEWEST:
            more = max(FEWEST - test.conversations, _more(test, len(some), WITH_A_LOOK) or 1)
        elif people and won / people >= _HALF:
            trust = Trust.ALONE
        elif is_worse is not None and is_worse < _LEVEL:
            trust = Trust.NO
        elif is_useful is not None and is_useful < _LEVEL:
            trust, more = Trust.LOOK, _more(test, len(some), MARGIN)
        else:
            more = _more(test, len(some), WITH_A_LOOK)
        yield replace(figures, wins=won, trust=trust, more=more)


def _p_no(figures: MachineFigures) -> float | None:
    """Of the null that there is nothing against it: twice the smaller of two (Bonferroni)."""
    found = [p for p in (figures.test.p_worse, figures.p_off) if p is not None]
    return min(1.0, len(found) * min(found)) if found else None


def _more(test: Alternative, looked_at: int, margin: float) -> int | None:
    """How many conversations are missing to show that it is within a margin, if it goes on so."""
    count = test.needed(margin, _LEVEL / looked_at)
    missing = None if count is None else count - test.conversations
    return None if missing is None or missing > _MOST else max(missing, 1)

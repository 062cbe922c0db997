"""Did it change? Two sets of conversations compared, and a decision's effect against the rest.

A change is the agreement on some criteria after less before. A decision's effect is a difference of
differences: that change less the one on the criteria the decision did not touch, so that easier
conversations or a new reviewer are not taken for its effect. Windows are equal numbers of
conversations on either side, fixed before looking. Errors come from leaving out conversations, each
with all its criteria, and so know how much touched and untouched criteria share.

Nothing here is causal: an effect is at best *consistent with* the decision having worked. And
because decisions are made where agreement was worst, the next figure is better by itself: `pull`
says by how much, from how unreliable the criteria's figures were before.

Sources: Angrist J.D. & Pischke J.-S. (2009) Mostly Harmless Econometrics, section 5.2 (difference
in differences); Davis C.E. (1976) Am. J. Epidemiol. 104:493-498 (regression to the mean); Cohen J.
(1988) Statistical Power Analysis, chapter 2 (what could have been detected).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement.cells import Cells
from mkdocs_rubric.agreement.change import Change, compare, criteria_of
from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.measure import agreement
from mkdocs_rubric.agreement.windows import Windows

_FEWEST_CRITERIA = 3
"""With fewer there is no telling how far criteria lie apart."""


class Verdict(Enum):
    """What may be said of a decision."""

    TOO_EARLY = "too early to say"
    UNKNOWN = "not enough was scored to say"
    CONSISTENT = "consistent with the decision having worked"
    CONSISTENT_OR_PULL = "consistent with the decision having worked, or with mere recovery"
    INDISTINGUISHABLE = "no change that can be told from noise"
    WORSE = "agreement fell more than elsewhere; the decision may not be clear yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happened around a decision.

    Attributes:
        verdict: In words.
        net: The change on its criteria less the change elsewhere; the plain change where it
            touched all criteria.
        touched: The change on its criteria alone.
        untouched: The change elsewhere; None where it touched all criteria.
        pull: How much of `net` was to be expected without any decision; None when unknown.
        picked_worst: Its criteria had the lowest agreement of all before.
        missing: Conversations still needed for the later window to be as long as the earlier.
    """

    verdict: Verdict
    net: Change
    touched: Change
    untouched: Change | None
    pull: float | None
    picked_worst: bool
    missing: int


class _Before(NamedTuple):
    """Regression to the mean, read off the window before."""

    pull: float | None
    picked_worst: bool


def effect(
    scores: Scores | Sequence[Scores],
    touched: Collection[int],
    windows: Windows,
    *,
    coefficient: Coefficient = WITHIN_TOLERANCE,
    confidence: float = 0.95,
    before: Sequence[Estimate] | None = None,
) -> Effect:
    """The effect of a decision on the criteria it touched.

    Args:
        scores: One table for each scale.
        touched: Indices of the decision's criteria.
        windows: The conversations before and after; see `windows_around`.
        coefficient: Which agreement; that within tolerance where absent.
        confidence: How often the intervals should hold.
        before: What `standing_before` gives, where the caller has it for several decisions.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    rest = criteria_of(tables) - set(touched)

    net, alone, others = compare(
        tables, windows, coefficient, criteria=touched, against=rest, confidence=confidence
    )
    known = standing_before(tables, windows, coefficient) if before is None else before
    recovery = _before(known, set(touched))
    return Effect(
        verdict=_verdict(net, recovery.pull, windows),
        net=net,
        touched=alone,
        untouched=others,
        pull=recovery.pull,
        picked_worst=recovery.picked_worst,
        missing=windows.missing,
    )


def _verdict(net: Change, pull: float | None, windows: Windows) -> Verdict:
    if windows.missing:
        return Verdict.TOO_EARLY
    if net.low is None or net.high is None:
        return Verdict.UNKNOWN
    if net.high < 0:
        return Verdict.WORSE
    if net.low <= 0:
        return Verdict.INDISTINGUISHABLE
    return Verdict.CONSISTENT_OR_PULL if pull and net.low <= pull else Verdict.CONSISTENT


def standing_before(
    scores: Scores | Sequence[Scores],
    windows: Windows,
    coefficient: Coefficient = WITHIN_TOLERANCE,
) -> list[Estimate]:
    """Where each criterion stood in the window before."""
    cells = Cells(windows.session(), windows=[(0,)], each_criterion=True)
    found = agreement(scores, [coefficient], cells)
    return [one for one in found if one.value is not None]


def _before(found: Sequence[Estimate], touched: set[int]) -> _Before:
    """What would come by itself: each criterion's figure falls back towards their mean.

    A criterion keeps τ² / (τ² + its error²) of its distance from the mean, with τ² the variance of
    the criteria's figures less the mean error².
    """
    value = np.array([one.value for one in found], dtype=np.float64)
    mine = np.array([one.criterion in touched for one in found], dtype=bool)
    if not mine.any() or mine.all():
        return _Before(None, picked_worst=False)
    worst = bool(value[mine].max() <= value[~mine].min())
    known = np.array([one.standard_error is not None for one in found])
    if len(value) < _FEWEST_CRITERIA or not known.all():
        return _Before(None, picked_worst=worst)
    noise = np.array([one.standard_error for one in found], dtype=np.float64) ** 2
    between = max(float(value.var(ddof=1) - noise.mean()), 0.0)
    lost = noise.mean() / (between + noise.mean()) if noise.mean() > 0 else 0.0
    back = lost * (value.mean() - value)
    return _Before(float(back[mine].mean() - back[~mine].mean()), picked_worst=worst)

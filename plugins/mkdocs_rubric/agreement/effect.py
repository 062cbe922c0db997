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

import numpy as np

from mkdocs_rubric.agreement.change import Change, Comparison, comparisons
from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.contrast import Contrast, Side
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.scale import BoolArray
from mkdocs_rubric.agreement.windows import Windows

_FEWEST_CONVERSATIONS = 4
"""Of the decision's criteria on either side: what rests on fewer is no verdict."""

_FEWEST_CRITERIA = 3
"""With fewer there is no telling how far criteria lie apart."""


class Verdict(Enum):
    """What may be said of a decision."""

    TOO_EARLY = "too early to say"
    UNKNOWN = "not enough was scored to say"
    CONSISTENT = "consistent with the decision having worked"
    CONSISTENT_OR_PULL = "consistent with the decision having worked, or with mere recovery"
    INDISTINGUISHABLE = "no change that can be told from noise"
    HELD = "agreement fell less than elsewhere, consistent with the decision having worked"
    ROSE_LESS = "agreement rose less than elsewhere"
    FELL = "agreement fell; the decision may not be clear yet"
    WORSE = "agreement fell more than elsewhere; the decision may not be clear yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happened around a decision.

    Attributes:
        verdict: In words.
        net: The change on its criteria less the change elsewhere; the plain change where nothing
            else was scored.
        touched: The change on its criteria alone.
        untouched: The change elsewhere; None where nothing else was scored.
        pull: How much of `net` was to be expected without any decision; None when unknown.
        picked_worst: Its criteria had the lowest agreement of all before.
        missing: Conversations still needed for the later window to be as long as the earlier.
        left_out: How many of its criteria were not scored on both sides, and are not compared.
    """

    verdict: Verdict
    net: Change
    touched: Change
    untouched: Change | None
    pull: float | None
    picked_worst: bool
    missing: int
    left_out: int = 0


def effect(
    scores: Scores | Sequence[Scores],
    touched: Collection[int],
    windows: Windows,
    *,
    coefficient: Coefficient = WITHIN_TOLERANCE,
    confidence: float = 0.95,
) -> Effect:
    """The effect of a decision on the criteria it touched.

    Args:
        scores: One table for each scale.
        touched: Indices of the decision's criteria.
        windows: The conversations before and after; see `windows_around`.
        coefficient: Which agreement; that within tolerance where absent.
        confidence: How often the intervals should hold.
    """
    return effects(scores, [touched], windows, coefficient=coefficient, confidence=confidence)[0]


def effects(
    scores: Scores | Sequence[Scores],
    decisions: Sequence[Collection[int]],
    windows: Windows,
    *,
    coefficient: Coefficient = WITHIN_TOLERANCE,
    confidence: float = 0.95,
) -> list[Effect]:
    """`effect` of several decisions made at the same time, for little more than one.

    Args:
        scores: One table for each scale.
        decisions: The indices of the criteria that each of them touched.
        windows: The conversations before and after.
        coefficient: Which agreement.
        confidence: How often the intervals should hold.
    """
    contrast = Contrast(scores, windows, coefficient)
    everything = contrast.criteria
    asked = [(touched, everything.difference(touched)) for touched in decisions]
    found = comparisons(contrast, asked, confidence)
    recovery = _Recovery(contrast.each())
    return [
        Effect(
            verdict=_verdict(one, pull, windows),
            net=one.net,
            touched=one.touched,
            untouched=one.untouched,
            pull=pull,
            picked_worst=recovery.picked_worst(touched),
            missing=windows.missing,
            left_out=len(set(touched) - everything),
        )
        for one, touched in zip(found, decisions, strict=True)
        for pull in [recovery.pull(touched)]
    ]


def _verdict(found: Comparison, pull: float | None, windows: Windows) -> Verdict:
    net, touched = found.net, found.touched
    if windows.missing:
        return Verdict.TOO_EARLY
    few = min(touched.conversations) < _FEWEST_CONVERSATIONS
    if few or net.low is None or net.high is None or touched.value is None:
        return Verdict.UNKNOWN
    if net.low <= 0 <= net.high:
        return Verdict.INDISTINGUISHABLE
    if net.high < 0:
        fell = Verdict.WORSE if found.untouched else Verdict.FELL
        return fell if touched.value <= 0 else Verdict.ROSE_LESS
    pulled = pull is not None and 0 < pull >= net.low
    rose = Verdict.CONSISTENT_OR_PULL if pulled else Verdict.CONSISTENT
    return rose if touched.value >= 0 else Verdict.HELD


class _Recovery:
    """Regression to the mean: what would come by itself, read off the window before.

    A criterion keeps τ² / (τ² + its error²) of its distance from the mean, with τ² the variance of
    the criteria's figures less the mean error².

    Args:
        before: Each criterion by itself.
    """

    def __init__(self, before: Side) -> None:
        known = np.flatnonzero(~np.isnan(before.value))
        self._criteria = known.tolist()
        self._value = before.value[known]
        noise = before.variance[known]
        self._back = None
        if len(known) >= _FEWEST_CRITERIA and not np.isnan(noise).any():
            between = max(float(self._value.var(ddof=1) - noise.mean()), 0.0)
            lost = noise.mean() / (between + noise.mean()) if noise.mean() > 0 else 0.0
            self._back = lost * (self._value.mean() - self._value)

    def picked_worst(self, touched: Collection[int]) -> bool:
        """Whether these criteria had the lowest figures of all."""
        mine = self._mine(touched)
        if mine.all() or not mine.any():
            return False
        own, others = self._value[mine], self._value[~mine]
        return bool(own.max() <= others.min() and own.min() < others.max())

    def pull(self, touched: Collection[int]) -> float | None:
        """How far these criteria would come up without any decision; None when unknown."""
        mine = self._mine(touched)
        if self._back is None or mine.all() or not mine.any():
            return None
        return float(self._back[mine].mean() - self._back[~mine].mean())

    def _mine(self, touched: Collection[int]) -> BoolArray:
        return np.array([one in touched for one in self._criteria], dtype=bool)

"""Did agreement on some criteria change between two runs of sessions, beyond what luck explains?

For each conversation, x is the mean agreement on the criteria in question less that on the other
criteria of the same conversation, each criterion against its own level: what makes a whole
conversation or a whole session hard is then no change, and a criterion that is scored more often is
not taken for one. Its level is halfway between both runs, with the change that the criteria share
allowed for, and the more unevenly they were scored the less is known. The change is the mean of x
after less before.

Its error has two parts. s², the variance of x between the conversations of a run, of both together
or of each by itself, whichever tells less; and how much more sessions differ than their
conversations explain, the ratio of the mean square between sessions to that of all, over all
criteria, since a few sessions of one criterion say little about that.

Decisions are made where agreement was worst, and the next figure after the worst is better by
itself. `pull` says by how much: a criterion keeps τ² / (τ² + error²) of its distance from the
others, with τ² the variance of the criteria's figures less their mean error². A rise has to be seen
beyond `pull`, a fall beyond nothing; the other way round for criteria that stood above the others.

Sources: Angrist J.D. & Pischke J.-S. (2009) Mostly Harmless Econometrics, section 5.2 (difference
in differences); Welch B.L. (1947) Biometrika 34:28-35 (runs that scatter unequally); Donner A. &
Klar N. (2000) Design and Analysis of Cluster Randomization Trials, chapter 6 (variance inflation);
Efron B. & Morris C. (1975) JASA 70:311-319 (shrinkage, which holds however the criterion was picked
from the figures before); Davis C.E. (1976) Am. J. Epidemiol. 104:493-498 (regression to the mean);
Cohen J. (1988) Statistical Power Analysis, chapter 2.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.quantiles import t_quantile, t_two_sided
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.shares import Shares

POWER = 0.8
"""A change counts as one that would have shown when it would have in four of five tries."""

LEAST, FULL = 12, 24
"""Conversations on a side: what a comparison needs, and what it reaches for."""

_FEWEST_CRITERIA = 3
"""With fewer there is no telling how far criteria lie apart."""
_FEW = 3
"""Conversations of a criterion below which its spread is unknown."""
_FLAT = 1e-12

Run = tuple[int, int]
"""The first and the last session of a run, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A change between two runs of sessions, in shares (0 to 1).

    Attributes:
        before: Agreement on the criteria before.
        after: And after; `after - before` is their own change.
        rest: The change on the other criteria of the same conversations; None without any.
        value: The own change less `rest`.
        error: Standard error of `value`; None with too little to tell.
        df: Its degrees of freedom.
        pull: How much of `value` would have come without any decision; 0 where that is unknown.
        p: Of no change beyond `pull`, two-sided; None without an error.
        conversations: On either side.
        sessions: They are from, on either side.
        left_out: How many of the criteria were not compared on both sides.
    """

    before: float
    after: float
    rest: float | None
    value: float
    error: float | None
    df: float
    pull: float
    p: float | None
    conversations: tuple[int, int]
    sessions: tuple[int, int]
    left_out: int = 0

    @property
    def beyond(self) -> float:
        """The change that `p` is about."""
        up, down = self.value - max(self.pull, 0.0), self.value - min(self.pull, 0.0)
        return max(up, 0.0) + min(down, 0.0)

    def range(self, confidence: float = 0.95) -> tuple[float, float] | None:
        """Where `value` lies, within what is possible; None without an error."""
        if self.error is None:
            return None
        half = t_quantile(0.5 + confidence / 2.0, self.df) * self.error
        expected = min(max(self.before + (self.rest or 0.0), 0.0), 1.0)
        low = max(self.value - half, min(-expected, self.value))
        return low, min(self.value + half, max(1.0 - expected, self.value))

    def detectable(self, alpha: float) -> float | None:
        """The smallest change that would have been called one in four of five tries."""
        if self.error is None:
            return None
        t = t_quantile(1.0 - alpha / 2.0, self.df) + t_quantile(POWER, self.df)
        return t * self.error

    def claimed(self, alpha: float) -> bool:
        """Whether luck gives a change this large in less than a share `alpha` of cases."""
        return self.p is not None and self.p < alpha


def before_run(number: Sequence[int], last: int, least: int) -> Run:
    """The sessions up to `last` with at least so many conversations, or all there are."""
    first, total = last + 1, 0
    while first > 0 and total < least:
        first -= 1
        total += number[first]
    return first, last


def after_run(number: Sequence[int], first: int, least: int) -> Run:
    """The sessions from `first` on with at least so many conversations, or all there are."""
    last, total = first - 1, 0
    while last < len(number) - 1 and total < least:
        last += 1
        total += number[last]
    return first, last


def compare(
    shares: Shares, criteria: Collection[int], before: Run, after: Run, *, alone: bool = False
) -> Comparison | None:
    """How agreement on some criteria changed; None where nothing was compared on both sides.

    Args:
        shares: Of all criteria.
        criteria: Which changed, perhaps.
        before: The sessions before.
        after: The sessions after.
        alone: Leave the other criteria out of account: a change that sessions share counts.
    """
    inside = (shares.session >= before[0]) & (shares.session <= before[1])
    beyond = (shares.session >= after[0]) & (shares.session <= after[1])
    asked = np.zeros(len(shares.value), dtype=bool)
    asked[list(criteria)] = True
    columns = np.flatnonzero((inside | beyond) & shares.there[asked].any(axis=0))
    cut = Shares(shares.value[:, columns], shares.session[columns], shares.sessions)
    sides = [inside[columns], beyond[columns]]
    both: BoolArray = np.all([cut.there[:, side].any(axis=1) for side in sides], axis=0)
    mine, others = asked & both, ~asked & both & (not alone)
    there = np.asarray(cut.there[mine].any(axis=0), dtype=bool)
    if not mine.any() or not all((there & side).any() for side in sides):
        return None
    sides = [there & side for side in sides]
    level, even = np.zeros(len(asked)), 1.0
    for group in (mine, others):
        if group.any():
            level[group], evenness = _levels(cut.known[group], cut.there[group], beyond[columns])
            even = min(even, evenness)
    residual = cut.residual(level)
    own, rest = _mean_of(residual, cut.there, mine), _mean_of(residual, cut.there, others)
    unknown = there & ~cut.there[others].any(axis=0)
    for side in sides if others.any() else []:
        rest[side & unknown] = rest[side & ~unknown].mean()
    changes = [each[sides[1]].mean() - each[sides[0]].mean() for each in (own, rest)]
    centre = float(level[mine].mean())
    x = own - rest
    if others.any():
        everyone = _mean_of(residual, cut.there, both)
        rows, present = (residual - everyone)[both], cut.there[both]
    else:
        rows, present = x.reshape(1, -1), there.reshape(1, -1)
    error, df = _error(x, sides, rows, present, cut.session)
    found = Comparison(
        before=_within(centre + float(own[sides[0]].mean())),
        after=_within(centre + float(own[sides[1]].mean())),
        rest=float(changes[1]) if others.any() else None,
        value=float(changes[0] - changes[1]),
        error=None if error is None else error / math.sqrt(even),
        df=df,
        pull=_pull(cut, sides[0], mine, others),
        p=None,
        conversations=(int(sides[0].sum()), int(sides[1].sum())),
        sessions=_sessions(cut.session, sides),
        left_out=int((asked & ~both).sum()),
    )
    if found.error is None:
        return found
    return replace(found, p=t_two_sided(found.beyond / found.error, found.df))


def _levels(known: FloatArray, there: BoolArray, after: BoolArray) -> tuple[FloatArray, float]:
    """The criteria's levels (C,), and how much of what was scored tells of their change (0 to 1).

    By least squares with a level for each criterion and one change for all of them. It tells all
    where they were scored alike on both sides and on every conversation, and next to nothing where
    most were scored on one side.
    """
    number = there.sum(axis=1)
    mean = share(known.sum(axis=1), number)
    late = share(there[:, after].sum(axis=1), number)
    tilt = np.where(there, after - late[:, None], 0.0)
    told = float((tilt**2).sum())
    change = float((known * tilt).sum()) / told
    at_all = there.any(axis=0)
    spread = _worth(at_all & ~after, at_all & after) / _worth(~after, after)
    even = told / _worth(there[:, ~after], there[:, after])
    return mean - change * (late - 0.5), even * spread


def _worth(before: BoolArray, after: BoolArray) -> float:
    """What so many on either side tell of a difference: 1 / (1/n + 1/m)."""
    return 1.0 / (1.0 / float(before.sum()) + 1.0 / float(after.sum()))


def _mean_of(residual: FloatArray, there: BoolArray, rows: BoolArray) -> FloatArray:
    """(N,) the mean over some criteria of what was compared; 0 where nothing was."""
    return share(residual[rows].sum(axis=0), there[rows].sum(axis=0))


def _sessions(session: IntArray, sides: list[BoolArray]) -> tuple[int, int]:
    before, after = (len(np.unique(session[side])) for side in sides)
    return before, after


def _error(
    x: FloatArray,
    sides: list[BoolArray],
    rows: FloatArray,
    present: BoolArray,
    session: IntArray,
) -> tuple[float | None, float]:
    """The standard error of the difference of the means of x, and its degrees of freedom."""
    n, m = (int(side.sum()) for side in sides)
    runs = _sessions(session, sides)
    if n + m <= 2 or sum(runs) <= 2:  # noqa: PLR2004 - one of each has no spread
        return None, 0.0
    squares = sum(float(((x[side] - x[side].mean()) ** 2).sum()) for side in sides)
    if squares <= _FLAT:  # no spread in either: as if both were drawn from one
        whole = x[sides[0] | sides[1]]
        squares = float(((whole - whole.mean()) ** 2).sum())
    if squares <= _FLAT:
        return None, 0.0
    ratio = _inflation(rows, present, sides, session)
    df = min(n + m - 2, max(len(rows) - 1, 1) * (sum(runs) - 2))
    pooled = squares / (n + m - 2) * (1.0 / n + 1.0 / m)
    alone = sum(float(x[side].var()) / max(int(side.sum()) - 1, 1) for side in sides)
    return math.sqrt(max(pooled, alone) * ratio), float(df)


def _inflation(
    rows: FloatArray, present: BoolArray, sides: list[BoolArray], session: IntArray
) -> float:
    """Mean square between the sessions of a side over that of all conversations; at least 1."""
    between = within = 0.0
    df_between = df_within = 0.0
    for side in sides:
        _, place = np.unique(session[side], return_inverse=True)
        one_hot = np.eye(int(place.max()) + 1)[place]
        there = present[:, side].astype(float)
        value = rows[:, side] * there
        number, total = there @ one_hot, value @ one_hot
        mean = share(total, number)
        centre = share(total.sum(axis=1), number.sum(axis=1))
        between += float((number * (mean - centre[:, None]) ** 2).sum())
        within += float((value**2).sum() - (number * mean**2).sum())
        held = (number > 0).sum(axis=1)
        df_between += float(np.maximum(held - 1, 0).sum())
        df_within += float((number.sum(axis=1) - held).sum())
    if df_between <= 0 or df_within <= 0 or between + within <= _FLAT:
        return 1.0
    pooled = (between + within) / (df_between + df_within)
    return max(1.0, between / df_between / pooled)


def _pull(cut: Shares, side: BoolArray, mine: BoolArray, others: BoolArray) -> float:
    """How far the criteria would come towards the others by themselves."""
    there = cut.there & side
    number = there.sum(axis=1)
    known = (number >= _FEW) & (mine | others)
    if not (known & mine).any() or not (known & others).any() or known.sum() < _FEWEST_CRITERIA:
        return 0.0
    mean = share((cut.known * there).sum(axis=1), number)
    spread = np.where(there, (cut.known - mean[:, None]) ** 2, 0.0).sum(axis=1)
    noise = share(spread, number * (number - 1.0))[known]
    figures = mean[known]
    own = mine[known]
    between = max(float(figures.var(ddof=1) - noise.mean()), 0.0)
    error = float(noise.mean())
    if error <= 0:
        return 0.0
    return float(error / (between + error) * (figures[~own].mean() - figures[own].mean()))


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)

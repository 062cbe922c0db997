"""Agreement of each criterion on each conversation: what every figure over time is made of.

Percent agreement is a mean of these shares, so windows of sessions are sums of columns, and a
difference of two windows is a difference of means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mkdocs_rubric.agreement.arrays import size
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray
from mkdocs_rubric.agreement.weights import tolerance


@dataclass(frozen=True, eq=False)
class Shares:
    """The share of reviewer pairs within tolerance.

    Attributes:
        value: (C, N) of each criterion on each conversation; NaN where no two have scored it.
        session: (N,) the session of each conversation, in order of time.
        sessions: S, how many there are.
    """

    value: FloatArray
    session: IntArray
    sessions: int

    @classmethod
    def of(
        cls, scores: Sequence[Scores], session: IntArray, criteria: int, sessions: int = 0
    ) -> "Shares":
        """The shares of all tables.

        Args:
            scores: One table for each scale.
            session: (N,) the session of each conversation index.
            criteria: C.
            sessions: S; as many as occur where that is more.
        """
        value = np.full((criteria, len(session)), np.nan)
        for table in scores:
            units = table.units
            paired = np.flatnonzero(units.given > 1)
            counts, given = units.counts[:, paired], units.given[paired]
            agreeing = np.einsum("kn,kn->n", counts, tolerance(table.scale) @ counts) - given
            place = units.criterion[paired], units.conversation[paired]
            value[place] = agreeing / (given * (given - 1))
        return cls(value, session, max(sessions, size(session)))

    @cached_property
    def there(self) -> BoolArray:
        """(C, N) where there is a share."""
        return ~np.isnan(self.value)

    @cached_property
    def known(self) -> FloatArray:
        """(C, N) the shares, 0 where there is none."""
        return np.nan_to_num(self.value)

    def number(self, criteria: Sequence[int] | None = None) -> IntArray:
        """(S,) on how many conversations of each session some criteria were compared."""
        there = self.there if criteria is None else self.there[list(criteria)]
        compared = self.session[there.any(axis=0)]
        return np.bincount(compared[compared >= 0], minlength=self.sessions)

    def residual(self, level: FloatArray) -> FloatArray:
        """(C, N) each share less its criterion's level (C,), 0 where there is none."""
        return np.where(self.there, self.known - level[:, None], 0.0)

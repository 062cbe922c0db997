"""Which levels get mixed up, on which conversations; and how often each is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_rubric.agreement.arrays import share, sums_by
from mkdocs_rubric.agreement.counts import Scores, Units
from mkdocs_rubric.agreement.scale import IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """Two levels that reviewers gave to the same conversation.

    Attributes:
        criterion: Index.
        lower: Level index.
        upper: Level index.
        share: Of all pairs of scores of the criterion, weighted so that conversations count alike.
        pairs: Of scores, one of each level.
        conversations: Where it happened, those that add most to the share first.
    """

    criterion: int
    lower: int
    upper: int
    share: float
    pairs: int
    conversations: tuple[int, ...]

    @property
    def adjacent(self) -> bool:
        """The two stand next to each other on the scale."""
        return self.upper - self.lower == 1


def confusions(scores: Scores | Sequence[Scores | Units]) -> list[Confusion]:
    """Every mix-up that occurred: by criterion, the most frequent first.

    The share of levels k and l in a unit is 2 r_k r_l / (r (r - 1)); the shares of a criterion over
    all its mix-ups add up to 1 less its exact agreement.

    Args:
        scores: One table for each scale, or what was counted from it.
    """
    tables = [scores] if isinstance(scores, Scores) else scores
    counted = [table if isinstance(table, Units) else table.units for table in tables]
    found = [confusion for units in counted for confusion in _confusions(units)]
    return sorted(found, key=lambda each: (each.criterion, -each.share, each.lower, each.upper))


def _confusions(units: Units) -> Iterator[Confusion]:
    units = units.take(units.given > 1)
    compared = np.bincount(units.criterion)
    orders = units.given * (units.given - 1.0)
    for lower, upper in zip(*np.triu_indices(units.scale.levels, 1), strict=True):
        pairs = units.counts[lower] * units.counts[upper]
        shares = share(2.0 * pairs, orders)
        here = np.flatnonzero(pairs)
        here = here[np.lexsort((-shares[here], units.criterion[here]))]
        for rows in np.split(here, np.flatnonzero(np.diff(units.criterion[here])) + 1):
            if not rows.size:
                continue
            criterion = int(units.criterion[rows[0]])
            yield Confusion(
                criterion=criterion,
                lower=int(lower),
                upper=int(upper),
                share=float(shares[rows].sum() / compared[criterion]),
                pairs=int(pairs[rows].sum()),
                conversations=tuple(units.conversation[rows].tolist()),
            )


def scale_use(units: Units) -> IntArray:
    """(criteria, q) how often each level of each criterion was given."""
    given = [sums_by(units.criterion, level) for level in units.counts]
    return np.stack(given, axis=1).astype(np.int64)

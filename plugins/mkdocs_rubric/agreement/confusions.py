"""Which levels get mixed up, on which conversations; and who uses which part of the scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mkdocs_rubric.agreement.arrays import share, size
from mkdocs_rubric.agreement.counts import Scores, Units, tabulate
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


def confusions(scores: Scores | Sequence[Scores]) -> list[Confusion]:
    """Every mix-up that occurred: by criterion, the most frequent first.

    The share of levels k and l in a unit is 2 r_k r_l / (r (r - 1)); the shares of a criterion over
    all its mix-ups add up to 1 less its exact agreement.
    """
    tables = [scores] if isinstance(scores, Scores) else list(scores)
    found = [one for table in tables for one in _confusions(tabulate(table))]
    return sorted(found, key=lambda one: (one.criterion, -one.share, one.lower, one.upper))


def _confusions(units: Units) -> list[Confusion]:
    units = units.take(units.given > 1)
    compared = np.bincount(units.criterion)
    orders = units.given * (units.given - 1.0)
    found = []
    for lower, upper in zip(*np.triu_indices(units.scale.levels, 1), strict=True):
        pairs = units.counts[lower] * units.counts[upper]
        shares = share(2.0 * pairs, orders)
        for criterion in np.unique(units.criterion[pairs > 0]).tolist():
            here = np.flatnonzero((units.criterion == criterion) & (pairs > 0))
            most = here[np.argsort(-shares[here], kind="stable")]
            found.append(
                Confusion(
                    criterion=criterion,
                    lower=int(lower),
                    upper=int(upper),
                    share=float(shares[here].sum() / compared[criterion]),
                    pairs=int(pairs[here].sum()),
                    conversations=tuple(units.conversation[most].tolist()),
                )
            )
    return found


def scale_use(scores: Scores) -> IntArray:
    """(R, q) how often each reviewer gave each level."""
    levels = scores.scale.levels
    given = scores.level >= 0
    key = scores.reviewer[given].astype(np.int64) * levels + scores.level[given]
    rows = size(scores.reviewer)
    return np.bincount(key, minlength=rows * levels).reshape(rows, levels)

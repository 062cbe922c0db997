"""What to believe of one reviewer when many are looked at.

The most severe of twenty looks severe by luck too. Shrinkage gives the best guess of each, and a
correction for their number says whom to name.

Sources: Efron B. & Morris C. (1975) JASA 70:311-319 (shrinkage towards zero, empirical Bayes);
Holm S. (1979) Scand. J. Stat. 6:65-70.
"""

from collections.abc import Sequence

import numpy as np

from mkdocs_rubric.agreement.arrays import share
from mkdocs_rubric.agreement.intervals import FEWEST
from mkdocs_rubric.agreement.scale import FloatArray, IntArray


def shrink(value: FloatArray, error: FloatArray, clusters: IntArray) -> FloatArray:
    """Pull towards zero, the more the fewer conversations: value · τ² / (τ² + σ²/J).

    σ², the variance of one conversation, is pooled over reviewers, since a single reviewer's few
    conversations say little about it; τ² is the mean of value² - σ²/J, or zero.
    """
    measured = clusters >= FEWEST
    if not measured.any():
        return np.zeros_like(value)
    pooled = np.average(error[measured] ** 2 * clusters[measured], weights=clusters[measured] - 1)
    noise = pooled / np.maximum(clusters, 1)
    between = max(float(np.mean(value[measured] ** 2 - noise[measured])), 0.0)
    return value * share(np.full_like(noise, between), between + noise)


def holm(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p-values: of those kept below p, any is false in at most a share p of cases."""
    order = sorted((entry, which) for which, entry in enumerate(p) if entry is not None)
    adjusted: list[float | None] = [None] * len(p)
    most = 0.0
    for rank, (each, which) in enumerate(order):
        most = max(most, min(1.0, each * (len(order) - rank)))
        adjusted[which] = most
    return adjusted

"""What to believe of one reviewer when many are looked at.

The most severe of twenty looks severe by luck too. Shrinkage gives the best guess of each, and a
control of false discoveries says whom to talk to.

Sources: Efron B. & Morris C. (1975) JASA 70:311-319 (shrinkage towards zero, empirical Bayes);
Benjamini Y. & Hochberg Y. (1995) J. R. Stat. Soc. B 57:289-300.
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


def benjamini_hochberg(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p-values: keeping those below 0.05 lets a twentieth of them be false."""
    order = sorted((one, which) for which, one in enumerate(p) if one is not None)
    adjusted: list[float | None] = [None] * len(p)
    least = 1.0
    for rank, (one, which) in reversed(list(enumerate(order, start=1))):
        least = min(least, one * len(order) / rank)
        adjusted[which] = least
    return adjusted

"""Small score tables as a person would write them down."""

from dataclasses import replace

import numpy as np

from mkdocs_rubric.agreement import NOT_APPLICABLE, NOT_SCORED, Coefficient, NumberedScale, Scores

FIVE = NumberedScale((1.0, 2.0, 3.0, 4.0, 5.0), tolerance=1.0)
MET = NumberedScale((0.0, 1.0))

WITHIN = Coefficient("percent_agreement", "tolerance")
EXACT = Coefficient("percent_agreement", "identity")
SIX = (
    WITHIN,
    EXACT,
    Coefficient("fleiss"),
    Coefficient("brennan_prediger", "linear"),
    Coefficient("gwet", "quadratic"),
    Coefficient("krippendorff", "ordinal"),
)
EVERY = (
    *SIX,
    Coefficient("conger", "linear"),
    Coefficient("light", "quadratic"),
    Coefficient("krippendorff", "nominal"),
    Coefficient("krippendorff", "interval"),
    Coefficient("krippendorff", "ratio"),
    Coefficient("icc_2_1"),
)


def a_table(rows, scale=FIVE, *, criteria=1):
    """Rows are units (conversation by conversation, criterion by criterion), columns reviewers.

    A cell is a level's value, None for not scored, "NA" for not applicable.
    """
    codes = {None: NOT_SCORED, "NA": NOT_APPLICABLE}
    codes |= {value: index for index, value in enumerate(scale.values)}
    level = np.array([[codes[cell] for cell in row] for row in rows], dtype=np.int64)
    return from_levels(level, scale, criteria=criteria)


def from_levels(level, scale=FIVE, *, criteria=1):
    """The same from level indices (units, reviewers), codes included."""
    unit, reviewer = np.indices(level.shape)
    return Scores(
        reviewer.ravel(),
        unit.ravel() // criteria,
        level.ravel(),
        scale,
        unit.ravel() % criteria,
    )


def random_levels(rng, units=12, reviewers=4, levels=5, missing=0.2):
    """Level indices that agree somewhat, some of them not scored."""
    centre = rng.integers(0, levels, (units, 1))
    level = np.clip(centre + rng.integers(-1, 2, (units, reviewers)), 0, levels - 1)
    return np.where(rng.random(level.shape) < missing, NOT_SCORED, level)


def among(scores, reviewers):
    """What these reviewers scored: a pair, for Cohen's kappa with its interval."""
    mine = np.isin(scores.reviewer, list(reviewers))
    return replace(scores, level=np.where(mine, scores.level, NOT_SCORED))

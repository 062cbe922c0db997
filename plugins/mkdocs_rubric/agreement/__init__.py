"""Inter-rater agreement from arrays: pure functions, knowing nothing of rubrics and files.

Scores come as reviewer, conversation, criterion and level indices with the declared scale
(`Scores`). `agreement` gives every coefficient in every cell with an interval, `trend` does so over
time, `change` and `effect` compare two windows; `severities`, `drift` and `many_facets` are about
reviewers, `confusions` about levels. What is undefined comes back as a reason in plain words.
"""

from mkdocs_rubric.agreement.cells import POOLED, Cells
from mkdocs_rubric.agreement.change import Change, change, comparisons
from mkdocs_rubric.agreement.coefficients import NAMES, WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.confusions import Confusion, confusions, scale_use
from mkdocs_rubric.agreement.contrast import Contrast
from mkdocs_rubric.agreement.counts import (
    NOT_APPLICABLE,
    NOT_SCORED,
    Scores,
    Units,
    among,
    applicable,
    tabulate,
)
from mkdocs_rubric.agreement.drift import DriftPoint, drift
from mkdocs_rubric.agreement.each_pair import PairEstimates, each_pair
from mkdocs_rubric.agreement.effect import Effect, Verdict, effect, effects
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.facets import many_facets
from mkdocs_rubric.agreement.measure import agreement
from mkdocs_rubric.agreement.pairs import PairMatrix, pair_matrix
from mkdocs_rubric.agreement.reviewers import Deviations, Severity, deviations, severities
from mkdocs_rubric.agreement.scale import Scale
from mkdocs_rubric.agreement.trend import Trend, trend
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS
from mkdocs_rubric.agreement.windows import Windows, rolling_windows, windows_around

__all__ = [
    "AGREEMENT_WEIGHTS",
    "NAMES",
    "NOT_APPLICABLE",
    "NOT_SCORED",
    "POOLED",
    "WITHIN_TOLERANCE",
    "Cells",
    "Change",
    "Coefficient",
    "Confusion",
    "Contrast",
    "Deviations",
    "DriftPoint",
    "Effect",
    "Estimate",
    "PairEstimates",
    "PairMatrix",
    "Scale",
    "Scores",
    "Severity",
    "Trend",
    "Units",
    "Verdict",
    "Windows",
    "agreement",
    "among",
    "applicable",
    "change",
    "comparisons",
    "confusions",
    "deviations",
    "drift",
    "each_pair",
    "effect",
    "effects",
    "many_facets",
    "pair_matrix",
    "rolling_windows",
    "scale_use",
    "severities",
    "tabulate",
    "trend",
    "windows_around",
]

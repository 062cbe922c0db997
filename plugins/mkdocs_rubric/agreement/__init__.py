"""Inter-rater agreement from arrays: pure functions, knowing nothing of rubrics and files.

Scores come as reviewer, conversation, criterion and level indices with the declared scale
(`Scores`). `agreement` gives every coefficient in every cell with an interval, `compare` says what
changed between two runs of sessions; `severities` and `drift` are about reviewers, `confusions`
about levels. What is undefined comes back as a reason in plain words.
"""

from mkdocs_rubric.agreement.against import Against
from mkdocs_rubric.agreement.coefficients import NAMES, WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.comparison import Comparison, compare
from mkdocs_rubric.agreement.confusions import Confusion, confusions, scale_use
from mkdocs_rubric.agreement.counts import (
    NOT_APPLICABLE,
    NOT_SCORED,
    Counts,
    Scores,
    Units,
    applicable,
    tabulate,
)
from mkdocs_rubric.agreement.drift import DriftPoint, drift
from mkdocs_rubric.agreement.each_pair import PairEstimates, each_pair
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.measure import agreement
from mkdocs_rubric.agreement.pairs import PairMatrix, pair_matrix
from mkdocs_rubric.agreement.reviewers import Deviations, ReviewerSeverity, deviations, severities
from mkdocs_rubric.agreement.scale import NumberedScale
from mkdocs_rubric.agreement.shares import Shares
from mkdocs_rubric.agreement.tabulated import POOLED, Cells
from mkdocs_rubric.agreement.weights import AGREEMENT_WEIGHTS
from mkdocs_rubric.agreement.windows import rolling_windows

__all__ = [
    "AGREEMENT_WEIGHTS",
    "NAMES",
    "NOT_APPLICABLE",
    "NOT_SCORED",
    "POOLED",
    "WITHIN_TOLERANCE",
    "Against",
    "Cells",
    "Coefficient",
    "Comparison",
    "Confusion",
    "Counts",
    "Deviations",
    "DriftPoint",
    "Estimate",
    "NumberedScale",
    "PairEstimates",
    "PairMatrix",
    "ReviewerSeverity",
    "Scores",
    "Shares",
    "Units",
    "agreement",
    "applicable",
    "compare",
    "confusions",
    "deviations",
    "drift",
    "each_pair",
    "pair_matrix",
    "rolling_windows",
    "scale_use",
    "severities",
    "tabulate",
]

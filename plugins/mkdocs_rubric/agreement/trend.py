"""Agreement over time: each session, a noisy dot, and a rolling window that can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.agreement.cells import Cells
from mkdocs_rubric.agreement.coefficients import WITHIN_TOLERANCE, Coefficient
from mkdocs_rubric.agreement.counts import Scores
from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.agreement.measure import Over, agreement
from mkdocs_rubric.agreement.scale import Integers
from mkdocs_rubric.agreement.windows import rolling_windows


@dataclass(frozen=True, slots=True)
class Trend:
    """Figures over sessions.

    Attributes:
        sessions: Of each session alone, in the order of coefficients, sessions, criteria.
        pooled: Of the window that ends with each session, in the same order.
        windows: The sessions of each window.
    """

    sessions: list[Estimate]
    pooled: list[Estimate]
    windows: list[tuple[int, ...]]


def trend(
    scores: Scores | Sequence[Scores],
    session: Integers,
    coefficients: Sequence[Coefficient] = (WITHIN_TOLERANCE,),
    *,
    each_criterion: bool = False,
    over: Over = "conversations",
    confidence: float = 0.95,
) -> Trend:
    """Every coefficient per session and pooled over the rolling window.

    Args:
        scores: One table for each scale.
        session: Session index of each conversation index, in order of time; -1 to leave it out.
        coefficients: What to compute.
        each_criterion: For each criterion instead of all together.
        over: What the intervals speak about.
        confidence: How often they should hold.
    """
    windows = rolling_windows(session)
    alone, pooled = (
        agreement(
            scores,
            coefficients,
            Cells(session, chosen, each_criterion),
            over=over,
            confidence=confidence,
        )
        for chosen in (None, windows)
    )
    return Trend(alone, pooled, windows)

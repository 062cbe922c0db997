"""What a project's scores say: where reviewers lie apart, and how far they agree.

Only `gaps` is imported here, not `figures`: checking files needs no numpy.
"""

from mkdocs_rubric.calibration.gaps import Gap, Spread, gaps, spreads

__all__ = ["Gap", "Spread", "gaps", "spreads"]

"""What a session's scores say before any statistics: where reviewers lie how far apart."""

from mkdocs_rubric.calibration.gaps import Gap, Spread, agreement_within, gaps, spreads

__all__ = ["Gap", "Spread", "agreement_within", "gaps", "spreads"]

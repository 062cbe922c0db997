"""What a change is: its kind, a sentence, and the words that differ."""

from dataclasses import dataclass
from enum import Enum

from mkdocs_rubric.changes.redline import Redline


class Bearing(Enum):
    """What a change does to scoring.

    A change of wording is editorial: the levels stay what they are, however much better they are
    said. What gives a conversation another score, or a review another result, changes scoring, and
    needs a new version of the rubric.
    """

    EDITORIAL = "editorial"
    SCORING = "changes scoring"


class ChangeKind(Enum):
    """Every kind of change: its name, its bearing on scoring, whether judgements rest on it.

    Decisions, edge cases, examples and consensus scores were made by reading certain words. Where
    these have changed, somebody should read them again.
    """

    VERSION = ("version", Bearing.EDITORIAL, False)
    EFFECTIVE = ("effective", Bearing.EDITORIAL, False)
    ABOUT = ("about", Bearing.EDITORIAL, False)
    PASSING = ("passing", Bearing.SCORING, False)
    CALIBRATION = ("calibration", Bearing.EDITORIAL, False)
    GROUP = ("group", Bearing.EDITORIAL, False)

    SCALE_LABEL = ("scale-label", Bearing.EDITORIAL, True)
    SCALE_LEVELS = ("scale-levels", Bearing.SCORING, True)
    TOLERANCE = ("tolerance", Bearing.EDITORIAL, False)

    ADDED = ("criterion-added", Bearing.SCORING, False)
    REMOVED = ("criterion-removed", Bearing.SCORING, False)
    RETIRED = ("criterion-retired", Bearing.SCORING, False)
    RESTORED = ("criterion-restored", Bearing.SCORING, False)
    RENAMED = ("criterion-renamed", Bearing.EDITORIAL, False)
    MOVED = ("criterion-moved", Bearing.EDITORIAL, False)
    TITLE = ("title", Bearing.EDITORIAL, False)
    QUESTION = ("question", Bearing.EDITORIAL, True)
    DESCRIPTION = ("description", Bearing.EDITORIAL, True)
    WEIGHT = ("weight", Bearing.SCORING, False)
    CRITICAL = ("critical", Bearing.SCORING, False)
    SCALE = ("scale", Bearing.SCORING, True)
    APPLICABLE = ("not-applicable-allowed", Bearing.SCORING, True)
    NOT_APPLICABLE = ("not-applicable", Bearing.EDITORIAL, True)
    WHEN = ("when-to-use", Bearing.EDITORIAL, True)
    LEVEL = ("level", Bearing.EDITORIAL, True)
    LEVELS = ("levels", Bearing.SCORING, True)
    EXAMPLE = ("example", Bearing.EDITORIAL, False)
    EDGE_CASE_ADDED = ("edge-case-added", Bearing.SCORING, False)
    EDGE_CASE_REMOVED = ("edge-case-removed", Bearing.SCORING, False)
    EDGE_CASE_SCORE = ("edge-case-score", Bearing.SCORING, False)
    EDGE_CASE = ("edge-case", Bearing.EDITORIAL, False)
    EDGE_CASE_DECISION = ("edge-case-decision", Bearing.EDITORIAL, False)
    CONFIRMED = ("confirmed", Bearing.EDITORIAL, False)
    LABELS = ("labels", Bearing.EDITORIAL, False)

    DECISION_ADDED = ("decision-added", Bearing.EDITORIAL, False)
    DECISION_REMOVED = ("decision-removed", Bearing.EDITORIAL, False)
    DECISION_STATUS = ("decision-status", Bearing.EDITORIAL, False)
    DECISION = ("decision", Bearing.EDITORIAL, False)

    def __init__(self, code: str, bearing: Bearing, rested_on: bool) -> None:  # noqa: FBT001
        self.code = code
        self.bearing = bearing
        self.rested_on = rested_on

    @property
    def reworded(self) -> bool:
        """Whether a criterion says something else: tags and confirmations are no wording."""
        return self not in (ChangeKind.LABELS, ChangeKind.CONFIRMED)


@dataclass(frozen=True)
class Change:
    """One thing that is different.

    Attributes:
        kind: What kind of thing.
        sentence: What happened, without the criterion's name: `weight 15 → 20`.
        path: The file it stands in, after the change; before it, where the file is gone.
        criterion: The id of the criterion, after the change; "" for the rubric and decisions.
        redline: The words, where it is a text.
        place: The edge case's or decision's id, or the level, where it is about one.
    """

    kind: ChangeKind
    sentence: str
    path: str = ""
    criterion: str = ""
    redline: Redline | None = None
    place: str = ""

    @property
    def changes_scoring(self) -> bool:
        """Whether a conversation may be scored differently, or a review come to another result."""
        return self.kind.bearing is Bearing.SCORING

"""What a change is: its kind, a sentence, and the words that differ."""

from dataclasses import dataclass
from enum import Enum

from mkdocs_rubric.changes.redline import Redline


class Effect(Enum):
    """What a change does to scoring.

    A change of wording is editorial: the levels stay what they are, however much better they are
    said. What gives a conversation another score, or a review another result, changes scoring, and
    needs a new version of the rubric.
    """

    EDITORIAL = "editorial"
    SCORING = "changes scoring"


class Kind(Enum):
    """Every kind of change: its name, its effect, and whether earlier judgements rest on it.

    Decisions, edge cases, examples and consensus scores were made by reading certain words. Where
    these have changed, somebody should read them again.
    """

    VERSION = ("version", Effect.EDITORIAL, False)
    EFFECTIVE = ("effective", Effect.EDITORIAL, False)
    ABOUT = ("about", Effect.EDITORIAL, False)
    PASSING = ("passing", Effect.SCORING, False)
    CALIBRATION = ("calibration", Effect.EDITORIAL, False)
    GROUP = ("group", Effect.EDITORIAL, False)

    SCALE_LABEL = ("scale-label", Effect.EDITORIAL, True)
    SCALE_LEVELS = ("scale-levels", Effect.SCORING, True)
    TOLERANCE = ("tolerance", Effect.EDITORIAL, False)

    ADDED = ("criterion-added", Effect.SCORING, False)
    REMOVED = ("criterion-removed", Effect.SCORING, False)
    RETIRED = ("criterion-retired", Effect.SCORING, False)
    RESTORED = ("criterion-restored", Effect.SCORING, False)
    RENAMED = ("criterion-renamed", Effect.EDITORIAL, False)
    MOVED = ("criterion-moved", Effect.EDITORIAL, False)
    TITLE = ("title", Effect.EDITORIAL, False)
    QUESTION = ("question", Effect.EDITORIAL, True)
    DESCRIPTION = ("description", Effect.EDITORIAL, True)
    WEIGHT = ("weight", Effect.SCORING, False)
    CRITICAL = ("critical", Effect.SCORING, False)
    SCALE = ("scale", Effect.SCORING, True)
    APPLICABLE = ("not-applicable-allowed", Effect.SCORING, True)
    NOT_APPLICABLE = ("not-applicable", Effect.EDITORIAL, True)
    WHEN = ("when-to-use", Effect.EDITORIAL, True)
    LEVEL = ("level", Effect.EDITORIAL, True)
    LEVELS = ("levels", Effect.SCORING, True)
    EXAMPLE = ("example", Effect.EDITORIAL, False)
    EDGE_CASE_ADDED = ("edge-case-added", Effect.SCORING, False)
    EDGE_CASE_REMOVED = ("edge-case-removed", Effect.SCORING, False)
    EDGE_CASE_SCORE = ("edge-case-score", Effect.SCORING, False)
    EDGE_CASE = ("edge-case", Effect.EDITORIAL, False)
    EDGE_CASE_DECISION = ("edge-case-decision", Effect.EDITORIAL, False)
    CONFIRMED = ("confirmed", Effect.EDITORIAL, False)
    LABELS = ("labels", Effect.EDITORIAL, False)

    DECISION_ADDED = ("decision-added", Effect.EDITORIAL, False)
    DECISION_REMOVED = ("decision-removed", Effect.EDITORIAL, False)
    DECISION_STATUS = ("decision-status", Effect.EDITORIAL, False)
    DECISION = ("decision", Effect.EDITORIAL, False)

    def __init__(self, code: str, effect: Effect, rested_on: bool) -> None:  # noqa: FBT001
        self.code = code
        self.effect = effect
        self.rested_on = rested_on

    @property
    def reworded(self) -> bool:
        """Whether a criterion says something else: tags and confirmations are no wording."""
        return self not in (Kind.LABELS, Kind.CONFIRMED)


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

    kind: Kind
    sentence: str
    path: str = ""
    criterion: str = ""
    redline: Redline | None = None
    place: str = ""

    @property
    def changes_scoring(self) -> bool:
        """Whether a conversation may be scored differently, or a review come to another result."""
        return self.kind.effect is Effect.SCORING

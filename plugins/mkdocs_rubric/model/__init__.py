"""What the files mean: strict, frozen models, without any reading or writing."""

from mkdocs_rubric.model.criterion import Criterion, EarlierScale, EdgeCase, Example, Level
from mkdocs_rubric.model.decision import Decision, Status
from mkdocs_rubric.model.dispute import Dispute, Outcome
from mkdocs_rubric.model.exact import as_written, percent_beside, reaches
from mkdocs_rubric.model.practice import (
    CalibratedWhen,
    CountedBy,
    Practice,
    PracticeConversation,
    PracticeResult,
    PracticeScore,
    PracticeSeeds,
    PracticeSet,
    Seed,
)
from mkdocs_rubric.model.project import Broken, Held, Project
from mkdocs_rubric.model.result import Points, Result, on_scale, result
from mkdocs_rubric.model.reviewer import Reviewer
from mkdocs_rubric.model.rubric import Group, Rubric
from mkdocs_rubric.model.scalars import score_text
from mkdocs_rubric.model.scale import Scale
from mkdocs_rubric.model.score import Cell, LevelKey, Mark, Score, Span, cell_text
from mkdocs_rubric.model.session import (
    Binding,
    Conversation,
    Kind,
    PickedAs,
    PrivateKey,
    PublicKey,
    Revealed,
    Seal,
    Sealed,
    Session,
    Settled,
    Sheet,
)

__all__ = [
    "Binding",
    "Broken",
    "CalibratedWhen",
    "Cell",
    "Conversation",
    "CountedBy",
    "Criterion",
    "Decision",
    "Dispute",
    "EarlierScale",
    "EdgeCase",
    "Example",
    "Group",
    "Held",
    "Kind",
    "Level",
    "LevelKey",
    "Mark",
    "Outcome",
    "PickedAs",
    "Points",
    "Practice",
    "PracticeConversation",
    "PracticeResult",
    "PracticeScore",
    "PracticeSeeds",
    "PracticeSet",
    "PrivateKey",
    "Project",
    "PublicKey",
    "Result",
    "Revealed",
    "Reviewer",
    "Rubric",
    "Scale",
    "Score",
    "Seal",
    "Sealed",
    "Seed",
    "Session",
    "Settled",
    "Sheet",
    "Span",
    "Status",
    "as_written",
    "cell_text",
    "on_scale",
    "percent_beside",
    "reaches",
    "result",
    "score_text",
]

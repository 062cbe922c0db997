"""What the files mean: strict, frozen models, without any reading or writing."""

from mkdocs_rubric.model.decision import Decision, Status
from mkdocs_rubric.model.exact import as_written, percent_beside, reaches
from mkdocs_rubric.model.project import Broken, Held, Project
from mkdocs_rubric.model.result import Points, Result, on_scale, result
from mkdocs_rubric.model.rubric import (
    Criterion,
    EarlierScale,
    EdgeCase,
    Example,
    Group,
    Level,
    Rubric,
)
from mkdocs_rubric.model.scalars import score_text
from mkdocs_rubric.model.scale import Scale
from mkdocs_rubric.model.score import Cell, LevelKey, Mark, Score, Span, cell_text
from mkdocs_rubric.model.session import (
    Conversation,
    Kind,
    PickedAs,
    Session,
    Settled,
    Sheet,
)

__all__ = [
    "Broken",
    "Cell",
    "Conversation",
    "Criterion",
    "Decision",
    "EarlierScale",
    "EdgeCase",
    "Example",
    "Group",
    "Held",
    "Kind",
    "Level",
    "LevelKey",
    "Mark",
    "PickedAs",
    "Points",
    "Project",
    "Result",
    "Rubric",
    "Scale",
    "Score",
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

"""A support team's scoring standard as files in git, rendered as a searchable guideline site.

From Python::

    from mkdocs_rubric import agreement_of, load_folder, reviews

    checked = load_folder(".")
    for review in reviews(checked.project):
        print(review.conversation, review.result.percent)
    print(agreement_of(checked.project).overall)

What is in `__all__` is public, and stays: a change of it is told in the changelog. Everything else
is internal. Names are imported when they are first used, so that `rubric --help` need not wait for
them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_rubric.agreement.estimate import Estimate
    from mkdocs_rubric.changes import Bearing, Change, ChangeKind, Changeset, Fate, Redline
    from mkdocs_rubric.changes.timeline import HistoryStep, Wording
    from mkdocs_rubric.checked import Checked, Layout, load_and_check
    from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.load import DictTree, FolderTree, Tree
    from mkdocs_rubric.model import (
        Binding,
        Broken,
        CalibratedWhen,
        Cell,
        Conversation,
        CountedBy,
        Criterion,
        Decision,
        Dispute,
        EarlierScale,
        EdgeCase,
        Example,
        Group,
        Held,
        Kind,
        Level,
        Mark,
        Outcome,
        PickedAs,
        Practice,
        PracticeConversation,
        PracticeResult,
        PracticeScore,
        PracticeSeeds,
        PracticeSet,
        PrivateKey,
        Project,
        PublicKey,
        Result,
        Revealed,
        Rubric,
        Scale,
        Seal,
        Sealed,
        Seed,
        Session,
        Settled,
        Sheet,
        Status,
        result,
    )
    from mkdocs_rubric.model.decision import Settles
    from mkdocs_rubric.model.doubles import Double
    from mkdocs_rubric.model.live import LevelUse, LiveCounts, MonthSums, Pattern
    from mkdocs_rubric.model.reviewer import Reviewer, ReviewerKind
    from mkdocs_rubric.model.rubric import (
        Allow,
        Bands,
        Calibration,
        Checks,
        PolicyChange,
        Sheets,
        Silence,
    )
    from mkdocs_rubric.model.score import Span
    from mkdocs_rubric.model.session import MachineThen
    from mkdocs_rubric.pages import Entry, OwnPage, Page, Privacy, Repository
    from mkdocs_rubric.scripting import (
        Agreement,
        Review,
        agreement_of,
        build_site,
        difference,
        load_folder,
        load_revision,
        reviews,
        wording_on,
    )
    from mkdocs_rubric.site import Options, Site

_HOMES = {
    "agreement.estimate": ("Estimate",),
    "changes": ("Bearing", "Change", "ChangeKind", "Changeset", "Fate", "Redline"),
    "changes.timeline": ("HistoryStep", "Wording"),
    "checked": ("Checked", "Layout", "load_and_check"),
    "diagnostics": ("Diagnostic", "Location", "Rule", "Severity"),
    "errors": ("RubricError",),
    "load": ("DictTree", "FolderTree", "Tree"),
    "model": (
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
        "Mark",
        "Outcome",
        "PickedAs",
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
        "Rubric",
        "Scale",
        "Seal",
        "Sealed",
        "Seed",
        "Session",
        "Settled",
        "Sheet",
        "Status",
        "result",
    ),
    "model.decision": ("Settles",),
    "model.doubles": ("Double",),
    "model.live": ("LevelUse", "LiveCounts", "MonthSums", "Pattern"),
    "model.reviewer": ("Reviewer", "ReviewerKind"),
    "model.rubric": (
        "Allow",
        "Bands",
        "Calibration",
        "Checks",
        "PolicyChange",
        "Sheets",
        "Silence",
    ),
    "model.score": ("Span",),
    "model.session": ("MachineThen",),
    "pages": ("Entry", "OwnPage", "Page", "Privacy", "Repository"),
    "scripting": (
        "Agreement",
        "Review",
        "agreement_of",
        "build_site",
        "difference",
        "load_folder",
        "load_revision",
        "reviews",
        "wording_on",
    ),
    "site": ("Options", "Site"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Agreement",
    "Allow",
    "Bands",
    "Bearing",
    "Binding",
    "Broken",
    "CalibratedWhen",
    "Calibration",
    "Cell",
    "Change",
    "ChangeKind",
    "Changeset",
    "Checked",
    "Checks",
    "Conversation",
    "CountedBy",
    "Criterion",
    "Decision",
    "Diagnostic",
    "DictTree",
    "Dispute",
    "Double",
    "EarlierScale",
    "EdgeCase",
    "Entry",
    "Estimate",
    "Example",
    "Fate",
    "FolderTree",
    "Group",
    "Held",
    "HistoryStep",
    "Kind",
    "Layout",
    "Level",
    "LevelUse",
    "LiveCounts",
    "Location",
    "MachineThen",
    "Mark",
    "MonthSums",
    "Options",
    "Outcome",
    "OwnPage",
    "Page",
    "Pattern",
    "PickedAs",
    "PolicyChange",
    "Practice",
    "PracticeConversation",
    "PracticeResult",
    "PracticeScore",
    "PracticeSeeds",
    "PracticeSet",
    "Privacy",
    "PrivateKey",
    "Project",
    "PublicKey",
    "Redline",
    "Repository",
    "Result",
    "Revealed",
    "Review",
    "Reviewer",
    "ReviewerKind",
    "Rubric",
    "RubricError",
    "Rule",
    "Scale",
    "Seal",
    "Sealed",
    "Seed",
    "Session",
    "Settled",
    "Settles",
    "Severity",
    "Sheet",
    "Sheets",
    "Silence",
    "Site",
    "Span",
    "Status",
    "Tree",
    "Wording",
    "agreement_of",
    "build_site",
    "difference",
    "load_and_check",
    "load_folder",
    "load_revision",
    "result",
    "reviews",
    "wording_on",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__

"""What is not committed yet, as the last step of a history."""

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from mkdocs_rubric.changes import Change, ChangeKind
from mkdocs_rubric.changes.timeline import History, HistoryStep, Wording, wording_changes
from mkdocs_rubric.history.criterion_lines import group_title
from mkdocs_rubric.model import Criterion, Rubric


def without_history(history: History, rubric: Rubric) -> Iterator[Criterion]:
    """The criteria of which nothing is committed."""
    return (criterion for criterion in rubric.criteria.values() if not _known(history, criterion))


def with_uncommitted(
    history: History, rubric: Rubric, today: dt.date, ignored: AbstractSet[str] = frozenset()
) -> History:
    """The history with what is not committed yet as its last step, from today on.

    Args:
        history: What is committed.
        rubric: What the files say now.
        today: The day it is.
        ignored: Files that will never be committed, as git is told to ignore them.
    """
    # What is not in force yet is not in force before it is committed either.
    first = max(today, rubric.effective or today)
    step = HistoryStep("", first, subject="Changes that are not committed")
    wordings = dict(history.wordings)
    told: list[Change] = []
    for criterion in rubric.criteria.values():
        if criterion.path in ignored:
            continue
        known = _known(history, criterion)
        scale, group = rubric.scale(criterion), group_title(rubric, criterion)
        changes: tuple[Change, ...] = ()
        if known:
            changes = tuple(wording_changes(known[-1], criterion, scale, group))
            if not changes:
                continue
            if not any(change.kind.reworded for change in changes):
                wordings[criterion.id] = (*known[:-1], replace(known[-1], criterion=criterion))
                continue
        now = Wording(criterion, scale, rubric.version, group, step, changes)
        wordings[criterion.id] = (*_until(known, first), now)
        told += changes or [Change(ChangeKind.ADDED, "added", criterion.path, criterion.id)]
    if not told:
        return history
    return replace(history, wordings=wordings, steps=(*history.steps, (step, tuple(told))))


def _known(history: History, criterion: Criterion) -> Sequence[Wording]:
    names = (criterion.id, *criterion.aliases)
    return next((history.wordings[name] for name in names if history.wordings.get(name)), ())


def _until(known: Sequence[Wording], first: dt.date) -> Iterator[Wording]:
    """Wordings from before a day, in force until that day at the latest."""
    for wording in known:
        if wording.first <= first:
            yield replace(wording, until=min(wording.until or first, first))

"""Criteria through all their names, each with its wordings."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from mkdocs_rubric.changes import Change, ChangeKind
from mkdocs_rubric.changes.timeline import HistoryStep, Wording, wording_changes
from mkdocs_rubric.load.reader import name_of
from mkdocs_rubric.model import Criterion, Rubric


class CriterionLine:
    """One criterion through all its names."""

    def __init__(self) -> None:
        self.wordings: list[Wording] = []

    def say(
        self, criterion: Criterion, rubric: Rubric, step: HistoryStep, *, first: bool
    ) -> tuple[Change, ...]:
        """Add what a step made it say, and tell what that changed.

        Args:
            criterion: What it says now.
            rubric: The rubric it is in.
            step: What brought it.
            first: Whether the rubric itself is new, so that nothing was added to it.
        """
        scale, group = rubric.scale(criterion), group_title(rubric, criterion)
        changes: tuple[Change, ...] = ()
        if self.wordings:
            last = self.wordings[-1]
            changes = tuple(wording_changes(last, criterion, scale, group))
            if not any(change.kind.reworded for change in changes) and last.until is None:
                self.wordings[-1] = replace(last, criterion=criterion)
                return changes
            if not changes:
                sentence = "back in the repository"
                changes = (Change(ChangeKind.RESTORED, sentence, criterion.path, criterion.id),)
        elif not first:
            changes = (Change(ChangeKind.ADDED, "added", criterion.path, criterion.id),)
        self.wordings.append(Wording(criterion, scale, rubric.version, group, step, changes))
        return changes

    def end(self, day: dt.date) -> None:
        """Say that it is in force no more."""
        self.wordings[-1] = replace(self.wordings[-1], until=day)

    def closed(self) -> tuple[Wording, ...]:
        """The wordings, each ending where the next begins."""
        return tuple(_closed(self.wordings))


class CriterionLines:
    """All criteria there ever were, by the name each has as of the last step."""

    def __init__(self) -> None:
        self._here: dict[str, CriterionLine] = {}
        self._gone: dict[str, CriterionLine] = {}

    def said(self) -> dict[str, Criterion]:
        """What each says now."""
        return {name: line.wordings[-1].criterion for name, line in self._here.items()}

    def rename(
        self, found: Mapping[str, Criterion], removed: AbstractSet[str], renamed: Mapping[str, str]
    ) -> None:
        """Give lines the names their criteria have now.

        Args:
            found: The criteria that are new or have changed.
            removed: The ids that are in no file any more.
            renamed: What git saw files being called before.
        """
        self._gone |= {name: self._here.pop(name) for name in removed if name in self._here}
        for name, criterion in found.items():
            if name in self._here:
                continue
            was = name_of(renamed.get(criterion.path, ""))[0]
            for earlier in (name, *criterion.aliases, was):
                if line := self._gone.pop(earlier, None):
                    self._here[name] = line
                    break

    def of(self, name: str) -> CriterionLine:
        """The line of a criterion; a new one, where there is none."""
        return self._here.setdefault(name, CriterionLine())

    def end(
        self, removed: AbstractSet[str], day: dt.date
    ) -> Iterator[tuple[CriterionLine, Change]]:
        """End those that are gone, and did not come back under another name."""
        for name in sorted(removed & self._gone.keys()):
            line = self._gone[name]
            line.end(day)
            yield line, Change(ChangeKind.REMOVED, "removed from the repository", criterion=name)

    def every(self) -> dict[str, CriterionLine]:
        """All of them, by their last names."""
        return {**self._gone, **self._here}


def group_title(rubric: Rubric, criterion: Criterion) -> str:
    """The title of the group a criterion is in; "" where it is in none."""
    group = rubric.group_of.get(criterion.id)
    return group.title if group else ""


def _closed(wordings: Sequence[Wording]) -> Iterator[Wording]:
    for place, wording in enumerate(wordings):
        ends = [wording.until] if wording.until else []
        if place + 1 < len(wordings):
            ends.append(wordings[place + 1].first)
        yield replace(wording, until=min(ends, default=None))

"""Every wording that was ever in force, and when."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_rubric.changes.change_kinds import Change, ChangeKind
from mkdocs_rubric.changes.criterion import criterion_changes, scale_changes
from mkdocs_rubric.changes.impact import rests_on
from mkdocs_rubric.model import (
    Criterion,
    Decision,
    EdgeCase,
    LevelKey,
    Project,
    Scale,
    Score,
    Span,
    Status,
)
from mkdocs_rubric.model.score import level_key, span_of

_OF_EDGE_CASES = frozenset(
    [
        ChangeKind.EDGE_CASE_ADDED,
        ChangeKind.EDGE_CASE_SCORE,
        ChangeKind.EDGE_CASE,
        ChangeKind.EDGE_CASE_DECISION,
    ]
)
_OF_LEVELS = (ChangeKind.LEVEL, ChangeKind.LEVELS)


@dataclass(frozen=True)
class HistoryStep:
    """One step of the main line: a commit, or the merge of several.

    Attributes:
        commit: Its object id; "" for what is not committed.
        day: The day from which it is in force.
        authors: Who wrote it.
        subject: What it says it does.
        pull: The pull request it names, such as `#12` or `!12`; "" when it names none.
    """

    commit: str
    day: dt.date
    authors: Sequence[str] = ()
    subject: str = ""
    pull: str = ""


@dataclass(frozen=True)
class Wording:
    """A criterion as it stood for some time.

    Attributes:
        criterion: What it said.
        scale: The scale it was scored on; None where the rubric did not define it.
        version: The rubric's version.
        group: The title of its group.
        step: What brought it.
        changes: What was different from the wording before.
        until: The day it was replaced, on which it was no longer in force; None for the last one.
            A wording that was replaced on its first day was in force on no day.
    """

    criterion: Criterion
    scale: Scale | None
    version: str
    group: str
    step: HistoryStep
    changes: tuple[Change, ...] = ()
    until: dt.date | None = None

    @property
    def first(self) -> dt.date:
        """The first day it was in force."""
        return self.step.day

    def on(self, day: dt.date) -> bool:
        """Whether it was in force on a day."""
        return self.first <= day and (self.until is None or day < self.until)

    @property
    def lasted(self) -> bool:
        """Whether it was in force on any day."""
        return self.until is None or self.first < self.until


@dataclass(frozen=True)
class Release:
    """A version of the rubric, from its first day to the day it was replaced."""

    version: str
    first: dt.date
    until: dt.date | None = None


@dataclass(frozen=True)
class History:
    """What the repository remembers.

    Attributes:
        wordings: Of each criterion by today's id, oldest first.
        releases: The rubric's versions, oldest first. One that came back is there twice.
        steps: Every step that changed something, with what it changed, oldest first. A change's
            criterion is named by today's id; "" where it is about the rubric.
        recorded: The first day of each decision's record.
        withdrawn: The day from which a decision's record says that it is retired.
        touched: The steps that changed a decision's record, by its id.
    """

    wordings: Mapping[str, Sequence[Wording]] = field(default_factory=dict)
    releases: Sequence[Release] = ()
    steps: Sequence[tuple[HistoryStep, tuple[Change, ...]]] = ()
    recorded: Mapping[str, dt.date] = field(default_factory=dict)
    withdrawn: Mapping[str, dt.date] = field(default_factory=dict)
    touched: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wordings)

    def wording(self, criterion: str, day: dt.date) -> Wording | None:
        """What a criterion said on a day; None before it is known."""
        return next(
            (wording for wording in self.wordings.get(criterion, ()) if wording.on(day)), None
        )

    @cached_property
    def since(self) -> dt.date | None:
        """The first day that is known."""
        return self.releases[0].first if self.releases else None

    def in_force(
        self, decision: Decision, project: Project
    ) -> tuple[dt.date, dt.date | None] | None:
        """From when until when reviewers scored by a decision; None if they never did."""
        status = project.status(decision)
        newer = project.superseded_by.get(decision.id)
        if status is Status.SUPERSEDED and newer:
            return decision.date, newer.date
        if status is Status.RETIRED and decision.id in self.withdrawn:
            return decision.date, self.withdrawn[decision.id]
        return (decision.date, None) if status is Status.ACCEPTED else None


def wording_changes(
    before: Wording, after: Criterion, scale: Scale | None, group: str
) -> Iterator[Change]:
    """What is different about a criterion, its scale and its group."""
    labels = scale.levels if scale else {}
    yield from criterion_changes(before.criterion, after, labels)
    if before.group != group and before.group and group:
        sentence = f'moved from "{before.group}" to "{group}"'
        yield Change(ChangeKind.MOVED, sentence, after.path, after.id)
    if (
        before.scale
        and scale
        and before.scale is not scale
        and before.criterion.scale == after.scale
    ):
        yield from scale_changes(after.scale, before.scale, scale)


@dataclass(frozen=True)
class Earlier:
    """Something that was settled while its criterion said something else.

    Attributes:
        criterion: The criterion, by its id.
        wording: What it said then.
        changes: What it says otherwise today, of what such judgements rest on.
    """

    criterion: str
    wording: Wording
    changes: tuple[Change, ...]


def cases_on_earlier_wording(history: History, criterion: Criterion) -> Mapping[str, Earlier]:
    """The edge cases made when the criterion said something else, by their id.

    An edge case is made by the step that last changed it, or confirmed it. What the same step
    changed about the levels belongs to it.
    """
    wordings = history.wordings.get(criterion.id, ())
    found: dict[str, Earlier] = {}
    for case in criterion.edge_cases:
        base: Wording | None = None
        for wording in wordings:
            if any(ch.place == case.id and ch.kind in _OF_EDGE_CASES for ch in wording.changes) or (
                base is None and any(then.id == case.id for then in wording.criterion.edge_cases)
            ):
                base = wording
        base = _confirmed(history, criterion.id, case.confirmed, base)
        if earlier := _earlier(base, criterion, wordings, [case]):
            found[case.id] = earlier
    return found


def decision_on_earlier_wording(
    history: History, project: Project, decision: Decision
) -> list[Earlier]:
    """The criteria of a decision in force that said something else when it was made.

    A decision is made on its date, or when its record appeared; a step that changed its record,
    or put an edge case under it, belongs to making it.
    """
    if not project.in_force(decision):
        return []
    found: list[Earlier] = []
    made = max(decision.date, history.recorded.get(decision.id, decision.date))
    own = history.touched.get(decision.id, frozenset())
    names = [project.rubric.by_name.get(name) for name in decision.criteria]
    for criterion in dict.fromkeys(criterion.id for criterion in names if criterion):
        wordings = history.wordings.get(criterion, ())
        base = history.wording(criterion, made) or next(iter(wordings), None)
        for wording in wordings:
            if wording.step.commit in own or any(
                case.decision == decision.id and ch.place == case.id and ch.kind in _OF_EDGE_CASES
                for ch in wording.changes
                for case in wording.criterion.edge_cases
            ):
                base = wording if base is None or wording.first >= base.first else base
        base = _confirmed(history, criterion, decision.confirmed, base)
        today = project.rubric.criteria[criterion]
        cases = [case for case in today.edge_cases if case.decision == decision.id]
        if earlier := _earlier(base, today, wordings, cases):
            found.append(earlier)
    return found


def score_on_earlier_wording(
    history: History, criterion: Criterion, scored: dt.date, confirmed: dt.date | None = None
) -> Earlier | None:
    """What a criterion said on the day something was scored by it, where it says otherwise today.

    Args:
        history: What was in force before.
        criterion: As it stands today.
        scored: The day it was scored.
        confirmed: The day somebody found that the score holds.
    """
    wordings = history.wordings.get(criterion.id, ())
    base = history.wording(criterion.id, scored) or next(iter(wordings), None)
    return _earlier(_confirmed(history, criterion.id, confirmed, base), criterion, wordings, ())


def _confirmed(
    history: History, criterion: str, confirmed: dt.date | None, base: Wording | None
) -> Wording | None:
    """The wording it was confirmed on, if that is later."""
    if confirmed is None:
        return base
    then = history.wording(criterion, confirmed)
    return base if then is None or (base and then.first < base.first) else then


def _earlier(
    base: Wording | None,
    criterion: Criterion,
    wordings: Sequence[Wording],
    cases: Sequence[EdgeCase],
) -> Earlier | None:
    if base is None or not wordings or base is wordings[-1]:
        return None
    now = wordings[-1]
    near = _near(criterion, cases)
    changes = tuple(
        change
        for change in wording_changes(base, criterion, now.scale, now.group)
        if rests_on(change)
        and (near is None or change.kind not in _OF_LEVELS or level_key(change.place) in near)
    )
    return Earlier(criterion.id, base, changes) if changes else None


def _near(criterion: Criterion, cases: Sequence[EdgeCase]) -> set[LevelKey] | None:
    """The levels that matter to some edge cases: their scores and the neighbours of these.

    None, for all levels, where there is no edge case, or one without a score.
    """
    levels = sorted(criterion.levels)
    if not cases or any(case.score is None for case in cases):
        return None
    near: set[LevelKey] = set()
    for low, high in (case.score for case in cases if isinstance(case.score, tuple)):
        places = [place for place, level in enumerate(levels) if _meet(span_of(level), low, high)]
        for place in places:
            near.update(levels[max(0, place - 1) : place + 2])
    return near


def _meet(span: Span, low: Score, high: Score) -> bool:
    return span.low <= high and low <= span.high

"""What a change does to reviews that have been scored, and what has to be read again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mkdocs_rubric.changes.change_kinds import Change, ChangeKind
from mkdocs_rubric.changes.changeset import Changeset
from mkdocs_rubric.model import (
    Cell,
    Held,
    LevelKey,
    Mark,
    Project,
    Result,
    Rubric,
    Sheet,
    on_scale,
    result,
)

FORMULA = "100 · Σ w·(s - l)/(h - l) ÷ Σ w, over the criteria that were scored"
"""A review's result in percent: weight w, score s, lowest l and highest h of the scale.

A critical criterion at its lowest level makes it 0. See `model.result`.
"""


@dataclass(frozen=True)
class Crossing:
    """A conversation on which reviews come to the other side of the pass mark.

    Attributes:
        session: The session that scored it.
        conversation: Its id.
        passed: Reviews that passed and fail now.
        failed: Reviews that failed and pass now.
        reviews: Its reviews that were re-scored.
        consensus: What becomes of the agreed scores, when these cross too: `pass` or `fail`.
    """

    session: str
    conversation: str
    passed: int
    failed: int
    reviews: int
    consensus: str = ""


@dataclass(frozen=True)
class Shift:
    """The mean result of some reviews, in percent, under either rubric."""

    before: float
    after: float
    reviews: int


@dataclass(frozen=True)
class Impact:
    """Committed scores under both rubrics.

    Attributes:
        overall: The mean over all reviews; None where there are none.
        groups: The mean by the group's title.
        crossings: Conversations that cross the pass mark, newest session first.
        changed: Reviews whose result is another one.
        left_out: Reviews that one of the rubrics cannot score, as their scale is gone.
        unscored: Criteria with weight that no past review has a score on.
    """

    overall: Shift | None
    groups: Mapping[str, Shift]
    crossings: Sequence[Crossing]
    changed: int
    left_out: int
    unscored: Sequence[str]


@dataclass(frozen=True)
class Reread:
    """What rests on words that have changed.

    Attributes:
        criterion: The criterion, by its id.
        words: The sentences of the changes it rests on.
        edge_cases: Ids of its edge cases.
        decisions: Ids of the decisions in force on it.
        examples: The levels that have examples.
        consensus: Sessions with agreed scores on it, and how many.
    """

    criterion: str
    words: Sequence[str]
    edge_cases: Sequence[str]
    decisions: Sequence[str]
    examples: Sequence[LevelKey]
    consensus: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.edge_cases or self.decisions or self.examples or self.consensus)


def impact(comparison: Changeset) -> Impact:
    """Re-score every review that has been committed, under the rubric before and after.

    A review is one reviewer's scores of one conversation in one session.
    """
    before, after = comparison.before.rubric, comparison.after.rubric
    tally = _Tally(after)
    for held in reversed(list(comparison.after.sessions.values())):
        for conversation, reviews, agreed in reviews_of(held):
            tally.add(held, conversation, reviews, agreed, before)
    return tally.impact(comparison)


class _Tally:
    """Adds up reviews."""

    def __init__(self, after: Rubric) -> None:
        self.after = after
        self.results: list[tuple[Result, Result]] = []
        self.crossings: list[Crossing] = []
        self.scored: set[str] = set()
        self.left_out = 0

    def add(
        self,
        held: Held,
        conversation: str,
        reviews: Sequence[Mapping[str, Cell]],
        agreed: Mapping[str, Cell] | None,
        before: Rubric,
    ) -> None:
        """Re-score one conversation of a session."""
        passed = failed = counted = 0
        for scores in reviews:
            old, new = scored(before, held, scores), scored(self.after, held, scores)
            if old is None or new is None or old.exact is None or new.exact is None:
                self.left_out += 1
                continue
            self.results.append((old, new))
            counted += 1
            passed += bool(old.passed and new.passed is False)
            failed += bool(new.passed and old.passed is False)
            self.scored.update(scores)
        consensus = self._crossed(held, agreed, before) if agreed else ""
        if passed or failed or consensus:
            self.crossings.append(
                Crossing(held.id, conversation, passed, failed, counted, consensus)
            )

    def _crossed(self, held: Held, agreed: Mapping[str, Cell], before: Rubric) -> str:
        old, new = scored(before, held, agreed), scored(self.after, held, agreed)
        if old is None or new is None or None in (old.passed, new.passed):
            return ""
        return "" if old.passed == new.passed else "pass" if new.passed else "fail"

    def impact(self, comparison: Changeset) -> Impact:
        """The means."""
        titles = {group.id: group.title for group in self.after.groups}
        groups = {
            title: shift
            for name, title in titles.items()
            if (
                shift := _shift(
                    (a.exact_by_group.get(name), b.exact_by_group.get(name))
                    for a, b in self.results
                )
            )
        }
        known = {
            criterion.id for name in self.scored if (criterion := self.after.by_name.get(name))
        }
        return Impact(
            overall=_shift((a.exact, b.exact) for a, b in self.results),
            groups=groups,
            crossings=tuple(self.crossings),
            changed=sum(a.exact != b.exact for a, b in self.results),
            left_out=self.left_out,
            unscored=tuple(
                criterion.id
                for criterion in comparison.after.rubric.active
                if criterion.id not in known and criterion.weight
            )
            if self.results
            else (),
        )


def _shift(pairs: Iterable[tuple[Fraction | None, Fraction | None]]) -> Shift | None:
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not both:
        return None
    old, new = (float(_mean(column)) for column in zip(*both, strict=True))
    return Shift(old, new, len(both))


def _mean(results: Sequence[Fraction]) -> Fraction:
    """The exact mean. Results share few denominators, and adding up whole numbers is quick."""
    by_denominator: Counter[int] = Counter()
    for share in results:
        by_denominator[share.denominator] += share.numerator
    total = sum(Fraction(above, below) for below, above in by_denominator.items())
    return Fraction(total) / len(results)


def reviews_of(
    held: Held,
) -> Iterator[tuple[str, Sequence[Mapping[str, Cell]], Mapping[str, Cell] | None]]:
    """(conversation, each reviewer's scores, the agreed ones) of a session."""
    cards: dict[str, dict[str, dict[str, Cell]]] = {}
    for sheet in held.sheets:
        for reviewer, conversation, criterion, cell in _rows(sheet):
            card = cards.setdefault(conversation, {}).setdefault(reviewer, {})
            card[criterion] = cell
    agreed: dict[str, dict[str, Cell]] = {}
    if held.consensus:
        for _, conversation, criterion, cell in _rows(held.consensus):
            agreed.setdefault(conversation, {})[criterion] = cell
    for conversation in dict.fromkeys([*cards, *agreed]):
        yield conversation, list(cards.get(conversation, {}).values()), agreed.get(conversation)


def _rows(sheet: Sheet) -> Iterator[tuple[str, str, str, Cell]]:
    return zip(sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells, strict=True)


def scored(rubric: Rubric, held: Held, scores: Mapping[str, Cell]) -> Result | None:
    """The result, of the criteria this rubric has; None when a score is not on its scale.

    To this rubric two ids may be one criterion, which has been scored twice then: the first counts.
    """
    day = held.session.date
    known: dict[str, Cell] = {}
    for name, cell in scores.items():
        criterion = rubric.by_name.get(name)
        scale = rubric.scale(criterion, day) if criterion else None
        if criterion is None or scale is None or criterion.id in known:
            continue
        if not isinstance(cell, Mark) and not on_scale(scale, cell):
            return None
        known[criterion.id] = cell
    return result(rubric, known, on=day)


def to_reread(comparison: Changeset) -> list[Reread]:
    """What rests on changed words, criterion by criterion.

    What is itself changed or confirmed by the same change has been read, and is left out.
    """
    read = {
        (change.criterion, change.place)
        for change in comparison.changes
        if change.kind in _READ or change.kind.code.startswith(("edge-case", "decision"))
    }
    by_criterion: dict[str, list[Change]] = {}
    for change in comparison.changes:
        if change.criterion and rests_on(change):
            by_criterion.setdefault(change.criterion, []).append(change)
    found = [
        _reread(comparison.after, name, changes, read) for name, changes in by_criterion.items()
    ]
    return [change for change in found if change]


_READ = {ChangeKind.CONFIRMED}


def rests_on(change: Change) -> bool:
    """Whether earlier judgements may rest on what has changed; commas and capitals do not count."""
    return change.kind.rested_on and not (change.redline and change.redline.only_form)


def _reread(
    project: Project, name: str, changes: Sequence[Change], read: set[tuple[str, str]]
) -> Reread:
    criterion = project.rubric.criteria[name]
    levels = {
        change.place for change in changes if change.kind in (ChangeKind.LEVEL, ChangeKind.LEVELS)
    }
    whole = any(change.kind not in (ChangeKind.LEVEL, ChangeKind.LEVELS) for change in changes)
    cases = [case.id for case in criterion.edge_cases if (name, case.id) not in read]
    decisions = [
        decision.id
        for decision in project.decisions_on.get(name, ())
        if project.in_force(decision) and ("", decision.id) not in read
    ]
    return Reread(
        criterion=name,
        words=tuple(change.sentence for change in changes),
        edge_cases=cases,
        decisions=decisions,
        examples=[
            score
            for score, level in sorted(criterion.levels.items(), reverse=True)
            if level.examples and (whole or str(score) in levels)
        ],
        consensus=dict(_consensus(project, {name, *criterion.aliases})),
    )


def _consensus(project: Project, names: set[str]) -> Iterator[tuple[str, int]]:
    for held in reversed(list(project.sessions.values())):
        if held.consensus:
            scored = sum(
                name in names and not isinstance(cell, Mark)
                for name, cell in zip(held.consensus.criteria, held.consensus.cells, strict=True)
            )
            if scored:
                yield held.id, scored

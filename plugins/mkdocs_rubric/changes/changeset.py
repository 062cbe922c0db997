"""What is different between two states of a whole standard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_rubric.changes.change_kinds import Change, ChangeKind
from mkdocs_rubric.changes.criterion import criterion_changes, scale_changes
from mkdocs_rubric.changes.redline import Redline
from mkdocs_rubric.model import Criterion, Decision, Project, Rubric, Status, as_written

_ALIKE = 0.5
"""Share of equal level descriptions from which a file without an alias counts as renamed."""


@dataclass(frozen=True)
class Changeset:
    """Two states of a standard, and what is different.

    Attributes:
        before: The earlier state.
        after: The later one.
        renamed: The id each criterion has after the change, by the id it had before.
    """

    before: Project
    after: Project
    renamed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Everything that is different: the rubric, each criterion in its order, decisions."""
        return (
            *rubric_changes(self.before.rubric, self.after.rubric),
            *self._criteria(),
            *(
                change
                for change in _decisions(self.before, self.after)
                if ("decision", change.place) not in self._broken
            ),
        )

    @property
    def changes_scoring(self) -> bool:
        """Whether anything may be scored differently."""
        return any(change.changes_scoring for change in self.changes)

    @property
    def same_version(self) -> bool:
        """Whether the rubric's version stayed what it was."""
        return self.before.rubric.version == self.after.rubric.version

    @cached_property
    def _broken(self) -> set[tuple[str, str]]:
        """(kind, id) of what one of the states has and could not be read."""
        states = (self.before, self.after)
        return {(broken.kind, broken.id) for project in states for broken in project.broken}

    def _criteria(self) -> Iterator[Change]:
        before, after = self.before.rubric, self.after.rubric
        earlier = {now: before.criteria[then] for then, now in self.renamed.items()}
        for now in _in_order(after):
            then = earlier.get(now.id)
            if then is None:
                if ("criterion", now.id) in self._broken:
                    continue
                yield Change(ChangeKind.ADDED, _added(now, after), now.path, now.id)
                continue
            scale = after.scale(now)
            yield from criterion_changes(then, now, scale.levels if scale else {})
            old, new = before.group_of.get(then.id), after.group_of.get(now.id)
            if old and new and old.id != new.id:
                sentence = f'moved from "{old.title}" to "{new.title}"'
                yield Change(ChangeKind.MOVED, sentence, now.path, now.id)
        for then in _in_order(before):
            if then.id not in self.renamed and ("criterion", then.id) not in self._broken:
                sentence = (
                    "removed, with its page and its history; `retired:` would keep both"
                    if then.retired is None
                    else "removed, with its page; it was retired"
                )
                yield Change(ChangeKind.REMOVED, sentence, then.path, then.id)


def compare(before: Project, after: Project) -> Changeset:
    """Two states of a standard, criterion by criterion, whatever these are called."""
    return Changeset(before, after, dict(_pairs(before.rubric, after.rubric)))


def _pairs(before: Rubric, after: Rubric) -> Iterator[tuple[str, str]]:
    """Which criterion became which: by id, by alias, and else by what its levels say."""
    came = {
        criterion.id: criterion
        for criterion in after.criteria.values()
        if criterion.id not in before.criteria
    }
    for then in before.criteria.values():
        if then.id in after.criteria:
            yield then.id, then.id
        elif (now := after.by_name.get(then.id)) and came.pop(now.id, None):
            yield then.id, now.id
        elif now := next(
            (criterion for criterion in came.values() if _alike(then, criterion)), None
        ):
            del came[now.id]
            yield then.id, now.id


def _alike(before: Criterion, after: Criterion) -> bool:
    old = {level.description for level in before.levels.values()}
    new = {level.description for level in after.levels.values()}
    return len(old & new) > _ALIKE * max(len(old), len(new))


def _in_order(rubric: Rubric) -> list[Criterion]:
    """Criteria as the site orders them, retired ones last."""
    active = rubric.active
    known = {criterion.id for criterion in active}
    return active + [
        criterion for criterion in rubric.criteria.values() if criterion.id not in known
    ]


def _added(criterion: Criterion, rubric: Rubric) -> str:
    group = rubric.group_of.get(criterion.id)
    place = f' to "{group.title}"' if group else ""
    return f"added{place}, weight {as_written(criterion.weight)}: {criterion.question}"


def rubric_changes(before: Rubric, after: Rubric) -> Iterator[Change]:
    """What is different about the rubric itself: version, pass mark, scales, groups."""
    path = after.path
    if before.version != after.version:
        yield Change(ChangeKind.VERSION, f'version "{before.version}" → "{after.version}"', path)
    if before.effective != after.effective:
        sentence = f"effective {before.effective or 'at once'} → {after.effective or 'at once'}"
        yield Change(ChangeKind.EFFECTIVE, sentence, path)
    if before.title != after.title:
        redline = Redline(before.title, after.title)
        yield Change(ChangeKind.ABOUT, f'called "{after.title}"', path, redline=redline)
    if before.description != after.description:
        redline = Redline(before.description or "", after.description or "")
        yield Change(ChangeKind.ABOUT, "the rubric's description reworded", path, redline=redline)
    if before.passing != after.passing:
        yield Change(ChangeKind.PASSING, f"pass mark {_mark(before)} → {_mark(after)}", path)
    for name, scale in after.scales.items():
        if name in before.scales:
            yield from scale_changes(name, before.scales[name], scale, path)
    if before.calibration != after.calibration:
        yield Change(
            ChangeKind.CALIBRATION, "how the team calibrates: bands or cadence changed", path
        )
    yield from _groups(before, after)


def _mark(rubric: Rubric) -> str:
    return "none" if rubric.passing is None else f"{as_written(rubric.passing)}%"


def _groups(before: Rubric, after: Rubric) -> Iterator[Change]:
    old, new = ({group.id: group for group in rubric.groups} for rubric in (before, after))
    for name, group in new.items():
        if name not in old:
            yield Change(ChangeKind.GROUP, f'group "{group.title}" added', after.path)
        elif old[name].title != group.title:
            sentence = f'group "{old[name].title}" is called "{group.title}"'
            yield Change(ChangeKind.GROUP, sentence, after.path)
        elif old[name].description != group.description:
            redline = Redline(old[name].description or "", group.description or "")
            sentence = f'group "{group.title}": description reworded'
            yield Change(ChangeKind.GROUP, sentence, after.path, redline=redline)
    for name, group in old.items():
        if name not in new:
            yield Change(ChangeKind.GROUP, f'group "{group.title}" removed', after.path)
    if [group_id for group_id in old if group_id in new] != [
        group_id for group_id in new if group_id in old
    ]:
        yield Change(ChangeKind.GROUP, "groups in another order", after.path)


def _decisions(before: Project, after: Project) -> Iterator[Change]:
    for name, new in after.decisions.items():
        old = before.decisions.get(name)
        if old is None:
            replaces = f", replaces {', '.join(new.supersedes)}" if new.supersedes else ""
            sentence = f'decision {new.status}: "{new.title}" ({new.date}){replaces}'
            yield Change(ChangeKind.DECISION_ADDED, sentence, new.path, place=name)
        elif old != new:
            yield from _decision(old, new)
    for name, old in before.decisions.items():
        if name not in after.decisions:
            sentence = f'decision "{old.title}" removed; `status: retired` would keep it'
            yield Change(ChangeKind.DECISION_REMOVED, sentence, old.path, place=name)
        elif before.status(old) is not Status.SUPERSEDED and (
            after.status(after.decisions[name]) is Status.SUPERSEDED
        ):
            newer = after.superseded_by[name]
            sentence = f'decision "{old.title}" superseded by "{newer.title}"'
            yield Change(ChangeKind.DECISION_STATUS, sentence, old.path, place=name)


def _decision(before: Decision, after: Decision) -> Iterator[Change]:
    name = f'decision "{after.title}"'
    if before.status != after.status:
        sentence = f"{name}: {before.status} → {after.status}"
        yield Change(ChangeKind.DECISION_STATUS, sentence, after.path, place=after.id)
    if (before.title, before.body) != (after.title, after.body):
        redline = Redline(f"{before.title}\n{before.body}", f"{after.title}\n{after.body}")
        yield Change(ChangeKind.DECISION, f"{name} reworded", after.path, "", redline, after.id)
    if before.confirmed != after.confirmed and after.confirmed:
        sentence = f"{name} confirmed on {after.confirmed}"
        yield Change(ChangeKind.CONFIRMED, sentence, after.path, place=after.id)
    others = (
        "date", "session", "criteria", "conversations", "deciders", "supersedes", "review_by",
        "tags",
    )  # fmt: skip
    named = [name for name in others if getattr(before, name) != getattr(after, name)]
    if named:
        sentence = f"{name}: {', '.join(named)} changed"
        yield Change(ChangeKind.DECISION, sentence, after.path, place=after.id)

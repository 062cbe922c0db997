"""What git remembers of a standard: every wording that was in force, and when.

The main line is walked once, oldest commit first. A commit is in force from the day it was
committed (or from the rubric's `effective` day, if it says that it takes effect later) until a
later commit is. A later commit with an earlier date says what should have been there: it replaces
what stood there before, so that a past can be recorded after the fact.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_rubric.changes import Change, Kind
from mkdocs_rubric.changes.project import rubric_changes
from mkdocs_rubric.changes.timeline import History, Release, Step, Wording, wording_changes
from mkdocs_rubric.errors import UnreadableError
from mkdocs_rubric.load import Layout, without_collecting_garbage
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.load.git_command import NoHistoryError
from mkdocs_rubric.load.log import Commit, FileChange
from mkdocs_rubric.load.reader import name_of
from mkdocs_rubric.load.record import Records, is_read
from mkdocs_rubric.model import Criterion, Rubric, Status


@dataclass
class HistoryCache:
    """The history as last read. While nothing is committed, it is not read again."""

    read: tuple[str, Layout] = ("", Layout())
    history: History = field(default_factory=History)
    records: Records = field(default_factory=Records)


def read_history(git: Git, layout: Layout, cache: HistoryCache | None = None) -> History:
    """Read what the repository remembers.

    Args:
        git: The repository.
        layout: What the folders are called.
        cache: Kept by the caller from one build to the next.

    Raises:
        NoHistoryError: The clone is shallow or has no commit, so that what it says of the past
            would be wrong.
    """
    cache = cache or HistoryCache()
    layout = layout.clean()
    head = git.head
    if not head:
        raise NoHistoryError(
            "nothing has been committed yet, so there is no history",
            help="commit the files; everything else works without it",
        )
    if git.is_shallow:
        raise NoHistoryError(
            "this is a shallow clone, so earlier wordings are missing and history is left out",
            help="run `git fetch --unshallow`; in CI, set fetch-depth: 0 (GitHub) or "
            "GIT_DEPTH: 0 (GitLab)",
        )
    if (head, layout) != cache.read:
        commits = git.log([layout.rubric, layout.decisions])
        try:
            cache.records.fetch(git, (file for one in commits for file in one.files), layout)
        except UnreadableError as error:
            raise NoHistoryError(
                f"{error.message}, so history is left out", help=error.help
            ) from None
        cache.history = _Walk(layout, cache.records).history(commits)
        cache.read = head, layout
    return cache.history


def with_working_tree(history: History, rubric: Rubric, today: dt.date) -> History:
    """The history with what is not committed yet as its last step, from today on."""
    # What is not in force yet is not in force before it is committed either.
    first = max(today, rubric.effective or today)
    step = Step("", first, subject="Changes that are not committed")
    wordings = dict(history.wordings)
    changed: list[Change] = []
    for criterion in rubric.criteria.values():
        known = history.wordings.get(criterion.id) or next(
            (history.wordings[one] for one in criterion.aliases if one in history.wordings), ()
        )
        scale, group = rubric.scale(criterion), _group(rubric, criterion)
        changes: tuple[Change, ...] = ()
        if known:
            changes = tuple(wording_changes(known[-1], criterion, scale, group))
            if not changes:
                continue
            if not any(one.kind.reworded for one in changes):
                wordings[criterion.id] = (*known[:-1], replace(known[-1], criterion=criterion))
                continue
        earlier = [
            replace(one, until=min(one.until or first, first))
            for one in known
            if one.first <= first
        ]
        now = Wording(criterion, scale, rubric.version, group, step, changes)
        wordings[criterion.id] = (*earlier, now)
        changed += changes or [Change(Kind.ADDED, "added", criterion.path, criterion.id)]
    if not changed:
        return history
    return replace(history, wordings=wordings, steps=(*history.steps, (step, tuple(changed))))


class Past:
    """The repository around a folder, kept by the caller from one build to the next.

    Args:
        root: The project's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._cache = HistoryCache()

    def read(
        self, layout: Layout, rubric: Rubric, today: dt.date
    ) -> tuple[History, NoHistoryError | None]:
        """What the repository remembers, with what is not committed; or why it does not."""
        try:
            with Git(self.root) as git, without_collecting_garbage():
                history = read_history(git, layout, self._cache)
        except NoHistoryError as error:
            return History(), error
        return with_working_tree(history, rubric, today), None


class _Line:
    """A criterion through all its names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.wordings: list[Wording] = []


class _Walk:
    """Goes along the main line once."""

    def __init__(self, layout: Layout, records: Records) -> None:
        self.layout = layout
        self.records = records
        self.files: dict[str, str] = {}  # path: blob
        self.lines: dict[str, _Line] = {}  # by today's name, as of the step
        self.gone: dict[str, _Line] = {}
        self.rubric: Rubric | None = None
        self.links: set[str] = set()
        self.releases: list[Release] = []
        self.recorded: dict[str, dt.date] = {}
        self.withdrawn: dict[str, dt.date] = {}
        self.touched: dict[str, set[str]] = {}
        self.steps: list[tuple[Step, list[tuple[_Line | None, Change]]]] = []

    def history(self, commits: Sequence[Commit]) -> History:
        """Everything, from the commits of the main line, oldest first."""
        for commit, day, touched, renamed in self._in_force(commits):
            self._step(commit, day, touched, renamed)
            self._decide(commit, day, touched, renamed)
        if self.links:
            raise NoHistoryError(
                f"{min(self.links)} is a symbolic link, so history is left out",
                help="git does not follow links: put the file itself in its place",
            )
        every = {**self.gone, **self.lines}
        for line in every.values():
            line.wordings = list(_closed(line.wordings))
        names = {id(line): name for name, line in every.items()}
        steps = tuple(
            (
                step,
                tuple(
                    change
                    if line is None or change.criterion == names[id(line)]
                    else replace(change, criterion=names[id(line)])
                    for line, change in changes
                ),
            )
            for step, changes in self.steps
            if changes
        )
        return History(
            wordings={name: tuple(line.wordings) for name, line in every.items()},
            releases=tuple(self.releases),
            steps=steps,
            recorded=self.recorded,
            withdrawn=self.withdrawn,
            touched={name: frozenset(ones) for name, ones in self.touched.items()},
        )

    def _in_force(
        self, commits: Sequence[Commit]
    ) -> Iterator[tuple[Commit, dt.date, dict[str, str], dict[str, str]]]:
        """(commit, first day, files changed since the last, renamed from) of those that count.

        A commit that a later one precedes by date was never in force, but for the same day, where
        both are told.
        """
        days = list(self._days(commits))
        last = dt.date.max
        counts = [False] * len(commits)
        for place in range(len(commits) - 1, -1, -1):
            counts[place] = days[place] <= last
            last = min(last, days[place])
        touched: dict[str, str] = {}
        renamed: dict[str, str] = {}
        for commit, day, counted in zip(commits, days, counts, strict=True):
            for file in commit.files:
                if file.was:
                    if is_read(file.was, self.layout):
                        touched[file.was] = ""
                    renamed[file.path] = renamed.pop(file.was, file.was)
                if is_read(file.path, self.layout):
                    touched[file.path] = file.blob
                self._note_link(file)
            if counted:
                yield commit, day, touched, renamed
                touched, renamed = {}, {}

    def _days(self, commits: Sequence[Commit]) -> Iterator[dt.date]:
        effective: dt.date | None = None
        for commit in commits:
            for file in commit.files:
                if self._is_main(file.path) and file.blob:
                    rubric = self.records.rubric(file.blob, file.path)
                    effective = rubric.effective if rubric else effective
            yield max(commit.day, effective) if effective else commit.day

    def _note_link(self, file: FileChange) -> None:
        folders = (self.layout.rubric, f"{self.layout.rubric}/criteria", self.layout.decisions)
        if file.is_link and (file.path in folders or is_read(file.path, self.layout)):
            self.links.add(file.path)
        else:
            self.links.discard(file.path)

    def _is_main(self, path: str) -> bool:
        return path in (f"{self.layout.rubric}/rubric.yaml", f"{self.layout.rubric}/rubric.yml")

    def _step(
        self, commit: Commit, day: dt.date, touched: Mapping[str, str], renamed: Mapping[str, str]
    ) -> None:
        step = Step(commit.id, day, tuple(commit.authors), commit.subject, commit.pull)
        first = self.rubric is None
        told: list[tuple[_Line | None, Change]] = []
        before = self.rubric
        for path, blob in touched.items():
            if self._is_main(path) and blob:
                self.rubric = self.records.rubric(blob, path) or self.rubric
        found, removed = self._criteria(touched)
        removed -= found.keys()
        self.files.update(touched)
        if self.rubric is None:
            return
        if first:  # criteria may have been there before
            for path, blob in self.files.items():
                found = (self.records.criteria(blob, path, self.layout) if blob else {}) | found
        if before is not self.rubric:  # records are kept, so the same is the same object
            told += [(None, one) for one in rubric_changes(before, self.rubric)] if before else []
            self._release(day)
            if before and before.scales == self.rubric.scales:
                # The very same objects: most comparisons end there.
                self.rubric = self.rubric.model_copy(update={"scales": before.scales})
            if before and _shape(before) != _shape(self.rubric):
                said = {name: line.wordings[-1].criterion for name, line in self.lines.items()}
                found = {k: one for k, one in said.items() if k not in removed} | found
        self._rename(found, removed, renamed)
        for name, criterion in found.items():
            told += self._worded(name, criterion, step, first=first)
        told += self._removed(removed, day)
        self.steps.append((step, told))

    def _criteria(self, touched: Mapping[str, str]) -> tuple[dict[str, Criterion], set[str]]:
        """The criteria in the files that changed, and the ids that are in none of them any more."""
        found: dict[str, Criterion] = {}
        removed: set[str] = set()
        for path, blob in touched.items():
            earlier = self.files.get(path)
            if earlier:
                removed |= self.records.criteria(earlier, path, self.layout).keys()
            if not blob and path.startswith(f"{self.layout.rubric}/criteria/"):
                removed.add(name_of(path)[0])  # even if it could not be read at the end
            if blob:
                found |= self.records.criteria(blob, path, self.layout)
        broken = {
            path for path, blob in touched.items() if blob and self.records.is_broken(blob, path)
        }
        if broken:  # what it said last stands until the file can be read again
            kept = {
                name
                for path in broken
                if (earlier := self.files.get(path))
                for name in self.records.criteria(earlier, path, self.layout)
            }
            removed -= kept
        return found, removed

    def _rename(
        self, found: Mapping[str, Criterion], removed: AbstractSet[str], renamed: Mapping[str, str]
    ) -> None:
        """Give lines the names their criteria have now."""
        self.gone |= {name: self.lines.pop(name) for name in removed if name in self.lines}
        for name, criterion in found.items():
            if name in self.lines:
                continue
            was = name_of(renamed.get(criterion.path, ""))[0]
            for earlier in (name, *criterion.aliases, was):
                if line := self.gone.pop(earlier, None):
                    self.lines[name] = line
                    break

    def _removed(self, names: AbstractSet[str], day: dt.date) -> Iterator[tuple[_Line, Change]]:
        """Those that are gone, and did not come back under another name."""
        for name in sorted(names & self.gone.keys()):
            line = self.gone[name]
            line.wordings[-1] = replace(line.wordings[-1], until=day)
            yield line, Change(Kind.REMOVED, "removed from the repository", criterion=name)

    def _worded(
        self, name: str, criterion: Criterion, step: Step, *, first: bool
    ) -> Iterator[tuple[_Line, Change]]:
        assert self.rubric is not None
        scale, group = self.rubric.scale(criterion), _group(self.rubric, criterion)
        line = self.lines.setdefault(name, _Line(name))
        changes: tuple[Change, ...] = ()
        if line.wordings:
            last = line.wordings[-1]
            changes = tuple(wording_changes(last, criterion, scale, group))
            if not any(one.kind.reworded for one in changes) and last.until is None:
                line.wordings[-1] = replace(last, criterion=criterion)
                yield from ((line, one) for one in changes)
                return
            if not changes:
                sentence = "back in the repository"
                changes = (Change(Kind.RESTORED, sentence, criterion.path, criterion.id),)
        elif not first:
            changes = (Change(Kind.ADDED, "added", criterion.path, criterion.id),)
        line.wordings.append(Wording(criterion, scale, self.rubric.version, group, step, changes))
        yield from ((line, one) for one in changes)

    def _release(self, day: dt.date) -> None:
        assert self.rubric is not None
        version = self.rubric.version
        if self.releases and self.releases[-1].version == version:
            return
        if self.releases:
            self.releases[-1] = replace(self.releases[-1], until=day)
        self.releases.append(Release(version, day))

    def _decide(
        self,
        commit: Commit,
        day: dt.date,
        touched: Mapping[str, str],
        renamed: Mapping[str, str],
    ) -> None:
        """Note when decisions were recorded and retired. One that is renamed stays what it was."""
        folder = f"{self.layout.decisions}/"
        decisions = {path: blob for path, blob in touched.items() if path.startswith(folder)}
        for path, blob in decisions.items():
            name = name_of(path)[0]
            if not blob:
                continue
            was = name_of(renamed.get(path, path))[0]
            self.recorded.setdefault(name, self.recorded.get(was, day))
            self.touched.setdefault(name, set(self.touched.get(was, ()))).add(commit.id)
            if was in self.withdrawn:
                self.withdrawn.setdefault(name, self.withdrawn[was])
            if self.records.decision_status(blob) == Status.RETIRED:
                self.withdrawn.setdefault(name, day)
            else:
                self.withdrawn.pop(name, None)
        for path, blob in decisions.items():
            if not blob:
                self.recorded.pop(name_of(path)[0], None)


def _closed(wordings: Sequence[Wording]) -> Iterator[Wording]:
    """Wordings that end where the next begins."""
    for place, one in enumerate(wordings):
        following = wordings[place + 1].first if place + 1 < len(wordings) else None
        until = (
            following if one.until is None or (following and following < one.until) else one.until
        )
        yield replace(one, until=until)


def _shape(rubric: Rubric) -> tuple[object, ...]:
    """What of a rubric belongs to what its criteria say."""
    return rubric.scales, rubric.groups


def _group(rubric: Rubric, criterion: Criterion) -> str:
    group = rubric.group_of.get(criterion.id)
    return group.title if group else ""

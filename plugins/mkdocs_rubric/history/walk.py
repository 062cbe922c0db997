"""Along the main line once, from its commits to every wording."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_rubric.changes import Change
from mkdocs_rubric.changes.changeset import rubric_changes
from mkdocs_rubric.changes.timeline import History, HistoryStep, Release
from mkdocs_rubric.history.committed import CommittedFiles
from mkdocs_rubric.history.criterion_lines import CriterionLine, CriterionLines
from mkdocs_rubric.history.decision_records import DecisionRecords
from mkdocs_rubric.history.in_force import CommitInForce, commits_in_force, first_days
from mkdocs_rubric.load import Layout
from mkdocs_rubric.load.log import Commit
from mkdocs_rubric.load.record import Records, is_main
from mkdocs_rubric.model import Rubric


def walk(commits: Sequence[Commit], layout: Layout, records: Records) -> History:
    """Everything that commits say, of the main line and oldest first.

    Args:
        commits: The main line.
        layout: What the folders are called.
        records: What their contents say.
    """
    standard = _Standard(layout, records)
    decisions = DecisionRecords(records, layout.decisions)
    days = first_days(commits, layout, records.rubric)
    for moment in commits_in_force(commits, days, layout):
        standard.note(moment)
        decisions.note(moment)
    lines = standard.lines.every()
    return History(
        wordings={name: line.closed() for name, line in lines.items()},
        releases=tuple(standard.releases),
        steps=tuple(_by_last_names(standard.steps, lines)),
        recorded=decisions.recorded,
        withdrawn=decisions.withdrawn,
        touched={name: frozenset(commits) for name, commits in decisions.touched.items()},
    )


class _Standard:
    """The rubric and its criteria as of a moment, and all that was told on the way."""

    def __init__(self, layout: Layout, records: Records) -> None:
        self._layout, self._records = layout, records
        self._files = CommittedFiles(records, layout)
        self._rubric: Rubric | None = None
        self.lines = CriterionLines()
        self.releases: list[Release] = []
        self.steps: list[tuple[HistoryStep, list[tuple[CriterionLine | None, Change]]]] = []

    def note(self, moment: CommitInForce) -> None:
        """Add what a moment changed."""
        before, rubric = self._rubric, self._rubric_of(moment)
        found, removed = self._files.change(moment.touched)
        if rubric is None:
            return
        told: list[tuple[CriterionLine | None, Change]] = []
        if before is None:  # criteria may have been there before
            found = self._files.criteria() | found
            self._release(rubric, moment)
        elif before is not rubric:  # records are kept, so the same is the same object
            told += [(None, change) for change in rubric_changes(before, rubric)]
            self._release(rubric, moment)
            if before.scales == rubric.scales:
                # The very same objects: most comparisons end there.
                rubric = rubric.model_copy(update={"scales": before.scales})
            if _shape(before) != _shape(rubric):
                said = self.lines.said()
                found = {name: said[name] for name in said if name not in removed} | found
        self._rubric = rubric
        commit = moment.commit
        step = HistoryStep(
            commit.id, moment.day, tuple(commit.authors), commit.subject, commit.pull
        )
        self.lines.rename(found, removed, moment.renamed)
        for name, criterion in found.items():
            line = self.lines.of(name)
            changes = line.say(criterion, rubric, step, first=before is None)
            told += [(line, change) for change in changes]
        told += self.lines.end(removed, moment.day)
        self.steps.append((step, told))

    def _rubric_of(self, moment: CommitInForce) -> Rubric | None:
        """The rubric as of a moment; the last one that could be read."""
        rubric = self._rubric
        for path, blob in moment.touched.items():
            if blob and is_main(path, self._layout):
                rubric = self._records.rubric(blob, path) or rubric
        return rubric

    def _release(self, rubric: Rubric, moment: CommitInForce) -> None:
        if self.releases and self.releases[-1].version == rubric.version:
            return
        if self.releases:
            self.releases[-1] = replace(self.releases[-1], until=moment.day)
        self.releases.append(Release(rubric.version, moment.day))


def _by_last_names(
    steps: Sequence[tuple[HistoryStep, Sequence[tuple[CriterionLine | None, Change]]]],
    lines: Mapping[str, CriterionLine],
) -> list[tuple[HistoryStep, tuple[Change, ...]]]:
    """The steps that changed something, with each criterion by its last name."""
    names = {id(line): name for name, line in lines.items()}

    def named(line: CriterionLine | None, change: Change) -> Change:
        name = change.criterion if line is None else names[id(line)]
        return change if name == change.criterion else replace(change, criterion=name)

    return [
        (step, tuple(named(line, change) for line, change in told)) for step, told in steps if told
    ]


def _shape(rubric: Rubric) -> tuple[object, ...]:
    """What of a rubric belongs to what its criteria say."""
    return rubric.scales, rubric.groups

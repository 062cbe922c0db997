"""Everything a team has committed, as one value."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.model.criterion import Criterion
from mkdocs_rubric.model.decision import Decision, Status
from mkdocs_rubric.model.dispute import Dispute
from mkdocs_rubric.model.doubles import Double, first_scores
from mkdocs_rubric.model.live import LiveCounts
from mkdocs_rubric.model.practice import Practice, PracticeResult, PracticeSeeds
from mkdocs_rubric.model.rubric import Rubric
from mkdocs_rubric.model.session import Kind, Seal, Session, Sheet
from mkdocs_rubric.names import key

Locate: TypeAlias = Callable[..., Location]
"""`locate(path, *keys, key=False)`: the value (or the key) at `keys` in a file."""


@dataclass(frozen=True)
class Held:
    """A session with what lies beside its session.yaml."""

    session: Session
    sheets: tuple[Sheet, ...] = ()
    consensus: Sheet | None = None
    transcripts: Mapping[str, str] = field(default_factory=dict)
    """Text of each transcript that is there, by its file name."""
    seals: Sequence[Seal] = ()
    """What was handed over before the reveal, where sheets are sealed."""
    doubles: Sequence[Double] = ()
    """The rows of the files that are not in the sheets here, as the same was scored before."""
    machines: Sequence[Sheet] = ()
    """Sheets of software: in nobody's agreement, severity or consensus."""
    _written: "Held | None" = None

    @property
    def as_written(self) -> "Held":
        """The session with every row of its files: to look for mistakes, or to change the files.

        Whoever counts scores wants the session itself, in which each thing is scored once.
        """
        return self._written or self

    @property
    def of_consensus(self) -> "Held":
        """The session as if its consensus were the one sheet that was ever written."""
        agreed = tuple(filter(None, [self.consensus]))
        return replace(self, sheets=agreed, machines=(), doubles=(), _written=None)

    def scored_once(
        self, today: Mapping[str, str], machines: AbstractSet[str] = frozenset()
    ) -> "Held":
        """The session without rows that score anew what was scored before, and software apart.

        Args:
            today: Today's id of a criterion by each earlier one.
            machines: The reviewers that are software.
        """
        written = self.as_written
        agreed = [] if written.consensus is None else [written.consensus]
        sheets, doubles = first_scores(written.sheets, today)
        consensus, more = first_scores(agreed, today, by_reviewer=False)
        invited = tuple(name for name in written.session.reviewers if name not in machines)
        software = [part for each in sheets if (part := each.by(machines, among=True))]
        if not (doubles or more or software or invited != written.session.reviewers):
            return written
        return replace(
            written,
            session=written.session.model_copy(update={"reviewers": invited}),
            sheets=tuple(part for each in sheets if (part := each.by(machines, among=False))),
            consensus=next(iter(consensus), None),
            doubles=(*doubles, *more),
            machines=tuple(software),
            _written=written,
        )

    def calling(self, names: Mapping[str, str]) -> "Held":
        """The session with reviewers called as `names` says, where it does."""
        written, session = self.as_written, self.session
        if names.keys().isdisjoint(
            {
                *session.reviewers,
                session.facilitator,
                *(n for s in written.sheets for n in s.people),
            }
        ):
            return self
        reviewers = dict.fromkeys(names.get(reviewer, reviewer) for reviewer in session.reviewers)
        led = session.facilitator and names.get(session.facilitator, session.facilitator)
        changes = {"reviewers": tuple(reviewers), "facilitator": led}
        return replace(
            written,
            session=session.model_copy(update=changes),
            sheets=tuple(sheet.calling(names) for sheet in written.sheets),
        )

    @cached_property
    def conversation_ids(self) -> frozenset[str]:
        """The conversations the session scored."""
        return frozenset(conversation.id for conversation in self.session.conversations)

    @property
    def is_daily_work(self) -> bool:
        """Whether it is reviews of daily work, which nobody met about."""
        session = self.session
        return session.kind is Kind.LIVE and not (
            self.consensus or session.settled or session.facilitator
        )

    @property
    def sealed(self) -> bool:
        """Whether its sheets are closed until the reveal, and it has not come."""
        return self.session.sealed is not None and self.session.sealed.revealed is None

    @cached_property
    def scorers(self) -> Sequence[str]:
        """Who has handed over scores, openly or sealed, by name."""
        open_sheets = {name for sheet in self.sheets for name in sheet.people}
        return sorted(open_sheets | {seal.reviewer for seal in self.seals})

    @property
    def id(self) -> str:
        """The session's id: the name of its folder."""
        return self.session.id

    @property
    def folder(self) -> str:
        """The session's folder, from the project's root."""
        return self.session.path.rpartition("/")[0]


@dataclass(frozen=True)
class Broken:
    """A file that could not be made sense of, and stays out of the project."""

    path: str
    kind: str
    """`rubric`, `criterion`, `decision` or `session`."""
    id: str


@dataclass(frozen=True)
class Project:
    """The rubric, the decisions and the sessions. Where they came from is nobody's business.

    A session's sheets have one score of each reviewer on each thing, and a reviewer has one name.
    Which row is a second one and which name is whose depends on the rubric: so it is seen to here,
    before anybody counts.

    Attributes:
        rubric: The standard.
        decisions: By id, oldest first.
        sessions: Those whose scores everybody may see, by id, oldest first.
        upcoming: Those that are planned, or still scored: nothing of them is in any figure.
        broken: Files that are there and cannot be used.
        files: Every file that was read, from the project's root.
        disputes: By id, oldest first.
        counted: Reviews of daily work that are committed as counts.
        live: Folders of reviews of daily work, by id: never pooled with sessions.
        practices: What newcomers practise on, by id.
        practised: What came of it, by the practice and the name of the file.
        seeds: Known conversations in daily work.
        lost: Entries that are in the files and could not be used: the path, then the keys.
        locate: Finds the line and column of a value, for messages and edit links.
    """

    rubric: Rubric
    decisions: Mapping[str, Decision]
    sessions: Mapping[str, Held]
    broken: Sequence[Broken]
    files: Sequence[str]
    locate: Locate
    lost: AbstractSet[tuple[str | int, ...]] = frozenset()
    upcoming: Mapping[str, Held] = field(default_factory=dict)
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    live: Mapping[str, Held] = field(default_factory=dict)
    practices: Mapping[str, Practice] = field(default_factory=dict)
    practised: Sequence[PracticeResult] = ()
    seeds: PracticeSeeds = field(default_factory=PracticeSeeds)
    counted: LiveCounts = field(default_factory=LiveCounts)

    def __post_init__(self) -> None:
        if names := self.other_spellings():
            for which in ("sessions", "upcoming"):
                called = {name: held.calling(names) for name, held in getattr(self, which).items()}
                object.__setattr__(self, which, called)
            decisions = {
                name: _decided_by(decision, names) for name, decision in self.decisions.items()
            }
            object.__setattr__(self, "decisions", decisions)
            practised = [
                each.model_copy(update={"reviewer": names.get(each.reviewer, each.reviewer)})
                for each in self.practised
            ]
            object.__setattr__(self, "practised", practised)
        by_name = self.rubric.by_name
        today = {old: each.id for old, each in by_name.items() if old != each.id}
        machines = self.rubric.machines
        once = {name: held.scored_once(today, machines) for name, held in self.sessions.items()}
        daily = {name: held for name, held in once.items() if held.is_daily_work}
        held_together = {name: held for name, held in once.items() if name not in daily}
        object.__setattr__(self, "sessions", held_together)
        object.__setattr__(self, "live", {**self.live, **daily})
        if machines:
            waiting = {name: each.scored_once({}, machines) for name, each in self.upcoming.items()}
            object.__setattr__(self, "upcoming", waiting)
        for worked_out in ("people", "every_session"):  # from what was there before
            self.__dict__.pop(worked_out, None)

    @property
    def every_folder(self) -> Mapping[str, Held]:
        """The sessions held and to come, and the folders of daily work, by id."""
        return {**self.every_session, **self.live}

    @cached_property
    def every_session(self) -> Mapping[str, Held]:
        """The sessions held and to come, by id."""
        return {**self.sessions, **self.upcoming}

    def other_spellings(self, elsewhere: Iterable[str] = ()) -> Mapping[str, str]:
        """What a reviewer is listed by, or was called first, by every other spelling in use.

        Args:
            elsewhere: Names that stand on no sheet of a session.
        """
        listed = {
            key(spelled): name
            for name, reviewer in self.rubric.reviewers.items()
            for spelled in (*reviewer.spellings, name)
        }
        called: dict[str, str] = {}
        in_order = sorted(self.people, key=lambda person: (self.people[person], person))
        for name in [*in_order, *elsewhere]:
            meant = listed.setdefault(key(name), name)
            if meant != name:
                called[name] = meant
        return called

    def lost_in(self, path: str, *keys: str | int) -> bool:
        """Whether something under `keys` of a file could not be used.

        What follows from such a mistake is not reported as another one.
        """
        start = (path, *keys)
        return any(each[: len(start)] == start for each in self.lost)

    def lost_sheets(self, held: Held) -> bool:
        """Whether rows of a session's sheets, or whole sheets, could not be used."""
        folder = f"{held.folder}/"
        return bool(held.doubles) or any(
            str(each[0]).startswith(folder) and len(each) == 1 for each in self.lost
        )

    @cached_property
    def superseded_by(self) -> Mapping[str, Decision]:
        """The decision that replaced another. Only an accepted one can replace."""
        return {
            old: new
            for new in self.decisions.values()
            if new.status is Status.ACCEPTED
            for old in new.supersedes
            if old != new.id
        }

    def status(self, decision: Decision) -> Status:
        """Where a decision stands, with `superseded` derived from the decisions after it."""
        if decision.status is Status.ACCEPTED and decision.id in self.superseded_by:
            return Status.SUPERSEDED
        return decision.status

    def in_force(self, decision: Decision) -> bool:
        """Whether reviewers score by it today."""
        return self.status(decision) is Status.ACCEPTED

    @cached_property
    def decisions_on(self) -> Mapping[str, Sequence[Decision]]:
        """The decisions about each criterion, newest first; earlier ids count as today's."""
        found: dict[str, list[Decision]] = {criterion: [] for criterion in self.rubric.criteria}
        for decision in reversed(list(self.decisions.values())):
            names = [self.rubric.by_name.get(name) for name in decision.criteria]
            for criterion in dict.fromkeys(name.id for name in names if name):
                found[criterion].append(decision)
        return found

    @cached_property
    def disputes_on(self) -> Mapping[str, Sequence[Dispute]]:
        """The disputes about each criterion, newest first; earlier ids count as today's."""
        found: dict[str, list[Dispute]] = {}
        for dispute in reversed(list(self.disputes.values())):
            criterion = self.rubric.by_name.get(dispute.criterion)
            if criterion:
                found.setdefault(criterion.id, []).append(dispute)
        return found

    @cached_property
    def cited_by(self) -> Mapping[str, Sequence[tuple[Criterion, int]]]:
        """The edge cases that rest on each decision: the criterion and the place in its list."""
        found: dict[str, list[tuple[Criterion, int]]] = {}
        for criterion in self.rubric.criteria.values():
            for place, case in enumerate(criterion.edge_cases):
                if case.decision:
                    found.setdefault(case.decision, []).append((criterion, place))
        return found

    @cached_property
    def people(self) -> Mapping[str, dt.date]:
        """Everyone who reviewed, facilitated or decided, with the day they first did."""
        first: dict[str, dt.date] = {}

        def note(name: str, day: dt.date) -> None:
            first[name] = min(day, first.get(name, day))

        for held in self.every_folder.values():
            session = held.session
            for name in {*session.reviewers, *filter(None, [session.facilitator])}:
                note(name, session.date)
            for sheet in held.sheets:
                for name in sheet.people:
                    note(name, session.date)
        for use in self.counted.use:
            note(use.reviewer, dt.date.fromisoformat(f"{use.month}-01"))
        for decision in self.decisions.values():
            for name in decision.deciders:
                note(name, decision.date)
        for result in self.practised:
            note(result.reviewer, result.date)
        return first


def _decided_by(decision: Decision, names: Mapping[str, str]) -> Decision:
    """A decision whose deciders are called as `names` says, where it does."""
    if names.keys().isdisjoint(decision.deciders):
        return decision
    deciders = dict.fromkeys(names.get(decider, decider) for decider in decision.deciders)
    return decision.model_copy(update={"deciders": tuple(deciders)})

"""Practice on conversations whose consensus is known: what is asked, and what counts as agreeing.

No figures here: checking files needs no numpy. They are in `practice_figures`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_rubric.model import (
    Cell,
    CountedBy,
    Criterion,
    Held,
    Mark,
    Practice,
    PracticeConversation,
    PracticeResult,
    Project,
    Scale,
    cell_text,
    score_text,
)
from mkdocs_rubric.model.score import whole

_DIGITS = 12
Asked: TypeAlias = tuple[str, str, str]
"""A session, a conversation of it, and a criterion under today's id."""


@dataclass(frozen=True)
class PracticeQuestion:
    """One criterion on one conversation, and what there is to learn from.

    Attributes:
        place: What is asked.
        criterion: As it stands today.
        scale: The one it is on today; the session used the same.
        consensus: What the session agreed on: a score of the scale, or N/A.
        note: What stands beside the consensus.
        panel: What each reviewer gave on their own.
    """

    place: Asked
    criterion: Criterion
    scale: Scale
    consensus: Cell
    note: str
    panel: Sequence[Cell]

    def agrees(self, given: Cell) -> bool:
        """Whether a score lies within the tolerance of the consensus; N/A agrees with N/A alone."""
        if isinstance(given, Mark) or isinstance(self.consensus, Mark):
            return given is self.consensus
        within = self.scale.agree_within
        return bool(-within <= whole(given - self.consensus) <= within)

    def takes(self, cell: Cell) -> bool:
        """Whether something can be given: a score of the scale, or N/A where it is allowed."""
        return _can_be(cell, self.criterion, self.scale)


def is_over(project: Project, session: str) -> bool:
    """Whether a session is past and has a consensus, which can be learnt from."""
    held = project.sessions.get(session)
    return held is not None and held.consensus is not None


def practised_on(project: Project) -> frozenset[tuple[str, str]]:
    """The conversations of all practices, each with its session: nothing may tell their scores."""
    return frozenset(
        (entry.session, entry.conversation)
        for practice in project.practices.values()
        for entry in practice.conversations
    )


def questions(project: Project, entry: PracticeConversation) -> list[PracticeQuestion]:
    """What is asked about a conversation, in the rubric's order.

    Left out is what cannot be scored today as it was then: criteria that are retired or on another
    scale now, and a consensus that the scale does not have.
    """
    held = project.sessions.get(entry.session)
    if held is None or held.consensus is None:
        return []
    rubric, found = project.rubric, {}
    sheet = held.consensus
    rows = zip(sheet.conversations, sheet.criteria, sheet.cells, sheet.notes, strict=True)
    for conversation, name, cell, note in rows:
        criterion = rubric.by_name.get(name)
        if conversation != entry.conversation or criterion is None or criterion.retired:
            continue
        scale = rubric.scale(criterion, held.session.date)
        if (
            scale is None
            or scale is not rubric.scale(criterion)
            or not _can_be(cell, criterion, scale)
        ):
            continue
        place = (entry.session, entry.conversation, criterion.id)
        panel = tuple(_panel(project, held, entry.conversation, criterion.id))
        found[criterion.id] = PracticeQuestion(place, criterion, scale, cell, note, panel)
    order = dict.fromkeys(name for group in rubric.groups for name in group.criteria)
    return [found[name] for name in order if name in found]


def _can_be(cell: Cell, criterion: Criterion, scale: Scale) -> bool:
    if cell is Mark.NOT_APPLICABLE:
        return criterion.not_applicable is not None
    return not isinstance(cell, Mark) and cell in scale.levels


def _panel(project: Project, held: Held, conversation: str, criterion: str) -> Iterator[Cell]:
    rubric, by_name = project.rubric, project.rubric.by_name
    machines = {name for name, each in rubric.reviewers.items() if each.is_machine}
    for sheet in held.sheets:
        if machines.issuperset(sheet.people):
            continue
        for name, about, cell in zip(sheet.criteria, sheet.conversations, sheet.cells, strict=True):
            known = by_name.get(name)
            if about == conversation and known is not None and known.id == criterion:
                yield cell


def counted_by(criterion: Criterion, scale: Scale) -> CountedBy:
    """What decides about scores of a criterion."""
    return CountedBy(
        levels=", ".join(map(str, scale.scores)),
        within=str(scale.agree_within),
        critical=criterion.critical,
        not_applicable=criterion.not_applicable is not None,
        edge_cases={case.id: score_text(case.score) for case in criterion.edge_cases},
        wording=wording_digest(criterion, scale),
    )


def wording_digest(criterion: Criterion, scale: Scale) -> str:
    """The start of a digest of what somebody reads who scores by a criterion."""
    read = [criterion.question, criterion.description, criterion.not_applicable]
    read += [f"{score} {scale.levels[score]}" for score in scale.scores]
    for key, level in criterion.levels.items():
        read += [str(key), level.description]
        read += [part for each in level.examples for part in (each.text, each.why)]
    for case in criterion.edge_cases:
        read += [case.id, case.situation, case.guidance, case.decision]
    text = "\0".join("" if part is None else " ".join(part.split()) for part in read)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


@dataclass(frozen=True)
class Verdict:
    """A result, held against the consensus and the wording of today.

    Attributes:
        agreed: Scores that agree with the consensus.
        scores: How many there are.
        missed: Where they do not, and what was given there.
        lapsed: Why it proves nothing any more, a sentence each.
        reworded: The criteria that say something else, and score as before.
        needed: The percentage that it takes.
        allowed: How many misses of critical criteria are.
        countable: Whether every score can be counted: see `not_countable`.
    """

    agreed: int
    scores: int
    missed: Sequence[tuple[PracticeQuestion, Cell]]
    lapsed: Sequence[str]
    reworded: Sequence[Criterion]
    needed: float
    allowed: int
    countable: bool

    @property
    def critical(self) -> Sequence[str]:
        """The critical criteria on which scores miss the consensus, a title each."""
        asked = (question.criterion for question, _ in self.missed)
        return [criterion.title for criterion in asked if criterion.critical]

    @property
    def reached(self) -> bool:
        """Whether it is what the practice asks for."""
        enough = self.scores > 0 and self.agreed * 100 >= self.needed * self.scores
        return enough and self.countable and len(self.critical) <= self.allowed

    @property
    def holds(self) -> bool:
        """Whether it counts today."""
        return self.reached and not self.lapsed


def counted(project: Project, practice: Practice) -> dict[Asked, PracticeQuestion]:
    """What has to be scored for a result, by what is asked."""
    found = [each for entry in practice.counting for each in questions(project, entry)]
    return {each.place: each for each in found}


def given_scores(project: Project, result: PracticeResult) -> Mapping[Asked, Cell]:
    """The scores of a result; earlier ids of criteria count as today's."""
    names = project.rubric.by_name
    return {
        (
            each.session,
            each.conversation,
            names[each.criterion].id if each.criterion in names else each.criterion,
        ): each.score
        for each in result.scores
    }


def not_countable(project: Project, result: PracticeResult) -> Iterator[tuple[int, str]]:
    """The scores of a result that no page has written: the place of each, and what is wrong.

    What could be given is judged by what the result says of its own day.
    """
    seen: set[Asked] = set()
    names = project.rubric.by_name
    for at, each in enumerate(result.scores):
        known = names.get(each.criterion)
        place = (each.session, each.conversation, known.id if known else each.criterion)
        if place in seen:
            yield at, f"{each.criterion} on {each.conversation} is scored twice"
        seen.add(place)
        by = result.counted_by.get(each.criterion)
        score = cell_text(each.score)
        if by and score not in [*by.levels.split(", "), *(["N/A"] if by.not_applicable else [])]:
            yield at, f"{score} is none of the scores of {each.criterion}"


def verdict(project: Project, practice: Practice, result: PracticeResult) -> Verdict:
    """What a result is worth today."""
    asked, given = counted(project, practice), given_scores(project, result)
    both = [(question, given[place]) for place, question in asked.items() if place in given]
    missed = [(question, cell) for question, cell in both if not question.agrees(cell)]
    lapsed: list[str] = []
    reworded: list[Criterion] = []
    for name, then in result.counted_by.items():
        criterion = project.rubric.by_name.get(name)
        scale = project.rubric.scale(criterion) if criterion else None
        if criterion is None or scale is None:
            lapsed.append(f'the criterion "{name}" is gone')
        elif criterion.retired:
            lapsed.append(f"{criterion.title} is no longer scored")
        elif why := list(_changed(then, counted_by(criterion, scale))):
            lapsed.append(f"{criterion.title}: {', '.join(why)}")
        elif then.wording != wording_digest(criterion, scale):
            reworded.append(criterion)
    unknown = {question.criterion.id for question, _ in both}.difference(
        project.rubric.by_name[name].id
        for name in result.counted_by
        if name in project.rubric.by_name
    )
    lapsed += [f'it does not say what decided about "{name}"' for name in sorted(unknown)]
    if without := {place[1]: None for place in asked if place not in given}:
        lapsed.append(f"the practice asks for more now, about {', '.join(without)}")
    return Verdict(
        agreed=len(both) - len(missed),
        scores=len(both),
        missed=missed,
        lapsed=lapsed,
        reworded=reworded,
        needed=practice.calibrated.agreement,
        allowed=practice.calibrated.critical_misses,
        countable=not list(not_countable(project, result)),
    )


def _changed(then: CountedBy, now: CountedBy) -> Iterator[str]:
    if then.levels != now.levels:
        yield f"its scores are {now.levels} now, and were {then.levels}"
    if then.within != now.within:
        yield f"scores agree within {now.within} now, and did within {then.within}"
    if then.critical != now.critical:
        yield "it is critical now" if now.critical else "it is not critical any more"
    if then.not_applicable != now.not_applicable:
        yield "N/A is allowed now" if now.not_applicable else "N/A is not allowed any more"
    for name in dict.fromkeys([*then.edge_cases, *now.edge_cases]):
        before, after = then.edge_cases.get(name), now.edge_cases.get(name)
        if before is None:
            yield f'the edge case "{name}" is new'
        elif after is None:
            yield f'the edge case "{name}" is gone'
        elif before != after:
            was, now_is = before or "nothing", after or "nothing"
            yield f'the edge case "{name}" scores {now_is} now, and scored {was}'

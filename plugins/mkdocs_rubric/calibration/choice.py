"""Which conversations are worth a session, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.gaps import gaps
from mkdocs_rubric.model import Conversation, Held, Kind, PickedAs, Project, Status

MOST = 4
"""Conversations that an hour has room for."""
_LONG_AGO = 3
"""Sessions without a score after which a criterion has not been scored for long."""
_ORDER = (PickedAs.DISAGREEMENT, PickedAs.EDGE_CASE, PickedAs.ESCALATION, PickedAs.COMMON)


class Candidate(NamedTuple):
    """A conversation that was never calibrated, and what speaks for it.

    Attributes:
        conversation: What it is, and why it would be picked.
        why: Sentences without full stops, the strongest first.
        criteria: What it would be about, where that is known.
    """

    conversation: Conversation
    why: tuple[str, ...]
    criteria: tuple[str, ...] = ()


class Weak(NamedTuple):
    """A criterion that a session should be about.

    Attributes:
        criterion: Its id.
        why: In words.
        need: The larger, the more.
    """

    criterion: str
    why: str
    need: float


def choose(
    project: Project, extra: Sequence[Conversation] = (), most: int = MOST
) -> Sequence[Candidate]:
    """Conversations for the next session: of different kinds, none that was calibrated before.

    Args:
        project: What is on record: reviews of daily work, proposals, gaps.
        extra: More conversations to choose from, such as an export.
        most: How many at most.
    """
    weak = {each.criterion: each for each in weak_criteria(project)}
    known = _calibrated(project)
    pool: dict[str, Candidate] = {}
    for candidate in _on_record(project, extra):
        if candidate.conversation.id not in known:
            pool.setdefault(candidate.conversation.id, _with_needs(project, candidate, weak))
    waiting = sorted(pool.values(), key=lambda candidate: -_worth(candidate, weak))
    chosen: list[Candidate] = []
    kinds = [*_ORDER, *_ORDER]
    while waiting and kinds and len(chosen) < most:
        kind = kinds.pop(0)
        found = next((each for each in waiting if each.conversation.picked_as is kind), None)
        if found:
            chosen.append(found)
            waiting.remove(found)
    return chosen


def weak_criteria(project: Project) -> Sequence[Weak]:
    """The criteria that a session should be about, those that need it most first."""
    figures = Figures(project)
    sessions = list(project.sessions)
    scored = {
        name: max(
            (n for n, held in enumerate(project.sessions.values()) if _scores(held, name)),
            default=-1,
        )
        for name in (criterion.id for criterion in project.rubric.active)
    }
    found = []
    acceptable = project.rubric.calibration.bands.acceptable / 100
    for name, last in scored.items():
        since = len(sessions) - 1 - last
        line = figures.criteria.get(name)
        latest = line.latest if line else None
        title = project.rubric.criteria[name].title
        if sessions and since >= _LONG_AGO:
            words = (
                f"{title} was never scored together"
                if last < 0
                else (f"{title} was last scored together in {sessions[last]}")
            )
            found.append(Weak(name, words, 1.0))
        elif latest and latest.value is not None and latest.value < acceptable:
            words = f"reviewers agree on {title} {100 * latest.value:.0f}% of the time"
            found.append(Weak(name, words, 1 - latest.value))
    return sorted(found, key=lambda each: -each.need)


def advice(conversations: Sequence[Conversation]) -> Iterator[str]:
    """What is wrong with a choice of conversations, a sentence each."""
    if len(conversations) > MOST:
        yield (
            f"{len(conversations)} conversations are more than an hour has room for; "
            f"take the {MOST} that divide you most"
        )
    kinds = {each.picked_as for each in conversations if each.picked_as}
    if len(conversations) > 1 and len(kinds) == 1:
        kind = next(iter(kinds))
        if kind is PickedAs.COMMON:
            yield "all of them are everyday conversations: nobody disagrees, and nothing is learned"
        else:
            yield f'all of them are picked as "{kind}": mix kinds, an everyday one among them'


def _on_record(project: Project, extra: Sequence[Conversation]) -> Iterator[Candidate]:
    for held in reversed(list(project.live.values())):
        yield from _reviewed(project, held)
    for decision in project.decisions.values():
        if decision.status is Status.PROPOSED:
            for name in decision.conversations:
                conversation = Conversation(id=name, picked_as=PickedAs.EDGE_CASE)
                why = f'the proposal "{decision.title}" waits for it'
                yield Candidate(conversation, (why,), decision.criteria)
    channels = Counter(each.channel for each in extra)
    for conversation in extra:
        yield _listed(conversation, channels)


def _reviewed(project: Project, held: Held) -> Iterator[Candidate]:
    """Conversations of daily work: where two scored one and lie apart, that is a disagreement."""
    apart: dict[str, list[str]] = {}
    for gap in gaps(project, held):
        if gap.settled is None:
            apart.setdefault(gap.spread.conversation, []).append(gap.spread.criterion.id)
    for conversation in held.session.conversations:
        named = apart.get(conversation.id, [])
        kind = PickedAs.DISAGREEMENT if named else conversation.picked_as or PickedAs.COMMON
        titles = [project.rubric.criteria[name].title for name in named[:2]]
        why = (
            f"in daily work reviewers disagreed on {' and '.join(titles)}"
            if named
            else (f"an everyday conversation by {conversation.channel or 'any channel'}")
        )
        fresh = conversation.model_copy(update={"picked_as": kind, "transcript": None})
        yield Candidate(fresh, (why,), tuple(named))


def _listed(conversation: Conversation, channels: Mapping[str | None, int]) -> Candidate:
    if conversation.picked_as:
        return Candidate(conversation, (f'it is listed as "{conversation.picked_as}"',))
    escalated = "escalat" in (conversation.summary or "").casefold()
    kind = PickedAs.ESCALATION if escalated else PickedAs.COMMON
    share = channels[conversation.channel] / sum(channels.values())
    why = (
        "its summary speaks of an escalation"
        if escalated
        else (
            f"{conversation.channel} is {100 * share:.0f}% of what is listed"
            if conversation.channel
            else "it is listed"
        )
    )
    return Candidate(conversation.model_copy(update={"picked_as": kind}), (why,))


def _with_needs(project: Project, candidate: Candidate, weak: Mapping[str, Weak]) -> Candidate:
    by_name = project.rubric.by_name
    named = [by_name[name].id for name in candidate.criteria if name in by_name]
    more = tuple(weak[name].why for name in named if name in weak)
    return candidate._replace(why=(*candidate.why, *more), criteria=tuple(named))


def _worth(candidate: Candidate, weak: Mapping[str, Weak]) -> float:
    return sum(weak[name].need for name in candidate.criteria if name in weak) + len(candidate.why)


def _calibrated(project: Project) -> set[str]:
    return {
        name
        for held in project.every_session.values()
        if held.session.kind is not Kind.LIVE or held.id in project.upcoming
        for name in held.conversation_ids
    }


def _scores(held: Held, criterion: str) -> bool:
    return any(criterion in sheet.criteria for sheet in held.sheets)

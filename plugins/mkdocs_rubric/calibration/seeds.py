"""Known conversations in daily work: which are worth it, and what their scores say.

Somebody who scores one for the second time tells two things apart. Far from the standard and alike
both times: the rule is read otherwise. Unlike their own first score: the reviewer, or the wording,
wobbles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_rubric.calibration.practice import Asked, PracticeQuestion, practised_on, questions
from mkdocs_rubric.calibration.practice_figures import PracticeFigures, practice_figures
from mkdocs_rubric.model import Cell, Mark, PracticeConversation, Project, Sheet, cell_text


@dataclass(frozen=True)
class SeedsRead:
    """What the scores of one reviewer, or on one criterion, say.

    Attributes:
        about: The reviewer's name, or the criterion's title.
        standard: Against the consensus.
        own: Against what the same person gave on their own in the session; None where there is
            nothing to compare with.
        in_points: Whether the scales are of one width, and how far apart is in points of them; in
            hundredths of the scale otherwise.
    """

    about: str
    standard: PracticeFigures
    own: PracticeFigures | None
    in_points: bool


def worth_seeding(project: Project) -> list[PracticeConversation]:
    """The conversations that can be slipped into daily work: those that divided people most first.

    Each has a consensus that can be scored today and a transcript, nobody practises on it, and it
    was not slipped in before.
    """
    taken = practised_on(project) | {
        (seed.session, seed.conversation) for seed in project.seeds.seeds
    }
    found: list[tuple[float, PracticeConversation]] = []
    for held in reversed(list(project.sessions.values())):
        for conversation in held.session.conversations:
            entry = PracticeConversation(session=held.id, conversation=conversation.id)
            talk = held.transcripts.get(conversation.transcript or "", "").strip()
            asked = questions(project, entry)
            if talk and asked and (held.id, conversation.id) not in taken:
                found.append((_divided(asked), entry))
    found.sort(key=lambda each: -each[0])
    return [entry for _, entry in found]


def _divided(asked: Sequence[PracticeQuestion]) -> float:
    """The share of independent scores that missed the consensus."""
    given = [
        question.agrees(cell)
        for question in asked
        for cell in question.panel
        if cell is not Mark.NOT_SCORED
    ]
    return given.count(False) / len(given) if given else 0.0


def read_back(project: Project, sheet: Sheet) -> tuple[list[SeedsRead], list[SeedsRead]]:
    """What scores of known conversations say, by reviewer and by criterion.

    Args:
        project: What they are known from.
        sheet: Scores of daily work; rows about anything else are left out.
    """
    asked = _by_name(project)
    rows: dict[str, dict[Asked, Cell]] = {}
    for _, reviewer, question, cell in _about_seeds(project, sheet, asked):
        if isinstance(question, PracticeQuestion) and question.takes(cell):
            rows.setdefault(reviewer, {})[question.place] = cell
    every = [question for some in asked.values() for question in some.values()]
    people = [
        _read(project, reviewer, every, {reviewer: given})
        for reviewer, given in sorted(rows.items())
    ]
    criteria = [
        _read(project, criterion.title, [q for q in every if q.criterion is criterion], rows)
        for criterion in project.rubric.active
        if any(q.criterion is criterion for q in every)
    ]
    return [each for each in people if each], [each for each in criteria if each]


def not_read(project: Project, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The rows about known conversations that do not count: the line of each, and why."""
    seen: set[tuple[str, Asked]] = set()
    for line, reviewer, question, cell in _about_seeds(project, sheet, _by_name(project)):
        if isinstance(question, str):
            yield line, question
        elif not question.takes(cell):
            score, title = cell_text(cell), question.criterion.title
            yield line, f"{score} is none of the scores of {title}: left out"
        elif (reviewer, question.place) in seen:
            title = question.criterion.title
            yield line, f"{reviewer} has scored {title} here further up: this one counts"
        else:
            seen.add((reviewer, question.place))


def _about_seeds(
    project: Project, sheet: Sheet, asked: Mapping[str, Mapping[str, PracticeQuestion]]
) -> Iterator[tuple[int, str, PracticeQuestion | str, Cell]]:
    """The rows about known conversations: line, reviewer, what was asked or why nothing, score."""
    columns = (sheet.lines, sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells)
    for line, reviewer, name, criterion, cell in zip(*columns, strict=True):
        if name not in asked or cell is Mark.NOT_SCORED:
            continue
        known = project.rubric.by_name.get(criterion)
        if known is None:
            yield line, reviewer, f'there is no criterion "{criterion}": left out', cell
        elif known.id not in asked[name]:
            why = (
                f"the team has agreed on no {known.title} here that could be given today: left out"
            )
            yield line, reviewer, why, cell
        else:
            yield line, reviewer, asked[name][known.id], cell


def _by_name(project: Project) -> Mapping[str, Mapping[str, PracticeQuestion]]:
    return {
        seed.name: _asked(project, seed.session, seed.conversation) for seed in project.seeds.seeds
    }


def _asked(project: Project, session: str, conversation: str) -> Mapping[str, PracticeQuestion]:
    entry = PracticeConversation(session=session, conversation=conversation)
    return {question.criterion.id: question for question in questions(project, entry)}


def _read(
    project: Project,
    about: str,
    asked: Sequence[PracticeQuestion],
    rows: Mapping[str, Mapping[Asked, Cell]],
) -> SeedsRead | None:
    """The scores of several people as if they were of one, each on conversations of their own."""
    standard: list[PracticeQuestion] = []
    own: list[PracticeQuestion] = []
    given: dict[Asked, Cell] = {}
    for reviewer, scores in rows.items():
        for question in asked:
            session, conversation, criterion = question.place
            if question.place not in scores:
                continue
            place = (session, f"{conversation}\0{reviewer}", criterion)
            given[place] = scores[question.place]
            standard.append(replace(question, place=place))
            first = next(_first(project, question, reviewer), None)
            if first is not None:
                own.append(replace(question, place=place, consensus=first))
    found = practice_figures(standard, given)
    widths = {each.scale.scores[-1] - each.scale.scores[0] for each in standard}
    again = practice_figures(own, given)
    return SeedsRead(about, found, again, len(widths) == 1) if found else None


def _first(project: Project, question: PracticeQuestion, reviewer: str) -> Iterator[Cell]:
    """What a reviewer gave on their own in the session."""
    session, conversation, criterion = question.place
    by_name = project.rubric.by_name
    for sheet in project.sessions[session].sheets:
        columns = (sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells)
        for who, about, name, cell in zip(*columns, strict=True):
            known = by_name.get(name)
            if (who, about) != (reviewer, conversation) or known is None or known.id != criterion:
                continue
            if cell is Mark.NOT_APPLICABLE or cell in question.scale.levels:
                yield cell

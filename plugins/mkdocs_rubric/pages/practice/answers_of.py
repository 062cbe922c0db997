"""What somebody is shown once they have scored a conversation to practise on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.practice import PracticeQuestion, questions
from mkdocs_rubric.changes.timeline import Earlier, score_on_earlier_wording
from mkdocs_rubric.model import Cell, Mark, Practice, PracticeConversation
from mkdocs_rubric.pages.base.addresses import criterion_uri, history_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import day, joined
from mkdocs_rubric.pages.history.earlier import EarlierView, earlier_view, has_history
from mkdocs_rubric.pages.sessions.heat import place_of
from mkdocs_rubric.pages.sessions.session_facts import gaps_of

_NA = "NA"


def cell_key(cell: Cell) -> str:
    """A score as the form has it."""
    return _NA if cell is Mark.NOT_APPLICABLE else str(cell)


class Shelf:
    """The links that answers lead to; all of each criterion, so that alone they tell nothing.

    Attributes:
        links: To decisions, edge cases and histories, in the rubric's order.
    """

    def __init__(self, context: Context, criteria: Sequence[str]) -> None:
        self.links: list[Link] = []
        self._places: dict[tuple[str, str, str], int] = {}
        rubric = context.project.rubric
        for name in criteria:
            criterion = rubric.criteria[name]
            for decision in reversed(context.project.decisions_on.get(name, ())):
                self._add(("decision", "", decision.id), context.links.decision(decision.id))
            for case in criterion.edge_cases:
                title = context.headline(case.situation)
                link = Link(title, criterion_uri(name), context.people.in_address(case.id))
                self._add(("case", name, case.id), link)
            if has_history(context):
                title = f"How {context.plain(criterion.title)} was worded"
                self._add(("history", name, ""), Link(title, history_uri(name)))

    def _add(self, name: tuple[str, str, str], link: Link) -> None:
        if name not in self._places:
            self._places[name] = len(self.links)
            self.links.append(link)

    def place(self, kind: str, criterion: str, name: str) -> int | None:
        """The place of a link; None where there is none."""
        return self._places.get((kind, criterion, name))


def answer(context: Context, entry: PracticeConversation, shelf: Shelf) -> dict[str, object]:
    """Everything there is to see about a conversation, by criterion; for the page's script.

    Each criterion has the consensus `agreed`, its `note`, what the others gave in `spread`, the
    decision or the reason that settled it in `why`, places of `links`, and in `old` what was
    reworded since.
    """
    found: dict[str, object] = {
        context.people.in_address(question.place[2]): _of_question(context, entry, question, shelf)
        for question in questions(context.project, entry)
    }
    return {"criteria": found, "notice": context.plain(entry.notice)}


def _of_question(
    context: Context, entry: PracticeConversation, question: PracticeQuestion, shelf: Shelf
) -> dict[str, object]:
    name = question.criterion.id
    gap = next(
        (
            each
            for each in gaps_of(context)[entry.session]
            if place_of(each.spread) == (entry.conversation, name)
        ),
        None,
    )
    settled = gap.settled if gap else None
    decisions = [settled.decision] if settled and settled.decision else []
    decisions += [
        each.id
        for each in context.project.decisions_on.get(name, ())
        if entry.conversation in each.conversations and context.project.in_force(each)
    ]
    cases = [each.id for each in question.criterion.edge_cases if each.decision in decisions]
    places = [shelf.place("decision", "", each) for each in dict.fromkeys(decisions)]
    places += [shelf.place("case", name, each) for each in cases]
    old = _old(context, entry, question)
    if old:
        places.append(shelf.place("history", name, ""))
    counts = Counter(cell_key(cell) for cell in question.panel if cell is not Mark.NOT_SCORED)
    order = [*map(str, question.scale.scores), _NA]
    return {
        "agreed": cell_key(question.consensus),
        "note": context.plain(question.note),
        "spread": [[score, counts[score]] for score in order if counts[score]],
        "why": context.plain(settled.no_change) if settled and settled.no_change else "",
        "links": [each for each in places if each is not None],
        "old": old,
    }


def _old(context: Context, entry: PracticeConversation, question: PracticeQuestion) -> object:
    """What was reworded since the consensus: a sentence, and each change with its redline."""
    earlier = reworded(context, entry, question)
    if earlier is None:
        return ""
    held = context.project.sessions[entry.session]
    return {
        "said": f"Agreed on {day(held.session.date)}, on an earlier wording. Since then:",
        "changes": [
            [view.sentence, [list(piece) for piece in view.redline]]
            for view in earlier_view(context, earlier).changes
        ],
    }


def reworded(
    context: Context, entry: PracticeConversation, question: PracticeQuestion
) -> Earlier | None:
    """What a criterion said when the consensus was found; None where it says the same today.

    What somebody has confirmed, in the session or in the practice, rests on the words of that day.
    """
    held = context.project.sessions[entry.session]
    confirmed = max(filter(None, [entry.confirmed, held.session.confirmed]), default=None)
    return score_on_earlier_wording(
        context.history, question.criterion, held.session.date, confirmed
    )


@dataclass(frozen=True)
class SuspectView:
    """Consensus scores of a practice that rest on the same earlier wording of a criterion.

    Attributes:
        scores: How many there are.
        where: Their conversations.
        earlier: What was different then.
    """

    scores: int
    where: str
    earlier: EarlierView


def suspects(context: Context, practice: Practice) -> Iterator[SuspectView]:
    """The consensus scores of a practice that rest on earlier wordings, in the rubric's order."""
    found: dict[tuple[str, int], tuple[Earlier, list[str]]] = {}
    for entry in practice.conversations:
        for question in questions(context.project, entry):
            if earlier := reworded(context, entry, question):
                key = question.criterion.id, id(earlier.wording)
                found.setdefault(key, (earlier, []))[1].append(entry.conversation)
    order = [criterion.id for criterion in context.project.rubric.active]
    for key in sorted(found, key=lambda each: order.index(each[0])):
        earlier, where = found[key]
        names = joined([context.plain(each) for each in where])
        yield SuspectView(len(where), names, earlier_view(context, earlier))

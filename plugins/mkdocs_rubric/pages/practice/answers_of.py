"""What somebody is shown once they have scored a conversation to practise on."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mkdocs_rubric.calibration.practice import PracticeQuestion, questions
from mkdocs_rubric.changes.timeline import score_on_earlier_wording
from mkdocs_rubric.model import Cell, Mark, Practice, PracticeConversation
from mkdocs_rubric.pages.base.addresses import criterion_uri, history_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import day
from mkdocs_rubric.pages.history.earlier import change_view, has_history
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
                title = context.plain(case.situation.split(". ")[0].rstrip("."))
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
    old = reworded(context, entry, question)
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


def reworded(context: Context, entry: PracticeConversation, question: PracticeQuestion) -> str:
    """What has changed about a criterion since the consensus; nothing where it is the same."""
    held = context.project.sessions[entry.session]
    criterion, scored = question.criterion, held.session.date
    confirmed = max(filter(None, [entry.confirmed, held.session.confirmed]), default=None)
    earlier = score_on_earlier_wording(context.history, criterion, scored, confirmed)
    if earlier is None:
        return ""
    changes = "; ".join(change_view(context, each).sentence for each in earlier.changes)
    return f"Agreed on {day(scored)}, on an earlier wording. Since then: {changes}."


def suspects(context: Context, practice: Practice) -> Iterator[tuple[str, Link]]:
    """The consensus scores of a practice that rest on an earlier wording: where, and on what."""
    for entry in practice.conversations:
        for question in questions(context.project, entry):
            if reworded(context, entry, question):
                name = question.criterion.id
                title = context.plain(question.criterion.title)
                uri = history_uri(name) if has_history(context) else criterion_uri(name)
                yield context.plain(entry.conversation), Link(title, uri)

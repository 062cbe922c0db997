"""Which levels get mixed up, and what settles that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_rubric.agreement import Confusion
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.model import Criterion
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.page import Link, criterion_uri, first_sentence
from mkdocs_rubric.pages.words import rung


@dataclass(frozen=True)
class ConfusionRow:
    """Two levels that get mixed up."""

    criterion: Link
    levels: str
    rungs: tuple[int, int]
    share: str
    where: tuple[Link, ...]
    settled: tuple[Link, ...]
    cases: tuple[Link, ...]
    words: str


def worst_confusions(context: Context, found: Figures) -> Iterator[ConfusionRow]:
    """The most frequent mix-up of each criterion, the most frequent of them first."""
    rubric = context.project.rubric
    rows = [
        (mixed[0].share, rubric.criteria[name], mixed[0])
        for name in found.criteria
        if rubric.criteria[name].retired is None and (mixed := found.confusions(name))
    ]
    for _, criterion, one in sorted(rows, key=lambda row: -row[0])[:8]:
        yield confusion_row(context, found, criterion, one)


def confusion_row(
    context: Context, found: Figures, criterion: Criterion, one: Confusion
) -> ConfusionRow:
    """A mix-up with the conversations it happened on and what settled them."""
    scale = context.project.rubric.scale(criterion)
    assert scale is not None
    low, high = scale.scores[one.lower], scale.scores[one.upper]
    settled: dict[str, Link] = {}
    places = [found.scores.conversations[n] for n in one.conversations]
    for session, conversation in places:
        for how in context.project.sessions[session].session.settled:
            known = context.project.rubric.by_name.get(how.criterion)
            same = known is not None and known.id == criterion.id
            decision = context.project.decisions.get(how.decision or "")
            if same and how.conversation == conversation and decision:
                newest = decision
                while newer := context.project.superseded_by.get(newest.id):
                    newest = newer
                    if newest is decision:
                        break
                settled[newest.id] = context.decision_link(newest.id)
    words = "settled by" if settled else "no rule yet"
    return ConfusionRow(
        criterion=context.criterion_link(criterion.id),
        levels=f"{low} ({context.plain(scale.levels[low])}) and {high} "
        f"({context.plain(scale.levels[high])})",
        rungs=(rung(scale.fraction(low)), rung(scale.fraction(high))),
        share=f"{100 * one.share:.0f}%",
        where=tuple(
            context.conversation_link(conversation, session) for session, conversation in places[:3]
        ),
        settled=tuple(settled.values())[:3],
        cases=tuple(_edge_cases(context, criterion, settled))[:3],
        words=words,
    )


def _edge_cases(context: Context, criterion: Criterion, decisions: Iterable[str]) -> Iterator[Link]:
    """The edge cases of a criterion that rest on decisions."""
    for name in decisions:
        for one, place in context.project.cited_by.get(name, ()):
            if one.id == criterion.id:
                case = one.edge_cases[place]
                title = context.plain(first_sentence(case.situation)[0])
                yield Link(title, criterion_uri(one.id), case.id)

"""Which levels get mixed up, and the rule about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_rubric.agreement import Confusion
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.model import Criterion, Decision, EdgeCase, Scale, Score
from mkdocs_rubric.pages.base.addresses import criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import rung
from mkdocs_rubric.pages.criteria.proposals import propose_edge_case


@dataclass(frozen=True)
class ConfusionRow:
    """Two levels that get mixed up.

    Attributes:
        criterion: Of which criterion.
        words: What was given, and how often.
        labels: What the two levels are called.
        rungs: Their colours.
        where: The conversations that add most to it.
        rules: Decisions about these two levels.
        cases: Edge cases that rest on them.
        discussed: Why no rule was needed, where that was found.
        propose: A form that proposes one; "" where there is one, or no form.
    """

    criterion: Link
    words: str
    labels: str
    rungs: tuple[Score, Score]
    where: tuple[Link, ...]
    rules: tuple[Link, ...]
    cases: tuple[Link, ...]
    discussed: str
    propose: str


def worst_confusions(context: Context, found: Figures) -> Iterator[ConfusionRow]:
    """The most frequent mix-up of each criterion, the most frequent of them first."""
    rubric = context.project.rubric
    rows = [
        (mixed[0].share, rubric.criteria[name], mixed[0])
        for name in found.criteria
        if rubric.criteria[name].retired is None and (mixed := found.confusions(name))
    ]
    for _, criterion, each in sorted(rows, key=lambda row: -row[0])[:8]:
        yield confusion_row(context, found, criterion, each)


def confusion_row(
    context: Context, found: Figures, criterion: Criterion, confusion: Confusion
) -> ConfusionRow:
    """A mix-up with the conversations it happened on and the rule about the two levels."""
    scale = context.project.rubric.scale(criterion)
    assert scale is not None
    low, high = scale.scores[confusion.lower], scale.scores[confusion.upper]
    places = [found.scores.conversations[n] for n in confusion.conversations]
    rules, clear = _settled(context, criterion, places, (low, high))
    return ConfusionRow(
        criterion=context.links.criterion(criterion.id),
        words=f"One gave {low}, another {high}: in {_often(confusion.share)} of comparisons",
        labels=_labels(context, scale, low, high),
        rungs=(rung(scale.fraction(low)), rung(scale.fraction(high))),
        where=tuple(
            context.links.conversation(conversation, session)
            for session, conversation in places[:3]
        ),
        rules=tuple(context.links.decision(name) for name in rules)[:3],
        cases=tuple(_links(context, criterion, rules, (low, high)))[:3],
        discussed="" if rules else clear,
        propose="" if rules or clear else propose_edge_case(context, criterion),
    )


def _often(share: float) -> str:
    return f"{100 * share:.0f}%" if share >= 0.01 else "under 1%"  # noqa: PLR2004 - a percent


def _labels(context: Context, scale: Scale, low: Score, high: Score) -> str:
    return f"{context.plain(scale.levels[low])} or {context.plain(scale.levels[high])}"


def _settled(
    context: Context,
    criterion: Criterion,
    places: Iterable[tuple[str, str]],
    levels: tuple[Score, Score],
) -> tuple[list[str], str]:
    """The decisions that settled it where it happened, and what was said where none was needed."""
    project = context.project
    rules: dict[str, None] = {}
    clear = ""
    for session, conversation in places:
        for how in project.sessions[session].session.settled:
            known = project.rubric.by_name.get(how.criterion)
            if how.conversation != conversation or known is None or known.id != criterion.id:
                continue
            if how.no_change and not clear:
                clear = (
                    f"Discussed, and the guideline was found clear: {context.plain(how.no_change)}"
                )
            decision = project.decisions.get(how.decision or "")
            newest = _newest(context, decision) if decision else None
            if newest and _is_about(context, criterion, newest.id, levels):
                rules[newest.id] = None
    return list(rules), clear


def _newest(context: Context, decision: Decision) -> Decision:
    """The decision that holds in place of another."""
    newest = decision
    while newer := context.project.superseded_by.get(newest.id):
        newest = newer
        if newest is decision:
            break
    return newest


def _cases(context: Context, criterion: Criterion, decision: str) -> list[EdgeCase]:
    """The edge cases of a criterion that rest on a decision."""
    cited = context.project.cited_by.get(decision, ())
    return [each.edge_cases[place] for each, place in cited if each.id == criterion.id]


def _is_about(
    context: Context, criterion: Criterion, decision: str, levels: tuple[Score, Score]
) -> bool:
    """Whether a decision may be the rule about two levels: its edge cases, if any, give one."""
    cases = _cases(context, criterion, decision)
    return not cases or any(_touches(case, levels) for case in cases)


def _touches(case: EdgeCase, levels: tuple[Score, Score]) -> bool:
    if not isinstance(case.score, tuple):
        return case.score is None
    return any(case.score[0] <= level <= case.score[1] for level in levels)


def _links(
    context: Context, criterion: Criterion, decisions: Iterable[str], levels: tuple[Score, Score]
) -> Iterator[Link]:
    for name in decisions:
        for case in _cases(context, criterion, name):
            if _touches(case, levels):
                title = context.headline(case.situation)
                yield Link(title, criterion_uri(criterion.id), case.id)

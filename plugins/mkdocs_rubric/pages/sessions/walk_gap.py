"""One gap of a walk-through: who gave what, the levels in question, what is decided already."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.calibration import Gap, Spread
from mkdocs_rubric.calibration.summary import differing
from mkdocs_rubric.model import Cell, Conversation, Criterion, Held, Mark, score_text
from mkdocs_rubric.pages.base.addresses import criterion_uri, session_uri, slug, walk_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import rung, short_day
from mkdocs_rubric.pages.base.standing import Standing
from mkdocs_rubric.pages.sessions.conversation import picked_words, score_view
from mkdocs_rubric.pages.sessions.heat import place_of
from mkdocs_rubric.pages.sessions.settling import Given, Settling, settling
from mkdocs_rubric.pages.sessions.transcript import TurnView, turns

_CASES = 6
_DECISIONS = 4
_BESIDE = 4
"""Levels that fit beside each other."""


@dataclass(frozen=True)
class SettlingStep:
    """A level of the scale, with a dot for everybody who gave it.

    Attributes:
        score: As it is written in a sheet.
        shown: As it is shown.
        label: What it is called.
        rung: Its colour; None for N/A.
        dots: How many gave it.
        agreed: The session agreed on it.
    """

    score: str
    shown: str
    label: str
    rung: int | None
    dots: int
    agreed: bool


@dataclass(frozen=True)
class LevelText:
    """What earns a level."""

    score: str
    label: str
    rung: int | None
    text: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class DecisionOn:
    """A decision about the criterion."""

    link: Link
    standing: Standing
    date: str
    here: bool


@dataclass(frozen=True)
class WalkGap:
    """Everything about one gap.

    Attributes:
        anchor: Its place on the page.
        conversation_id: As on sheets.
        conversation: The same, as it is shown.
        apart: How scores lie apart.
        steps: The scale as a row of dots.
        given: Scores with their notes, lowest first; nobody where single reviewers are not shown.
        levels: Those in question, beside each other.
        cases: The criterion's edge cases: link, score.
        cases_more: How many more there are.
        decisions: About this conversation first, then the newest.
        settled: Why the guideline stays as it is.
        decision: The decision that settled it.
        is_settled: One of the two.
        agreed: The score agreed on, as it is written; "" without one.
    """

    anchor: str
    conversation_id: str
    conversation: str
    conversation_link: Link
    summary: str
    facts: str
    turns: tuple[TurnView, ...]
    criterion: Link
    criterion_id: str
    question: str
    apart: str
    steps: tuple[SettlingStep, ...]
    given: tuple[Given, ...]
    levels: tuple[LevelText, ...]
    cases: tuple[tuple[Link, str], ...]
    cases_more: str
    decisions: tuple[DecisionOn, ...]
    settled: str
    decision: Link | None
    is_settled: bool
    agreed: str
    settling: Settling


def notes_of(context: Context, held: Held) -> Mapping[tuple[str, str, str], str]:
    """What was noted, by conversation, criterion and reviewer; nothing where nobody is shown."""
    if not context.people.shown:
        return {}
    by_name = context.project.rubric.by_name
    return {
        (conversation, by_name[name].id, who): note
        for sheet in held.sheets
        for conversation, name, who, note in zip(
            sheet.conversations, sheet.criteria, sheet.reviewers, sheet.notes, strict=True
        )
        if note.strip() and name in by_name
    }


def walk_gap(
    context: Context,
    held: Held,
    conversation: Conversation,
    gap: Gap,
    agreed: Mapping[tuple[str, str], tuple[Cell, str]],
    notes: Mapping[tuple[str, str, str], str],
) -> WalkGap:
    """A gap as it is walked through."""
    spread, how = gap.spread, gap.settled
    criterion = context.project.rubric.criteria[spread.criterion.id]  # as it reads today
    consensus = _written(agreed.get(place_of(spread), (None, ""))[0])
    given = tuple(_given(context, spread, notes))
    facts = [conversation.channel or "", picked_words(conversation)]
    cases = criterion.edge_cases
    return WalkGap(
        anchor=f"gap-{slug(conversation.id)}-{criterion.id}",
        conversation_id=context.people.in_address(conversation.id),
        conversation=context.plain(conversation.id),
        conversation_link=Link(
            context.plain(conversation.id), session_uri(held.id), slug(conversation.id)
        ),
        summary=context.plain(conversation.summary),
        facts=context.plain(", ".join(filter(None, facts))),
        turns=tuple(turns(context, held.transcripts.get(conversation.transcript or "", ""))),
        criterion=context.links.criterion(criterion.id),
        criterion_id=criterion.id,
        question=context.words(criterion.question),
        apart=differing(spread),
        steps=tuple(_steps(context, spread, consensus)),
        given=given if context.people.shown else (),
        levels=tuple(_levels(context, held, criterion, spread)),
        cases=tuple(
            (
                Link(
                    context.headline(case.situation),
                    criterion_uri(criterion.id),
                    case.id,
                ),
                score_text(case.score),
            )
            for case in cases[:_CASES]
        ),
        cases_more=f"and {len(cases) - _CASES} more" if len(cases) > _CASES else "",
        decisions=tuple(_decisions(context, held, spread)),
        settled=context.plain(how.no_change) if how else "",
        decision=context.links.decision(how.decision) if how and how.decision else None,
        is_settled=how is not None,
        agreed=consensus,
        settling=settling(context, held, conversation, criterion, given, consensus),
    )


def _written(cell: Cell | None) -> str:
    """A cell as it is written in a sheet; nothing where nothing is said."""
    if isinstance(cell, Mark):
        return cell.value
    return "" if cell is None else str(cell)


def _given(
    context: Context, spread: Spread, notes: Mapping[tuple[str, str, str], str]
) -> Iterator[Given]:
    """Lowest first, N/A before; within a score by what reviewers are called."""
    people = context.people
    scored = [(who, cell) for who, cell in spread.scores if _counts(spread, cell)]
    for who, cell in sorted(scored, key=lambda each: (_height(each[1]), people.name(each[0]))):
        note = notes.get((spread.conversation, spread.criterion.id, who), "")
        shown = people.name(who) if people.shown else ""
        yield Given(shown, score_view(context, cell, spread.scale), context.plain(note))


def _counts(spread: Spread, cell: Cell) -> bool:
    if cell is Mark.NOT_APPLICABLE:
        return spread.criterion.not_applicable is not None
    return cell in spread.scale.levels


def _height(cell: Cell) -> float:
    return float("-inf") if isinstance(cell, Mark) else float(cell)


def _steps(context: Context, spread: Spread, consensus: str) -> Iterator[SettlingStep]:
    scale, number = spread.scale, Counter(spread.values)
    if spread.criterion.not_applicable is not None:
        yield SettlingStep("NA", "N/A", "", None, spread.not_applicable, consensus == "NA")
    for score in scale.scores:
        yield SettlingStep(
            score=str(score),
            shown=str(score),
            label=context.plain(scale.levels[score]),
            rung=rung(scale.fraction(score)),
            dots=number[score],
            agreed=consensus == str(score),
        )


def _levels(
    context: Context, held: Held, criterion: Criterion, spread: Spread
) -> Iterator[LevelText]:
    """From the lowest to the highest that was given; those given, where that is too many."""
    scale, uri = spread.scale, walk_uri(held.id)
    if spread.is_disputed:
        rule = context.prose(criterion.not_applicable, criterion.path, uri)
        yield LevelText("N/A", "not applicable", None, rule, ())
    low, high = spread.values[0], spread.values[-1]
    between = [score for score in scale.scores if low <= score <= high]
    if len(between) > _BESIDE:
        between = sorted(set(spread.values))[:_BESIDE]
    same_scale = criterion.scale_on(held.session.date) == criterion.scale
    for score in between:
        level = criterion.levels.get(score) if same_scale else None
        yield LevelText(
            score=str(score),
            label=context.plain(scale.levels[score]),
            rung=rung(scale.fraction(score)),
            text=context.prose(level.description, criterion.path, uri) if level else "",
            examples=tuple(
                context.prose(example.text, criterion.path, uri) for example in level.examples
            )
            if level
            else (),
        )


def _decisions(context: Context, held: Held, spread: Spread) -> Iterator[DecisionOn]:
    """Those about this gap first, then the newest about the criterion that hold."""
    project = context.project
    about = project.decisions_on.get(spread.criterion.id, ())
    here = [
        decision
        for decision in about
        if decision.session == held.id and spread.conversation in decision.conversations
    ]
    others = [decision for decision in about if decision not in here and project.in_force(decision)]
    for decision in [*here, *others][:_DECISIONS]:
        yield DecisionOn(
            link=context.links.decision(decision.id),
            standing=context.standings.of(decision),
            date=short_day(decision.date),
            here=decision in here,
        )

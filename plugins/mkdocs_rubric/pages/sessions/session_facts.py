"""What the pages of sessions have in common, worked out once for each session."""

from collections.abc import Mapping, Sequence

from mkdocs_rubric.agreement import Estimate
from mkdocs_rubric.calibration import Gap, Spread, gaps, spreads
from mkdocs_rubric.model import Decision, Held, Kind, Session
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures
from mkdocs_rubric.pages.base.outline import once_an_outline


@once_an_outline
def spreads_of(context: Context) -> Mapping[str, Sequence[Spread]]:
    """Of each session."""
    sessions = context.project.sessions.values()
    return {held.id: list(spreads(context.project, held)) for held in sessions}


@once_an_outline
def gaps_of(context: Context) -> Mapping[str, Sequence[Gap]]:
    """Of each session."""
    sessions, found = context.project.sessions, spreads_of(context)
    return {name: gaps(context.project, held, found[name]) for name, held in sessions.items()}


def open_words(session: Session, found: Sequence[Gap], *, short: bool = False) -> str:
    """How many gaps wait, and for what: without a meeting nobody has talked about them yet."""
    number = sum(gap.settled is None for gap in found)
    if not number:
        return ""
    if session.kind is Kind.ASYNC:
        return f"{number} {'needs' if number == 1 else 'need'} live discussion"
    return f"{number} open" if short else f"{number} not settled yet"


def agreement_of(context: Context, session: str) -> Estimate | None:
    """Agreement in a session alone."""
    found = figures(context)
    return found.overall.alone(found.sessions.index(session))


@once_an_outline
def decisions_of(context: Context) -> Mapping[str, Sequence[Decision]]:
    """That came of each session."""
    found: dict[str, list[Decision]] = {name: [] for name in context.project.sessions}
    for decision in context.project.decisions.values():
        if decision.session in found:
            found[decision.session].append(decision)
    return found


def scorers_of(held: Held) -> list[str]:
    """Who has a sheet."""
    return sorted({name for sheet in held.sheets for name in sheet.people})


def channels_of(held: Held) -> list[str]:
    """Where a session's conversations were held."""
    return [
        conversation.channel for conversation in held.session.conversations if conversation.channel
    ]


@once_an_outline
def criteria_of(context: Context) -> Mapping[str, Sequence[str]]:
    """What each session scored, by the ids of today."""
    return {
        name: list(dict.fromkeys(each.criterion.id for each in some))
        for name, some in spreads_of(context).items()
    }

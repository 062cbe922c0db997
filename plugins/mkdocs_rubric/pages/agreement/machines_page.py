"""Machines: may they score a criterion alone?"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from mkdocs_rubric.calibration.judged import scored_as_it_is
from mkdocs_rubric.calibration.machines import MachineFigures, Trust, machine_figures
from mkdocs_rubric.calibration.practice import practised_on
from mkdocs_rubric.calibration.trust_words import as_data, off_words, reason, title_of
from mkdocs_rubric.changes.timeline import score_on_earlier_wording
from mkdocs_rubric.model import Project, cell_text
from mkdocs_rubric.pages.base.addresses import AGREEMENT, MACHINES, criterion_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, joined
from mkdocs_rubric.pages.history.earlier import EarlierView, earlier_view

_ANSWERS = {
    Trust.NO: ("No", "low", "A person scores these"),
    Trust.LOOK: ("With a second look", "acceptable", "A person looks at what it gave"),
    Trust.ALONE: ("Yes", "strong", "It may score these alone"),
    Trust.FEW: ("Too few to say", "few", "Not known yet"),
}
"""What each verdict is called, its colour, and what a lead does; what needs a person first."""
_CONFUSED = 3
_PRACTISED = "newcomers practise on it, so what it scores stands on its session's page alone"
_SOON = 3
"""Criteria that are named as those of which most is known."""


@dataclass(frozen=True)
class MissView:
    """A score too far from the consensus."""

    conversation: Link
    words: str
    cases: tuple[Link, ...]


@dataclass(frozen=True)
class VerdictRow:
    """A machine on a criterion.

    Attributes:
        criterion: The criterion.
        reason: Why the verdict is what it is.
        missing: How many conversations have to be scored to say more.
        so_far: How many there are, or why more of them may not help.
        close: Of those with a consensus, how many it scored close to that.
        off: How far it scores above or below; "" where it does not.
        confused: Which levels it gives for which.
        misses: Scores too far from the consensus.
        missed: How many.
        stale: Why that is out of date.
    """

    criterion: Link
    reason: str
    missing: str
    so_far: str
    close: str
    off: str
    confused: str
    misses: tuple[MissView, ...]
    missed: str
    stale: str
    earlier: EarlierView | None


@dataclass(frozen=True)
class VerdictGroup:
    """The criteria with one verdict.

    Attributes:
        todo: What a lead does about them.
        answer: May it score them alone?
        tone: The colour of that.
        words: Which they are, or that there is none.
        rows: A row for each.
    """

    todo: str
    answer: str
    tone: str
    words: str
    rows: tuple[VerdictRow, ...]


@dataclass(frozen=True)
class MachineView:
    """One machine.

    Attributes:
        title: What it is called.
        facts: Its model, its prompt, how much it scored.
        known: The criteria by what is known of them, those that need a person first.
        unknown: Those of which nothing can be said yet, the soonest known first.
    """

    title: str
    facts: str
    known: tuple[VerdictGroup, ...]
    unknown: VerdictGroup


@dataclass(frozen=True)
class MachinesView:
    """All machines."""

    machines: tuple[MachineView, ...]


def machines_page(context: Context) -> Page | None:
    """Every machine that scored a session; None where none did."""
    found = machine_figures(context.project)
    if not found:
        return None
    views = tuple(
        _machine(context, machine, list(some))
        for machine, some in groupby(found, key=lambda each: each.machine)
    )
    return Page(
        uri=MACHINES,
        template="machines.md.jinja",
        title="Machines",
        view=MachinesView(views),
        source=context.project.rubric.path,
        line=context.line(context.project.rubric.path, "reviewers"),
        boost=0.3,
        description="Which criteria software may score alone, and which a person has to look at.",
        under=AGREEMENT,
        wide=True,
    )


def machines_json(context: Context) -> str:
    """The same for programs, but for scores of what newcomers practise on."""
    kept = practised_on(context.project)
    rows = [as_data(context.project, each, kept) for each in machine_figures(context.project)]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _machine(context: Context, machine: str, some: list[MachineFigures]) -> MachineView:
    about = context.project.rubric.reviewers.get(machine)
    facts = []
    if about and about.model:
        facts.append(f"model {context.plain(about.model)}")
    if about and about.prompt:
        facts.append(f"prompt {context.plain(about.prompt)}")
    facts.append(f"scored {counted(len(some), 'criterion', 'criteria')}")
    by_verdict = {trust: [each for each in some if each.trust is trust] for trust in Trust}
    soonest = sorted(by_verdict[Trust.FEW], key=lambda each: (each.more is None, each.more or 0))
    return MachineView(
        context.plain(title_of(context.project, machine)),
        ", ".join(facts),
        tuple(
            _group(context, trust, by_verdict[trust], _names(context, by_verdict[trust]))
            for trust in _ANSWERS
            if trust is not Trust.FEW
        ),
        _group(context, Trust.FEW, soonest, _soonest(context, soonest)),
    )


def _names(context: Context, some: list[MachineFigures]) -> str:
    names = [context.plain(each.criterion.title) for each in some]
    return f"{joined(names)}." if names else "none yet."


def _soonest(context: Context, some: list[MachineFigures]) -> str:
    """How many criteria are not known, and which will be first."""
    if not some:
        return "nothing."
    near = [
        f"{context.plain(each.criterion.title)} ({each.more} more)"
        for each in some[:_SOON]
        if each.more is not None
    ]
    words = f"{counted(len(some), 'criterion', 'criteria')}."
    if near:
        words += f" Soonest, with more conversations that three people score too: {joined(near)}."
    return words


def _group(context: Context, trust: Trust, some: list[MachineFigures], words: str) -> VerdictGroup:
    answer, tone, todo = _ANSWERS[trust]
    return VerdictGroup(todo, answer, tone, words, tuple(_row(context, each) for each in some))


def _row(context: Context, figures: MachineFigures) -> VerdictRow:
    wrong = [
        f"{cell_text(given)} where you agreed on {cell_text(agreed)} "
        f"({'once' if number == 1 else f'{number} times'})"
        for given, agreed, number in figures.confusions[:_CONFUSED]
    ]
    misses = tuple(_misses(context, figures))
    off = off_words(figures)
    return VerdictRow(
        criterion=context.links.criterion(figures.criterion.id),
        reason=reason(figures),
        so_far=reason(figures)
        if figures.more is None
        else counted(figures.test.conversations, "conversation"),
        missing=f"{figures.more} more" if figures.more is not None else "more may not help",
        close=f"{figures.agreed} of {figures.compared}" if figures.compared else "",
        off="" if off.startswith("0.0") else off,
        confused=", ".join(wrong),
        misses=misses,
        missed=counted(len(misses), "conversation"),
        stale=_stale(context, figures),
        earlier=_earlier(context, figures),
    )


def _earlier(context: Context, figures: MachineFigures) -> EarlierView | None:
    """What was reworded since a machine last scored by a criterion; None where it is marked so.

    It scored by today's words where a session has their fingerprint. Somebody who has confirmed
    the session's agreed scores has found that the words score alike.
    """
    project, criterion, machine = context.project, figures.criterion, figures.machine
    held_with = [
        held
        for held in project.sessions.values()
        if any(
            machine in sheet.people and criterion.id in map(_today(project), sheet.criteria)
            for sheet in held.machines
        )
    ]
    if figures.stale or not held_with:
        return None
    last = held_with[-1]
    if scored_as_it_is(project, last, machine, criterion):
        return None
    session = last.session
    earlier = score_on_earlier_wording(context.history, criterion, session.date, session.confirmed)
    return earlier_view(context, earlier) if earlier else None


def _today(project: Project) -> Callable[[str], str]:
    """The id of a criterion today, by any it had."""
    names = project.rubric.by_name
    return lambda name: names[name].id if name in names else name


def _stale(context: Context, figures: MachineFigures) -> str:
    if figures.stale:
        return f"Out of date: {context.plain(figures.stale[-1])}."
    if figures.left_out:
        return f"{counted(figures.left_out, 'earlier conversation')} left out: scored as it was."
    return ""


def _misses(context: Context, figures: MachineFigures) -> Iterator[MissView]:
    criterion = figures.criterion
    cases = {case.id: case for case in criterion.edge_cases}
    kept = practised_on(context.project)
    for miss in figures.misses:
        conversation = context.links.conversation(miss.conversation, miss.session)
        if (miss.session, miss.conversation) in kept:
            yield MissView(conversation, _PRACTISED, ())
            continue
        yield MissView(
            conversation,
            f"gave {cell_text(miss.given)}, agreed was {cell_text(miss.agreed)}",
            tuple(
                Link(context.words(cases[name].situation), criterion_uri(criterion.id), name)
                for name in miss.edge_cases
            ),
        )

"""What came of a session, as a text that is ready to be sent."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.gaps import Gap, Spread, gaps
from mkdocs_rubric.calibration.states import missing
from mkdocs_rubric.model import Decision, Held, Project, Status, percent_beside


@dataclass(frozen=True)
class Telling:
    """How a summary speaks of people and pages.

    Attributes:
        name: What a reviewer is called; "" where nobody is named.
        text: A title or a sentence from a file, with names as they may be told.
        address: The whole address of a page: of a `session`, `decision` or `criterion`, its id and
            a place on it; "" where the site's is not known.
    """

    name: Callable[[str], str] = lambda name: name
    text: Callable[[str], str] = lambda text: " ".join(text.split())
    address: Callable[[str, str, str], str] = lambda *_: ""


def summary(
    project: Project,
    held: Held,
    figures: Figures,
    telling: Telling,
    found: Sequence[Gap] | None = None,
) -> str:
    """What was discussed, decided and changed, how far reviewers agreed, who owes what.

    Args:
        project: What the session is part of.
        held: The session, whose scores everybody may see.
        figures: Of the project.
        telling: How it speaks of people and pages.
        found: The session's gaps, where the caller has them.
    """
    all_gaps = gaps(project, held) if found is None else list(found)
    decided = [decision for decision in project.decisions.values() if decision.session == held.id]
    parts = [
        list(_head(project, held, figures, telling)),
        _part("Discussed", [_discussed(project, gap, telling) for gap in all_gaps]),
        _part("Decided", [_decided(project, decision, telling) for decision in decided]),
        _part("Changed in the guideline", _changed(project, decided, telling)),
        _part("Still to do", [*_owed(project, held, all_gaps, decided, telling)]),
    ]
    if not all_gaps:
        parts.insert(1, [no_gap(held)])
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _part(title: str, entries: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"- {entry}" for entry in entries)] if entries else []


def _head(project: Project, held: Held, figures: Figures, telling: Telling) -> Iterator[str]:
    session = held.session
    title = telling.text(session.title) if session.title else "Calibration"
    yield f"{title}, {_day(session.date)}"
    people = {name for sheet in held.sheets for name in sheet.people}
    yield f"{_counted(len(session.conversations), 'conversation')}, " + _counted(
        len(people), "reviewer"
    )
    if address := telling.address("session", held.id, ""):
        yield address
    alone = figures.overall.alone(figures.sessions.index(held.id))
    if alone and alone.value is not None:
        bands = project.rubric.calibration.bands
        often = percent_beside(100 * alone.value, (bands.acceptable, bands.strong))
        few = ", so this is rough" if alone.rough else ""
        yield (
            f"Two reviewers who scored the same thing agreed {often} of the time "
            f"({_counted(alone.conversations, 'conversation')}{few})."
        )


def _discussed(project: Project, gap: Gap, telling: Telling) -> str:
    what, how = _what(gap.spread, telling), gap.settled
    said = f"{what}: {differing(gap.spread)}."
    if how is None:
        return f"{said} Not settled yet."
    if how.no_change:
        return f"{said} The guideline stays: {telling.text(how.no_change)}"
    decision = project.decisions.get(how.decision or "")
    return f"{said} Decided: {telling.text(decision.title) if decision else how.decision}"


def _what(spread: Spread, telling: Telling) -> str:
    return f"{telling.text(spread.criterion.title)} on {telling.text(spread.conversation)}"


def no_gap(held: Held) -> str:
    """Why a session has no gap."""
    people = {name for sheet in held.sheets for name in sheet.people}
    if len(people) > 1:
        return "There is no gap: everybody scored alike, or close enough."
    return "One reviewer scored: there is nothing to compare." if people else "Nobody has scored."


def differing(spread: Spread) -> str:
    """How scores lie apart, in words."""
    low, high = spread.values[0], spread.values[-1]
    if not spread.is_disputed:
        return f"scores from {low} to {high}"
    some, scored = spread.not_applicable, len(spread.values)
    others = "the others" if scored > 1 else "the other"
    scores = str(low) if low == high else f"{low} to {high}"
    return f"{some} of {some + scored} said N/A, {others} gave {scores}"


def _decided(project: Project, decision: Decision, telling: Telling) -> str:
    titles = [
        telling.text(project.rubric.by_name[name].title if name in project.rubric.by_name else name)
        for name in decision.criteria
    ]
    status = project.status(decision)
    state = "" if status is Status.ACCEPTED else f", {status}"
    about = f"{telling.text(decision.title)} ({', '.join(titles)}{state})"
    return f"{about} {telling.address('decision', decision.id, '')}".strip()


def _changed(project: Project, decided: Sequence[Decision], telling: Telling) -> list[str]:
    """The edge cases that rest on the decisions."""
    found = []
    for decision in decided:
        for criterion, place in project.cited_by.get(decision.id, ()):
            case = criterion.edge_cases[place]
            situation = telling.text(case.situation).partition(". ")[0].rstrip(".")
            words = f"{telling.text(criterion.title)}: edge case \N{LEFT DOUBLE QUOTATION MARK}"
            words += f"{situation}\N{RIGHT DOUBLE QUOTATION MARK}"
            found.append(f"{words} {telling.address('criterion', criterion.id, case.id)}".strip())
    return found


def _owed(
    project: Project,
    held: Held,
    all_gaps: Sequence[Gap],
    decided: Sequence[Decision],
    telling: Telling,
) -> Iterator[str]:
    lead = telling.name(held.session.facilitator) if held.session.facilitator else ""
    for gap in all_gaps:
        if gap.settled is None:
            yield _whose(f"settle {_what(gap.spread, telling)}", lead)
    for decision in decided:
        status = project.status(decision)
        if status is Status.PROPOSED:
            until = f" by {_day(decision.review_by)}" if decision.review_by else ""
            owner = telling.name(decision.owner) if decision.owner else ""
            told = f"decide {_quoted(decision, telling)}{until}"
            yield _whose(told, owner) if decision.owner else f"{told}: it needs an owner"
        elif status is Status.ACCEPTED and decision.id not in project.cited_by:
            yield _whose(f"add the edge case for {_quoted(decision, telling)}", lead)
    sealed = held.session.sealed
    excused = sealed.revealed.excused if sealed and sealed.revealed else ()
    late = [name for name in missing(held) if name not in excused]
    if late:
        names = ", ".join(filter(None, map(telling.name, late)))
        yield f"scores of {names or _counted(len(late), 'reviewer')} are missing"


def _quoted(decision: Decision, telling: Telling) -> str:
    title = telling.text(decision.title)
    return f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}"


def _whose(what: str, who: str) -> str:
    return f"{who}: {what}" if who else what


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"
